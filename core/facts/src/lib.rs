//! The facts that stages tell each other: small, typed, versioned; one file per stage.
//!
//! Feature-specific behavior must not go here: a fact holds ids, what changed, and amounts. A
//! listener that needs more asks a core verb or keeps its own table. A field is never renamed; a new
//! meaning is a new version.

pub mod accounts;
pub mod connect;
pub mod enable;
pub mod incentivize;
pub mod onboard;
pub mod partners;
pub mod recruit;
pub mod sell;

/// Makes structs into facts: name, version, subject and partner.
macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident = $kind:literal v $version:literal, $subject_kind:literal $subject:ident, partner $partner:expr => { $($(#[$fdoc:meta])* $field:ident: $ty:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty,)* }

        impl outbox::Fact for $name {
            const KIND: &'static str = $kind;
            const VERSION: i64 = $version;
            const SUBJECT: &'static str = $subject_kind;
            fn subject(&self) -> uuid::Uuid { self.$subject.uuid() }
            fn partner(&self) -> Option<base::PartnerId> { let of: fn(&Self) -> Option<base::PartnerId> = $partner; of(self) }
        }
    )*};
}
pub(crate) use facts;
