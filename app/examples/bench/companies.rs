//! Companies as many as wanted, made from real ones by joining the words of two, so that words repeat
//! as they do in life.

use accounts::Details;

use super::Outcome;

/// Numbers that look like chance and are the same on every run (xorshift, Marsaglia 2003).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(n.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}

/// A real company.
pub(crate) struct Company {
    name: String,
    domain: String,
    city: String,
    country: String,
}

/// The real companies of a file with HubSpot's columns.
pub(crate) fn read(path: &str) -> Outcome<Vec<Company>> {
    let mut out = Vec::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        let cell = |i: usize| row.get(i).unwrap_or_default().to_owned();
        let country = accounts::countries::parse(&cell(7)).unwrap_or_default().to_owned();
        out.push(Company { name: cell(1), domain: cell(2), city: cell(4), country });
    }
    if out.is_empty() { Err(format!("{path} holds no companies").into()) } else { Ok(out) }
}

/// The `i`th made-up company; the dice give it its phone number and its second half.
pub(crate) fn made_up(companies: &[Company], i: usize, dice: &mut Dice) -> Details {
    let (first, second) = (i % companies.len(), dice.below(companies.len()));
    let (Some(a), Some(b)) = (companies.get(first), companies.get(second)) else { return Details::default() };
    let word = a.name.split_whitespace().next().unwrap_or("Alpha");
    let last = b.name.split_whitespace().last().unwrap_or("Works");
    let label: String = a.domain.split('.').next().unwrap_or("alpha").chars().filter(char::is_ascii_alphanumeric).collect();
    // Two in three have a word of their own, as most companies do.
    let own =
        if i.is_multiple_of(3) { String::new() } else { format!(" {}{}", last.get(..3).unwrap_or(last), word.get(1..).unwrap_or(word)) };
    Details {
        name: format!("{word}{own} {last} {}", ["GmbH", "Inc.", "Ltd", "AG", "Group"].get(i % 5).unwrap_or(&"Co")),
        domain: if i.is_multiple_of(3) { String::new() } else { format!("{label}-{i}.com") },
        city: b.city.clone(),
        country: b.country.clone(),
        phone: format!("+4930{:07}", dice.below(9_999_999)),
        industry: ["Logistics", "Retail", "Software", "Steel"].get(i % 4).copied().unwrap_or_default().to_owned(),
        ..Details::default()
    }
}

/// Writes made-up companies as an export of a CRM; returns how many.
pub(crate) fn write(companies: &[Company], n: usize, file: &str) -> Outcome<usize> {
    let mut out = csv::Writer::from_path(file)?;
    out.write_record(["Record ID", "Company name", "Company Domain Name", "Phone Number", "City", "Country/Region", "Industry"])?;
    let mut dice = Dice(super::fill::SEED);
    for i in 0..n {
        let d = made_up(companies, i, &mut dice);
        out.write_record([&(1_000_000 + i).to_string(), &d.name, &d.domain, &d.phone, &d.city, &d.country, &d.industry])?;
    }
    out.flush()?;
    Ok(n)
}
