//! Lists: filters, pages, scope, and who saved first.

use base::{Error, Kind, PageRequest, PartnerId};
use testkit::each_db;

use super::super::model::{Filter, Lifecycle, PartnerType};
use super::super::store;
use crate::tests::{World, new_partner, stages};

async fn listed(work: &work::Work, filter: &Filter, limit: u64) -> Vec<String> {
    let (mut names, mut page) = (Vec::new(), PageRequest::first(limit));
    loop {
        let found = crate::list(work, filter, &page).await.unwrap();
        assert!(found.items.len() <= usize::try_from(limit).unwrap());
        names.extend(found.items.into_iter().map(|p| p.name));
        let Some(next) = found.next else { return names };
        page = PageRequest::first(limit).after(Some(next));
    }
}

#[tokio::test]
async fn partners_are_listed_by_name_page_by_page() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        for name in ["Ärende AB", "alba", "Zenith", "Österlund", "Alba", "Ödland & Söhne", "100% IT_Partner"] {
            test.system(|work| async move { crate::admit(&work, &new_partner(name, None)).await }).await.unwrap();
        }
        let all = listed(&w.system(), &Filter::default(), 200).await;
        assert_eq!(all.len(), 9);
        for limit in [1, 2, 4] {
            assert_eq!(listed(&w.system(), &Filter::default(), limit).await, all, "pages of {limit}");
        }
        let folded: Vec<String> = all.iter().map(|n| store::fold(n)).collect();
        assert!(folded.is_sorted(), "{folded:?}");
        let find = |q: &str| Filter { q: q.to_owned(), ..Filter::default() };
        assert_eq!(listed(&w.system(), &find("ALBA"), 10).await.len(), 2);
        assert_eq!(listed(&w.system(), &find("sohne"), 10).await, ["Ödland & Söhne"]);
        assert_eq!(listed(&w.system(), &find("zzz"), 10).await, [""; 0]);
        // What a pattern would mean is only text.
        assert_eq!(listed(&w.system(), &find("%"), 10).await, ["100% IT_Partner"]);
        assert_eq!(listed(&w.system(), &find("it_p"), 10).await, ["100% IT_Partner"]);
        assert_eq!(listed(&w.system(), &find("\\"), 10).await, [""; 0]);
        let work = &w.system();
        let of = |filter: Filter| async move { listed(work, &filter, 10).await };
        assert_eq!(of(Filter { state: Some(Lifecycle::Active), ..Filter::default() }).await, ["Brightpath Systems"]);
        assert_eq!(of(Filter { kind: Some(PartnerType::Isv), ..Filter::default() }).await, [""; 0]);
        assert_eq!(of(Filter { ids: Some(vec![w.nordic]), ..Filter::default() }).await, ["Nordic IT Partners"]);
        assert_eq!(of(Filter { ids: Some(Vec::new()), ..Filter::default() }).await, [""; 0]);
        let of_jonas = of(Filter { manager: w.jonas.actor.user, state: Some(Lifecycle::Contracting), ..Filter::default() }).await;
        assert!(of_jonas.contains(&"Nordic IT Partners".to_owned()));
        assert_eq!(store::counts(&w.system()).await.unwrap().values().sum::<i64>(), 9);
    })
    .await;
}

#[tokio::test]
async fn a_member_sees_the_own_partner_and_no_other() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let work = test.app.read(&w.pia.actor);
        assert_eq!(listed(&work, &Filter::default(), 10).await, ["Brightpath Systems"]);
        assert_eq!(listed(&work, &Filter { ids: Some(vec![w.nordic]), ..Filter::default() }, 10).await, [""; 0]);
        let missing = |e: Error| assert_eq!(e.kind(), Some(Kind::Missing));
        missing(crate::get(&work, w.nordic).await.unwrap_err());
        missing(crate::standing(&work, w.nordic).await.unwrap_err());
        let nobody: PartnerId = uuid::Uuid::from_u128(5).into();
        missing(crate::get(&work, nobody).await.unwrap_err());
        assert_eq!(crate::names(&work, &[w.brightpath, w.nordic]).await.unwrap().len(), 1);
        assert_eq!(store::counts(&work).await.unwrap().values().sum::<i64>(), 1);
        let anonymous = test.app.read(&work::Actor::anonymous());
        assert_eq!(listed(&anonymous, &Filter::default(), 10).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn who_saves_second_hears_it() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let read = w.partner(w.nordic).await;
        let first = &crate::Partner { city: "Bergen".to_owned(), ..read.clone() };
        let second = &crate::Partner { city: "Tromsø".to_owned(), ..read };
        let saved = test.system(|work| async move { store::save(&work, first).await }).await.unwrap();
        assert_eq!(saved.version, first.version + 1);
        let refused = test.system(|work| async move { store::save(&work, second).await }).await.unwrap_err();
        assert_eq!(refused.kind(), Some(Kind::Stale));
        assert_eq!(w.partner(w.nordic).await.city, "Bergen");
    })
    .await;
}
