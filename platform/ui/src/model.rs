//! What every page knows about its reader, its place and its look.

use base::{Instant, Money};
use chrono::NaiveDate;
use i18n::{Arg, Direction, L10n, Locale, ToArg};

use crate::{Theme, Tone, assets};

/// One place in the navigation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// Name of its icon.
    pub icon: &'static str,
    /// Its translated name.
    pub label: String,
    /// Whether the reader is there.
    pub current: bool,
    /// How many things wait there; nothing is shown for none.
    pub count: Option<u64>,
    /// The color of the count.
    pub tone: Tone,
    /// On the phone's bar: the filled button in the middle.
    pub fab: bool,
}

impl NavItem {
    /// A place without a count.
    pub fn new(href: impl Into<String>, icon: &'static str, label: impl Into<String>) -> Self {
        Self { href: href.into(), icon, label: label.into(), ..Self::default() }
    }

    /// Says how many things wait there; none are not shown.
    #[must_use]
    pub fn count(mut self, n: u64, tone: Tone) -> Self {
        self.count = (n > 0).then_some(n);
        self.tone = tone;
        self
    }

    /// Marks it as the phone bar's filled button.
    #[must_use]
    pub fn fab(mut self) -> Self {
        self.fab = true;
        self
    }
}

/// Places under one heading; an empty heading is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NavGroup {
    /// Its translated heading.
    pub title: String,
    /// Its places.
    pub items: Vec<NavItem>,
}

impl NavGroup {
    /// Places under a heading.
    pub fn new(title: impl Into<String>, items: Vec<NavItem>) -> Self {
        Self { title: title.into(), items }
    }
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Who {
    /// Full name.
    pub name: String,
    /// One or two letters.
    pub initials: String,
    /// The partner, or the person's team at the vendor.
    pub org: String,
    /// Color of the avatar, 0 to 5.
    pub hue: u8,
}

impl Who {
    /// A person; initials and color follow from the name.
    pub fn new(name: impl Into<String>, org: impl Into<String>) -> Self {
        let name = name.into();
        Self { initials: base::initials(&name), hue: hue(&name), name, org: org.into() }
    }
}

/// The color of an avatar that a name always gets, 1 to 5.
pub fn hue(name: &str) -> u8 {
    let sum = name.bytes().fold(7u32, |sum, b| sum.wrapping_mul(31).wrapping_add(u32::from(b)));
    u8::try_from(sum % 5).unwrap_or_default() + 1
}

/// The vendor's name and look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// What the sidebar and the title say, such as `Kestrel Partners`.
    pub name: String,
    /// The letter in the mark.
    pub letter: String,
    /// Address of the stylesheet with the vendor's colors, if it has its own.
    pub css: Option<String>,
}

impl Brand {
    /// A brand in the house colors.
    pub fn new(name: impl Into<String>) -> Self {
        let name = name.into();
        let letter = name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        Self { name, letter, css: None }
    }
}

impl Default for Brand {
    fn default() -> Self {
        Self::new("Towpath")
    }
}

/// A short message about what has just happened, shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// Its color and icon.
    pub tone: Tone,
    /// The translated text.
    pub text: String,
}

impl Flash {
    /// A message.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into() }
    }
}

/// What every page knows: words, look, place in the navigation, and who is reading.
#[derive(Debug, Clone)]
pub struct Ui {
    /// Language, time zone and words.
    pub l: L10n,
    /// Light or dark.
    pub theme: Theme,
    /// Whether this is the vendor's console; otherwise it is the partners' portal.
    pub console: bool,
    /// Path and query of this page, to come back to.
    pub path: String,
    /// The sidebar.
    pub nav: Vec<NavGroup>,
    /// The phone's bar, five places.
    pub quick: Vec<NavItem>,
    /// Who is signed in; nobody on public pages.
    pub who: Option<Who>,
    /// Unread notices.
    pub unread: u64,
    /// The vendor's name and look.
    pub brand: Brand,
    /// The partner whose view staff are looking at.
    pub view_as: Option<String>,
    /// What has just happened.
    pub flash: Vec<Flash>,
    /// A page with one job: its own buttons take the place of the phone's bar.
    pub task: bool,
    /// The moment of the request.
    pub now: Instant,
}

impl Ui {
    /// A page for nobody in particular, without navigation; the caller fills in the rest.
    pub fn new(l: L10n, now: Instant) -> Self {
        Self {
            l,
            theme: Theme::default(),
            console: false,
            path: "/".to_owned(),
            nav: Vec::new(),
            quick: Vec::new(),
            who: None,
            unread: 0,
            brand: Brand::default(),
            view_as: None,
            flash: Vec::new(),
            task: false,
            now,
        }
    }

    /// Marks the places that the path belongs to: of all places the one with the longest matching address.
    pub fn mark_current(&mut self) {
        let path = self.path.split('?').next().unwrap_or_default().to_owned();
        let items = || self.nav.iter().flat_map(|g| &g.items).chain(&self.quick);
        let best = items().filter(|i| leads_to(&i.href, &path)).map(|i| i.href.len()).max();
        for item in self.nav.iter_mut().flat_map(|g| &mut g.items).chain(&mut self.quick) {
            item.current = Some(item.href.len()) == best && leads_to(&item.href, &path);
        }
    }

    // ---- words ----

    /// A message without values.
    pub fn t(&self, key: &str) -> String {
        self.l.t(key)
    }

    /// A message with one value.
    pub fn t1(&self, key: &str, name: &str, value: impl ToArg) -> String {
        self.l.ta(key, &[(name, value.to_arg())])
    }

    /// A message with two values.
    pub fn t2(&self, key: &str, name: &str, value: impl ToArg, name2: &str, value2: impl ToArg) -> String {
        self.l.ta(key, &[(name, value.to_arg()), (name2, value2.to_arg())])
    }

    /// A message with three values.
    #[expect(clippy::too_many_arguments, reason = "three pairs, so that templates need no list")]
    pub fn t3(&self, key: &str, name: &str, value: impl ToArg, name2: &str, value2: impl ToArg, name3: &str, value3: impl ToArg) -> String {
        self.l.ta(key, &[(name, value.to_arg()), (name2, value2.to_arg()), (name3, value3.to_arg())])
    }

    /// A message with any number of values.
    pub fn ta(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.l.ta(key, args)
    }

    // ---- figures and dates, as the reader writes them ----

    /// An amount such as `€28,450`.
    pub fn money(&self, money: &Money) -> String {
        self.l.money(*money)
    }

    /// An amount such as `€938k`.
    pub fn money_short(&self, money: &Money) -> String {
        self.l.money_short(*money)
    }

    /// A whole number such as `1,234`.
    pub fn number(&self, n: impl ToArg) -> String {
        match n.to_arg() {
            Arg::Number(n) => self.l.number(n),
            Arg::Text(text) => text,
        }
    }

    /// A date such as `25 November 2026`.
    pub fn date(&self, date: &NaiveDate) -> String {
        self.l.date(*date)
    }

    /// A date such as `25 Nov 2026`.
    pub fn date_short(&self, date: &NaiveDate) -> String {
        self.l.date_short(*date)
    }

    /// A date and time such as `25 Nov 2026, 17:00`.
    pub fn date_time(&self, at: &Instant) -> String {
        self.l.date_time(*at)
    }

    /// A near date and time such as `Wed 25 Nov, 17:00`.
    pub fn day_and_time(&self, at: &Instant) -> String {
        self.l.day_and_time(*at)
    }

    /// How far away a moment is, such as `in 3 days`.
    pub fn relative(&self, at: &Instant) -> String {
        self.l.relative(self.now, *at)
    }

    /// What is left until a deadline, such as `6 days left`.
    pub fn left(&self, until: &Instant) -> String {
        self.l.left(self.now, *until)
    }

    /// The value of `<time datetime>`.
    pub fn machine(&self, at: &Instant) -> String {
        self.l.machine(*at)
    }

    // ---- the page ----

    /// The address of a static file by its plain name, such as `app.css`.
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// The address of an icon in the sprite.
    pub fn icon_href(&self, name: &str) -> String {
        assets::icon_url(name)
    }

    /// Whether lines run from left to right.
    pub fn is_ltr(&self) -> bool {
        self.l.locale().direction() == Direction::Ltr
    }

    /// The languages a reader may choose.
    pub fn languages(&self) -> &'static [Locale] {
        Locale::OFFERED
    }

    /// The home page of this shell.
    pub fn home(&self) -> &'static str {
        if self.console { "/console" } else { "/" }
    }

    /// The theme that the toggle posts.
    pub fn next_theme(&self) -> &'static str {
        self.theme.toggled().as_str()
    }

    /// The name of a count on the phone's bar or the bell: `99+` beyond two digits.
    pub fn pip(&self, n: &u64) -> String {
        if *n > 99 { "99+".to_owned() } else { n.to_string() }
    }
}

fn leads_to(href: &str, path: &str) -> bool {
    let href = href.split('?').next().unwrap_or_default();
    href == path || (href.len() > 1 && path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')))
}
