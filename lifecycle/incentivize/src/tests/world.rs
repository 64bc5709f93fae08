//! Two partners, two products, three tiers; deals are won and reopened by telling the facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{Currency, DealId, PartnerId, ProductId, UserId};
use chrono::{DateTime, NaiveDate};
use facts::sell::{DealLine, DealReopened, DealWon};
use serde_json::{Value, json};
use testkit::{Answer, Persona, Test};
use uuid::Uuid;
use web::Stage;
use work::{Role, Work};

use crate::accruals::model::{AccrualState, Filter};
use crate::statements::model::Statement;

/// This stage and what it stands on.
pub(crate) fn stages() -> Vec<Stage> {
    vec![notices::stage(), identity::stage(), partners::stage(), crate::stage()]
}

pub(crate) struct World {
    pub(crate) test: Arc<Test>,
    pub(crate) brightpath: PartnerId,
    pub(crate) nordic: PartnerId,
    pub(crate) route: ProductId,
    pub(crate) fleet: ProductId,
    /// The vendor's finance.
    pub(crate) faye: Persona,
    /// The partner manager of both.
    pub(crate) jonas: Persona,
    pub(crate) auditor: Persona,
    /// Brightpath's administrator.
    pub(crate) pia: Persona,
    /// Sells for Brightpath.
    pub(crate) amara: Persona,
    /// Brightpath's marketing, who has no business with money.
    pub(crate) mara: Persona,
    /// Nordic's finance.
    pub(crate) nils: Persona,
}

async fn person(work: &Work, name: &str, email: &str, role: Role, partner: Option<PartnerId>) -> base::Result<UserId> {
    let new = identity::NewUser {
        email: email.to_owned(),
        name: name.to_owned(),
        roles: vec![role],
        partner,
        org: "Org".to_owned(),
        locale: "en".to_owned(),
        zone: "Europe/Berlin".to_owned(),
    };
    identity::add_active(work, &new, None, None).await
}

async fn partner(work: &Work, name: &str, manager: UserId) -> base::Result<PartnerId> {
    let new = partners::NewPartner {
        name: name.to_owned(),
        kind: partners::PartnerType::Reseller,
        country: "NO".to_owned(),
        city: "Oslo".to_owned(),
        website: String::new(),
        locale: "en".to_owned(),
        currency: Currency::EUR,
        manager: Some(manager),
    };
    let partner = partners::admit(work, &new).await?;
    partners::move_to(work, partner.id, partners::Lifecycle::Onboarding, None).await?;
    partners::activate(work, partner.id, "test").await?;
    Ok(partner.id)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl World {
    pub(crate) async fn new(test: &Arc<Test>) -> Self {
        let made = test
            .system(|work| async move {
                let work = &work;
                let tier = |name: &str| partners::NewTier {
                    name: name.to_owned(),
                    min_revenue_minor: 0,
                    currency: Currency::EUR,
                    min_certified: 0,
                    margin_points: 0,
                    protection_days: 90,
                    benefits: String::new(),
                };
                let program = partners::NewProgram {
                    name: "Kestrel".to_owned(),
                    purpose: "Sell".to_owned(),
                    tiers: vec![tier("Registered"), tier("Silver"), tier("Gold")],
                };
                partners::open_program(work, &program).await?;
                let product = |key: &str, name: &str| partners::NewProduct {
                    key: key.to_owned(),
                    name: name.to_owned(),
                    family: "Software".to_owned(),
                };
                let route = partners::add_product(work, &product("route-planner", "Route Planner")).await?.id;
                let fleet = partners::add_product(work, &product("fleet-insights", "Fleet Insights")).await?.id;
                let jonas = person(work, "Jonas Lind", "jonas@kestrel.example", Role::ChannelManager, None).await?;
                let brightpath = partner(work, "Brightpath Systems", jonas).await?;
                let nordic = partner(work, "Nordic IT Partners", jonas).await?;
                let pia = person(work, "Pia Berg", "pia@brightpath.example", Role::PartnerAdmin, Some(brightpath)).await?;
                let nils = person(work, "Nils Dahl", "nils@nordic.example", Role::MemberFinance, Some(nordic)).await?;
                Ok((route, fleet, jonas, brightpath, nordic, pia, nils))
            })
            .await
            .unwrap();
        let (route, fleet, jonas, brightpath, nordic, pia, nils) = made;
        Self {
            brightpath,
            nordic,
            route,
            fleet,
            faye: test.staff(Role::PartnerFinance),
            jonas: test.staff(Role::ChannelManager).as_user(jonas),
            auditor: test.staff(Role::Auditor),
            pia: test.member(Role::PartnerAdmin, brightpath).as_user(pia),
            amara: test.member(Role::Sales, brightpath),
            mara: test.member(Role::Marketing, brightpath),
            nils: test.member(Role::MemberFinance, nordic).as_user(nils),
            test: test.clone(),
        }
    }

    /// Ten percent of anything, and fifteen of Route Planner from the second tier, from 2026 on.
    pub(crate) async fn with_plan(test: &Arc<Test>) -> Self {
        let w = Self::new(test).await;
        let rates = json!([{ "rate": "0.1" }, { "product": w.route, "min_rank": 2, "rate": "0.15" }]);
        w.plan("Commission 2026", "2026-01-01", None, &rates).await;
        w
    }

    /// Writes and activates a plan; returns it.
    pub(crate) async fn plan(&self, name: &str, from: &str, until: Option<&str>, rates: &Value) -> Value {
        let draft = self.draft(name, from, until, rates).await.expect(201).json();
        let path = format!("/api/v1/plans/{}/activation", draft["id"].as_str().unwrap());
        self.faye.json("POST", &path, &json!({})).await.expect(200).json()
    }

    pub(crate) async fn draft(&self, name: &str, from: &str, until: Option<&str>, rates: &Value) -> Answer {
        let body = json!({ "name": name, "valid_from": from, "valid_until": until, "rates": rates });
        self.faye.json("POST", "/api/v1/plans", &body).await
    }

    /// A fact that a deal of Brightpath was won on 18 November 2026, by a partner of the entry tier.
    pub(crate) fn won(&self, deal: u128, round: i64, lines: &[(ProductId, i64)]) -> DealWon {
        DealWon {
            deal: deal_id(deal),
            partner: self.brightpath,
            owner: None,
            company: format!("Customer {deal}"),
            value_minor: lines.iter().map(|l| l.1).sum(),
            currency: "EUR".to_owned(),
            lines: lines.iter().map(|l| DealLine { product: l.0, quantity: 1, amount_minor: l.1 }).collect(),
            tier_rank: 1,
            on: day("2026-11-18"),
            round,
            credits: Vec::new(),
        }
    }

    /// Tells a win, and lets it be heard.
    pub(crate) async fn tell(&self, won: &DealWon) {
        self.test.system(|work| async move { work.record(won) }).await.unwrap();
        self.test.settle().await;
    }

    /// A deal of Brightpath for Route Planner is won.
    pub(crate) async fn win(&self, deal: u128, round: i64, minor: i64) {
        self.tell(&self.won(deal, round, &[(self.route, minor)])).await;
    }

    /// A deal is opened again.
    pub(crate) async fn reopen(&self, deal: u128, round: i64) {
        let fact = &DealReopened {
            deal: deal_id(deal),
            partner: self.brightpath,
            from: "won".to_owned(),
            round,
            reason: "Signed by the wrong company".to_owned(),
        };
        self.test.system(|work| async move { work.record(fact) }).await.unwrap();
        self.test.settle().await;
    }

    /// What somebody finds under an address.
    pub(crate) async fn read(&self, who: &Persona, path: &str) -> Value {
        who.get(path).await.expect(200).json()
    }

    /// All accruals, oldest first: deal, round, state and amount.
    pub(crate) async fn accruals(&self) -> Vec<(u128, i64, &'static str, i64)> {
        let work = self.system();
        let page = crate::accruals::actions::list(&work, &Filter::default(), &base::PageRequest::first(200)).await.unwrap();
        page.items.iter().rev().map(|a| (a.deal.uuid().as_u128(), a.round, a.state.code(), a.amount.minor)).collect()
    }

    /// The id of the accrual of a deal's round.
    pub(crate) async fn accrual(&self, deal: u128, round: i64) -> String {
        let work = self.system();
        let page = crate::accruals::actions::list(&work, &Filter::default(), &base::PageRequest::first(200)).await.unwrap();
        page.items.iter().find(|a| a.deal == deal_id(deal) && a.round == round).unwrap().id.to_string()
    }

    pub(crate) async fn approve(&self, deal: u128, round: i64) {
        let id = self.accrual(deal, round).await;
        self.faye.json("POST", &format!("/api/v1/accruals/{id}/approval"), &json!({})).await.expect(200);
    }

    /// Goes to the second hour of a month's first day and closes what is to be closed, as the job does.
    pub(crate) async fn close(&self, month: &str) -> Vec<Statement> {
        let at = DateTime::parse_from_rfc3339(&format!("{month}-01T01:05:00Z")).unwrap().to_utc();
        self.test.clock.set(at);
        let mut closed = Vec::new();
        for (partner, currency) in crate::statements::actions::due(&self.system()).await.unwrap() {
            let outcome = self.test.system(|work| async move { crate::statements::actions::close(&work, partner, currency).await }).await;
            closed.extend(outcome.unwrap());
        }
        self.test.settle().await;
        closed
    }

    pub(crate) async fn pay(&self, s: &Statement) -> Value {
        self.faye.json("POST", &format!("/api/v1/statements/{}/payment", s.id), &json!({})).await.expect(200).json()
    }

    pub(crate) fn system(&self) -> Work {
        self.test.app.read(&self.test.app.system("test"))
    }

    /// The balances of the whole ledger, by account and currency; nothing is left out.
    pub(crate) async fn balances(&self) -> BTreeMap<(String, String), i64> {
        let found = crate::ledger::actions::balances(&self.system(), None).await.unwrap();
        found
            .into_iter()
            .filter(|b| b.amount.minor != 0)
            .map(|b| ((b.account, b.amount.currency.code().to_owned()), b.amount.minor))
            .collect()
    }

    /// Asserts that the books agree with themselves, the accruals and the statements.
    pub(crate) async fn assert_books(&self) {
        let balances = self.balances().await;
        let mut sums: BTreeMap<String, i64> = BTreeMap::new();
        for ((_, currency), minor) in &balances {
            *sums.entry(currency.clone()).or_default() += minor;
        }
        assert!(sums.values().all(|s| *s == 0), "debits and credits differ: {balances:?}");

        let work = self.system();
        let mut expected: BTreeMap<(String, String), i64> = BTreeMap::new();
        let mut page = base::PageRequest::first(200);
        let mut all = Vec::new();
        loop {
            let found = crate::accruals::actions::list(&work, &Filter::default(), &page).await.unwrap();
            all.extend(found.items);
            let Some(next) = found.next else { break };
            page = base::PageRequest::first(200).after(Some(next));
        }
        let statements = crate::statements::actions::list(&work, false, &base::PageRequest::first(200)).await.unwrap().items;
        let paid = |id| statements.iter().any(|s| Some(s.id) == id && s.paid.is_some());
        for a in &all {
            let mut book = |account: &str, minor: i64| {
                *expected.entry((account.to_owned(), a.amount.currency.code().to_owned())).or_default() += minor;
            };
            let minor = a.amount.minor;
            match &a.state {
                AccrualState::Accrued => {
                    book("commission_expense", minor);
                    book("accrued", -minor);
                }
                AccrualState::Approved { .. } => {
                    book("commission_expense", minor);
                    book("payable", -minor);
                }
                AccrualState::Paid { .. } => {
                    assert!(paid(a.statement), "paid without a paid statement");
                    book("commission_expense", minor);
                    book("paid_out", -minor);
                }
                // Taken back after it was paid, and not subtracted from a payment yet: the partner owes it.
                AccrualState::Reversed { .. } if a.statement.is_some() && a.taken_back_on != a.statement && !paid(a.taken_back_on) => {
                    book("payable", minor);
                    book("paid_out", -minor);
                }
                AccrualState::Reversed { .. } => {}
            }
        }
        expected.retain(|_, minor| *minor != 0);
        assert_eq!(balances, expected);

        let mut out: BTreeMap<(String, String), i64> = BTreeMap::new();
        for s in &statements {
            assert!(s.total.minor >= 0, "a statement for less than nothing");
            let lines = crate::statements::actions::get(&work, s.id).await.unwrap().1;
            let due = crate::statements::actions::due_on(s, &lines).unwrap();
            match s.paid {
                Some(p) => {
                    assert_eq!(p.amount, due, "what was paid is not what the lines say");
                    *out.entry(("paid_out".to_owned(), p.amount.currency.code().to_owned())).or_default() -= p.amount.minor;
                }
                None => assert!(due.minor <= s.total.minor),
            }
        }
        out.retain(|_, minor| *minor != 0);
        let of_ledger: BTreeMap<_, _> = balances.into_iter().filter(|((account, _), _)| account == "paid_out").collect();
        assert_eq!(of_ledger, out, "the payments and the ledger differ");
        // The numbers of each partner's statements have no gaps.
        let mut numbers: BTreeMap<PartnerId, Vec<i64>> = BTreeMap::new();
        for s in &statements {
            numbers.entry(s.partner).or_default().push(s.number);
        }
        for mut of_partner in numbers.into_values() {
            of_partner.sort_unstable();
            let n = i64::try_from(of_partner.len()).unwrap();
            assert_eq!(of_partner, (1..=n).collect::<Vec<_>>());
        }
    }
}

pub(crate) fn deal_id(n: u128) -> DealId {
    Uuid::from_u128(n).into()
}
