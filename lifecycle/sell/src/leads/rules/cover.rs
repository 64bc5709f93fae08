//! What the coverage plan leaves to the routing rules.

use accounts::{By, Coverage, Way};
use base::{PartnerId, UserId};
use serde::{Deserialize, Serialize};

use super::super::model::Decided;

/// What the coverage plan says of the customer of a lead, as a decision sees it and keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// How the customer is served: `direct`, `partner_led`, `co_sell` or `open`.
    pub way: String,
    /// The partners that are named.
    pub partners: Vec<PartnerId>,
    /// The person of the vendor who looks after the customer.
    pub owner: Option<UserId>,
    /// The vendor's word for the kind of customer.
    pub segment: String,
    /// The vendor's word for the territory.
    pub territory: String,
    /// What decided: `name`, `rule`, `otherwise`, or `no_plan`.
    pub by: String,
    /// The name of the rule that decided.
    pub rule: String,
    /// The version of the plan; 0 when none is in force.
    pub version: i64,
}

/// Whom the coverage plan lets a lead go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves<'a> {
    /// Whomever the rules find.
    All,
    /// Whomever the rules find among these.
    Among(&'a [PartnerId]),
    /// These, whatever the rules say.
    To(&'a [PartnerId]),
    /// No partner: the vendor serves the customer itself.
    Nobody,
}

impl Cover {
    /// An answer of the plan as a decision keeps it.
    pub fn of(c: Coverage) -> Self {
        let (by, rule) = match c.by {
            By::NoPlan => ("no_plan", String::new()),
            By::Name { .. } => ("name", String::new()),
            By::Rule { name, .. } => ("rule", name),
            By::Otherwise => ("otherwise", String::new()),
        };
        Self {
            way: c.served.way.code().to_owned(),
            partners: c.served.partners,
            owner: c.served.owner,
            segment: c.served.segment,
            territory: c.served.territory,
            by: by.to_owned(),
            rule,
            version: c.version,
        }
    }

    /// What the plan said when something was decided; none when a person decided, or before plans were asked.
    pub fn kept(d: &Decided) -> Option<Self> {
        serde_json::from_value(d.input.get("coverage")?.clone()).ok()
    }

    /// The way as a value; one that is not known is open.
    pub fn way(&self) -> Way {
        Way::from_code(&self.way).unwrap_or_default()
    }

    /// What the plan leaves to the rules.
    pub fn leaves(&self) -> Leaves<'_> {
        match self.way() {
            Way::Direct => Leaves::Nobody,
            Way::PartnerLed if !self.partners.is_empty() => Leaves::To(&self.partners),
            Way::CoSell => Leaves::Among(&self.partners),
            Way::PartnerLed | Way::Open => Leaves::All,
        }
    }
}
