//! How registrations were answered: fast or slow, and the same for small and large partners.

use std::collections::{BTreeMap, HashMap, HashSet};

use base::PartnerId;

/// A partner with so many registrations in the period, or fewer, counts as small.
pub const SMALL: usize = 3;

/// With fewer partners than this the figures of all would tell what single ones do.
pub const ENOUGH: usize = 5;

/// One registration and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Whose it is.
    pub partner: PartnerId,
    /// Whether the rules approved it by themselves.
    pub at_once: bool,
    /// What a person said; none while nobody has.
    pub person: Option<Answer>,
}

/// What a person said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Whether it was approved.
    pub approved: bool,
    /// After how many seconds.
    pub seconds: i64,
    /// Whether that was within the promise.
    pub in_time: bool,
}

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// So many.
    pub n: i64,
    /// Of so many.
    pub of: i64,
}

impl Share {
    fn count(&mut self, holds: bool) {
        self.of += 1;
        self.n += i64::from(holds);
    }
}

/// How a period's registrations were answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Record {
    /// Approved at once, of all that were handed in.
    pub at_once: Share,
    /// Within the promise, of those that a person answered.
    pub in_time: Share,
    /// The median time to a person's answer, in seconds.
    pub median: Option<i64>,
    /// Approved, of all that were answered, for partners with few registrations.
    pub small: Share,
    /// The same for partners with many.
    pub large: Share,
    /// How many partners registered.
    pub partners: usize,
}

/// Adds up a period.
pub fn record(all: &[Answered]) -> Record {
    let mut sizes: HashMap<PartnerId, usize> = HashMap::new();
    for a in all {
        *sizes.entry(a.partner).or_default() += 1;
    }
    let mut r = Record { partners: sizes.len(), ..Record::default() };
    let mut times = Vec::new();
    for a in all {
        r.at_once.count(a.at_once);
        let answered = a.at_once || a.person.is_some();
        if let Some(p) = a.person {
            r.in_time.count(p.in_time);
            times.push(p.seconds);
        }
        if answered {
            let group = if sizes.get(&a.partner).copied().unwrap_or(0) <= SMALL { &mut r.small } else { &mut r.large };
            group.count(a.at_once || a.person.is_some_and(|p| p.approved));
        }
    }
    times.sort_unstable();
    // The lower of the two in the middle, so that the figure is one that happened.
    r.median = times.get(times.len().saturating_sub(1) / 2).copied();
    r
}

/// How often the registrations of each group of partners were approved, for groups that are large enough to hide single ones.
pub fn by_group<G: Ord + Copy>(all: &[Answered], group_of: impl Fn(PartnerId) -> Option<G>) -> BTreeMap<G, Share> {
    let mut groups: BTreeMap<G, (Share, HashSet<PartnerId>)> = BTreeMap::new();
    for a in all.iter().filter(|a| a.at_once || a.person.is_some()) {
        let Some(group) = group_of(a.partner) else { continue };
        let (share, partners) = groups.entry(group).or_default();
        share.count(a.at_once || a.person.is_some_and(|p| p.approved));
        partners.insert(a.partner);
    }
    groups.into_iter().filter(|(_, (_, partners))| partners.len() >= ENOUGH).map(|(group, (share, _))| (group, share)).collect()
}
