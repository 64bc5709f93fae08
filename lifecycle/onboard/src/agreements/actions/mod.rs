//! What people and jobs do with agreements.

mod sending;
mod signing;
mod telling;
mod upkeep;

pub use sending::seed;
pub(crate) use sending::{send, send_first, send_version};
pub(crate) use signing::{check_open, countersign, decline, may_countersign, sign, view};
pub(crate) use upkeep::{expire_due, keep_document, remind, terminate, verify};

use access::{Permission, Resource};
use base::{AgreementId, AgreementTemplateId, Error, Page, PageRequest, Result};
use serde_json::json;
use work::{Entry, Work};

use super::model::{Agreement, Filter, NewTemplate, Signature, Template, Text};
use super::{rules, store};

const TEMPLATES: Resource = Resource { kind: "agreement_template", id: None, partner: None, owner: None };

fn resource(a: &Agreement) -> Resource {
    Resource::of("agreement", a.partner).id(a.id)
}

/// One agreement; out of scope looks missing.
pub(crate) async fn get(work: &Work, id: AgreementId) -> Result<Agreement> {
    let agreement = store::get(work, id).await?;
    work.may(Permission::AgreementRead, &resource(&agreement))?;
    Ok(agreement)
}

/// A page of agreements, newest first.
pub(crate) async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Agreement>> {
    store::list(work, filter, page).await
}

/// The signatures under an agreement that the actor may read, the partner's first.
pub(crate) async fn signatures(work: &Work, agreement: &Agreement) -> Result<Vec<Signature>> {
    work.may(Permission::AgreementRead, &resource(agreement))?;
    store::signatures(work, agreement.id).await
}

/// Every version of every template, newest first.
pub(crate) async fn templates(work: &Work) -> Result<Vec<Template>> {
    work.may(Permission::AgreementManage, &TEMPLATES)?;
    store::templates(work).await
}

/// One version of a template.
pub(crate) async fn get_template(work: &Work, id: AgreementTemplateId) -> Result<Template> {
    work.may(Permission::AgreementManage, &TEMPLATES)?;
    store::find_template(work, id).await?.ok_or_else(Error::missing)
}

/// How many partners are on an older version of a template.
pub(crate) async fn reach(work: &Work, template: &Template) -> Result<usize> {
    work.may(Permission::AgreementManage, &TEMPLATES)?;
    Ok(store::on_older_version(work, &template.key, template.no).await?.len())
}

/// Writes the next version of a template; the first one of a key makes the template.
pub(crate) async fn write_template(work: &Work, new: &NewTemplate) -> Result<Template> {
    work.may(Permission::AgreementManage, &TEMPLATES)?;
    let mut new = new.clone();
    for text in &mut new.texts {
        *text = Text { language: text.language.clone(), title: base::one_line(&text.title), body: rules::tidy_text(&text.body) };
    }
    new.vendor = base::one_line(&new.vendor);
    rules::check_template(&new)?;
    let before = store::latest(work, &new.key).await?;
    let template = Template {
        id: work.new_id(),
        key: new.key,
        no: before.as_ref().map_or(0, |t| t.no) + 1,
        kind: new.kind,
        vendor: new.vendor,
        governing: new.governing,
        texts: new.texts,
        months: new.months,
        types: new.types,
        countries: new.countries,
        created_at: work.now(),
        // What the system writes is what ships.
        created_by: work.actor().user.map(|_| work.actor().name.clone()).unwrap_or_default(),
    };
    store::add_template(work, &template).await?;
    let languages: Vec<_> = template.texts.iter().map(|t| t.language.as_str()).collect();
    work.audit(Entry::new("agreement_template.written", "agreement_template", template.id).after(json!({
        "key": template.key, "no": template.no, "kind": template.kind, "governing": template.governing,
        "languages": languages, "months": template.months, "types": template.types, "countries": template.countries,
    })));
    Ok(template)
}
