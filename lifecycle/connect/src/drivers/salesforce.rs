//! Salesforce, by its REST API: opportunities, made and found by an external id.
//!
//! The field of the deal's id (usually `Towpath_Deal__c`: text, external id, unique) is made by an
//! administrator there, once. With it `PATCH …/Opportunity/Field/value` makes the record or finds that it
//! is there, in one step of the other side.

use base::Instant;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use serde_json::{Map, Value, json};
use web::Boxed;

use super::tokens::{self, Access};
use crate::amount;
use crate::client::{Body, Reply, call, text};
use crate::contract::model::{Change, Field, Found, Health, Need, Opportunity, Remote, Target, Trouble, Values, Writes};
use crate::contract::{Answer, ChangePage, Driver, FIRST_LOOK};

const VERSION: &str = "v61.0";
/// How many changes are read at once.
const AT_ONCE: usize = 200;
/// So far back a look goes for what was committed late.
const OVERLAP: TimeDelta = TimeDelta::minutes(2);
/// An opportunity needs a date; one that nobody has said is so far ahead.
const SOMEWHEN: TimeDelta = TimeDelta::days(90);
/// How long to wait when the calls of a day are used up.
const SPENT: TimeDelta = TimeDelta::minutes(15);

/// The driver.
pub(super) struct Salesforce {
    target: Target,
}

impl Salesforce {
    pub(super) fn new(target: Target) -> Self {
        Self { target }
    }

    async fn access(&self) -> Answer<Access> {
        if let Some(kept) = tokens::kept(&self.target) {
            return Ok(kept);
        }
        let (s, secrets) = (&self.target.settings, &self.target.secrets);
        let mut form = vec![("client_id", s.client_id.clone())];
        if secrets.token.starts_with("-----BEGIN") {
            let test = self.target.url.contains(".sandbox.") || self.target.url.contains("test.salesforce.com");
            let audience = if test { "https://test.salesforce.com" } else { "https://login.salesforce.com" };
            let signed = tokens::assertion(&self.target, audience)?;
            form = vec![("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer".to_owned()), ("assertion", signed)];
        } else {
            if secrets.token.is_empty() {
                form.push(("grant_type", "client_credentials".to_owned()));
            } else {
                form.push(("grant_type", "refresh_token".to_owned()));
                form.push(("refresh_token", secrets.token.clone()));
            }
            if !secrets.client.is_empty() {
                form.push(("client_secret", secrets.client.clone()));
            }
        }
        tokens::ask(&self.target, &format!("{}/services/oauth2/token", self.target.url), form).await
    }

    /// Calls the API; with a new token when the one that was kept has ended.
    async fn api(&self, method: Method, path: &str, body: Body) -> Answer<Reply> {
        let mut again = true;
        loop {
            let access = self.access().await?;
            let place = if access.place.is_empty() { &self.target.url } else { &access.place };
            let url = format!("{place}/services/data/{VERSION}{path}");
            let reply = call(&self.target.allowed, method.clone(), &url, Some(&access.token), body.clone()).await?;
            if reply.status == 401 {
                tokens::forget(&self.target, &access.token);
                if again {
                    again = false;
                    continue;
                }
            }
            return match trouble(&reply) {
                Some(trouble) => Err(trouble),
                None => Ok(reply),
            };
        }
    }

    async fn read(&self, place: &str) -> Answer<Option<Remote>> {
        let path = format!("/sobjects/Opportunity/{place}?fields=Id,SystemModstamp,Amount,CloseDate,StageName");
        let reply = self.api(Method::GET, &path, Body::Empty).await?;
        match reply.status {
            404 => Ok(None),
            300 => Err(Trouble::Refused {
                field: self.target.settings.key_field.clone(),
                why: "several opportunities hold this deal's id; make the field unique there".to_owned(),
            }),
            _ => {
                let row = reply.json()?;
                let unread = || Trouble::Unavailable("an opportunity cannot be read".to_owned());
                Ok(Some(Remote {
                    id: text(&row, "/Id").filter(|id| is_id(id)).ok_or_else(unread)?,
                    at: text(&row, "/SystemModstamp").and_then(|t| moment(&t)),
                    values: Values {
                        value: Some(
                            row.get("Amount").and_then(|v| amount::canonical(v, self.target.settings.currency)).unwrap_or_default(),
                        ),
                        close_on: Some(text(&row, "/CloseDate").unwrap_or_default()),
                        stage: text(&row, "/StageName"),
                    },
                }))
            }
        }
    }

    fn by_key(&self, key: &str) -> String {
        format!("{}/{}", self.target.settings.key_field, utf8_percent_encode(key, NON_ALPHANUMERIC))
    }

    async fn look(&self, key: &str, known: Option<&str>) -> Answer<Found> {
        let mut found = None;
        if let Some(id) = known.filter(|id| is_id(id)) {
            found = self.read(id).await?;
        }
        if found.is_none() {
            found = self.read(&self.by_key(key)).await?;
        }
        Ok(match (found, known) {
            (Some(remote), _) => Found::Record(remote),
            (None, Some(_)) => Found::Gone,
            (None, None) => Found::Nothing,
        })
    }

    fn texts(deal: &Opportunity) -> Map<String, Value> {
        let mut set = Map::new();
        set.insert("Name".to_owned(), json!(cut(&deal.title, 120)));
        set.insert("Description".to_owned(), json!(cut(&deal.description, 32_000)));
        set
    }

    fn fields(&self, deal: &Opportunity, wanted: impl Fn(Field) -> bool, set: &mut Map<String, Value>) {
        if let Some(value) = deal.value.filter(|_| wanted(Field::Value)) {
            set.insert("Amount".to_owned(), serde_json::from_str(&value.decimal().to_string()).unwrap_or_default());
        }
        if wanted(Field::CloseOn) {
            let day = deal.close_on.unwrap_or_else(|| (self.target.now + SOMEWHEN).date_naive());
            set.insert("CloseDate".to_owned(), json!(day.to_string()));
        }
        if wanted(Field::Stage) {
            set.insert("StageName".to_owned(), json!(deal.stage));
        }
    }

    /// The account of the customer, where exactly one is called so; none is made.
    async fn account(&self, name: &str) -> Answer<Option<String>> {
        if name.is_empty() {
            return Ok(None);
        }
        let quoted = name.replace('\\', "\\\\").replace('\'', "\\'");
        let found = self.query(&format!("SELECT Id FROM Account WHERE Name = '{quoted}' LIMIT 2")).await?;
        Ok(match found.pointer("/records").and_then(Value::as_array).map(Vec::as_slice) {
            Some([one]) => text(one, "/Id").filter(|id| is_id(id)),
            _ => None,
        })
    }

    async fn query(&self, soql: &str) -> Answer<Value> {
        self.api(Method::GET, &format!("/query?q={}", utf8_percent_encode(soql, NON_ALPHANUMERIC)), Body::Empty).await?.json()
    }

    async fn make(&self, deal: &Opportunity) -> Answer<Remote> {
        let mut set = Self::texts(deal);
        self.fields(deal, |_| true, &mut set);
        if let Some(account) = self.account(&deal.customer.name).await? {
            set.insert("AccountId".to_owned(), json!(account));
        }
        let path = format!("/sobjects/Opportunity/{}", self.by_key(&deal.key));
        let reply = self.api(Method::PATCH, &path, Body::Json(Value::Object(set))).await?;
        if !reply.is_good() {
            let why = "opportunities have no such external id, or it is not unique there".to_owned();
            return Err(Trouble::Refused { field: self.target.settings.key_field.clone(), why });
        }
        self.read(&self.by_key(&deal.key)).await?.ok_or_else(|| Trouble::Unavailable("the record is not there yet".to_owned()))
    }

    async fn put(&self, id: &str, deal: &Opportunity, writes: &Writes) -> Answer<Remote> {
        let gone = || Trouble::Unavailable("the record is no longer there".to_owned());
        if !is_id(id) {
            return Err(gone());
        }
        let mut set = if writes.text { Self::texts(deal) } else { Map::new() };
        self.fields(deal, |f| writes.has(f), &mut set);
        set.insert(self.target.settings.key_field.clone(), json!(deal.key));
        let reply = self.api(Method::PATCH, &format!("/sobjects/Opportunity/{id}"), Body::Json(Value::Object(set))).await?;
        if !reply.is_good() {
            return Err(gone());
        }
        self.read(id).await?.ok_or_else(gone)
    }

    async fn changed(&self, cursor: Option<&str>) -> Answer<ChangePage> {
        let stamp = |at: Instant| at.to_rfc3339_opts(SecondsFormat::Millis, true);
        let Some(cursor) = cursor else {
            return Ok(ChangePage { changes: Vec::new(), cursor: stamp(self.target.now - FIRST_LOOK), more: false });
        };
        let field = &self.target.settings.key_field;
        // Within one look the next page follows the last row; a new look goes back a little.
        let since = match cursor.split_once('#') {
            Some((at, id)) if moment(at).is_some() && is_id(id) => {
                format!("(SystemModstamp > {at} OR (SystemModstamp = {at} AND Id > '{id}'))")
            }
            _ => format!("SystemModstamp >= {}", stamp(moment(cursor).unwrap_or(self.target.now) - OVERLAP)),
        };
        let soql = format!(
            "SELECT Id, SystemModstamp, {field} FROM Opportunity WHERE {field} != null AND {since} ORDER BY SystemModstamp, Id LIMIT {AT_ONCE}"
        );
        let answer = self.query(&soql).await?;
        let rows = answer.pointer("/records").and_then(Value::as_array);
        let rows = rows.ok_or_else(|| Trouble::Unavailable("a query did not answer with records".to_owned()))?;
        let change = |row: &Value| {
            let id = text(row, "/Id").filter(|id| is_id(id))?;
            Some(Change { id, key: text(row, &format!("/{field}")), at: text(row, "/SystemModstamp").and_then(|t| moment(&t)) })
        };
        let changes: Vec<Change> = rows.iter().filter_map(change).collect();
        let more = rows.len() >= AT_ONCE;
        let last = changes.last().and_then(|c| Some((stamp(c.at?), c.id.clone())));
        let cursor = match last {
            Some((at, id)) if more => format!("{at}#{id}"),
            Some((at, _)) => at,
            None => cursor.split_once('#').map_or(cursor, |(at, _)| at).to_owned(),
        };
        Ok(ChangePage { more: more && cursor.contains('#'), changes, cursor })
    }

    async fn needs(&self) -> Answer<Vec<Need>> {
        let about = self.api(Method::GET, "/sobjects/Opportunity/describe", Body::Empty).await?;
        if about.status == 404 {
            return Ok(vec![Need { what: "Opportunity: read".to_owned(), there: false }]);
        }
        let about = about.json()?;
        let says = |v: &Value, flag: &str| v.get(flag) == Some(&Value::Bool(true));
        let mut needs = vec![
            Need { what: "Opportunity: create".to_owned(), there: says(&about, "createable") },
            Need { what: "Opportunity: edit".to_owned(), there: says(&about, "updateable") },
        ];
        let fields = about.get("fields").and_then(Value::as_array);
        let field = |name: &str| fields.into_iter().flatten().find(|f| text(f, "/name").as_deref() == Some(name));
        let key = &self.target.settings.key_field;
        let own = field(key);
        needs.push(Need { what: format!("Opportunity.{key}: external id"), there: own.is_some_and(|f| says(f, "externalId")) });
        needs.push(Need { what: format!("Opportunity.{key}: unique"), there: own.is_some_and(|f| says(f, "unique")) });
        for name in [key.as_str(), "Amount", "CloseDate", "StageName", "Description"] {
            needs.push(Need { what: format!("Opportunity.{name}: edit"), there: field(name).is_some_and(|f| says(f, "updateable")) });
        }
        let stages = field("StageName").and_then(|f| f.get("picklistValues")).and_then(Value::as_array);
        for (_, name) in &self.target.settings.stages {
            let there = stages.into_iter().flatten().any(|s| text(s, "/value").as_deref() == Some(name));
            needs.push(Need { what: format!("StageName: {name}"), there });
        }
        Ok(needs)
    }
}

impl Driver for Salesforce {
    fn check(&self) -> Boxed<'_, Health> {
        Box::pin(async {
            let system = format!("Salesforce {VERSION}");
            match self.needs().await {
                Ok(needs) => Health { system, needs, trouble: None },
                Err(trouble) => Health { system, needs: Vec::new(), trouble: Some(trouble) },
            }
        })
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

/// What an answer means that is neither a yes, nor "not there", nor "several".
fn trouble(reply: &Reply) -> Option<Trouble> {
    if let Some(usual) = reply.usual_trouble().filter(|_| reply.status != 300) {
        return Some(usual);
    }
    if reply.is_good() || matches!(reply.status, 300 | 404) {
        return None;
    }
    let error = reply.body.as_ref().map(|b| b.get(0).unwrap_or(b));
    let of = |pointer: &str| error.and_then(|e| text(e, pointer)).unwrap_or_default();
    let (code, why) = (of("/errorCode"), of("/message"));
    let why = if why.is_empty() { format!("answer {}: {}", reply.status, reply.words) } else { why };
    Some(match (reply.status, code.as_str()) {
        (_, "REQUEST_LIMIT_EXCEEDED") => Trouble::RateLimited(reply.retry_after.unwrap_or(SPENT)),
        (_, "UNABLE_TO_LOCK_ROW" | "SERVER_UNAVAILABLE" | "QUERY_TIMEOUT" | "ENTITY_IS_DELETED") => Trouble::Unavailable(why),
        (401 | 403, _) | (_, "INSUFFICIENT_ACCESS_OR_READONLY" | "INSUFFICIENT_ACCESS" | "API_DISABLED_FOR_ORG") => Trouble::Denied(why),
        _ => Trouble::Refused { field: of("/fields/0"), why },
    })
}

fn moment(text: &str) -> Option<Instant> {
    let read = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"));
    read.ok().map(|at| at.with_timezone(&Utc))
}

/// Whether a text can be the id of a record: 15 or 18 letters and digits.
fn is_id(text: &str) -> bool {
    matches!(text.len(), 15 | 18) && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The beginning of a text, of at most so many characters.
fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
