//! Sending mails, the day's digest, forgetting what is old.

use base::{Fault, MailId, Result, UserId};
use chrono::TimeDelta;
use web::{JobKind, JobRun};

use crate::actions::{DIGEST, SEND, post};
use crate::model::{Mail, MailState, holds_secret};
use crate::smtp::{SmtpError, send};
use crate::{letter, store};

/// The jobs of this crate.
pub(crate) fn kinds() -> Vec<JobKind> {
    vec![
        JobKind { name: SEND, cron: None, run: |run| Box::pin(deliver(run)) },
        JobKind { name: "mail.digest", cron: Some("0 6 * * *"), run: |run| Box::pin(digests(run)) },
        JobKind { name: "notices.forget", cron: Some("40 3 * * *"), run: |run| Box::pin(forget(run)) },
    ]
}

/// Sends one mail, or keeps it when there is no mail server.
async fn deliver(run: &JobRun) -> Result<()> {
    let app = &run.app;
    let id: Option<MailId> = run.payload().get("mail").and_then(|v| v.as_str()).and_then(|t| t.parse().ok());
    let id = id.ok_or_else(|| Fault::plain("a job to send a mail names no mail"))?;
    let actor = app.system(SEND);
    let Some(mail) = store::find_mail(&app.read(&actor), id).await? else { return Ok(()) };
    if mail.state != MailState::Queued {
        return Ok(());
    }
    let words = match &mail.written {
        Some(words) => words.clone(),
        None => letter::write(app, &mail)?,
    };
    let mut after = Mail { written: Some(words.clone()), attempts: mail.attempts + 1, ..mail.clone() };
    let mut again = None;
    match &app.settings().smtp {
        None => after.state = MailState::Kept,
        Some(smtp) => match send(app, smtp, &mail, &words).await {
            Ok(()) => {
                after.state = MailState::Sent;
                after.last_error = None;
                if holds_secret(&mail.topic) {
                    after.href = String::new();
                    after.written = None;
                }
            }
            Err(e) => {
                after.last_error = Some(e.to_string());
                let last = matches!(e, SmtpError::Never(_)) || run.job.attempts >= run.job.max_attempts;
                if last {
                    after.state = MailState::Failed;
                } else {
                    again = Some(e.to_string());
                }
            }
        },
    }
    let (after, retry) = (&after, again.is_some());
    app.transact(&actor, |work| async move {
        let mut after = after.clone();
        after.ended_at = (after.state != MailState::Queued).then(|| work.now());
        store::save_mail(&work, &after, MailState::Queued).await?;
        if retry { Ok(()) } else { run.finish(&work).await }
    })
    .await?;
    match again {
        Some(why) => Err(Fault::plain(format!("the mail server did not take a mail: {why}")).into()),
        None => Ok(()),
    }
}

/// Writes one mail for each person with notices that waited for it.
async fn digests(run: &JobRun) -> Result<()> {
    let app = &run.app;
    let actor = app.system("mail.digest");
    loop {
        let users = store::digest_users(&app.read(&actor), 100).await?;
        if users.is_empty() {
            return Ok(());
        }
        for user in users {
            app.transact(&actor, |work| async move { digest(app, &work, user).await }).await?;
        }
    }
}

async fn digest(app: &web::App, work: &work::Work, user: UserId) -> Result<()> {
    let Some((to, notices)) = store::take_digest(work, user).await? else { return Ok(()) };
    // Whoever has read a notice in the portal is not told again.
    let unread: Vec<_> = notices.into_iter().filter(|n| n.read_at.is_none()).collect();
    if unread.is_empty() {
        return Ok(());
    }
    let secret = hex::encode(work.random::<20>());
    let written = letter::write_digest(app, &to, &unread, Some(&secret))?;
    let mail = Mail {
        id: work.new_id(),
        to,
        topic: DIGEST.to_owned(),
        args: Vec::new(),
        href: "/notices".to_owned(),
        state: MailState::Queued,
        created_at: work.now(),
        ended_at: None,
        attempts: 0,
        last_error: None,
        unsubscribe: Some(secret),
        written: Some(written),
    };
    post(work, vec![mail]).await
}

/// Removes read notices after half a year and mails after three months.
async fn forget(run: &JobRun) -> Result<()> {
    let app = &run.app;
    app.transact(&app.system("notices.forget"), |work| async move {
        store::prune_notices(&work, work.after(-TimeDelta::days(180))).await?;
        store::prune_mails(&work, work.after(-TimeDelta::days(90))).await?;
        Ok(())
    })
    .await
}
