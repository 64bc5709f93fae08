use base::PageRequest;
use matching::Judgment;
use testkit::each_db;
use work::{Actor, Role};

use crate::accounts::actions;
use crate::accounts::store::{keys, tallies};
use crate::accounts::{fields, rules};
use crate::tests::{company, create, everything, stages};
use crate::{Account, Details, External, Filter, NewAccount, Origin};

fn reading(t: &testkit::Test) -> work::Work {
    t.app.read(&Actor::system("test"))
}

#[tokio::test]
async fn an_account_comes_back_as_it_went_in() {
    each_db(stages, |t| async move {
        let details = Details {
            domains: vec!["alpha.com".to_owned()],
            employees: Some(12),
            revenue: Some(base::Money::new(123_456, base::Currency::EUR)),
            identifiers: [(crate::Scheme::Ticker, "ALF".to_owned())].into(),
            industry: "Logistics; Software".to_owned(),
            ..company("Alpha GmbH", "alpha.de", "DE")
        };
        let external = Some(External { source: "hubspot".to_owned(), id: "77".to_owned() });
        let new = &NewAccount { external, ..NewAccount::new(details, Origin::Crm) };
        let made = t.system(|work| async move { crate::create(&work, new).await }).await.unwrap();
        assert_eq!(crate::get(&reading(&t), made.id).await.unwrap(), made);
        let again = t.system(|work| async move { crate::create(&work, new).await }).await.unwrap_err();
        assert_eq!(again.code(), Some("account.external_taken"));
        assert_eq!(t.audited().await, ["account.created"]);
    })
    .await;
}

#[tokio::test]
async fn a_change_moves_keys_counts_audit_and_fact_and_a_stale_one_is_refused() {
    each_db(stages, |t| async move {
        let made = create(&t, company("Alpha Steel GmbH", "alpha.de", "DE")).await;
        let changed = Details { name: "Omega Timber GmbH".to_owned(), ..made.details.clone() };
        let (id, details) = (made.id, &changed);
        let after = t.system(|work| async move { crate::update(&work, id, details, Some(1)).await }).await.unwrap();
        assert_eq!((after.version, after.name.as_str()), (2, "Omega Timber GmbH"));
        let stale = t.system(|work| async move { crate::update(&work, id, details, Some(1)).await }).await.unwrap_err();
        assert_eq!(stale.kind(), Some(base::Kind::Stale));
        let same = t.system(|work| async move { crate::update(&work, id, details, None).await }).await.unwrap();
        assert_eq!(same.version, 2, "what changes nothing is not saved");

        let held = |d: &Details| rules::keys(&rules::normalized(d, ""));
        let old: Vec<String> = held(&made.details).into_iter().filter(|k| !held(&changed).contains(k)).collect();
        assert!(!old.is_empty());
        assert!(keys::holders(&reading(&t), &old, 10).await.unwrap().is_empty());
        assert_eq!(keys::holders(&reading(&t), &held(&changed), 10).await.unwrap().len(), held(&changed).len());

        // The first tick only notes when the schedule is due.
        t.tick().await;
        t.advance(chrono::TimeDelta::minutes(6));
        t.tick().await;
        let (names, counts) = tallies::words(&reading(&t), &["alpha", "steel", "omega", "timber"]).await.unwrap();
        let mut counts: Vec<(String, u32)> = counts.into_iter().filter(|c| c.1 > 0).collect();
        counts.sort();
        assert_eq!((names, counts), (1, vec![("omega".to_owned(), 1), ("timber".to_owned(), 1)]));
        assert_eq!(t.audited().await, ["account.created", "account.changed"]);
        let activity = crate::activity(&reading(&t), id).await.unwrap();
        assert_eq!(activity[0].before.as_ref().unwrap()["name"], "Alpha Steel GmbH");
        assert_eq!(activity[0].after.as_ref().unwrap()["fields"], serde_json::json!(["name"]));
    })
    .await;
}

#[tokio::test]
async fn a_company_is_found_with_its_evidence() {
    each_db(stages, |t| async move {
        let alpha = create(&t, company("Alpha Logistics GmbH", "alpha-logistics.de", "DE")).await;
        create(&t, company("Beta Steel AG", "beta-steel.com", "CH")).await;
        create(&t, company("Gamma Foods Ltd", "gammafoods.co.uk", "GB")).await;
        let asked = company("ALPHA LOGISTIK", "www.alpha-logistics.de", "").record("x");
        let found = crate::matches(&reading(&t), &asked, 5).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].account.id, found[0].verdict, found[0].by_person), (alpha.id, Judgment::Same, false));
        assert!(found[0].evidence.iter().any(|e| e.code == "domain.same"), "{:?}", found[0].evidence);
        assert_eq!(crate::matches(&reading(&t), &company("Delta Works", "", "").record(""), 5).await.unwrap(), []);
        assert_eq!(crate::matches(&reading(&t), &Details::default().record(""), 5).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn what_a_person_said_of_a_pair_stands_until_it_is_taken_back() {
    each_db(stages, |t| async move {
        let one = create(&t, company("Alpha Logistics GmbH", "alpha.de", "DE")).await;
        let other = create(&t, company("Alpha Logistics AG", "alpha.de", "DE")).await;
        let cam = t.staff(Role::ChannelManager);
        let seen = |a: Account| {
            let work = reading(&t);
            async move { crate::matches_of(&work, &a, 5).await.unwrap() }
        };
        assert_eq!((seen(one.clone()).await[0].verdict, seen(one.clone()).await[0].by_person), (Judgment::Same, false));
        for (judgment, expected) in [(Some(Judgment::Different), (Judgment::Different, true)), (None, (Judgment::Same, false))] {
            t.app.transact(&cam.actor, |work| async move { actions::judge(&work, one.id, other.id, judgment).await }).await.unwrap();
            for side in [one.clone(), other.clone()] {
                let found = seen(side).await;
                assert_eq!((found[0].verdict, found[0].by_person), expected);
            }
        }
        let itself = t.app.transact(&cam.actor, |work| async move { actions::judge(&work, one.id, one.id, None).await }).await.unwrap_err();
        assert_eq!(itself.code(), Some("account.same_pair"));
        let auditor = t.staff(Role::Auditor);
        let denied = t.app.transact(&auditor.actor, |work| async move { actions::judge(&work, one.id, other.id, None).await }).await;
        assert_eq!(denied.unwrap_err().kind(), Some(base::Kind::Forbidden));
    })
    .await;
}

#[tokio::test]
async fn verdicts_teach_the_weights_and_the_same_verdicts_teach_the_same() {
    each_db(stages, |t| async move {
        let learn = async || t.system(|work| async move { actions::learn::learn(&work).await }).await.unwrap();
        let cam = t.staff(Role::ChannelManager);
        let mut pairs = Vec::new();
        for i in 0..12 {
            let name = format!("Firm {}", ["Elm", "Oak", "Ash", "Fir", "Yew", "Box", "Bay", "Fig", "Gum", "Nut", "Pea", "Rye"][i]);
            let one = create(&t, company(&format!("{name} Trading"), "", "DE")).await.id;
            let other = create(&t, company(&format!("{name} Holding"), "", "DE")).await.id;
            pairs.push((one, other));
        }
        let (one, other) = (company("Birch Trading", "", "DE").record(""), company("Birch Holding", "", "DE").record(""));
        let score = async || {
            let model = actions::learn::model(&reading(&t)).await.unwrap();
            let n = |r: &matching::Record| matching::normalize(r, &matching::Lexicon::new());
            matching::score_only(&n(&one), &n(&other), &model)
        };
        let shipped = score().await;
        for (i, (one, other)) in pairs.into_iter().enumerate() {
            if i == 9 {
                assert_eq!(learn().await, None, "too few");
            }
            let said = Some(Judgment::Different);
            t.app.transact(&cam.actor, |work| async move { actions::judge(&work, one, other, said).await }).await.unwrap();
            if i == 9 {
                assert_eq!(learn().await, Some(1));
            }
        }
        let ten = score().await;
        assert!(ten < shipped, "{ten} {shipped}");
        assert_eq!((learn().await, learn().await), (Some(2), None));
        assert!(score().await < ten);
        assert_eq!(actions::learn::model(&reading(&t)).await.unwrap().version, matching::SHIPPED_VERSION + 2);
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_list_goes_on_where_the_page_before_ended() {
    each_db(stages, |t| async move {
        for i in 0..7 {
            create(&t, company(["Echo One", "echo two", "Écho Three"][i % 3], "", ["DE", "CH"][i % 2])).await;
        }
        let work = reading(&t);
        let (mut names, mut after) = (Vec::new(), None);
        for _ in 0..10 {
            let page = crate::list(&work, &Filter::default(), &PageRequest::first(2).after(after)).await.unwrap();
            names.extend(page.items.iter().map(|a| a.name.clone()));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(names, ["Echo One", "Echo One", "Echo One", "Écho Three", "Écho Three", "echo two", "echo two"]);
        let count = |filter: Filter| {
            let work = reading(&t);
            async move { crate::list(&work, &filter, &PageRequest::first(50)).await.unwrap().items.len() }
        };
        assert_eq!(count(Filter { country: "CH".to_owned(), ..Filter::default() }).await, 3);
        assert_eq!(count(Filter { q: "echo t".to_owned(), ..Filter::default() }).await, 4);
        assert_eq!(count(Filter { q: "zulu".to_owned(), ..Filter::default() }).await, 0);
        assert_eq!(count(Filter { q: "%".to_owned(), ..Filter::default() }).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_search_finds_domains_and_slips() {
    each_db(stages, |t| async move {
        let acme = create(&t, company("Acme Forwarding", "roadrunner-freight.com", "US")).await;
        create(&t, company("Zenith Optics", "zenith.example.com", "US")).await;
        for q in ["acme", "ACME FORW", "Acme Forwardng", "roadrunner", "www.roadrunner-freight.com"] {
            let found = crate::list(&reading(&t), &Filter { q: q.to_owned(), ..Filter::default() }, &PageRequest::first(10)).await.unwrap();
            assert_eq!(found.items.iter().map(|a| a.id).collect::<Vec<_>>(), [acme.id], "{q}");
        }
    })
    .await;
}

#[tokio::test]
async fn many_at_once_are_as_many_one_by_one() {
    each_db(stages, |t| async move {
        let new: Vec<NewAccount> =
            (0..1200).map(|i| NewAccount::new(company(&format!("Company {i}"), &format!("c{i}.com"), "DE"), Origin::Crm)).collect();
        let new = &new;
        let made = t.system(|work| async move { crate::create_many(&work, new).await }).await.unwrap();
        assert_eq!(made.len(), 1200);
        let one = made[700].clone();
        assert_eq!(crate::get(&reading(&t), one.id).await.unwrap(), one);
        let all = rules::keys(&rules::normalized(&one.details, ""));
        let held = keys::holders(&reading(&t), &all, 10_000).await.unwrap();
        assert!(all.iter().all(|k| held[k].contains(&one.id)), "{all:?}");
        let rare = keys::holders(&reading(&t), &all, 2).await.unwrap();
        assert!(rare.values().all(|ids| ids.len() <= 2) && rare.len() < all.len(), "a common key is not followed");
        assert_eq!(tallies::words(&reading(&t), &[]).await.unwrap().0, 1200);
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_name_that_very_many_have_is_still_found() {
    each_db(stages, |t| async move {
        let new: Vec<NewAccount> = (0..150).map(|_| NewAccount::new(company("Alpha Logistics GmbH", "", "DE"), Origin::Crm)).collect();
        let new = &new;
        t.system(|work| async move { crate::create_many(&work, new).await }).await.unwrap();
        let found = crate::matches(&reading(&t), &company("Alpha Logistics AG", "", "DE").record(""), 5).await.unwrap();
        assert_eq!(found.len(), 5, "every key is common, so some of its holders are compared");
    })
    .await;
}

#[tokio::test]
async fn members_see_no_account_whatever_they_ask() {
    each_db(stages, |t| async move {
        let made = create(&t, company("Alpha GmbH", "alpha.de", "DE")).await;
        let partner: base::PartnerId = t.app.ids().next(t.app.now()).into();
        let member = t.member(Role::PartnerAdmin, partner);
        let work = t.app.read(&member.actor);
        assert_eq!(crate::get(&work, made.id).await.unwrap_err().kind(), Some(base::Kind::Missing));
        assert_eq!(crate::list(&work, &Filter::default(), &PageRequest::first(10)).await.unwrap().items, []);
        assert_eq!(crate::check(&work, &made.details, 5).await.unwrap_err().kind(), Some(base::Kind::Forbidden));
        assert!(crate::find(&work, made.id).await.unwrap().is_some(), "the system's own verb sees it");
        assert_eq!(everything(&t).await.len(), 1);
        assert_eq!(fields::known(&made.details)["name"], "Alpha GmbH");
    })
    .await;
}
