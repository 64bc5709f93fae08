//! What makes a template.

use base::{FieldError, Invalid};

use super::super::model::{NewTemplate, StepKind, Template, Words};

/// Of the current versions, the one for a partner type: named before general.
pub(crate) fn choose<'a>(templates: &'a [Template], partner_type: &str) -> Option<&'a Template> {
    let named = templates.iter().find(|t| t.types.iter().any(|x| x == partner_type));
    named.or_else(|| templates.iter().find(|t| t.types.is_empty()))
}

/// Checks a version before it is written.
pub(crate) fn check_template(new: &NewTemplate) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    let is_key = |k: &str| {
        (2..=60).contains(&k.len())
            && k.starts_with(|c: char| c.is_ascii_lowercase())
            && k.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'))
    };
    invalid.check(is_key(&new.key), "key", "agreement.key");
    invalid.check(new.types.iter().all(|t| partners::PartnerType::from_code(t).is_some()), "types", "choice");
    words(&mut invalid, "title", &new.title, 1, 200);
    invalid.check((1..=40).contains(&new.steps.len()), "steps", "activation.n_steps");
    invalid.check(new.steps.iter().any(|s| s.required), "steps", "activation.none_required");
    for (i, step) in new.steps.iter().enumerate() {
        let at = |name: &str| format!("steps.{i}.{name}");
        invalid.check(is_key(&step.key), &at("key"), "agreement.key");
        let earlier = new.steps.get(..i).unwrap_or_default();
        invalid.check(!earlier.iter().any(|s| s.key == step.key), &at("key"), "activation.key_twice");
        // What comes before stands before, so a plan can have no circle.
        let known = step.after.iter().all(|a| earlier.iter().any(|s| s.key == *a));
        invalid.check(known, &at("after"), "activation.after");
        invalid.check((0..=730).contains(&step.due_days), &at("due_days"), "number");
        invalid.check((1..=100).contains(&step.weight), &at("weight"), "number");
        words(&mut invalid, &at("title"), &step.title, 1, 200);
        words(&mut invalid, &at("what"), &step.what, 1, 2000);
        words(&mut invalid, &at("why"), &step.why, 0, 2000);
        words(&mut invalid, &at("takes"), &step.takes, 0, 200);
        words(&mut invalid, &at("proof"), &step.proof, 0, 500);
        // Registering deals opens with becoming active: a first that is required would wait for itself.
        let is_first = matches!(step.kind, StepKind::First(_));
        invalid.check(!(step.required && is_first), &at("required"), "activation.first_required");
        let of_optional = earlier.iter().any(|s| step.after.contains(&s.key) && !s.required);
        invalid.check(!(step.required && of_optional), &at("after"), "activation.after_optional");
    }
    invalid.finish()
}

fn words(invalid: &mut Invalid, field: &str, words: &Words, min: usize, max: usize) {
    for (language, text, min) in [("en", &words.en, min), ("de", &words.de, 0)] {
        let name = format!("{field}.{language}");
        if let Err(e) = base::check_length(&name, text, min, max) {
            invalid.push(e);
        }
        if text.chars().any(|c| c.is_control() && c != '\n') {
            invalid.push(FieldError::new(name, "invalid"));
        }
    }
}
