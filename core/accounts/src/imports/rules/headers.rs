//! Which column is what, by its header.

use super::ImportRefused;
use crate::accounts::fields::Field;
use crate::imports::model::{Layout, Mapping, Target};

/// Headers as programs and people write them, without blanks, marks and case.
const KNOWN: &[(&str, Target)] = &[
    ("companyname", Target::Field(Field::Name)),
    ("accountname", Target::Field(Field::Name)),
    ("name", Target::Field(Field::Name)),
    ("company", Target::Field(Field::Name)),
    ("account", Target::Field(Field::Name)),
    ("customer", Target::Field(Field::Name)),
    ("customername", Target::Field(Field::Name)),
    ("organization", Target::Field(Field::Name)),
    ("organizationname", Target::Field(Field::Name)),
    ("firma", Target::Field(Field::Name)),
    ("firmenname", Target::Field(Field::Name)),
    ("unternehmen", Target::Field(Field::Name)),
    ("recordid", Target::ExternalId),
    ("recordidcompany", Target::ExternalId),
    ("accountid", Target::ExternalId),
    ("companyid", Target::ExternalId),
    ("customerid", Target::ExternalId),
    ("externalid", Target::ExternalId),
    ("id", Target::ExternalId),
    ("legalname", Target::Field(Field::LegalName)),
    ("registeredname", Target::Field(Field::LegalName)),
    ("companydomainname", Target::Field(Field::Domain)),
    ("domainname", Target::Field(Field::Domain)),
    ("domain", Target::Field(Field::Domain)),
    ("website", Target::Field(Field::Domain)),
    ("websiteurl", Target::Field(Field::Domain)),
    ("webseite", Target::Field(Field::Domain)),
    ("web", Target::Field(Field::Domain)),
    ("url", Target::Field(Field::Domain)),
    ("homepage", Target::Field(Field::Domain)),
    ("otherdomains", Target::Field(Field::Domains)),
    ("additionaldomains", Target::Field(Field::Domains)),
    ("phonenumber", Target::Field(Field::Phone)),
    ("phone", Target::Field(Field::Phone)),
    ("telephone", Target::Field(Field::Phone)),
    ("telefon", Target::Field(Field::Phone)),
    ("streetaddress", Target::Field(Field::Street)),
    ("street", Target::Field(Field::Street)),
    ("address", Target::Field(Field::Street)),
    ("billingstreet", Target::Field(Field::Street)),
    ("billingaddressline1", Target::Field(Field::Street)),
    ("strasse", Target::Field(Field::Street)),
    ("city", Target::Field(Field::City)),
    ("billingcity", Target::Field(Field::City)),
    ("town", Target::Field(Field::City)),
    ("ort", Target::Field(Field::City)),
    ("stadt", Target::Field(Field::City)),
    ("stateregion", Target::Field(Field::Region)),
    ("state", Target::Field(Field::Region)),
    ("region", Target::Field(Field::Region)),
    ("province", Target::Field(Field::Region)),
    ("billingstate", Target::Field(Field::Region)),
    ("billingstateprovince", Target::Field(Field::Region)),
    ("bundesland", Target::Field(Field::Region)),
    ("postalcode", Target::Field(Field::Postal)),
    ("zip", Target::Field(Field::Postal)),
    ("zipcode", Target::Field(Field::Postal)),
    ("billingzip", Target::Field(Field::Postal)),
    ("billingzippostalcode", Target::Field(Field::Postal)),
    ("billingpostalcode", Target::Field(Field::Postal)),
    ("plz", Target::Field(Field::Postal)),
    ("postleitzahl", Target::Field(Field::Postal)),
    ("countryregion", Target::Field(Field::Country)),
    ("country", Target::Field(Field::Country)),
    ("billingcountry", Target::Field(Field::Country)),
    ("land", Target::Field(Field::Country)),
    ("industry", Target::Field(Field::Industry)),
    ("industries", Target::Field(Field::Industry)),
    ("branche", Target::Field(Field::Industry)),
    ("numberofemployees", Target::Field(Field::Employees)),
    ("employees", Target::Field(Field::Employees)),
    ("mitarbeiter", Target::Field(Field::Employees)),
    ("annualrevenue", Target::Field(Field::Revenue)),
    ("revenue", Target::Field(Field::Revenue)),
    ("umsatz", Target::Field(Field::Revenue)),
    ("currency", Target::Currency),
    ("currencyisocode", Target::Currency),
    ("accountcurrency", Target::Currency),
    ("annualrevenuecurrency", Target::Currency),
    ("wahrung", Target::Currency),
    ("isin", Target::Field(Field::Isin)),
    ("ticker", Target::Field(Field::Ticker)),
    ("tickersymbol", Target::Field(Field::Ticker)),
    ("vat", Target::Field(Field::Vat)),
    ("vatid", Target::Field(Field::Vat)),
    ("vatnumber", Target::Field(Field::Vat)),
    ("ustid", Target::Field(Field::Vat)),
    ("ustidnr", Target::Field(Field::Vat)),
    ("duns", Target::Field(Field::Duns)),
    ("dunsnumber", Target::Field(Field::Duns)),
    ("lei", Target::Field(Field::Lei)),
    ("leicode", Target::Field(Field::Lei)),
    ("registration", Target::Field(Field::Registration)),
    ("registrationnumber", Target::Field(Field::Registration)),
    ("companynumber", Target::Field(Field::Registration)),
    ("handelsregister", Target::Field(Field::Registration)),
    ("lifecyclestage", Target::Field(Field::Stage)),
    ("companyowner", Target::Field(Field::Owner)),
    ("accountowner", Target::Field(Field::Owner)),
    ("owner", Target::Field(Field::Owner)),
];

/// The headers by which an export is known: all of them must be there.
const HUBSPOT: [&str; 2] = ["Record ID", "Company name"];
const SALESFORCE: [&str; 2] = ["Account ID", "Account Name"];

fn compact(header: &str) -> String {
    matching::fold(header).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The layout of a file: the one that was named, if its headers are there, or the one they tell of.
pub(crate) fn recognize(wanted: Layout, headers: &[String]) -> Result<Layout, ImportRefused> {
    let have: Vec<String> = headers.iter().map(|h| compact(h)).collect();
    let missing = |marks: &[&'static str]| marks.iter().copied().find(|m| !have.contains(&compact(m)));
    match wanted {
        Layout::Hubspot => match missing(&HUBSPOT) {
            Some(missing) => Err(ImportRefused::Layout { layout: "HubSpot", missing }),
            None => Ok(Layout::Hubspot),
        },
        Layout::Salesforce => match missing(&SALESFORCE) {
            Some(missing) => Err(ImportRefused::Layout { layout: "Salesforce", missing }),
            None => Ok(Layout::Salesforce),
        },
        Layout::Auto if missing(&HUBSPOT).is_none() => Ok(Layout::Hubspot),
        Layout::Auto if missing(&SALESFORCE).is_none() => Ok(Layout::Salesforce),
        Layout::Auto | Layout::Other => Ok(Layout::Other),
    }
}

/// The system whose keys a file of this layout carries.
pub(crate) const fn source(layout: Layout) -> &'static str {
    match layout {
        Layout::Hubspot => "hubspot",
        Layout::Salesforce => "salesforce",
        Layout::Auto | Layout::Other => "file",
    }
}

/// What each column is taken as, by its header; of two that say the same, the first.
pub(crate) fn guess(headers: &[String]) -> Mapping {
    let mut taken: Vec<Target> = Vec::new();
    let mut mapping: Mapping = vec![None; headers.len()];
    // Headers that say more ("Company name") go before those that say less ("Name").
    for (known, target) in KNOWN {
        if taken.contains(target) {
            continue;
        }
        let place = headers.iter().position(|h| compact(h) == *known);
        if let Some(slot) = place.and_then(|i| mapping.get_mut(i)).filter(|slot| slot.is_none()) {
            *slot = Some(*target);
            taken.push(*target);
        }
    }
    mapping
}

/// What each column is taken as: as its header tells, apart from those of which somebody says otherwise.
pub(crate) fn choose(headers: &[String], said: &[(Option<Target>, String)]) -> Result<Mapping, ImportRefused> {
    let mut mapping = guess(headers);
    for (target, header) in said {
        let place = headers.iter().position(|h| h == header).ok_or(ImportRefused::Mapping)?;
        for slot in mapping.iter_mut().filter(|slot| slot.is_some() && *slot == target) {
            *slot = None;
        }
        if let Some(slot) = mapping.get_mut(place) {
            *slot = *target;
        }
    }
    Ok(mapping)
}

/// Checks a mapping: as many columns as the file has, each target once, the name among them.
pub(crate) fn sound(mapping: &Mapping, headers: &[String]) -> Result<(), ImportRefused> {
    if mapping.len() != headers.len() {
        return Err(ImportRefused::Mapping);
    }
    let mut seen: Vec<Target> = Vec::new();
    for target in mapping.iter().flatten() {
        if seen.contains(target) {
            return Err(ImportRefused::Twice { target: target.code() });
        }
        seen.push(*target);
    }
    if seen.contains(&Target::Field(Field::Name)) { Ok(()) } else { Err(ImportRefused::NoName) }
}
