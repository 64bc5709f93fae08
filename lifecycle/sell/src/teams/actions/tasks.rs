//! Tasks of the common plan: who does what by when.

use base::{DealId, Error, FieldError, Invalid, Result, TeamTaskId, UserId};
use facts::sell::TeamTaskDone;
use notices::{Message, values};
use serde_json::json;
use work::{Entry, Work};

use super::super::model::{NewTask, Task, TaskState};
use super::super::rules::{self, TeamRefusal};
use super::super::store;
use super::read::{Person, of_seat};
use super::{Seat, fresh, tell_all, writing};
use crate::deals::actions as deals;

/// The job that tells somebody of a task that others gave it; as the system, because who gives need not see who is told.
pub const ASSIGNED: &str = "sell.team_assigned";

/// The most tasks of a team.
const TASKS: usize = 200;

/// The person of a task, one of the team's people.
async fn owner(work: &Work, seat: &Seat, user: Option<UserId>) -> Result<Option<Person>> {
    let Some(user) = user else { return Ok(None) };
    let found = of_seat(work, seat).await?.into_iter().find(|p| p.user == user);
    if found.is_none() {
        let mut invalid = Invalid::new();
        invalid.push(FieldError::new("owner", "choice"));
        return Err(invalid.into());
    }
    Ok(found)
}

async fn alarm(work: &Work, task: &Task) -> Result<Option<base::Instant>> {
    Ok(rules::due_alarm(task, deals::terms(work).await?.zone))
}

fn assigned(work: &Work, task: &Task) {
    if task.owner.is_some() && task.owner != work.actor().user {
        work.enqueue(ASSIGNED, json!({ "task": task.id }));
    }
}

/// Adds a task at the end of the plan; everybody on the team may.
pub async fn add_task(work: &Work, id: DealId, new: &NewTask, unread: &Invalid) -> Result<Task> {
    let seat = writing(work, id).await?;
    let new = rules::check_task(new.clone(), unread.clone())?;
    let all = store::tasks::of(work, id).await?;
    if all.len() >= TASKS {
        return Err(TeamRefusal::TooMany { most: 200 }.into());
    }
    let owner = owner(work, &seat, new.owner).await?;
    let task = Task {
        id: work.new_id(),
        deal: id,
        title: new.title,
        owner: owner.as_ref().map(|p| p.user),
        owner_partner: owner.as_ref().and_then(|p| p.partner),
        owner_name: owner.map(|p| p.name).unwrap_or_default(),
        due_on: new.due_on,
        state: TaskState::Open,
        place: all.last().map_or(1, |t| t.place + 1),
        told: 0,
        by_name: work.actor().name.clone(),
        by_partner: work.actor().partner,
        at: work.now(),
        closed_by: String::new(),
        closed_at: None,
        version: 1,
    };
    store::tasks::add(work, &task, alarm(work, &task).await?).await?;
    audit(work, &seat, &task, "team.task_added");
    assigned(work, &task);
    tell_all(work, &seat.deal, &seat.members, "task")?;
    Ok(task)
}

fn audit(work: &Work, seat: &Seat, task: &Task, action: &'static str) {
    let said = json!({ "deal": task.deal, "title": task.title, "owner": task.owner, "due_on": task.due_on, "state": task.state.code() });
    work.audit(Entry::new(action, "team_task", task.id).partner(Some(seat.deal.partner)).after(said));
}

/// A task that the actor may change, with its team.
async fn mine(work: &Work, deal: DealId, id: TeamTaskId, version: Option<i64>) -> Result<(Seat, Task)> {
    let seat = writing(work, deal).await?;
    let task = store::tasks::find(work, id).await?.filter(|t| t.deal == deal).ok_or_else(Error::missing)?;
    fresh(task.version, version)?;
    if !rules::writable(&task, seat.member().map(|m| m.partner))? {
        return Err(Error::forbidden());
    }
    Ok((seat, task))
}

/// Changes what a task says.
pub async fn change_task(work: &Work, deal: DealId, id: TeamTaskId, version: Option<i64>, new: &NewTask, unread: &Invalid) -> Result<Task> {
    let (seat, before) = mine(work, deal, id, version).await?;
    let new = rules::check_task(new.clone(), unread.clone())?;
    let mut task = before.clone();
    if new.owner != before.owner {
        let owner = owner(work, &seat, new.owner).await?;
        task.owner = owner.as_ref().map(|p| p.user);
        task.owner_partner = owner.as_ref().and_then(|p| p.partner);
        task.owner_name = owner.map(|p| p.name).unwrap_or_default();
    }
    if new.due_on != before.due_on || task.owner != before.owner {
        task.told = 0;
    }
    (task.title, task.due_on) = (new.title, new.due_on);
    let alarm = alarm(work, &task).await?;
    let task = store::tasks::save(work, task, alarm).await?;
    audit(work, &seat, &task, "team.task_changed");
    if task.owner != before.owner {
        assigned(work, &task);
    }
    tell_all(work, &seat.deal, &seat.members, "task")?;
    Ok(task)
}

/// A task was done, or is needed no longer.
pub async fn close_task(work: &Work, deal: DealId, id: TeamTaskId, version: Option<i64>, done: bool) -> Result<Task> {
    let (seat, mut task) = mine(work, deal, id, version).await?;
    task.state = if done { TaskState::Done } else { TaskState::Dropped };
    (task.closed_by, task.closed_at) = (work.actor().name.clone(), Some(work.now()));
    let task = store::tasks::save(work, task, None).await?;
    audit(work, &seat, &task, if done { "team.task_closed" } else { "team.task_dropped" });
    if done {
        // Whose task it was; without an owner it is that of who did it.
        let partner = if task.owner.is_some() { task.owner_partner } else { work.actor().partner };
        work.signal(&TeamTaskDone { deal, account: seat.deal.account, partner, task: id })?;
    }
    tell_all(work, &seat.deal, &seat.members, "task")?;
    Ok(task)
}

/// Moves an open task before the one that stands before it.
pub async fn earlier(work: &Work, deal: DealId, id: TeamTaskId) -> Result<()> {
    let (seat, mut task) = mine(work, deal, id, None).await?;
    let open = |t: &Task| t.state == TaskState::Open && t.place < task.place;
    let Some(mut before) = store::tasks::of(work, deal).await?.into_iter().rfind(open) else { return Ok(()) };
    (before.place, task.place) = (task.place, before.place);
    for t in [before, task] {
        let alarm = alarm(work, &t).await?;
        store::tasks::save(work, t, alarm).await?;
    }
    work.audit(Entry::new("team.task_moved", "team_task", id).partner(Some(seat.deal.partner)));
    tell_all(work, &seat.deal, &seat.members, "task")
}

/// Tells the owner of a task that it has one.
pub async fn tell_assigned(work: &Work, id: TeamTaskId) -> Result<()> {
    let Some(task) = store::tasks::find(work, id).await?.filter(|t| t.state == TaskState::Open) else { return Ok(()) };
    tell_owner(work, &task, "team.task").await
}

/// Tells the owner of a task something about it, at the address where they read the team.
pub(super) async fn tell_owner(work: &Work, task: &Task, topic: &'static str) -> Result<()> {
    let Some(owner) = task.owner else { return Ok(()) };
    let Some(deal) = deals::find(work, task.deal).await? else { return Ok(()) };
    let user = match identity::get(work, owner).await {
        Ok(user) => user,
        // Whoever is gone is told nothing.
        Err(e) if e.kind().is_some() => return Ok(()),
        Err(e) => return Err(e),
    };
    let inside = match user.partner {
        None => true,
        Some(p) if p == deal.partner => true,
        Some(p) => store::members::active(work, task.deal).await?.iter().any(|m| m.partner == p),
    };
    // Who is on the team no longer is told nothing either.
    if !inside {
        return Ok(());
    }
    let outside = user.partner.is_some_and(|p| p != deal.partner);
    let mut args = vec![("title", task.title.clone().into()), ("company", deal.registration.customer.company.clone().into())];
    args.push(("by", task.due_on.map_or_else(|| "–".into(), values::date)));
    let href = if outside { format!("/joint/{}", task.deal) } else { format!("/deals/{}/team", task.deal) };
    notices::tell(work, &identity::recipients(&[user]), &Message { topic, args, href, mail: true }).await
}
