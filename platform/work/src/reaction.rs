//! What one stage does within the transaction in which another tells a fact.

use std::future::Future;
use std::pin::Pin;

use base::Result;
use outbox::Envelope;

use crate::Work;

/// Something that must be true together with a fact, or not at all.
///
/// A listener is one step behind and cannot refuse; a reaction runs before the commit, as the system,
/// and when it fails nothing has happened. It is for the few effects that people were promised in the
/// same moment; all else is a listener.
#[derive(Clone, Copy)]
pub struct Reaction {
    /// Its name, which is the actor of what it does.
    pub name: &'static str,
    /// The facts it reacts to.
    pub kinds: &'static [&'static str],
    /// What it does.
    pub run: for<'a> fn(&'a Work, &'a Envelope) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>,
}
