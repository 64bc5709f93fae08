//! Making tokens and taking them back.

use base::{Error, Result, TokenId, UserId};
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use super::model::{NewToken, PREFIX, Token};
use super::{rules, store};
use crate::secret;

fn may(work: &Work) -> Result<()> {
    let own = Resource::own("token", work.actor());
    work.may(Permission::TokenManage, &own)
}

/// Makes a token and returns it with its secret, which is shown this once.
pub async fn make(work: &Work, user: UserId, new: &NewToken) -> Result<(Token, String)> {
    may(work)?;
    rules::check(new, work.actor().scopes.as_deref(), work.now())?;
    let secret = format!("{PREFIX}{}", secret::new(work));
    let mut scopes = new.scopes.clone();
    scopes.sort_unstable();
    scopes.dedup();
    let token = Token {
        id: work.new_id(),
        user,
        name: base::one_line(&new.name),
        hint: secret.chars().take(8).collect(),
        scopes,
        created_at: work.now(),
        expires_at: new.expires_at,
        last_used_at: None,
    };
    store::add(work, &token, secret::hash(&secret)).await?;
    let scopes: Vec<&str> = token.scopes.iter().map(|s| s.code()).collect();
    let entry = Entry::new("token.made", "token", token.id).partner(work.actor().partner);
    work.audit(entry.after(json!({ "name": token.name, "scopes": scopes, "expires_at": token.expires_at })));
    Ok((token, secret))
}

/// The caller's tokens, latest first.
pub(crate) async fn list(work: &Work, user: UserId) -> Result<Vec<Token>> {
    store::of_user(work, user).await
}

/// Takes a token back.
pub(crate) async fn end(work: &Work, user: UserId, id: TokenId) -> Result<()> {
    may(work)?;
    let token = store::get(work, user, id).await?.ok_or_else(Error::missing)?;
    store::remove(work, user, id).await?;
    work.audit(Entry::new("token.ended", "token", id).partner(work.actor().partner).after(json!({ "name": token.name })));
    Ok(())
}
