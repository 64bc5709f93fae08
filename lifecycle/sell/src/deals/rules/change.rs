//! Changing what a deal says, and what was changed.

use base::Instant;
use facts::sell as fact;

use super::super::model::{Deal, Finding, Move, Registration, State, StateKind, Why};
use super::moves::{Moved, ask_table};
use super::{DealRefusal, check::completeness};

/// Changes what a deal says; tells the names of the changed fields.
///
/// Until the decision everything can change and keeps its place in line. An approval fixes customer
/// and products, because they are what is protected; another customer is another registration.
pub fn edit(mut deal: Deal, next: Registration, why: Option<(Vec<Why>, &[Finding])>, now: Instant) -> Moved<Option<fact::DealChanged>> {
    ask_table(&deal, Move::Edit)?;
    let fields = changed(&deal.registration, &next);
    if fields.is_empty() {
        return Ok((deal, None));
    }
    if deal.kind() == StateKind::Approved && fields.iter().any(|f| matches!(*f, "company" | "domain" | "country" | "products")) {
        return Err(DealRefusal::CustomerFixed);
    }
    deal.registration = next;
    deal.active_at = now;
    deal.completeness = completeness(&deal.registration);
    let told = fact::DealChanged { deal: deal.id, partner: deal.partner, fields: fields.iter().map(|f| (*f).to_owned()).collect() };
    if let (Some((why, others)), Some(mut review)) = (why, deal.review().cloned()) {
        deal.overlap = others.iter().any(|f| f.partner != deal.partner);
        review.why = if why.is_empty() { vec![Why::ByHand] } else { why };
        deal = deal.moved(State::InReview(review));
    }
    Ok((deal, Some(told)))
}

fn changed(before: &Registration, after: &Registration) -> Vec<&'static str> {
    let mut fields = Vec::new();
    let mut note = |differs: bool, name: &'static str| {
        if differs {
            fields.push(name);
        }
    };
    let (a, b) = (&before.customer, &after.customer);
    note(a.company != b.company, "company");
    note(a.domain != b.domain, "domain");
    note(a.country != b.country, "country");
    note(a.city != b.city, "city");
    note(a.contact_name != b.contact_name || a.contact_email != b.contact_email || a.contact_role != b.contact_role, "contact");
    note(before.need != after.need, "need");
    let products = |r: &Registration| {
        let mut all: Vec<_> = r.lines.iter().map(|l| l.product).collect();
        all.sort();
        all
    };
    note(products(before) != products(after), "products");
    note(before.lines != after.lines || before.currency != after.currency, "value");
    note(before.close_on != after.close_on, "close_on");
    note(before.competitor != after.competitor, "competitor");
    note(before.next_step != after.next_step, "next_step");
    note(before.role != after.role, "role");
    note(before.origin != after.origin, "source");
    note(before.answer != after.answer, "overlap_answer");
    note(before.business != after.business, "business");
    note(before.tender != after.tender || before.published_on != after.published_on, "tender");
    fields
}
