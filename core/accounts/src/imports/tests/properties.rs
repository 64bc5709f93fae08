use std::sync::Arc;

use proptest::prelude::*;
use testkit::Test;

use crate::tests::{everything, import, keeping, stages, undo};

/// A small list: rows with a key, a name, a domain, a country and a number, some of them bad.
fn rows() -> impl Strategy<Value = Vec<[String; 5]>> {
    let pick = |list: &'static [&'static str]| prop::sample::select(list).prop_map(str::to_owned);
    let row = (
        pick(&["", "1", "2", "3", "4"]),
        pick(&["", "Alpha GmbH", "ALPHA gmbh", "Beta & Co.", "Gämma", "=Delta"]),
        pick(&["", "alpha.de", "www.alpha.de", "beta.com", "official"]),
        pick(&["", "Germany", "UK", "Atlanta, Georgia"]),
        pick(&["", "5", "1,000", "c. 5", "-1"]),
    );
    prop::collection::vec(row.prop_map(|(a, b, c, d, e)| [a, b, c, d, e]), 1..9)
}

fn csv(rows: &[[String; 5]]) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["id", "name", "domain", "country", "employees"]).unwrap();
    for row in rows {
        out.write_record(row).unwrap();
    }
    out.into_inner().unwrap()
}

/// Imports a list on top of another, again, and takes both back.
async fn to_and_fro(t: Arc<Test>, first: Vec<u8>, second: Vec<u8>) -> Result<(), TestCaseError> {
    // A list whose rows are all blank is refused; there is nothing to say about it then.
    let Ok(one) = import(&t, &first, keeping()).await else { return Ok(()) };
    let after_first = everything(&t).await;
    let c = one.counts;
    prop_assert_eq!(c.rows, c.created + c.updated + c.unchanged + c.rejected);
    prop_assert_eq!(i64::try_from(after_first.len()).unwrap(), c.created);

    let again = import(&t, &first, keeping()).await.unwrap();
    prop_assert_eq!((again.counts.created, again.counts.updated), (0, 0), "the second run of a file changes nothing");
    prop_assert_eq!(&everything(&t).await, &after_first);

    if let Ok(two) = import(&t, &second, keeping()).await {
        let c = two.counts;
        prop_assert_eq!(c.rows, c.created + c.updated + c.unchanged + c.rejected);
        undo(&t, two.import.unwrap()).await;
        prop_assert_eq!(&everything(&t).await, &after_first, "an undo restores what was before");
    }
    undo(&t, again.import.unwrap()).await;
    undo(&t, one.import.unwrap()).await;
    prop_assert_eq!(everything(&t).await, Vec::new());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn an_import_is_idempotent_and_an_undo_restores(first in rows(), second in rows()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let t = Arc::new(Test::sqlite(stages()).await);
            to_and_fro(t, csv(&first), csv(&second)).await
        })?;
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400), tail in "[a-z,;\"\n\t]{0,200}") {
        for file in [bytes.clone(), tail.clone().into_bytes(), [tail.as_bytes(), &bytes].concat()] {
            let Ok(shape) = crate::imports::rules::table::shape(&file) else { continue };
            let mut mapping = crate::imports::rules::headers::guess(&shape.headers);
            if let Some(first) = mapping.first_mut() {
                *first = Some(crate::Target::Field(crate::Field::Name));
            }
            let mut pass = crate::imports::rules::pass::Pass::new(&file, shape.encoding, shape.delimiter, &shape.headers, &mapping, base::Currency::EUR);
            let mut last = 1;
            while let Some(step) = pass.step() {
                let row = step.map_or_else(|r| r.row, |r| r.row);
                prop_assert!(row > last);
                last = row;
            }
        }
    }
}
