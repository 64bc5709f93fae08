//! Drawing, answering and scoring: pure.

use base::{FieldError, Kind, Refusal};

use super::model::{Attempt, AttemptState, Drawn};

/// Why a quiz goes no further.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuizRefused {
    /// The lessons come first.
    #[error("finish the lessons first")]
    LessonsFirst,
    /// No attempt is left.
    #[error("no attempt is left")]
    NoAttemptLeft,
    /// It was handed in already.
    #[error("this attempt was handed in")]
    HandedIn,
    /// A chosen answer is not one of the question's.
    #[error("choose one of the answers")]
    NoSuchAnswer,
    /// There is nothing to ask.
    #[error("this course has no quiz")]
    NoQuiz,
}

impl Refusal for QuizRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::LessonsFirst => "quiz.lessons_first",
            Self::NoAttemptLeft => "quiz.no_attempt_left",
            Self::HandedIn => "quiz.handed_in",
            Self::NoSuchAnswer => "quiz.no_such_answer",
            Self::NoQuiz => "quiz.no_quiz",
        }
    }
    fn kind(&self) -> Kind {
        match self {
            Self::NoSuchAnswer => Kind::Invalid,
            Self::NoAttemptLeft => Kind::Limit,
            Self::LessonsFirst | Self::HandedIn | Self::NoQuiz => Kind::Conflict,
        }
    }
    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::NoSuchAnswer => vec![FieldError::new("choice", "choice")],
            Self::LessonsFirst | Self::NoAttemptLeft | Self::HandedIn | Self::NoQuiz => Vec::new(),
        }
    }
}

/// Draws questions from the bank and shuffles them and their answers by random bytes.
pub fn draw(bank: &[Drawn], n: usize, random: &[u8]) -> Vec<Drawn> {
    let mut left: Vec<Drawn> = bank.to_vec();
    let mut bytes = random.iter().copied().cycle();
    let mut next = |len: usize| {
        usize::from(bytes.next().unwrap_or(0)).wrapping_mul(7).wrapping_add(usize::from(bytes.next().unwrap_or(0))) % len.max(1)
    };
    let mut drawn = Vec::with_capacity(n);
    while drawn.len() < n && !left.is_empty() {
        let mut q = left.swap_remove(next(left.len()));
        let mut choices = Vec::with_capacity(q.choices.len());
        while !q.choices.is_empty() {
            choices.push(q.choices.swap_remove(next(q.choices.len())));
        }
        drawn.push(Drawn { words: q.words, choices });
    }
    drawn
}

/// Notes the answer to a question, by its place.
pub fn answer(mut a: Attempt, question: usize, chosen: &[usize]) -> Result<Attempt, QuizRefused> {
    if a.state != AttemptState::Open {
        return Err(QuizRefused::HandedIn);
    }
    let Some(q) = a.questions.get(question) else { return Err(QuizRefused::NoSuchAnswer) };
    if chosen.iter().any(|c| *c >= q.choices.len()) {
        return Err(QuizRefused::NoSuchAnswer);
    }
    let mut chosen = chosen.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    if let Some(slot) = a.answers.get_mut(question) {
        *slot = chosen;
    }
    Ok(a)
}

/// Whether exactly the right answers are chosen.
pub fn is_right(q: &Drawn, chosen: &[usize]) -> bool {
    !chosen.is_empty() && q.choices.iter().enumerate().all(|(i, c)| c.1 == chosen.contains(&i))
}

/// Hands an attempt in: the share of right answers in percent, rounded down, against the pass mark.
pub fn finish(mut a: Attempt, pass_mark: i64) -> Result<Attempt, QuizRefused> {
    if a.state != AttemptState::Open {
        return Err(QuizRefused::HandedIn);
    }
    let right = a.questions.iter().zip(&a.answers).filter(|(q, chosen)| is_right(q, chosen)).count();
    let score = right * 100 / a.questions.len().max(1);
    let score = i64::try_from(score).unwrap_or(0);
    a.score = Some(score);
    a.state = if score >= pass_mark { AttemptState::Passed } else { AttemptState::Failed };
    Ok(a)
}
