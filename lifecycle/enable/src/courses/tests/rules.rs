//! Reading a course from its text.

use base::Refusal as _;
use proptest::prelude::*;

use super::super::model::NewCourse;
use super::super::rules;
use crate::tests::{certifying, plain};

#[test]
fn a_course_is_read_from_one_text() {
    let text = "\n# First steps (7 min)\nHello *there*.\n\n- a list item of the lesson\n\n# Second\nMore.\n\n? What is it?\n+ This\n- That\n\n? Which two?\n+ One\n+ Two\n- Three\n";
    let (lessons, questions) = rules::read(text).unwrap();
    assert_eq!(lessons.len(), 2);
    assert_eq!((lessons[0].title.as_str(), lessons[0].minutes), ("First steps", 7));
    assert!(lessons[0].body.contains("- a list item of the lesson"), "{}", lessons[0].body);
    assert_eq!(lessons[1].minutes, 5);
    assert_eq!(questions.len(), 2);
    assert_eq!(questions[1].choices.iter().filter(|c| c.1).count(), 2);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let before = rules::read("words\n# Lesson\n").unwrap_err();
    assert!(before.to_string().contains("course.before_lesson"), "{before}");
    assert!(rules::read("").is_err());
    let all_right = rules::read("# L\n? Q\n+ a\n+ b\n").unwrap_err();
    assert!(all_right.to_string().contains("course.question_choices"), "{all_right}");
}

fn said(new: &NewCourse) -> Vec<String> {
    let (lessons, bank) = match rules::read(&new.text) {
        Ok(both) => both,
        Err(e) => return e.fields().into_iter().map(|f| format!("{} {}", f.field, f.code)).collect(),
    };
    rules::check(new, &lessons, &bank)
        .err()
        .map_or(Vec::new(), |e| e.fields().into_iter().map(|f| format!("{} {}", f.field, f.code)).collect())
}

#[test]
fn every_fault_of_a_course_is_said() {
    assert_eq!(said(&certifying()), [""; 0]);
    assert_eq!(said(&plain()), [""; 0]);
    let wrong = NewCourse {
        key: "Route Planner".to_owned(),
        title: "x".to_owned(),
        path: "cooking".to_owned(),
        valid_months: 121,
        pass_mark: 0,
        draw: 5,
        attempts: 0,
        ..certifying()
    };
    assert_eq!(
        said(&wrong),
        ["key invalid", "title too_short", "path choice", "valid_months number", "pass_mark number", "attempts number", "draw course.draw"]
    );
    assert_eq!(said(&NewCourse { certification: "route".to_owned(), ..plain() }), ["certification course.needs_quiz"]);
    for (text, code) in [
        ("# A lesson\u{0}\nText\n".to_owned(), "text characters"),
        ("# A lesson (601 min)\n".to_owned(), "text course.lesson"),
        ("# A lesson (-1 min)\n".to_owned(), "text course.lesson"),
        (format!("# {}\n", "x".repeat(151)), "text course.lesson"),
        (format!("# A lesson\n? {}\n+ a\n- b\n", "x".repeat(1001)), "text course.question"),
        (format!("# A lesson\n? Q\n+ a\n- {}\n", "x".repeat(501)), "text course.question"),
        ("# A lesson\n".repeat(201), "text course.too_many"),
    ] {
        assert_eq!(said(&NewCourse { text, draw: 1, ..plain() }), [code]);
    }
}

proptest! {
    #[test]
    fn reading_never_breaks_and_loses_no_lesson(text in "(# [a-z]{1,8}( \\([0-9]{1,3} min\\))?\n|\\? [a-z]{1,8}\n|\\+ [a-z]{1,4}\n|- [a-z]{1,4}\n|[a-z ]{0,12}\n){0,20}") {
        let headings = text.lines().filter(|l| l.starts_with("# ")).count();
        if let Ok((lessons, bank)) = rules::read(&text) {
            prop_assert_eq!(lessons.len(), headings);
            prop_assert!(bank.iter().all(|q| q.choices.iter().any(|c| c.1) && q.choices.iter().any(|c| !c.1)));
        }
    }
}
