//! Issuing, ending and checking.

use access::{Permission, Resource};
use base::{CourseId, Instant, PartnerId, Result, UserId};
use chrono::{Months, TimeDelta};
use facts::enable::{CertificateEnded, CertificateIssued};
use notices::Message;
use partners::NewGrant;
use work::Work;

use super::model::{Certificate, CertificateState};
use super::store;

/// Days before the end at which the holder is warned.
const WARNINGS: [i64; 3] = [90, 60, 30];

/// What is to be certified.
pub(crate) struct Earned<'a> {
    pub(crate) key: &'a str,
    pub(crate) title: &'a str,
    pub(crate) course: CourseId,
    pub(crate) valid_months: i64,
    pub(crate) user: UserId,
    pub(crate) partner: Option<PartnerId>,
}

/// Issues a certificate with its grant, and tells the holder.
pub(crate) async fn issue(work: &Work, earned: &Earned<'_>) -> Result<Certificate> {
    let person = identity::get(work, earned.user).await?;
    let months = u32::try_from(earned.valid_months).unwrap_or(0);
    let until = if months == 0 { None } else { work.now().checked_add_months(Months::new(months)) };
    let c = Certificate {
        id: work.new_id(),
        number: number(&work.random::<5>()),
        key: earned.key.to_owned(),
        title: earned.title.to_owned(),
        user: earned.user,
        holder: person.name.clone(),
        org: person.org.clone(),
        partner: earned.partner,
        course: earned.course,
        issued_at: work.now(),
        until,
        state: CertificateState::Active,
        warned: 0,
    };
    store::add(work, &c).await?;
    if let Some(partner) = earned.partner {
        let grant = NewGrant {
            partner,
            user: Some(earned.user),
            right: format!("certified:{}", c.key),
            until,
            reason: format!("certificate {}", c.number),
        };
        partners::give_grant(work, &grant).await?;
    }
    work.record(&CertificateIssued { certificate: c.id, key: c.key.clone(), course: c.course, user: c.user, partner: c.partner, until })?;
    let args = vec![("title", i18n::ToArg::to_arg(c.title.as_str()))];
    let message = Message { topic: "certificate.issued", args, href: format!("/certificates/{}", c.number), mail: true };
    notices::tell(work, &[person.recipient()], &message).await?;
    Ok(c)
}

/// Ten characters that are hard to mistake for one another.
fn number(bytes: &[u8; 5]) -> String {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut bits = bytes.iter().fold(0_u64, |all, b| (all << 8) | u64::from(*b));
    let mut text = String::with_capacity(8);
    for _ in 0..8 {
        let at = usize::try_from(bits % 32).unwrap_or(0);
        text.push(LETTERS.get(at).copied().map_or('2', char::from));
        bits /= 32;
    }
    text
}

/// Ends certificates whose time is over and warns of those that end soon; returns how many were done.
pub(crate) async fn sweep(work: &Work) -> Result<usize> {
    let due = store::due(work, &WARNINGS, 200).await?;
    let n = due.len();
    for mut c in due {
        let Some(until) = c.until else { continue };
        if until <= work.now() {
            end(work, &mut c, CertificateState::Expired, "expired").await?;
        } else if let Some(days) = due_warning(until, work.now(), c.warned) {
            c.warned = days;
            store::set(work, &c, None).await?;
            warn(work, &c, until).await?;
        }
    }
    Ok(n)
}

/// Tells the holder that a certificate ends soon, unless it was renewed or nobody reads it any more.
async fn warn(work: &Work, c: &Certificate, until: Instant) -> Result<()> {
    let renewed = store::others(work, c).await?.iter().any(|o| o.until.is_none_or(|u| u > until));
    let person = identity::get(work, c.user).await?;
    if renewed || person.state != identity::UserState::Active {
        return Ok(());
    }
    let args = vec![("title", i18n::ToArg::to_arg(c.title.as_str())), ("until", notices::values::moment(until))];
    let message = Message { topic: "certificate.ending", args, href: "/learning".to_owned(), mail: true };
    notices::tell(work, &[person.recipient()], &message).await
}

/// Ends a certificate, and the right with it, unless another certificate still gives that right.
async fn end(work: &Work, c: &mut Certificate, state: CertificateState, reason: &str) -> Result<()> {
    c.state = state;
    store::set(work, c, Some(work.now())).await?;
    if let Some(partner) = c.partner {
        let right = format!("certified:{}", c.key);
        let others = store::others(work, c).await?;
        let longest = others.iter().filter(|o| o.partner == Some(partner)).max_by_key(|o| (o.until.is_none(), o.until));
        match longest {
            None => {
                partners::end_grants(work, partner, Some(c.user), &right, reason).await?;
            }
            // The right may have been given for longer than the others reach.
            Some(o) if c.until.is_none() || o.until.is_some_and(|u| c.until.is_some_and(|own| own > u)) => {
                partners::end_grants(work, partner, Some(c.user), &right, reason).await?;
                let grant = NewGrant { partner, user: Some(c.user), right, until: o.until, reason: format!("certificate {}", o.number) };
                partners::give_grant(work, &grant).await?;
            }
            Some(_) => {}
        }
    }
    work.record_change(
        &CertificateEnded { certificate: c.id, key: c.key.clone(), user: c.user, partner: c.partner, state: state.code().to_owned() },
        None,
        Some(reason),
    )
}

/// Takes a certificate back, with the reason.
pub async fn revoke(work: &Work, number: &str, reason: &str) -> Result<Certificate> {
    let mut c = check(work, number).await?;
    let resource = Resource { kind: "certificate", id: Some(c.id.uuid()), partner: c.partner, owner: None };
    work.may(Permission::CourseManage, &resource)?;
    base::check_length("reason", reason, 2, 500).map_err(|e| {
        let mut invalid = base::Invalid::new();
        invalid.push(e);
        base::Error::from(invalid)
    })?;
    if c.state != CertificateState::Active {
        return Err(base::refuse("certificate.over", base::Kind::Conflict));
    }
    end(work, &mut c, CertificateState::Revoked, &base::one_line(reason)).await?;
    Ok(c)
}

/// The warning that is due: the nearest one whose day has come and that was not sent yet.
pub(crate) fn due_warning(until: Instant, now: Instant, warned: i64) -> Option<i64> {
    WARNINGS.into_iter().filter(|d| until - now <= TimeDelta::days(*d)).min().filter(|d| warned == 0 || *d < warned)
}

/// Certificates within the actor's scope.
pub async fn list(work: &Work, user: Option<UserId>) -> Result<Vec<Certificate>> {
    store::list(work, user).await
}

/// A certificate by its number, for anybody who has it.
pub async fn check(work: &Work, number: &str) -> Result<Certificate> {
    let number = number.trim().to_uppercase();
    if !number.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Err(base::Error::missing());
    }
    store::by_number(work, &number).await?.ok_or_else(base::Error::missing)
}
