//! How registrations were answered, in words for the page of the rules.

use ui::Ui;

use super::super::rules::{ENOUGH, Record, Share};

/// How registrations were answered lately; empty where none was.
pub(super) fn record(ui: &Ui, program: &Record, own: Option<&Record>, tiers: &[(String, Share)]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let share = |s: Share| ui.t2("record-of", "share", ui.l.share(s.n, s.of), "n", s.of);
    let mut say = |key: &str, s: Share| {
        if s.of > 0 {
            all.push((ui.t(key), share(s)));
        }
    };
    if program.partners >= ENOUGH {
        say("record-at-once", program.at_once);
        say("record-in-time", program.in_time);
    }
    if let Some(own) = own {
        say("record-in-time-own", own.in_time);
    }
    if program.partners >= ENOUGH {
        say("record-small", program.small);
        say("record-large", program.large);
    }
    for (tier, s) in tiers {
        all.push((ui.t1("record-tier", "tier", tier.as_str()), share(*s)));
    }
    if let Some(seconds) = program.median.filter(|_| program.partners >= ENOUGH) {
        all.push((ui.t("record-median"), ui.l.span(chrono::TimeDelta::seconds(seconds))));
    }
    all
}
