use base::Currency;

use crate::accounts::fields::Field;
use crate::imports::model::{Encoding, Layout, State, Target};
use crate::imports::rules::row::{self, amount, whole_number};
use crate::imports::rules::table::{Rows, shape, text};
use crate::imports::rules::{ImportRefused, Move, headers, to};

fn names(list: &[&str]) -> Vec<String> {
    list.iter().map(|n| (*n).to_owned()).collect()
}

#[test]
fn exports_are_recognized_by_their_headers() {
    let hubspot = names(&[
        "Record ID",
        "Company name",
        "Company Domain Name",
        "Phone Number",
        "City",
        "State/Region",
        "Postal Code",
        "Country/Region",
        "Industry",
        "Number of Employees",
        "Annual Revenue",
        "Company owner",
        "Lifecycle Stage",
        "ISIN",
        "Ticker",
    ]);
    assert_eq!(headers::recognize(Layout::Auto, &hubspot), Ok(Layout::Hubspot));
    let codes: Vec<&str> = headers::guess(&hubspot).iter().map(|t| t.map_or("", Target::code)).collect();
    assert_eq!(
        codes,
        [
            "external_id",
            "name",
            "domain",
            "phone",
            "city",
            "region",
            "postal",
            "country",
            "industry",
            "employees",
            "revenue",
            "owner",
            "lifecycle_stage",
            "isin",
            "ticker"
        ]
    );
    let salesforce = names(&[
        "Account ID",
        "Account Name",
        "Website",
        "Billing Street",
        "Billing City",
        "Billing State/Province",
        "Billing Zip/Postal Code",
        "Billing Country",
        "Phone",
        "Industry",
        "Employees",
        "Annual Revenue",
        "Account Owner",
        "Last Modified Date",
    ]);
    assert_eq!(headers::recognize(Layout::Auto, &salesforce), Ok(Layout::Salesforce));
    let codes: Vec<&str> = headers::guess(&salesforce).iter().map(|t| t.map_or("", Target::code)).collect();
    assert_eq!(
        codes,
        [
            "external_id",
            "name",
            "domain",
            "street",
            "city",
            "region",
            "postal",
            "country",
            "phone",
            "industry",
            "employees",
            "revenue",
            "owner",
            ""
        ]
    );
    assert_eq!(headers::recognize(Layout::Auto, &names(&["name", "website"])), Ok(Layout::Other));
    let refused = ImportRefused::Layout { layout: "Salesforce", missing: "Account ID" };
    assert_eq!(headers::recognize(Layout::Salesforce, &hubspot), Err(refused));
}

#[test]
fn of_two_headers_that_say_the_same_the_first_is_taken() {
    let twice = names(&["Name", "name", "Website", "Domain", "", "NAME"]);
    let mapping = headers::guess(&twice);
    assert_eq!(mapping[0], Some(Target::Field(Field::Name)));
    assert_eq!(mapping[1..2], [None]);
    assert_eq!(mapping.iter().flatten().count(), 2, "{mapping:?}");
    let chosen =
        headers::choose(&twice, &[(Some(Target::Field(Field::LegalName)), "Website".to_owned()), (None, "Domain".to_owned())]).unwrap();
    assert_eq!(chosen[2], Some(Target::Field(Field::LegalName)));
    assert_eq!(chosen[3], None);
    assert_eq!(headers::choose(&twice, &[(None, "Nothing".to_owned())]), Err(ImportRefused::Mapping));
    assert_eq!(headers::sound(&vec![None; 6], &twice), Err(ImportRefused::NoName));
    let double = vec![Some(Target::Field(Field::Name)), Some(Target::Field(Field::Name)), None, None, None, None];
    assert_eq!(headers::sound(&double, &twice), Err(ImportRefused::Twice { target: "name" }));
}

#[test]
fn numbers_are_read_as_they_stand_or_not_at_all() {
    for (text, n) in
        [("6000", 6000), ("6,000", 6000), ("6.000", 6000), ("1 234 567", 1_234_567), ("12'000", 12_000), ("0", 0), ("3167.0", 3167)]
    {
        assert_eq!(whole_number(text), Some(n), "{text}");
    }
    for bad in
        ["", "6,000 (2025)", "c.250", "5k", "-1", "1,00", "1,0000", "12.5", "1.234,567", "3,167 (average, 2021)", "999999999999", "１２"]
    {
        assert_eq!(whole_number(bad), None, "{bad}");
    }
}

#[test]
fn amounts_are_read_as_they_stand_or_not_at_all() {
    let usd = Currency::USD;
    let jpy: Currency = "JPY".parse().unwrap();
    for (text, usual, minor, code) in [
        ("1990000000", usd, 199_000_000_000, "USD"),
        ("1,990,000.50", usd, 199_000_050, "USD"),
        ("1.990.000,50", usd, 199_000_050, "USD"),
        ("EUR 1,990", usd, 199_000, "EUR"),
        ("€1990", usd, 199_000, "EUR"),
        ("1990 CHF", usd, 199_000, "CHF"),
        ("US$ 12", usd, 1200, "USD"),
        ("$12", usd, 1200, "USD"),
        ("1000.0000", usd, 100_000, "USD"),
        ("¥5,000", jpy, 5000, "JPY"),
        ("0", usd, 0, "USD"),
    ] {
        let money = amount(text, usual).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((money.minor, money.currency.code()), (minor, code), "{text}");
    }
    for bad in [
        "",
        "US$ 1.99 billion (2023)",
        "€3.91 billion (2021)",
        "1.99bn",
        "-5",
        "12 (2024)",
        "1e9",
        "USD EUR 5",
        "1,2,3",
        "12,34,567.8",
        "XYZ 12",
        "99999999999999999999",
        "1.2345",
        "١٢",
    ] {
        assert_eq!(amount(bad, usd), None, "{bad}");
    }
}

#[test]
fn files_are_read_in_the_ways_that_spreadsheets_write_them() {
    for (bytes, encoding, delimiter) in [
        (&b"name,city\nA,B\n"[..], Encoding::Utf8, b','),
        (&b"\xef\xbb\xbfname;city\r\nM\xc3\xbcller;B\r\n"[..], Encoding::Utf8, b';'),
        (&b"name\tcity\nM\xfcller\tK\xf6ln\n"[..], Encoding::Windows1252, b'\t'),
        (&b"name;city\n\x80uro \x84Firma\x93;x\n"[..], Encoding::Windows1252, b';'),
        (&b"\"name, and more\";city\nA;B\n"[..], Encoding::Utf8, b';'),
    ] {
        let found = shape(bytes).unwrap();
        assert_eq!((found.encoding, found.delimiter, found.headers.len()), (encoding, delimiter, 2));
    }
    let latin = b"name;city\nM\xfcller \x96 \x80;K\xf6ln\n";
    let found = shape(latin).unwrap();
    let row = Rows::after_header(latin, found.encoding, found.delimiter).next_cells().unwrap();
    assert_eq!(row.cells, [Ok("Müller – €".to_owned()), Ok("Köln".to_owned())]);
    let marked = shape(b"\xef\xbb\xbf\"Record ID\",Company name\n1,A\n").unwrap();
    assert_eq!(marked.headers, ["Record ID", "Company name"], "the mark is no part of the first header");
}

#[test]
fn a_row_tells_everything_that_is_wrong_with_it() {
    let file = "id,name,country,employees,revenue,currency\n1,,Atlantis,6000 (2025),5,Thaler\n2,B,UK,\"1,200\",7,GBP\n";
    let found = shape(file.as_bytes()).unwrap();
    let mapping = headers::guess(&found.headers);
    let mut rows = Rows::after_header(file.as_bytes(), found.encoding, found.delimiter);
    let problems = row::read(&rows.next_cells().unwrap(), &found.headers, &mapping, Currency::USD).unwrap_err();
    let said: Vec<(&str, &str, &str)> = problems.iter().map(|p| (p.column.as_str(), p.code.as_str(), p.value.as_str())).collect();
    let expected = [
        ("country", "import.country", "Atlantis"),
        ("employees", "import.number", "6000 (2025)"),
        ("revenue", "import.currency", "5"),
        ("currency", "import.currency", "THALER"),
    ];
    assert_eq!(said, expected);
    let good = row::read(&rows.next_cells().unwrap(), &found.headers, &mapping, Currency::USD).unwrap();
    assert_eq!((good.row, good.external.as_deref(), good.details.country.as_str()), (3, Some("2"), "GB"));
    assert_eq!(good.details.revenue.map(|m| (m.minor, m.currency.code())), Some((700, "GBP")));
    assert_eq!(good.given, [Field::Name, Field::Country, Field::Employees, Field::Revenue]);
    assert_eq!(text(&Err("half".to_owned())), "half");
}

#[test]
fn the_moves_of_an_import_are_these() {
    let mut drawn = String::new();
    for state in State::ALL {
        for by in Move::ALL {
            if let Ok(next) = to(state, by) {
                drawn.push_str(&format!("{} --{by:?}--> {}\n", state.code(), next.code()));
            }
        }
    }
    let expected = "\
mapping --Check--> checking
checking --Await--> checked
checking --Refuse--> refused
checking --Run--> running
checking --Fail--> failed
checked --Check--> checking
checked --Run--> running
refused --Check--> checking
refused --Run--> running
running --Finish--> done
running --Fail--> failed
done --Undo--> undoing
undoing --Undone--> undone
undoing --Fail--> failed
failed --Run--> running
failed --Undo--> undoing
";
    assert_eq!(drawn, expected);
}
