//! The drivers: one for each system, each speaking that system's own language.

mod hubspot;
mod odoo;
mod salesforce;
mod tokens;

use crate::contract::Driver;
use crate::contract::model::{System, Target};

/// The driver for a target.
pub(crate) fn driver(target: Target) -> Box<dyn Driver> {
    match target.system {
        System::Odoo => Box::new(odoo::Odoo::new(target)),
        System::Salesforce => Box::new(salesforce::Salesforce::new(target)),
        System::HubSpot => Box::new(hubspot::HubSpot::new(target)),
    }
}
