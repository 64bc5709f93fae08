//! Letters as documents: set once for each side and language, and kept.

use base::{CaseId, Fault, FileId, Result, RulingId};
use files::{FileKind, Limits};
use futures::StreamExt as _;
use i18n::{L10n, Locale};
use pdf::LetterDoc;
use web::{App, JobRun};

use super::super::actions::{self, Letter};
use super::super::model::KeptLetter;
use crate::deals::actions as deals;
use crate::deals::model::Clause;

const PDF: Limits = Limits { max_bytes: 5_000_000, allowed: &[FileKind::Pdf] };

/// What a letter says, in the words of one language; the page and the document say the same.
pub(crate) struct Words {
    pub(crate) head: String,
    pub(crate) date: String,
    pub(crate) route: String,
    pub(crate) outcome: String,
    pub(crate) means: String,
    pub(crate) with: String,
    pub(crate) clause: String,
    pub(crate) appeal: String,
}

/// A clause with its number and name, by its code.
pub(crate) fn clause_name(l: &L10n, code: &str) -> String {
    let Some(clause) = Clause::from_code(code) else { return String::new() };
    let number = Clause::ALL.iter().position(|c| *c == clause).map_or(0, |i| i + 1);
    format!("§\u{a0}{number} {}", l.t(&clause.label_key()))
}

/// What a letter says; `until` is by when one may appeal, as far as one may.
pub(crate) fn words(l: &L10n, letter: &Letter, vendor: &str, to: &str, until: Option<base::Instant>) -> Words {
    let fate = letter.fate.code();
    Words {
        head: l.t(if letter.appeal { "letter-head-appeal" } else { "letter-head" }),
        date: l.date(l.day_of(letter.at)),
        route: l.ta("letter-from-to", &[("from", vendor.into()), ("to", to.into())]),
        outcome: l.t1(&format!("letter-{fate}"), "company", letter.company.as_str()),
        means: l.t1(&format!("letter-means-{fate}"), "share", l.share(letter.side.share, 100)),
        with: if letter.with.is_empty() { String::new() } else { l.t1("letter-with", "names", letter.with.join(", ")) },
        clause: l.ta("letter-clause", &[("clause", clause_name(l, &letter.clause).into()), ("version", letter.version.into())]),
        appeal: match until {
            Some(until) => l.t1("letter-appeal", "until", l.day_and_time(until)),
            None if letter.appeal => l.t("letter-final"),
            None => String::new(),
        },
    }
}

/// The documents of a ruling, each in the language of its partner; a job after the ruling.
pub(super) async fn set(run: &JobRun) -> Result<()> {
    let actor = run.app.system(actions::LETTERS);
    let id = super::case_of(run)?;
    let work = run.app.read(&actor);
    for letter in actions::letters(&work, &work, id).await? {
        let Some(partner) = letter.side.partner else { continue };
        let locale = partners::find(&work, partner).await?.and_then(|p| p.locale.parse().ok()).unwrap_or_default();
        ensure(&run.app, id, &letter, locale).await?;
    }
    run.app.transact(&actor, |work| async move { run.finish(&work).await }).await
}

/// The kept document of a letter in a language, set now if it is not there yet; whoever asks has been shown the letter.
pub(crate) async fn ensure(app: &App, case: CaseId, letter: &Letter, locale: Locale) -> Result<KeptLetter> {
    let actor = app.system(actions::LETTERS);
    let work = app.read(&actor);
    let ruling: RulingId = letter.ruling;
    if let Some(kept) = actions::kept_letter(&work, ruling, letter.side.id, locale.tag()).await? {
        return Ok(kept);
    }
    let Some(partner) = letter.side.partner else { return Err(base::Error::missing()) };
    // Times in a document are those of the business, whoever reads it.
    let l = app.l10n(locale, deals::terms(&work).await?.zone);
    let (vendor, to) = (work.vendor().to_owned(), deals::partner_name(&work, partner).await?);
    let said = words(&l, letter, &vendor, &to, letter.appeal_term);
    let means = if said.with.is_empty() { said.means } else { format!("{} {}", said.means, said.with) };
    let doc = LetterDoc {
        number: format!("{ruling}"),
        lang: l.lang().to_owned(),
        route: said.route,
        date: said.date,
        title: said.head,
        author: vendor,
        outcome: said.outcome,
        body: if letter.reason.is_empty() { means } else { format!("{means}\n\n{}", letter.reason) },
        facts: vec![
            (l.t("cases-customer"), letter.company.clone()),
            (l.t("cases-products"), letter.products.clone()),
            (l.t("letter-rests-on"), said.clause),
        ],
        closing: said.appeal,
        at: letter.at,
    };
    // Setting a page must not hold up the other requests of this thread.
    let bytes = tokio::task::spawn_blocking(move || pdf::letter(&doc)).await.map_err(|e| Fault::new("setting a letter", e))??;
    let file = FileId::from(app.ids().next(app.now()));
    let body = futures::stream::once(async move { Ok(bytes::Bytes::from(bytes)) }).boxed();
    let stored = app.files().put(file, body, &PDF).await?;
    let kept = KeptLetter {
        ruling,
        case,
        side: letter.side.id,
        partner,
        lang: locale.tag().to_owned(),
        digest: stored.digest.to_string(),
        at: letter.at,
        appeal: letter.appeal,
    };
    let kept = &kept;
    app.transact(&actor, |work| async move { actions::keep_letter(&work, kept).await }).await
}
