//! Who lives in the demo: all invented.

use work::Role;

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
    Staff { name: "Mara Okafor", email: "mara@kestrel.example", role: Role::PartnerOps, team: "Channel operations", label: "Partner operations" },
    Staff { name: "Jonas Lind", email: "jonas@kestrel.example", role: Role::ChannelManager, team: "Channel, north", label: "Channel manager" },
    Staff { name: "Chiara Bellini", email: "chiara@kestrel.example", role: Role::ChannelManager, team: "Channel, south", label: "" },
    Staff { name: "Devon Pryce", email: "devon@kestrel.example", role: Role::ChannelManager, team: "Channel, west", label: "" },
    Staff { name: "Sofia Marín", email: "sofia@kestrel.example", role: Role::EnablementManager, team: "Enablement", label: "Enablement manager" },
    Staff { name: "Noor Haddad", email: "noor@kestrel.example", role: Role::ChannelMarketing, team: "Channel marketing", label: "" },
    Staff { name: "Pieter de Wit", email: "pieter@kestrel.example", role: Role::ServicesLead, team: "Services", label: "" },
    Staff { name: "Helen Archer", email: "helen@kestrel.example", role: Role::PartnerFinance, team: "Finance", label: "Partner finance" },
    Staff { name: "Tomás Rey", email: "tomas@kestrel.example", role: Role::Support, team: "Support", label: "" },
    Staff { name: "Ines Varga", email: "ines@kestrel.example", role: Role::Auditor, team: "Audit", label: "Auditor" },
];
