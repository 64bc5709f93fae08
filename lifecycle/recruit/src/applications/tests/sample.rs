//! What tests begin with.

use base::Currency;
use partners::{NewProgram, NewTier};
use testkit::Test;
use web::Stage;

use crate::applications::actions::{self, Verified};
use crate::applications::model::Details;

pub(super) fn stages() -> Vec<Stage> {
    vec![notices::stage(), identity::stage(), partners::stage(), crate::stage()]
}

pub(super) async fn open_program(t: &Test) {
    let tier = NewTier {
        name: "Registered".to_owned(),
        min_revenue_minor: 0,
        currency: Currency::EUR,
        min_certified: 0,
        margin_points: 0,
        protection_days: 90,
        benefits: String::new(),
    };
    let new = &NewProgram { name: "Kestrel Partners".to_owned(), purpose: String::new(), tiers: vec![tier] };
    t.system(|work| async move { partners::open_program(&work, new).await }).await.unwrap();
}

pub(super) fn details() -> Details {
    let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect();
    Details {
        kind: "reseller".to_owned(),
        company: "Brightpath Systems GmbH".to_owned(),
        website: "https://www.brightpath.example/".to_owned(),
        country: "DE".to_owned(),
        city: "Hamburg".to_owned(),
        size: "50-249".to_owned(),
        models: words(&["resale"]),
        skills: words(&["cloud", "security"]),
        certifications: words(&["ISO 27001"]),
        industries: words(&["retail"]),
        customers: 120,
        deals: 10,
        why: "Our customers ask for exactly what you make.".to_owned(),
        name: "Amara Diallo".to_owned(),
        email: "Amara.Diallo@brightpath.example".to_owned(),
        role: "Head of sales".to_owned(),
        phone: "+49 40 123456".to_owned(),
        privacy: true,
        accuracy: true,
    }
}

/// A stranger applies and confirms.
pub(super) async fn filed(t: &Test, details: &Details) -> Verified {
    let begun = &t.system(|work| async move { actions::begin(&work, None, details, "de").await }).await.unwrap();
    t.system(|work| async move { actions::verify(&work, &begun.confirm).await }).await.unwrap()
}
