use proptest::prelude::*;

use crate::mapping::model::{Company, Level, Population, Roughly};
use crate::mapping::rules;

fn company() -> Company {
    let text = |t: &str| t.to_owned();
    Company { name: text("Alpha"), domain: text("alpha.de"), city: text("Ulm"), country: text("DE"), owner: text("Ines Bauer") }
}

#[test]
fn the_lower_level_holds_and_without_both_nothing_is_shown() {
    let levels = [None, Some(Level::Count), Some(Level::Name), Some(Level::Owner)];
    for one in levels {
        for other in levels {
            let expected = if one.is_none() || other.is_none() { None } else { one.min(other) };
            assert_eq!(rules::level(one, other), expected);
        }
    }
    assert_eq!(rules::shown(&company(), Level::Count), None);
    let name = Company { name: "Alpha".to_owned(), ..Company::default() };
    assert_eq!(rules::shown(&company(), Level::Name), Some(name.clone()));
    assert_eq!(rules::shown(&company(), Level::Owner), Some(Company { owner: "Ines Bauer".to_owned(), ..name }));
}

#[test]
fn each_company_counts_once_and_every_pair_of_populations_is_told() {
    use Population::{Customer, Opportunity, Prospect};
    let pairs: Vec<(Population, u8, Population)> =
        (0..7).flat_map(|n| [(Customer, n, Prospect), (Customer, n, Prospect)]).chain([(Customer, 9, Opportunity)]).collect();
    assert_eq!(
        rules::counts(&[Customer], &[Opportunity, Prospect], &pairs),
        [(Customer, Prospect, Roughly::AtLeast(5)), (Customer, Opportunity, Roughly::Fewer(5))]
    );
}

#[test]
fn a_file_is_read_or_says_which_line_stops_it() {
    let rows = rules::rows("\u{feff}Name;Domain;owner;extra\nAlpha GmbH;https://www.alpha.de/x;'=Ines;7\n;;;\n".as_bytes()).unwrap();
    let alpha = Company { name: "Alpha GmbH".to_owned(), domain: "alpha.de".to_owned(), owner: "=Ines".to_owned(), ..Company::default() };
    assert_eq!(rows, [alpha]);
    for (file, code) in [
        (&b"name,domain\nAlpha,alpha.de\n,beta.de\n"[..], "mapping.file_row"),
        (b"company\nAlpha\n", "mapping.file_columns"),
        (b"name\nB\xe4ta\n", "mapping.file_read"),
    ] {
        assert_eq!(base::Refusal::code(&rules::rows(file).unwrap_err()), code);
    }
    let bad = rules::rows(b"name,domain\nAlpha,alpha.de\nBeta,no domain\n").unwrap_err();
    assert_eq!(base::Refusal::args(&bad), [("line", "3".to_owned()), ("column", "domain".to_owned())]);
}

proptest! {
    #[test]
    fn a_count_tells_no_more_than_its_step(n in 0_i64..100_000) {
        match rules::roughly(n) {
            Roughly::Fewer(most) => prop_assert!(most == 5 && n < 5),
            Roughly::AtLeast(least) => prop_assert!(n >= 5 && least % 5 == 0 && least <= n && n - least < 5),
        }
    }
}
