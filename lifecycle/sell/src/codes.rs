//! Small sets of words, each with its stable code.

/// Makes enums whose values have a code and a name for people.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $label:literal { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* })*) => {$(
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

            /// The key of its name for people.
            pub fn label_key(self) -> String {
                format!(concat!($label, "-{}"), self.code().replace('_', "-"))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }
    )*};
}

/// Makes the enums with which the API writes codes of the `model` that the caller has in scope.
macro_rules! wire {
    ($($(#[$doc:meta])* $name:ident as $schema:ident = $model:ident { $($variant:ident),* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
        #[schema(as = $schema)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $name { $($variant),* }

        impl From<model::$model> for $name {
            fn from(m: model::$model) -> Self {
                match m { $(model::$model::$variant => Self::$variant),* }
            }
        }

        impl From<$name> for model::$model {
            fn from(w: $name) -> Self {
                match w { $($name::$variant => Self::$variant),* }
            }
        }
    )*};
}

pub(crate) use {codes, wire};
