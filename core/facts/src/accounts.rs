//! What the core tells about end-customer companies.

use base::{AccountId, AccountMapId, CoveragePlanId, ImportId, MergeId, PartnerId};

crate::facts! {
    /// An account was created.
    AccountCreated = "account.created" v 1, "account" account, partner |_| None => {
        /// Which account.
        account: AccountId,
        /// Its name.
        name: String,
        /// Where it came from: `import`, `manual`, `deal`.
        source: String,
    }

    /// An account's data changed.
    AccountChanged = "account.changed" v 1, "account" account, partner |_| None => {
        /// Which account.
        account: AccountId,
        /// The names of the changed fields.
        fields: Vec<String>,
    }

    /// An account was merged into another; its id stands for that one from now on.
    AccountMerged = "account.merged" v 1, "account" account, partner |_| None => {
        /// The account that stayed.
        account: AccountId,
        /// The account that went into it.
        absorbed: AccountId,
        /// The merge.
        merge: MergeId,
        /// The accounts that had gone into that one before.
        #[serde(default)]
        along: Vec<AccountId>,
    }

    /// A merge was undone; the id of the absorbed account stands for itself again.
    AccountUnmerged = "account.unmerged" v 1, "account" account, partner |_| None => {
        /// The account that stayed.
        account: AccountId,
        /// The account that had gone into it.
        absorbed: AccountId,
        /// The merge.
        merge: MergeId,
    }

    /// A version of the coverage plan was put in force.
    CoveragePublished = "coverage.published" v 1, "coverage_plan" plan, partner |_| None => {
        /// Which plan.
        plan: CoveragePlanId,
        /// Which version it is.
        version: i64,
    }

    /// A partner brings the vendor together with a company, as the vendor had asked it in an account mapping.
    ///
    /// The company has the name that the partner has for it: what the vendor wrote stays with the vendor.
    IntroductionGiven = "account.introduction_given" v 1, "account_map" map, partner |f| Some(f.partner) => {
        /// Of which mapping.
        map: AccountMapId,
        /// Which request of it.
        number: i64,
        /// The partner that introduces.
        partner: PartnerId,
        /// The company's name.
        company: String,
        /// The account that the vendor's company is for sure, if there is one.
        account: Option<AccountId>,
    }

    /// An import ended.
    ImportFinished = "import.finished" v 1, "import" import, partner |_| None => {
        /// Which import.
        import: ImportId,
        /// Rows that became new accounts.
        created: i64,
        /// Rows that changed accounts.
        updated: i64,
        /// Rows that changed nothing.
        unchanged: i64,
        /// Rows that could not be read.
        rejected: i64,
    }

    /// An import was undone.
    ImportUndone = "import.undone" v 1, "import" import, partner |_| None => {
        /// Which import.
        import: ImportId,
        /// Accounts removed or set back.
        reverted: i64,
        /// Accounts left, because somebody changed them since.
        kept: i64,
    }
}
