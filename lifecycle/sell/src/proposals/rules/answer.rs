//! How answers are read: one form of text for each kind of question.

use base::{Currency, FieldError, Invalid, Money};

use super::super::model::{Answers, Question, QuestionKind};
use crate::texts::{line, text};

/// The field that an answer is in.
fn field(key: &str) -> String {
    format!("answers.{key}")
}

/// What somebody has typed so far: only what could never be an answer is refused.
pub fn check_draft(questions: &[Question], typed: &Answers) -> Result<Answers, Invalid> {
    let (mut invalid, mut kept) = (Invalid::new(), Answers::new());
    invalid.check(typed.keys().all(|k| questions.iter().any(|q| q.key == *k)), "answers", "choice");
    for q in questions {
        let mut value = typed.get(&q.key).cloned().unwrap_or_default();
        text(&mut invalid, &field(&q.key), &mut value, 0, 5_000);
        if !value.is_empty() {
            kept.insert(q.key.clone(), value);
        }
    }
    invalid.finish().map(|()| kept)
}

/// A whole answer, each value in the form of its kind.
pub fn check_answers(questions: &[Question], typed: &Answers, currency: Currency) -> Result<Answers, Invalid> {
    let draft = check_draft(questions, typed)?;
    let (mut invalid, mut answers) = (Invalid::new(), Answers::new());
    for q in questions {
        let Some(value) = draft.get(&q.key) else {
            if q.required {
                invalid.push(FieldError::new(field(&q.key), "required"));
            }
            continue;
        };
        match read(q, value, currency, &mut invalid) {
            Ok(value) => {
                answers.insert(q.key.clone(), value);
            }
            Err(code) => {
                invalid.push(FieldError::new(field(&q.key), code));
            }
        }
    }
    invalid.finish().map(|()| answers)
}

fn read(q: &Question, value: &str, currency: Currency, invalid: &mut Invalid) -> Result<String, &'static str> {
    match q.kind {
        QuestionKind::Short => {
            let mut one = value.to_owned();
            line(invalid, &field(&q.key), &mut one, 0, 300);
            Ok(one)
        }
        QuestionKind::Long => Ok(value.to_owned()),
        QuestionKind::Number => {
            let digits: String = value.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
            digits.parse::<i64>().ok().filter(|n| n.unsigned_abs() <= 1_000_000_000_000).map(|n| n.to_string()).ok_or("number")
        }
        QuestionKind::Money => Money::parse(value, currency)
            .ok()
            .filter(|m| (0..=1_000_000_000_000).contains(&m.minor))
            .map(|m| m.decimal().to_string())
            .ok_or("amount"),
        QuestionKind::YesNo => Some(value).filter(|v| matches!(*v, "yes" | "no")).map(str::to_owned).ok_or("choice"),
        QuestionKind::Choice => q.options.iter().find(|o| *o == value).cloned().ok_or("choice"),
    }
}

/// An amount as it was answered.
pub fn shown(value: &str, currency: Currency) -> Option<Money> {
    Money::parse(value, currency).ok()
}
