//! The forms that steps can be.

/// A form that a step can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// Billing address, tax number, bank country.
    CompanyProfile,
    /// Who answers for what.
    Contacts,
    /// What the first half year looks like.
    BusinessPlan,
}

impl FormKind {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::CompanyProfile, Self::Contacts, Self::BusinessPlan];

    /// The name in templates and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CompanyProfile => "company_profile",
            Self::Contacts => "contacts",
            Self::BusinessPlan => "business_plan",
        }
    }

    /// The form of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.code() == code)
    }

    /// Its fields, in order.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::CompanyProfile => COMPANY_PROFILE,
            Self::Contacts => CONTACTS,
            Self::BusinessPlan => BUSINESS_PLAN,
        }
    }
}

/// What a field of a form takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of at most so many characters.
    Line(usize),
    /// Several lines of at most so many characters.
    Lines(usize),
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A country of the list.
    Country,
    /// A VAT number in the format of the country that another field names.
    Vat(&'static str),
    /// A whole number up to this one.
    Number(i64),
}

/// A field of a form; its words are `activation-field-` and its name with dashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// Whether it must be filled in.
    pub required: bool,
    /// What a browser may fill in.
    pub autocomplete: &'static str,
    /// Whether it has a hint, `activation-hint-` and its name.
    pub hint: bool,
}

const fn field(name: &'static str, kind: FieldKind, required: bool, autocomplete: &'static str, hint: bool) -> Field {
    Field { name, kind, required, autocomplete, hint }
}

const COMPANY_PROFILE: &[Field] = &[
    field("legal_name", FieldKind::Line(200), true, "organization", true),
    field("register_number", FieldKind::Line(60), false, "off", true),
    field("street", FieldKind::Line(200), true, "address-line1", false),
    field("postal_code", FieldKind::Line(20), true, "postal-code", false),
    field("city", FieldKind::Line(100), true, "address-level2", false),
    field("country", FieldKind::Country, true, "country", false),
    field("tax_number", FieldKind::Vat("country"), true, "off", true),
    field("bank_country", FieldKind::Country, true, "off", true),
    field("billing_email", FieldKind::Email, true, "email", true),
];

const CONTACTS: &[Field] = &[
    field("sales_name", FieldKind::Line(120), true, "off", false),
    field("sales_email", FieldKind::Email, true, "off", false),
    field("sales_phone", FieldKind::Phone, false, "off", false),
    field("technical_name", FieldKind::Line(120), true, "off", false),
    field("technical_email", FieldKind::Email, true, "off", false),
    field("marketing_name", FieldKind::Line(120), false, "off", false),
    field("marketing_email", FieldKind::Email, false, "off", false),
];

const BUSINESS_PLAN: &[Field] = &[
    field("focus", FieldKind::Lines(1000), true, "off", true),
    field("target_customers", FieldKind::Lines(1000), true, "off", true),
    field("sellers", FieldKind::Number(10_000), true, "off", false),
    field("engineers", FieldKind::Number(10_000), true, "off", false),
    field("first_deals", FieldKind::Number(1_000), true, "off", true),
];
