//! What onboarding tells.

use base::{ActivationPlanId, ActivationStepId, AgreementId, Instant, PartnerId};

crate::facts! {
    /// An agreement waits for signatures.
    AgreementSent = "agreement.sent" v 1, "agreement" agreement, partner |f| Some(f.partner) => {
        /// Which agreement.
        agreement: AgreementId,
        /// With which partner.
        partner: PartnerId,
        /// Its title.
        title: String,
    }

    /// A partner signed.
    AgreementSigned = "agreement.signed" v 1, "agreement" agreement, partner |f| Some(f.partner) => {
        /// Which agreement.
        agreement: AgreementId,
        /// With which partner.
        partner: PartnerId,
        /// Who signed.
        signer: String,
    }

    /// All have signed: the agreement is in force.
    AgreementInForce = "agreement.in_force" v 1, "agreement" agreement, partner |f| Some(f.partner) => {
        /// Which agreement.
        agreement: AgreementId,
        /// With which partner.
        partner: PartnerId,
        /// Its kind, such as `program`.
        kind: String,
        /// Until when.
        until: Option<Instant>,
    }

    /// An agreement ended, was declined or expired.
    AgreementEnded = "agreement.ended" v 1, "agreement" agreement, partner |f| Some(f.partner) => {
        /// Which agreement.
        agreement: AgreementId,
        /// With which partner.
        partner: PartnerId,
        /// The state now.
        state: String,
        /// Why.
        reason: String,
    }

    /// An activation plan began.
    ActivationBegun = "activation.begun" v 1, "activation_plan" plan, partner |f| Some(f.partner) => {
        /// Which plan.
        plan: ActivationPlanId,
        /// Of which partner.
        partner: PartnerId,
        /// How many steps it has.
        steps: i64,
    }

    /// A step of an activation plan was done.
    StepDone = "activation.step_done" v 1, "activation_plan" plan, partner |f| Some(f.partner) => {
        /// Which plan.
        plan: ActivationPlanId,
        /// Which step.
        step: ActivationStepId,
        /// Of which partner.
        partner: PartnerId,
        /// The step's key in its template.
        key: String,
        /// The share of the plan's weight that is done, in percent.
        percent: i64,
    }
}
