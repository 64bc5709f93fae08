//! The roles of both sides.

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $staff:literal;)*) => {
        /// A role of the vendor's staff or of a partner's people.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $($(#[$doc])* $name,)* }

        impl Role {
            /// Every role, staff first.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable name, in the database, the API and the policies.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The role with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }

            /// Whether it is a role of the vendor's staff; the others are roles of partners.
            pub const fn is_staff(self) -> bool {
                match self { $(Self::$name => $staff,)* }
            }

            /// The role's bit in a set of roles.
            pub(crate) const fn bit(self) -> u32 {
                let mut n = 0;
                $(if matches!(self, Self::$name) { return 1 << n; } n += 1;)*
                1 << n
            }
        }
    };
}

roles! {
    /// Runs the deployment; may do everything.
    Owner = "owner", true;
    /// Runs the partner program.
    PartnerOps = "partner_ops", true;
    /// Manages partners day to day (CAM).
    ChannelManager = "channel_manager", true;
    /// Answers for training and certification.
    EnablementManager = "enablement_manager", true;
    /// Markets with and through partners.
    ChannelMarketing = "channel_marketing", true;
    /// Answers for what partners deliver.
    ServicesLead = "services_lead", true;
    /// The vendor's finance: plans, accruals, statements.
    PartnerFinance = "partner_finance", true;
    /// Helps users; changes little.
    Support = "support", true;
    /// Reads everything, changes nothing.
    Auditor = "auditor", true;
    /// Runs the partner's side of the program.
    PartnerAdmin = "partner_admin", false;
    /// Sells for the partner.
    Sales = "sales", false;
    /// Builds and delivers for the partner.
    Technical = "technical", false;
    /// Markets for the partner.
    Marketing = "marketing", false;
    /// The partner's finance.
    MemberFinance = "finance", false;
    /// Signs for the partner and watches the whole.
    Executive = "executive", false;
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
