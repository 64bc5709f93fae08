//! Beginning, answering and handing in.

use access::{Permission, Resource};
use base::{AttemptId, Result};
use facts::enable::QuizFinished;
use serde_json::json;
use work::{Entry, Work};

use super::model::{Attempt, AttemptState, Drawn};
use super::rules::{self, QuizRefused};
use super::store;
use crate::courses::actions as courses;
use crate::courses::model::Course;

const CATALOG: Resource = Resource { kind: "course", id: None, partner: None, owner: None };

/// The caller's attempts in a course.
pub async fn attempts(work: &Work, course: &Course) -> Result<Vec<Attempt>> {
    match work.actor().user {
        Some(user) => store::of(work, user, course.id).await,
        None => Ok(Vec::new()),
    }
}

/// Begins an attempt, or goes on with the open one.
pub async fn begin(work: &Work, key: &str) -> Result<Attempt> {
    work.may(Permission::CourseTake, &CATALOG)?;
    let course = courses::of_key(work, key).await?;
    let bank = courses::bank(work, &course).await?;
    if bank.is_empty() {
        return Err(QuizRefused::NoQuiz.into());
    }
    let (learner, lessons_left) = courses::about_to_try(work, &course).await?;
    if lessons_left > 0 {
        return Err(QuizRefused::LessonsFirst.into());
    }
    let before = store::of(work, learner.user, course.id).await?;
    if let Some(open) = before.iter().find(|a| a.state == AttemptState::Open) {
        return Ok(open.clone());
    }
    let number = i64::try_from(before.len()).unwrap_or(i64::MAX) + 1;
    // Attempts count since the last pass: who renews a certification has all of them again.
    let since_pass = before.iter().rev().take_while(|a| a.state != AttemptState::Passed).count();
    if i64::try_from(since_pass).unwrap_or(i64::MAX) >= course.attempts {
        return Err(QuizRefused::NoAttemptLeft.into());
    }
    let bank: Vec<Drawn> = bank.into_iter().map(|q| Drawn { words: q.words, choices: q.choices }).collect();
    let questions = rules::draw(&bank, usize::try_from(course.draw).unwrap_or(1), &work.random::<64>());
    let attempt = Attempt {
        id: work.new_id(),
        user: learner.user,
        partner: learner.partner,
        course: course.id,
        number,
        answers: vec![Vec::new(); questions.len()],
        questions,
        started_at: work.now(),
        score: None,
        state: AttemptState::Open,
        version: 1,
    };
    store::add(work, &attempt).await?;
    work.audit(
        Entry::new("quiz.begun", "attempt", attempt.id).partner(attempt.partner).after(json!({ "course": course.key, "number": number })),
    );
    Ok(attempt)
}

/// The caller's attempt with its course.
pub async fn get(work: &Work, id: AttemptId) -> Result<(Attempt, Course)> {
    let attempt = store::get(work, id).await?;
    let course = courses::course(work, attempt.course).await?;
    Ok((attempt, course))
}

/// Saves the answer to one question.
pub async fn answer(work: &Work, id: AttemptId, question: usize, chosen: &[usize]) -> Result<Attempt> {
    work.may(Permission::CourseTake, &CATALOG)?;
    let attempt = rules::answer(store::get(work, id).await?, question, chosen)?;
    store::save(work, &attempt).await?;
    Ok(attempt)
}

/// Hands the attempt in; passing may complete the course, or renew its certificate.
pub async fn finish(work: &Work, id: AttemptId) -> Result<Attempt> {
    work.may(Permission::CourseTake, &CATALOG)?;
    let (attempt, course) = get(work, id).await?;
    let attempt = rules::finish(attempt, course.pass_mark)?;
    store::save(work, &attempt).await?;
    let passed = attempt.state == AttemptState::Passed;
    let score = attempt.score.unwrap_or(0);
    work.record(&QuizFinished { attempt: id, course: course.id, user: attempt.user, partner: attempt.partner, score, passed })?;
    if passed {
        courses::quiz_passed(work, &course, attempt.user, score).await?;
    }
    Ok(attempt)
}
