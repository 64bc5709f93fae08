//! What the ledger is made of.

use base::{AccrualId, Instant, Money, PartnerId};
use uuid::Uuid;

/// The accounts of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Account {
    /// What incentives cost the vendor.
    CommissionExpense,
    /// Earned, not approved yet.
    Accrued,
    /// Approved, not paid yet.
    Payable,
    /// Paid out.
    PaidOut,
}

impl Account {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::CommissionExpense, Self::Accrued, Self::Payable, Self::PaidOut];

    /// The one of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.code() == code)
    }

    /// The key of its name for people.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::CommissionExpense => "account-commission-expense",
            Self::Accrued => "account-accrued",
            Self::Payable => "account-payable",
            Self::PaidOut => "account-paid-out",
        }
    }

    /// The name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CommissionExpense => "commission_expense",
            Self::Accrued => "accrued",
            Self::Payable => "payable",
            Self::PaidOut => "paid_out",
        }
    }
}

/// One side of a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// On which account.
    pub account: Account,
    /// A debit is positive, a credit negative.
    pub amount: Money,
}

/// Entries that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    /// Its id.
    pub id: Uuid,
    /// Whose money it is about.
    pub partner: PartnerId,
    /// Which accrual it is about.
    pub accrual: AccrualId,
    /// What happened, as a code.
    pub reason: &'static str,
    /// When.
    pub at: Instant,
    /// The entries; they sum to zero.
    pub entries: Vec<Entry>,
}

/// One journal about an accrual, as it is told to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// What happened, as a code: `earned`, `approved`, `paid`, `reversed` or `recovered`.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// The account that is debited.
    pub debit: Account,
    /// The account that is credited.
    pub credit: Account,
    /// How much.
    pub amount: Money,
}

/// The balance of one account in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// Which account, by its code.
    pub account: String,
    /// Debits less credits.
    pub amount: Money,
}
