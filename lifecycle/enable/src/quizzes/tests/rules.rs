//! Drawing, answering and scoring.

use base::{AttemptId, CourseId, UserId};
use chrono::{TimeZone as _, Utc};
use uuid::Uuid;

use super::super::model::{Attempt, AttemptState, Drawn};
use super::super::rules::{self, QuizRefused};

fn bank(n: usize) -> Vec<Drawn> {
    (0..n)
        .map(|i| Drawn { words: format!("Q{i}"), choices: vec![("right".into(), true), ("wrong".into(), false), ("other".into(), false)] })
        .collect()
}

fn attempt(questions: Vec<Drawn>) -> Attempt {
    Attempt {
        id: AttemptId::from(Uuid::from_u128(1)),
        user: UserId::from(Uuid::from_u128(2)),
        partner: None,
        course: CourseId::from(Uuid::from_u128(3)),
        number: 1,
        answers: vec![Vec::new(); questions.len()],
        questions,
        started_at: Utc.with_ymd_and_hms(2026, 11, 18, 9, 0, 0).unwrap(),
        score: None,
        state: AttemptState::Open,
        version: 1,
    }
}

#[test]
fn a_draw_has_no_question_twice_and_keeps_its_right_answers() {
    let drawn = rules::draw(&bank(9), 5, &[3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]);
    assert_eq!(drawn.len(), 5);
    let mut words: Vec<&str> = drawn.iter().map(|d| d.words.as_str()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), 5);
    assert!(drawn.iter().all(|d| d.choices.iter().filter(|c| c.1).count() == 1));
    assert_eq!(rules::draw(&bank(2), 5, &[0]).len(), 2, "no more than the bank has");
}

#[test]
fn only_exactly_the_right_answers_count() {
    let mut a = attempt(bank(4));
    for (q, chosen) in [(0, vec![0]), (1, vec![0, 1]), (2, vec![1])] {
        a = rules::answer(a, q, &chosen).unwrap();
    }
    let done = rules::finish(a, 25).unwrap();
    assert_eq!((done.score, done.state), (Some(25), AttemptState::Passed));
    assert_eq!(rules::finish(done.clone(), 25), Err(QuizRefused::HandedIn));
    assert_eq!(rules::answer(done, 0, &[0]), Err(QuizRefused::HandedIn));
    assert_eq!(rules::answer(attempt(bank(1)), 0, &[7]), Err(QuizRefused::NoSuchAnswer));
    assert_eq!(rules::answer(attempt(bank(1)), 1, &[0]), Err(QuizRefused::NoSuchAnswer));
}
