//! Files of a deal: attached by either side, seen by the partner and the vendor, fixed once they are handed in.

use base::{DealId, FileId, Result};
use facts::sell::DealChanged;
use serde_json::json;
use work::{ActorKind, Entry, Permission, Work};

use super::super::model::{Deal, DealFile, Paper};
use super::super::rules::DealRefusal;
use super::super::store;
use super::may;

/// The most files of one deal.
const FILES: u64 = 20;

/// A file that came in, kept by its digest already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its id.
    pub id: FileId,
    /// What it is for.
    pub paper: Paper,
    /// What it was called.
    pub name: String,
    /// The digest of its bytes.
    pub digest: String,
    /// Its content type.
    pub content: String,
    /// How many bytes it has.
    pub size: i64,
    /// Whether only the vendor's staff see it.
    pub internal: bool,
}

/// Whether the actor may attach a file to a deal; asked before the bytes are taken.
pub async fn may_attach(work: &Work, id: DealId) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    if store::files::count(work, id).await? >= FILES {
        return Err(DealRefusal::TooManyFiles { most: FILES }.into());
    }
    Ok(deal)
}

/// Attaches a file; what a partner attaches the vendor sees, what the vendor attaches it shares or keeps to itself.
pub async fn attach(work: &Work, id: DealId, new: &NewFile) -> Result<DealFile> {
    let deal = may_attach(work, id).await?;
    let by_staff = work.actor().kind != ActorKind::Member;
    if new.internal && !by_staff {
        return Err(base::Error::forbidden());
    }
    let file = DealFile {
        id: new.id,
        deal: id,
        partner: deal.partner,
        paper: new.paper,
        name: new.name.clone(),
        digest: new.digest.clone(),
        content: new.content.clone(),
        size: new.size,
        by: work.actor().user,
        by_name: work.actor().name.clone(),
        by_staff,
        internal: new.internal,
        handed_in: false,
        at: work.now(),
    };
    store::files::add(work, &file).await?;
    note(work, &file, if file.internal { "deal.internal_file_added" } else { "deal.file_added" })?;
    Ok(file)
}

/// Removes a file that was not handed in, by the side that attached it.
pub async fn detach(work: &Work, deal: DealId, id: FileId) -> Result<()> {
    let file = file(work, deal, id).await?;
    may(work, Permission::DealEdit, &store::get(work, deal).await?)?;
    let by_staff = work.actor().kind != ActorKind::Member;
    if file.by_staff != by_staff {
        return Err(base::Error::forbidden());
    }
    if !store::files::remove(work, id).await? {
        return Err(DealRefusal::HandedIn.into());
    }
    note(work, &file, if file.internal { "deal.internal_file_removed" } else { "deal.file_removed" })
}

/// The files of a deal that the actor may see, oldest first.
pub async fn files(work: &Work, id: DealId) -> Result<Vec<DealFile>> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealRead, &deal)?;
    store::files::of(work, id).await
}

/// The files of a deal that its partner and the vendor share, whoever asks: for teams, which have asked for permission.
pub async fn shared_files(work: &Work, deal: &Deal) -> Result<Vec<DealFile>> {
    store::files::shared(work, deal.id).await
}

/// A file of a deal that the actor may see; a missing and a forbidden one look alike.
pub async fn file(work: &Work, deal: DealId, id: FileId) -> Result<DealFile> {
    // The deal is asked for too: what was never handed in is its partner's own.
    let deal = store::get(work, deal).await?;
    may(work, Permission::DealRead, &deal)?;
    let found = store::files::get(work, id).await?;
    if found.deal == deal.id { Ok(found) } else { Err(base::Error::missing()) }
}

/// Writes down what was done with a file, and has open pages follow where both sides see it.
fn note(work: &Work, file: &DealFile, action: &'static str) -> Result<()> {
    let entry = Entry::new(action, "deal", file.deal).partner(Some(file.partner));
    let said = json!({ "file": file.id, "name": file.name, "digest": file.digest, "paper": file.paper.code(), "internal": file.internal });
    work.audit(entry.after(said));
    if file.internal {
        return Ok(());
    }
    work.signal(&DealChanged { deal: file.deal, partner: file.partner, fields: vec!["files".to_owned()] })
}
