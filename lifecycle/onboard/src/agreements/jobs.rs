//! Setting documents, and what time does.

use base::{AgreementId, Fault, FileId, Result};
use files::{FileKind, Limits};
use futures::StreamExt as _;
use i18n::{L10n, Locale, Tz};
use pdf::{AgreementDoc, Certificate, Party, SignatureLine, Signer};
use serde::Deserialize;
use web::{App, JobKind, JobRun};

use super::actions;
use super::model::{Agreement, Document, Method, Side, Signature};

const PDF: Limits = Limits { max_bytes: 50_000_000, allowed: &[FileKind::Pdf] };

/// The jobs of agreements.
pub(crate) const JOBS: [JobKind; 3] = [
    JobKind { name: super::DOCUMENT_JOB, cron: None, run: |run| Box::pin(document(run)) },
    JobKind { name: super::SEAL_JOB, cron: None, run: |run| Box::pin(seal(run)) },
    JobKind { name: "onboard.agreements_due", cron: Some("7 * * * *"), run: |run| Box::pin(due(run)) },
];

fn payload<T: serde::de::DeserializeOwned>(run: &JobRun) -> Result<T> {
    let read = serde_json::from_value(run.payload().clone());
    Ok(read.map_err(|e| Fault::new(format!("reading the payload of job {}", run.job.id), e))?)
}

#[derive(Deserialize)]
struct Which {
    agreement: AgreementId,
}

async fn document(run: &JobRun) -> Result<()> {
    let which: Which = payload(run)?;
    ensure_document(&run.app, which.agreement).await.map(|_| ())
}

async fn seal(run: &JobRun) -> Result<()> {
    let which: Which = payload(run)?;
    ensure_sealed(&run.app, which.agreement).await.map(|_| ())
}

async fn due(run: &JobRun) -> Result<()> {
    let actor = run.app.system("onboard.agreements_due");
    while run.app.transact(&actor, |work| async move { actions::expire_due(&work).await }).await? > 0 {}
    run.app
        .transact(&actor, |work| async move {
            actions::remind(&work).await?;
            run.finish(&work).await
        })
        .await
}

/// The document to sign, set now if it is not there yet.
pub(crate) async fn ensure_document(app: &App, id: AgreementId) -> Result<(Agreement, Document)> {
    let actor = app.system(super::DOCUMENT_JOB);
    let agreement = actions::get(&app.read(&actor), id).await?;
    if let Some(document) = agreement.document.clone() {
        return Ok((agreement, document));
    }
    let doc = doc(app, &agreement, &[]);
    let bytes = blocking(move || pdf::agreement(&doc)).await?;
    keep(app, id, bytes, false).await
}

/// The document with both signatures and the certificate page, set now if it is not there yet.
pub(crate) async fn ensure_sealed(app: &App, id: AgreementId) -> Result<(Agreement, Document)> {
    let actor = app.system(super::SEAL_JOB);
    let work = app.read(&actor);
    let agreement = actions::get(&work, id).await?;
    if let Some(document) = agreement.sealed.clone() {
        return Ok((agreement, document));
    }
    let signatures = actions::signatures(&work, &agreement).await?;
    let unsigned = agreement.document.as_ref().ok_or_else(|| Fault::plain(format!("agreement {id} was signed without a document")))?;
    let digest: files::Digest = unsigned.digest.parse()?;
    let l = words(app, &agreement);
    let certificate = Certificate {
        document_digest: digest.bytes(),
        sealed_at: signatures.iter().map(|s| s.at).max().unwrap_or(agreement.sent_at),
        verify_url: Some(app.url(&format!("/verify/agreement?digest={digest}"))),
        signers: signatures.iter().map(|s| signer(&l, s)).collect(),
    };
    let doc = doc(app, &agreement, &signatures);
    let bytes = blocking(move || pdf::sealed_agreement(&doc, &certificate)).await?;
    keep(app, id, bytes, true).await
}

async fn blocking(set: impl FnOnce() -> Result<Vec<u8>, Fault> + Send + 'static) -> Result<Vec<u8>> {
    let set = tokio::task::spawn_blocking(set).await;
    Ok(set.map_err(|e| Fault::new("setting an agreement", e))??)
}

async fn keep(app: &App, id: AgreementId, bytes: Vec<u8>, sealed: bool) -> Result<(Agreement, Document)> {
    let file = FileId::from(app.ids().next(app.now()));
    let body = futures::stream::once(async move { Ok(bytes::Bytes::from(bytes)) }).boxed();
    let stored = app.files().put(file, body, &PDF).await?;
    let document = Document { digest: stored.digest.to_string(), size: i64::try_from(stored.size).unwrap_or(i64::MAX) };
    let document = &document;
    let actor = app.system(if sealed { super::SEAL_JOB } else { super::DOCUMENT_JOB });
    let agreement = app.transact(&actor, |work| async move { actions::keep_document(&work, id, document, sealed).await }).await?;
    let kept = if sealed { agreement.sealed.clone() } else { agreement.document.clone() };
    let kept = kept.ok_or_else(|| Fault::plain(format!("the document of agreement {id} was not kept")))?;
    Ok((agreement, kept))
}

/// A document speaks its own language, whoever reads it.
fn words(app: &App, a: &Agreement) -> L10n {
    let locale: Locale = a.language.parse().unwrap_or_default();
    app.l10n(locale, Tz::UTC)
}

fn doc(app: &App, a: &Agreement, signatures: &[Signature]) -> AgreementDoc {
    let l = words(app, a);
    let line = |side: Side, party: &str| {
        let by = signatures.iter().find(|s| s.side == side);
        SignatureLine {
            party: party.to_owned(),
            name: by.map(|s| s.name.clone()).unwrap_or_default(),
            title: by.map(|s| s.title.clone()).unwrap_or_default(),
        }
    };
    AgreementDoc {
        number: a.number.clone(),
        title: a.title.clone(),
        version: a.no.to_string(),
        lang: a.language.clone(),
        at: a.sent_at,
        parties: vec![
            Party { role: l.t("agreement-party-vendor"), name: a.vendor.clone(), details: Vec::new() },
            Party { role: l.t("agreement-party-partner"), name: a.party.clone(), details: Vec::new() },
        ],
        body: a.body.clone(),
        signatures: vec![line(Side::Vendor, &a.vendor), line(Side::Partner, &a.party)],
    }
}

fn signer(l: &L10n, s: &Signature) -> Signer {
    Signer {
        line: match s.side {
            Side::Vendor => 0,
            Side::Partner => 1,
        },
        name: s.name.clone(),
        email: s.email.clone(),
        title: s.title.clone(),
        signature: match &s.method {
            Method::Typed => pdf::Signature::Typed(s.name.clone()),
            Method::Drawn(drawing) => pdf::Signature::Drawn(drawing.clone()),
        },
        at: s.at,
        address: s.address,
        user_agent: s.agent.clone(),
        identified_by: l.t("agreement-identified"),
        consent: l.t(&format!("agreement-consent-{}", s.consent)),
    }
}
