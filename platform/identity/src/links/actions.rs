//! Making links and using them up.

use base::{Kind, Result, UserId, refuse};
use work::Work;

use super::model::{Link, LinkKind};
use super::store;
use crate::secret;

/// Makes a link and returns its path with the secret; older ones of that kind and person end.
pub(crate) async fn make(work: &Work, kind: LinkKind, user: Option<UserId>, email: Option<&str>) -> Result<String> {
    store::end(work, user, Some(kind)).await?;
    let secret = secret::new(work);
    let link = Link { id: work.new_id(), kind, user, email: email.map(str::to_owned), expires_at: work.after(kind.lifetime()) };
    store::add(work, &link, secret::hash(&secret)).await?;
    Ok(format!("{}{secret}", kind.path()))
}

/// The link with this secret, if it can still be used.
pub(crate) async fn get(work: &Work, kind: LinkKind, secret: &str) -> Result<Link> {
    store::find(work, kind, &secret::hash(secret)).await?.ok_or_else(over)
}

/// Uses a link up, in the transaction of what it is for.
pub(crate) async fn use_up(work: &Work, kind: LinkKind, secret: &str) -> Result<Link> {
    let link = get(work, kind, secret).await?;
    if store::use_up(work, link.id).await? { Ok(link) } else { Err(over()) }
}

fn over() -> base::Error {
    refuse("link.over", Kind::Expired)
}
