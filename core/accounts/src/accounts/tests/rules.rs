use base::{Currency, Money, Refusal as _};
use proptest::prelude::*;

use crate::accounts::fields::{self, Field};
use crate::accounts::model::{Details, Scheme};
use crate::accounts::rules;

#[test]
fn a_domain_is_read_from_what_people_write() {
    for (raw, domain) in [
        ("3i.com", "3i.com"),
        ("www.3i.com", "3i.com"),
        ("HTTPS://WWW.Example.co.uk/en/?x=1", "example.co.uk"),
        ("http://www.elmos.de/", "elmos.de"),
        ("atos.net/de", "atos.net"),
        ("investors.abb.com:443", "abb.com"),
        ("someone@company.com", "company.com"),
        ("müller.de", "müller.de"),
        ("xn--mller-kva.de", "xn--mller-kva.de"),
    ] {
        assert_eq!(rules::domain(raw).as_deref(), Some(domain), "{raw}");
    }
    for bad in [
        "",
        "official",
        "Official website",
        "bloomin'",
        "{{url|resonac.com}",
        "www.fdjeux.com www.groupefdj.com",
        "localhost",
        "10.0.0.1",
        "com",
        ".com",
        "a..com",
        "-a.com",
        "a.notatld",
        "exa\0mple.com",
        "co.uk",
    ] {
        assert_eq!(rules::domain(bad), None, "{bad}");
    }
}

#[test]
fn numbers_in_registers_carry_their_check_digits() {
    for (scheme, raw, clean) in [
        (Scheme::Isin, "US0378331005", "US0378331005"),
        (Scheme::Isin, " de000basf111", "DE000BASF111"),
        (Scheme::Lei, "5493 0084 UKLV MY22 DS16", "54930084UKLVMY22DS16"),
        (Scheme::Duns, "15-048-3782", "150483782"),
        (Scheme::Vat, "DE 123 456 789", "DE123456789"),
        (Scheme::Ticker, "iii.l", "III.L"),
        (Scheme::Registration, "hrb  12345 b", "HRB 12345 B"),
    ] {
        assert_eq!(rules::identifier(scheme, raw).as_deref(), Ok(clean), "{raw}");
    }
    assert_eq!(rules::identifier(Scheme::Lei, "529900T8BM49AURSDO55").as_deref(), Ok("529900T8BM49AURSDO55"));
    for (scheme, bad) in [
        (Scheme::Isin, "US0378331006"),
        (Scheme::Isin, "US037833100"),
        (Scheme::Lei, "529900T8BM49AURSDO56"),
        (Scheme::Duns, "12345"),
        (Scheme::Vat, "none"),
        (Scheme::Ticker, ""),
        (Scheme::Registration, "---"),
    ] {
        assert!(rules::identifier(scheme, bad).is_err(), "{bad}");
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let raw = Details {
        name: " ".to_owned(),
        domain: "official".to_owned(),
        country: "Germany".to_owned(),
        phone: "1\u{0}2".to_owned(),
        employees: Some(-1),
        revenue: Some(Money::new(-5, Currency::EUR)),
        identifiers: [(Scheme::Duns, "1".to_owned())].into(),
        ..Details::default()
    };
    let errors: Vec<(String, &str)> = rules::sound(&raw).unwrap_err().fields().into_iter().map(|f| (f.field, f.code)).collect();
    let expected = [
        ("name", "required"),
        ("phone", "account.control"),
        ("domain", "account.domain"),
        ("country", "account.country"),
        ("employees", "account.employees"),
        ("revenue", "account.amount_range"),
        ("identifiers.duns", "account.duns"),
    ];
    assert_eq!(errors, expected.map(|(f, c)| (f.to_owned(), c)));
}

#[test]
fn what_is_sound_is_cleaned() {
    let raw = Details {
        name: "  Alpha \n GmbH ".to_owned(),
        domain: "https://www.alpha.de/x".to_owned(),
        domains: vec!["alpha.de".to_owned(), "alpha.com".to_owned(), "www.alpha.com".to_owned(), String::new()],
        country: "de".to_owned(),
        ..Details::default()
    };
    let clean = rules::sound(&raw).unwrap();
    assert_eq!((clean.name.as_str(), clean.domain.as_str(), clean.country.as_str()), ("Alpha GmbH", "alpha.de", "DE"));
    assert_eq!(clean.domains, ["alpha.com"]);
    assert_eq!(rules::sound(&clean).unwrap(), clean);
}

#[test]
fn names_fold_to_plain_words() {
    for (name, fold) in [("Müller & Söhne GmbH", "muller sohne gmbh"), ("1&1", "1 1"), ("ЛУКОЙЛ", "lukoil"), ("  3i  ", "3i"), ("—", "-")]
    {
        assert_eq!(rules::fold(name), fold, "{name}");
    }
}

fn details() -> impl Strategy<Value = Details> {
    let text = || prop::sample::select(vec!["", "Alpha", "Beta Works", "Ωmega"]).prop_map(str::to_owned);
    let money = prop::option::of((0_i64..1_000_000, prop::bool::ANY));
    (text(), text(), prop::collection::vec(text(), 0..3), prop::option::of(0_i64..100), money, prop::option::of("[0-9]{9}")).prop_map(
        |(name, city, domains, employees, money, duns)| Details {
            name,
            city,
            domains,
            employees,
            revenue: money.map(|(minor, eur)| Money::new(minor, if eur { Currency::EUR } else { Currency::USD })),
            identifiers: duns.map(|d| (Scheme::Duns, d)).into_iter().collect(),
            ..Details::default()
        },
    )
}

proptest! {
    #[test]
    fn a_field_is_set_back_to_exactly_what_it_was(before in details(), after in details()) {
        let mut now = after.clone();
        for field in fields::changed(&before, &after) {
            field.restore(&mut now, &field.value(&before));
        }
        prop_assert_eq!(&now, &before);
        let mut copied = after;
        for field in Field::ALL {
            field.copy(&before, &mut copied);
        }
        prop_assert_eq!(copied, before);
    }

    #[test]
    fn no_text_breaks_the_rules_of_a_domain(raw in "\\PC{0,40}") {
        if let Some(domain) = rules::domain(&raw) {
            prop_assert_eq!(rules::domain(&domain), Some(domain));
        }
    }
}
