//! `cargo xtask new sell/quotes`: a room that compiles, passes its tests and is tidy.
//!
//! It holds the smallest real thing: rows with a name that belong to a partner, with a page, an API
//! and tests. From there it is changed into what is needed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files of a room and their texts, with `«…»` where the names go.
const ROOM: [(&str, &str); 9] = [
    ("mod.rs", include_str!("new/mod_rs.txt")),
    ("model.rs", include_str!("new/model_rs.txt")),
    ("rules.rs", include_str!("new/rules_rs.txt")),
    ("store.rs", include_str!("new/store_rs.txt")),
    ("actions.rs", include_str!("new/actions_rs.txt")),
    ("api.rs", include_str!("new/api_rs.txt")),
    ("pages.rs", include_str!("new/pages_rs.txt")),
    ("pages/list.html", include_str!("new/list_html.txt")),
    ("tests/mod.rs", include_str!("new/tests_rs.txt")),
];

const MESSAGES: [(&str, &str); 2] = [("en", include_str!("new/en_ftl.txt")), ("de", include_str!("new/de_ftl.txt"))];

/// What the room imports: name, and where it is for our own crates.
const NEEDS: [(&str, &str); 15] = [
    ("access", "platform"),
    ("base", "platform"),
    ("db", "platform"),
    ("ui", "platform"),
    ("web", "platform"),
    ("work", "platform"),
    ("askama", ""),
    ("axum", ""),
    ("chrono", ""),
    ("http", ""),
    ("sea-orm", ""),
    ("serde", ""),
    ("serde_json", ""),
    ("utoipa", ""),
    ("utoipa-axum", ""),
];

const TESTS_NEED: [(&str, &str); 3] = [("testkit", "."), ("tokio", ""), ("uuid", "")];

/// The names of a new room.
struct Names {
    stage: String,
    plural: String,
    singular: String,
}

impl Names {
    fn parse(what: &str) -> Result<Self, String> {
        let fits = |s: &str| s.starts_with(|c: char| c.is_ascii_lowercase()) && s.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let (stage, plural) = what.split_once('/').ok_or("say which: STAGE/CAPABILITY, such as sell/quotes")?;
        if !fits(stage) || !fits(plural) {
            return Err(format!("{what}: lower-case letters and _ only, such as sell/quotes"));
        }
        let singular = singular(plural).ok_or_else(|| format!("{plural}: a capability is named by a plural noun, such as quotes"))?;
        Ok(Self { stage: stage.to_owned(), plural: plural.to_owned(), singular })
    }

    fn fill(&self, text: &str, date: &str) -> String {
        text.replace("«stage»", &self.stage)
            .replace("«date»", date)
            .replace("«quotes»", &self.plural)
            .replace("«quote»", &self.singular)
            .replace("«Quotes»", &camel(&self.plural))
            .replace("«Quote»", &camel(&self.singular))
    }
}

fn singular(plural: &str) -> Option<String> {
    if let Some(stem) = plural.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let es = ["sses", "xes", "ches", "shes"].iter().any(|e| plural.ends_with(e));
    let stem = plural.strip_suffix(if es { "es" } else { "s" })?;
    (stem.len() > 1 && !stem.ends_with('s') || es).then(|| stem.to_owned())
}

fn camel(name: &str) -> String {
    let part = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(chars).collect::<String>()
    };
    name.split('_').map(part).collect()
}

/// Makes the room, and says what is left to do by hand.
pub fn create(root: &Path, what: &str) -> Result<Vec<String>, String> {
    let names = Names::parse(what)?;
    let stage = root.join("lifecycle").join(&names.stage);
    let room = stage.join("src").join(&names.plural);
    let lib = stage.join("src/lib.rs");
    if !lib.exists() {
        return Err(format!("there is no stage called {}; a stage is begun by hand, see ARCHITECTURE.md", names.stage));
    }
    if room.exists() {
        return Err(format!("{} exists already", room.display()));
    }
    let date = today()?;
    for (file, text) in ROOM {
        write(&room.join(file), &names.fill(text, &date))?;
    }
    for (language, text) in MESSAGES {
        append(&stage.join(format!("messages/{language}.ftl")), &names.fill(text, &date))?;
    }
    edit(&lib, |text| Ok(with_module(text, &names.plural)))?;
    edit(&stage.join("Cargo.toml"), |text| {
        Ok(with_dependencies(&with_dependencies(text, "dependencies", &NEEDS), "dev-dependencies", &TESTS_NEED))
    })?;
    let id = names.fill("«Quote»Id", &date);
    let prefix: String = names.singular.chars().filter(|c| *c != '_').take(8).collect();
    edit(&root.join("platform/base/src/ids.rs"), |text| with_id(text, &id, &prefix, &names.singular.replace('_', " ")))?;
    // The order of imports depends on the names.
    let _ = Command::new("cargo").args(["fmt", "--package", names.stage.as_str()]).current_dir(root).status();
    let left = [
        "Left to do by hand:",
        "- hand it to the application, in the stage's `Stage`:",
        "    migrations: add «quotes»::MIGRATIONS      routes: .merge(«quotes»::pages::routes())",
        "    api: .merge(«quotes»::api::routes())      menu: an entry for /«quotes»",
        "- choose its permissions: READ and ADD in actions.rs are borrowed ones",
        "- shorten its id's prefix in platform/base/src/ids.rs if it reads badly; it is API from the first release on",
    ];
    let made = format!(
        "Made lifecycle/{}/src/{} with its words and its id. Now: cargo test -p {} {}",
        names.stage, names.plural, names.stage, names.plural
    );
    Ok(std::iter::once(made).chain(left.iter().map(|line| names.fill(line, &date))).collect())
}

/// The date for the migration's name; asked of the machine's own command, because code has no clock.
fn today() -> Result<String, String> {
    let output = Command::new("date").arg("+%Y_%m_%d").output().map_err(|e| format!("running date: {e}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn write(path: &PathBuf, text: &str) -> Result<(), String> {
    let context = |e: std::io::Error| format!("writing {}: {e}", path.display());
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(context)?;
    }
    fs::write(path, text).map_err(context)
}

fn append(path: &PathBuf, more: &str) -> Result<(), String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    write(path, format!("{}\n{}\n", text.trim_end(), more.trim_end()).trim_start())
}

fn edit(path: &PathBuf, change: impl Fn(&str) -> Result<String, String>) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|e| format!("reading {}: {e}", path.display()))?;
    write(path, &change(&text)?)
}

/// Adds `pub mod name;` where the alphabet wants it.
fn with_module(text: &str, name: &str) -> String {
    let line = format!("pub mod {name};");
    let is_module = |l: &&str| l.ends_with(';') && (l.starts_with("mod ") || l.starts_with("pub mod ") || l.starts_with("pub(crate) mod "));
    let own_name = |l: &str| l.trim_end_matches(';').rsplit(' ').next().unwrap_or_default().to_owned();
    let mut lines: Vec<&str> = text.lines().collect();
    let modules: Vec<usize> = lines.iter().enumerate().filter(|(_, l)| is_module(l)).map(|(i, _)| i).collect();
    let after_docs = lines.iter().position(|l| !l.starts_with("//!") && !l.starts_with("#![")).map_or(lines.len(), |i| i + 1);
    let first_larger = modules.iter().find(|i| lines.get(**i).is_some_and(|l| own_name(l).as_str() > name)).copied();
    let at = first_larger.unwrap_or_else(|| modules.last().map_or(after_docs, |i| i + 1)).min(lines.len());
    lines.insert(at, &line);
    lines.join("\n") + "\n"
}

/// Adds to a section of a manifest what it lacks.
fn with_dependencies(text: &str, section: &str, needs: &[(&str, &str)]) -> String {
    let header = format!("[{section}]");
    let text = if text.contains(&header) { text.to_owned() } else { text.replace("[lints]", &format!("{header}\n\n[lints]")) };
    let (before, rest) = text.split_once(&header).unwrap_or((&text, ""));
    let (own, after) = rest.find("\n[").map_or((rest, ""), |i| rest.split_at(i));
    let has = |name: &str| own.lines().any(|l| l.starts_with(&format!("{name}.")) || l.starts_with(&format!("{name} ")));
    let line = |(name, shelf): &(&str, &str)| match *shelf {
        "" => format!("{name}.workspace = true"),
        "." => format!("{name} = {{ path = \"../../{name}\" }}"),
        shelf => format!("{name} = {{ path = \"../../{shelf}/{name}\" }}"),
    };
    let mut lines: Vec<String> = own.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
    lines.extend(needs.iter().filter(|(name, _)| !has(name)).map(line));
    format!("{before}{header}\n{}\n{after}", lines.join("\n"))
}

/// Adds an id to the registry, in alphabetical order.
fn with_id(text: &str, id: &str, prefix: &str, noun: &str) -> Result<String, String> {
    if text.contains(&format!(" {id} = ")) {
        return Ok(text.to_owned());
    }
    let start = text.find("\nids! {").ok_or("the registry of ids was not found")?;
    let entry = format!("    /// A {noun}.\n    {id} = \"{prefix}\",\n");
    let registry = text.get(start..).unwrap_or_default();
    let mut at = start + registry.find('{').map_or(0, |i| i + 2);
    for line in registry.split_inclusive('\n').skip(2) {
        let name = line.trim_start();
        if line.starts_with('}') || (name.contains(" = \"") && name > id) {
            break;
        }
        if name.contains(" = \"") {
            let end = registry.find(line).map_or(0, |i| i + line.len());
            at = start + end;
        }
    }
    let (before, after) = text.split_at(at);
    Ok(format!("{before}{entry}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plural_nouns() {
        let both = |what: &str| Names::parse(what).map(|n| (n.singular.clone(), n.fill("«Quotes» «Quote»Id", ""))).ok();
        let some = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(both("sell/quotes"), some("quote", "Quotes QuoteId"));
        assert_eq!(both("sell/price_policies"), some("price_policy", "PricePolicies PricePolicyId"));
        assert_eq!(both("sell/boxes"), some("box", "Boxes BoxId"));
        assert_eq!([both("quotes"), both("sell/Quotes"), both("sell/access"), both("sell/stock")], [None, None, None, None]);
    }

    #[test]
    fn a_module_goes_where_the_alphabet_wants_it() {
        let lib = "//! Sell.\n\nmod deals;\npub mod stage;\n\npub use stage::stage;\n";
        assert_eq!(with_module(lib, "quotes"), "//! Sell.\n\nmod deals;\npub mod quotes;\npub mod stage;\n\npub use stage::stage;\n");
        assert_eq!(with_module(lib, "tools"), "//! Sell.\n\nmod deals;\npub mod stage;\npub mod tools;\n\npub use stage::stage;\n");
    }

    #[test]
    fn a_manifest_gets_what_it_lacks() {
        let manifest =
            "[package]\nname = \"sell\"\n\n[dependencies]\nbase = { path = \"../../platform/base\" }\n\n[lints]\nworkspace = true\n";
        let more = with_dependencies(manifest, "dependencies", &[("base", "platform"), ("web", "platform"), ("serde", "")]);
        let more = with_dependencies(&more, "dev-dependencies", &[("testkit", ".")]);
        let expected = "[package]\nname = \"sell\"\n\n[dependencies]\nbase = { path = \"../../platform/base\" }\nweb = { path = \"../../platform/web\" }\nserde.workspace = true\n\n[dev-dependencies]\ntestkit = { path = \"../../testkit\" }\n\n[lints]\nworkspace = true\n";
        assert_eq!(more, expected);
    }

    #[test]
    fn an_id_goes_where_the_alphabet_wants_it() {
        let registry = "x\n\nids! {\n    /// A deal.\n    DealId = \"deal\",\n    /// A user.\n    UserId = \"usr\",\n}\nmore\n";
        let ids = |text: &str| text.lines().filter_map(|l| l.trim().split_once(" = ").map(|p| p.0.to_owned())).collect::<Vec<_>>();
        assert_eq!(ids(&with_id(registry, "QuoteId", "quote", "quote").unwrap()), ["DealId", "QuoteId", "UserId"]);
        assert_eq!(ids(&with_id(registry, "AreaId", "area", "area").unwrap()), ["AreaId", "DealId", "UserId"]);
        assert_eq!(ids(&with_id(registry, "ZoneId", "zone", "zone").unwrap()), ["DealId", "UserId", "ZoneId"]);
        assert!(
            with_id(registry, "QuoteId", "quote", "quote")
                .unwrap()
                .contains("\n    /// A quote.\n    QuoteId = \"quote\",\n    /// A user.\n")
        );
        assert!(with_id("no", "QuoteId", "quote", "quote").is_err());
    }
}
