//! What profiles and scores are.

use base::Instant;
use serde::{Deserialize, Serialize};

/// What of a company is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// How many people work there.
    Size,
    /// Where it is.
    Country,
    /// Which industries it serves.
    Industry,
    /// What its people can do.
    Skills,
    /// What they are certified in.
    Certifications,
    /// How many customers it has.
    Customers,
    /// How many deals a year it expects.
    Deals,
    /// How it makes its money.
    Model,
}

impl Key {
    /// All of them, in the order of the profile.
    pub const ALL: [Self; 8] =
        [Self::Size, Self::Country, Self::Industry, Self::Skills, Self::Certifications, Self::Customers, Self::Deals, Self::Model];

    /// The name in forms, in the database and in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Country => "country",
            Self::Industry => "industry",
            Self::Skills => "skills",
            Self::Certifications => "certifications",
            Self::Customers => "customers",
            Self::Deals => "deals",
            Self::Model => "model",
        }
    }

    /// Whether the answer is a number; the others are words from a list.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Customers | Self::Deals)
    }
}

/// One thing that the ideal partner has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// What is looked at.
    pub key: Key,
    /// How many points of 100 it is worth.
    pub weight: i64,
    /// Whether it has to be met at least in part.
    pub must: bool,
    /// The wanted answers; any counts when the list is empty.
    pub wanted: Vec<String>,
    /// How many wanted answers, or which number, give all points; fewer give a part.
    pub full_at: i64,
}

/// A numbered version of the ideal partner profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its number, from 1.
    pub number: i64,
    /// Its criteria.
    pub criteria: Vec<Criterion>,
    /// Who published it.
    pub published_by: String,
    /// When.
    pub published_at: Instant,
}

/// What a score looks at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The size class.
    pub size: String,
    /// The country, ISO 3166 alpha-2.
    pub country: String,
    /// The industries served.
    pub industries: Vec<String>,
    /// The skills.
    pub skills: Vec<String>,
    /// The certifications, as written.
    pub certifications: Vec<String>,
    /// How many customers.
    pub customers: i64,
    /// How many deals a year.
    pub deals: i64,
    /// How the company makes its money.
    pub models: Vec<String>,
}

/// What one criterion contributed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The criterion.
    pub key: Key,
    /// Its points.
    pub points: i64,
    /// How many there were to be had.
    pub most: i64,
    /// Whether it had to be met.
    pub must: bool,
}

/// A score with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// 0 to 100.
    pub total: i64,
    /// The number of the profile.
    pub profile: i64,
    /// What each criterion contributed, in the profile's order.
    pub shares: Vec<Share>,
    /// The musts that are not met.
    pub unmet: Vec<Key>,
}

impl Score {
    /// The criteria that could have given more.
    pub fn missing(&self) -> impl Iterator<Item = &Share> {
        self.shares.iter().filter(|s| s.points < s.most)
    }
}
