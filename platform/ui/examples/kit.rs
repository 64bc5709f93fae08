//! Writes the pages of the kit to a folder, for the checks of `web/check.mjs` and for pictures.
//!
//! `cargo run -p ui --example kit -- target/kit`

use std::error::Error;
use std::path::PathBuf;

use askama::Template;
use i18n::Locale;
use ui::{KitPage, KitPlainPage, Theme, sample};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/kit".to_owned()));
    std::fs::create_dir_all(&folder)?;
    for locale in Locale::ALL {
        let l = sample::l10n(*locale, &[])?;
        for console in [false, true] {
            let mut ui = sample::ui(l.clone(), console);
            ui.theme = Theme::Light;
            ui.view_as = console.then(|| "Brightpath Systems".to_owned());
            let shell = if console { "console" } else { "portal" };
            std::fs::write(folder.join(format!("{shell}-{locale}.html")), KitPage::new(ui).render()?)?;
        }
        let mut ui = sample::ui(l, false);
        ui.theme = Theme::Light;
        std::fs::write(folder.join(format!("plain-{locale}.html")), KitPlainPage::new(ui).render()?)?;
    }
    Ok(())
}
