//! What may be done with an agreement, and when.

use base::{AgreementId, FieldError, Instant, Invalid, Kind, Refusal};
use chrono::{Months, TimeDelta};
use facts::onboard::{AgreementEnded, AgreementInForce, AgreementSigned};

use super::model::{Agreement, AgreementState, KINDS, LANGUAGES, Method, NewTemplate, SignatureForm, Template, VARIABLES};

/// A move of an agreement, named by the user's verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Somebody of the partner opens it.
    View,
    /// The partner signs.
    Sign,
    /// The partner declines.
    Decline,
    /// The vendor signs.
    Countersign,
    /// Its time is over.
    Expire,
    /// The vendor ends it or takes it back.
    Terminate,
    /// Another one takes its place.
    Supersede,
}

impl Verb {
    /// Every move.
    pub const ALL: [Self; 7] = [Self::View, Self::Sign, Self::Decline, Self::Countersign, Self::Expire, Self::Terminate, Self::Supersede];

    /// The name in refusals and in the table of moves.
    pub const fn code(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Sign => "sign",
            Self::Decline => "decline",
            Self::Countersign => "countersign",
            Self::Expire => "expire",
            Self::Terminate => "terminate",
            Self::Supersede => "supersede",
        }
    }

    /// The state that the move leads to, where it is allowed.
    pub const fn leads_to(self, from: &AgreementState) -> Option<&'static str> {
        use AgreementState as S;
        match (from, self) {
            (S::Sent, Self::View) => Some("viewed"),
            (S::Sent | S::Viewed { .. }, Self::Sign) => Some("signed"),
            (S::Sent | S::Viewed { .. }, Self::Decline) => Some("declined"),
            (S::Signed { .. }, Self::Countersign) => Some("in_force"),
            (S::InForce { .. }, Self::Expire) => Some("expired"),
            (S::Sent | S::Viewed { .. } | S::Signed { .. } | S::InForce { .. }, Self::Terminate) => Some("terminated"),
            (S::Sent | S::Viewed { .. } | S::Signed { .. } | S::InForce { .. }, Self::Supersede) => Some("superseded"),
            (
                S::Sent
                | S::Viewed { .. }
                | S::Signed { .. }
                | S::InForce { .. }
                | S::Expired { .. }
                | S::Terminated { .. }
                | S::Declined { .. }
                | S::Superseded { .. },
                _,
            ) => None,
        }
    }
}

/// A "no" about an agreement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The state does not allow the move.
    #[error("an agreement that is {state} cannot {verb}; it can {allowed}")]
    NotNow {
        /// What was tried.
        verb: &'static str,
        /// The state.
        state: &'static str,
        /// What the state allows.
        allowed: String,
    },
    /// The document is being set; there is nothing to sign yet.
    #[error("the document is not set yet")]
    DocumentPending,
    /// The signer read another document than the one that is there.
    #[error("another document was read")]
    OtherDocument,
    /// No template fits the partner.
    #[error("no template fits")]
    NoTemplate,
    /// Such an agreement already waits for this partner.
    #[error("such an agreement is already open")]
    AlreadyOpen,
}

impl Refusal for Refused {
    fn code(&self) -> &'static str {
        match self {
            Self::NotNow { .. } => "agreement.not_now",
            Self::DocumentPending => "agreement.document_pending",
            Self::OtherDocument => "agreement.other_document",
            Self::NoTemplate => "agreement.no_template",
            Self::AlreadyOpen => "agreement.already_open",
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::NotNow { .. } | Self::DocumentPending | Self::OtherDocument | Self::NoTemplate | Self::AlreadyOpen => Kind::Conflict,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotNow { verb, state, allowed } => {
                vec![("verb", (*verb).to_owned()), ("state", (*state).to_owned()), ("allowed", allowed.clone())]
            }
            Self::DocumentPending | Self::OtherDocument | Self::NoTemplate | Self::AlreadyOpen => Vec::new(),
        }
    }
}

fn allow(a: &Agreement, verb: Verb) -> Result<(), Refused> {
    if verb.leads_to(&a.state).is_some() {
        return Ok(());
    }
    let allowed: Vec<_> = Verb::ALL.into_iter().filter(|v| v.leads_to(&a.state).is_some()).map(Verb::code).collect();
    Err(Refused::NotNow { verb: verb.code(), state: a.state.name(), allowed: allowed.join(", ") })
}

/// Notes that somebody of the partner opened it; later readers change nothing.
pub fn view(a: Agreement, by: &str, now: Instant) -> Option<Agreement> {
    allow(&a, Verb::View).ok()?;
    Some(Agreement { state: AgreementState::Viewed { at: now, by: by.to_owned() }, ..a })
}

/// The partner signs.
pub fn sign(a: Agreement, by: &str, now: Instant) -> Result<(Agreement, AgreementSigned), Refused> {
    allow(&a, Verb::Sign)?;
    let fact = AgreementSigned { agreement: a.id, partner: a.partner, signer: by.to_owned() };
    Ok((Agreement { state: AgreementState::Signed { at: now, by: by.to_owned() }, ..a }, fact))
}

/// The vendor signs: it holds from now on.
pub fn countersign(a: Agreement, by: &str, now: Instant) -> Result<(Agreement, AgreementInForce), Refused> {
    allow(&a, Verb::Countersign)?;
    let until = a.months.and_then(|m| u32::try_from(m).ok()).and_then(|m| now.checked_add_months(Months::new(m)));
    let fact = AgreementInForce { agreement: a.id, partner: a.partner, kind: a.kind.clone(), until };
    Ok((Agreement { state: AgreementState::InForce { since: now, until, by: by.to_owned() }, ..a }, fact))
}

/// The partner declines, with a reason.
pub fn decline(a: Agreement, by: &str, reason: &str, now: Instant) -> Result<(Agreement, AgreementEnded), Refused> {
    allow(&a, Verb::Decline)?;
    let state = AgreementState::Declined { at: now, by: by.to_owned(), reason: reason.to_owned() };
    Ok(ended(a, state, reason))
}

/// Its time is over; nothing happens before that.
pub fn expire(a: Agreement, now: Instant) -> Option<(Agreement, AgreementEnded)> {
    let AgreementState::InForce { since, until: Some(until), .. } = a.state else { return None };
    (until <= now).then(|| ended(a, AgreementState::Expired { since, at: until }, "expired"))
}

/// The vendor ends it, or takes it back before it holds.
pub fn terminate(a: Agreement, by: &str, reason: &str, now: Instant) -> Result<(Agreement, AgreementEnded), Refused> {
    allow(&a, Verb::Terminate)?;
    let state = AgreementState::Terminated { since: a.state.since(), at: now, by: by.to_owned(), reason: reason.to_owned() };
    Ok(ended(a, state, reason))
}

/// Another agreement takes its place.
pub fn supersede(a: Agreement, by: AgreementId, now: Instant) -> Result<(Agreement, AgreementEnded), Refused> {
    allow(&a, Verb::Supersede)?;
    let state = AgreementState::Superseded { since: a.state.since(), at: now, by };
    Ok(ended(a, state, "superseded"))
}

fn ended(a: Agreement, state: AgreementState, reason: &str) -> (Agreement, AgreementEnded) {
    let fact = AgreementEnded { agreement: a.id, partner: a.partner, state: state.name().to_owned(), reason: reason.to_owned() };
    (Agreement { state, ..a }, fact)
}

/// Checks what a signer handed in; returns the name, the title and how it was signed.
pub fn check_signature(form: &SignatureForm) -> Result<(String, String, Method), Invalid> {
    let mut invalid = Invalid::new();
    let (name, title) = (base::one_line(&form.name), base::one_line(&form.title));
    for outcome in [base::check_length("name", &name, 2, 120), base::check_length("title", &title, 2, 120)] {
        if let Err(e) = outcome {
            invalid.push(e);
        }
    }
    invalid.check(form.consent, "consent", "agreement.consent");
    let method = if form.drawing.trim().is_empty() {
        Some(Method::Typed)
    } else {
        let read = pdf::Drawing::parse_svg(&form.drawing);
        invalid.check(read.is_ok(), "drawing", "signature.drawing");
        read.ok().map(Method::Drawn)
    };
    match method {
        Some(method) if invalid.is_empty() => Ok((name, title, method)),
        _ => Err(invalid),
    }
}

/// Checks that what was read is what is there to sign.
pub fn same_document(a: &Agreement, read: Option<&str>) -> Result<String, Refused> {
    let there = a.document.as_ref().ok_or(Refused::DocumentPending)?;
    match read {
        Some(read) if !read.eq_ignore_ascii_case(&there.digest) => Err(Refused::OtherDocument),
        _ => Ok(there.digest.clone()),
    }
}

/// Checks a reason that a person wrote.
pub fn check_reason(reason: &str) -> Result<String, Invalid> {
    let reason = base::one_line(reason);
    let mut invalid = Invalid::new();
    if let Err(e) = base::check_length("reason", &reason, 3, 1000) {
        invalid.push(e);
    }
    invalid.finish().map(|()| reason)
}

/// Of the current versions, the one that fits a partner best: by type and country before by type
/// before by country before for all.
pub fn choose<'a>(templates: &'a [Template], kind: &str, partner_type: &str, country: &str) -> Option<&'a Template> {
    let fits = |t: &&Template| {
        t.kind == kind
            && (t.types.is_empty() || t.types.iter().any(|x| x == partner_type))
            && (t.countries.is_empty() || t.countries.iter().any(|x| x == country))
    };
    templates.iter().filter(fits).max_by_key(|t| (!t.types.is_empty(), !t.countries.is_empty(), t.created_at))
}

/// Checks a version before it is written.
pub fn check_template(new: &NewTemplate) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    let is_key = |k: &str| {
        (2..=40).contains(&k.len())
            && k.starts_with(|c: char| c.is_ascii_lowercase())
            && k.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    invalid.check(is_key(&new.key), "key", "agreement.key");
    invalid.check(KINDS.contains(&new.kind.as_str()), "kind", "choice");
    invalid.check(LANGUAGES.contains(&new.governing.as_str()), "governing", "choice");
    if let Err(e) = base::check_length("vendor", &new.vendor, 2, 200) {
        invalid.push(e);
    }
    invalid.check(new.months.is_none_or(|m| (1..=600).contains(&m)), "months", "agreement.months");
    let types = new.types.iter().all(|t| partners::PartnerType::from_code(t).is_some());
    invalid.check(types, "types", "choice");
    let countries = new.countries.iter().all(|c| c.len() == 2 && c.chars().all(|c| c.is_ascii_uppercase()));
    invalid.check(countries, "countries", "agreement.countries");
    if !new.texts.iter().any(|t| t.language == new.governing) {
        invalid.push(FieldError::new(format!("body_{}", new.governing), "agreement.governing_text"));
    }
    for text in &new.texts {
        let language = &text.language;
        invalid.check(LANGUAGES.contains(&language.as_str()), "texts", "choice");
        invalid.check(new.texts.iter().filter(|t| t.language == *language).count() == 1, "texts", "agreement.language_twice");
        for outcome in [
            base::check_length(&format!("title_{language}"), &text.title, 3, 200),
            base::check_length(&format!("body_{language}"), &text.body, 20, 200_000),
        ] {
            if let Err(e) = outcome {
                invalid.push(e);
            }
        }
        for (field, words) in [("title", &text.title), ("body", &text.body)] {
            if let Some(unknown) = unknown_variable(words) {
                invalid.push(FieldError::new(format!("{field}_{language}"), "agreement.variable").with("name", unknown));
            }
        }
    }
    invalid.finish()
}

/// The text without control characters, with lines as `\n`.
pub fn tidy_text(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>().trim().to_owned()
}

/// The pieces of a text: plain ones, and the names between double braces.
fn pieces(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((plain, after)) = rest.split_once("{{") {
        let Some((name, next)) = after.split_once("}}") else { break };
        out.push((plain, Some(name.trim())));
        rest = next;
    }
    out.push((rest, None));
    out
}

fn unknown_variable(text: &str) -> Option<String> {
    let names = pieces(text).into_iter().filter_map(|p| p.1);
    names.into_iter().find(|n| !VARIABLES.contains(n)).map(|n| n.chars().take(40).collect())
}

/// Fills a text in; in Markdown, what partners call themselves is never read as marks.
pub fn fill(text: &str, values: &[(&str, String)], markdown: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for (plain, name) in pieces(text) {
        out.push_str(plain);
        let Some(value) = name.and_then(|n| values.iter().find(|v| v.0 == n)) else { continue };
        let is_theirs = matches!(value.0, "partner" | "city");
        for c in value.1.chars().filter(|c| !c.is_control()) {
            if markdown && is_theirs && c.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// Days before the end at which both sides are told.
pub const ENDING_NOTICES: [i64; 3] = [30, 60, 90];

/// Days after sending at which an unsigned agreement is called to mind.
pub const SIGNING_REMINDERS: [i64; 3] = [14, 7, 3];

/// Which of the notices before the end is due now, if it was not given yet.
pub fn ending_notice(until: Instant, now: Instant, given: &[i64]) -> Option<i64> {
    let left = until - now;
    let due = ENDING_NOTICES.into_iter().find(|days| left <= TimeDelta::days(*days))?;
    (left > TimeDelta::zero() && !given.iter().any(|g| *g <= due)).then_some(due)
}

/// Which of the reminders to sign is due now, if it was not given yet.
pub fn signing_reminder(sent_at: Instant, now: Instant, given: &[i64]) -> Option<i64> {
    let due = SIGNING_REMINDERS.into_iter().find(|days| now - sent_at >= TimeDelta::days(*days))?;
    (!given.iter().any(|g| *g >= due)).then_some(due)
}
