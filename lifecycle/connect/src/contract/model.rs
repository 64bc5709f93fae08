//! The plain values between this system and any CRM.

use base::{Currency, Instant, Money};
use chrono::{NaiveDate, TimeDelta};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All of them, in the order in which people choose.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name in the database and the API.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}
pub(crate) use codes;

codes! {
    /// The systems that can be connected.
    System {
        /// Odoo, by JSON-RPC, XML-RPC or JSON-2.
        Odoo = "odoo",
        /// Salesforce, by its REST API.
        Salesforce = "salesforce",
        /// HubSpot, by its CRM API.
        HubSpot = "hubspot",
    }

    /// How an Odoo is spoken to.
    Protocol {
        /// By whichever of them answers.
        Auto = "auto",
        /// JSON-RPC.
        JsonRpc = "json_rpc",
        /// XML-RPC, for installations that let nothing else through.
        XmlRpc = "xml_rpc",
        /// JSON-2, from version 19 on.
        Json2 = "json_2",
    }

    /// How far a sale is, in words that every CRM has one of its own for.
    Mark {
        /// The need is known and confirmed.
        Qualified = "qualified",
        /// The customer has an offer.
        Proposal = "proposal",
        /// Terms and price are being settled.
        Negotiation = "negotiation",
        /// The customer bought.
        Won = "won",
        /// The customer did not buy.
        Lost = "lost",
    }

    /// The fields that both sides may change.
    Field {
        /// What the deal is worth.
        Value = "value",
        /// When the customer is expected to decide.
        CloseOn = "close_on",
        /// How far the sale is.
        Stage = "stage",
    }

    /// Whose word counts for a field.
    Owner {
        /// This system's.
        Ours = "ours",
        /// The CRM's.
        Theirs = "theirs",
        /// Whoever wrote last, by both clocks.
        Latest = "latest",
        /// A person's, when both wrote.
        Ask = "ask",
    }
}

impl Protocol {
    /// Its name, which is the same in every language.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Auto => "",
            Self::JsonRpc => "JSON-RPC",
            Self::XmlRpc => "XML-RPC",
            Self::Json2 => "JSON-2",
        }
    }
}

/// The customer's company.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customer {
    /// The account's id here; empty when it is not known.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its website, as a bare host name; empty when not known.
    pub domain: String,
    /// Its country, two letters.
    pub country: String,
    /// Its city.
    pub city: String,
}

/// The person at the customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// What the person does there.
    pub role: String,
}

/// A deal as it is to stand in a CRM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opportunity {
    /// The deal's id, which makes it one record.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// What it is worth; none when the connection keeps another currency.
    pub value: Option<Money>,
    /// When the customer is expected to decide.
    pub close_on: Option<NaiveDate>,
    /// How far it is, in the CRM's own word.
    pub stage: String,
    /// Who is to buy.
    pub customer: Customer,
    /// Whom the partner speaks with.
    pub contact: Contact,
    /// The partner's name.
    pub partner: String,
    /// What it is about, several lines of plain text.
    pub description: String,
    /// Until when it is protected.
    pub protected_until: Option<Instant>,
}

/// The values of the fields that both sides may change, as canonical texts; empty is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values {
    /// Whole minor units; none when this side does not speak of it.
    pub value: Option<String>,
    /// The day, as `2026-12-31`.
    pub close_on: Option<String>,
    /// The CRM's own word for the stage.
    pub stage: Option<String>,
}

impl Values {
    /// The value of a field.
    pub fn of(&self, field: Field) -> Option<&str> {
        match field {
            Field::Value => self.value.as_deref(),
            Field::CloseOn => self.close_on.as_deref(),
            Field::Stage => self.stage.as_deref(),
        }
    }

    /// Sets the value of a field.
    pub fn set(&mut self, field: Field, value: Option<String>) {
        match field {
            Field::Value => self.value = value,
            Field::CloseOn => self.close_on = value,
            Field::Stage => self.stage = value,
        }
    }
}

/// A record on the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// Its id there.
    pub id: String,
    /// When it was changed last, by the other side's clock.
    pub at: Option<Instant>,
    /// What it says.
    pub values: Values,
}

/// What looking for a record found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// There is none, and there was none.
    Nothing,
    /// The one that was known is no longer there.
    Gone,
    /// It is there.
    Record(Remote),
}

/// What is to be written to a record that is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writes {
    /// These fields.
    pub fields: Vec<Field>,
    /// Also what only this side says: title, customer, contact, description.
    pub text: bool,
}

impl Writes {
    /// Whether a field is among them.
    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }
}

/// A record that changed on the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its id there.
    pub id: String,
    /// The deal's id, where the record tells it.
    pub key: Option<String>,
    /// When it changed, by the other side's clock.
    pub at: Option<Instant>,
}

/// Why a driver could not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The other side is asked too often.
    #[error("asked too often")]
    RateLimited(TimeDelta),
    /// The other side refuses what was to be written.
    #[error("refused {field}: {why}")]
    Refused {
        /// Which field, in the other side's words; empty when it says none.
        field: String,
        /// Why, in the other side's words.
        why: String,
    },
    /// The other side does not let this connection in, or not that far.
    #[error("not allowed: {0}")]
    Denied(String),
    /// No answer, or none that can be read; whether something was done is not known.
    #[error("{0}")]
    Unavailable(String),
}

/// A right or a piece of setup that a connection needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// What, in the other side's words, such as `crm.lead: create`.
    pub what: String,
    /// Whether it is there.
    pub there: bool,
}

/// What a test of a connection found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// What the other side calls itself and its version; empty when it did not answer.
    pub system: String,
    /// What is needed, and whether it is there.
    pub needs: Vec<Need>,
    /// What went wrong before everything could be asked.
    pub trouble: Option<Trouble>,
}

impl Health {
    /// Whether nothing is missing.
    pub fn is_good(&self) -> bool {
        self.trouble.is_none() && self.needs.iter().all(|n| n.there)
    }
}

/// How a stage is called in the CRM.
pub type StageNames = Vec<(Mark, String)>;

/// What is set for a connection, apart from its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Odoo: how it is spoken to.
    pub protocol: Protocol,
    /// Odoo: the name of the database.
    pub database: String,
    /// Odoo: the login. Salesforce: the user of a signed assertion.
    pub login: String,
    /// Salesforce and HubSpot: the id of the connected application.
    pub client_id: String,
    /// The field that holds the deal's id; Odoo needs none.
    pub key_field: String,
    /// HubSpot: the pipeline.
    pub pipeline: String,
    /// The currency in which the CRM keeps amounts.
    pub currency: Currency,
    /// How the stages are called there.
    pub stages: StageNames,
    /// Whose word counts for each field.
    pub owners: Vec<(Field, Owner)>,
}

impl Settings {
    /// What fits a system as it comes out of the box.
    pub fn usual(system: System) -> Self {
        let (key_field, pipeline, names) = match system {
            System::Odoo => ("", "", ["Qualified", "Proposition", "Proposition", "won", "lost"]),
            System::Salesforce => {
                ("Towpath_Deal__c", "", ["Qualification", "Proposal/Price Quote", "Negotiation/Review", "Closed Won", "Closed Lost"])
            }
            System::HubSpot => {
                ("towpath_deal", "default", ["qualifiedtobuy", "presentationscheduled", "contractsent", "closedwon", "closedlost"])
            }
        };
        Self {
            protocol: Protocol::Auto,
            database: String::new(),
            login: String::new(),
            client_id: String::new(),
            key_field: key_field.to_owned(),
            pipeline: pipeline.to_owned(),
            currency: Currency::EUR,
            stages: Mark::ALL.iter().copied().zip(names.map(str::to_owned)).collect(),
            owners: vec![(Field::Value, Owner::Ours), (Field::CloseOn, Owner::Latest), (Field::Stage, Owner::Latest)],
        }
    }

    /// The CRM's word for a stage.
    pub fn stage_name(&self, mark: Mark) -> &str {
        self.stages.iter().find(|(m, _)| *m == mark).map_or("", |(_, name)| name)
    }

    /// The first stage that the CRM calls so.
    pub fn mark_of(&self, name: &str) -> Option<Mark> {
        self.stages.iter().find(|(_, n)| n == name).map(|(m, _)| *m)
    }

    /// Whose word counts for a field.
    pub fn owner(&self, field: Field) -> Owner {
        self.owners.iter().find(|(f, _)| *f == field).map_or(Owner::Ask, |(_, o)| *o)
    }
}

/// The secrets of a connection, opened.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secrets {
    /// Odoo: the API key. HubSpot: the token of a private application, or a refresh token.
    /// Salesforce: a refresh token, or a private key in PEM that signs assertions.
    pub token: String,
    /// Salesforce and HubSpot: the secret of the connected application; empty when there is none.
    pub client: String,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// Where a driver goes, and with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Which system.
    pub system: System,
    /// Its address, without a path.
    pub url: String,
    /// What is set.
    pub settings: Settings,
    /// The secrets.
    pub secrets: Secrets,
    /// Hosts that may be called although they are private.
    pub allowed: Vec<String>,
    /// What time it is.
    pub now: Instant,
}
