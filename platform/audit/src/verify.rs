//! Walks the chains and names what does not fit.

use base::{AuditId, Result};
use sea_orm::ConnectionTrait;

use crate::anchor::Anchor;
use crate::store;

/// What is wrong at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// A column of this record was changed after it was written.
    Edited,
    /// A record before this one is gone.
    Gap,
    /// This record does not follow the one before it: it was moved or replaced.
    Reordered,
    /// The chain ends before its head says.
    CutTail,
    /// The chain is shorter than, or differs from, what the signed heads say.
    AnchorMismatch,
    /// The signature of the signed heads does not fit.
    BadSignature,
}

impl Flaw {
    /// The name in reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Gap => "gap",
            Self::Reordered => "reordered",
            Self::CutTail => "cut_tail",
            Self::AnchorMismatch => "anchor_mismatch",
            Self::BadSignature => "bad_signature",
        }
    }
}

/// One flaw and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In which chain.
    pub chain: i64,
    /// At which number of the chain.
    pub seq: i64,
    /// At which record, if there is one.
    pub record: Option<AuditId>,
    /// What is wrong.
    pub flaw: Flaw,
}

/// What a verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many records were read.
    pub records: u64,
    /// How many chains there are.
    pub chains: u64,
    /// Whether signed heads were there to compare with.
    pub anchored: bool,
    /// What is wrong; nothing when the record is whole.
    pub findings: Vec<Finding>,
}

/// Verifies every chain, against its head row and against the signed heads when they are given.
pub async fn verify(conn: &impl ConnectionTrait, anchor: Option<&Anchor>) -> Result<Verdict> {
    let mut verdict = Verdict { anchored: anchor.is_some(), ..Verdict::default() };
    if let Some(a) = anchor.filter(|a| !a.is_genuine()) {
        verdict.findings.push(Finding { chain: 0, seq: a.heads.first().map_or(0, |h| h.seq), record: None, flaw: Flaw::BadSignature });
    }
    for (chain, head_seq, head_hash) in store::heads(conn).await? {
        verdict.chains += 1;
        let signed = anchor.and_then(|a| a.heads.iter().find(|h| h.chain == chain));
        let (mut seq, mut prev) = (0_i64, String::new());
        let mut flawed = false;
        loop {
            let rows = store::slice(conn, chain, seq, 2000).await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                verdict.records += 1;
                let mut say = |flaw| {
                    flawed = true;
                    verdict.findings.push(Finding { chain, seq: row.seq, record: Some(row.id.into()), flaw });
                };
                if store::hash(&row) != row.hash {
                    say(Flaw::Edited);
                } else if row.seq != seq + 1 {
                    say(Flaw::Gap);
                } else if row.prev != prev {
                    say(Flaw::Reordered);
                }
                if let Some(s) = signed.filter(|s| s.seq == row.seq && s.hash != row.hash) {
                    verdict.findings.push(Finding { chain, seq: s.seq, record: Some(row.id.into()), flaw: Flaw::AnchorMismatch });
                }
                seq = row.seq;
                prev = row.hash;
            }
        }
        if seq < head_seq || (!flawed && seq == head_seq && prev != head_hash) || seq > head_seq {
            verdict.findings.push(Finding { chain, seq, record: None, flaw: Flaw::CutTail });
        }
        if let Some(s) = signed.filter(|s| s.seq > seq) {
            verdict.findings.push(Finding { chain, seq: s.seq, record: None, flaw: Flaw::AnchorMismatch });
        }
    }
    Ok(verdict)
}
