//! Odoo, as it comes out of the box: opportunities are `crm.lead`, customers `res.partner`.
//!
//! A vanilla installation has no field of ours, but it has external ids: `load`, the call behind its
//! import, makes or updates the record of an external id in one transaction, and `ir_model_data` holds
//! each id once. So `load` is the upsert. The deal's id also stands in `referred`, where people see it and
//! where it can be searched for; archived leads are looked at too, because a lost one is archived.

mod wire;
mod words;

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::{Map, Value, json};
use tokio::sync::OnceCell;
use web::Boxed;

use self::wire::{Ask, Wire};
use self::words::{MOMENT, bare, html, is_crowded, like, lost, moment};
use crate::amount;
use crate::client::text;
use crate::contract::model::{Change, Field, Found, Health, Mark, Need, Opportunity, Protocol, Remote, Target, Trouble, Values, Writes};
use crate::contract::{Answer, ChangePage, Driver, FIRST_LOOK};

/// The prefix of our external ids.
const MODULE: &str = "towpath";
/// How many changes are read at once.
const AT_ONCE: usize = 100;
/// How long to wait, in milliseconds, before `load` is tried again that met another transaction.
const AGAIN: [u64; 4] = [100, 250, 600, 1_500];
/// Transactions of Odoo carry the moment at which they began; so far back a look goes for late ones.
const OVERLAP: TimeDelta = TimeDelta::minutes(2);

/// The driver.
pub(super) struct Odoo {
    target: Target,
    wire: Wire,
    user: OnceCell<i64>,
    stages: OnceCell<Vec<Stage>>,
}

#[derive(Debug, Clone)]
struct Stage {
    id: i64,
    name: String,
    won: bool,
}

impl Odoo {
    pub(super) fn new(target: Target) -> Self {
        Self { target, wire: Wire::new(), user: OnceCell::new(), stages: OnceCell::new() }
    }

    /// The id of the user whose key this is.
    async fn user(&self) -> Answer<i64> {
        let ask = || async {
            let answer = self.wire.ask(&self.target, &Ask::Login).await?;
            answer.as_i64().filter(|id| *id > 0).ok_or_else(|| Trouble::Denied("the login or its API key is not accepted".to_owned()))
        };
        self.user.get_or_try_init(ask).await.copied()
    }

    async fn kw(&self, model: &str, method: &str, args: Value, named: Value) -> Answer<Value> {
        let user = self.user().await?;
        self.wire.ask(&self.target, &Ask::Method { user, model, method, args, named }).await
    }

    async fn stages(&self) -> Answer<&[Stage]> {
        let ask = || async {
            let named = json!({ "fields": ["id", "name", "is_won"], "order": "sequence, id", "context": { "lang": "en_US" } });
            let rows = self.kw("crm.stage", "search_read", json!([[]]), named).await?;
            let read = |row: &Value| {
                Some(Stage { id: row.get("id")?.as_i64()?, name: text(row, "/name")?, won: row.get("is_won") == Some(&Value::Bool(true)) })
            };
            let read: Option<Vec<Stage>> = rows.as_array().and_then(|rows| rows.iter().map(read).collect());
            read.ok_or_else(|| Trouble::Unavailable("the stages cannot be read".to_owned()))
        };
        self.stages.get_or_try_init(ask).await.map(Vec::as_slice)
    }

    /// The stage of a word of the table; by its name, its id, or because it counts as won.
    async fn stage(&self, word: &str) -> Answer<Stage> {
        let stages = self.stages().await?;
        let won = word == self.target.settings.stage_name(Mark::Won);
        let named = stages.iter().find(|s| s.name.eq_ignore_ascii_case(word) || s.id.to_string() == word);
        named.or_else(|| stages.iter().find(|s| won && s.won)).cloned().ok_or_else(|| Trouble::Refused {
            field: "stage_id".to_owned(),
            why: format!("there is no stage {word}; there are {}", stages.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ")),
        })
    }

    /// The leads that fit a domain, also archived ones.
    async fn leads(&self, domain: Value) -> Answer<Vec<Remote>> {
        let fields = json!(["id", "write_date", "active", "probability", "stage_id", "expected_revenue", "date_deadline"]);
        let named = json!({ "fields": fields, "limit": 2, "order": "id", "context": { "active_test": false, "lang": "en_US" } });
        let rows = self.kw("crm.lead", "search_read", json!([domain]), named).await?;
        let stages = self.stages().await?;
        // A record that cannot be read is not one that is not there.
        let read: Option<Vec<Remote>> = rows.as_array().and_then(|rows| rows.iter().map(|row| self.remote(row, stages)).collect());
        read.ok_or_else(|| Trouble::Unavailable("a search did not answer with leads".to_owned()))
    }

    fn remote(&self, row: &Value, stages: &[Stage]) -> Option<Remote> {
        let stage = row.pointer("/stage_id/0").and_then(Value::as_i64).and_then(|id| stages.iter().find(|s| s.id == id));
        let settings = &self.target.settings;
        // Lost is archived without a chance; what is archived otherwise is where it was.
        let hopeless = row.get("probability").and_then(Value::as_f64).is_none_or(|p| p <= 0.0);
        let word = match stage {
            _ if hopeless && row.get("active") == Some(&Value::Bool(false)) => Some(settings.stage_name(Mark::Lost).to_owned()),
            Some(s) if s.won => Some(settings.stage_name(Mark::Won).to_owned()),
            // The table may name a stage by its id, or spell it otherwise.
            Some(s) => {
                let named = settings.stages.iter().map(|(_, n)| n);
                let same = |n: &&String| n.eq_ignore_ascii_case(&s.name) || **n == s.id.to_string();
                Some(named.into_iter().find(same).unwrap_or(&s.name).clone())
            }
            None => None,
        };
        Some(Remote {
            id: row.get("id")?.as_i64()?.to_string(),
            at: text(row, "/write_date").and_then(|t| moment(&t)),
            values: Values {
                // An amount that was never set reads as zero.
                value: row.get("expected_revenue").and_then(|v| amount::canonical(v, self.target.settings.currency)),
                close_on: Some(text(row, "/date_deadline").unwrap_or_default()),
                stage: word,
            },
        })
    }

    /// The customer's record: the one of that name, or one made for the account.
    async fn customer(&self, deal: &Opportunity) -> Answer<Option<i64>> {
        let c = &deal.customer;
        if c.name.is_empty() || c.key.is_empty() {
            return Ok(None);
        }
        let domain = json!([["is_company", "=", true], ["name", "=ilike", like(&c.name)]]);
        let found = self.kw("res.partner", "search_read", json!([domain]), json!({ "fields": ["id"], "limit": 2, "order": "id" })).await?;
        if let Some([one]) = found.as_array().map(Vec::as_slice) {
            return Ok(one.get("id").and_then(Value::as_i64));
        }
        let mut row = vec![("id", format!("{MODULE}.{}", c.key)), ("name", c.name.clone()), ("is_company", "True".to_owned())];
        for (field, value) in [("website", &c.domain), ("city", &c.city)] {
            if !value.is_empty() {
                row.push((field, value.clone()));
            }
        }
        let country = json!([[["code", "=", c.country]]]);
        let countries = self.kw("res.country", "search_read", country, json!({ "fields": ["id"], "limit": 1 })).await?;
        if let Some(id) = countries.pointer("/0/id").and_then(Value::as_i64) {
            row.push(("country_id/.id", id.to_string()));
        }
        self.load("res.partner", row).await.map(Some)
    }

    /// Makes or updates the record of an external id, in one transaction of the other side.
    ///
    /// Where two transactions touch the same row, one fails. Other calls Odoo then repeats by itself; what `load` says
    /// looks like a refusal, but one without a field. So that is tried again, by each record at a time of its own.
    async fn load(&self, model: &str, row: Vec<(&str, String)>) -> Answer<i64> {
        let own = row.iter().flat_map(|(_, value)| value.bytes()).map(u64::from).sum::<u64>() % 100;
        let (fields, values): (Vec<&str>, Vec<String>) = row.into_iter().unzip();
        let mut waits = AGAIN.iter();
        loop {
            let answer = self.kw(model, "load", json!([fields, [values]]), json!({ "context": { "lang": "en_US" } })).await?;
            if let Some(id) = answer.pointer("/ids/0").and_then(Value::as_i64) {
                return Ok(id);
            }
            let field = text(&answer, "/messages/0/field").unwrap_or_default();
            let Some(why) = text(&answer, "/messages/0/message") else {
                return Err(Trouble::Unavailable("the import did not say what it did".to_owned()));
            };
            match waits.next().filter(|_| field.is_empty()) {
                Some(wait) => tokio::time::sleep(Duration::from_millis(wait + wait * own / 100)).await,
                None if is_crowded(&why) => return Err(Trouble::Unavailable(why)),
                None => return Err(Trouble::Refused { field, why }),
            }
        }
    }

    /// What only this side says, field by field.
    fn texts(deal: &Opportunity) -> Vec<(&'static str, String)> {
        vec![
            ("name", deal.title.clone()),
            ("referred", deal.key.clone()),
            ("description", html(&deal.description)),
            ("contact_name", deal.contact.name.clone()),
            ("function", deal.contact.role.clone()),
        ]
    }

    fn is_lost(&self, deal: &Opportunity) -> bool {
        deal.stage == self.target.settings.stage_name(Mark::Lost)
    }

    async fn one(&self, id: i64) -> Answer<Remote> {
        let found = self.leads(json!([["id", "=", id]])).await?;
        found.into_iter().next().ok_or_else(|| Trouble::Unavailable("the record is no longer there".to_owned()))
    }

    async fn look(&self, key: &str, known: Option<&str>) -> Answer<Found> {
        let mut found = None;
        if let Some(id) = known.and_then(|k| k.parse::<i64>().ok()) {
            found = self.leads(json!([["id", "=", id]])).await?.into_iter().next();
        }
        if found.is_none() {
            found = self.leads(json!([["referred", "=", key]])).await?.into_iter().next();
        }
        Ok(match (found, known) {
            (Some(remote), _) => Found::Record(remote),
            (None, Some(_)) => Found::Gone,
            (None, None) => Found::Nothing,
        })
    }

    async fn make(&self, deal: &Opportunity) -> Answer<Remote> {
        let mut row = vec![("id", format!("{MODULE}.{}", deal.key)), ("type", "opportunity".to_owned())];
        row.extend(Self::texts(deal));
        // Only at the beginning: whom people there link it to later is theirs to say.
        match self.customer(deal).await? {
            Some(customer) => row.push(("partner_id/.id", customer.to_string())),
            // Of a linked customer Odoo keeps one address: written here, it would become the customer's and that of all
            // its leads. So it stands in the description only.
            None => row.push(("email_from", deal.contact.email.clone())),
        }
        if let Some(value) = deal.value {
            row.push(("expected_revenue", value.decimal().to_string()));
        }
        if let Some(day) = deal.close_on {
            row.push(("date_deadline", day.to_string()));
        }
        if !self.is_lost(deal) {
            row.push(("stage_id/.id", self.stage(&deal.stage).await?.id.to_string()));
        }
        let id = self.load("crm.lead", row).await?;
        if self.is_lost(deal) {
            self.kw("crm.lead", "write", json!([[id], lost()]), json!({})).await?;
        }
        self.one(id).await
    }

    async fn put(&self, id: &str, deal: &Opportunity, writes: &Writes) -> Answer<Remote> {
        let id: i64 = id.parse().map_err(|_| Trouble::Unavailable("the record's id is no number".to_owned()))?;
        let mut set = Map::new();
        if writes.text {
            set.extend(Self::texts(deal).into_iter().map(|(field, value)| (field.to_owned(), json!(value))));
        }
        if let Some(value) = deal.value.filter(|_| writes.has(Field::Value)) {
            set.insert("expected_revenue".to_owned(), serde_json::from_str(&value.decimal().to_string()).unwrap_or_default());
        }
        if writes.has(Field::CloseOn) {
            set.insert("date_deadline".to_owned(), deal.close_on.map_or(Value::Bool(false), |d| json!(d.to_string())));
        }
        if writes.has(Field::Stage) {
            set.extend(self.staged(id, deal).await?);
        }
        if !set.is_empty() {
            self.kw("crm.lead", "write", json!([[id], set]), json!({})).await?;
        }
        self.one(id).await
    }

    /// What says how far the sale is.
    async fn staged(&self, id: i64, deal: &Opportunity) -> Answer<Map<String, Value>> {
        let settings = &self.target.settings;
        let mut set = Map::new();
        if !self.is_lost(deal) {
            set.extend([("active".to_owned(), json!(true)), ("lost_reason_id".to_owned(), json!(false))]);
            set.insert("stage_id".to_owned(), json!(self.stage(&deal.stage).await?.id));
            return Ok(set);
        }
        set.extend(lost());
        // What is won cannot be lost, says Odoo: it goes back to where the sale began.
        if self.one(id).await?.values.stage.as_deref() == Some(settings.stage_name(Mark::Won)) {
            set.insert("stage_id".to_owned(), json!(self.stage(settings.stage_name(Mark::Qualified)).await?.id));
        }
        Ok(set)
    }

    async fn changed(&self, cursor: Option<&str>) -> Answer<ChangePage> {
        let from_now = || (self.target.now - FIRST_LOOK).format(MOMENT).to_string();
        let Some(cursor) = cursor else { return Ok(ChangePage { changes: Vec::new(), cursor: from_now(), more: false }) };
        let (since, offset) = match cursor.split_once('#') {
            Some((since, offset)) => (since.to_owned(), offset.parse::<usize>().unwrap_or(0)),
            None => (moment(cursor).map_or_else(from_now, |at| (at - OVERLAP).format(MOMENT).to_string()), 0),
        };
        let domain = json!([["referred", "=like", "deal\\_%"], ["write_date", ">=", since]]);
        let named = json!({
            "fields": ["id", "write_date", "referred"], "order": "write_date, id", "limit": AT_ONCE, "offset": offset,
            "context": { "active_test": false },
        });
        let rows = self.kw("crm.lead", "search_read", json!([domain]), named).await?;
        let rows = rows.as_array().ok_or_else(|| Trouble::Unavailable("a search did not answer with a list".to_owned()))?;
        let change = |row: &Value| {
            let id = row.get("id")?.as_i64()?.to_string();
            Some(Change { id, key: text(row, "/referred"), at: text(row, "/write_date").and_then(|t| moment(&t)) })
        };
        let changes: Vec<Change> = rows.iter().filter_map(change).collect();
        let more = rows.len() >= AT_ONCE;
        let last = changes.iter().filter_map(|c| c.at).max().map(|at| at.format(MOMENT).to_string());
        let cursor = if more { format!("{since}#{}", offset + AT_ONCE) } else { last.unwrap_or_else(|| bare(cursor).to_owned()) };
        Ok(ChangePage { changes, cursor, more })
    }

    async fn needs(&self) -> Answer<Vec<Need>> {
        let mut needs = Vec::new();
        for (model, right) in
            [("crm.lead", "read"), ("crm.lead", "create"), ("crm.lead", "write"), ("res.partner", "read"), ("res.partner", "create")]
        {
            needs.push(Need { what: format!("{model}: {right}"), there: self.may(model, right).await? });
        }
        if needs.first().is_some_and(|n| n.there) {
            for (mark, word) in &self.target.settings.stages {
                if *mark != Mark::Lost {
                    needs.push(Need { what: format!("crm.stage: {word}"), there: self.stage(word).await.is_ok() });
                }
            }
        }
        needs.dedup();
        let user = self.user().await?;
        let me = self.kw("res.users", "read", json!([[user], ["company_id"]]), json!({})).await?;
        if let Some(company) = me.pointer("/0/company_id/0").and_then(Value::as_i64) {
            let company = self.kw("res.company", "read", json!([[company], ["currency_id"]]), json!({})).await?;
            let kept = text(&company, "/0/currency_id/1").unwrap_or_default();
            let wanted = self.target.settings.currency.code();
            needs.push(Need { what: format!("res.company: {wanted}"), there: kept == wanted });
        }
        Ok(needs)
    }

    /// Whether the user has a right; older and newer versions are asked differently.
    async fn may(&self, model: &str, right: &str) -> Answer<bool> {
        let asked = match self.kw(model, "has_access", json!([[], right]), json!({})).await {
            Err(Trouble::Refused { .. }) => self.kw(model, "check_access_rights", json!([right, false]), json!({})).await,
            other => other,
        };
        match asked {
            Ok(answer) => Ok(answer == Value::Bool(true)),
            Err(Trouble::Refused { .. } | Trouble::Denied(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    async fn looked(&self) -> Health {
        let system = match self.wire.ask(&self.target, &Ask::Version).await {
            Ok(told) => {
                let version = text(&told, "/server_version").or_else(|| text(&told, "/version")).unwrap_or_default();
                format!("Odoo {version} ({})", self.wire.way().map_or("", Protocol::title))
            }
            Err(trouble) => return Health { system: String::new(), needs: Vec::new(), trouble: Some(trouble) },
        };
        match self.needs().await {
            Ok(needs) => Health { system, needs, trouble: None },
            Err(trouble) => Health { system, needs: Vec::new(), trouble: Some(trouble) },
        }
    }
}

impl Driver for Odoo {
    fn check(&self) -> Boxed<'_, Health> {
        Box::pin(self.looked())
    }

    fn prepare(&self) -> Boxed<'_, Answer<()>> {
        Box::pin(async { Ok(()) })
    }

    fn find<'a>(&'a self, key: &'a str, known: Option<&'a str>) -> Boxed<'a, Answer<Found>> {
        Box::pin(self.look(key, known))
    }

    fn create<'a>(&'a self, deal: &'a Opportunity) -> Boxed<'a, Answer<Remote>> {
        Box::pin(self.make(deal))
    }

    fn write<'a>(&'a self, id: &'a str, deal: &'a Opportunity, fields: &'a Writes) -> Boxed<'a, Answer<Remote>> {
        Box::pin(self.put(id, deal, fields))
    }

    fn changes<'a>(&'a self, cursor: Option<&'a str>) -> Boxed<'a, Answer<ChangePage>> {
        Box::pin(self.changed(cursor))
    }
}
