//! Telling people, reading, wishes, and the way of a mail.

use std::collections::{BTreeMap, BTreeSet};

use base::{Error, MailId, NoticeId, Page, PageRequest, Result, UserId};
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use crate::model::{Mail, MailState, Message, Notice, Recipient, Timing, is_transactional, slug};
use crate::store;
use crate::told::NoticeTold;

/// The job that sends one mail.
pub(crate) const SEND: &str = "mail.send";

/// The wish that holds for topics without a wish of their own.
pub(crate) const OTHERS: &str = "other";

/// Tells people something: a notice for each user and, as far as each wishes, a mail.
///
/// All of it is written in the caller's transaction; the mail leaves after the commit. A recipient
/// without an account gets mail only.
pub async fn tell(work: &Work, recipients: &[Recipient], message: &Message) -> Result<()> {
    tell_with(work, recipients, message, &BTreeMap::new()).await
}

/// Tells people, where the mail to some of them opens an address of their own; the notice opens the message's.
pub async fn tell_with(work: &Work, recipients: &[Recipient], message: &Message, links: &BTreeMap<UserId, String>) -> Result<()> {
    let mut seen = BTreeSet::new();
    let recipients: Vec<&Recipient> =
        recipients.iter().filter(|r| seen.insert((r.user, r.user.is_none().then(|| r.email.clone())))).collect();
    let users: Vec<UserId> = recipients.iter().filter_map(|r| r.user).collect();
    let wishes = if message.mail && !users.is_empty() && !is_transactional(message.topic) {
        Wishes::of(store::preferences(work, &users).await?)
    } else {
        Wishes::default()
    };
    let (mut notices, mut mails) = (Vec::new(), Vec::new());
    for recipient in recipients {
        let timing = match (message.mail, recipient.user) {
            (false, _) => Timing::Never,
            (true, Some(user)) => wishes.timing(user, message.topic),
            (true, None) => Timing::Now,
        };
        if let Some(user) = recipient.user {
            let later = (timing == Timing::Daily).then(|| recipient.clone());
            notices.push((notice(work, user, message), later));
            work.signal(&NoticeTold { user })?;
        }
        if timing == Timing::Now {
            let mut mail = new_mail(work, recipient, message);
            if let Some(link) = recipient.user.and_then(|user| links.get(&user)) {
                mail.href.clone_from(link);
            }
            mails.push(mail);
        }
    }
    store::add_notices(work, notices).await?;
    post(work, mails).await
}

/// Sends one mail, whatever the person wishes: for people without an account, and for signing in.
pub async fn mail(work: &Work, recipient: &Recipient, message: &Message) -> Result<()> {
    post(work, vec![new_mail(work, recipient, message)]).await
}

/// Writes mails and the jobs that send them.
pub(crate) async fn post(work: &Work, mails: Vec<Mail>) -> Result<()> {
    for mail in &mails {
        enqueue(work, mail.id);
    }
    store::add_mails(work, mails).await
}

fn enqueue(work: &Work, id: MailId) {
    work.enqueue(SEND, json!({ "mail": id }));
}

fn notice(work: &Work, user: UserId, message: &Message) -> Notice {
    Notice {
        id: work.new_id(),
        user,
        topic: message.topic.to_owned(),
        args: owned(message),
        href: message.href.clone(),
        at: work.now(),
        read_at: None,
    }
}

fn owned(message: &Message) -> Vec<(String, i18n::Arg)> {
    message.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

fn new_mail(work: &Work, recipient: &Recipient, message: &Message) -> Mail {
    // A topic that always goes at once cannot be unsubscribed, and neither can who has no account.
    let optional = recipient.user.is_some() && !is_transactional(message.topic);
    Mail {
        id: work.new_id(),
        to: recipient.clone(),
        topic: message.topic.to_owned(),
        args: owned(message),
        href: message.href.clone(),
        state: MailState::Queued,
        created_at: work.now(),
        ended_at: None,
        attempts: 0,
        last_error: None,
        unsubscribe: optional.then(|| hex::encode(work.random::<20>())),
        written: None,
    }
}

/// What several users wish, by topic.
#[derive(Debug, Default)]
pub(crate) struct Wishes(BTreeMap<(UserId, String), Timing>);

impl Wishes {
    fn of(rows: Vec<(UserId, String, Timing)>) -> Self {
        Self(rows.into_iter().map(|(user, topic, timing)| ((user, topic), timing)).collect())
    }

    /// When a user wants mail about a topic.
    pub(crate) fn timing(&self, user: UserId, topic: &str) -> Timing {
        let own = |topic: String| self.0.get(&(user, topic)).copied();
        own(slug(topic)).or_else(|| own(OTHERS.to_owned())).unwrap_or_default()
    }
}

/// What one user wishes.
pub(crate) async fn wishes(work: &Work, user: UserId) -> Result<Wishes> {
    Ok(Wishes::of(store::preferences(work, &[user]).await?))
}

/// A user's notices, newest first.
pub async fn list(work: &Work, user: UserId, unread_only: bool, page: &PageRequest) -> Result<Page<Notice>> {
    store::list_notices(work, user, unread_only, page).await
}

/// Opens a notice: marks it as read and gives it.
pub async fn open(work: &Work, user: UserId, id: NoticeId) -> Result<Notice> {
    let notice = store::find_notice(work, user, id).await?.ok_or_else(Error::missing)?;
    if notice.read_at.is_none() && !work.actor().read_only {
        store::mark_read(work, user, Some(id)).await?;
    }
    Ok(notice)
}

/// Marks all of a user's notices as read; returns how many were not.
pub async fn read_all(work: &Work, user: UserId) -> Result<u64> {
    store::mark_read(work, user, None).await
}

/// Says when a user wants mail about some topics.
pub async fn wish(work: &Work, user: UserId, wishes: &[(String, Timing)]) -> Result<()> {
    if work.actor().read_only {
        return Err(Error::forbidden());
    }
    for (topic, timing) in wishes {
        store::set_preference(work, user, topic, *timing).await?;
    }
    let said: serde_json::Map<String, serde_json::Value> = wishes.iter().map(|(t, w)| (t.clone(), json!(w.code()))).collect();
    work.audit(Entry::new("notice.preferences_changed", "user", user.uuid()).partner(work.actor().partner).after(said.into()));
    Ok(())
}

/// Sends a user no digest of what is told until now: for whoever loses access.
pub async fn leave_digest(work: &Work, user: UserId) -> Result<()> {
    store::leave_digest(work, user).await
}

/// Stops mail about the topic of a mail, by the secret in that mail; true when the secret is known.
pub(crate) async fn unsubscribe(work: &Work, secret: &str) -> Result<Option<String>> {
    let Some(mail) = store::find_by_unsubscribe(work, secret).await? else { return Ok(None) };
    let Some(user) = mail.to.user else { return Ok(None) };
    let topic = if mail.topic == DIGEST { OTHERS.to_owned() } else { slug(&mail.topic) };
    store::set_preference(work, user, &topic, Timing::Never).await?;
    work.audit(Entry::new("notice.unsubscribed", "user", user.uuid()).after(json!({ "topic": topic, "mail": mail.id })));
    Ok(Some(mail.topic))
}

/// The topic of the daily digest.
pub(crate) const DIGEST: &str = "notices.digest";

/// Mails, newest first.
pub async fn mails(work: &Work, state: Option<MailState>, page: &PageRequest) -> Result<Page<Mail>> {
    work.may(Permission::MailRead, &Resource::general("mail"))?;
    store::list_mails(work, state, page).await
}

/// Opens a mail with its words; that somebody read another's mail is on record.
pub(crate) async fn open_mail(work: &Work, id: MailId) -> Result<Mail> {
    work.may(Permission::MailRead, &Resource::general("mail"))?;
    let mail = store::find_mail(work, id).await?.ok_or_else(Error::missing)?;
    work.audit(Entry::new("mail.read", "mail", id.uuid()).after(json!({ "to": mail.to.email, "topic": mail.topic })));
    Ok(mail)
}

/// Puts a mail that was given up back into the queue.
pub(crate) async fn retry(work: &Work, id: MailId) -> Result<()> {
    work.may(Permission::MailRead, &Resource::general("mail"))?;
    work.may(Permission::JobManage, &Resource::general("mail"))?;
    let mut mail = store::find_mail(work, id).await?.ok_or_else(Error::missing)?;
    if mail.state != MailState::Failed {
        return Err(base::refuse("mail.not_failed", base::Kind::Conflict));
    }
    mail.state = MailState::Queued;
    mail.ended_at = None;
    store::save_mail(work, &mail, MailState::Failed).await?;
    enqueue(work, id);
    work.audit(Entry::new("mail.retried", "mail", id.uuid()));
    Ok(())
}
