//! All SQL of the notices and mails.

use base::{Cursor, Fault, Instant, MailId, NoticeId, Page, PageRequest, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, OnConflict, Query, SimpleExpr};
use sea_orm::{Condition, QueryOrder, QuerySelect};
use uuid::Uuid;
use work::Work;

use crate::model::{Mail, MailState, Notice, Recipient, Timing, Written};
use crate::values;

mod notice {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_id: Uuid,
        pub topic: String,
        pub href: String,
        pub args: Json,
        pub at: DateTimeUtc,
        pub read_at: Option<DateTimeUtc>,
        pub in_digest: bool,
        pub address: Option<Json>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod preference {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_preference")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub topic: String,
        pub timing: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod mail {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "mail")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_id: Option<Uuid>,
        pub email: String,
        pub name: String,
        pub locale: String,
        pub topic: String,
        pub href: String,
        pub args: Json,
        pub state: String,
        pub created_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
        pub attempts: i64,
        pub last_error: Option<String>,
        pub unsubscribe: Option<String>,
        pub subject: Option<String>,
        pub text_part: Option<String>,
        pub html_part: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn to_notice(m: notice::Model) -> Notice {
    Notice {
        id: m.id.into(),
        user: m.user_id.into(),
        topic: m.topic,
        args: values::from_json(&m.args),
        href: m.href,
        at: m.at,
        read_at: m.read_at,
    }
}

/// Writes notices; one with an address waits for the day's digest to it.
pub(crate) async fn add_notices(work: &Work, notices: Vec<(Notice, Option<Recipient>)>) -> Result<()> {
    if notices.is_empty() {
        return Ok(());
    }
    let rows = notices.into_iter().map(|(n, to)| {
        let row: notice::ActiveModel = notice::Model {
            id: n.id.uuid(),
            user_id: n.user.uuid(),
            topic: n.topic,
            href: n.href,
            args: values::to_json(n.args.iter().map(|(k, v)| (k.as_str(), v))),
            at: n.at,
            read_at: n.read_at,
            in_digest: to.is_some(),
            address: to.map(|r| serde_json::json!([r.email, r.name, r.locale])),
        }
        .into();
        row.reset_all()
    });
    notice::Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("writing notices")?;
    Ok(())
}

/// A user's notices, newest first.
pub(crate) async fn list_notices(work: &Work, user: UserId, unread_only: bool, page: &PageRequest) -> Result<Page<Notice>> {
    use notice::Column as C;
    let mut all = Condition::all().add(C::UserId.eq(user.uuid()));
    if unread_only {
        all = all.add(C::ReadAt.is_null());
    }
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all.add(C::At.lt(at).or(C::At.eq(at).and(C::Id.lt(id))));
    }
    let find = notice::Entity::find().filter(all).order_by_desc(C::At).order_by_desc(C::Id).limit(page.limit + 1);
    let rows = find.all(&work.conn()).await.broken("reading notices")?;
    Ok(Page::from_rows(rows.into_iter().map(to_notice).collect(), page.limit, |n: &Notice| Cursor::at(n.at, n.id)))
}

/// One notice of a user.
pub(crate) async fn find_notice(work: &Work, user: UserId, id: NoticeId) -> Result<Option<Notice>> {
    let find = notice::Entity::find_by_id(id.uuid()).filter(notice::Column::UserId.eq(user.uuid()));
    Ok(find.one(&work.conn()).await.broken("reading a notice")?.map(to_notice))
}

/// Marks a user's unread notices as read, all or one; returns how many.
pub(crate) async fn mark_read(work: &Work, user: UserId, only: Option<NoticeId>) -> Result<u64> {
    use notice::Column as C;
    let mut update = notice::Entity::update_many()
        .col_expr(C::ReadAt, Expr::value(work.now()))
        .filter(C::UserId.eq(user.uuid()))
        .filter(C::ReadAt.is_null());
    if let Some(id) = only {
        update = update.filter(C::Id.eq(id.uuid()));
    }
    Ok(update.exec(&work.conn()).await.broken("marking notices as read")?.rows_affected)
}

/// A sub-query that counts the unread notices of the user that an expression names, for a query of another table.
pub(crate) fn unread_of(user: SimpleExpr) -> SimpleExpr {
    let count = Query::select()
        .expr(Expr::col((notice::Entity, notice::Column::Id)).count())
        .from(notice::Entity)
        .and_where(Expr::col((notice::Entity, notice::Column::UserId)).eq(user))
        .and_where(Expr::col((notice::Entity, notice::Column::ReadAt)).is_null())
        .to_owned();
    SimpleExpr::SubQuery(None, Box::new(count.into()))
}

/// The users with notices that wait for the digest.
pub(crate) async fn digest_users(work: &Work, limit: u64) -> Result<Vec<UserId>> {
    use notice::Column as C;
    let find = notice::Entity::find().select_only().column(C::UserId).filter(C::InDigest.eq(true)).group_by(C::UserId).limit(limit);
    let ids: Vec<Uuid> = find.into_tuple().all(&work.conn()).await.broken("reading whose digests are due")?;
    Ok(ids.into_iter().map(UserId::from).collect())
}

/// Takes a user's notices out of the wait for the digest and returns them, oldest first, with the
/// address that was given last.
pub(crate) async fn take_digest(work: &Work, user: UserId) -> Result<Option<(Recipient, Vec<Notice>)>> {
    use notice::Column as C;
    let mine = Condition::all().add(C::UserId.eq(user.uuid())).add(C::InDigest.eq(true));
    let rows = notice::Entity::find().filter(mine).order_by_asc(C::At).limit(200).all(&work.conn()).await.broken("reading a digest")?;
    leave_digest(work, user).await?;
    let text = |json: &Json, i: usize| json.get(i).and_then(Json::as_str).unwrap_or_default().to_owned();
    let address = rows.iter().rev().find_map(|m| m.address.as_ref());
    let to = address.map(|a| Recipient { user: Some(user), email: text(a, 0), name: text(a, 1), locale: text(a, 2) });
    Ok(to.map(|to| (to, rows.into_iter().map(to_notice).collect())))
}

/// Takes a user's notices out of the wait for the digest.
pub(crate) async fn leave_digest(work: &Work, user: UserId) -> Result<()> {
    use notice::Column as C;
    let update = notice::Entity::update_many()
        .col_expr(C::InDigest, Expr::value(false))
        .col_expr(C::Address, Expr::value(Option::<Json>::None))
        .filter(C::UserId.eq(user.uuid()))
        .filter(C::InDigest.eq(true));
    update.exec(&work.conn()).await.broken("leaving a digest")?;
    Ok(())
}

/// Removes read notices from before a moment.
pub(crate) async fn prune_notices(work: &Work, before: Instant) -> Result<u64> {
    use notice::Column as C;
    let gone = notice::Entity::delete_many().filter(C::At.lt(before)).filter(C::ReadAt.is_not_null());
    Ok(gone.exec(&work.conn()).await.broken("removing old notices")?.rows_affected)
}

/// What users said about topics: user, topic and timing.
pub(crate) async fn preferences(work: &Work, users: &[UserId]) -> Result<Vec<(UserId, String, Timing)>> {
    let ids = users.iter().map(|u| u.uuid());
    let rows =
        preference::Entity::find().filter(preference::Column::UserId.is_in(ids)).all(&work.conn()).await.broken("reading preferences")?;
    rows.into_iter()
        .map(|m| {
            let timing = Timing::from_code(&m.timing)
                .ok_or_else(|| Fault::plain(format!("notice_preference.timing of {} is {:?}", m.user_id, m.timing)))?;
            Ok((m.user_id.into(), m.topic, timing))
        })
        .collect()
}

/// Says when a user wants mail about a topic.
pub(crate) async fn set_preference(work: &Work, user: UserId, topic: &str, timing: Timing) -> Result<()> {
    let row: preference::ActiveModel =
        preference::Model { user_id: user.uuid(), topic: topic.to_owned(), timing: timing.code().to_owned() }.into();
    let conflict =
        OnConflict::columns([preference::Column::UserId, preference::Column::Topic]).update_column(preference::Column::Timing).to_owned();
    preference::Entity::insert(row.reset_all())
        .on_conflict(conflict)
        .exec_without_returning(&work.conn())
        .await
        .broken("saving a preference")?;
    Ok(())
}

fn to_mail(m: mail::Model) -> Result<Mail> {
    let state = MailState::from_code(&m.state).ok_or_else(|| Fault::plain(format!("mail.state of {} is {:?}", m.id, m.state)))?;
    let written = match (m.subject, m.text_part, m.html_part) {
        (Some(subject), Some(text), Some(html)) => Some(Written { subject, text, html }),
        _ => None,
    };
    Ok(Mail {
        id: m.id.into(),
        to: Recipient { user: m.user_id.map(UserId::from), email: m.email, name: m.name, locale: m.locale },
        topic: m.topic,
        args: values::from_json(&m.args),
        href: m.href,
        state,
        created_at: m.created_at,
        ended_at: m.ended_at,
        attempts: m.attempts,
        last_error: m.last_error,
        unsubscribe: m.unsubscribe,
        written,
    })
}

/// Writes mails.
pub(crate) async fn add_mails(work: &Work, mails: Vec<Mail>) -> Result<()> {
    if mails.is_empty() {
        return Ok(());
    }
    let rows = mails.into_iter().map(|m| {
        let (subject, text_part, html_part) = match m.written {
            Some(w) => (Some(w.subject), Some(w.text), Some(w.html)),
            None => (None, None, None),
        };
        let row: mail::ActiveModel = mail::Model {
            id: m.id.uuid(),
            user_id: m.to.user.map(Uuid::from),
            email: m.to.email,
            name: m.to.name,
            locale: m.to.locale,
            topic: m.topic,
            href: m.href,
            args: values::to_json(m.args.iter().map(|(k, v)| (k.as_str(), v))),
            state: m.state.code().to_owned(),
            created_at: m.created_at,
            ended_at: m.ended_at,
            attempts: m.attempts,
            last_error: m.last_error,
            unsubscribe: m.unsubscribe,
            subject,
            text_part,
            html_part,
        }
        .into();
        row.reset_all()
    });
    mail::Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("writing mails")?;
    Ok(())
}

/// One mail.
pub(crate) async fn find_mail(work: &Work, id: MailId) -> Result<Option<Mail>> {
    mail::Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a mail")?.map(to_mail).transpose()
}

/// The mail with this secret in its unsubscribe address.
pub(crate) async fn find_by_unsubscribe(work: &Work, secret: &str) -> Result<Option<Mail>> {
    let find = mail::Entity::find().filter(mail::Column::Unsubscribe.eq(secret));
    find.one(&work.conn()).await.broken("reading a mail")?.map(to_mail).transpose()
}

/// Mails, newest first.
pub(crate) async fn list_mails(work: &Work, state: Option<MailState>, page: &PageRequest) -> Result<Page<Mail>> {
    use mail::Column as C;
    let mut all = Condition::all();
    if let Some(state) = state {
        all = all.add(C::State.eq(state.code()));
    }
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all.add(C::CreatedAt.lt(at).or(C::CreatedAt.eq(at).and(C::Id.lt(id))));
    }
    let find = mail::Entity::find().filter(all).order_by_desc(C::CreatedAt).order_by_desc(C::Id).limit(page.limit + 1);
    let mails: Result<Vec<Mail>> = find.all(&work.conn()).await.broken("reading mails")?.into_iter().map(to_mail).collect();
    Ok(Page::from_rows(mails?, page.limit, |m| Cursor::at(m.created_at, m.id)))
}

/// Saves where a mail is; only if it is still in the state `from`.
pub(crate) async fn save_mail(work: &Work, m: &Mail, from: MailState) -> Result<bool> {
    use mail::Column as C;
    let written = m.written.as_ref();
    let done = mail::Entity::update_many()
        .col_expr(C::State, Expr::value(m.state.code()))
        .col_expr(C::EndedAt, Expr::value(m.ended_at))
        .col_expr(C::Attempts, Expr::value(m.attempts))
        .col_expr(C::LastError, Expr::value(m.last_error.clone()))
        .col_expr(C::Href, Expr::value(m.href.clone()))
        .col_expr(C::Subject, Expr::value(written.map(|w| w.subject.clone())))
        .col_expr(C::TextPart, Expr::value(written.map(|w| w.text.clone())))
        .col_expr(C::HtmlPart, Expr::value(written.map(|w| w.html.clone())))
        .filter(C::Id.eq(m.id.uuid()))
        .filter(C::State.eq(from.code()))
        .exec(&work.conn())
        .await
        .broken("saving a mail")?;
    Ok(done.rows_affected == 1)
}

/// How many mails were given up.
pub(crate) async fn count_failed(work: &Work) -> Result<u64> {
    let find = mail::Entity::find().filter(mail::Column::State.eq(MailState::Failed.code()));
    Ok(find.count(&work.conn()).await.broken("counting mails")?)
}

/// Removes mails that were sent or kept before a moment.
pub(crate) async fn prune_mails(work: &Work, before: Instant) -> Result<u64> {
    use mail::Column as C;
    let gone = mail::Entity::delete_many().filter(C::CreatedAt.lt(before)).filter(C::State.is_in(["sent", "kept"]));
    Ok(gone.exec(&work.conn()).await.broken("removing old mails")?.rows_affected)
}
