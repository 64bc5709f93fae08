//! What a stage hands to the application.

use access::Permission;
use db::Migration;
use serde_json::Value;
use work::{Envelope, Reaction, Work};

use crate::contribute::Source;
use crate::{ApiRoutes, App, Boxed, Routes};

/// Something that hears the facts of others.
#[derive(Clone, Copy)]
pub struct Listener {
    /// Its name, which is the name of its cursor; never changed.
    pub name: &'static str,
    /// The facts it hears; all of them when empty.
    pub kinds: &'static [&'static str],
    /// What it does, in one transaction with its cursor: the effect happens once.
    pub run: for<'a> fn(&'a Work, &'a Envelope) -> Boxed<'a, base::Result<()>>,
}

/// What a handler of a job gets.
pub struct JobRun {
    /// The application.
    pub app: App,
    /// The job.
    pub job: jobs::Job,
}

impl JobRun {
    /// What the job needs.
    pub fn payload(&self) -> &Value {
        &self.job.payload
    }

    /// Marks the job done in the transaction of its effect, so that the effect happens once.
    pub async fn finish(&self, work: &Work) -> base::Result<()> {
        jobs::finish(&work.conn(), self.job.id, work.now()).await
    }
}

/// A sort of background job.
#[derive(Clone, Copy)]
pub struct JobKind {
    /// Its name; never changed.
    pub name: &'static str,
    /// When it runs by itself: a cron expression in UTC.
    pub cron: Option<&'static str>,
    /// What it does.
    pub run: for<'a> fn(&'a JobRun) -> Boxed<'a, base::Result<()>>,
}

/// For whom a place in the menu is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The partners' portal.
    Portal,
    /// The vendor's console.
    Console,
}

/// A place in the menu.
#[derive(Debug, Clone, Copy)]
pub struct MenuItem {
    /// For whom.
    pub side: Side,
    /// The message key of its group's heading; empty for the top.
    pub group: &'static str,
    /// The message key of its name.
    pub label: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Who sees it.
    pub permission: Permission,
    /// Groups and places are shown by this order.
    pub order: u16,
    /// Its place on the phone's bar, 1 to 5, and whether it is the filled button there.
    pub quick: Option<u8>,
    /// The name of the source whose number of waiting things is shown beside it.
    pub count: Option<&'static str>,
}

/// Everything that a stage hands to the application.
#[derive(Default)]
pub struct Stage {
    /// Its name.
    pub name: &'static str,
    /// Its tables.
    pub migrations: Vec<Migration>,
    /// Its words.
    pub messages: Vec<&'static [(&'static str, &'static str)]>,
    /// Its pages.
    pub routes: Routes,
    /// Its API.
    pub api: ApiRoutes,
    /// What it does within the transactions in which others tell facts.
    pub reactions: Vec<Reaction>,
    /// What it hears.
    pub listeners: Vec<Listener>,
    /// What it does in the background.
    pub jobs: Vec<JobKind>,
    /// Its places in the menu.
    pub menu: Vec<MenuItem>,
    /// What it adds to pages that gather from all stages.
    pub sources: Vec<Source>,
}

impl Stage {
    /// A stage by name; fill in the rest.
    pub fn new(name: &'static str) -> Self {
        Self { name, ..Self::default() }
    }
}
