//! Strategize: where partners stand in the program, and what the next tier asks for.

mod migrations;
pub mod tiers;

use web::{Listener, Source, Stage};
use work::Fact;

/// Listeners and the way to the next tier on a partner's pages.
pub fn stage() -> Stage {
    use facts::partners::{GrantEnded, GrantGiven};
    use facts::sell::{DealReopened, DealWon};
    Stage {
        migrations: migrations::MIGRATIONS.to_vec(),
        messages: vec![&[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))]],
        listeners: vec![Listener {
            name: "strategize.tiers",
            kinds: &[DealWon::KIND, DealReopened::KIND, GrantGiven::KIND, GrantEnded::KIND],
            run: |work, event| Box::pin(tiers::listeners::hear(work, event)),
        }],
        sources: vec![
            Source::HomeBlock(30, |work, reader| Box::pin(tiers::pages::home(work, reader))),
            Source::PartnerBlock(30, |work, reader, partner| Box::pin(tiers::pages::block(work, reader, partner))),
        ],
        ..Stage::new("strategize")
    }
}
