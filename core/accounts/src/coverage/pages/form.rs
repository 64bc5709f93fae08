//! Who serves, as a form says it: shared by rules, names and what holds otherwise.

use base::{FieldError, Invalid, Result, UserId};
use serde::Deserialize;
use ui::{Choice, Ui};
use work::{Role, Work};

use super::view::People;
use crate::coverage::actions;
use crate::coverage::model::{Served, Validity, Way};

/// What a person typed about who serves.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ServedForm {
    pub(super) way: String,
    /// Partners by name or id, one on a line.
    pub(super) partners: String,
    pub(super) segment: String,
    pub(super) territory: String,
    pub(super) owner: String,
    pub(super) from: String,
    pub(super) until: String,
}

impl ServedForm {
    pub(super) fn of(s: &Served, v: Validity, people: &People) -> Self {
        let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
        Self {
            way: s.way.code().to_owned(),
            partners: people.partners(&s.partners).join("\n"),
            segment: s.segment.clone(),
            territory: s.territory.clone(),
            owner: s.owner.map(|o| o.to_string()).unwrap_or_default(),
            from: day(v.from),
            until: day(v.until),
        }
    }

    /// What the form says; what cannot be read is added to what is wrong.
    pub(super) async fn read(&self, work: &Work, invalid: &mut Invalid) -> Result<(Served, Validity)> {
        let way = Way::from_code(&self.way);
        invalid.check(way.is_some(), "way", "choice");
        let mut partners = Vec::new();
        for line in self.partners.lines().map(base::one_line).filter(|l| !l.is_empty()).take(200) {
            match actions::find_partner(work, &line).await? {
                Some(partner) => partners.push(partner),
                None => {
                    invalid.push(FieldError::new("partners", "coverage.partner_named").with("name", line));
                }
            }
        }
        let owner: Option<UserId> = self.owner.trim().parse().ok();
        invalid.check(self.owner.trim().is_empty() || owner.is_some(), "owner", "coverage.owner_unknown");
        let mut day = |field: &str, typed: &str| {
            let day = typed.trim().parse().ok();
            invalid.check(typed.trim().is_empty() || day.is_some(), field, "date");
            day
        };
        let validity = Validity { from: day("from", &self.from), until: day("until", &self.until) };
        let served =
            Served { way: way.unwrap_or_default(), partners, segment: self.segment.clone(), territory: self.territory.clone(), owner };
        Ok((served, validity))
    }
}

/// The ways to choose from.
pub(super) fn ways(ui: &Ui) -> Vec<Choice> {
    Way::ALL.iter().map(|w| Choice::new(w.code(), ui.t(w.label_key())).hint(ui.t(&format!("{}-hint", w.label_key())))).collect()
}

/// The people of the vendor who can look after accounts.
pub(super) async fn owners(work: &Work) -> Result<Vec<Choice>> {
    let mut people = identity::staff_with(work, Role::ChannelManager).await?;
    people.extend(identity::staff_with(work, Role::PartnerOps).await?);
    people.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    people.dedup_by_key(|p| p.id);
    Ok(people.into_iter().map(|p| Choice::new(p.id.to_string(), p.name)).collect())
}
