mod inbox;
mod mails;

use base::{PartnerId, UserId};
use uuid::Uuid;
use web::Stage;

use crate::{Message, Recipient};

/// The stage under test, with the words of the topics that tests use.
pub(super) fn stages() -> Vec<Stage> {
    const WORDS: &[(&str, &str)] = &[
        (
            "en",
            "notice-deal-approved-title = { $company } is approved\nnotice-deal-approved-body = Protected until { $until }, worth { $worth }.\nnotice-deal-approved-name = Decisions about deals\n",
        ),
        (
            "de",
            "notice-deal-approved-title = { $company } ist freigegeben\nnotice-deal-approved-body = Geschützt bis { $until }, Wert { $worth }.\nnotice-deal-approved-name = Entscheidungen über Geschäfte\n",
        ),
    ];
    const ACCOUNT: &[(&str, &str)] = &[
        ("en", "notice-account-reset-title = Reset\nnotice-account-reset-body = Now.\n"),
        ("de", "notice-account-reset-title = Neu\nnotice-account-reset-body = Jetzt.\n"),
    ];
    vec![crate::stage(), Stage { messages: vec![WORDS, ACCOUNT], ..Stage::new("words") }]
}

pub(super) fn user(n: u128) -> UserId {
    Uuid::from_u128(n).into()
}

pub(super) fn partner() -> PartnerId {
    Uuid::from_u128(77).into()
}

pub(super) fn ada(locale: &str) -> Recipient {
    Recipient { user: Some(user(1)), email: "ada@brightpath.example".to_owned(), name: "Ada Okafor".to_owned(), locale: locale.to_owned() }
}

pub(super) fn approved() -> Message {
    let worth = base::Money::new(2_845_000, base::Currency::EUR);
    let until = chrono::NaiveDate::from_ymd_opt(2027, 2, 16).unwrap();
    Message {
        topic: "deal.approved",
        args: vec![("company", "Mærsk".into()), ("until", crate::values::date(until)), ("worth", crate::values::money(worth))],
        href: "/deals/deal_1".to_owned(),
        mail: true,
    }
}
