//! Reading a course as people write it, and when it is complete: pure.

use base::{FieldError, Invalid, check_length};

use super::model::{Course, Draft, DraftQuestion, Learner, NewCourse};

/// Reads lessons and questions from one Markdown text.
///
/// A line `# Title (5 min)` begins a lesson. A line `? Question` begins a question of the bank, and
/// the lines after it are its answers: `+ right` and `- wrong`. Everything else is the lesson's text.
pub fn read(text: &str) -> Result<(Vec<Draft>, Vec<DraftQuestion>), Invalid> {
    let mut lessons: Vec<Draft> = Vec::new();
    let mut questions: Vec<DraftQuestion> = Vec::new();
    let mut in_question = false;
    let mut invalid = Invalid::new();
    for (n, line) in (1..).zip(text.lines()) {
        if let Some(title) = line.strip_prefix("# ") {
            in_question = false;
            let (title, minutes) = minutes_of(title.trim());
            lessons.push(Draft { title, minutes, body: String::new() });
        } else if let Some(words) = line.strip_prefix("? ") {
            in_question = true;
            questions.push(DraftQuestion { words: words.trim().to_owned(), choices: Vec::new() });
        } else if in_question
            && let Some(choice) = line.strip_prefix("+ ").map(|c| (c, true)).or_else(|| line.strip_prefix("- ").map(|c| (c, false)))
        {
            if let Some(q) = questions.last_mut() {
                q.choices.push((choice.0.trim().to_owned(), choice.1));
            }
        } else if !line.trim().is_empty() || !in_question {
            in_question = false;
            match lessons.last_mut() {
                Some(lesson) => {
                    lesson.body.push_str(line);
                    lesson.body.push('\n');
                }
                None if line.trim().is_empty() => {}
                None => {
                    invalid.push(FieldError::new("text", "course.before_lesson").with("line", n));
                }
            }
        }
    }
    invalid.check(!lessons.is_empty(), "text", "course.no_lesson");
    for q in &questions {
        if q.choices.len() < 2 || !q.choices.iter().any(|c| c.1) || q.choices.iter().all(|c| c.1) {
            invalid.push(FieldError::new("text", "course.question_choices").with("question", q.words.chars().take(60).collect::<String>()));
        }
    }
    invalid.finish()?;
    for lesson in &mut lessons {
        lesson.body = lesson.body.trim().to_owned();
    }
    Ok((lessons, questions))
}

/// The title without its length, and the length; five minutes when none is given.
fn minutes_of(title: &str) -> (String, i64) {
    let found =
        title.strip_suffix(" min)").and_then(|t| t.rsplit_once('(')).and_then(|(t, n)| Some((t.trim().to_owned(), n.trim().parse().ok()?)));
    found.unwrap_or_else(|| (title.to_owned(), 5))
}

/// The most lessons and the most questions that a course has.
const MOST: usize = 200;
/// The longest text that a course is read from, in characters.
const LONGEST_TEXT: usize = 400_000;

/// Checks a course: its data, its lessons and its bank of questions.
pub fn check(new: &NewCourse, lessons: &[Draft], bank: &[DraftQuestion]) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    let questions = bank.len();
    let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    invalid.check(new.text.chars().all(plain), "text", "characters");
    if let Err(e) = check_length("text", &new.text, 1, LONGEST_TEXT) {
        invalid.push(e);
    }
    invalid.check(lessons.len() <= MOST && questions <= MOST, "text", "course.too_many");
    let of_lesson = lessons.iter().all(|l| (1..=150).contains(&l.title.chars().count()) && (1..=600).contains(&l.minutes));
    invalid.check(of_lesson, "text", "course.lesson");
    let of_question = |q: &DraftQuestion| {
        let answers = q.choices.len() <= 20 && q.choices.iter().all(|c| (1..=500).contains(&c.0.chars().count()));
        (1..=1000).contains(&q.words.chars().count()) && answers
    };
    invalid.check(bank.iter().all(of_question), "text", "course.question");
    let is_key = |k: &str| !k.is_empty() && k.len() <= 60 && k.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    invalid.check(is_key(&new.key), "key", "invalid");
    invalid.check(new.certification.is_empty() || is_key(&new.certification), "certification", "invalid");
    for outcome in [check_length("title", &new.title, 2, 150), check_length("summary", &new.summary, 0, 500)] {
        if let Err(e) = outcome {
            invalid.push(e);
        }
    }
    invalid.check(matches!(new.path.as_str(), "sales" | "technical" | "support"), "path", "choice");
    invalid.check((0..=120).contains(&new.valid_months), "valid_months", "number");
    invalid.check((1..=100).contains(&new.pass_mark), "pass_mark", "number");
    invalid.check((1..=100).contains(&new.attempts), "attempts", "number");
    let bank = i64::try_from(questions).unwrap_or(i64::MAX);
    invalid.check(questions == 0 || (1..=bank).contains(&new.draw), "draw", "course.draw");
    // A certification that nothing is asked for would be worth nothing.
    invalid.check(new.certification.is_empty() || questions > 0, "certification", "course.needs_quiz");
    invalid.finish()
}

/// Whether a person has done all that a course asks for.
pub fn is_complete(learner: &Learner, lessons: usize, has_quiz: bool, passed: bool) -> bool {
    learner.lessons.len() >= lessons && (!has_quiz || passed)
}

/// Whether the course is drawn from a bank at all.
pub fn has_quiz(course: &Course) -> bool {
    course.draw > 0
}
