//! Who lives in the demo: all invented.

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use work::Role;

use super::history::Fate;

/// A person of the vendor.
pub(crate) struct Staff {
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
    pub(crate) role: Role,
    pub(crate) team: &'static str,
    pub(crate) label: &'static str,
}

/// The vendor's people; those with a label are on the sign-in page.
pub(crate) const STAFF: &[Staff] = &[
    Staff { name: "Vera Lindqvist", email: "vera@kestrel.example", role: Role::Owner, team: "Kestrel", label: "Owner" },
    Staff {
        name: "Mara Okafor",
        email: "mara@kestrel.example",
        role: Role::PartnerOps,
        team: "Channel operations",
        label: "Partner operations",
    },
    Staff {
        name: "Jonas Lind",
        email: "jonas@kestrel.example",
        role: Role::ChannelManager,
        team: "Channel, north",
        label: "Channel manager",
    },
    Staff { name: "Chiara Bellini", email: "chiara@kestrel.example", role: Role::ChannelManager, team: "Channel, south", label: "" },
    Staff { name: "Devon Pryce", email: "devon@kestrel.example", role: Role::ChannelManager, team: "Channel, west", label: "" },
    Staff {
        name: "Sofia Marín",
        email: "sofia@kestrel.example",
        role: Role::EnablementManager,
        team: "Enablement",
        label: "Enablement manager",
    },
    Staff { name: "Noor Haddad", email: "noor@kestrel.example", role: Role::ChannelMarketing, team: "Channel marketing", label: "" },
    Staff { name: "Pieter de Wit", email: "pieter@kestrel.example", role: Role::ServicesLead, team: "Services", label: "" },
    Staff { name: "Helen Archer", email: "helen@kestrel.example", role: Role::PartnerFinance, team: "Finance", label: "Partner finance" },
    Staff { name: "Tomás Rey", email: "tomas@kestrel.example", role: Role::Support, team: "Support", label: "" },
    Staff { name: "Ines Varga", email: "ines@kestrel.example", role: Role::Auditor, team: "Audit", label: "Auditor" },
];

/// A partner of the demo, a line of `partners.csv`.
#[derive(Deserialize)]
pub(super) struct PartnerSeed {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) country: String,
    pub(super) city: String,
    pub(super) locale: String,
    pub(super) admin: String,
    pub(super) seller: String,
    pub(super) engineer: String,
    pub(super) fate: Fate,
    /// What the sign-in page calls its administrator; empty is not there.
    pub(super) persona: String,
}

impl PartnerSeed {
    /// Its domain.
    pub(super) fn domain(&self) -> String {
        let name: String = self.name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        format!("{name}.example")
    }

    /// A person's address at this partner.
    pub(super) fn email(&self, name: &str) -> String {
        let first = name.split(' ').next().unwrap_or_default().to_lowercase();
        format!("{first}@{}", self.domain())
    }

    /// What this partner fills into a form of its activation plan.
    pub(super) fn answers(&self, form: &str) -> Value {
        match form {
            "company_profile" => json!({
                "legal_name": self.name,
                "street": "Kaistraße 12",
                "postal_code": "10115",
                "city": self.city,
                "country": self.country,
                "tax_number": tax_number(&self.country),
                "bank_country": self.country,
                "billing_email": format!("billing@{}", self.domain()),
            }),
            "contacts" => json!({
                "sales_name": self.seller,
                "sales_email": self.email(&self.seller),
                "technical_name": self.engineer,
                "technical_email": self.email(&self.engineer),
            }),
            _ => json!({
                "focus": "Planning for regional carriers and retailers.",
                "target_customers": "Fleets of 20 to 400 vehicles.",
                "sellers": "4",
                "engineers": "6",
                "first_deals": "3",
            }),
        }
    }
}

/// A number of the right form for a country.
fn tax_number(country: &str) -> &'static str {
    match country {
        "DE" => "DE123456789",
        "AT" => "ATU12345678",
        "NL" => "NL123456789B01",
        "FR" => "FRXX999999999",
        "IT" => "IT12345678901",
        "ES" => "ESX1234567X",
        "SE" => "SE123456789701",
        "PL" => "PL1234567890",
        "DK" => "DK12345678",
        _ => "12345678",
    }
}

/// The demo's partners: how far each comes is written there, when and with whom is left to chance.
pub(super) fn partners() -> Result<Vec<PartnerSeed>> {
    let rows = csv::Reader::from_reader(include_bytes!("partners.csv").as_slice()).into_deserialize();
    rows.collect::<Result<_, _>>().context("reading partners.csv")
}
