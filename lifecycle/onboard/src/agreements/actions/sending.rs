//! Making agreements from templates.

use access::{Permission, Resource};
use base::{AgreementId, AgreementTemplateId, Error, Fault, PartnerId, Result};
use facts::onboard::AgreementSent;
use partners::Partner;
use serde_json::json;
use work::Work;

use super::super::model::{Agreement, AgreementState, NewTemplate, PROGRAM, Template, Text};
use super::super::rules::Refused;
use super::super::{rules, store};
use super::telling;

/// The states in which an agreement is on its way to hold.
const UNDER_WAY: [&str; 3] = ["sent", "viewed", "signed"];

/// Writes the shipped templates when there are none; tells whether it did.
pub async fn seed(work: &Work, vendor: &str) -> Result<bool> {
    if !store::current_templates(work).await?.is_empty() {
        return Ok(false);
    }
    let text =
        |language: &str, title: &str, body: &str| Text { language: language.to_owned(), title: title.to_owned(), body: body.to_owned() };
    let program = NewTemplate {
        key: PROGRAM.to_owned(),
        kind: PROGRAM.to_owned(),
        vendor: vendor.to_owned(),
        governing: "en".to_owned(),
        texts: vec![
            text("en", "Partner program agreement", include_str!("../../../defaults/program.en.md")),
            text("de", "Partnerprogramm-Vertrag", include_str!("../../../defaults/program.de.md")),
        ],
        months: Some(24),
        types: Vec::new(),
        countries: Vec::new(),
    };
    super::write_template(work, &program).await?;
    Ok(true)
}

/// Sends the program agreement that fits a new partner, once for each cause.
///
/// For the job that follows an approval: the same cause again gives the same agreement.
pub(crate) async fn send_first(work: &Work, partner: PartnerId, origin: &str, vendor: &str, language: &str) -> Result<Agreement> {
    if let Some(there) = store::find_by_origin(work, partner, origin).await? {
        return Ok(there);
    }
    seed(work, vendor).await?;
    let partner = partners::find(work, partner).await?.ok_or_else(|| Fault::plain(format!("partner {partner} is not there")))?;
    let templates = store::current_templates(work).await?;
    let template = rules::choose(&templates, PROGRAM, partner.kind.code(), &partner.country).ok_or(Refused::NoTemplate)?;
    make(work, &partner, template, origin, language).await
}

/// Sends a partner the current version of a template; one at a time of each kind.
pub(crate) async fn send(work: &Work, partner: PartnerId, template: AgreementTemplateId) -> Result<Agreement> {
    let partner = partners::get(work, partner).await?;
    work.may(Permission::AgreementManage, &Resource::of("agreement", partner.id))?;
    let template = store::find_template(work, template).await?.ok_or_else(Error::missing)?;
    if !store::of_partner(work, partner.id, &template.kind, &UNDER_WAY).await?.is_empty() {
        return Err(Refused::AlreadyOpen.into());
    }
    let origin = format!("sent:{}", work.new_id::<AgreementId>());
    let language = partner.locale.clone();
    make(work, &partner, &template, &origin, &language).await
}

/// Asks every partner that is on an older version to sign this one; returns how many were asked.
///
/// The older agreement holds until the new one does. Whoever has one of this kind open is left alone.
pub(crate) async fn send_version(work: &Work, template: AgreementTemplateId) -> Result<u64> {
    work.may(Permission::AgreementManage, &super::TEMPLATES)?;
    let template = store::find_template(work, template).await?.ok_or_else(Error::missing)?;
    let mut n: u64 = 0;
    for id in store::on_older_version(work, &template.key, template.no).await? {
        let origin = format!("version:{}", template.id);
        let is_open = !store::of_partner(work, id, &template.kind, &UNDER_WAY).await?.is_empty();
        if is_open || store::find_by_origin(work, id, &origin).await?.is_some() {
            continue;
        }
        let Some(partner) = partners::find(work, id).await? else { continue };
        let language = partner.locale.clone();
        make(work, &partner, &template, &origin, &language).await?;
        n += 1;
    }
    Ok(n)
}

async fn make(work: &Work, partner: &Partner, template: &Template, origin: &str, locale: &str) -> Result<Agreement> {
    let id: AgreementId = work.new_id();
    let number = number(id);
    let language = locale.split(['-', '_']).next().unwrap_or_default();
    let broken = || Fault::plain(format!("agreement template {} has no governing text", template.id));
    let text = template.text(language).ok_or_else(broken)?;
    let governing = template.governing_text().ok_or_else(broken)?;
    let filled = |text: &Text| {
        let values = values(work, partner, template, &number, &text.language);
        (rules::fill(&text.title, &values, false), rules::fill(&text.body, &values, true))
    };
    let (title, mut body) = filled(text);
    if text.language != governing.language {
        // The signer reads both, and signs the text that decides.
        let (title, governing) = filled(governing);
        body.push_str(&format!("\n\n---\n\n# {title}\n\n{governing}\n"));
    }
    let agreement = Agreement {
        id,
        number,
        partner: partner.id,
        party: partner.name.clone(),
        vendor: template.vendor.clone(),
        template: template.id,
        key: template.key.clone(),
        no: template.no,
        kind: template.kind.clone(),
        language: text.language.clone(),
        governing: governing.language.clone(),
        title,
        body,
        months: template.months,
        origin: origin.to_owned(),
        sent_at: work.now(),
        document: None,
        sealed: None,
        version: 1,
        state: AgreementState::Sent,
    };
    store::add(work, &agreement).await?;
    work.record(&AgreementSent { agreement: id, partner: partner.id, title: agreement.title.clone() })?;
    work.enqueue(super::super::DOCUMENT_JOB, json!({ "agreement": id }));
    telling::sent(work, &agreement).await?;
    Ok(agreement)
}

/// The number that people say: the last eight signs of the id.
fn number(id: AgreementId) -> String {
    let text = id.to_string().to_uppercase();
    let tail: String = text.chars().skip(text.chars().count().saturating_sub(8)).collect();
    format!("AG-{tail}")
}

fn values(work: &Work, partner: &Partner, template: &Template, number: &str, language: &str) -> Vec<(&'static str, String)> {
    let today = work.now().date_naive();
    let date = if language == "de" {
        today.format_localized("%-d. %B %Y", chrono::Locale::de_DE).to_string()
    } else {
        today.format_localized("%-d %B %Y", chrono::Locale::en_US).to_string()
    };
    let locale = language.parse().unwrap_or_default();
    let country = i18n::country_name(locale, &partner.country).unwrap_or(&partner.country);
    vec![
        ("vendor", template.vendor.clone()),
        ("partner", partner.name.clone()),
        ("city", partner.city.clone()),
        ("country", country.to_owned()),
        ("date", date),
        ("months", template.months.map(|m| m.to_string()).unwrap_or_default()),
        ("number", number.to_owned()),
    ]
}
