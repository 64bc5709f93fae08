//! The small sets of words that a deal is described with, each with its stable code.

use crate::codes::codes;

codes! {
    /// Where a deal is, without what is true only there.
    StateKind "deal-state" {
        /// The partner is still writing it.
        Draft = "draft",
        /// Handed in; a person decides.
        InReview = "in_review",
        /// Approved, and protected until its window ends.
        Approved = "approved",
        /// The customer bought.
        Won = "won",
        /// The customer did not buy.
        Lost = "lost",
        /// The protection ended by time.
        Expired = "expired",
        /// The protection ended because nobody worked on it, or because a person ended it.
        Released = "released",
        /// The partner took it back.
        Withdrawn = "withdrawn",
        /// Refused by a person, with a reason.
        Rejected = "rejected",
        /// The partner contests how it ended; a ruling follows.
        Disputed = "disputed",
    }

    /// How far the sale of an approved deal is.
    Stage "deal-stage" {
        /// The need is known and confirmed.
        Qualified = "qualified",
        /// The customer has an offer.
        Proposal = "proposal",
        /// Terms and price are being settled.
        Negotiation = "negotiation",
    }

    /// What can be done to a deal.
    Move "deal-move" {
        /// Change what it says.
        Edit = "edit",
        /// Hand it in.
        Submit = "submit",
        /// Approve it.
        Approve = "approve",
        /// Refuse it.
        Reject = "reject",
        /// Say how far the sale is.
        SetStage = "move_stage",
        /// Give it more time.
        Extend = "extend",
        /// Its time is over.
        Expire = "expire",
        /// End its protection before its time.
        Release = "release",
        /// The customer bought.
        Win = "win",
        /// The customer did not buy.
        Lose = "lose",
        /// Take it back.
        Withdraw = "withdraw",
        /// Open it again.
        Reopen = "reopen",
        /// Contest how it ended.
        Dispute = "dispute",
    }

    /// What the partner does in the deal.
    PartnerRole "deal-role" {
        /// Sells on its own paper.
        Resell = "resell",
        /// Names the customer and is paid for it.
        Refer = "refer",
        /// Sells together with the vendor.
        Cosell = "cosell",
        /// Speaks for the product where the customer decides.
        Influence = "influence",
        /// Delivers services around the product.
        Service = "service",
    }

    /// Where the deal comes from.
    Origin "deal-source" {
        /// The partner found the customer.
        Partner = "partner",
        /// The vendor gave the lead.
        Vendor = "vendor",
        /// A campaign or an event.
        Campaign = "campaign",
        /// The customer already buys and extends or renews.
        Renewal = "renewal",
    }

    /// What kind of business a deal is.
    Business "deal-business" {
        /// The customer does not have it yet.
        New = "new",
        /// The customer has it and takes more.
        Expansion = "expansion",
        /// What the customer has ends, and goes on.
        Renewal = "renewal",
    }

    /// What a partner says when told that an overlap exists.
    OverlapAnswer "deal-overlap" {
        /// Another product, budget or site.
        DifferentProject = "different_project",
        /// The other partner is asked first.
        WorkTogether = "work_together",
    }

    /// Why a registration is refused.
    RejectReason "deal-reject" {
        /// Another partner registered it first.
        AlreadyRegistered = "already_registered",
        /// The vendor sells to this customer directly.
        Direct = "direct",
        /// The customer buys already.
        ExistingCustomer = "existing_customer",
        /// There is no project with a need, a budget and a date.
        NotQualified = "not_qualified",
        /// What was asked for did not come.
        Incomplete = "incomplete",
        /// The tender is published, so everybody may bid.
        Tender = "tender",
        /// Something else; the text says what.
        Other = "other",
    }

    /// Why a deal was lost.
    LossReason "deal-loss" {
        /// A competitor won.
        Competitor = "competitor",
        /// Too expensive.
        Price = "price",
        /// There is no budget.
        NoBudget = "no_budget",
        /// The customer decided nothing.
        NoDecision = "no_decision",
        /// The product lacks something.
        Product = "product",
        /// Something else; the text says what.
        Other = "other",
    }

    /// How another deal holds the customer.
    Held "deal-held" {
        /// It is protected.
        Protected = "protected",
        /// It waits for its decision.
        Open = "open",
        /// It was won lately.
        Won = "won",
    }

    /// Why a person decides and not the rules.
    Why "deal-why" {
        /// Another partner holds, claims or served this customer.
        Overlap = "overlap",
        /// Another partner was given a lead about this customer.
        Claimed = "claimed",
        /// The partner itself has such a deal.
        OwnDuplicate = "own_duplicate",
        /// It may be a customer that is known under another name.
        CustomerUnsure = "customer_unsure",
        /// The vendor serves this customer directly.
        Direct = "direct",
        /// The coverage plan gives this customer to other partners.
        Coverage = "coverage",
        /// Another partner has the right to the customer's renewal or expansion.
        Incumbent = "incumbent",
        /// The tender was published before the registration.
        Tender = "tender",
        /// The value is above the limit.
        Value = "value",
        /// The limit is in another currency.
        Currency = "currency",
        /// The rules approve nothing by themselves.
        ByHand = "by_hand",
    }

    /// What follows by itself when a registration is not decided in time.
    Breach "deal-breach" {
        /// The people in charge are told.
        Escalate = "escalate",
        /// What waited for a signature only is approved; otherwise the people in charge are told.
        Approve = "approve",
        /// The people in charge are told, and the protection lasts longer by the delay.
        Extend = "extend",
    }

    /// How a tender that was published before the registration is protected.
    Tenders "deal-tenders" {
        /// Like any other deal.
        Protect = "protect",
        /// A person decides.
        Review = "review",
        /// It cannot be registered.
        Exclude = "exclude",
    }

    /// What sets the right of the partner that serves the customer aside.
    Over "deal-over" {
        /// The customer chose in writing.
        Choice = "customer_choice",
        /// A conflict was ruled.
        Ruling = "ruling",
    }

    /// What a file of a deal is for.
    Paper "deal-paper" {
        /// It shows what the partner has done, or what the customer wants.
        Evidence = "evidence",
        /// The customer chooses its partner in writing.
        Letter = "letter",
        /// Anything else.
        Other = "other",
    }

    /// What the rules of engagement say, clause by clause; the order is their number.
    Clause "roe" {
        /// Who may register: an active partner with the right and the certificates.
        Eligibility = "eligibility",
        /// First approved keeps, and for how long.
        Protection = "protection",
        /// What is protected: a customer and a product.
        Scope = "scope",
        /// In which time a registration is decided.
        Decision = "decision",
        /// What the rules approve by themselves.
        Automatic = "automatic",
        /// What happens when another partner is at the customer.
        Overlap = "overlap",
        /// Who won a customer lately keeps it, and goes first when it renews or takes more.
        Incumbency = "incumbency",
        /// Customers that the vendor serves itself.
        Direct = "direct",
        /// One customer is one customer, and one partner registers it once.
        Customer = "customer",
        /// More time.
        Extension = "extension",
        /// Who is reminded, and when.
        Reminders = "reminders",
        /// How a protection ends.
        End = "end",
        /// What ended can be opened again.
        Reopening = "reopening",
        /// Who rules when several claim one customer, by when, and how to object.
        Dispute = "dispute",
        /// A lead that a partner was given is its claim to the customer.
        Claim = "claim",
        /// Tenders that are published already.
        Tender = "tender",
    }
}
