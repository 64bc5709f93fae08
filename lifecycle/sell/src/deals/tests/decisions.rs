//! Decisions: what was kept decides again as it did, and tells a partner no more than it may know.

use base::{Currency, Instant, Money, PageRequest};
use chrono::TimeDelta;
use proptest::prelude::*;
use serde_json::json;
use testkit::each_db;
use uuid::Uuid;

use super::super::actions;
use super::super::model::*;
use super::super::rules::{self, Submission};
use super::super::store;
use super::sample::*;
use super::world::{World, id_of, path_of, stages};

fn terms() -> impl Strategy<Value = Terms> {
    let days = (1..200_i64, 1..10_i64, 0..4_i64, 1..60_i64, 1..60_i64, 0..400_i64);
    let rights = (0..200_i64, 0..60_i64, 1..25_i64, prop::sample::select(vec![Tenders::Protect, Tenders::Review]));
    (days, prop::option::of(0..10_000_000_i64), any::<bool>(), rights).prop_map(
        |((protection_days, decision_days, max_extensions, extension_days, evidence_days, incumbency_days), limit, dollars, rights)| {
            Terms {
                renewal_days: rights.0,
                renewal_lapse_days: rights.1.min(rights.0),
                term_months: rights.2,
                tenders: rights.3,
                protection_days,
                decision_days,
                max_extensions,
                extension_days,
                evidence_days,
                incumbency_days,
                auto_approve: limit.map(|m| Money::new(m, if dollars { Currency::USD } else { Currency::EUR })),
                ..Terms::default()
            }
        },
    )
}

fn found() -> impl Strategy<Value = Finding> {
    (0..3_usize, any::<bool>(), any::<bool>(), 0..500_i64).prop_map(|(held, own, same_product, days)| {
        let held = [Held::Protected, Held::Open, Held::Won][held];
        Finding {
            deal: Uuid::from_u128(7).into(),
            partner: Uuid::from_u128(if own { 200 } else { 9 }).into(),
            held,
            same: true,
            same_product,
            won_at: (held == Held::Won).then(|| now() - TimeDelta::days(days)),
            score: 990,
            evidence: vec![],
        }
    })
}

/// What somebody sold the customer, lately or long ago.
fn sale() -> impl Strategy<Value = Sale> {
    (any::<bool>(), any::<bool>(), any::<bool>(), 0..800_i64, prop::option::of(-30..300_i64), prop::option::of(-90..1_i64)).prop_map(
        |(own, same_product, active, ago, ends, acted)| Sale {
            partner: Uuid::from_u128(if own { 200 } else { 9 }).into(),
            sold: Sold {
                deal: Uuid::from_u128(8).into(),
                own: false,
                same_product,
                won_on: (now() - TimeDelta::days(ago)).date_naive(),
                ends: ends.map(|days| (now() + TimeDelta::days(days)).date_naive()),
                active,
                acted_at: acted.map(|days| now() + TimeDelta::days(days)),
            },
        },
    )
}

/// A registration of any kind of business, a tender or not.
fn registered() -> impl Strategy<Value = Registration> {
    (prop::sample::select(Business::ALL.to_vec()), any::<bool>(), prop::option::of(-9..9_i64), 0..12_000_000_i64).prop_map(
        |(business, tender, published, minor)| {
            let published_on = published.map(|days| (now() + TimeDelta::days(days)).date_naive());
            let mut r = Registration { business, tender, published_on, ..registration() };
            r.lines[0].amount_minor = minor;
            r
        },
    )
}

fn findings() -> impl Strategy<Value = Findings> {
    let claim = LeadClaim { lead: Uuid::from_u128(5).into(), partner: Uuid::from_u128(9).into(), until: now() + TimeDelta::days(1) };
    let sales = prop::collection::vec(sale(), 0..3);
    let all = (prop::collection::vec(found(), 0..4), 0..3_usize, any::<bool>(), any::<bool>(), 0..2_usize, sales);
    all.prop_map(move |(others, maybe, known, sells, given, sales)| Findings {
        sales,
        claims: vec![claim; given],
        account: known.then(|| Uuid::from_u128(1).into()),
        maybe: (0..maybe).map(|n| Uuid::from_u128(50 + u128::try_from(n).unwrap()).into()).collect(),
        account_stage: if sells { "Opportunity".to_owned() } else { "lead".to_owned() },
        others,
        ..Findings::default()
    })
}

fn allowed(tier_days: Option<i64>) -> Standing {
    Standing { active: true, may_register: true, certificates: vec![], tier_days }
}

proptest! {
    /// What the machine of the deal does with a submission is what the kept question answers.
    #[test]
    fn a_submission_decides_again_as_it_did(t in terms(), f in findings(), tier in prop::option::of(1..400_i64), r in registered(), taken: bool) {
        let mut deal = draft();
        deal.registration = r;
        let mut case = rules::case(&deal.registration, &f, deal.partner, allowed(tier));
        case.taken = taken;
        let why = rules::route(&case, &t, now());
        let days = tier.unwrap_or(t.protection_days);
        let done = rules::submit(deal, Submission { findings: &f, why, terms: &t, days, first: false, now: now() }).unwrap().0;
        let question = Question::Register(case);
        let answer = rules::judge(&question, &t, now());
        prop_assert_eq!(Some(answer.clone()), rules::outcome(&done));
        // Whatever is decided rests on something, and a partner reads of it without learning about others.
        prop_assert!(!rules::clauses(&question, &answer).is_empty());
        let open = rules::open_clauses(&question, &answer);
        let hidden = [Clause::Incumbency, Clause::Direct, Clause::Claim];
        // That it goes first itself it may read.
        let own = matches!(answer, Outcome::Protected { .. });
        prop_assert!(!hidden.iter().any(|c| open.contains(c) && !(own && *c == Clause::Incumbency)), "{:?}", open);
    }

    /// Who asks makes no difference: not the partner, not its tier, not how large it is.
    #[test]
    fn the_same_facts_have_the_same_outcome_whoever_asks(t in terms(), f in findings(), tiers in (prop::option::of(1..400_i64), prop::option::of(1..400_i64)), registration in registered()) {
        let (mine, theirs) = (draft().partner, base::PartnerId::from(Uuid::from_u128(77)));
        let asks = |partner: base::PartnerId, tier: Option<i64>| {
            // Whose the other deals are is told from the side of who asks.
            let swap = |p: base::PartnerId| if p == mine { partner } else { p };
            let mut seen = f.clone();
            for other in &mut seen.others {
                other.partner = swap(other.partner);
            }
            for sale in &mut seen.sales {
                sale.partner = swap(sale.partner);
            }
            rules::judge(&Question::Register(rules::case(&registration, &seen, partner, allowed(tier))), &t, now())
        };
        let (one, other) = (asks(mine, tiers.0), asks(theirs, tiers.1));
        match (one, other) {
            // The published days of a tier are all that a tier gives.
            (Outcome::Protected { until: a }, Outcome::Protected { until: b }) => {
                let days = |tier: Option<i64>| tier.unwrap_or(t.protection_days);
                prop_assert_eq!(a - b, TimeDelta::days(days(tiers.0) - days(tiers.1)));
            }
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    /// The same for everything that happens to a protection later.
    #[test]
    fn a_protection_decides_again_as_it_did(t in terms(), passed in 0..400_i64, active in 0..400_i64, extensions in 0..4_i64, beyond: bool) {
        let at: Instant = now() + TimeDelta::days(passed);
        let mut deal = in_state(StateKind::Approved);
        deal.active_at = now() + TimeDelta::days(active.min(passed));
        let Some(mut p) = deal.protected().cloned() else { panic!() };
        p.extensions = extensions;
        let (until, approved_at, active_at) = (p.until, p.approved_at, deal.active_at);
        let deal = deal.moved(State::Approved(p));
        let code = |e: rules::DealRefusal| Outcome::Refused { code: base::Refusal::code(&e).to_owned() };

        let asked = rules::ask_extension(deal.clone(), "More".to_owned(), &t, at);
        let expected = match asked {
            Ok((_, Some(told))) => Outcome::Extended { until: told.protected_until },
            Ok((_, None)) => Outcome::Asked,
            Err(e) => code(e),
        };
        prop_assert_eq!(rules::judge(&Question::AskExtension { approved_at, active_at, until, extensions }, &t, at), expected);

        let given = rules::extend(deal.clone(), &t, beyond, at);
        let expected = given.map_or_else(code, |(_, told)| Outcome::Extended { until: told.protected_until });
        prop_assert_eq!(rules::judge(&Question::Extend { until, extensions, beyond, grant: true }, &t, at), expected);

        let ended = rules::expire(deal.clone(), at);
        let expected = ended.as_ref().map_or_else(|e| code(e.clone()), |_| Outcome::Expired);
        prop_assert_eq!(rules::judge(&Question::Expire { until }, &t, at), expected);

        let lost = rules::lose(deal, LossReason::Price, String::new(), at).unwrap().0;
        let again = rules::reopen(lost, "Again".to_owned(), &t, at).unwrap().0;
        let question = Question::Reopen { from: StateKind::Lost, until: Some(until), overlap: false };
        prop_assert_eq!(Some(rules::judge(&question, &t, at)), rules::outcome(&again));
    }
}

/// Everything that can be decided, under three versions of the terms.
async fn history(w: &World) -> Vec<String> {
    let mut deals = Vec::new();
    for (who, company, domain, minor) in [
        (&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000),
        (&w.erik, "Nordvik Shipping", "nordvik-shipping.no", 4_500_000),
        (&w.amara, "Castellan Bank", "castellan-bank.com", 9_000_000),
        (&w.amara, "Tallinn Ferry Co", "tallinnferry.ee", 4_500_000),
    ] {
        deals.push(path_of(&w.register(who, company, domain, minor).await));
    }
    let [first, second, third, fourth] = &deals[..] else { panic!() };
    w.jonas.json("POST", &format!("{second}/rejection"), &json!({ "reason": "already_registered", "note": "Taken" })).await.expect(200);
    // The schedules begin with the first look at them.
    w.test.tick().await;
    w.test.advance(TimeDelta::days(3));
    w.test.tick().await;
    w.test.tick().await;
    w.jonas.json("POST", &format!("{third}/approval"), &json!({ "note": "Good" })).await.expect(200);
    let mut terms: serde_json::Value = w.read(&w.mona, "/api/v1/deal-terms").await["terms"].clone();
    terms["extension_days"] = json!(10);
    terms["max_extensions"] = json!(3);
    w.mona.json("PUT", "/api/v1/deal-terms", &terms).await.expect(200);
    w.test.advance(TimeDelta::days(80));
    w.amara.json("POST", &format!("{first}/extension"), &json!({ "reason": "Budget in March" })).await.expect(200);
    w.jonas.json("POST", &format!("{first}/extension"), &json!({ "reason": "They called" })).await.expect(200);
    w.test.advance(TimeDelta::days(60));
    w.test.tick().await;
    w.test.tick().await;
    w.jonas.json("POST", &format!("{fourth}/reopening"), &json!({ "reason": "It was a mistake" })).await.expect(200);
    deals
}

#[tokio::test]
async fn history_decided_again_is_the_same_and_a_draft_says_what_would_differ() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deals = history(&w).await;
        let replay = || async { actions::replay(&test.app.read(&w.mona.actor), Instant::default(), 100).await.unwrap() };
        let found = replay().await;
        let asked: Vec<_> = {
            let read = test.app.read(&w.mona.actor);
            let all = store::decisions::since(&read, Instant::default(), None, 100).await.unwrap();
            all.iter().map(|d| format!("{} {} v{}", d.question.code(), d.outcome.code(), d.version)).collect()
        };
        assert_eq!(found.differ, 0, "{:?}", found.differences);
        assert_eq!(found.decisions, u64::try_from(asked.len()).unwrap());
        for words in [
            "register protected v1",
            "register review v1",
            "reject rejected v1",
            "escalate escalated v1",
            "approve protected v1",
            "extend extended v2",
            "expire expired v2",
            "reopen protected v2",
        ] {
            assert!(asked.iter().any(|a| a == words), "{words} is not in {asked:?}");
        }
        // A draft that approves nothing by itself, and protects for half as long.
        let mut draft: serde_json::Value = w.read(&w.mona, "/api/v1/deal-terms").await["terms"].clone();
        draft["auto_approve_minor"] = json!(1_000_000);
        let tried = w.mona.json("POST", "/api/v1/deal-terms/trial", &draft).await.expect(200).json();
        let to_person = tried["kinds"].as_array().unwrap().iter().find(|k| k["was"] == "protected" && k["now"] == "review").unwrap();
        assert_eq!(to_person["n"], 2, "{tried}");
        assert!(tried["first"].as_array().unwrap().iter().any(|d| deals[0].ends_with(d["deal_id"].as_str().unwrap())));
        // How fast and how evenly is counted over whole months, and told about all only where they are many.
        test.clock.set(testkit::beginning() + TimeDelta::days(50));
        let all = actions::record(&test.app.read(&test.app.system("test"))).await.unwrap();
        assert_eq!((all.at_once, all.partners), (rules::Share { n: 2, of: 4 }, 2));
        let page = w.amara.get("/deals/rules").await.expect(200).text;
        assert!(page.contains("Yours, answered by a person in time") && page.contains("0% of 1") && !page.contains("⟦"), "her own");
        assert!(
            !page.contains("Approved at once by the rules") && !page.contains("Median time"),
            "of two partners one would see the other"
        );
        test.clock.set(testkit::beginning() + TimeDelta::days(144));
        // Nothing was saved by trying.
        assert_eq!(w.read(&w.mona, "/api/v1/deal-terms").await["version"], 2);
        assert_eq!(replay().await.differ, 0);
        w.jonas.json("POST", "/api/v1/deal-terms/trial", &draft).await.expect(403);
        // A row that somebody changes behind the back of the rules is found.
        let read = test.app.read(&w.mona.actor);
        let mut forged = store::decisions::since(&read, Instant::default(), None, 1).await.unwrap().remove(0);
        forged.outcome = Outcome::Protected { until: now() + TimeDelta::days(999) };
        let forged = &forged;
        let add = |work: work::Work| async move { store::decisions::add(&work, &Decided { id: work.new_id(), ..forged.clone() }).await };
        test.system(add).await.unwrap();
        let found = replay().await;
        assert_eq!((found.differ, found.differences.len()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_partner_reads_how_its_deal_was_decided_and_nothing_about_others() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        test.system(|work| async move {
            let details = accounts::Details {
                name: "Kolding Print".to_owned(),
                domain: "koldingprint.dk".to_owned(),
                country: "DK".to_owned(),
                lifecycle_stage: "opportunity".to_owned(),
                ..accounts::Details::default()
            };
            accounts::create(&work, &accounts::NewAccount::new(details, accounts::Origin::Import)).await
        })
        .await
        .unwrap();
        let direct = w.register(&w.amara, "Kolding Print", "koldingprint.dk", 4_500_000).await;
        let path = format!("{}/decisions", path_of(&direct));
        let mine = w.read(&w.amara, &path).await["data"][0].clone();
        assert_eq!((mine["why"].clone(), mine["clauses"].clone()), (json!([]), json!(["decision"])));
        let theirs = w.read(&w.jonas, &path).await["data"][0].clone();
        assert_eq!((theirs["why"].clone(), theirs["clauses"].clone()), (json!(["direct"]), json!(["decision", "direct"])));
        // On the page too.
        let page = format!("/deals/{}", id_of(&direct));
        let shown = w.amara.get(&page).await.expect(200).text;
        assert!(shown.contains("How it was decided") && shown.contains("§\u{a0}4"), "the decision is on the page");
        for secret in ["#direct", "opportunity", "The vendor sells", "known account"] {
            assert!(!shown.contains(secret), "{secret}");
        }
        assert!(!shown.contains("⟦"), "a word is missing");
        let shown = w.jonas.get(&page).await.expect(200).text;
        assert!(shown.contains("#direct") && shown.contains("opportunity") && !shown.contains("⟦"));
        // A forbidden deal looks missing.
        w.erik.get(&path).await.expect(404);
        assert!(actions::decisions(&test.app.read(&w.erik.actor), id_of(&direct), &PageRequest::first(10)).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn each_member_accepts_each_version_once() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let shown = w.amara.get("/deals/rules").await.expect(200).text;
        assert!(shown.contains("I have read and accept these rules") && shown.contains("id=\"overlap\"") && !shown.contains("⟦"));
        w.amara.post("/deals/rules/acceptance", &[("version", "1")]).await.expect(303);
        let first = w.amara.json("POST", "/api/v1/deal-terms/acceptance", &json!({ "version": 1 })).await.expect(200).json();
        test.advance(TimeDelta::days(1));
        let again = w.amara.json("POST", "/api/v1/deal-terms/acceptance", &json!({ "version": 1 })).await.expect(200).json();
        assert_eq!(first, again, "the first acceptance stands");
        assert!(w.amara.get("/deals/rules").await.expect(200).text.contains("You accepted this version"));
        assert!(w.mona.get("/deals/rules").await.expect(200).text.contains("One person of one partner has accepted this version."));
        // A new version is asked for again, and the old one can no longer be accepted.
        let mut terms: serde_json::Value = w.read(&w.mona, "/api/v1/deal-terms").await["terms"].clone();
        terms["decision_days"] = json!(3);
        w.mona.json("PUT", "/api/v1/deal-terms", &terms).await.expect(200);
        assert!(w.amara.get("/deals/rules").await.expect(200).text.contains("I have read and accept these rules"));
        w.amara.json("POST", "/api/v1/deal-terms/acceptance", &json!({ "version": 1 })).await.expect(412);
        w.jonas.json("POST", "/api/v1/deal-terms/acceptance", &json!({ "version": 2 })).await.expect(403);
        assert_eq!(test.audited().await.iter().filter(|a| *a == "deal_terms.accepted").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_tried_on_the_page_before_it_is_saved() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let form = |limit: &'static str, days: &'static str| {
            vec![
                ("version", "1"),
                ("protection_days", "90"),
                ("decision_days", days),
                ("reminder_days", "30, 14"),
                ("auto_approve", limit),
                ("auto_approve_currency", "EUR"),
                ("max_extensions", "2"),
                ("extension_days", "30"),
                ("evidence_days", "30"),
                ("idle_days", "60"),
                ("idle_grace_days", "30"),
                ("incumbency_days", "180"),
                ("claim_days", "30"),
                ("checks_per_hour", "240"),
                ("zone", "Europe/Berlin"),
                ("opens", "9"),
                ("closes", "17"),
            ]
        };
        let tried = w.mona.post("/deals/rules/trial", &form("10,000", "2")).await.expect(200).text;
        for words in ["1 of 1 decisions", "Approved at once, would go to a person", "Nordvik Shipping AS", "value=\"10,000\""] {
            assert!(tried.contains(words), "{words}");
        }
        assert!(!tried.contains("⟦"));
        let same = w.mona.post("/deals/rules/trial", &form("50,000", "2")).await.expect(200).text;
        assert!(same.contains("All 1 decisions of the last year would have come out the same."));
        // What is wrong is said as it is when saving.
        w.mona.post("/deals/rules/trial", &form("50,000", "0")).await.expect(422);
        w.jonas.post("/deals/rules/trial", &form("50,000", "2")).await.expect(403);
        assert_eq!(w.read(&w.mona, "/api/v1/deal-terms").await["version"], 1);
    })
    .await;
}
