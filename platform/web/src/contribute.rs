//! Contributions: what each stage adds to pages that gather from all stages.
//!
//! The work queue, the home page and the search box ask every [`Source`]; none of them knows a
//! stage. A source reads with the reader's own rights, so nothing is gathered that the reader could
//! not open.

use base::{Instant, Money, Result};
use work::Work;

use crate::{Boxed, Me};

/// The reader of a gathering page: who it is and the words to use.
pub struct Reader<'a> {
    /// Who reads.
    pub me: &'a Me,
    /// The words.
    pub l: &'a i18n::L10n,
}

/// One thing that waits for a person.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueItem {
    /// What sort of thing, translated, such as "Deal registration".
    pub kind: String,
    /// Its icon.
    pub icon: &'static str,
    /// Its name.
    pub title: String,
    /// What it needs, in one line.
    pub detail: String,
    /// Where it is done.
    pub href: String,
    /// The partner it concerns.
    pub partner: Option<String>,
    /// Since when it waits.
    pub since: Instant,
    /// By when it must be done.
    pub due: Option<Instant>,
}

/// One suggested move for a partner.
#[derive(Debug, Clone, PartialEq)]
pub struct NextAction {
    /// Its icon.
    pub icon: &'static str,
    /// Its color.
    pub tone: ui::Tone,
    /// What to do.
    pub title: String,
    /// Why, what it brings and by when, in one line.
    pub reason: String,
    /// What the button says.
    pub verb: String,
    /// Where it is done.
    pub href: String,
    /// What is at stake, in minor units of any currency; orders the list.
    pub value: i64,
    /// By when.
    pub due: Option<Instant>,
}

/// One figure with its definition and its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// A stable name, such as `sell.open_pipeline`.
    pub key: &'static str,
    /// What it is called.
    pub label: String,
    /// How it is computed.
    pub definition: String,
    /// Its value as shown.
    pub value: String,
    /// Its value when it is money.
    pub money: Option<Money>,
    /// The change against the period before, as shown, and whether it went up.
    pub delta: Option<(String, bool)>,
    /// What the change is measured against.
    pub note: String,
    /// The last values, oldest first, for a sparkline.
    pub trend: Vec<i64>,
    /// Where its rows are.
    pub href: String,
    /// Its place in the row.
    pub order: u16,
}

/// One answer of the search box.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    /// Its icon.
    pub icon: &'static str,
    /// Its name.
    pub title: String,
    /// What it is, in a word or two.
    pub detail: String,
    /// Where it is.
    pub href: String,
    /// How well it fits; higher is better.
    pub score: f64,
}

type Gather<T> = for<'a> fn(&'a Work, &'a Reader<'a>) -> Boxed<'a, Result<Vec<T>>>;

/// What a stage adds.
#[derive(Clone, Copy)]
pub enum Source {
    /// Things that wait for a person; the name counts them in the menu.
    Queue(&'static str, Gather<QueueItem>),
    /// How many things wait for this reader at a place of the menu, if listing them is not needed.
    Count(&'static str, for<'a> fn(&'a Work, &'a Me) -> Boxed<'a, Result<u64>>),
    /// Suggested moves for a partner.
    Next(Gather<NextAction>),
    /// Figures for the partner's home or the vendor's overview, by who reads.
    Figures(Gather<Figure>),
    /// Search answers for a text.
    Search(for<'a> fn(&'a Work, &'a Reader<'a>, &'a str) -> Boxed<'a, Result<Vec<SearchHit>>>),
    /// A block of HTML for the partner's home: order and block, already escaped.
    HomeBlock(u16, for<'a> fn(&'a Work, &'a Reader<'a>) -> Boxed<'a, Result<Option<String>>>),
    /// A block of HTML for a partner's own page: order and block, already escaped.
    PartnerBlock(u16, for<'a> fn(&'a Work, &'a Reader<'a>, base::PartnerId) -> Boxed<'a, Result<Option<String>>>),
    /// A block of HTML for the page of an end-customer company: order and block, already escaped.
    AccountBlock(u16, for<'a> fn(&'a Work, &'a Reader<'a>, base::AccountId) -> Boxed<'a, Result<Option<String>>>),
    /// What a partner would earn with these products at these amounts, by what holds now; asked as the system.
    Earning(for<'a> fn(&'a Work, base::PartnerId, &'a [(base::ProductId, Money)]) -> Boxed<'a, Result<Option<Money>>>),
    /// What is open at these end-customer companies, all partners together; each currency by itself.
    AccountPipeline(for<'a> fn(&'a Work, &'a [base::AccountId]) -> Boxed<'a, Result<Vec<(base::AccountId, Money)>>>),
}
