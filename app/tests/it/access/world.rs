//! Two partners with a record of every sort each, and somebody of every role.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{DealId, PageRequest, PartnerId, UserId};
use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Answer, Persona, Test};
use work::Role;

use super::claims::{conflict, contact_form, fairness, lead, opportunity, proposal_request, team_invitation, touch};
use super::mapped::mapped;
use super::mirrored::{connection, mirrored};
use crate::cast::{Company, Partner, text};
use crate::vendor::{PASSWORD, Person, Vendor, person, token};

const OWN: Company = Company { name: "Brightpath Systems", domain: "brightpath.example", admin: "Amara Diallo" };
const OTHER: Company = Company { name: "Nordic Haulage IT", domain: "nordichaulage.example", admin: "Torsten Vale" };
/// Invites both of them to sell its deals together, so that neither knows of the other.
const HOST: Company = Company { name: "Solvang Telematics", domain: "solvang.example", admin: "Runa Solvang" };

/// Whose record an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The caller's own, or the own partner's.
    Own,
    /// Another partner's.
    Other,
    /// A record that is not there.
    Nobodys,
}

/// Somebody who calls.
pub(crate) struct Caller {
    pub(crate) letter: char,
    pub(crate) name: &'static str,
    pub(crate) api: Persona,
    id: Option<UserId>,
    email: String,
    attempt: String,
}

/// The records of one partner, by kind.
type Records = BTreeMap<&'static str, String>;

/// Everything that addresses can name.
pub(crate) struct World {
    pub(crate) t: Arc<Test>,
    pub(crate) vendor: Vendor,
    pub(crate) nobody: Caller,
    pub(crate) staff: Vec<Caller>,
    pub(crate) members: Vec<Caller>,
    pub(crate) document: Value,
    own: Records,
    other: Records,
    other_admin: Caller,
    pub(crate) other_seller: Persona,
}

/// What the parameter of a path names.
pub(super) fn kind(path: &str) -> &'static str {
    let Some((before, _)) = path.split_once('{') else { return "-" };
    match before.trim_start_matches("/api/v1").trim_end_matches('/') {
        "/conflicts" => "conflict_case",
        "/direct-opportunities" | "/conflicts/opportunities" => "opportunity",
        "/fairness-questions" | "/fairness/questions" => "fairness",
        "/deals" | "/joint" => "deal",
        "/team-invitations" | "/joint/invitations" => "team_invitation",
        "/deal-views" | "/deals/views" => "deal_view",
        "/accounts" | "/coverage-plan/draft/names" => "account",
        "/account-merges" => "merge",
        "/account-mappings" | "/mapping" => "mapping",
        "/account-mapping-lists" | "/mapping/lists" => "mapping_list",
        "/coverage-plan/versions" | "/coverage/versions" => "coverage",
        "/account-imports" | "/accounts/imports" => "import",
        "/accruals" | "/earnings" => "accrual",
        "/statements" => "statement",
        "/agreements" => "agreement",
        "/agreement-templates" | "/agreements/templates" => "template",
        "/facts-aside" | "/admin/facts" => "fact",
        "/activation-plans" | "/activation/plans" => "plan",
        "/activation-steps" | "/activation/steps" => "step",
        "/activation/documents" => "document",
        "/applications" => "application",
        "/attempts" | "/learning/attempts" => "attempt",
        "/certificates" => "certificate",
        "/courses" | "/learning" => "course",
        "/plans" | "/incentives/plans" => "commission",
        "/jobs" | "/admin/jobs" => "job",
        "/mails" | "/admin/mail" => "mail",
        "/leads" => "lead",
        "/leads/rules" => "lead_rule",
        "/proposal-requests" | "/proposals" => "proposal_request",
        "/touches" => "touch",
        "/lead-forms" | "/leads/forms" => "lead_form",
        "/contact" => "contact",
        "/members" => "member",
        "/users" | "/admin/users" => "user",
        "/notices" => "notice",
        "/partners" | "/leads/partners" => "partner",
        "/products" | "/program/products" => "product",
        "/sessions" | "/account/sessions" => "session",
        "/tokens" | "/account/tokens" => "token",
        "/webhooks" | "/admin/webhooks" => "webhook",
        "/connections" | "/admin/connections" | "/hooks/crm" => "connection",
        "/apply" => "type",
        "/assets" => "asset",
        p if path.contains("{secret}") && !p.is_empty() => "secret",
        other => panic!("nobody knows what {path} is about: add {other} to app/tests/it/access/world.rs"),
    }
}

/// Whether records of a kind belong to one partner, or to one person.
pub(super) fn of_a_partner(kind: &str) -> bool {
    let own = "deal conflict_case fairness lead proposal_request team_invitation touch mapping mapping_list accrual statement agreement \
               plan step document attempt member notice partner session token deal_view";
    own.split_ascii_whitespace().any(|k| k == kind)
}

impl World {
    pub(crate) async fn make(t: &Arc<Test>) -> Self {
        let vendor = Vendor::open(t).await;
        let (a, b) = (vendor.partner(&OWN).await, vendor.partner(&OTHER).await);
        let mut own = records(&vendor, &a, &OWN, "Nordvik Shipping AS", "nordvik-shipping.example").await;
        let mut other = records(&vendor, &b, &OTHER, "Aalto Cargo", "aalto-cargo.example").await;
        money(&vendor, &a, &mut own, &b, &mut other).await;
        let (a_maps, b_maps) = mapped(&vendor, (&a, OWN.admin, "Fjordline Freight"), (&b, OTHER.admin, "Kvarner Trucks")).await;
        own.extend(a_maps);
        other.extend(b_maps);
        let host = vendor.partner(&HOST).await;
        own.insert("team_invitation", team_invitation(&vendor, &host, a.id, "Havn Lines", "havn-lines.example").await);
        other.insert("team_invitation", team_invitation(&vendor, &host, b.id, "Molo Freight", "molo-freight.example").await);
        let mut shared = shared(&vendor).await;
        shared.extend([("lead_form", contact_form(&vendor).await), ("contact", "fuel-study".to_owned())]);
        shared.extend(mirrored(&vendor, a.id, &own["deal"]).await);
        own.extend(shared.clone());
        other.extend(shared);
        let mut staff = Vec::new();
        for (role, letter) in Role::ALL.iter().filter(|r| r.is_staff()).zip("OPCEMSFHA".chars()) {
            staff.push(caller(vendor.staff(*role), role.code(), letter).await);
        }
        let mut members = Vec::new();
        for (role, letter) in Role::ALL.iter().filter(|r| !r.is_staff()).zip("astmfe".chars()) {
            let who = person(t, &format!("matrix-{}@{}", role.code(), OWN.domain), *role, Some(a.id), OWN.name).await;
            members.push(caller(&who, role.code(), letter).await);
        }
        let who = person(t, &format!("matrix@{}", OTHER.domain), Role::PartnerAdmin, Some(b.id), OTHER.name).await;
        let other_admin = caller(&who, "partner_admin", 'a').await;
        let nobody = Caller { letter: 'n', name: "nobody", api: t.anyone(), id: None, email: String::new(), attempt: String::new() };
        let document = serde_json::to_value(t.app.openapi()).unwrap();
        Self { t: t.clone(), vendor, nobody, staff, members, document, own, other, other_admin, other_seller: b.sales.api.clone() }
    }

    /// The address of a route about somebody's record.
    pub(crate) async fn path(&self, route: &web::RouteInfo, who: &Caller, whose: Whose) -> String {
        let Some((before, rest)) = route.path.split_once('{') else { return route.path.clone() };
        let (_, after) = rest.split_once('}').unwrap();
        let id = self.id(kind(&route.path), who, whose, &route.path).await;
        let after = after.replace("{position}", "1").replace("{n}", "1").replace("{number}", "1").replace("{secret}", &"A".repeat(64));
        let after = after
            .replace("{other}", &self.other["account"])
            .replace("{partner}", &self.other["partner"])
            .replace("{invitation}", &self.own["team_invitation"])
            .replace("{task}", "ttask_00000000000000000000000000")
            .replace("{delivery}", &self.own["delivery"])
            .replace("{record}", &self.own["sync"])
            .replace("{conflict}", &self.own["conflict"])
            .replace("{file}", if whose == Whose::Other { &self.other["deal_file"] } else { &self.own["deal_file"] })
            .replace("{user}", &self.vendor.staff(Role::Owner).id.to_string())
            .replace("{event}", &self.own["event"]);
        assert!(!after.contains('{'), "nobody knows what the end of {} is about", route.path);
        format!("{before}{id}{after}")
    }

    async fn id(&self, kind: &'static str, who: &Caller, whose: Whose, path: &str) -> String {
        let records = if whose == Whose::Other { &self.other } else { &self.own };
        let owner = if whose == Whose::Other { &self.other_admin } else { who };
        let id = match kind {
            "secret" => "A".repeat(43),
            "asset" => "favicon.svg".to_owned(),
            "type" => "reseller".to_owned(),
            "lead_rule" => "everybody".to_owned(),
            "attempt" if !owner.attempt.is_empty() => owner.attempt.clone(),
            "member" => self.new_member(records["partner"].parse().unwrap()).await,
            "user" => self.new_user().await,
            "notice" | "session" | "token" | "deal_view" => match owner.id {
                Some(user) => self.belonging(kind, owner, user).await,
                None => self.belonging(kind, &self.other_admin, self.other_admin.id.unwrap()).await,
            },
            // One of their own, which may be ended; the one with a delivery stays.
            "webhook" if who.letter == 'O' || who.letter == 'P' => self.webhook(path, records).await,
            "connection" if (who.letter == 'O' || who.letter == 'P') && !path.contains("{record}") && !path.contains("{conflict}") => {
                connection(self.vendor.api(Role::PartnerOps)).await
            }
            "deal" if path.contains("{file}") => records["deal_with_file"].clone(),
            // One for each of the two routes that end one.
            "mapping_list" if path.ends_with("/removal") => records["mapping_list_too"].clone(),
            _ => records.get(kind).unwrap_or_else(|| panic!("there is no {kind} to name")).clone(),
        };
        if whose == Whose::Nobodys { self.nobodys(&id) } else { id }
    }

    /// An id of the same kind that nobody has.
    pub(crate) fn nobodys(&self, id: &str) -> String {
        let new: DealId = self.t.app.ids().next(self.t.app.now()).into();
        match id.split_once('_') {
            Some((prefix, tail)) if tail.len() == 26 => new.to_string().replace("deal_", &format!("{prefix}_")),
            _ => format!("{id}-none"),
        }
    }

    async fn new_member(&self, partner: PartnerId) -> String {
        let unique = self.t.app.ids().next(self.t.app.now()).simple().to_string();
        person(&self.t, &format!("{unique}@people.example"), Role::Sales, Some(partner), "People").await.id.to_string()
    }

    async fn new_user(&self) -> String {
        let unique = self.t.app.ids().next(self.t.app.now()).simple().to_string();
        person(&self.t, &format!("{unique}@kestrel.example"), Role::Support, None, "Kestrel").await.id.to_string()
    }

    async fn webhook(&self, path: &str, records: &Records) -> String {
        if path.contains("{delivery}") { records["webhook"].clone() } else { webhook(self.vendor.api(Role::PartnerOps)).await }
    }

    /// A new notice, session or token of somebody.
    async fn belonging(&self, kind: &str, who: &Caller, user: UserId) -> String {
        match kind {
            "token" => token(&self.t, user).await.0,
            "deal_view" => {
                let view = json!({ "name": "Mine", "query": "state=won" });
                let made = who.api.json("POST", "/api/v1/deal-views", &view).await;
                // Who sees no deals has no view of them; somebody else's is as good to be refused.
                let made = if made.status == 201 {
                    made
                } else {
                    self.other_admin.api.json("POST", "/api/v1/deal-views", &view).await.expect(201)
                };
                text(&made.json(), "/id").to_owned()
            }
            "notice" => {
                let to =
                    notices::Recipient { user: Some(user), email: who.email.clone(), name: "Test".to_owned(), locale: "en".to_owned() };
                let message =
                    &notices::Message { topic: "account.password_changed", args: Vec::new(), href: "/account".to_owned(), mail: false };
                let to = &[to];
                self.t.system(|work| async move { notices::tell(&work, to, message).await }).await.unwrap();
                let list = notices::list(&self.t.app.read(&self.t.app.system("test")), user, false, &PageRequest::first(1)).await.unwrap();
                list.items[0].id.to_string()
            }
            _ => {
                self.t.anyone().post("/sign-in", &[("email", &who.email), ("password", PASSWORD)]).await.expect(303);
                text(&who.api.get("/api/v1/sessions").await.expect(200).json(), "/data/0/id").to_owned()
            }
        }
    }

    /// The id of one of the own partner's records.
    pub(crate) fn own(&self, kind: &str) -> &str {
        &self.own[kind]
    }

    /// The id of one of the other partner's records.
    pub(crate) fn other(&self, kind: &str) -> &str {
        &self.other[kind]
    }

    /// The ids that only the other partner's people may read.
    pub(crate) fn secret_ids(&self) -> impl Iterator<Item = &str> {
        self.other.iter().filter(|(kind, id)| self.own.get(*kind) != Some(*id)).map(|(_, id)| id.as_str())
    }
}

async fn caller(p: &Person, name: &'static str, letter: char) -> Caller {
    let attempt = attempt(&p.api).await.unwrap_or_default();
    Caller { letter, name, api: p.api.clone(), id: Some(p.id), email: p.email.clone(), attempt }
}

/// Begins an attempt at a quiz, where the person may.
async fn attempt(who: &Persona) -> Option<String> {
    who.json("PUT", "/api/v1/courses/support-basics/lessons/1/completion", &Value::Null).await;
    let begun = who.json("POST", "/api/v1/courses/support-basics/attempts", &Value::Null).await;
    (begun.status == 201).then(|| text(&begun.json(), "/id").to_owned())
}

/// What an active partner has, all but money.
async fn records(v: &Vendor, p: &Partner, c: &Company, customer: &str, domain: &str) -> Records {
    let first = |answer: Answer, pointer: &str| text(&answer.expect(200).json(), pointer).to_owned();
    let deal = v.registers(&p.sales.api, customer, domain, 1_000_000).await;
    let account = first(v.api(Role::Owner).get(&format!("/api/v1/deals/{deal}")).await, "/account_id");
    let plan = first(p.admin.get("/api/v1/activation-plans").await, "/data/0/id");
    let whole = p.admin.get(&format!("/api/v1/activation-plans/{plan}")).await.expect(200).json();
    let page = p.admin.get(&format!("/activation/plans/{plan}")).await.expect(200).text;
    let mut found = Records::from([
        ("attempt", attempt(&p.sales.api).await.expect("a seller takes courses")),
        ("partner", p.id.to_string()),
        ("deal", deal),
        ("lead", lead(v, p, domain).await),
        ("proposal_request", proposal_request(v, p).await),
        ("touch", touch(v, p, domain).await),
        ("conflict_case", conflict(v, p, domain).await),
        ("fairness", fairness(v, p).await),
        ("account", account),
        ("plan", plan),
        ("step", text(&whole, "/steps/0/id").to_owned()),
        ("agreement", first(p.admin.get("/api/v1/agreements").await, "/data/0/id")),
        ("certificate", first(p.admin.get("/api/v1/certificates").await, "/0/number")),
    ]);
    found.extend(super::filed::filed(v, p, customer, domain).await);
    found.insert("document", super::filed::document(p, &whole, &page).await.unwrap_or_else(|| panic!("{} handed in no document", c.name)));
    found
}

/// Each partner wins a deal, is credited, and has a closed statement.
async fn money(v: &Vendor, a: &Partner, own: &mut Records, b: &Partner, other: &mut Records) {
    for (p, customer, domain) in [(a, "Fjordline Freight", "fjordline.example"), (b, "Kvarner Trucks", "kvarner.example")] {
        let deal = v.registers(&p.sales.api, customer, domain, 2_000_000).await;
        v.wins(&p.sales.api, &deal).await;
    }
    v.approves_earnings().await;
    v.t.advance(TimeDelta::days(14));
    v.t.tick().await;
    for (p, records) in [(a, own), (b, other)] {
        let accruals = p.admin.get("/api/v1/accruals").await.expect(200).json();
        let statements = p.admin.get("/api/v1/statements").await.expect(200).json();
        records.insert("accrual", text(&accruals, "/data/0/id").to_owned());
        records.insert("statement", text(&statements, "/data/0/id").to_owned());
    }
}

async fn webhook(ops: &Persona) -> String {
    let hook = json!({ "url": "https://hooks.example.com/in", "description": "CRM", "kinds": [] });
    text(&ops.json("POST", "/api/v1/webhooks", &hook).await.expect(201).json(), "/webhook/id").to_owned()
}

/// What belongs to no partner.
async fn shared(v: &Vendor) -> Records {
    let (ops, owner) = (v.api(Role::PartnerOps), v.api(Role::Owner));
    let applicant = Company { name: "Vista Fleet", domain: "vistafleet.example", admin: "Marek Zielinski" };
    let application = v.applies(&applicant).await;
    let csv = "name,domain,country,city\nHarbor Lines,harbor-lines.example,NO,Bergen\n";
    let import = ops.upload("/api/v1/account-imports", &[], &[("file", "companies.csv", csv.as_bytes())]).await.expect(202).json();
    let hook = webhook(ops).await;
    ops.json("POST", &format!("/api/v1/webhooks/{hook}/pings"), &Value::Null).await.expect(202);
    let deliveries = ops.get(&format!("/api/v1/webhooks/{hook}/deliveries")).await.expect(200).json();
    let jobs = owner.get("/api/v1/jobs").await.expect(200).json();
    let templates = ops.get("/api/v1/agreement-templates").await.expect(200).json();
    let plans = owner.get("/api/v1/plans").await.expect(200).json();
    // A plan in force, which leaves everything as it was, and a draft of the next.
    let plan = json!({ "rules": [{ "name": "All", "condition": "true", "served": { "way": "open" } }], "otherwise": { "way": "open" } });
    ops.json("PUT", "/api/v1/coverage-plan/draft", &plan).await.expect(200);
    ops.json("POST", "/api/v1/coverage-plan/draft/publication", &json!({ "reason": "To begin with" })).await.expect(202);
    owner.json("POST", "/api/v1/coverage-plan/draft/approval", &json!({})).await.expect(200);
    ops.json("PUT", "/api/v1/coverage-plan/draft", &plan).await.expect(200);
    let mut twins = Vec::new();
    for name in ["Harbor Twins", "Harbor Twins Ltd"] {
        let account = ops.json("POST", "/api/v1/accounts", &json!({ "name": name })).await.expect(201).json();
        twins.push(text(&account, "/id").to_owned());
    }
    let merge = json!({ "absorbed_id": twins[1], "reason": "Twice in the list" });
    let merge = ops.json("POST", &format!("/api/v1/accounts/{}/merges", twins[0]), &merge).await.expect(201).json();
    let app = &v.t.app;
    let mails = notices::mails(&app.read(&app.system("test")), None, &PageRequest::first(1)).await.unwrap();
    Records::from([
        ("opportunity", opportunity(v, &twins[0]).await),
        ("application", application),
        ("import", text(&import, "/id").to_owned()),
        ("webhook", hook),
        ("delivery", text(&deliveries, "/data/0/id").to_owned()),
        ("job", text(&jobs, "/data/0/id").to_owned()),
        ("template", text(&templates, "/data/0/id").to_owned()),
        ("commission", plans.pointer("/data/0/id").or_else(|| plans.pointer("/0/id")).and_then(Value::as_str).unwrap().to_owned()),
        ("mail", mails.items[0].id.to_string()),
        ("coverage", "1".to_owned()),
        ("merge", text(&merge, "/id").to_owned()),
        ("course", "sales-essentials".to_owned()),
        ("product", v.product.clone()),
        // A listener by its name, and a fact that it has not failed at.
        ("fact", "onboard.agreements".to_owned()),
        ("event", base::EventId::from(app.ids().next(app.now())).to_string()),
    ])
}
