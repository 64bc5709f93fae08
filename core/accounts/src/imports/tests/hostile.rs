use testkit::{each_db, on_sqlite};

use crate::tests::{everything, import, keeping, stages};
use crate::{Options, Summary};

/// The rows that were rejected, with the first code of each.
fn rejected(s: &Summary) -> Vec<(i64, &str)> {
    s.problems.iter().map(|p| (p.row, p.code.as_str())).collect()
}

#[tokio::test]
async fn files_that_are_no_lists_are_refused_with_a_reason() {
    on_sqlite(stages, |t| async move {
        let wide = format!("name{}\nA\n", ",x".repeat(400));
        for (bytes, code) in [
            (&b""[..], "file.empty"),
            (&b"\n\n  \n"[..], "import.empty"),
            (&b"name,city\n"[..], "import.no_rows"),
            (&b"name,city\n,\n , \n"[..], "import.no_rows"),
            (&b"city,country\nBonn,DE\n"[..], "import.no_name"),
            (&b"name\nM\xfcller\x81\n"[..], "import.file_encoding"),
            (&b"PK\x03\x04\x14\0\0\0\x08\0 an archive"[..], "file.type"),
            (&b"n\0a\0m\0e\0\n\0A\0\n\0"[..], "import.file_encoding"),
            (&b"\x01\x02\xff\xfe\0\0\x80garbage\n\0\xff"[..], "import.file_encoding"),
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "file.type"),
            (wide.as_bytes(), "import.columns"),
        ] {
            let refused = import(&t, bytes, Options::default()).await.unwrap_err();
            assert_eq!(refused.code(), Some(code), "{refused}");
        }
        assert_eq!(everything(&t).await, []);
        assert_eq!(t.audited().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn broken_rows_are_rejected_and_the_others_kept() {
    each_db(stages, |t| async move {
        let long = "x".repeat(1_000_000);
        let mut file = b"name,domain,city\n".to_vec();
        file.extend(b"Alpha,alpha.de,Kiel\n"); // 2
        file.extend(b"Beta,beta.de\n"); // 3: ragged
        file.extend(b"Gamma,gamma.de,Bonn,extra\n"); // 4: ragged
        file.extend(format!("{long},delta.de,Ulm\n").bytes()); // 5: a cell of 1 MB
        file.extend(b"Ep\0silon,epsilon.de,Ulm\n"); // 6: NUL
        file.extend(b",,\n"); // 7: blank
        file.extend("Zeta,zeta.de,Köln\nEta,eta.de,Zürich\nTheta,theta.de,Sævik\nIota,iota.de,Łódź\n".bytes()); // 8 to 11
        file.extend(b"Kappa,kappa.de,M\xfcnchen\n"); // 12: a letter of another encoding
        file.extend(b"ALPHA,www.alpha.de,Plon\n"); // 13: row 2 again
        file.extend(b"=cmd|'/c calc'!A1,evil.com,=1+1\n"); // 14: a formula is a text
        file.extend(format!("Lambda,lambda.de,{}\n", "y".repeat(101)).bytes()); // 15
        file.extend(b"Mu,\"mu.de,Ulm\nNu,nu.de,Ulm\nXi,xi.de,Ulm\n"); // 16: never closed
        let summary = import(&t, &file, keeping()).await.unwrap();
        let expected = [
            (3, "import.cells"),
            (4, "import.cells"),
            (5, "too_long"),
            (6, "account.control"),
            (12, "import.cell_encoding"),
            (13, "import.repeated"),
            (15, "too_long"),
            (16, "import.quote"),
        ];
        assert_eq!(rejected(&summary), expected);
        assert_eq!((summary.counts.rows, summary.counts.created, summary.counts.rejected), (14, 6, 8));
        let mut names: Vec<String> = everything(&t).await.into_iter().map(|a| a.1.name).collect();
        names.sort();
        assert_eq!(names, ["=cmd|'/c calc'!A1", "Alpha", "Eta", "Iota", "Theta", "Zeta"]);
        let csv = String::from_utf8(std::fs::read(summary.errors_file.unwrap()).unwrap()).unwrap();
        assert!(csv.contains("Gamma,gamma.de,Bonn,4,,import.cells,\"This row has 4 cells"), "{}", &csv[..400]);
        assert!(!csv.lines().any(|l| l.starts_with(['=', '+', '-', '@'])));
        assert!(csv.contains("Nu,nu.de,Ulm"), "what an open quotation mark swallowed is in the errors file");
    })
    .await;
}

#[tokio::test]
async fn odd_but_sound_files_are_read() {
    on_sqlite(stages, |t| async move {
        for (i, file) in [
            "name\nAlone\n".to_owned(),
            "Name;Ort\r\n\"Semi; \"\"Kolon\"\"\";Köln\r\n".to_owned(),
            "name\tcity\nTab\t\"two\nlines\"\n".to_owned(),
            "\u{feff}name,,name,notes\nFirst,x,Second,y\n".to_owned(),
            "name,city\r\rMac,Bonn\r".to_owned(),
            "company|web\nPipe|pipe.de\n".to_owned(),
        ]
        .into_iter()
        .enumerate()
        {
            let summary = import(&t, file.as_bytes(), Options::default()).await.unwrap_or_else(|e| panic!("{i}: {e}"));
            assert_eq!((summary.counts.created, summary.counts.rejected), (1, 0), "{i}: {:?}", summary.problems);
        }
        let mut names: Vec<String> = everything(&t).await.into_iter().map(|a| a.1.name).collect();
        names.sort();
        assert_eq!(names, ["Alone", "First", "Mac", "Pipe", "Semi; \"Kolon\"", "Tab"]);
    })
    .await;
}

#[tokio::test]
async fn every_row_of_a_bad_file_is_listed_and_chunks_do_not_lose_their_place() {
    each_db(stages, |t| async move {
        let mut file = "id,name,employees\n".to_owned();
        for i in 0..1700 {
            let employees = if i % 3 == 0 { "many" } else { "5" };
            file.push_str(&format!("{i},Company number {i},{employees}\n"));
        }
        let summary = import(&t, file.as_bytes(), keeping()).await.unwrap();
        assert_eq!((summary.counts.rows, summary.counts.created, summary.counts.rejected), (1700, 1133, 567));
        let csv = String::from_utf8(std::fs::read(summary.errors_file.unwrap()).unwrap()).unwrap();
        assert_eq!(csv.lines().count(), 568);
        assert!(csv.lines().last().unwrap().starts_with("1698,Company number 1698,many,1700,employees,import.number,"), "{csv}");
        let mended = csv.replace("many", "7");
        let second = import(&t, mended.as_bytes(), Options::default()).await.unwrap();
        assert_eq!((second.counts.created, second.counts.rejected), (567, 0));
        assert_eq!(everything(&t).await.len(), 1700);
    })
    .await;
}
