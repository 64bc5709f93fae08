//! Where a lead is, and whether a partner works there.

use serde::{Deserialize, Serialize};

/// Where the customer of a lead is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its country, two letters.
    pub country: String,
    /// Its region.
    pub region: String,
    /// Its postal code.
    pub postal_code: String,
    /// Its city.
    pub city: String,
}

/// One territory, as people write it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Territory<'a> {
    World,
    Country(&'a str),
    Region(&'a str, &'a str),
    Postal(&'a str, &'a str, &'a str),
}

fn read(text: &str) -> Option<Territory<'_>> {
    if text == "*" {
        return Some(Territory::World);
    }
    let (country, rest) = (text.get(..2)?, text.get(2..)?);
    if !country.chars().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    if rest.is_empty() {
        return Some(Territory::Country(country));
    }
    if let Some(region) = rest.strip_prefix('-') {
        return (!region.trim().is_empty()).then_some(Territory::Region(country, region));
    }
    let codes = rest.strip_prefix(':')?;
    let (from, to) = codes.split_once('-').unwrap_or((codes, codes));
    let fine = |code: &str| !code.is_empty() && code.len() <= 10 && code.chars().all(|c| c.is_ascii_alphanumeric());
    (fine(from) && fine(to) && from <= to).then_some(Territory::Postal(country, from, to))
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Place {
    /// Whether a territory can be read.
    pub fn is_territory(text: &str) -> bool {
        read(text).is_some()
    }

    /// Whether this place lies in a territory.
    pub fn within(&self, territory: &str) -> bool {
        match read(territory) {
            None => false,
            Some(Territory::World) => true,
            Some(Territory::Country(country)) => self.country == country,
            Some(Territory::Region(country, region)) => self.country == country && plain(&self.region) == plain(region),
            Some(Territory::Postal(country, from, to)) => {
                let code = self.postal_code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
                // Codes are compared as far as the territory names them: 80-85 holds 80331 and 85999.
                let begins = |n: usize| code.get(..n.min(code.len())).unwrap_or_default().to_owned();
                let (from, to) = (from.to_ascii_uppercase(), to.to_ascii_uppercase());
                self.country == country && !code.is_empty() && begins(from.len()) >= from && begins(to.len()) <= to
            }
        }
    }

    /// How near another place is, 0 to 100.
    pub fn near(&self, country: &str, city: &str) -> i64 {
        if self.country != country {
            return 0;
        }
        if !self.city.is_empty() && plain(&self.city) == plain(city) { 100 } else { 50 }
    }
}
