//! Being away, being back, and who decides meanwhile.

use std::collections::HashMap;

use base::{Error, PageRequest, PartnerId, Result, UserId};
use notices::Message;
use serde_json::json;
use work::{Entry, Permission, Resource, Role, Work};

use super::model::{Absence, NewAbsence, StandIn};
use super::{rules, store};

/// Who may decide, and so may stand in for each other, by name.
pub async fn people(work: &Work) -> Result<Vec<identity::User>> {
    let mut all: Vec<identity::User> = Vec::new();
    for role in [Role::Owner, Role::PartnerOps, Role::ChannelManager] {
        for user in identity::staff_with(work, role).await? {
            if all.iter().all(|known| known.id != user.id) {
                all.push(user);
            }
        }
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

fn may(work: &Work) -> Result<UserId> {
    work.may(Permission::DealDecide, &Resource::general("deal"))?;
    work.actor().user.ok_or_else(Error::forbidden)
}

/// Who is away or will be; for those who decide.
pub async fn list(work: &Work) -> Result<Vec<Absence>> {
    may(work)?;
    store::open(work).await
}

/// Says that the actor is away, and who decides meanwhile; the substitute is told.
pub async fn set(work: &Work, new: &NewAbsence) -> Result<Absence> {
    let user = may(work)?;
    let all = people(work).await?;
    let ids: Vec<UserId> = all.iter().map(|u| u.id).collect();
    let today = work.now().with_timezone(&new.zone).date_naive();
    let (from, until, substitute) = rules::check(new, user, &ids, today)?;
    let name = all.iter().find(|u| u.id == user).map_or_else(|| work.actor().name.clone(), |u| u.name.clone());
    let substitute = all.into_iter().find(|u| u.id == substitute).ok_or_else(Error::missing)?;
    let absence = Absence {
        user,
        name,
        substitute: substitute.id,
        substitute_name: substitute.name.clone(),
        from,
        until,
        zone: new.zone,
        at: work.now(),
    };
    store::put(work, &absence).await?;
    let said = json!({ "from": from, "until": until, "substitute": substitute.id, "name": substitute.name });
    work.audit(Entry::new("absence.set", "user", user).after(said));
    let args = vec![("who", absence.name.clone().into()), ("from", notices::values::date(from)), ("until", notices::values::date(until))];
    let message = Message { topic: "absence.substitute", args, href: "/absences".to_owned(), mail: true };
    notices::tell(work, &identity::recipients(&[substitute]), &message).await?;
    Ok(absence)
}

/// Says that the actor is back, or will not be away.
pub async fn end(work: &Work) -> Result<()> {
    let user = may(work)?;
    if !store::end(work, user).await? {
        return Err(Error::missing());
    }
    work.audit(Entry::new("absence.ended", "user", user));
    Ok(())
}

/// Who decides for somebody now; none while that person is there.
pub async fn stand_in(work: &Work, user: UserId) -> Result<Option<StandIn>> {
    Ok(rules::stands_in(&store::open(work).await?, user, work.now()))
}

/// Who decides for those of some people who are away now.
pub async fn stand_ins_of(work: &Work, users: &[UserId]) -> Result<HashMap<UserId, StandIn>> {
    let away = store::open(work).await?;
    Ok(users.iter().filter_map(|u| Some((*u, rules::stands_in(&away, *u, work.now())?))).collect())
}

/// Who decides about the deals of partners whose manager is away now.
pub async fn stand_ins(work: &Work, partners: &[PartnerId]) -> Result<HashMap<PartnerId, StandIn>> {
    let away = store::open(work).await?;
    let mut found = HashMap::new();
    if away.is_empty() {
        return Ok(found);
    }
    let mut ids = partners.to_vec();
    ids.sort_unstable();
    ids.dedup();
    for some in ids.chunks(200) {
        let filter = partners::Filter { ids: Some(some.to_vec()), ..partners::Filter::default() };
        for partner in partners::list(work, &filter, &PageRequest::first(200)).await?.items {
            if let Some(stand_in) = partner.manager.and_then(|m| rules::stands_in(&away, m, work.now())) {
                found.insert(partner.id, stand_in);
            }
        }
    }
    Ok(found)
}
