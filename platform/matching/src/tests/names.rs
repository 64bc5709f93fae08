//! Tables of name pairs, as people write them.

use crate::{Judgment, Lexicon, Model, Record, normalize, score};

fn judge(a: &str, b: &str) -> (Judgment, f64, &'static str) {
    let lexicon = Lexicon::new();
    let v = score(&normalize(&Record::named("a", a), &lexicon), &normalize(&Record::named("b", b), &lexicon), &Model::default());
    (v.verdict, v.score, v.evidence.first().map_or("", |e| e.code))
}

const SAME: &[(&str, &str)] = &[
    ("Müller Maschinenbau GmbH", "Mueller Maschinenbau"),
    ("Volkswagen AG", "VOLKSWAGEN AKTIENGESELLSCHAFT"),
    ("Siemens AG", "Siemens Aktiengesellschaft"),
    ("Ernst & Young LLP", "Ernst and Young"),
    ("AT&T Inc.", "A.T. & T. Incorporated"),
    ("H&M", "H & M"),
    ("L'Oréal S.A.", "LOreal"),
    ("Société Générale", "Societe Generale SA"),
    ("ООО Газпром", "Gazprom OOO"),
    ("Toyota Motor Corp", "Toyota Motor Corporation"),
    ("Procter and Gamble Co.", "The Procter & Gamble Company"),
    ("Intl. Business Machines Corp", "International Business Machines Corporation"),
    ("Smith Bros. Mfg. Co.", "Smith Brothers Manufacturing Company"),
    ("ACME Holdings Ltd", "ACME Holdings Limited"),
    ("Kowalski Sp. z o.o.", "KOWALSKI SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ"),
    ("Novák s.r.o.", "Novak, spol. s r.o."),
    ("J.P. Morgan Chase & Co.", "JP Morgan Chase"),
    ("JPMorgan Chase", "JP Morgan Chase & Co"),
    ("Face Book Inc", "Facebook"),
    ("Hewlett-Packard", "Hewlett Packard Company"),
    ("PT Bank Mandiri Tbk", "Bank Mandiri (Persero)"),
    ("Microsft Corporation", "Microsoft Corp."),
    ("University of Wisconsin", "Univ. of Wisconsin"),
    ("University of Wisconsin-Madison", "University of Wisconsin, Madison, WI"),
    ("Univ of Wisconsin Madison", "Department of Computer Sciences, University of Wisconsin, Madison, WI 53706, USA"),
    ("Stanford University", "Computer Science Department, Stanford University, Stanford, CA"),
    ("Stanford Univ.", "Stanford University, California"),
    ("Massachusetts Institute of Technology", "Massachusetts Inst. of Technology, Cambridge, MA"),
    ("MIT (Massachusetts Institute of Technology)", "Massachusetts Institute of Technology"),
    ("University of California, Berkeley", "Univ. of California at Berkeley"),
    ("University of California, Berkeley", "Computer Science Division, University of California, Berkeley, CA 94720"),
    ("IBM Almaden Research Center", "IBM Almaden Research Center, San Jose, CA"),
    ("IBM Almaden Research Center, 650 Harry Road, San Jose, CA 95120", "IBM Almaden Research Ctr."),
    ("Technische Universität München", "Technical Univ. Munich"),
    ("Universität Zürich", "University of Zurich, Switzerland"),
    ("Georgia Institute of Technology", "Georgia Inst. of Tech., Atlanta"),
    ("Microsoft Research", "Microsoft Research, Redmond, WA"),
    ("Arnie Morton's of Chicago", "Arnie Morton's of Chicago (Los Angeles)"),
    ("Art's Deli", "Art's Delicatessen"),
    ("Hotel Bel-Air", "Bel-Air Hotel"),
    ("The Palm", "Palm, The"),
    ("Politecnico di Milano", "Politecnico di Milano, Italy"),
    ("National University of Singapore", "Natl. Univ. of Singapore"),
    ("Carnegie Mellon University", "School of Computer Science, Carnegie Mellon University, Pittsburgh, PA"),
    ("Carnegie-Mellon Univ.", "Carnegie Mellon University, Pittsburgh"),
    ("Dr. Oetker KG", "Dr Oetker"),
    ("Bosch GmbH, Robert", "Robert Bosch GmbH"),
    ("Deutsche Telekom AG", "Deutsche Telekom"),
    ("University of Illinois at Urbana-Champaign", "University of Illinois, Urbana-Champaign"),
    ("Univ. of Illinois at Urbana-Champaign", "University of Illinois, Urbana, IL"),
    ("Rutgers University", "Rutgers University, New Jersey"),
    ("Lucent Technologies", "Lucent Technologies Inc., Murray Hill, NJ"),
    ("Oracle Corporation", "Oracle Corp., Redwood Shores, CA"),
    ("Indian Institute of Technology, Bombay", "IIT Bombay"),
    ("ETH Zürich", "ETH Zurich, Switzerland"),
    ("AT&T Labs - Research", "AT&T Labs-Research, Florham Park, NJ"),
    ("Hong Kong University of Science & Technology", "Hong Kong Univ. of Science and Technology"),
];

const DIFFERENT: &[(&str, &str)] = &[
    ("Bank of America", "Bank of Austria"),
    ("Deutsche Bank", "Deutsche Telekom"),
    ("American Airlines", "United Airlines"),
    ("University of Michigan", "University of Wisconsin"),
    ("University of California, Berkeley", "University of California, Irvine"),
    ("University of California, Los Angeles", "University of California, San Diego"),
    ("University of Illinois at Chicago", "University of Illinois at Urbana-Champaign"),
    ("University of Wisconsin-Madison", "University of Wisconsin-Milwaukee"),
    ("Fund II LP", "Fund III LP"),
    ("Teamsters Local 12", "Teamsters Local 13"),
    ("Acme Germany GmbH", "Acme France SAS"),
    ("Universität Hamburg", "Universität Heidelberg"),
    ("IBM Almaden Research Center", "IBM T.J. Watson Research Center"),
    ("Indian Institute of Technology, Bombay", "Indian Institute of Technology, Delhi"),
    ("First National Bank", "National Science Foundation"),
    ("General Electric", "General Motors"),
    ("Max Planck Institute for Informatics", "Max Planck Institute for Psychiatry"),
    ("Volkswagen Bank", "Volksbank Hamburg"),
    ("Stanford University", "Harvard University"),
    ("University of Texas at Austin", "University of Texas at Dallas"),
    ("Ohio State University", "Ohio University"),
    ("Pennsylvania State University", "University of Pennsylvania"),
    ("Michigan State University", "University of Michigan"),
    ("Washington University, St. Louis", "University of Washington, Seattle"),
    ("George Mason University", "George Washington University"),
    ("Boston University", "Boston College"),
    ("Technische Universität Berlin", "Freie Universität Berlin"),
    ("Northwestern University", "Northeastern University"),
    ("Cafe Roma", "Cafe Luna"),
    ("Delta Air Lines", "Delta Dental"),
    ("Sumitomo Metal", "Sumitomo Chemical"),
    ("Mitsui Bank", "Mitsui Mining"),
    ("Motel 6", "Motel 8"),
    ("Georgia Institute of Technology", "University of Georgia"),
    ("Apple Inc", "Apple Valley Plumbing LLC"),
    ("National Taiwan University", "National Tsing Hua University"),
];

#[test]
fn same_and_different_names_are_told_apart() {
    let mut wrong = String::new();
    for (a, b) in SAME {
        let (v, s, code) = judge(a, b);
        if v != Judgment::Same {
            wrong.push_str(&format!("\nshould be same: {a} | {b}: {s:.3} {code}"));
        }
    }
    for (a, b) in DIFFERENT {
        let (v, s, code) = judge(a, b);
        if v == Judgment::Same {
            wrong.push_str(&format!("\nshould not be same: {a} | {b}: {s:.3} {code}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
