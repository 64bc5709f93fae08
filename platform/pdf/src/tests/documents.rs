use base::{Currency, Instant, Money};
use chrono::NaiveDate;

use crate::tests::drawing::DRAWN;
use crate::{
    AgreementDoc, Certificate, Drawing, LetterDoc, Party, Signature, SignatureLine, Signer, StatementDoc, StatementLine, agreement, letter,
    sealed_agreement, statement,
};

fn at() -> Instant {
    "2026-11-21T14:03:22Z".parse().unwrap()
}

fn doc() -> AgreementDoc {
    AgreementDoc {
        number: "AGR-2026-0042".to_owned(),
        title: "Partner Agreement".to_owned(),
        version: "3".to_owned(),
        lang: "en".to_owned(),
        at: at(),
        parties: vec![
            Party { role: "Vendor".to_owned(), name: "Kestrel GmbH".to_owned(), details: vec!["Hafenstraße 1".to_owned(), "20457 Hamburg".to_owned()] },
            Party { role: "Partner".to_owned(), name: "Nordic IT Partners AB".to_owned(), details: vec!["Storgatan 5".to_owned(), "Stockholm".to_owned()] },
        ],
        body: "# 1. Scope\n\nThis agreement covers the **resale** of:\n\n- Route Planner\n- Fleet Insights\n\n## 1.1 Territory\n\n1. Sweden\n2. Norway\n\n\
               | Tier | Discount |\n|---|---:|\n| Silver | 15 % |\n| Gold | 20 % |\n\n> Terms are *binding*.\n"
            .to_owned(),
        signatures: vec![
            SignatureLine { party: "Kestrel GmbH".to_owned(), name: "Ines Falk".to_owned(), title: "Head of Partners".to_owned() },
            SignatureLine { party: "Nordic IT Partners AB".to_owned(), name: "Amara Diallo".to_owned(), title: "CEO".to_owned() },
        ],
    }
}

fn certificate() -> Certificate {
    let signer = |line, name: &str, signature| Signer {
        line,
        name: name.to_owned(),
        email: "someone@example.com".to_owned(),
        title: "CEO".to_owned(),
        signature,
        at: at(),
        address: Some("2001:db8::17".parse().unwrap()),
        user_agent: Some("Mozilla/5.0 (X11; Linux x86_64)".to_owned()),
        identified_by: "Signed in with password and second factor".to_owned(),
        consent: "I agree to sign electronically.".to_owned(),
    };
    Certificate {
        document_digest: [0xab; 32],
        sealed_at: at(),
        verify_url: Some("https://partners.kestrel.example/verify".to_owned()),
        signers: vec![
            signer(0, "Ines Falk", Signature::Typed("Ines Falk".to_owned())),
            signer(1, "Amara Diallo", Signature::Drawn(Drawing::parse_svg(DRAWN).unwrap())),
        ],
    }
}

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, d).unwrap()
}

fn statement_doc(n_lines: u32) -> StatementDoc {
    let usd = Currency::USD;
    StatementDoc {
        number: "STMT-2026-Q3".to_owned(),
        lang: "en".to_owned(),
        vendor: vec!["Kestrel GmbH".to_owned(), "Hamburg".to_owned()],
        partner: vec!["Nordic IT Partners AB".to_owned(), "Stockholm".to_owned()],
        from: day(1),
        until: day(30),
        lines: (0..n_lines)
            .map(|i| StatementLine {
                on: day(i % 30 + 1),
                what: format!("Commission {i}"),
                reference: format!("deal {i}"),
                plan: "Resale 2026, tier Gold".to_owned(),
                base: Some(Money::new(1_000_000, Currency::EUR)),
                rate: "10 %".to_owned(),
                state: "approved".to_owned(),
                amount: Money::new(100_050, if i % 5 == 4 { usd } else { Currency::EUR }),
            })
            .collect(),
        definitions: vec![("approved".to_owned(), "Checked by partner finance; will be paid with the next batch.".to_owned())],
        generated_at: at(),
    }
}

fn count(pdf: &[u8], what: &[u8]) -> usize {
    pdf.windows(what.len()).filter(|w| w == &what).count()
}

/// The number of pages, from the page tree.
fn pages(pdf: &[u8]) -> usize {
    let at = pdf.windows(7).position(|w| w == b"/Count ").unwrap();
    let digits: String = pdf[at + 7..].iter().map(|b| char::from(*b)).take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// Keeps a document where a person or a validator can look at it, when asked to.
fn keep(name: &str, pdf: &[u8]) {
    if let Some(folder) = std::env::var_os("KEEP_PDF") {
        std::fs::write(std::path::Path::new(&folder).join(name), pdf).unwrap();
    }
}

#[test]
fn an_agreement_is_a_tagged_archival_pdf() {
    let pdf = agreement(&doc()).unwrap();
    keep("agreement.pdf", &pdf);
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert_eq!(pages(&pdf), 1);
    let metadata = String::from_utf8_lossy(&pdf);
    for part in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Partner Agreement",
        "/Marked true",
    ] {
        assert!(metadata.contains(part), "{part} is missing");
    }
    assert!(!metadata.contains("Typst"), "who made it is the deployment");
}

#[test]
fn a_letter_says_its_words_and_is_the_same_each_time() {
    let doc = LetterDoc {
        number: "rul_1".to_owned(),
        lang: "de".to_owned(),
        route: "Von Kestrel an Nordic IT Partners".to_owned(),
        date: "21. November 2026".to_owned(),
        title: "Entscheidung".to_owned(),
        author: "Kestrel GmbH".to_owned(),
        outcome: "Nordvik geht an einen anderen Anspruch.".to_owned(),
        body: "Ihre Registrierung endet.\n\n#set page(fill: red) **Sehr** spät.".to_owned(),
        facts: vec![("Kunde".to_owned(), "Nordvik Shipping".to_owned()), ("Produkte".to_owned(), String::new())],
        closing: "Sie können Einspruch erheben.".to_owned(),
        at: at(),
    };
    let pdf = letter(&doc).unwrap();
    keep("letter.pdf", &pdf);
    assert_eq!((pages(&pdf), letter(&doc).unwrap() == pdf), (1, true));
    let metadata = String::from_utf8_lossy(&pdf);
    assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>") && metadata.contains("Entscheidung"));
}

#[test]
fn a_sealed_agreement_has_one_more_page_with_the_certificate() {
    let sealed = sealed_agreement(&doc(), &certificate()).unwrap();
    keep("sealed.pdf", &sealed);
    assert_eq!(pages(&sealed), pages(&agreement(&doc()).unwrap()) + 1);
    let wrong = Certificate { signers: vec![Signer { line: 7, ..certificate().signers.remove(0) }], ..certificate() };
    assert!(sealed_agreement(&doc(), &wrong).is_err(), "a signature without its line");
}

#[test]
fn a_statement_runs_over_as_many_pages_as_it_needs() {
    let one = statement(&statement_doc(3)).unwrap();
    keep("statement.pdf", &one);
    assert_eq!(pages(&one), 1);
    let none = statement(&statement_doc(0)).unwrap();
    assert_eq!(pages(&none), 1);
    let many = statement(&statement_doc(120)).unwrap();
    keep("statement-long.pdf", &many);
    assert!((4..=9).contains(&pages(&many)), "{}", pages(&many));
}

#[test]
fn totals_are_exact_and_by_currency() {
    let totals = crate::statement::totals(&statement_doc(10).lines).unwrap();
    assert_eq!(totals, [Money::new(800_400, Currency::EUR), Money::new(200_100, Currency::USD)]);
    let mut lines = statement_doc(2).lines;
    lines[0].amount = Money::new(i64::MAX, Currency::EUR);
    assert!(crate::statement::totals(&lines).is_err());
}

#[test]
fn amounts_read_as_the_language_writes_them() {
    use crate::words::Tongue;
    let m = Money::new(-123_456_750, Currency::EUR);
    assert_eq!(Tongue::of("en-US").money(m), "EUR \u{2212}1,234,567.50");
    assert_eq!(Tongue::of("de").money(m), "EUR \u{2212}1.234.567,50");
    assert_eq!(Tongue::of("en").money(Money::zero(Currency::EUR)), "EUR 0.00");
    assert_eq!(Tongue::of("en").money(Money::new(99_900, Currency::EUR)), "EUR 999.00");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert!(agreement(&doc()).unwrap() == agreement(&doc()).unwrap());
    assert!(sealed_agreement(&doc(), &certificate()).unwrap() == sealed_agreement(&doc(), &certificate()).unwrap());
    assert!(statement(&statement_doc(5)).unwrap() == statement(&statement_doc(5)).unwrap());
    let later = AgreementDoc { at: at() + chrono::TimeDelta::days(1), ..doc() };
    assert!(agreement(&later).unwrap() != agreement(&doc()).unwrap());
}

const HOSTILE: &[&str] = &[
    "#import \"/etc/passwd\": *",
    "#panic(\"executed\")",
    "#read(\"/etc/passwd\")",
    "#eval(\"1+1\") #{panic()} #set page(width: 0pt)",
    "] ) } $ ` \\ \" ' #] #) // /* */ @x <label> ~ -- --- ... = == + - / _ * _*",
    "$ sum_(k=0)^n k $ \\u{0} \u{0}\u{1}\u{1b}[31m",
    "{{ template }} {% raw %} ${shell} $(id) `id`",
    "<script>alert(1)</script> &amp; &#0; <!-- x -->",
    "\u{202e}desrever\u{202c} \u{2066}x\u{2069} \u{200f}\u{200e}",
    "שלום עולם مرحبا بالعالم ١٢٣ hello",
    "😀👩‍👩‍👧‍👦🏴‍☠️ 契約 日本語 한국어 ไทย नमस्ते \u{e000}\u{f8ff}\u{10ffff}\u{fffd}\u{fffe}",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308} Z\u{351}\u{36b}\u{343}\u{36a}a\u{302}",
    "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}\u{fe0f}\u{e0041}",
    "",
    " ",
    "\n\n\n",
    "ﬀ ﬁ ﷺ ½ ™ € ₿ ﻻ \u{1d400}",
];

#[test]
fn hostile_text_is_shown_and_never_run() {
    let long = "Donaudampfschifffahrtsgesellschaft".repeat(8);
    let everything = HOSTILE.join(" ");
    for (text, lang) in [("", "en"), ("\n \u{200b}", "en"), (long.as_str(), "en"), (everything.as_str(), "en"), (everything.as_str(), "ar")]
    {
        let text = text.to_owned();
        let doc = AgreementDoc {
            number: text.clone(),
            title: text.clone(),
            version: text.clone(),
            lang: lang.to_owned(),
            at: at(),
            parties: vec![Party { role: text.clone(), name: text.clone(), details: vec![text.clone(), text.clone()] }; 3],
            body: every_block(&text),
            signatures: vec![SignatureLine { party: text.clone(), name: text.clone(), title: text.clone() }; 2],
        };
        let signer = Signer {
            name: text.clone(),
            email: text.clone(),
            title: text.clone(),
            signature: Signature::Typed(text.clone()),
            user_agent: Some(text.clone()),
            identified_by: text.clone(),
            consent: text.clone(),
            ..certificate().signers.remove(0)
        };
        let drawn = Signer { name: text.clone(), ..certificate().signers.remove(1) };
        let cert = Certificate { verify_url: Some(text.clone()), signers: vec![signer, drawn], ..certificate() };
        match sealed_agreement(&doc, &cert) {
            Ok(pdf) => assert!(pages(&pdf) >= 2),
            Err(e) => panic!("{lang} {text:?}: {e}"),
        }
    }
    // Each alone in its own blocks, where the beginning of a line means most.
    let body: String = HOSTILE.iter().copied().map(every_block).collect();
    keep("hostile.pdf", &agreement(&AgreementDoc { body, ..doc() }).unwrap());
}

fn every_block(text: &str) -> String {
    format!(
        "# {text}\n\n{text}\n\n- {text}\n- **{text}**\n\n1. {text}\n\n| {text} | b |\n|---|---|\n| *{text}* | `{text}` |\n\n> {text}\n\n```\n{text}\n```\n\n"
    )
}

#[test]
fn hostile_text_in_a_statement_is_shown_too() {
    let text = HOSTILE.join(" ");
    let line = StatementLine {
        what: text.clone(),
        reference: text.clone(),
        plan: text.clone(),
        rate: text.clone(),
        state: text.clone(),
        base: None,
        on: day(1),
        amount: Money::new(i64::MIN + 1, Currency::EUR),
    };
    let doc = StatementDoc {
        number: text.clone(),
        lang: text.clone(),
        vendor: Vec::new(),
        partner: vec![text.clone(); 3],
        lines: vec![line],
        definitions: vec![(text.clone(), text)],
        ..statement_doc(0)
    };
    assert!(pages(&statement(&doc).unwrap()) >= 1);
}

#[test]
fn markup_of_any_depth_is_set() {
    let deep_quotes = format!("{}deep", "> ".repeat(200));
    let deep_list = (0..60).map(|i| "  ".repeat(i) + "- item\n").collect::<String>();
    let stars = format!("{}x{}", "**".repeat(300), "**".repeat(300));
    for body in [deep_quotes, deep_list, stars, "|".repeat(2000), "#".repeat(50), "- ".repeat(500)] {
        agreement(&AgreementDoc { body, ..doc() }).unwrap();
    }
}

#[test]
fn a_raster_signature_is_set_and_a_broken_one_is_a_fault() {
    let png = "89504e470d0a1a0a0000000d4948445200000001000000010806000000\
               1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082";
    let bytes = hex::decode(png.replace(' ', "")).unwrap();
    let with = |bytes: Vec<u8>| {
        let signer = Signer { signature: Signature::Drawn(Drawing::png(bytes).unwrap()), ..certificate().signers.remove(1) };
        sealed_agreement(&doc(), &Certificate { signers: vec![signer], ..certificate() })
    };
    with(bytes.clone()).unwrap();
    assert!(with(bytes[..40].to_vec()).is_err());
}

#[test]
fn a_german_document_speaks_german() {
    let pdf = agreement(&AgreementDoc { lang: "de-AT".to_owned(), ..doc() }).unwrap();
    keep("deutsch.pdf", &pdf);
    assert_eq!(count(&pdf, b"/Lang (de-AT)").max(count(&pdf, b"/Lang(de-AT)")), 1);
}
