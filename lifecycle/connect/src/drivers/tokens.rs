//! Access tokens of OAuth, kept in memory for as long as they hold.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use base::Instant;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use reqwest::Method;
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::client::{Body, call, text};
use crate::contract::Answer;
use crate::contract::model::{Target, Trouble};

/// A token, and where it is used.
#[derive(Debug, Clone)]
pub(super) struct Access {
    /// The token.
    pub(super) token: String,
    /// The address that goes with it; empty when that is the target's own.
    pub(super) place: String,
    until: Instant,
}

/// The tokens of this process; which of them is whose, says a hash of all that it was asked for with.
static KEPT: LazyLock<Mutex<HashMap<[u8; 32], Access>>> = LazyLock::new(Mutex::default);

fn name(target: &Target) -> [u8; 32] {
    let s = &target.settings;
    let mut hash = Sha256::new();
    for part in [target.system.code(), &target.url, &s.client_id, &s.login, &target.secrets.token, &target.secrets.client] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().into()
}

/// A token that is kept and still holds.
pub(super) fn kept(target: &Target) -> Option<Access> {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.get(&name(target)).filter(|a| a.until > target.now).cloned()
}

/// Forgets a token that was refused, unless another has taken its place meanwhile.
pub(super) fn forget(target: &Target, refused: &str) {
    let whose = name(target);
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.get(&whose).is_some_and(|access| access.token == refused) {
        kept.remove(&whose);
    }
}

/// Asks for a token and keeps it.
pub(super) async fn ask(target: &Target, url: &str, form: Vec<(&'static str, String)>) -> Answer<Access> {
    let reply = call(&target.allowed, Method::POST, url, None, Body::Form(form)).await?;
    if let Some(trouble) = reply.usual_trouble() {
        return Err(trouble);
    }
    let (good, status) = (reply.is_good(), reply.status);
    let answer = reply.json()?;
    if !good {
        let why = ["/error_description", "/message", "/error"].iter().find_map(|p| text(&answer, p)).unwrap_or_default();
        return Err(Trouble::Denied(format!("no access token ({status}): {why}")));
    }
    // Not `text`, which is for words to show and cuts them.
    let token = answer.pointer("/access_token").and_then(Value::as_str).filter(|t| !t.is_empty() && t.len() < 10_000);
    let token = token.ok_or_else(|| Trouble::Unavailable("the answer has no access token".to_owned()))?.to_owned();
    let place = answer.pointer("/instance_url").and_then(Value::as_str).unwrap_or_default().trim_end_matches('/').to_owned();
    let seconds = answer.pointer("/expires_in").and_then(Value::as_i64).unwrap_or(900).clamp(60, 86_400);
    let access = Access { token, place, until: target.now + TimeDelta::seconds(seconds * 9 / 10) };
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).insert(name(target), access.clone());
    Ok(access)
}

/// Signs an assertion for the grant `urn:ietf:params:oauth:grant-type:jwt-bearer` with a private key in PEM (PKCS#8).
pub(super) fn assertion(target: &Target, audience: &str) -> Answer<String> {
    let broken = || Trouble::Denied("the private key is not readable: give an RSA key in PEM, as PKCS#8 (BEGIN PRIVATE KEY)".to_owned());
    let body: String = target.secrets.token.lines().filter(|l| !l.starts_with("-----")).map(str::trim).collect();
    let der = STANDARD.decode(body).map_err(|_| broken())?;
    let key = RsaKeyPair::from_pkcs8(&der).map_err(|_| broken())?;
    let s = &target.settings;
    let expires = (target.now + TimeDelta::minutes(3)).timestamp();
    let claims = json!({ "iss": s.client_id, "sub": s.login, "aud": audience, "exp": expires });
    let part = |v: Value| URL_SAFE_NO_PAD.encode(v.to_string());
    let message = format!("{}.{}", part(json!({ "alg": "RS256" })), part(claims));
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature).map_err(|_| broken())?;
    Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
}
