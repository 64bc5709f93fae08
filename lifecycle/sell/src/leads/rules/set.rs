//! The routing rules as people write them, and what can be wrong with them.

use base::{FieldError, Instant, Invalid, PartnerId, UserId};
use ruleset::Vocabulary;
use serde::{Deserialize, Serialize};

/// The most rules of a set.
const MOST_RULES: usize = 40;

/// The rules in order, with the clocks; each change is a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// Which version; 0 is what ships.
    pub version: i64,
    /// Since when it holds; none for what ships.
    #[serde(skip)]
    pub since: Option<Instant>,
    /// Who set it.
    #[serde(skip)]
    pub set_by: Option<UserId>,
    /// The rules; the first that holds and has a partner left decides.
    pub rules: Vec<Rule>,
    /// Business days in which a partner answers.
    pub answer_days: i64,
    /// Days in which the partner contacts the customer.
    pub contact_days: i64,
    /// Days for which a taken lead is the partner's claim.
    pub claim_days: i64,
    /// How many open leads a partner can have that says nothing itself.
    pub capacity: i64,
    /// How often partners are asked before a person has to.
    pub rounds: i64,
    /// A partner that has waited so many days goes before better ones.
    pub patience_days: i64,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its key, which stays when its name changes.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// For which leads it is, in CEL.
    pub condition: String,
    /// Which partners can get them.
    pub pool: Pool,
    /// Who of these gets one.
    pub method: Method,
}

/// Which partners can get the leads of a rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// Only these types; any when empty.
    pub types: Vec<String>,
    /// Only from this tier on, by rank.
    pub min_tier: i64,
    /// Only with these certificates.
    pub certificates: Vec<String>,
    /// Only these partners; any when empty.
    pub partners: Vec<PartnerId>,
    /// Only who works where the lead is.
    pub territory: bool,
    /// Only who speaks its language.
    pub language: bool,
    /// Only who sells what it wants.
    pub products: bool,
    /// Only who knows its industry.
    pub industry: bool,
}

/// Who of a pool gets a lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The best by weighted measures.
    Best(Weights),
    /// In turn, by the partners' weights.
    Turns,
    /// Who has waited longest.
    Longest,
    /// Several are asked at once and the first to accept gets it.
    First {
        /// How many.
        n: i64,
    },
}

/// What each measure counts, 0 to 100.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// The tier.
    pub tier: i64,
    /// The share of leads that were taken.
    pub accepts: i64,
    /// How soon leads are answered.
    pub answers: i64,
    /// How soon customers are contacted.
    pub contacts: i64,
    /// The share of taken leads that became deals.
    pub converts: i64,
    /// How near the partner is.
    pub near: i64,
    /// How well products and industry fit.
    pub fit: i64,
}

impl Method {
    /// Its stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Best(_) => "best",
            Self::Turns => "turns",
            Self::Longest => "longest",
            Self::First { .. } => "first",
        }
    }
}

impl Default for RuleSet {
    /// What ships: whoever works there and speaks the language, in turn.
    fn default() -> Self {
        let pool = Pool { territory: true, language: true, products: true, ..Pool::default() };
        Self {
            version: 0,
            since: None,
            set_by: None,
            rules: vec![Rule {
                key: "everybody".to_owned(),
                name: "Everybody in the territory".to_owned(),
                condition: "true".to_owned(),
                pool,
                method: Method::Turns,
            }],
            answer_days: 2,
            contact_days: 5,
            claim_days: 30,
            capacity: 20,
            rounds: 5,
            patience_days: 14,
        }
    }
}

/// A set whose conditions were read.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// The set.
    pub set: &'a RuleSet,
    /// Its conditions; one that cannot be read any more holds for nothing.
    pub conditions: Vec<Option<ruleset::Rule>>,
}

/// Reads the conditions of a set.
pub fn prepare<'a>(set: &'a RuleSet, vocabulary: &Vocabulary) -> Draft<'a> {
    Draft { set, conditions: set.rules.iter().map(|r| vocabulary.check(&r.condition).ok()).collect() }
}

/// Checks a set and tidies it.
pub fn check_set(
    mut set: RuleSet,
    vocabulary: &Vocabulary,
    kinds: &[String],
    tiers: i64,
    mut invalid: Invalid,
) -> Result<RuleSet, Invalid> {
    let range = |invalid: &mut Invalid, field: &str, value: i64, min: i64, max: i64| {
        if !(min..=max).contains(&value) {
            invalid.push(FieldError::new(field, "range").with("min", min).with("max", max));
        }
    };
    range(&mut invalid, "answer_days", set.answer_days, 1, 30);
    range(&mut invalid, "contact_days", set.contact_days, 1, 60);
    range(&mut invalid, "claim_days", set.claim_days, 0, 365);
    range(&mut invalid, "capacity", set.capacity, 1, 10_000);
    range(&mut invalid, "rounds", set.rounds, 1, 20);
    range(&mut invalid, "patience_days", set.patience_days, 1, 365);
    if set.rules.len() > MOST_RULES {
        invalid.push(FieldError::new("rules", "too_many").with("most", MOST_RULES));
    }
    let mut keys: Vec<String> = Vec::new();
    for (i, rule) in set.rules.iter_mut().enumerate().take(MOST_RULES) {
        let at = |field: &str| format!("rules.{i}.{field}");
        crate::texts::line(&mut invalid, &at("name"), &mut rule.name, 2, 80);
        rule.condition = rule.condition.trim().to_owned();
        if let Err(fault) = vocabulary.check(&rule.condition) {
            invalid.push(fault.at_field(&at("condition")));
        }
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        invalid.check(!rule.key.is_empty() && rule.key.len() <= 40 && rule.key.chars().all(fine), &at("key"), "lead.rule_key");
        invalid.check(!keys.contains(&rule.key), &at("key"), "twice");
        keys.push(rule.key.clone());
        invalid.check(rule.pool.types.iter().all(|k| kinds.contains(k)), &at("types"), "choice");
        range(&mut invalid, &at("min_tier"), rule.pool.min_tier, 0, tiers.max(0));
        for list in [&mut rule.pool.certificates, &mut rule.pool.types] {
            list.retain(|item| !item.trim().is_empty());
            list.sort_unstable();
            list.dedup();
        }
        let sound = |c: &String| c.chars().count() <= 80 && !c.chars().any(char::is_control);
        invalid.check(rule.pool.certificates.len() <= 20 && rule.pool.certificates.iter().all(sound), &at("certificates"), "plain_text");
        rule.pool.partners.sort_unstable();
        rule.pool.partners.dedup();
        invalid.check(rule.pool.partners.len() <= 500, &at("partners"), "lead.too_many_partners");
        match &rule.method {
            Method::First { n } => range(&mut invalid, &at("n"), *n, 2, 20),
            Method::Best(w) => {
                let all = [w.tier, w.accepts, w.answers, w.contacts, w.converts, w.near, w.fit];
                for value in all {
                    range(&mut invalid, &at("weights"), value, 0, 100);
                }
                invalid.check(all.iter().any(|v| *v > 0), &at("weights"), "lead.no_weight");
            }
            Method::Turns | Method::Longest => {}
        }
    }
    invalid.finish().map(|()| set)
}
