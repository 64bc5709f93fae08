//! What is done with partners.

use std::collections::HashMap;

use access::{Permission, Resource, Role};
use base::{Page, PageRequest, PartnerId, Result, TierId, UserId};
use serde_json::json;
use work::Work;

use super::model::{Filter, Lifecycle, NewPartner, Partner};
use super::{rules, store};
use crate::standing::model::NewGrant;
use crate::{ACTIVE_BUNDLE, programs, standing};

fn resource(p: &Partner) -> Resource {
    Resource { kind: "partner", id: Some(p.id.uuid()), partner: Some(p.id), owner: None }
}

/// One partner; out of scope looks missing.
pub async fn get(work: &Work, id: PartnerId) -> Result<Partner> {
    let partner = store::get(work, id).await?;
    work.may(Permission::PartnerRead, &resource(&partner))?;
    Ok(partner)
}

/// One partner, whoever asks: for listeners and jobs.
pub async fn find(work: &Work, id: PartnerId) -> Result<Option<Partner>> {
    store::find(work, id).await
}

/// A page of partners, by name.
pub async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Partner>> {
    store::list(work, filter, page).await
}

/// The names of partners that the actor may see.
pub async fn names(work: &Work, ids: &[PartnerId]) -> Result<HashMap<PartnerId, String>> {
    store::names(work, ids).await
}

/// Admits a partner: contracting, enrolled at the entry tier of the default program, with a manager.
pub async fn admit(work: &Work, new: &NewPartner) -> Result<Partner> {
    work.may(Permission::ApplicationDecide, &Resource { kind: "partner", id: None, partner: None, owner: None })?;
    rules::check(new)?;
    let program = programs::actions::default_program(work).await?;
    if !program.takes(new.kind) {
        return Err(rules::PartnerRefused::TypeNotTaken { program: program.name }.into());
    }
    let entry = programs::actions::tiers(work, program.id).await?.into_iter().next();
    let manager = match new.manager {
        Some(m) => Some(m),
        None => least_loaded(work).await?,
    };
    let partner = Partner {
        id: work.new_id(),
        name: base::one_line(&new.name),
        kind: new.kind,
        country: new.country.clone(),
        city: base::one_line(&new.city),
        website: base::one_line(&new.website),
        state: Lifecycle::Contracting,
        manager,
        parent: None,
        program: Some(program.id),
        tier: entry.map(|t| t.id),
        locale: new.locale.clone(),
        currency: new.currency,
        created_at: work.now(),
        activated_at: None,
        moved_at: Some(work.now()),
        version: 1,
    };
    store::add(work, &partner).await?;
    work.record(&facts::partners::PartnerCreated {
        partner: partner.id,
        name: partner.name.clone(),
        partner_type: partner.kind.code().to_owned(),
        country: partner.country.clone(),
        state: partner.state.code().to_owned(),
    })?;
    Ok(partner)
}

/// The channel manager with the fewest partners; among equals the one that joined first.
async fn least_loaded(work: &Work) -> Result<Option<UserId>> {
    let loads = store::loads(work).await?;
    let managers = identity::staff_with(work, Role::ChannelManager).await?;
    Ok(managers.iter().map(|u| u.id).min_by_key(|id| (loads.get(id).copied().unwrap_or(0), *id)))
}

/// Moves a partner along its lifecycle; suspending and leaving end its grants.
///
/// Making a partner active by hand skips what its activation plan still asks for, which takes a reason.
pub async fn move_to(work: &Work, id: PartnerId, to: Lifecycle, reason: Option<&str>) -> Result<Partner> {
    let before = store::get(work, id).await?;
    work.may(Permission::PartnerManage, &resource(&before))?;
    let reason = rules::reason(reason)?;
    let by_hand = before.state == Lifecycle::Onboarding && to == Lifecycle::Active;
    if by_hand && reason.is_none() {
        return Err(rules::PartnerRefused::ReasonNeeded.into());
    }
    let partner = moved(work, before, to, reason.as_deref()).await?;
    if by_hand {
        work.record(&facts::partners::PartnerActivated { partner: id, event: "by_hand".to_owned() })?;
    }
    Ok(partner)
}

async fn moved(work: &Work, before: Partner, to: Lifecycle, reason: Option<&str>) -> Result<Partner> {
    let (id, from) = (before.id, before.state);
    let partner = rules::move_to(before, to, reason, work.now())?;
    let partner = store::save(work, &partner).await?;
    let fact = facts::partners::PartnerMoved {
        partner: id,
        from: from.code().to_owned(),
        to: to.code().to_owned(),
        reason: reason.map(str::to_owned),
    };
    work.record_change(&fact, Some(json!({ "state": from.code() })), reason)?;
    match to {
        Lifecycle::Suspended | Lifecycle::Offboarding => {
            for right in ACTIVE_BUNDLE {
                standing::actions::end_grants(work, id, None, right, to.code()).await?;
            }
        }
        Lifecycle::Active => bundle(work, id, "active").await?,
        Lifecycle::Former => {
            standing::actions::end_all(work, id, to.code()).await?;
            identity::end_access_of_partner(work, id).await?;
        }
        Lifecycle::Prospect | Lifecycle::Applicant | Lifecycle::Contracting | Lifecycle::Onboarding | Lifecycle::Rejected => {}
    }
    Ok(partner)
}

async fn bundle(work: &Work, id: PartnerId, reason: &str) -> Result<()> {
    for right in ACTIVE_BUNDLE {
        let grant = NewGrant { partner: id, user: None, right: right.to_owned(), until: None, reason: reason.to_owned() };
        standing::actions::give_grant(work, &grant).await?;
    }
    Ok(())
}

/// Makes an onboarding partner active, with the grants of the active bundle; an active one stays so.
///
/// For stages, inside an action that has asked for permission itself: a member who hands in the last
/// required step may activate, though not manage, the partner.
pub async fn activate(work: &Work, id: PartnerId, event: &str) -> Result<Partner> {
    let partner = store::get(work, id).await?;
    if partner.state == Lifecycle::Active {
        return Ok(partner);
    }
    let partner = moved(work, partner, Lifecycle::Active, None).await?;
    work.record(&facts::partners::PartnerActivated { partner: id, event: event.to_owned() })?;
    Ok(partner)
}

/// Gives a partner another manager.
pub async fn assign(work: &Work, id: PartnerId, manager: UserId) -> Result<Partner> {
    let mut partner = store::get(work, id).await?;
    work.may(Permission::PartnerManage, &resource(&partner))?;
    let staff = identity::staff_with(work, Role::ChannelManager).await?;
    if !staff.iter().any(|u| u.id == manager) {
        let mut invalid = base::Invalid::new();
        invalid.push(base::FieldError::new("manager", "choice"));
        return Err(invalid.into());
    }
    let before = partner.manager.replace(manager);
    let partner = store::save(work, &partner).await?;
    let entry = work::Entry::new("partner.assigned", "partner", id)
        .partner(Some(id))
        .change(json!({ "manager": before }), json!({ "manager": manager }));
    work.audit(entry);
    Ok(partner)
}

/// Changes what a partner says of itself; `version` is the one that was read.
pub async fn edit(work: &Work, id: PartnerId, version: Option<i64>, city: &str, website: &str) -> Result<Partner> {
    let mut partner = store::get(work, id).await?;
    let allowed = work.can(Permission::PartnerManage, &resource(&partner)) || work.can(Permission::MemberManage, &resource(&partner));
    if !allowed {
        return Err(base::Error::forbidden());
    }
    if version.is_some_and(|v| v != partner.version) {
        return Err(base::Error::stale());
    }
    let mut invalid = base::Invalid::new();
    for outcome in [base::check_length("city", city, 0, 100), base::check_length("website", website, 0, 200)] {
        if let Err(e) = outcome {
            invalid.push(e);
        }
    }
    invalid.finish()?;
    let before = json!({ "city": partner.city, "website": partner.website });
    partner.city = base::one_line(city);
    partner.website = base::one_line(website);
    let partner = store::save(work, &partner).await?;
    let after = json!({ "city": partner.city, "website": partner.website });
    work.audit(work::Entry::new("partner.edited", "partner", id).partner(Some(id)).change(before, after));
    Ok(partner)
}

/// Puts a partner on a tier, up or down, by a rule or a person, with the reason.
pub async fn set_tier(work: &Work, id: PartnerId, tier: TierId, reason: &str) -> Result<Partner> {
    let mut partner = store::get(work, id).await?;
    work.may(Permission::PartnerManage, &resource(&partner))?;
    let Some(reason) = rules::reason(Some(reason))? else { return Err(rules::PartnerRefused::ReasonNeeded.into()) };
    if partner.tier == Some(tier) {
        return Ok(partner);
    }
    let ranks = match partner.program {
        Some(program) => programs::actions::tiers(work, program).await?,
        None => Vec::new(),
    };
    let rank = |t: Option<TierId>| t.and_then(|t| ranks.iter().find(|r| r.id == t)).map_or(0, |r| r.rank);
    let (from, to) = (rank(partner.tier), rank(Some(tier)));
    if to == 0 {
        return Err(base::Error::missing());
    }
    partner.tier = Some(tier);
    let partner = store::save(work, &partner).await?;
    let fact = facts::partners::TierChanged { partner: id, from, to, reason: reason.clone() };
    work.record_change(&fact, Some(json!({ "rank": from })), Some(&reason))?;
    Ok(partner)
}

/// How many partners the actor sees in each state.
pub async fn counts(work: &Work) -> Result<HashMap<String, i64>> {
    store::counts(work).await
}
