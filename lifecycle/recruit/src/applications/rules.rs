//! What may become of an application, what a sound one is, and its deadline: pure.

use base::{FieldError, Instant, Invalid, Kind, PartnerId, Refusal, check_length};
use chrono::{Datelike as _, TimeDelta, Weekday};

use super::model::{
    Application, Checks, Decision, Details, Filed, INDUSTRIES, MODELS, Reason, SIZES, SKILLS, State, TYPES, Tries, Verdict,
};
use crate::scoring::model::Facts;

/// How many business days an answer takes at most.
pub const PROMISE_DAYS: i64 = 2;
/// How many times one place may apply in an hour.
const TRIES: i64 = 20;

/// Why an application stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplicationRefused {
    /// Its state does not allow that.
    #[error("an application that is {state} cannot be {verb}")]
    State {
        /// The state it is in.
        state: &'static str,
        /// What was asked for.
        verb: &'static str,
    },
    /// Somebody else changed it meanwhile.
    #[error("somebody else was faster")]
    Meanwhile,
    /// Too many applications from one place.
    #[error("too many applications from one place")]
    TooMany,
    /// The form was sent faster than anybody can fill it in, or was left open for days.
    #[error("the form was not filled in by a person, or is too old")]
    Stamp,
    /// The link was used, or its time is over.
    #[error("this link is over")]
    LinkOver,
}

impl Refusal for ApplicationRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::State { .. } => "application.state",
            Self::Meanwhile => "application.meanwhile",
            Self::TooMany => "application.too_many",
            Self::Stamp => "application.stamp",
            Self::LinkOver => "application.link_over",
        }
    }
    fn kind(&self) -> Kind {
        match self {
            Self::Meanwhile => Kind::Stale,
            Self::State { .. } => Kind::Conflict,
            Self::TooMany => Kind::Limit,
            Self::Stamp => Kind::Invalid,
            Self::LinkOver => Kind::Expired,
        }
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::State { state, verb } => vec![("state", (*state).to_owned()), ("verb", (*verb).to_owned())],
            _ => Vec::new(),
        }
    }
}

fn no(a: &Application, verb: &'static str) -> ApplicationRefused {
    ApplicationRefused::State { state: a.state.code(), verb }
}

fn moved(a: Application, state: State, now: Instant) -> Application {
    Application { state, since: now, ..a }
}

/// Files a draft whose e-mail address is confirmed.
pub fn submit(a: Application, now: Instant) -> Result<Application, ApplicationRefused> {
    match a.state {
        State::Draft => Ok(moved(a, State::Submitted { filed: Filed { at: now, due: answer_by(now) } }, now)),
        _ => Err(no(&a, "submitted")),
    }
}

/// Takes a filed application into review.
pub fn review(a: Application, now: Instant) -> Result<Application, ApplicationRefused> {
    match a.state {
        State::Submitted { filed } => Ok(moved(a, State::InReview { filed }, now)),
        _ => Err(no(&a, "reviewed")),
    }
}

/// Asks the applicant something.
pub fn ask(a: Application, question: &str, now: Instant) -> Result<Application, ApplicationRefused> {
    match a.state {
        State::InReview { filed } => Ok(moved(a, State::InfoRequested { filed, question: question.to_owned() }, now)),
        _ => Err(no(&a, "asked")),
    }
}

/// The applicant answers; the promise begins again.
pub fn answer(a: Application, now: Instant) -> Result<Application, ApplicationRefused> {
    match a.state {
        State::InfoRequested { filed, .. } => Ok(moved(a, State::InReview { filed: Filed { due: answer_by(now), ..filed } }, now)),
        _ => Err(no(&a, "answered")),
    }
}

/// Approves an application that became a partner.
pub fn approve(a: Application, decision: Decision, partner: PartnerId) -> Result<Application, ApplicationRefused> {
    match a.state {
        State::InReview { filed } => {
            let now = decision.at;
            Ok(moved(a, State::Approved { filed, decision, partner }, now))
        }
        _ => Err(no(&a, "approved")),
    }
}

/// Rejects an application.
pub fn reject(a: Application, decision: Decision) -> Result<Application, ApplicationRefused> {
    match a.state {
        State::InReview { filed } => {
            let now = decision.at;
            Ok(moved(a, State::Rejected { filed, decision }, now))
        }
        _ => Err(no(&a, "rejected")),
    }
}

/// The applicant takes it back.
pub fn withdraw(a: Application, now: Instant) -> Result<Application, ApplicationRefused> {
    match a.state {
        State::Draft | State::Submitted { .. } | State::InReview { .. } | State::InfoRequested { .. } => {
            let filed = a.state.filed();
            Ok(moved(a, State::Withdrawn { filed, at: now }, now))
        }
        _ => Err(no(&a, "withdrawn")),
    }
}

/// The promised answer: the same time of day, two business days on; a weekend begins on Monday morning.
pub fn answer_by(from: Instant) -> Instant {
    let weekend = |at: Instant| matches!(at.weekday(), Weekday::Sat | Weekday::Sun);
    let mut at = from;
    if weekend(at) {
        // Monday, 08:00 UTC: the working day on which the promise begins.
        let days = if at.weekday() == Weekday::Sat { 2 } else { 1 };
        at = (at.date_naive() + TimeDelta::days(days)).and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::hours(8);
    }
    let mut left = PROMISE_DAYS;
    while left > 0 {
        at += TimeDelta::days(1);
        if !weekend(at) {
            left -= 1;
        }
    }
    at
}

/// Cleans what was typed: blanks, lists without doubles, addresses in lower case.
pub fn tidy(d: &Details) -> Details {
    let list = |l: &[String]| {
        let mut out: Vec<String> = Vec::new();
        for word in l.iter().map(|w| base::one_line(w)).filter(|w| !w.is_empty()) {
            if !out.contains(&word) {
                out.push(word);
            }
        }
        out
    };
    let website = base::one_line(&d.website).to_lowercase();
    let website = website.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned();
    Details {
        company: base::one_line(&d.company),
        website,
        city: base::one_line(&d.city),
        models: list(&d.models),
        skills: list(&d.skills),
        certifications: list(&d.certifications),
        industries: list(&d.industries),
        why: d.why.trim().replace("\r\n", "\n"),
        name: base::one_line(&d.name),
        email: d.email.trim().to_lowercase(),
        role: base::one_line(&d.role),
        phone: base::one_line(&d.phone),
        ..d.clone()
    }
}

/// Whether a text can be kept: no control characters other than the ends of lines.
pub fn is_storable(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && c != '\n' && c != '\r' && c != '\t')
}

/// Checks a draft: it needs an address to write to; the rest may be missing but not broken.
pub fn check_draft(d: &Details) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    check_forms(d, &mut invalid);
    invalid.finish()
}

fn check_forms(d: &Details, invalid: &mut Invalid) {
    invalid.check(TYPES.contains(&d.kind.as_str()), "kind", "choice");
    invalid.check(notices::is_email(&d.email), "email", "email");
    let texts = [
        ("company", &d.company, 200),
        ("website", &d.website, 200),
        ("city", &d.city, 100),
        ("why", &d.why, 2000),
        ("name", &d.name, 120),
        ("role", &d.role, 100),
        ("phone", &d.phone, 40),
    ];
    for (field, text, most) in texts {
        if let Err(e) = check_length(field, text, 0, most) {
            invalid.push(e);
        }
        invalid.check(is_storable(text), field, "characters");
    }
    invalid.check(d.country.is_empty() || i18n::is_country(&d.country), "country", "choice");
    invalid.check(d.size.is_empty() || SIZES.contains(&d.size.as_str()), "size", "choice");
    let known = |list: &[String], of: &[&str]| list.iter().all(|w| of.contains(&w.as_str()));
    invalid.check(known(&d.models, &MODELS), "models", "choice");
    invalid.check(known(&d.skills, &SKILLS), "skills", "choice");
    invalid.check(known(&d.industries, &INDUSTRIES), "industries", "choice");
    let fits = |c: &String| c.chars().count() <= 100 && is_storable(c);
    invalid.check(d.certifications.len() <= 20 && d.certifications.iter().all(fits), "certifications", "application.certifications");
    invalid.check((0..=1_000_000).contains(&d.customers), "customers", "number");
    invalid.check((0..=10_000).contains(&d.deals), "deals", "number");
}

/// Checks an application that is to be filed: everything that the decision needs is there.
pub fn check(d: &Details) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    check_forms(d, &mut invalid);
    let needed = [
        ("company", &d.company, 2),
        ("website", &d.website, 1),
        ("country", &d.country, 1),
        ("city", &d.city, 1),
        ("size", &d.size, 1),
        ("why", &d.why, 20),
        ("name", &d.name, 2),
        ("role", &d.role, 1),
    ];
    for (field, text, least) in needed {
        if let Err(e) = check_length(field, text, least, usize::MAX) {
            invalid.push(e);
        }
    }
    invalid.check(d.website.is_empty() || is_web(&d.website), "website", "url");
    invalid.check(!d.models.is_empty(), "models", "required");
    invalid.check(!d.skills.is_empty(), "skills", "required");
    invalid.check(!d.industries.is_empty(), "industries", "required");
    invalid.check(d.privacy, "privacy", "application.consent");
    invalid.check(d.accuracy, "accuracy", "application.consent");
    invalid.finish()
}

fn is_web(site: &str) -> bool {
    let host = host(site);
    host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
}

fn host(site: &str) -> &str {
    let host = site.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Checks what staff decide: some reasons need words.
pub fn check_verdict(v: &Verdict) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    let least = if matches!(v.reason, Reason::FitsSoon | Reason::Other) { 5 } else { 0 };
    check_words("words", &v.words, least, &mut invalid);
    invalid.finish()
}

/// Checks a question or an answer.
pub fn check_said(field: &str, text: &str) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    check_words(field, text, 5, &mut invalid);
    invalid.finish()
}

fn check_words(field: &str, text: &str, least: usize, invalid: &mut Invalid) {
    if let Err(e) = check_length(field, text, least, 2000) {
        invalid.push(e);
    }
    if !is_storable(text) {
        invalid.push(FieldError::new(field, "characters"));
    }
}

/// What the score looks at.
pub fn facts(d: &Details) -> Facts {
    Facts {
        size: d.size.clone(),
        country: d.country.clone(),
        industries: d.industries.clone(),
        skills: d.skills.clone(),
        certifications: d.certifications.clone(),
        customers: d.customers,
        deals: d.deals,
        models: d.models.clone(),
    }
}

const FREE_MAIL: [&str; 24] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "msn.com",
    "yahoo.com",
    "yahoo.de",
    "ymail.com",
    "icloud.com",
    "me.com",
    "aol.com",
    "gmx.de",
    "gmx.net",
    "gmx.com",
    "web.de",
    "t-online.de",
    "freenet.de",
    "mail.com",
    "mail.ru",
    "yandex.ru",
    "proton.me",
    "protonmail.com",
    "zoho.com",
];
const DISPOSABLE: [&str; 16] = [
    "mailinator.com",
    "guerrillamail.com",
    "10minutemail.com",
    "temp-mail.org",
    "tempmail.com",
    "trashmail.com",
    "trash-mail.com",
    "yopmail.com",
    "sharklasers.com",
    "getnada.com",
    "dispostable.com",
    "maildrop.cc",
    "throwawaymail.com",
    "fakeinbox.com",
    "wegwerfmail.de",
    "mohmal.com",
];

/// What the e-mail address says of the applicant.
pub fn checks(d: &Details) -> Checks {
    let domain = d.email.rsplit_once('@').map_or("", |e| e.1);
    let site = host(&d.website);
    let own = !domain.is_empty()
        && !site.is_empty()
        && (domain == site || domain.ends_with(&format!(".{site}")) || site.ends_with(&format!(".{domain}")));
    Checks {
        free_mail: FREE_MAIL.contains(&domain),
        disposable: DISPOSABLE.contains(&domain),
        own_domain: own && !FREE_MAIL.contains(&domain),
    }
}

/// Counts a try, or refuses it; the count begins again after an hour.
pub fn count(before: Option<Tries>, now: Instant) -> Result<Tries, ApplicationRefused> {
    match before {
        Some(t) if t.since + TimeDelta::hours(1) > now => {
            if t.n >= TRIES {
                Err(ApplicationRefused::TooMany)
            } else {
                Ok(Tries { n: t.n + 1, ..t })
            }
        }
        _ => Ok(Tries { since: now, n: 1 }),
    }
}
