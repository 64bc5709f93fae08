//! The vendor of these tests: its program, courses, agreements and plan, and its people.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{Currency, PartnerId, Rate, UserId};
use enable::courses::model::NewCourse;
use identity::{NewToken, NewUser};
use incentivize::plans::model::{NewPlan, PlanRate};
use partners::{Lifecycle, NewPartner, NewProduct, NewProgram, NewTier, PartnerType};
use testkit::{Persona, Test};
use work::{Permission, Role};

/// The password of everybody with an account.
pub(crate) const PASSWORD: &str = "canal-barge-lock-seven";

/// What the answers in the courses below begin with when they are right.
const RIGHT: &str = "Right: ";

/// The vendor: its people by role, with tokens for everything that they may do.
pub(crate) struct Vendor {
    pub(crate) t: Arc<Test>,
    people: BTreeMap<&'static str, Person>,
    /// The id of the product that deals are about.
    pub(crate) product: String,
}

/// Somebody with an account and a token.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) id: UserId,
    pub(crate) email: String,
    pub(crate) api: Persona,
}

impl Vendor {
    /// Opens the program.
    pub(crate) async fn open(t: &Arc<Test>) -> Self {
        program(t).await;
        courses(t).await;
        let vendor = t.app.settings().vendor.clone();
        let vendor = vendor.as_str();
        t.system(|work| async move {
            onboard::seed_agreements(&work, vendor).await?;
            onboard::seed_activation(&work).await?;
            recruit::scoring::ensure_default(&work).await?;
            Ok(())
        })
        .await
        .unwrap();
        let product = plan(t).await;
        let mut people = BTreeMap::new();
        for role in Role::ALL.iter().filter(|r| r.is_staff()) {
            let email = format!("{}@kestrel.example", role.code());
            people.insert(role.code(), person(t, &email, *role, None, "Kestrel").await);
        }
        // The schedules begin to count.
        t.tick().await;
        Self { t: t.clone(), people, product }
    }

    /// A person of the vendor.
    pub(crate) fn staff(&self, role: Role) -> &Person {
        &self.people[role.code()]
    }

    /// A person of the vendor as they call the API.
    pub(crate) fn api(&self, role: Role) -> &Persona {
        &self.staff(role).api
    }
}

/// Adds somebody who has accepted the invitation already, with a token for everything.
pub(crate) async fn person(t: &Arc<Test>, email: &str, role: Role, partner: Option<PartnerId>, org: &str) -> Person {
    let new = &NewUser {
        email: email.to_owned(),
        name: format!("{} of {org}", role.code()),
        roles: vec![role],
        partner,
        org: org.to_owned(),
        locale: "en".to_owned(),
        zone: "UTC".to_owned(),
    };
    let hash = &identity::hash_password(PASSWORD, t.app.ids().random::<16>(), identity::Cost::Invented).await.unwrap();
    let id = t.system(|work| async move { identity::add_active(&work, new, Some(hash.clone()), None).await }).await.unwrap();
    Person { id, email: email.to_owned(), api: t.bearer(&token(t, id).await.1) }
}

/// A partner that may register deals, without the way that leads there.
pub(crate) async fn active_partner(t: &Arc<Test>, name: &str, country: &str) -> PartnerId {
    t.system(|work| async move {
        let new = NewPartner {
            name: name.to_owned(),
            kind: PartnerType::Reseller,
            country: country.to_owned(),
            city: String::new(),
            website: String::new(),
            locale: "en".to_owned(),
            currency: Currency::EUR,
            manager: None,
        };
        let partner = partners::admit(&work, &new).await?.id;
        partners::move_to(&work, partner, Lifecycle::Onboarding, None).await?;
        partners::activate(&work, partner, "test").await?;
        Ok(partner)
    })
    .await
    .unwrap()
}

/// A token for everything that its owner may do: id and secret.
pub(crate) async fn token(t: &Arc<Test>, user: UserId) -> (String, String) {
    let new = &NewToken { name: "Test".to_owned(), scopes: Permission::ALL.to_vec(), expires_at: None };
    let (token, secret) = t.system(|work| async move { identity::make_token(&work, user, new).await }).await.unwrap();
    (token.id.to_string(), secret)
}

async fn program(t: &Arc<Test>) {
    let tier = |name: &str, revenue: i64| NewTier {
        name: name.to_owned(),
        min_revenue_minor: revenue * 100,
        currency: Currency::EUR,
        min_certified: 0,
        margin_points: 0,
        protection_days: 90,
        benefits: "Portal".to_owned(),
    };
    let program = &NewProgram {
        name: "Program".to_owned(),
        purpose: "Sell together.".to_owned(),
        tiers: vec![tier("Entry", 0), tier("Gold", 900_000)],
    };
    t.system(|work| async move {
        partners::open_program(&work, program).await?;
        let new = NewProduct { key: "route-planner".to_owned(), name: "Route Planner".to_owned(), family: "Fleet".to_owned() };
        partners::add_product(&work, &new).await?;
        Ok(())
    })
    .await
    .unwrap();
}

/// The courses that the activation plans name.
async fn courses(t: &Arc<Test>) {
    for key in ["sales-essentials", "technical-essentials", "support-basics"] {
        let text = format!(
            "# The one lesson (3 min)\nWhat there is to know.\n\n? The first question?\n+ {RIGHT}yes\n- No\n? The second question?\n+ {RIGHT}two\n- One\n"
        );
        let course = &NewCourse {
            key: key.to_owned(),
            title: key.to_owned(),
            summary: "A course.".to_owned(),
            path: if key == "sales-essentials" { "sales" } else { "technical" }.to_owned(),
            certification: key.to_owned(),
            valid_months: 24,
            pass_mark: 60,
            draw: 2,
            attempts: 5,
            text,
        };
        t.system(|work| async move { enable::courses::actions::publish(&work, course).await }).await.unwrap();
    }
}

/// Whether an answer of the courses is right.
pub(crate) fn is_right(choice: &str) -> bool {
    choice.starts_with(RIGHT)
}

/// Eight percent for everybody; returns the product that deals are about.
async fn plan(t: &Arc<Test>) -> String {
    let products = partners::products(&t.app.read(&t.app.system("test"))).await.unwrap();
    let plan = &NewPlan {
        name: "Commission".to_owned(),
        valid_from: t.app.now().date_naive(),
        valid_until: None,
        rates: vec![PlanRate { product: None, min_rank: 0, rate: Rate::from_basis_points(800) }],
    };
    t.system(|work| async move {
        let draft = incentivize::plans::actions::draft(&work, plan).await?;
        incentivize::plans::actions::activate(&work, draft.id).await
    })
    .await
    .unwrap();
    products[0].id.to_string()
}
