//! What incentives tell.

use base::{AccrualId, DealId, PartnerId, PlanId, StatementId};

crate::facts! {
    /// Money was earned.
    Accrued = "accrual.posted" v 1, "accrual" accrual, partner |f| Some(f.partner) => {
        /// Which accrual.
        accrual: AccrualId,
        /// By which partner.
        partner: PartnerId,
        /// For which deal.
        deal: DealId,
        /// Under which plan.
        plan: PlanId,
        /// The amount in minor units.
        amount_minor: i64,
        /// Its currency.
        currency: String,
    }

    /// An accrual was approved for payment.
    AccrualApproved = "accrual.approved" v 1, "accrual" accrual, partner |f| Some(f.partner) => {
        /// Which accrual.
        accrual: AccrualId,
        /// Of which partner.
        partner: PartnerId,
        /// The amount in minor units.
        amount_minor: i64,
        /// Its currency.
        currency: String,
    }

    /// An accrual was taken back by counter-entries.
    AccrualReversed = "accrual.reversed" v 1, "accrual" accrual, partner |f| Some(f.partner) => {
        /// Which accrual.
        accrual: AccrualId,
        /// Of which partner.
        partner: PartnerId,
        /// The amount taken back, in minor units.
        amount_minor: i64,
        /// Its currency.
        currency: String,
        /// Why.
        reason: String,
    }

    /// A statement was closed.
    StatementClosed = "statement.closed" v 1, "statement" statement, partner |f| Some(f.partner) => {
        /// Which statement.
        statement: StatementId,
        /// Of which partner.
        partner: PartnerId,
        /// The period, such as `2026-11`.
        period: String,
        /// The total in minor units.
        total_minor: i64,
        /// Its currency.
        currency: String,
    }

    /// A statement's money was marked as paid.
    StatementPaid = "statement.paid" v 1, "statement" statement, partner |f| Some(f.partner) => {
        /// Which statement.
        statement: StatementId,
        /// Of which partner.
        partner: PartnerId,
        /// What was paid, in minor units: the total less what was taken back since the closing.
        total_minor: i64,
        /// Its currency.
        currency: String,
    }
}
