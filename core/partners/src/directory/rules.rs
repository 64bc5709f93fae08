//! What may become of a partner: pure.

use base::{FieldError, Instant, Invalid, Kind, Refusal, check_length};

use super::model::{Lifecycle, NewPartner, Partner};

/// Why a partner stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartnerRefused {
    /// The lifecycle has no line from here to there.
    #[error("a partner that is {from} cannot become {to}")]
    NoSuchMove {
        /// The state it is in.
        from: &'static str,
        /// The state asked for.
        to: &'static str,
    },
    /// The program takes no partners of this type.
    #[error("{program} takes no partners of this type")]
    TypeNotTaken {
        /// The program's name.
        program: String,
    },
    /// This move asks for a reason.
    #[error("give a reason")]
    ReasonNeeded,
}

impl Refusal for PartnerRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::NoSuchMove { .. } => "partner.no_such_move",
            Self::TypeNotTaken { .. } => "partner.type_not_taken",
            Self::ReasonNeeded => "partner.reason_needed",
        }
    }
    fn kind(&self) -> Kind {
        match self {
            Self::NoSuchMove { .. } | Self::TypeNotTaken { .. } => Kind::Conflict,
            Self::ReasonNeeded => Kind::Invalid,
        }
    }
    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::NoSuchMove { .. } | Self::TypeNotTaken { .. } => Vec::new(),
            Self::ReasonNeeded => vec![FieldError::new("reason", "required")],
        }
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoSuchMove { from, to } => vec![("from", (*from).to_owned()), ("to", (*to).to_owned())],
            Self::TypeNotTaken { program } => vec![("program", program.clone())],
            Self::ReasonNeeded => Vec::new(),
        }
    }
}

/// The states that may follow a state: the one table of the lifecycle.
pub fn next(state: Lifecycle) -> &'static [Lifecycle] {
    use Lifecycle::{Active, Applicant, Contracting, Former, Offboarding, Onboarding, Prospect, Rejected, Suspended};
    match state {
        Prospect => &[Applicant, Rejected],
        Applicant => &[Contracting, Rejected],
        Contracting => &[Onboarding, Rejected, Offboarding],
        Onboarding => &[Active, Suspended, Offboarding],
        Active => &[Suspended, Offboarding],
        Suspended => &[Active, Offboarding],
        Offboarding => &[Former],
        Former => &[],
        Rejected => &[Applicant],
    }
}

/// Whether a move to this state asks for a reason.
pub fn asks_reason(to: Lifecycle) -> bool {
    matches!(to, Lifecycle::Suspended | Lifecycle::Offboarding | Lifecycle::Rejected)
}

/// Moves a partner along its lifecycle.
pub fn move_to(mut partner: Partner, to: Lifecycle, reason: Option<&str>, now: Instant) -> Result<Partner, PartnerRefused> {
    if !next(partner.state).contains(&to) {
        return Err(PartnerRefused::NoSuchMove { from: partner.state.code(), to: to.code() });
    }
    if asks_reason(to) && reason.is_none_or(|r| r.trim().is_empty()) {
        return Err(PartnerRefused::ReasonNeeded);
    }
    partner.state = to;
    partner.moved_at = Some(now);
    if to == Lifecycle::Active && partner.activated_at.is_none() {
        partner.activated_at = Some(now);
    }
    Ok(partner)
}

/// The reason as it is kept: without control characters and blanks around it; an empty one is none.
pub fn reason(text: Option<&str>) -> Result<Option<String>, Invalid> {
    let mut invalid = Invalid::new();
    let text = text.unwrap_or_default();
    if let Err(e) = check_length("reason", text, 0, 2000) {
        invalid.push(e);
    }
    invalid.finish()?;
    Ok(Some(base::one_line(text)).filter(|r| !r.is_empty()))
}

/// Checks the data of a partner.
pub fn check(new: &NewPartner) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    for outcome in
        [check_length("name", &new.name, 2, 200), check_length("city", &new.city, 0, 100), check_length("website", &new.website, 0, 200)]
    {
        if let Err(e) = outcome {
            invalid.push(e);
        }
    }
    invalid.check(new.country.len() == 2 && new.country.chars().all(|c| c.is_ascii_uppercase()), "country", "choice");
    invalid.check(!new.name.chars().any(char::is_control), "name", "invalid");
    invalid.finish()
}
