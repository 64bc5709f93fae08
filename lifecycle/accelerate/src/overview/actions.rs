//! Gathering from all stages.

use base::Result;
use web::{App, Figure, Me, NextAction, QueueItem, Reader, Source};

/// The figures, in order.
pub(crate) async fn figures(app: &App, me: &Me) -> Result<Vec<Figure>> {
    let (work, l) = (app.read(&me.actor), me.l10n(app));
    let reader = Reader { me, l: &l };
    let mut all = Vec::new();
    for source in app.sources() {
        if let Source::Figures(gather) = source {
            all.extend(gather(&work, &reader).await?);
        }
    }
    all.sort_by_key(|f| f.order);
    Ok(all)
}

/// The suggested moves: what is due within three days first, then by what is at stake.
pub(crate) async fn next(app: &App, me: &Me) -> Result<Vec<NextAction>> {
    let (work, l) = (app.read(&me.actor), me.l10n(app));
    let reader = Reader { me, l: &l };
    let mut all = Vec::new();
    for source in app.sources() {
        if let Source::Next(gather) = source {
            all.extend(gather(&work, &reader).await?);
        }
    }
    let soon = app.now() + chrono::TimeDelta::days(3);
    all.sort_by_key(|a| (a.due.is_none_or(|d| d > soon), std::cmp::Reverse(a.value), a.due));
    Ok(all)
}

/// Everything that waits for this person, oldest deadline first.
pub(crate) async fn queue(app: &App, me: &Me) -> Result<Vec<QueueItem>> {
    let (work, l) = (app.read(&me.actor), me.l10n(app));
    let reader = Reader { me, l: &l };
    let mut all = Vec::new();
    for source in app.sources() {
        if let Source::Queue(_, gather) = source {
            all.extend(gather(&work, &reader).await?);
        }
    }
    all.sort_by_key(|q| (q.due.is_none(), q.due, q.since));
    Ok(all)
}

/// The blocks of the partner's home, in order.
pub(crate) async fn blocks(app: &App, me: &Me) -> Result<Vec<(u16, String)>> {
    let (work, l) = (app.read(&me.actor), me.l10n(app));
    let reader = Reader { me, l: &l };
    let mut all = Vec::new();
    for source in app.sources() {
        if let Source::HomeBlock(order, block) = source
            && let Some(text) = block(&work, &reader).await?
        {
            all.push((*order, text));
        }
    }
    all.sort_by_key(|b| b.0);
    Ok(all)
}
