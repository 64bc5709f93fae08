//! Rules of agreements: values only.

use base::Instant;
use chrono::{TimeDelta, TimeZone as _, Utc};
use uuid::Uuid;

use crate::agreements::model::{Agreement, AgreementState, Document, Method, NewTemplate, SignatureForm, Template, Text};
use crate::agreements::rules::{self, Refused, Verb};

fn now() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 18, 9, 0, 0).unwrap()
}

fn agreement(state: AgreementState) -> Agreement {
    Agreement {
        id: Uuid::from_u128(1).into(),
        number: "AG-1".to_owned(),
        partner: Uuid::from_u128(2).into(),
        party: "Brightpath".to_owned(),
        vendor: "Kestrel".to_owned(),
        template: Uuid::from_u128(3).into(),
        key: "program".to_owned(),
        no: 1,
        kind: "program".to_owned(),
        language: "en".to_owned(),
        governing: "en".to_owned(),
        title: "Agreement".to_owned(),
        body: "Text".to_owned(),
        months: Some(24),
        origin: "test".to_owned(),
        sent_at: now(),
        document: Some(Document { digest: "ab".repeat(32), size: 1 }),
        sealed: None,
        version: 1,
        state,
    }
}

fn states() -> Vec<AgreementState> {
    let (at, by, reason) = (now(), "Amara".to_owned(), "Because".to_owned());
    vec![
        AgreementState::Sent,
        AgreementState::Viewed { at, by: by.clone() },
        AgreementState::Signed { at, by: by.clone() },
        AgreementState::InForce { since: at, until: Some(at), by: by.clone() },
        AgreementState::Expired { since: at, at },
        AgreementState::Terminated { since: Some(at), at, by: by.clone(), reason: reason.clone() },
        AgreementState::Declined { at, by, reason },
        AgreementState::Superseded { since: None, at, by: Uuid::from_u128(9).into() },
    ]
}

/// Does the move for real and says where it led.
fn moved(state: &AgreementState, verb: Verb) -> Result<String, String> {
    let a = agreement(state.clone());
    let name = |a: Agreement| a.state().name().to_owned();
    let refused = |e: Refused| base::Refusal::code(&e).to_owned();
    match verb {
        Verb::View => rules::view(a, "x", now()).map(name).ok_or_else(|| "nothing".to_owned()),
        Verb::Sign => rules::sign(a, "x", now()).map(|m| name(m.0)).map_err(refused),
        Verb::Decline => rules::decline(a, "x", "y", now()).map(|m| name(m.0)).map_err(refused),
        Verb::Countersign => rules::countersign(a, "x", now()).map(|m| name(m.0)).map_err(refused),
        Verb::Expire => rules::expire(a, now()).map(|m| name(m.0)).ok_or_else(|| "nothing".to_owned()),
        Verb::Terminate => rules::terminate(a, "x", "y", now()).map(|m| name(m.0)).map_err(refused),
        Verb::Supersede => rules::supersede(a, Uuid::from_u128(9).into(), now()).map(|m| name(m.0)).map_err(refused),
    }
}

#[test]
fn every_state_times_every_move() {
    let mut table = String::new();
    for state in states() {
        for verb in Verb::ALL {
            let did = moved(&state, verb);
            assert_eq!(did.as_ref().ok().map(String::as_str), verb.leads_to(&state), "{} {}", state.name(), verb.code());
            table.push_str(&format!("{:<11} {:<11} {}\n", state.name(), verb.code(), did.unwrap_or_else(|e| format!("– {e}"))));
        }
    }
    insta::assert_snapshot!("moves", table);
    assert_eq!(states().iter().map(AgreementState::name).collect::<Vec<_>>(), AgreementState::CODES);
}

#[test]
fn a_signature_needs_name_position_and_consent() {
    let good = SignatureForm { name: " Amara  Diallo ".to_owned(), title: "CEO".to_owned(), consent: true, ..SignatureForm::default() };
    assert_eq!(rules::check_signature(&good).unwrap(), ("Amara Diallo".to_owned(), "CEO".to_owned(), Method::Typed));
    let drawn = "<svg viewBox=\"0 0 10 10\"><path d=\"M 1,1 L 5,5\" stroke-width=\"2\"/></svg>".to_owned();
    let signed = rules::check_signature(&SignatureForm { drawing: drawn, ..good.clone() }).unwrap();
    assert_eq!(signed.2.name(), "drawn");
    let codes = |form: SignatureForm| {
        let invalid = rules::check_signature(&form).unwrap_err();
        base::Refusal::fields(&invalid).into_iter().map(|f| format!("{} {}", f.field, f.code)).collect::<Vec<_>>()
    };
    assert_eq!(codes(SignatureForm::default()), ["name required", "title required", "consent agreement.consent"]);
    let evil = "<svg viewBox=\"0 0 10 10\"><script>alert(1)</script></svg>".to_owned();
    assert_eq!(codes(SignatureForm { drawing: evil, ..good }), ["drawing signature.drawing"]);
}

#[test]
fn whoever_read_another_document_does_not_sign() {
    let a = agreement(AgreementState::Sent);
    assert_eq!(rules::same_document(&a, None), Ok("ab".repeat(32)));
    assert_eq!(rules::same_document(&a, Some(&"AB".repeat(32))), Ok("ab".repeat(32)));
    assert_eq!(rules::same_document(&a, Some("cd")), Err(Refused::OtherDocument));
    let unset = Agreement { document: None, ..a };
    assert_eq!(rules::same_document(&unset, None), Err(Refused::DocumentPending));
}

#[test]
fn what_people_are_called_is_never_read_as_marks() {
    let values = [("partner", "A *b* [x](http://evil) <i>\u{0}".to_owned())];
    let filled = rules::fill("Hello {{ partner }}, {{unknown}}{{partner}} {{", &values, true);
    let escaped = "A \\*b\\* \\[x\\]\\(http\\:\\/\\/evil\\) \\<i\\>";
    assert_eq!(filled, format!("Hello {escaped}, {escaped} {{{{"));
    assert_eq!(ui::markdown(&filled).as_str().matches("<a").count(), 0);
    assert_eq!(rules::fill("{{partner}}", &[("partner", "A & B".to_owned())], false), "A & B");
}

fn template(key: &str, types: &[&str], countries: &[&str]) -> Template {
    let text = Text { language: "en".to_owned(), title: "T".to_owned(), body: "B".to_owned() };
    Template {
        id: Uuid::from_u128(7).into(),
        key: key.to_owned(),
        no: 1,
        kind: "program".to_owned(),
        vendor: "Kestrel".to_owned(),
        governing: "en".to_owned(),
        texts: vec![text],
        months: None,
        types: types.iter().map(|t| (*t).to_owned()).collect(),
        countries: countries.iter().map(|t| (*t).to_owned()).collect(),
        created_at: now(),
        created_by: "x".to_owned(),
    }
}

#[test]
fn the_most_particular_text_is_chosen() {
    let all = [
        template("all", &[], &[]),
        template("germany", &[], &["DE"]),
        template("msp", &["msp"], &[]),
        template("msp-de", &["msp"], &["DE"]),
    ];
    let chosen = |kind, country| rules::choose(&all, "program", kind, country).map(|t| t.key.as_str());
    assert_eq!(chosen("reseller", "FR"), Some("all"));
    assert_eq!(chosen("reseller", "DE"), Some("germany"));
    assert_eq!(chosen("msp", "FR"), Some("msp"));
    assert_eq!(chosen("msp", "DE"), Some("msp-de"));
    assert_eq!(rules::choose(&all, "addendum", "msp", "DE"), None);
    assert_eq!(rules::choose(&all[2..], "program", "reseller", "DE"), None);
}

#[test]
fn a_template_hears_everything_that_is_wrong_at_once() {
    let text = |language: &str, body: &str| Text { language: language.to_owned(), title: "Agreement".to_owned(), body: body.to_owned() };
    let bad = NewTemplate {
        key: "Bad key".to_owned(),
        kind: "loan".to_owned(),
        vendor: String::new(),
        governing: "en".to_owned(),
        texts: vec![text("de", "kurz"), text("de", "{{ vendor }} und {{ password }} und noch viel mehr Text")],
        months: Some(0),
        types: vec!["pirate".to_owned()],
        countries: vec!["Germany".to_owned()],
    };
    let mut fields: Vec<_> =
        base::Refusal::fields(&rules::check_template(&bad).unwrap_err()).into_iter().map(|f| format!("{} {}", f.field, f.code)).collect();
    fields.dedup();
    assert_eq!(
        fields,
        [
            "key agreement.key",
            "kind choice",
            "vendor required",
            "months agreement.months",
            "types choice",
            "countries agreement.countries",
            "body_en agreement.governing_text",
            "texts agreement.language_twice",
            "body_de too_short",
            "texts agreement.language_twice",
            "body_de agreement.variable",
        ]
    );
}

#[test]
fn notices_come_once_at_ninety_sixty_and_thirty_days() {
    let until = now() + TimeDelta::days(120);
    let at = |days_left: i64, given: &[i64]| rules::ending_notice(until, until - TimeDelta::days(days_left), given);
    assert_eq!(at(91, &[]), None);
    assert_eq!(at(90, &[]), Some(90));
    assert_eq!(at(89, &[90]), None);
    assert_eq!(at(60, &[90]), Some(60));
    assert_eq!(at(45, &[]), Some(60), "a late start tells the nearest only");
    assert_eq!(at(30, &[90, 60]), Some(30));
    assert_eq!(at(1, &[90, 60, 30]), None);
    assert_eq!(at(0, &[]), None, "what has ended does not end soon");
    let waits = |days: i64, given: &[i64]| rules::signing_reminder(now(), now() + TimeDelta::days(days), given);
    assert_eq!(
        (waits(2, &[]), waits(3, &[]), waits(5, &[3]), waits(7, &[3]), waits(20, &[3, 7, 14])),
        (None, Some(3), None, Some(7), None)
    );
}

#[test]
fn it_holds_for_its_months_and_no_longer() {
    let (a, fact) = rules::countersign(agreement(AgreementState::Signed { at: now(), by: "x".to_owned() }), "y", now()).unwrap();
    let until = Utc.with_ymd_and_hms(2028, 11, 18, 9, 0, 0).unwrap();
    assert_eq!(fact.until, Some(until));
    assert_eq!(rules::expire(a.clone(), until - TimeDelta::seconds(1)), None);
    assert_eq!(rules::expire(a, until).map(|e| e.0.state().name()), Some("expired"));
    let endless = agreement(AgreementState::InForce { since: now(), until: None, by: "x".to_owned() });
    assert_eq!(rules::expire(endless, now() + TimeDelta::days(10_000)), None);
}
