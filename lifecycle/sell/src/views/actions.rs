//! What people do with views.

use base::{DealViewId, Error, Result};
use serde_json::json;
use work::{ActorKind, Entry, Permission, Resource, Work};

use super::model::{NewView, View};
use super::{rules, store};

fn may(work: &Work) -> Result<()> {
    work.may(Permission::DealRead, &Resource::own("deal", work.actor()))
}

/// The own views, and for staff those that are shared, by name.
pub async fn list(work: &Work) -> Result<Vec<View>> {
    may(work)?;
    store::list(work).await
}

/// Saves an address of the list under a name; staff may share it with all staff.
pub async fn save(work: &Work, new: &NewView) -> Result<View> {
    may(work)?;
    let Some(owner) = work.actor().user else { return Err(Error::forbidden()) };
    if new.shared && work.actor().kind != ActorKind::Staff {
        return Err(Error::forbidden());
    }
    let new = rules::check(new.clone(), store::count(work, owner).await?)?;
    let view = View { id: work.new_id(), owner, shared: new.shared, name: new.name, query: new.query, at: work.now() };
    store::add(work, &view).await?;
    let entry = Entry::new("deal_view.saved", "deal_view", view.id).partner(work.actor().partner);
    work.audit(entry.after(json!({ "name": view.name, "shared": view.shared })));
    Ok(view)
}

/// Removes a view: the own, or a shared one as who manages the rules of engagement.
pub async fn remove(work: &Work, id: DealViewId) -> Result<()> {
    may(work)?;
    let view = store::get(work, id).await?;
    if Some(view.owner) != work.actor().user {
        work.may(Permission::DealManage, &Resource::general("deal_terms"))?;
    }
    store::remove(work, id).await?;
    work.audit(Entry::new("deal_view.removed", "deal_view", id).partner(work.actor().partner).after(json!({ "name": view.name })));
    Ok(())
}
