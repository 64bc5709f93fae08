//! Publishing courses and learning.

use access::{Permission, Resource};
use base::{CourseId, Error, PartnerId, Result, UserId};
use facts::enable::{CourseBegun, CourseCompleted};
use serde_json::json;
use work::{Entry, Work};

use super::model::{Course, Learner, Lesson, NewCourse, Question};
use super::{rules, store};
use crate::certificates::actions::{Earned, issue};

const CATALOG: Resource = Resource { kind: "course", id: None, partner: None, owner: None };

/// A course as one person sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The course.
    pub course: Course,
    /// How many lessons it has.
    pub lessons: i64,
    /// What this person has done of it.
    pub learner: Option<Learner>,
}

/// Publishes a course from its data and text.
pub async fn publish(work: &Work, new: &NewCourse) -> Result<Course> {
    work.may(Permission::CourseManage, &CATALOG)?;
    let (drafts, bank) = rules::read(&new.text)?;
    rules::check(new, &drafts, &bank)?;
    let draw = if bank.is_empty() { 0 } else { new.draw };
    let certification = Some(new.certification.clone()).filter(|c| !c.is_empty());
    let course = Course {
        id: work.new_id(),
        key: new.key.clone(),
        title: base::one_line(&new.title),
        summary: base::one_line(&new.summary),
        path: new.path.clone(),
        certification,
        valid_months: new.valid_months,
        pass_mark: new.pass_mark,
        draw,
        attempts: new.attempts,
    };
    let lessons: Vec<Lesson> = (1..)
        .zip(drafts)
        .map(|(position, d)| Lesson { id: work.new_id(), position, minutes: d.minutes, title: d.title, body: d.body })
        .collect();
    let questions: Vec<Question> = bank.into_iter().map(|q| Question { id: work.new_id(), words: q.words, choices: q.choices }).collect();
    let position = i64::try_from(store::list(work).await?.len()).unwrap_or(i64::MAX);
    store::add(work, &course, position, &lessons, &questions).await?;
    let after = json!({ "key": course.key, "title": course.title, "lessons": lessons.len(), "questions": questions.len() });
    work.audit(Entry::new("course.published", "course", course.id).after(after));
    Ok(course)
}

/// The catalog, with what the caller has done.
pub async fn catalog(work: &Work) -> Result<Vec<Seen>> {
    work.may(Permission::CourseRead, &CATALOG)?;
    let counts = store::lesson_counts(work).await?;
    let done = match work.actor().user {
        Some(user) => store::learning_of(work, user).await?,
        None => Vec::new(),
    };
    let seen = store::list(work).await?.into_iter().map(|course| Seen {
        lessons: counts.iter().find(|c| c.0 == course.id).map_or(0, |c| c.1),
        learner: done.iter().find(|l| l.course == course.id).cloned(),
        course,
    });
    Ok(seen.collect())
}

/// One course with its lessons and what the caller has done.
pub async fn open(work: &Work, key: &str) -> Result<(Course, Vec<Lesson>, Option<Learner>)> {
    work.may(Permission::CourseRead, &CATALOG)?;
    let course = store::by_key(work, key).await?;
    let lessons = store::lessons(work, course.id).await?;
    let learner = match work.actor().user {
        Some(user) => store::learner_of(work, user, course.id).await?,
        None => None,
    };
    Ok((course, lessons, learner))
}

/// The caller in a course, who begins it when this is the first time.
async fn begin(work: &Work, course: &Course) -> Result<Learner> {
    work.may(Permission::CourseTake, &CATALOG)?;
    let user: UserId = work.actor().user.ok_or_else(|| base::refuse("unauthenticated", base::Kind::Unauthenticated))?;
    if let Some(learner) = store::learner_of(work, user, course.id).await? {
        return Ok(learner);
    }
    let partner: Option<PartnerId> = work.actor().partner;
    let learner = Learner { user, course: course.id, partner, lessons: Vec::new(), begun_at: work.now(), completed_at: None, score: None };
    if store::add_learner(work, &learner).await? {
        work.record(&CourseBegun { course: course.id, key: course.key.clone(), user, partner })?;
        return Ok(learner);
    }
    store::learner_of(work, user, course.id).await?.ok_or_else(Error::missing)
}

/// Marks a lesson as done by the caller; the last one may complete the course.
pub async fn finish_lesson(work: &Work, key: &str, position: i64) -> Result<Learner> {
    let course = store::by_key(work, key).await?;
    let lessons = store::lessons(work, course.id).await?;
    if !lessons.iter().any(|l| l.position == position) {
        return Err(Error::missing());
    }
    let user = begin(work, &course).await?.user;
    let mut learner = turn_of(work, &course, user).await?;
    if !learner.lessons.contains(&position) {
        learner.lessons.push(position);
        learner.lessons.sort_unstable();
        store::save_learner(work, &learner).await?;
        let entry = Entry::new("lesson.finished", "course", course.id).partner(learner.partner).after(json!({ "lesson": position }));
        work.audit(entry);
    }
    let passed = learner.score.is_some_and(|s| s >= course.pass_mark);
    complete(work, &course, learner, lessons.len(), passed).await
}

/// A person in a course, with nothing else of theirs going on in it meanwhile.
async fn turn_of(work: &Work, course: &Course, user: UserId) -> Result<Learner> {
    store::take_turn(work, user, course.id).await?;
    store::learner_of(work, user, course.id).await?.ok_or_else(Error::missing)
}

/// The course of a key: for quizzes.
pub(crate) async fn of_key(work: &Work, key: &str) -> Result<Course> {
    store::by_key(work, key).await
}

/// A course: for quizzes.
pub(crate) async fn course(work: &Work, id: CourseId) -> Result<Course> {
    store::get(work, id).await
}

/// The questions of a course's bank: for quizzes.
pub(crate) async fn bank(work: &Work, course: &Course) -> Result<Vec<Question>> {
    store::questions(work, course.id).await
}

/// The caller, about to try the quiz, and how many lessons come first: for quizzes.
pub(crate) async fn about_to_try(work: &Work, course: &Course) -> Result<(Learner, usize)> {
    let user = begin(work, course).await?.user;
    let learner = turn_of(work, course, user).await?;
    let left = store::lessons(work, course.id).await?.len().saturating_sub(learner.lessons.len());
    Ok((learner, left))
}

/// Notes a passed quiz, which completes the course or renews its certificate: for quizzes.
pub(crate) async fn quiz_passed(work: &Work, course: &Course, user: UserId, score: i64) -> Result<()> {
    let mut learner = turn_of(work, course, user).await?;
    learner.score = Some(score.max(learner.score.unwrap_or(0)));
    store::save_learner(work, &learner).await?;
    if learner.completed_at.is_some() {
        return certify(work, course, &learner).await;
    }
    let lessons = store::lessons(work, course.id).await?.len();
    complete(work, course, learner, lessons, true).await?;
    Ok(())
}

/// Completes the course for a person who has done all that it asks for, and certifies them.
async fn complete(work: &Work, course: &Course, mut learner: Learner, lessons: usize, passed: bool) -> Result<Learner> {
    if learner.completed_at.is_some() || !rules::is_complete(&learner, lessons, rules::has_quiz(course), passed) {
        return Ok(learner);
    }
    learner.completed_at = Some(work.now());
    store::save_learner(work, &learner).await?;
    work.record(&CourseCompleted {
        course: course.id,
        key: course.key.clone(),
        user: learner.user,
        partner: learner.partner,
        score: learner.score,
    })?;
    certify(work, course, &learner).await?;
    Ok(learner)
}

/// Issues the course's certificate, if it leads to one.
async fn certify(work: &Work, course: &Course, learner: &Learner) -> Result<()> {
    if let Some(key) = &course.certification {
        let earned = Earned {
            key,
            title: &course.title,
            course: course.id,
            valid_months: course.valid_months,
            user: learner.user,
            partner: learner.partner,
        };
        issue(work, &earned).await?;
    }
    Ok(())
}

/// What the people of the caller's partner have done, for its administrator.
pub async fn team(work: &Work) -> Result<Vec<Learner>> {
    let own = Resource { kind: "member", id: None, partner: work.actor().partner, owner: None };
    work.may(Permission::MemberManage, &own)?;
    store::team(work).await
}
