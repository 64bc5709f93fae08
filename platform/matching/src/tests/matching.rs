//! Files, friendly and hostile.

use crate::files::{ColumnMap, FileError, Input, Summary, run};

fn input(name: &str, text: impl AsRef<[u8]>) -> Input<std::io::Cursor<Vec<u8>>> {
    Input { name: name.to_owned(), data: std::io::Cursor::new(text.as_ref().to_vec()) }
}

fn matched(left: impl AsRef<[u8]>, right: Option<&[u8]>, map: &str) -> Result<(Summary, String), FileError> {
    let mut out = Vec::new();
    let summary = run(input("left.csv", left), right.map(|r| input("right.csv", r)), &ColumnMap::parse(map)?, &mut out)?;
    Ok((summary, String::from_utf8(out).expect("output is UTF-8")))
}

fn error(left: impl AsRef<[u8]>, map: &str) -> String {
    matched(left, None, map).expect_err("an error").to_string()
}

#[test]
fn one_file_gives_the_pairs_within_it() {
    let (summary, out) =
        matched("name,web\nAurubis AG,aurubis.com\nSacyr,sacyr.com\nAURUBIS,www.aurubis.com\n", None, "name=name,domain=web")
            .expect("matches");
    assert_eq!((summary.left_rows, summary.right_rows, summary.pairs_same, summary.pairs_likely, summary.compared), (3, 0, 1, 0, 3));
    let line = out.lines().nth(1).expect("a pair");
    assert!(line.starts_with("1,3,"), "{line}");
    assert!(line.contains(",same,"), "{line}");
    assert!(line.contains("domain.same +9.5 (aurubis.com | aurubis.com)"), "{line}");
}

#[test]
fn two_files_pair_the_better_partner_only() {
    let left = "id,name,addr,phone\nL1,Ritz-Carlton Cafe,181 Peachtree St,404-659-0400\nL2,Ritz-Carlton Dining Room,181 Peachtree St,404-659-0400\n";
    let right =
        "id,name,addr,phone\nR1,Cafe Ritz-Carlton,181 Peachtree St.,404/659-0400\nR2,Ritz-Carlton Dining Room,181 Peachtree,404/659-0400\n";
    let (summary, out) = matched(left, Some(right.as_bytes()), "id=id,name=name,address=addr,phone=phone").expect("matches");
    assert_eq!(summary.pairs_same, 2, "{out}");
    let same: Vec<&str> = out.lines().filter(|l| l.contains(",same,")).map(|l| &l[..5]).collect();
    assert_eq!(same, ["L1,R1", "L2,R2"]);
}

#[test]
fn other_delimiters_marks_and_column_spellings_are_read() {
    let (summary, _) =
        matched("\u{feff}ID;Firma;Ort\n1;Müller GmbH;Köln\n2;\"Mueller; GmbH\";Koeln\n", None, "id=id,name=Company|Firma,city=ort")
            .expect("matches");
    assert_eq!(summary.pairs_same, 1);
    let (summary, _) = matched("name\tcity\nSacyr\tMadrid\nSacyr SA\tMadrid\n", None, "name=name,city=city").expect("matches");
    assert_eq!(summary.pairs_same, 1);
}

#[test]
fn errors_name_file_line_column_and_remedy() {
    assert_eq!(
        error("name,city\nA,B\n", "name=title"),
        "left.csv, line 1: no column `title`; the file has: name, city. Correct --map or the header"
    );
    assert_eq!(
        error("name,city\nA,B\nC\n", "name=name"),
        "left.csv, line 3: 1 cells, but the header has 2; put cells with the delimiter or line breaks in double quotes"
    );
    assert_eq!(
        error(b"name,city\nA,B\nCaf\xe9,D\n", "name=name"),
        "left.csv, line 3, column name: not UTF-8 text; save the file as UTF-8 (in a spreadsheet: CSV UTF-8)"
    );
    assert!(error(b"\xff\xfen\0a\0", "name=name").contains("not UTF-8"));
    assert!(error("", "name=name").contains("nothing to match"));
    assert!(error("name\n", "name=name").contains("nothing to match"));
    assert!(error("name,name\nA,B\n", "name=name").contains("there 2 times"));
    assert!(error("id,name\n1,A\n2,B\n1,C\n", "id=id,name=name").contains("line 4, column id: the id `1` is on line 2 already"));
    assert!(error("a\n1\n", "name").contains("write field=column"));
    assert!(error("a\n1\n", "title=a").contains("known fields are"));
    assert!(error("a\n1\n", "id=a").contains("at least one field"));
    assert!(error("a\n1\n", "name=").contains("name a column"));
}

#[test]
fn nothing_in_the_output_is_a_formula() {
    let (_, out) =
        matched("id,name\n=1+1,@SUM(A1) Works\n+x,@SUM(A1) Works\n-7,\"=cmd|' /C calc'!A0\"\n", None, "id=id,name=name").expect("matches");
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let mut n = 0;
    for row in reader.records() {
        for cell in &row.expect("a row") {
            n += 1;
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']) || cell.parse::<f64>().is_ok(), "{cell}");
        }
    }
    assert!(n >= 5, "{out}");
}

#[test]
fn odd_rows_do_no_harm() {
    let (summary, out) = matched("name,city\n,\n\"\n\n\",x\n\u{202e},\0\n\"a\"\"b\",c\n", None, "name=name,city=city").expect("matches");
    assert_eq!(summary.left_rows, 4);
    assert_eq!(out.lines().count(), 1);
}
