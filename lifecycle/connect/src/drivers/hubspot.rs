//! HubSpot, by its CRM API: deals, made and found by a property of ours whose values are unique.

use base::Instant;
use chrono::{DateTime, TimeDelta, Utc};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use serde_json::{Map, Value, json};
use web::Boxed;

use super::tokens;
use crate::amount;
use crate::client::{Body, Reply, call, text};
use crate::contract::model::{Change, Field, Found, Health, Need, Opportunity, Remote, Target, Trouble, Values, Writes};
use crate::contract::{Answer, ChangePage, Driver, FIRST_LOOK};

/// How many changes are read at once.
const AT_ONCE: usize = 100;
/// A search sees what was written only after a while; so far back a look goes.
const OVERLAP: TimeDelta = TimeDelta::minutes(2);
const READ: &str = "amount,closedate,dealstage,hs_lastmodifieddate";

/// The driver.
pub(super) struct HubSpot {
    target: Target,
}

impl HubSpot {
    pub(super) fn new(target: Target) -> Self {
        Self { target }
    }

    /// The token of a private application as it is, or one for a refresh token.
    async fn token(&self) -> Answer<String> {
        let (s, secrets) = (&self.target.settings, &self.target.secrets);
        if s.client_id.is_empty() {
            return Ok(secrets.token.clone());
        }
        if let Some(kept) = tokens::kept(&self.target) {
            return Ok(kept.token);
        }
        let form = vec![
            ("grant_type", "refresh_token".to_owned()),
            ("client_id", s.client_id.clone()),
            ("client_secret", secrets.client.clone()),
            ("refresh_token", secrets.token.clone()),
        ];
        Ok(tokens::ask(&self.target, &format!("{}/oauth/v1/token", self.target.url), form).await?.token)
    }

    async fn api(&self, method: Method, path: &str, body: Body) -> Answer<Reply> {
        let mut again = !self.target.settings.client_id.is_empty();
        loop {
            let token = self.token().await?;
            let url = format!("{}{path}", self.target.url);
            let reply = call(&self.target.allowed, method.clone(), &url, Some(&token), body.clone()).await?;
            if reply.status == 401 && again {
                tokens::forget(&self.target, &token);
                again = false;
                continue;
            }
            return match trouble(&reply) {
                Some(trouble) => Err(trouble),
                None => Ok(reply),
            };
        }
    }

    fn remote(&self, row: &Value) -> Answer<Remote> {
        let unread = || Trouble::Unavailable("a deal cannot be read".to_owned());
        let day = text(row, "/properties/closedate").and_then(|t| t.get(..10).map(str::to_owned));
        Ok(Remote {
            id: text(row, "/id").filter(|id| is_id(id)).ok_or_else(unread)?,
            at: text(row, "/properties/hs_lastmodifieddate").or_else(|| text(row, "/updatedAt")).and_then(|t| moment(&t)),
            values: Values {
                value: Some(
                    row.pointer("/properties/amount").and_then(|v| amount::canonical(v, self.target.settings.currency)).unwrap_or_default(),
                ),
                close_on: Some(day.unwrap_or_default()),
                stage: text(row, "/properties/dealstage"),
            },
        })
    }

    async fn read(&self, id: &str, by_key: bool) -> Answer<Option<Remote>> {
        let by = if by_key { format!("&idProperty={}", self.target.settings.key_field) } else { String::new() };
        let path = format!("/crm/v3/objects/deals/{}?properties={READ}{by}", utf8_percent_encode(id, NON_ALPHANUMERIC));
        let reply = self.api(Method::GET, &path, Body::Empty).await?;
        if reply.status == 404 { Ok(None) } else { self.remote(&reply.json()?).map(Some) }
    }

    async fn look(&self, key: &str, known: Option<&str>) -> Answer<Found> {
        let mut found = None;
        if let Some(id) = known.filter(|id| is_id(id)) {
            found = self.read(id, false).await?;
        }
        if found.is_none() {
            found = self.read(key, true).await?;
        }
        Ok(match (found, known) {
            (Some(remote), _) => Found::Record(remote),
            (None, Some(_)) => Found::Gone,
            (None, None) => Found::Nothing,
        })
    }

    fn texts(deal: &Opportunity) -> Map<String, Value> {
        let mut set = Map::new();
        set.insert("dealname".to_owned(), json!(deal.title));
        set.insert("description".to_owned(), json!(deal.description));
        set
    }

    fn fields(&self, deal: &Opportunity, wanted: impl Fn(Field) -> bool, set: &mut Map<String, Value>) {
        if let Some(value) = deal.value.filter(|_| wanted(Field::Value)) {
            set.insert("amount".to_owned(), json!(value.decimal().to_string()));
        }
        if wanted(Field::CloseOn) {
            set.insert("closedate".to_owned(), json!(deal.close_on.map(|d| format!("{d}T00:00:00Z")).unwrap_or_default()));
        }
        if wanted(Field::Stage) {
            set.insert("pipeline".to_owned(), json!(self.target.settings.pipeline));
            set.insert("dealstage".to_owned(), json!(deal.stage));
        }
    }

    async fn make(&self, deal: &Opportunity) -> Answer<Remote> {
        let mut set = Self::texts(deal);
        self.fields(deal, |_| true, &mut set);
        let input = json!({ "idProperty": self.target.settings.key_field, "id": deal.key, "properties": set });
        let reply = self.api(Method::POST, "/crm/v3/objects/deals/batch/upsert", Body::Json(json!({ "inputs": [input] }))).await?;
        let answer = reply.json()?;
        if let Some(error) = answer.pointer("/errors/0") {
            return Err(refused(error));
        }
        // What is read by the property is what everybody else will read too.
        let made = self.read(&deal.key, true).await?;
        made.ok_or_else(|| Trouble::Unavailable("the record is not there yet".to_owned()))
    }

    async fn put(&self, id: &str, deal: &Opportunity, writes: &Writes) -> Answer<Remote> {
        let gone = || Trouble::Unavailable("the record is no longer there".to_owned());
        if !is_id(id) {
            return Err(gone());
        }
        let mut set = if writes.text { Self::texts(deal) } else { Map::new() };
        self.fields(deal, |f| writes.has(f), &mut set);
        set.insert(self.target.settings.key_field.clone(), json!(deal.key));
        let path = format!("/crm/v3/objects/deals/{id}");
        let reply = self.api(Method::PATCH, &path, Body::Json(json!({ "properties": set }))).await?;
        if !reply.is_good() {
            return Err(gone());
        }
        self.read(id, false).await?.ok_or_else(gone)
    }

    async fn changed(&self, cursor: Option<&str>) -> Answer<ChangePage> {
        let Some(cursor) = cursor else {
            let cursor = (self.target.now - FIRST_LOOK).timestamp_millis().to_string();
            return Ok(ChangePage { changes: Vec::new(), cursor, more: false });
        };
        let (since, after) = match cursor.split_once('#') {
            Some((since, after)) => (since.parse::<i64>().unwrap_or(0), Some(after.to_owned())),
            None => {
                let at = cursor.parse::<i64>().unwrap_or_else(|_| self.target.now.timestamp_millis());
                (at - OVERLAP.num_milliseconds(), None)
            }
        };
        let field = &self.target.settings.key_field;
        let filters = json!([
            { "propertyName": field, "operator": "HAS_PROPERTY" },
            { "propertyName": "hs_lastmodifieddate", "operator": "GTE", "value": since.to_string() },
        ]);
        let mut body = json!({
            "filterGroups": [{ "filters": filters }], "properties": [field, "hs_lastmodifieddate"], "limit": AT_ONCE,
            "sorts": [{ "propertyName": "hs_lastmodifieddate", "direction": "ASCENDING" }],
        });
        if let (Some(after), Some(body)) = (after, body.as_object_mut()) {
            body.insert("after".to_owned(), json!(after));
        }
        let answer = self.api(Method::POST, "/crm/v3/objects/deals/search", Body::Json(body)).await?.json()?;
        let rows = answer.get("results").and_then(Value::as_array);
        let rows = rows.ok_or_else(|| Trouble::Unavailable("a search did not answer with results".to_owned()))?;
        let change = |row: &Value| {
            let at = text(row, "/properties/hs_lastmodifieddate").and_then(|t| moment(&t));
            Some(Change { id: text(row, "/id").filter(|id| is_id(id))?, key: text(row, &format!("/properties/{field}")), at })
        };
        let changes: Vec<Change> = rows.iter().filter_map(change).collect();
        let next = text(&answer, "/paging/next/after").filter(|a| is_id(a));
        let last = changes.iter().filter_map(|c| c.at).max().map(|at| at.timestamp_millis().to_string());
        let cursor = match &next {
            Some(after) => format!("{since}#{after}"),
            None => last.unwrap_or_else(|| cursor.split_once('#').map_or(cursor, |(at, _)| at).to_owned()),
        };
        Ok(ChangePage { changes, cursor, more: next.is_some() })
    }

    async fn property(&self) -> Answer<Option<Value>> {
        let path = format!("/crm/v3/properties/deals/{}", self.target.settings.key_field);
        let reply = self.api(Method::GET, &path, Body::Empty).await?;
        if reply.status == 404 { Ok(None) } else { reply.json().map(Some) }
    }

    async fn needs(&self) -> Answer<Vec<Need>> {
        let own = self.property().await?;
        let unique = own.as_ref().is_some_and(|p| p.get("hasUniqueValue") == Some(&Value::Bool(true)));
        let s = &self.target.settings;
        let mut needs = vec![
            Need { what: format!("deals.{}", s.key_field), there: own.is_some() },
            Need { what: format!("deals.{}: hasUniqueValue", s.key_field), there: unique },
        ];
        let reply = self.api(Method::GET, &format!("/crm/v3/pipelines/deals/{}", s.pipeline), Body::Empty).await?;
        let pipeline = if reply.status == 404 { Value::Null } else { reply.json()? };
        needs.push(Need { what: format!("pipeline: {}", s.pipeline), there: !pipeline.is_null() });
        let stages = pipeline.get("stages").and_then(Value::as_array);
        for (_, name) in &s.stages {
            let there = stages.into_iter().flatten().any(|stage| text(stage, "/id").as_deref() == Some(name));
            needs.push(Need { what: format!("dealstage: {name}"), there });
        }
        // Asking for nothing changes nothing, and tells whether deals may be written.
        let write = self.api(Method::POST, "/crm/v3/objects/deals/batch/read", Body::Json(json!({ "inputs": [], "properties": [] }))).await;
        needs.push(Need { what: "crm.objects.deals.read".to_owned(), there: !matches!(write, Err(Trouble::Denied(_))) });
        Ok(needs)
    }

    async fn set_up(&self) -> Answer<()> {
        if self.property().await?.is_some() {
            return Ok(());
        }
        let own = json!({
            "name": self.target.settings.key_field, "label": "Towpath deal", "type": "string", "fieldType": "text",
            "groupName": "dealinformation", "hasUniqueValue": true,
        });
        self.api(Method::POST, "/crm/v3/properties/deals", Body::Json(own)).await.map(|_| ())
    }
}

impl Driver for HubSpot {
    fn check(&self) -> Boxed<'_, Health> {
        Box::pin(async {
            match self.needs().await {
                Ok(needs) => Health { system: "HubSpot CRM v3".to_owned(), needs, trouble: None },
                Err(trouble) => Health { system: String::new(), needs: Vec::new(), trouble: Some(trouble) },
            }
        })
    }

    fn prepare(&self) -> Boxed<'_, Answer<()>> {
        Box::pin(self.set_up())
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

/// What an answer means that is neither a yes nor "not there".
fn trouble(reply: &Reply) -> Option<Trouble> {
    if let Some(usual) = reply.usual_trouble() {
        return Some(usual);
    }
    if reply.is_good() || reply.status == 404 {
        return None;
    }
    let none = Value::Null;
    let body = reply.body.as_ref().unwrap_or(&none);
    let why = text(body, "/message").filter(|w| !w.is_empty()).unwrap_or_else(|| format!("answer {}: {}", reply.status, reply.words));
    Some(match reply.status {
        401 | 403 => Trouble::Denied(why),
        // Somebody else wrote it at this moment: the next look finds it.
        409 | 423 | 477 => Trouble::Unavailable(why),
        _ => refused(body),
    })
}

/// What a body that refuses says.
fn refused(body: &Value) -> Trouble {
    let field = ["/errors/0/context/propertyName/0", "/context/propertyName/0", "/errors/0/in"].iter().find_map(|p| text(body, p));
    let why = text(body, "/errors/0/message").or_else(|| text(body, "/message")).unwrap_or_else(|| "the record was not taken".to_owned());
    Trouble::Refused { field: field.unwrap_or_default(), why }
}

fn moment(text: &str) -> Option<Instant> {
    let millis = text.parse::<i64>().ok().and_then(DateTime::from_timestamp_millis);
    millis.or_else(|| DateTime::parse_from_rfc3339(text).ok().map(|at| at.with_timezone(&Utc)))
}

/// Whether a text can be the id of a record: digits.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 20 && text.chars().all(|c| c.is_ascii_digit())
}
