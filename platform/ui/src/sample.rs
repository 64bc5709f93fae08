//! A page context with invented people, for tests, the kit page and pictures.

use std::sync::Arc;

use base::Instant;
use chrono::DateTime;
use i18n::{Catalogs, L10n, Locale, Tz};

use crate::{Brand, NavGroup, NavItem, Tone, Ui, Who, icon};

/// The moment at which all samples stand: a Saturday in November 2026.
pub fn now() -> Instant {
    DateTime::from_timestamp(1_795_254_120, 0).unwrap_or_default()
}

/// Words of the shell and of the crates given, in a language, at Oslo's time.
///
/// Catalogs that cannot be read give an error, because a test wants to see it.
pub fn l10n(locale: Locale, crates: &[&[(&'static str, &'static str)]]) -> Result<L10n, i18n::CatalogError> {
    let mut all = vec![crate::MESSAGES];
    all.extend_from_slice(crates);
    Ok(L10n::new(Arc::new(Catalogs::new(&all)?), locale, Tz::Europe__Oslo))
}

/// The portal as Amara of Brightpath Systems sees it, or the console as Mara of channel operations does.
pub fn ui(l: L10n, console: bool) -> Ui {
    let mut ui = Ui::new(l, now());
    ui.console = console;
    ui.unread = 2;
    if console {
        ui.brand = Brand::new("Kestrel console");
        ui.who = Some(Who { hue: 2, ..Who::new("Mara Okafor", "Channel operations") });
        ui.nav = vec![
            NavGroup::new(
                "",
                vec![
                    NavItem::new("/console", icon("gauge"), "Overview"),
                    NavItem::new("/console/queue", icon("inbox"), "Work queue").count(12, Tone::Brand),
                ],
            ),
            NavGroup::new(
                "Sell",
                vec![
                    NavItem::new("/console/deals", icon("handshake"), "Deals"),
                    NavItem::new("/console/conflicts", icon("git-compare-arrows"), "Conflicts").count(3, Tone::Danger),
                    NavItem::new("/console/leads", icon("route"), "Lead routing"),
                ],
            ),
            NavGroup::new(
                "Partners",
                vec![
                    NavItem::new("/console/partners", icon("building-2"), "Directory"),
                    NavItem::new("/console/applications", icon("user-plus"), "Applications").count(4, Tone::Neutral),
                    NavItem::new("/console/onboarding", icon("list-checks"), "Onboarding"),
                    NavItem::new("/console/programs", icon("medal"), "Programs & tiers"),
                ],
            ),
            NavGroup::new(
                "Run",
                vec![
                    NavItem::new("/console/insights", icon("chart-column"), "Insights"),
                    NavItem::new("/console/automations", icon("workflow"), "Automations"),
                    NavItem::new("/console/settings", icon("settings"), "Settings"),
                ],
            ),
        ];
        ui.quick = vec![
            NavItem::new("/console", icon("gauge"), "Overview"),
            NavItem::new("/console/queue", icon("inbox"), "Queue").count(12, Tone::Danger),
            NavItem::new("/console/deals", icon("handshake"), "Deals"),
            NavItem::new("/console/partners", icon("building-2"), "Partners"),
            NavItem::new("#more", icon("menu"), "More"),
        ];
        ui.path = "/console/conflicts/318".to_owned();
    } else {
        ui.brand = Brand::new("Kestrel Partners");
        ui.who = Some(Who { hue: 1, ..Who::new("Amara Diallo", "Brightpath Systems") });
        ui.nav = vec![
            NavGroup::new("", vec![NavItem::new("/", icon("house"), "Home")]),
            NavGroup::new(
                "Sell",
                vec![
                    NavItem::new("/deals", icon("handshake"), "Deals"),
                    NavItem::new("/leads", icon("inbox"), "Leads").count(3, Tone::Brand),
                    NavItem::new("/experts", icon("calendar-clock"), "Book an expert"),
                ],
            ),
            NavGroup::new(
                "Grow",
                vec![
                    NavItem::new("/learning", icon("graduation-cap"), "Learning"),
                    NavItem::new("/content", icon("folder-open"), "Content"),
                    NavItem::new("/campaigns", icon("megaphone"), "Campaigns & funds"),
                ],
            ),
            NavGroup::new(
                "Earn",
                vec![NavItem::new("/earnings", icon("wallet"), "Earnings"), NavItem::new("/tier", icon("medal"), "Tier & benefits")],
            ),
            NavGroup::new(
                "Together",
                vec![NavItem::new("/community", icon("messages-square"), "Community"), NavItem::new("/help", icon("life-buoy"), "Help")],
            ),
        ];
        ui.quick = vec![
            NavItem::new("/", icon("house"), "Home"),
            NavItem::new("/deals", icon("handshake"), "Deals"),
            NavItem::new("/deals/new", icon("plus"), "Register").fab(),
            NavItem::new("/learning", icon("graduation-cap"), "Learn"),
            NavItem::new("#more", icon("menu"), "More"),
        ];
    }
    ui.mark_current();
    ui
}
