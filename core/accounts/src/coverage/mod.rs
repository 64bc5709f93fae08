//! Coverage: who serves an account.
//!
//! **For whom.** The people who run the program write down once who sells to whom; everybody who must
//! decide about an account, a deal registration or a lead, asks [`coverage_of`](actions::coverage_of) and
//! gets an answer with its reason.
//!
//! **Words.** The *plan* is a list of *rules* in order, *named accounts*, and what holds *otherwise*. It
//! says the *way* an account is served: *direct* (by the vendor alone), *partner-led* (by any partner, or
//! by the partners that are named), *co-sell* (by the vendor together with the partners that are named), or
//! *open*. A named account goes before every rule; among the rules the first that holds decides.
//!
//! **States.** A plan is changed as a whole: one *draft* is made from the plan in force, worked on, and
//! *published* with a reason; from that moment it is the plan in force. Older versions stay readable. Where somebody
//! else may change the plan too, a draft is *proposed* to them first: one of them approves it, or refuses it with a
//! reason, and then it is worked on again.
//!
//! **Invariants**
//! - One plan is in force, the published one with the highest version, and there is at most one draft.
//! - A published version never changes, and neither does a draft while it waits for a second person.
//! - Who proposed a draft does not approve it, unless there is nobody else; then nobody is waited for.
//! - The same plan, account and day give the same answer, whoever asks.
//! - What is not known about an account fits no rule.
//! - A condition that cannot be read is refused when it is saved, with the place of the fault.
//! - Partners and members see nothing of a plan.
//! - Publishing leaves an audit record with the reason, and a fact.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod jobs;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod rules;
pub(crate) mod store;

#[cfg(test)]
mod tests;
