//! How promising a lead is, said with its parts.

use super::super::model::{NewLead, Source};

/// The score, 0 to 100, and its parts: a code and its points.
pub fn score(lead: &NewLead) -> (i64, Vec<(String, i64)>) {
    let size = match lead.wish.size {
        Some(1000..) => 25,
        Some(250..) => 20,
        Some(50..) => 12,
        Some(10..) => 6,
        Some(_) | None => 0,
    };
    let words = lead.wish.need.split_whitespace().count();
    let need = match words {
        30.. => 20,
        10.. => 14,
        3.. => 7,
        _ => 0,
    };
    let source = match lead.source {
        Source::Referral | Source::Inbound => 15,
        Source::Web | Source::Event => 10,
        Source::Campaign | Source::Crm => 6,
        Source::List | Source::Other => 0,
    };
    let reach = if lead.contact.phone.is_empty() { 0 } else { 6 } + if lead.contact.email.is_empty() { 0 } else { 6 };
    let known = if lead.customer.domain.is_empty() { 0 } else { 8 };
    let role = if lead.contact.role.is_empty() { 0 } else { 5 };
    let products = if lead.wish.products.is_empty() { 0 } else { 15 };
    let parts =
        [("size", size), ("need", need), ("products", products), ("source", source), ("reach", reach), ("known", known), ("role", role)];
    let shares: Vec<(String, i64)> = parts.into_iter().filter(|p| p.1 > 0).map(|p| (p.0.to_owned(), p.1)).collect();
    (shares.iter().map(|s| s.1).sum::<i64>().min(100), shares)
}
