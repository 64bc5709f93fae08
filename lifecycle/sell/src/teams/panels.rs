//! What teams add to pages that gather from all stages: menu and next moves of a partner's people.

use access::{Permission, Resource};
use base::Result;
use ui::{Tone, icon};
use web::{MenuItem, NextAction, Reader, Side, Source};
use work::Work;

use super::actions;

/// Places in the menu.
pub(crate) fn menu() -> Vec<MenuItem> {
    vec![MenuItem {
        side: Side::Portal,
        group: "nav-sell",
        label: "teams-joint",
        icon: icon("users"),
        href: "/joint",
        permission: Permission::DealRead,
        order: 206,
        quick: None,
        count: None,
    }]
}

/// Contributions to pages that gather.
pub(crate) fn sources() -> Vec<Source> {
    vec![Source::Next(|work, reader| Box::pin(next(work, reader)))]
}

/// Invitations to answer, and shares to agree to.
async fn next(work: &Work, reader: &Reader<'_>) -> Result<Vec<NextAction>> {
    if !reader.me.is_member() || !work.can(Permission::DealEdit, &Resource::own("deal_team", work.actor())) {
        return Ok(Vec::new());
    }
    let l = reader.l;
    let (offers, teams) = actions::joint(work).await?;
    let offer = |o: actions::Offer| NextAction {
        icon: icon("users"),
        tone: Tone::Brand,
        title: l.t1("teams-act-invited", "partner", o.lead.as_str()),
        reason: l.t1("teams-act-by", "when", l.relative(work.now(), o.invitation.answer_by)),
        verb: l.t("teams-act-look"),
        href: format!("/joint/invitations/{}", o.invitation.id),
        // A customer whom others have won over already.
        value: 1_000_000,
        due: Some(o.invitation.answer_by),
    };
    let shares = |t: actions::Joint| NextAction {
        icon: icon("users"),
        tone: Tone::Warning,
        title: l.t1("teams-act-shares", "company", t.company.as_str()),
        reason: l.t("teams-act-shares-why"),
        verb: l.t("teams-act-look"),
        href: format!("/joint/{}", t.deal),
        value: 900_000,
        due: None,
    };
    let asked = teams.into_iter().filter(|t| t.asked).map(shares);
    Ok(offers.into_iter().map(offer).chain(asked).collect())
}
