//! All SQL of activation.

mod documents;
mod plans;
mod steps;
mod templates;

pub(super) use documents::{add_document, documents, get_document};
pub(super) use plans::{add, completed_since, count_open, find_of_partner, list, lock, save, whole};
pub(super) use steps::{clarity, get_step, of_plans, waiting};
pub(super) use templates::{add_template, current_templates, latest_no, shipped, templates};
