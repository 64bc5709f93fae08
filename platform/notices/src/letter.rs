//! The words of a mail: subject, plain part and HTML part, in the recipient's language.

use askama::Template;
use base::Result;
use i18n::{L10n, Locale, Tz};
use web::App;

use crate::model::{Mail, Notice, Recipient, Written};
use crate::values;

/// One thing that a mail tells.
struct Item {
    title: String,
    body: String,
    href: String,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    l: &'a L10n,
    brand: &'a str,
    greeting: &'a str,
    items: &'a [Item],
    foot: &'a str,
    unsubscribe: Option<&'a str>,
    settings: &'a str,
}

#[derive(Template)]
#[template(path = "mail/letter.txt", escape = "none")]
struct Text<'a> {
    l: &'a L10n,
    greeting: &'a str,
    items: &'a [Item],
    foot: &'a str,
    unsubscribe: Option<&'a str>,
    settings: &'a str,
}

fn words(app: &App, to: &Recipient) -> L10n {
    let locale: Locale = to.locale.parse().unwrap_or(app.settings().locale);
    app.l10n(locale, Tz::UTC)
}

/// The values that every message may name: the vendor and the recipient.
pub(crate) fn with_common(app: &App, name: &str, args: &[(String, i18n::Arg)]) -> Vec<(String, i18n::Arg)> {
    let mut all = args.to_vec();
    for (key, value) in [("vendor", app.settings().vendor.as_str()), ("recipient", name)] {
        if !all.iter().any(|a| a.0 == key) {
            all.push((key.to_owned(), value.into()));
        }
    }
    all
}

/// Writes a mail about one topic.
pub(crate) fn write(app: &App, mail: &Mail) -> Result<Written> {
    let l = words(app, &mail.to);
    let args = with_common(app, &mail.to.name, &mail.args);
    let item = Item {
        title: values::say(&l, &mail.topic, "title", &args),
        body: values::say(&l, &mail.topic, "body", &args),
        href: app.url(&mail.href),
    };
    render(app, &l, &mail.to, item.title.clone(), &[item], mail.unsubscribe.as_deref())
}

/// Writes a day's digest.
pub(crate) fn write_digest(app: &App, to: &Recipient, notices: &[Notice], unsubscribe: Option<&str>) -> Result<Written> {
    let l = words(app, to);
    let items: Vec<Item> = notices
        .iter()
        .map(|n| {
            let args = with_common(app, &to.name, &n.args);
            Item {
                title: values::say(&l, &n.topic, "title", &args),
                body: values::say(&l, &n.topic, "body", &args),
                href: app.url(&format!("/notices/{}", n.id)),
            }
        })
        .collect();
    let subject = l.ta("notice-notices-digest-title", &[("n", items.len().into()), ("vendor", app.settings().vendor.as_str().into())]);
    render(app, &l, to, subject, &items, unsubscribe)
}

fn render(app: &App, l: &L10n, to: &Recipient, subject: String, items: &[Item], secret: Option<&str>) -> Result<Written> {
    let brand = l.t1("shell-portal", "vendor", app.settings().vendor.as_str());
    let greeting = if to.name.trim().is_empty() { l.t("mail-greeting-plain") } else { l.t1("mail-greeting", "name", to.name.as_str()) };
    let foot = l.ta("mail-foot", &[("brand", brand.as_str().into()), ("address", to.email.as_str().into())]);
    let settings = app.url("/notices/settings");
    let unsubscribe = secret.map(|s| app.url(&format!("/unsubscribe/{s}")));
    let unsubscribe = unsubscribe.as_deref();
    let (greeting, foot) = (greeting.as_str(), foot.as_str());
    let doing = |e| base::Fault::new("writing a mail", e);
    let html = Html { l, brand: &brand, greeting, items, foot, unsubscribe, settings: &settings }.render().map_err(doing)?;
    let text = Text { l, greeting, items, foot, unsubscribe, settings: &settings }.render().map_err(doing)?;
    Ok(Written { subject: base::one_line(&subject), text, html })
}
