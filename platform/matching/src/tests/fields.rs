//! Fields other than the name: domains, phones, addresses, countries.

use crate::contact::{domain, email, phone};
use crate::place::{Address, AddressLevel, compare_addresses, country, postal, region};
use crate::{Field, Identifier, Judgment, Lexicon, Model, Record, compare, normalize, score, score_with};

#[test]
fn domains_are_cut_to_what_was_registered() {
    for (raw, expected) in [
        ("https://www.Example-Corp.co.uk/about?x=1", Some("example-corp.co.uk")),
        ("shop.acme.de", Some("acme.de")),
        ("www.acme.com:8080", Some("acme.com")),
        ("info@acme.fr", Some("acme.fr")),
        ("gmail.com", None),
        ("someone.github.io", None),
        ("facebook.com/acme", None),
        ("official", None),
        ("Official website", None),
        ("192.168.0.1", None),
        ("acme.notatld", None),
        ("", None),
    ] {
        assert_eq!(domain(raw).as_deref(), expected, "{raw}");
    }
    assert_eq!(email("Jane+news@Acme.com").as_deref(), Some("jane@acme.com"));
    assert_eq!(email("nobody"), None);
}

#[test]
fn phones_meet_however_they_are_written() {
    let e164 = |raw: &str, c: &str| phone(raw, c).map(|p| p.text);
    assert_eq!(e164("310/246-1501", ""), Some("+13102461501".to_owned()));
    assert_eq!(e164("(310) 246-1501 ext. 12", "us"), Some("+13102461501".to_owned()));
    assert_eq!(e164("+1 310 246 1501", ""), Some("+13102461501".to_owned()));
    assert_eq!(e164("+49 (0) 89 1234567", ""), Some("+49891234567".to_owned()));
    assert_eq!(e164("089 1234567", "de"), Some("+49891234567".to_owned()));
    assert_eq!(e164("0049 89 1234567", ""), Some("+49891234567".to_owned()));
    assert_eq!(e164("12", "de"), None);
    assert_eq!(e164("0000000000", "us"), None);
    assert_eq!(e164("call us", "us"), None);
}

#[test]
fn addresses_are_compared_by_street_and_number() {
    for (a, b, expected) in [
        ("435 S. La Cienega Blvd.", "435 s. la cienega blv.", AddressLevel::Same),
        ("24 Fifth Ave.", "24 5th Avenue", AddressLevel::Same),
        ("Hauptstraße 12", "Hauptstr. 12", AddressLevel::Same),
        ("120 W. 45th St. between 6th and 7th", "120 West 45th Street", AddressLevel::Same),
        ("1 Main St, Suite 400", "1 Main Street #400", AddressLevel::Same),
        ("12 Oak Road", "14 Oak Road", AddressLevel::OtherNumber),
        ("12 Oak Road", "Oak Rd", AddressLevel::StreetOnly),
        ("12 Oak Road", "99 Elm Street", AddressLevel::Different),
    ] {
        assert_eq!(compare_addresses(&Address::parse(a), &Address::parse(b)), expected, "{a} | {b}");
        assert_eq!(compare_addresses(&Address::parse(b), &Address::parse(a)), expected, "{b} | {a}");
    }
}

#[test]
fn countries_regions_and_postal_codes_have_one_form() {
    for (raw, expected) in [
        ("Germany", "de"),
        ("Deutschland", "de"),
        ("DEU", "de"),
        ("U.S.A.", "us"),
        ("United States of America", "us"),
        ("Milwaukee, Wisconsin", "us"),
        ("Tokyo, Japan", "jp"),
        ("The Netherlands", "nl"),
        ("Côte d'Ivoire", "ci"),
        ("Atlantis", ""),
        ("", ""),
    ] {
        assert_eq!(country(raw), expected, "{raw}");
    }
    assert_eq!(region("CA"), region("California"));
    assert_ne!(region("NC"), region("SC"));
    assert_eq!(region("N.C."), region("NC"));
    assert_eq!(postal("10115-1234"), "10115");
    assert_eq!(postal("D-80331"), "80331");
    assert_eq!(postal("SW1A 1AA"), "sw1a1aa");
}

fn company(name: &str, domain: &str, address: &str, city: &str, phone: &str) -> Record {
    let list = |s: &str| if s.is_empty() { Vec::new() } else { vec![s.to_owned()] };
    Record { domains: list(domain), address: address.to_owned(), city: city.to_owned(), phones: list(phone), ..Record::named("x", name) }
}

fn judged(a: &Record, b: &Record) -> Judgment {
    let l = Lexicon::new();
    score(&normalize(a, &l), &normalize(b, &l), &Model::default()).verdict
}

#[test]
fn a_chain_at_another_address_is_another_business() {
    let a = company("Starlight Diner", "", "12 Oak Road", "Boston", "617-555-0101");
    let b = company("Starlight Diner", "", "900 Pine Street", "Denver", "303-555-0199");
    assert_eq!(judged(&a, &b), Judgment::Different);
}

#[test]
fn a_company_that_moved_keeps_its_domain() {
    let a = company("Aurubis AG", "aurubis.com", "Hovestrasse 50", "Hamburg", "");
    let b = company("Aurubis", "www.aurubis.com", "Main Street 1", "Lünen", "");
    assert_eq!(judged(&a, &b), Judgment::Same);
}

#[test]
fn a_slight_difference_of_names_at_one_door_is_the_same() {
    let a = company("Arnie Morton's of Chicago", "", "435 S. La Cienega Blvd.", "Los Angeles", "310-246-1501");
    let b = company("Morton's", "", "435 S La Cienega Blv", "Los Angeles", "310/246-1501");
    assert_eq!(judged(&a, &b), Judgment::Same);
}

#[test]
fn tenants_of_one_house_are_never_the_same() {
    let a = company("Golden Nugget Hotel", "", "129 Fremont St.", "Las Vegas", "702-385-7111");
    let b = company("Stefano's", "", "129 Fremont Street", "Las Vegas", "702/385-7111");
    assert_ne!(judged(&a, &b), Judgment::Same);
}

#[test]
fn an_identifier_decides_and_a_person_stands_above() {
    let lexicon = Lexicon::new();
    let mut left = Record::named("a", "Blue Ocean Trading");
    let mut right = Record::named("b", "BOT Handelsgesellschaft");
    left.identifiers = vec![Identifier { scheme: "VAT".to_owned(), value: "DE 123 456 789".to_owned() }];
    right.identifiers = vec![Identifier { scheme: "vat".to_owned(), value: "DE123456789".to_owned() }];
    let (x, y) = (normalize(&left, &lexicon), normalize(&right, &lexicon));
    assert_eq!(compare(&x, &y).code(Field::Identifier), Some("identifier.same"));
    let v = score(&x, &y, &Model::default());
    assert_eq!(v.verdict, Judgment::Same);
    assert_eq!(v.evidence.first().map(|e| e.code), Some("identifier.same"));
    let told = score_with(&x, &y, &Model::default(), Some(Judgment::Different));
    assert_eq!(told.verdict, Judgment::Different);
    assert!(told.by_person);
}
