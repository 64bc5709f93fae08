//! Every state and every move, and what comes with a move.

use base::{Currency, Kind};
use proptest::prelude::*;
use testkit::each_db;
use uuid::Uuid;

use super::super::model::{Lifecycle, Partner, PartnerType};
use super::super::rules::{PartnerRefused, asks_reason, move_to, next};
use crate::tests::{World, new_partner, stages};

fn partner(state: Lifecycle) -> Partner {
    Partner {
        id: Uuid::from_u128(1).into(),
        name: "Brightpath".to_owned(),
        kind: PartnerType::Reseller,
        country: "NO".to_owned(),
        city: String::new(),
        website: String::new(),
        state,
        manager: None,
        parent: None,
        program: None,
        tier: None,
        locale: "en".to_owned(),
        currency: Currency::EUR,
        created_at: testkit::beginning(),
        activated_at: None,
        moved_at: None,
        version: 1,
    }
}

#[test]
fn the_table_of_moves() {
    let mut table = Vec::new();
    for from in Lifecycle::ALL {
        for to in Lifecycle::ALL {
            match move_to(partner(*from), *to, Some("Because"), testkit::beginning()) {
                Ok(p) => {
                    assert_eq!(p.activated_at.is_some(), *to == Lifecycle::Active);
                    let bare = move_to(partner(*from), *to, Some("  "), testkit::beginning());
                    assert_eq!(bare.err(), asks_reason(*to).then_some(PartnerRefused::ReasonNeeded));
                    table.push(format!("{} {}{}", from.code(), to.code(), if asks_reason(*to) { " why" } else { "" }));
                }
                Err(e) => assert_eq!(e, PartnerRefused::NoSuchMove { from: from.code(), to: to.code() }),
            }
        }
    }
    assert_eq!(
        table,
        [
            "prospect applicant",
            "prospect rejected why",
            "applicant contracting",
            "applicant rejected why",
            "contracting onboarding",
            "contracting offboarding why",
            "contracting rejected why",
            "onboarding active",
            "onboarding suspended why",
            "onboarding offboarding why",
            "active suspended why",
            "active offboarding why",
            "suspended active",
            "suspended offboarding why",
            "offboarding former",
            "rejected applicant",
        ]
    );
}

proptest! {
    #[test]
    fn no_path_leads_where_no_line_does(steps in prop::collection::vec(0usize..Lifecycle::ALL.len(), 1..30)) {
        let mut p = partner(Lifecycle::Prospect);
        let mut first_active = None;
        for (n, to) in (0..).zip(steps) {
            let now = testkit::beginning() + chrono::TimeDelta::days(n);
            let (to, from) = (Lifecycle::ALL[to], p.state);
            match move_to(p.clone(), to, Some("Because"), now) {
                Ok(moved) => {
                    prop_assert!(next(from).contains(&to));
                    if to == Lifecycle::Active && first_active.is_none() {
                        first_active = Some(now);
                    }
                    p = moved;
                }
                Err(_) => prop_assert!(!next(from).contains(&to)),
            }
            prop_assert_eq!(p.activated_at, first_active, "set once, and never edited");
        }
    }
}

#[tokio::test]
async fn becoming_active_gives_rights_and_leaving_ends_them() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let bundle = ["deal.register", "incentive.earn", "market.use"];
        assert_eq!(w.rights(w.nordic).await, [""; 0]);
        assert_eq!(w.rights(w.brightpath).await, bundle);
        let since = w.partner(w.brightpath).await.activated_at;
        let (id, user) = (w.brightpath, w.pia.actor.user);
        let certificate =
            crate::NewGrant { partner: id, user, right: "certified:route".to_owned(), until: None, reason: "exam".to_owned() };
        let certificate = &certificate;
        test.system(|work| async move { crate::give_grant(&work, certificate).await }).await.unwrap();

        let refused = w.move_to(id, Lifecycle::Suspended, None).await.unwrap_err();
        assert_eq!((refused.code(), refused.kind()), (Some("partner.reason_needed"), Some(Kind::Invalid)));
        assert_eq!(w.rights(id).await.len(), 4);
        w.move_to(id, Lifecycle::Suspended, Some("Unpaid\ninvoices")).await.unwrap();
        assert_eq!(w.rights(id).await, ["certified:route"], "what people know stays");
        test.advance(chrono::TimeDelta::days(3));
        w.move_to(id, Lifecycle::Active, None).await.unwrap();
        assert_eq!(w.rights(id).await.len(), 4);
        assert_eq!(w.partner(id).await.activated_at, since);
        w.move_to(id, Lifecycle::Offboarding, Some("They were bought")).await.unwrap();
        w.move_to(id, Lifecycle::Former, None).await.unwrap();
        assert_eq!(w.rights(id).await, [""; 0], "a former partner holds nothing");
        assert_eq!(crate::holders(&w.system(), "certified:route").await.unwrap(), []);
        let people = identity::of_partner(&w.system(), id).await.unwrap();
        assert!(people.iter().all(|p| p.state != identity::UserState::Active), "nobody of theirs gets in");
        let refused = w.move_to(id, Lifecycle::Active, None).await.unwrap_err();
        assert_eq!((refused.code(), refused.kind()), (Some("partner.no_such_move"), Some(Kind::Conflict)));
        assert_eq!(w.audited("grant.ended").await, 3 + 3 + 1);
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn making_a_partner_active_by_hand_takes_a_reason_and_tells_it() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.move_to(w.nordic, Lifecycle::Onboarding, None).await.unwrap();
        let refused = w.move_to(w.nordic, Lifecycle::Active, None).await.unwrap_err();
        assert_eq!(refused.code(), Some("partner.reason_needed"));
        assert_eq!((w.partner(w.nordic).await.state, w.rights(w.nordic).await.len()), (Lifecycle::Onboarding, 0));
        w.move_to(w.nordic, Lifecycle::Active, Some("They come from the old program")).await.unwrap();
        assert_eq!(w.rights(w.nordic).await.len(), 3);
        assert_eq!(w.audited("partner.activated").await, 2);
        // Activating once more changes nothing and tells nothing.
        let id = w.nordic;
        test.system(|work| async move { crate::activate(&work, id, "again").await }).await.unwrap();
        assert_eq!(w.audited("partner.activated").await, 2);
    })
    .await;
}

#[tokio::test]
async fn who_is_admitted_begins_at_the_entry_with_the_least_busy_manager() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let admitted = test.system(|work| async move { crate::admit(&work, &new_partner(" Alba  IT AS ", None)).await }).await.unwrap();
        assert_eq!((admitted.name.as_str(), admitted.state, admitted.version), ("Alba IT AS", Lifecycle::Contracting, 1));
        assert_eq!(admitted.manager, Some(w.karin), "Jonas has two");
        let standing = crate::standing(&w.system(), admitted.id).await.unwrap();
        assert_eq!(standing.tier.map(|t| (t.rank, t.name)), Some((1, "Registered".to_owned())));
        assert!(!standing.grants.iter().any(|g| g.right == "deal.register"));
        let pia = &w.pia.actor;
        let refused =
            test.app.transact(pia, |work| async move { crate::admit(&work, &new_partner("Mine", None)).await }).await.unwrap_err();
        assert_eq!(refused.kind(), Some(Kind::Forbidden));
        for bad in [
            crate::NewPartner { country: "Norway".to_owned(), ..new_partner("Alba", None) },
            crate::NewPartner { name: "Al\tba".to_owned(), ..new_partner("Alba", None) },
            crate::NewPartner { name: "A".to_owned(), ..new_partner("Alba", None) },
            crate::NewPartner { city: "x".repeat(101), ..new_partner("Alba", None) },
        ] {
            let bad = &bad;
            let refused = test.system(|work| async move { crate::admit(&work, bad).await }).await.unwrap_err();
            assert_eq!(refused.kind(), Some(Kind::Invalid));
        }
        assert_eq!(w.audited("partner.created").await, 3);
    })
    .await;
}
