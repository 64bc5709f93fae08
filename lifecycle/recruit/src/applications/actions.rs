//! What applicants and staff do with applications.

use access::{Permission, Resource, Role};
use base::{ApplicationId, Currency, Instant, Page, PageRequest, PartnerId, Result};
use facts::recruit::{ApplicationMoved, ApplicationSubmitted, PartnerApproved};
use identity::NewUser;
use matching::{Judgment, Lexicon, Normalized, Record};
use notices::{Message, Recipient};
use partners::{NewPartner, PartnerType};
use serde_json::json;
use uuid::Uuid;
use work::{Entry, Work};

use super::model::{Application, Decision, Details, Event, Filter, Found, LinkKind, State, Twin, Verdict};
use super::rules::{self, ApplicationRefused};
use super::store;
use crate::{scoring, secret};

/// An application whose e-mail address waits to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Its id.
    pub id: ApplicationId,
    /// The secret that was mailed to the applicant; only for the mail and for demo data.
    pub confirm: String,
}

/// An application that was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The application.
    pub application: Application,
    /// The secret of its status page.
    pub status: String,
}

fn resource(id: ApplicationId) -> Resource {
    Resource::general("application").id(id)
}

fn recipient(a: &Application) -> Recipient {
    let name = if a.details.name.is_empty() { a.details.email.clone() } else { a.details.name.clone() };
    Recipient { user: None, email: a.details.email.clone(), name, locale: a.locale.clone() }
}

/// Counts an application from a place, or refuses it.
pub async fn take_turn(work: &Work, place: &str) -> Result<()> {
    let counted = rules::count(store::tries(work, place).await?, work.now())?;
    store::save_tries(work, place, counted).await
}

/// Makes a link and mails it.
async fn mail_link(
    work: &Work,
    a: &Application,
    kind: LinkKind,
    topic: &'static str,
    more: Vec<(&'static str, i18n::Arg)>,
) -> Result<String> {
    let secret = secret::new(work);
    store::add_link(work, a.id, kind, secret::hash(&secret)).await?;
    let mut args = vec![("company", a.details.company.as_str().into())];
    args.extend(more);
    let message = Message { topic, args, href: format!("{}{secret}", kind.path()), mail: true };
    notices::mail(work, &recipient(a), &message).await?;
    Ok(secret)
}

/// Writes a draft, new or gone on with by its link.
async fn put(work: &Work, link: Option<&str>, details: &Details, locale: &str) -> Result<Application> {
    match link {
        Some(link) => {
            let a = draft(work, link).await?;
            store::save(work, &Application { details: details.clone(), since: work.now(), ..a }).await
        }
        None => {
            let a = Application {
                id: work.new_id(),
                details: details.clone(),
                locale: locale.to_owned(),
                state: State::Draft,
                since: work.now(),
                created_at: work.now(),
                found: None,
                version: 1,
            };
            store::add(work, &a).await?;
            work.audit(
                Entry::new("application.drafted", "application", a.id)
                    .after(json!({ "kind": a.details.kind, "country": a.details.country })),
            );
            Ok(a)
        }
    }
}

/// Keeps what is written so far and mails a link to go on with it; `link` is the draft's, if it is not new.
pub async fn keep(work: &Work, link: Option<&str>, details: &Details, locale: &str) -> Result<ApplicationId> {
    let details = rules::tidy(details);
    rules::check_draft(&details)?;
    let a = put(work, link, &details, locale).await?;
    if link.is_none() {
        mail_link(work, &a, LinkKind::Draft, "application.kept", vec![]).await?;
    }
    Ok(a.id)
}

/// Takes a whole application and mails the link that confirms its address; `link` is the draft's, if there is one.
pub async fn begin(work: &Work, link: Option<&str>, details: &Details, locale: &str) -> Result<Begun> {
    let details = rules::tidy(details);
    rules::check(&details)?;
    let a = put(work, link, &details, locale).await?;
    // The answers may have changed since an older mail: only the newest one confirms.
    store::end_links(work, a.id, LinkKind::Confirm).await?;
    let confirm = mail_link(work, &a, LinkKind::Confirm, "application.confirm", vec![]).await?;
    Ok(Begun { id: a.id, confirm })
}

async fn by_link(work: &Work, kind: LinkKind, link: &str) -> Result<(Uuid, Application)> {
    let found = store::find_link(work, kind, &secret::hash(link)).await?;
    let (link, id) = found.ok_or(ApplicationRefused::LinkOver)?;
    Ok((link, store::get(work, id).await?))
}

/// The draft behind a link.
pub async fn draft(work: &Work, link: &str) -> Result<Application> {
    let (_, a) = by_link(work, LinkKind::Draft, link).await?;
    if a.state == State::Draft { Ok(a) } else { Err(ApplicationRefused::LinkOver.into()) }
}

/// The draft that a mailed link would file; the link is not used up by looking.
pub async fn confirming(work: &Work, link: &str) -> Result<Application> {
    Ok(by_link(work, LinkKind::Confirm, link).await?.1)
}

/// The application behind its status link, with its timeline.
pub async fn status(work: &Work, link: &str) -> Result<(Application, Vec<Event>)> {
    let (_, a) = by_link(work, LinkKind::Status, link).await?;
    let events = store::events(work, a.id).await?;
    Ok((a, events))
}

/// Confirms the e-mail address and files the application: scored, checked, compared with who is known.
pub async fn verify(work: &Work, link: &str) -> Result<Verified> {
    let (link, a) = by_link(work, LinkKind::Confirm, link).await?;
    if !store::use_up(work, link).await? {
        return Err(ApplicationRefused::LinkOver.into());
    }
    let a = rules::submit(a, work.now())?;
    let profile = scoring::actions::ensure_default(work).await?;
    let score = scoring::rules::score(&profile, &rules::facts(&a.details));
    let own = of(&a);
    let found = Found { score, checks: rules::checks(&a.details), twins: twins(work, &a, &own).await? };
    let a = store::save(work, &Application { found: Some(found), ..a }).await?;
    store::set_keys(work, "application", a.id.uuid(), &keys_of(&own)).await?;
    store::end_links(work, a.id, LinkKind::Draft).await?;
    store::add_event(work, a.id, "submitted", &a.details.name, "").await?;
    work.record(&ApplicationSubmitted {
        application: a.id,
        company: a.details.company.clone(),
        partner_type: a.details.kind.clone(),
        country: a.details.country.clone(),
        score: a.score(),
    })?;
    let due = a.state.filed().map_or(work.now(), |f| f.due);
    let status =
        mail_link(work, &a, LinkKind::Status, "application.received", vec![("due", notices::values::date(due.date_naive()))]).await?;
    let mut staff = identity::staff_with(work, Role::PartnerOps).await?;
    staff.extend(identity::staff_with(work, Role::ChannelManager).await?);
    let message = Message {
        topic: "application.arrived",
        args: vec![("company", a.details.company.as_str().into()), ("score", a.score().into())],
        href: format!("/applications/{}", a.id),
        mail: false,
    };
    notices::tell(work, &identity::recipients(&staff), &message).await?;
    Ok(Verified { application: a, status })
}

/// What the duplicate engine compares.
pub(crate) fn company(id: &str, name: &str, website: &str, city: &str, country: &str, email: &str) -> Normalized {
    let filled = |t: &str| if t.is_empty() { Vec::new() } else { vec![t.to_owned()] };
    let record = Record {
        domains: filled(website),
        city: city.to_owned(),
        country: country.to_owned(),
        emails: filled(email),
        ..Record::named(id, name)
    };
    matching::normalize(&record, &Lexicon::default())
}

fn of(a: &Application) -> Normalized {
    let d = &a.details;
    company(&a.id.to_string(), &d.company, &d.website, &d.city, &d.country, &d.email)
}

/// The keys under which a company is found again.
pub(crate) fn keys_of(n: &Normalized) -> Vec<String> {
    matching::keys(n).iter().map(|k| format!("{}:{}", k.kind.code(), k.text)).collect()
}

/// Partners and open applications that may be the same company, the likest first.
async fn twins(work: &Work, a: &Application, own: &Normalized) -> Result<Vec<Twin>> {
    let (mut partner_ids, mut others) = (Vec::new(), Vec::new());
    for (kind, id) in store::sharing(work, &keys_of(own)).await? {
        if kind == "partner" { partner_ids.push(PartnerId::from(id)) } else { others.push(id) }
    }
    let mut out = Vec::new();
    if !partner_ids.is_empty() {
        let filter = partners::Filter { ids: Some(partner_ids), ..partners::Filter::default() };
        for p in partners::list(work, &filter, &PageRequest::first(200)).await?.items {
            let id = p.id.to_string();
            out.extend(twin(own, "partner", &id, &p.name, &company(&id, &p.name, &p.website, &p.city, &p.country, "")));
        }
    }
    for other in store::get_all(work, others).await? {
        if other.id != a.id && other.state.is_open() {
            out.extend(twin(own, "application", &other.id.to_string(), &other.details.company, &of(&other)));
        }
    }
    out.sort_by_key(|t| std::cmp::Reverse(t.score));
    out.truncate(10);
    Ok(out)
}

fn twin(own: &Normalized, kind: &str, id: &str, name: &str, other: &Normalized) -> Option<Twin> {
    let v = matching::score(own, other, &matching::Model::default());
    if v.verdict == Judgment::Different {
        return None;
    }
    let reasons = v.evidence.iter().filter(|e| e.weight > 0.0).map(|e| (e.field.code().to_owned(), e.left.clone(), e.right.clone()));
    Some(Twin {
        kind: kind.to_owned(),
        id: id.to_owned(),
        name: name.to_owned(),
        score: format!("{:.0}", v.score * 100.0).parse().unwrap_or(0),
        verdict: v.verdict.code().to_owned(),
        evidence: reasons.collect(),
    })
}

fn told(work: &Work, id: ApplicationId, from: &str, to: &State, reason: Option<&str>) -> Result<()> {
    work.record_change(
        &ApplicationMoved { application: id, from: from.to_owned(), to: to.code().to_owned(), reason: reason.map(str::to_owned) },
        Some(json!({ "state": from })),
        reason,
    )
}

/// Saves a moved application with its fact and its entry in the timeline.
async fn moved(work: &Work, from: &'static str, a: &Application, what: &str, who: &str, words: &str) -> Result<Application> {
    let a = store::save(work, a).await?;
    store::add_event(work, a.id, what, who, words).await?;
    told(work, a.id, from, &a.state, a.state.decision().map(|d| d.reason.code()))?;
    Ok(a)
}

/// The applicant answers what was asked; the answer is due again two business days later.
pub async fn answer(work: &Work, link: &str, words: &str) -> Result<Application> {
    rules::check_said("answer", words)?;
    let (_, a) = by_link(work, LinkKind::Status, link).await?;
    let from = a.state.code();
    let a = rules::answer(a, work.now())?;
    let who = a.details.name.clone();
    moved(work, from, &a, "answered", &who, words.trim()).await
}

/// The applicant takes the application back.
pub async fn withdraw(work: &Work, link: &str) -> Result<Application> {
    let (_, a) = by_link(work, LinkKind::Status, link).await?;
    let from = a.state.code();
    let a = rules::withdraw(a, work.now())?;
    let who = a.details.name.clone();
    let a = moved(work, from, &a, "withdrawn", &who, "").await?;
    store::drop_keys(work, a.id.uuid()).await?;
    mail_link(work, &a, LinkKind::Status, "application.withdrawn", vec![]).await?;
    Ok(a)
}

/// A page of applications, the highest score first.
pub async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Application>> {
    work.may(Permission::ApplicationRead, &Resource::general("application"))?;
    store::list(work, filter, page).await
}

/// Applications that wait for staff, the soonest deadline first.
pub async fn waiting(work: &Work) -> Result<Vec<Application>> {
    work.may(Permission::ApplicationRead, &Resource::general("application"))?;
    store::waiting(work).await
}

/// When the applications filed since a moment were filed and decided.
pub async fn times_since(work: &Work, from: Instant) -> Result<Vec<(Instant, Option<Instant>)>> {
    work.may(Permission::ApplicationRead, &Resource::general("application"))?;
    store::times_since(work, from).await
}

/// One application, for staff.
pub async fn get(work: &Work, id: ApplicationId) -> Result<Application> {
    work.may(Permission::ApplicationRead, &resource(id))?;
    store::get(work, id).await
}

/// An application's timeline, newest first.
pub async fn events(work: &Work, id: ApplicationId) -> Result<Vec<Event>> {
    work.may(Permission::ApplicationRead, &resource(id))?;
    store::events(work, id).await
}

async fn managed(work: &Work, id: ApplicationId, version: Option<i64>) -> Result<Application> {
    work.may(Permission::ApplicationDecide, &resource(id))?;
    let a = store::get(work, id).await?;
    if version.is_some_and(|v| v != a.version) { Err(ApplicationRefused::Meanwhile.into()) } else { Ok(a) }
}

/// Takes a filed application into review; one in review stays there.
async fn reviewed(work: &Work, a: Application) -> Result<Application> {
    let from = a.state.code();
    match a.state {
        State::Submitted { .. } => {
            let a = rules::review(a, work.now())?;
            moved(work, from, &a, "in_review", &work.actor().name, "").await
        }
        _ => Ok(a),
    }
}

/// Takes a filed application into review.
pub async fn review(work: &Work, id: ApplicationId, version: Option<i64>) -> Result<Application> {
    let a = managed(work, id, version).await?;
    match a.state {
        State::Submitted { .. } => reviewed(work, a).await,
        _ => Err(ApplicationRefused::State { state: a.state.code(), verb: "reviewed" }.into()),
    }
}

/// Asks the applicant something; the status page has the form for the answer.
pub async fn ask(work: &Work, id: ApplicationId, version: Option<i64>, question: &str) -> Result<Application> {
    rules::check_said("question", question)?;
    let a = reviewed(work, managed(work, id, version).await?).await?;
    let from = a.state.code();
    let a = rules::ask(a, question.trim(), work.now())?;
    let a = moved(work, from, &a, "info_requested", &work.actor().name, question.trim()).await?;
    mail_link(work, &a, LinkKind::Status, "application.asked", vec![("question", question.trim().into())]).await?;
    Ok(a)
}

/// Decides. Approving makes the company a partner with its administrator, all in this transaction.
pub async fn decide(work: &Work, id: ApplicationId, verdict: &Verdict) -> Result<Application> {
    rules::check_verdict(verdict)?;
    let a = reviewed(work, managed(work, id, verdict.version).await?).await?;
    let decision =
        Decision { at: work.now(), by: work.actor().name.clone(), reason: verdict.reason, words: verdict.words.trim().to_owned() };
    let said = decision.words.clone();
    let by = decision.by.clone();
    let from = a.state.code();
    if !verdict.reason.approves() {
        let a = moved(work, from, &rules::reject(a, decision)?, "rejected", &by, &said).await?;
        store::drop_keys(work, id.uuid()).await?;
        mail_link(work, &a, LinkKind::Status, "application.rejected", vec![("words", said.into())]).await?;
        return Ok(a);
    }
    // The state is asked before anything is made; the id of the partner comes with it.
    rules::approve(a.clone(), decision.clone(), PartnerId::from(Uuid::nil()))?;
    let (partner, admin) = admit(work, &a).await?;
    let a = rules::approve(a, decision, partner.id)?;
    let a = store::save(work, &a).await?;
    store::add_event(work, id, "approved", &by, &said).await?;
    store::drop_keys(work, id.uuid()).await?;
    let fact = PartnerApproved {
        application: id,
        partner: partner.id,
        admin,
        manager: partner.manager,
        partner_type: partner.kind.code().to_owned(),
        country: partner.country.clone(),
        locale: partner.locale.clone(),
    };
    work.record_change(&fact, Some(json!({ "state": from })), Some(verdict.reason.code()))?;
    mail_link(work, &a, LinkKind::Status, "application.approved", vec![("words", said.into())]).await?;
    Ok(a)
}

/// Makes the company a partner, and the applicant its administrator.
async fn admit(work: &Work, a: &Application) -> Result<(partners::Partner, base::UserId)> {
    let d = &a.details;
    let kind = PartnerType::from_code(&d.kind).ok_or_else(|| base::Fault::plain(format!("application {} is for {:?}", a.id, d.kind)))?;
    let new = NewPartner {
        name: d.company.clone(),
        kind,
        country: d.country.clone(),
        city: d.city.clone(),
        website: d.website.clone(),
        locale: a.locale.clone(),
        currency: currency_of(&d.country),
        manager: None,
    };
    let partner = partners::admit(work, &new).await?;
    let person = NewUser {
        email: d.email.clone(),
        name: d.name.clone(),
        roles: vec![Role::PartnerAdmin],
        partner: Some(partner.id),
        org: partner.name.clone(),
        locale: a.locale.clone(),
        zone: String::new(),
    };
    let admin = identity::invite(work, &person).await?;
    Ok((partner, admin))
}

/// The currency that a partner of a country is paid in, until it says otherwise.
fn currency_of(country: &str) -> Currency {
    const EURO: [&str; 20] =
        ["AT", "BE", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "SI", "SK"];
    let named = match country {
        c if EURO.contains(&c) => return Currency::EUR,
        "GB" => "GBP",
        "CH" | "LI" => "CHF",
        "SE" => "SEK",
        "NO" => "NOK",
        "DK" => "DKK",
        "PL" => "PLN",
        "CA" => "CAD",
        "AU" => "AUD",
        "JP" => "JPY",
        "IN" => "INR",
        _ => return Currency::USD,
    };
    named.parse().unwrap_or(Currency::USD)
}

/// Removes drafts that nobody went on with for a while.
pub(crate) async fn prune(work: &Work) -> Result<u64> {
    store::prune(work, work.now() - chrono::TimeDelta::days(LinkKind::Draft.days())).await
}
