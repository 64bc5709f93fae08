//! Tests of standing: rights are given once, end in time, and every change is told.

use base::{PartnerId, UserId};
use chrono::TimeDelta;
use testkit::each_db;
use uuid::Uuid;

use crate::tests::{World, stages};
use crate::{Grant, NewGrant, end_grants, give_grant, holders};

fn grant(partner: PartnerId, user: Option<UserId>, right: &str, until: Option<base::Instant>) -> NewGrant {
    NewGrant { partner, user, right: right.to_owned(), until, reason: "test".to_owned() }
}

async fn give(w: &World, new: &NewGrant) -> Grant {
    w.test.system(|work| async move { give_grant(&work, new).await }).await.unwrap()
}

#[tokio::test]
async fn a_right_is_given_once_and_only_its_end_moves_on() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let user = w.erik.actor.user;
        let in_days = |n: i64| Some(testkit::beginning() + TimeDelta::days(n));
        let first = give(&w, &grant(w.nordic, user, "certified:route", in_days(30))).await;
        let sooner = give(&w, &grant(w.nordic, user, "certified:route", in_days(10))).await;
        assert_eq!((sooner.id, sooner.until), (first.id, in_days(30)), "an end never moves back");
        let later = give(&w, &grant(w.nordic, user, "certified:route", in_days(60))).await;
        assert_eq!((later.id, later.until), (first.id, in_days(60)));
        let open = give(&w, &grant(w.nordic, user, "certified:route", None)).await;
        assert_eq!((open.id, open.until), (first.id, None));
        let still = give(&w, &grant(w.nordic, user, "certified:route", in_days(90))).await;
        assert_eq!(still.until, None, "an open end stays open");
        assert_eq!(w.rights(w.nordic).await, ["certified:route"]);
        // Told when it was given, and when its end moved: not when nothing changed. Three are the active bundle's.
        assert_eq!(w.audited("grant.given").await, 3 + 3);
    })
    .await;
}

#[tokio::test]
async fn a_right_that_is_given_many_times_at_once_is_one() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let new = grant(w.nordic, None, "market.use", None);
        let all = futures::future::join_all((0..8).map(|_| give(&w, &new))).await;
        assert!(all.iter().all(|g| g.id == all[0].id));
        assert_eq!(w.rights(w.nordic).await, ["market.use"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_over_counts_for_nothing() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let user = w.erik.actor.user;
        let until = Some(testkit::beginning() + TimeDelta::days(30));
        give(&w, &grant(w.nordic, user, "certified:route", until)).await;
        give(&w, &grant(w.nordic, None, "market.use", None)).await;
        let standing = crate::standing(&w.system(), w.nordic).await.unwrap();
        let other = Some(UserId::from(Uuid::from_u128(4)));
        assert_eq!([standing.holds("certified:route", user), standing.holds("certified:route", other)], [true, false]);
        assert!(!standing.holds("certified:route", None), "a person's right is not the partner's");
        assert!(standing.holds("market.use", other), "the partner's right is everybody's");
        assert_eq!(standing.people_with("certified:"), 1);
        test.clock.set(testkit::beginning() + TimeDelta::days(30) - TimeDelta::milliseconds(1));
        assert_eq!(holders(&w.system(), "certified:route").await.unwrap().len(), 1);
        test.clock.set(testkit::beginning() + TimeDelta::days(30));
        assert_eq!(holders(&w.system(), "certified:route").await.unwrap(), []);
        assert_eq!(w.rights(w.nordic).await, ["market.use"]);
        // Given again after its end: a new grant.
        give(&w, &grant(w.nordic, user, "certified:route", None)).await;
        assert_eq!(w.rights(w.nordic).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn ending_a_right_ends_that_holders_and_no_others() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let (erik, other) = (w.erik.actor.user, Some(UserId::from(Uuid::from_u128(4))));
        for user in [erik, other, None] {
            give(&w, &grant(w.nordic, user, "certified:route", None)).await;
        }
        give(&w, &grant(w.brightpath, None, "certified:route", None)).await;
        let partner = w.nordic;
        let ended = test.system(|work| async move { end_grants(&work, partner, erik, "certified:route", "revoked").await }).await;
        assert_eq!(ended.unwrap(), 1);
        let again = test.system(|work| async move { end_grants(&work, partner, erik, "certified:route", "revoked").await }).await;
        assert_eq!(again.unwrap(), 0);
        let left: Vec<Option<UserId>> =
            holders(&w.system(), "certified:route").await.unwrap().into_iter().filter(|g| g.partner == w.nordic).map(|g| g.user).collect();
        assert_eq!(left, [other, None]);
        assert_eq!(w.audited("grant.ended").await, 1);
    })
    .await;
}
