//! What was filled into a form.

use base::{FieldError, Invalid};

use super::super::model::{Answers, Field, FieldKind, FormKind};
use crate::vat::vat_number;

/// Checks what was filled in and returns it as it is kept: known fields in order, tidied.
pub(crate) fn check_form(form: FormKind, given: &Answers) -> Result<Answers, Invalid> {
    let mut invalid = Invalid::new();
    for (name, _) in given {
        let n = given.iter().filter(|g| g.0 == *name).count();
        let known = form.fields().iter().any(|f| f.name == name);
        // A name that somebody made up is not put into the answer as it is.
        invalid.check(known && n == 1, "answers", "activation.unknown_field");
    }
    let value = |name: &str| given.iter().find(|g| g.0 == name).map_or("", |g| g.1.as_str());
    let mut kept = Answers::new();
    for field in form.fields() {
        match tidy(field, value(field.name), &value) {
            Ok(text) if text.is_empty() && field.required => {
                invalid.push(FieldError::new(field.name, "required").with("min", 1));
            }
            Ok(text) => kept.push((field.name.to_owned(), text)),
            Err(e) => {
                invalid.push(e);
            }
        }
    }
    invalid.finish().map(|()| kept)
}

fn tidy<'a>(field: &Field, text: &str, other: &impl Fn(&str) -> &'a str) -> Result<String, FieldError> {
    let line = base::one_line(text);
    if line.is_empty() {
        return Ok(line);
    }
    let wrong = |code: &'static str| FieldError::new(field.name, code);
    match field.kind {
        FieldKind::Line(max) => base::check_length(field.name, &line, 0, max).map(|()| line),
        FieldKind::Lines(max) => {
            let lines: String = text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || *c == '\n').collect();
            base::check_length(field.name, &lines, 0, max).map(|()| lines.trim().to_owned())
        }
        FieldKind::Email => {
            let email = line.to_lowercase();
            if notices::is_email(&email) { Ok(email) } else { Err(wrong("email")) }
        }
        FieldKind::Phone => {
            let digits = line.chars().filter(char::is_ascii_digit).count();
            let fits = (6..=20).contains(&digits) && line.len() <= 40 && line.chars().all(|c| c.is_ascii_digit() || " +()-/.".contains(c));
            if fits { Ok(line) } else { Err(wrong("activation.phone")) }
        }
        FieldKind::Country => Some(line).filter(|code| i18n::is_country(code)).ok_or_else(|| wrong("choice")),
        FieldKind::Vat(of) => {
            let code = other(of).trim();
            // Without a country there is nothing to check it by; the country's own field says so.
            if !i18n::is_country(code) {
                return base::check_length(field.name, &line, 0, 40).map(|()| line);
            }
            vat_number(&line, code).ok_or_else(|| wrong("activation.vat").with("country", code))
        }
        FieldKind::Number(max) => {
            let number: Option<i64> = line.parse().ok();
            number.filter(|n| (0..=max).contains(n)).map(|n| n.to_string()).ok_or_else(|| wrong("number"))
        }
    }
}
