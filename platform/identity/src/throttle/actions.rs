//! Counting tries.

use base::{Instant, Result};
use work::Work;

use super::rules::{Key, count, forgive};
use super::store;

/// Counts a try for each key, or refuses when one of them has to wait.
pub(crate) async fn take(work: &Work, keys: &[Key]) -> Result<()> {
    let mut counted = Vec::with_capacity(keys.len());
    for key in keys {
        counted.push((key, count(store::find(work, &key.name).await?, key, work.now())?));
    }
    for (key, c) in counted {
        store::save(work, &key.name, c).await?;
    }
    Ok(())
}

/// Forgets the tries of a key, after a success.
pub(crate) async fn clear(work: &Work, key: &Key) -> Result<()> {
    store::remove(work, &key.name).await
}

/// Gives a key its last try back, because it was a success.
pub(crate) async fn give_back(work: &Work, key: &Key) -> Result<()> {
    match store::find(work, &key.name).await? {
        Some(known) => store::save(work, &key.name, forgive(known, work.now())).await,
        None => Ok(()),
    }
}

/// Forgets what was counted before a moment.
pub(crate) async fn prune(work: &Work, before: Instant) -> Result<()> {
    store::prune(work, before).await
}
