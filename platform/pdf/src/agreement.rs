//! Agreements, unsigned and sealed.

use std::net::IpAddr;

use base::{Fault, Instant};
use serde_json::{Value, json};

use crate::drawing::Drawing;
use crate::engine::{Engine, Job};
use crate::markup;
use crate::text::{clean, clean_or_dash};
use crate::words::{Tongue, instant, locale};

/// An agreement to be read and signed.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementDoc {
    /// The document's number, on every page.
    pub number: String,
    /// The title.
    pub title: String,
    /// The version of the text.
    pub version: String,
    /// The governing language, as a tag such as `de` or `pt-BR`.
    pub lang: String,
    /// When the document was made; the only time that it carries.
    pub at: Instant,
    /// Who makes the agreement.
    pub parties: Vec<Party>,
    /// The text, in Markdown: headings, paragraphs, lists, tables, bold, italic.
    pub body: String,
    /// Where it is signed.
    pub signatures: Vec<SignatureLine>,
}

/// One side of an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// What it is called in the text, such as "Vendor".
    pub role: String,
    /// The legal name.
    pub name: String,
    /// Address, registration and the like, by line.
    pub details: Vec<String>,
}

/// One place to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureLine {
    /// The party that is bound.
    pub party: String,
    /// Who signs.
    pub name: String,
    /// What they are at the party.
    pub title: String,
}

/// How and when an agreement was signed; becomes the last page.
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    /// SHA-256 of the unsigned document, as `agreement` made it.
    pub document_digest: [u8; 32],
    /// When the last signature was given.
    pub sealed_at: Instant,
    /// Where anyone can check the document.
    pub verify_url: Option<String>,
    /// Who signed.
    pub signers: Vec<Signer>,
}

/// One given signature and the evidence for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Signer {
    /// Which of the document's signature lines, from zero.
    pub line: usize,
    /// The name as the person gave it.
    pub name: String,
    /// The address that was invited.
    pub email: String,
    /// What they are at the party.
    pub title: String,
    /// The signature itself.
    pub signature: Signature,
    /// When.
    pub at: Instant,
    /// From which network address.
    pub address: Option<IpAddr>,
    /// What the browser said that it is.
    pub user_agent: Option<String>,
    /// How the person was identified, such as "signed-in account with a second factor".
    pub identified_by: String,
    /// The words that were agreed to.
    pub consent: String,
}

/// A signature as it was given.
#[derive(Debug, Clone, PartialEq)]
pub enum Signature {
    /// The name, typed.
    Typed(String),
    /// Drawn by hand.
    Drawn(Drawing),
}

/// Sets an agreement with empty places to sign.
pub fn agreement(doc: &AgreementDoc) -> Result<Vec<u8>, Fault> {
    set(doc, None)
}

/// Sets an agreement with its signatures and the certificate page.
pub fn sealed_agreement(doc: &AgreementDoc, certificate: &Certificate) -> Result<Vec<u8>, Fault> {
    if let Some(signer) = certificate.signers.iter().find(|s| s.line >= doc.signatures.len()) {
        return Err(Fault::plain(format!("document {} has no signature line {}", doc.number, signer.line)));
    }
    set(doc, Some(certificate))
}

fn set(doc: &AgreementDoc, certificate: Option<&Certificate>) -> Result<Vec<u8>, Fault> {
    let tongue = Tongue::of(&doc.lang);
    let mut images = Vec::new();
    // By signature line, so that a line signed twice shows its last signature, as the list does.
    let mut given: Vec<Option<(Value, Value)>> = vec![None; doc.signatures.len()];
    let mut signers = Vec::new();
    for signer in certificate.map_or(&[][..], |c| &c.signers) {
        let ink = match &signer.signature {
            Signature::Typed(name) => json!({ "typed": clean(name) }),
            Signature::Drawn(drawing) => {
                images.push(drawing.bytes());
                json!({ "image": images.len().saturating_sub(1), "ratio": drawing.ratio() })
            }
        };
        let line = doc.signatures.get(signer.line);
        signers.push(json!({
            "name": clean(&signer.name),
            "email": clean(&signer.email),
            "title": clean(&signer.title),
            "party": clean(line.map_or("", |l| l.party.as_str())),
            "ink": ink,
            "at": instant(signer.at),
            "address": signer.address.map(|a| clean(&a.to_string())),
            "agent": signer.user_agent.as_deref().map(clean),
            "identified": clean(&signer.identified_by),
            "consent": clean(&signer.consent),
        }));
        if let Some(place) = given.get_mut(signer.line) {
            *place = Some((ink, json!(instant(signer.at))));
        }
    }
    let lines: Vec<_> = doc
        .signatures
        .iter()
        .zip(given)
        .map(|(line, given)| {
            let (ink, at) = given.unwrap_or_default();
            json!({ "party": clean(&line.party), "name": clean(&line.name), "title": clean(&line.title), "ink": ink, "at": at })
        })
        .collect();
    let data = json!({
        "kind": "agreement",
        "locale": locale(&doc.lang),
        "words": tongue.words(),
        "number": clean(&doc.number),
        "title": clean_or_dash(&doc.title),
        "version": clean(&doc.version),
        "date": tongue.date(doc.at.date_naive()),
        "author": doc.parties.iter().map(|p| clean(&p.name)).collect::<Vec<_>>(),
        "parties": doc.parties.iter().map(|p| json!({
            "role": clean(&p.role), "name": clean(&p.name), "details": p.details.iter().map(|d| clean(d)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "body": markup::blocks(&doc.body),
        "signatures": lines,
        "certificate": certificate.map(|c| json!({
            "digest": hex::encode(c.document_digest),
            "sealed": instant(c.sealed_at),
            "verify": c.verify_url.as_deref().map(clean),
            "signers": signers,
        })),
    });
    let state = if certificate.is_some() { "sealed" } else { "unsigned" };
    Engine::get().pdf(Job {
        template: "agreement.typ",
        ident: format!("{} {} {state}", doc.number, doc.version),
        at: certificate.map_or(doc.at, |c| c.sealed_at),
        data: &data,
        images,
    })
}
