//! What several capabilities' tests stand on.

mod journeys;

use std::sync::Arc;

use base::{Currency, ImportId, PartnerId};
use testkit::{Persona, Test};
use work::Role;

use crate::{Details, FileImport, NewAccount, Options, Origin, Summary};

/// The stages under test.
pub(crate) fn stages() -> Vec<web::Stage> {
    vec![crate::stage()]
}

/// The real companies, as HubSpot exports them.
pub(crate) const HUBSPOT: &str = include_str!("../../../../testdata/companies-hubspot.csv");
/// The same companies as found, before any cleaning.
pub(crate) const RAW: &str = include_str!("../../../../testdata/companies-raw.csv");

/// Somebody who may import.
pub(crate) fn ops(t: &Test) -> Persona {
    t.staff(Role::PartnerOps)
}

/// A program, and partners with these names in it.
pub(crate) async fn partners_named(t: &Arc<Test>, names: &[&str]) -> Vec<PartnerId> {
    t.system(|work| async move {
        let tier = partners::NewTier {
            name: "Registered".to_owned(),
            min_revenue_minor: 0,
            currency: Currency::EUR,
            min_certified: 0,
            margin_points: 0,
            protection_days: 90,
            benefits: String::new(),
        };
        let program = partners::NewProgram { name: "Kestrel".to_owned(), purpose: "Sell".to_owned(), tiers: vec![tier] };
        partners::open_program(&work, &program).await?;
        let mut made = Vec::new();
        for name in names {
            let new = partners::NewPartner {
                name: (*name).to_owned(),
                kind: partners::PartnerType::Reseller,
                country: "NO".to_owned(),
                city: "Oslo".to_owned(),
                website: String::new(),
                locale: "en".to_owned(),
                currency: Currency::EUR,
                manager: None,
            };
            made.push(partners::admit(&work, &new).await?.id);
        }
        Ok(made)
    })
    .await
    .unwrap()
}

/// Imports a file as the command line does.
pub(crate) async fn import(t: &Arc<Test>, csv: &[u8], options: Options) -> base::Result<Summary> {
    let file = FileImport {
        file_name: "companies.csv".to_owned(),
        bytes: csv.to_vec().into(),
        options,
        errors_to: Some(t.dir.path().join("errors.csv")),
        l: t.app.l10n(i18n::Locale::En, i18n::Tz::UTC),
    };
    crate::import_file(&t.app, &ops(t).actor, &file, &mut |_, _| {}).await
}

/// Options that keep the good rows.
pub(crate) fn keeping() -> Options {
    Options { keep_good: true, ..Options::default() }
}

/// Undoes an import and waits for the end.
pub(crate) async fn undo(t: &Arc<Test>, id: ImportId) {
    let undone = t.app.transact(&ops(t).actor, |work| async move { crate::imports::actions::undo(&work, id).await }).await;
    undone.expect("the undo begins");
    t.settle().await;
}

/// Details with a name, a domain and a country.
pub(crate) fn company(name: &str, domain: &str, country: &str) -> Details {
    Details { name: name.to_owned(), domain: domain.to_owned(), country: country.to_owned(), ..Details::default() }
}

/// Creates an account as the system does.
pub(crate) async fn create(t: &Arc<Test>, details: Details) -> crate::Account {
    let new = &NewAccount::new(details, Origin::Manual);
    t.system(|work| async move { crate::create(&work, new).await }).await.expect("the account is created")
}

/// Every account's details and keys elsewhere, by id: all that an import may change.
pub(crate) async fn everything(t: &Arc<Test>) -> Vec<(base::AccountId, Details, Option<crate::External>)> {
    let work = t.app.read(&work::Actor::system("test"));
    let (mut all, mut page) = (Vec::new(), base::PageRequest::first(200));
    loop {
        let found = crate::list(&work, &crate::Filter::default(), &page).await.expect("the list");
        all.extend(found.items.into_iter().map(|a| (a.id, a.details, a.external)));
        match found.next {
            Some(next) => page = base::PageRequest::first(200).after(Some(next)),
            None => break,
        }
    }
    all.sort_by_key(|a| a.0);
    all
}

/// Asserts that pages have their words in every language, the made-up ones among them.
pub(crate) async fn speak(who: &Persona, paths: &[&str]) {
    for path in paths {
        for language in ["en", "de", "en-XA", "ar-XB"] {
            let request = axum::http::Request::get(*path).header("cookie", format!("lang={language}"));
            let page = who.send(request.body(axum::body::Body::empty()).expect("a request")).await;
            assert_eq!(page.status.as_u16(), 200, "{path} {}", page.text);
            // The headings of the menu are words of another crate.
            assert!(!page.text.replace("⟦nav-", "").contains('⟦'), "{path} in {language} lacks words: {}", page.text);
        }
    }
}
