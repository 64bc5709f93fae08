//! The form, and what it can ask.

use base::{InquiryFormId, Instant};

use crate::codes::codes;
use crate::leads::model::Source;

codes! {
    /// What a form can ask beside the name, the address, the company and its country.
    Field "inquiries-field" {
        /// What they need.
        Need = "need",
        /// The phone number.
        Phone = "phone",
        /// What the person does there.
        Role = "role",
        /// The website.
        Domain = "domain",
        /// The city.
        City = "city",
        /// The postal code.
        PostalCode = "postal_code",
        /// The industry.
        Industry = "industry",
        /// How many people work there.
        Size = "size",
        /// The products.
        Products = "products",
    }
}

/// A form as somebody writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewForm {
    /// The end of its address.
    pub key: String,
    /// Its heading.
    pub title: String,
    /// What stands above the fields, in Markdown.
    pub intro: String,
    /// What the sender agrees to.
    pub consent: String,
    /// What the sender reads after that, in Markdown.
    pub thanks: String,
    /// The language of the page: `en` or `de`.
    pub locale: String,
    /// Where its leads come from.
    pub source: Source,
    /// The campaign that brings them.
    pub campaign: String,
    /// What it asks.
    pub fields: Vec<Field>,
    /// Whether the sender's address is verified before anything is captured.
    pub verifies: bool,
    /// Whether the page is there.
    pub live: bool,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InquiryForm {
    /// Its id.
    pub id: InquiryFormId,
    /// What somebody wrote.
    pub new: NewForm,
    /// How many leads it captured.
    pub received: i64,
    /// When it was made.
    pub created_at: Instant,
    /// Which version of the row it is.
    pub version: i64,
}
