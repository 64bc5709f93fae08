//! Every component in several states on one page, for eyes and for the accessibility test.

use askama::Template;
use base::FieldError;

use crate::charts::{self, Plot, Series, Stage};
use crate::{Choice, Errors, Flash, Html, Tone, Ui, markdown};

/// The page of the kit, mounted in development only.
#[derive(Debug, Template)]
#[template(path = "kit_page.html")]
pub struct KitPage {
    /// The page's context.
    pub ui: Ui,
    spark_up: Html,
    spark_down: Html,
    bars: Html,
    lines: Html,
    funnel: Html,
    stages: Vec<Choice>,
    products: Vec<Choice>,
    currencies: Vec<String>,
    errors: Errors,
    prose: Html,
    prose2: Html,
}

impl KitPage {
    /// The page in a context; its samples are in English, as it is for developers.
    pub fn new(mut ui: Ui) -> Self {
        ui.flash = vec![Flash::new(Tone::Success, "Draft saved"), Flash::new(Tone::Danger, "The card went back: approve it first")];
        let thousands = |n: i64| format!("€{n}k");
        let months = ["Sep", "Oct", "Nov", "Dec", "Jan", "Feb"].map(str::to_owned).to_vec();
        let bars = Plot {
            id: "pipe".to_owned(),
            summary: "Stacked bars, September to February. The highest month is December with €372k, of which €96k is won. The monthly goal is €250k.".to_owned(),
            caption: "Pipeline by month, thousand euro".to_owned(),
            axis: "Month".to_owned(),
            labels: months,
            series: vec![
                Series::new("Won", vec![118, 104, 24, 96, 0, 0]),
                Series::new("Approved", vec![20, 62, 168, 228, 196, 116]),
                Series::new("In review", vec![0, 0, 26, 48, 50, 24]),
            ],
            goal: Some(("Goal a month".to_owned(), 250)),
        };
        let lines = Plot {
            id: "weeks".to_owned(),
            summary: "Two lines over twelve weeks. Active partners rise from 41 to 63, new ones stay between 2 and 9.".to_owned(),
            caption: "Partners by week".to_owned(),
            axis: "Week".to_owned(),
            labels: (36..48).map(|w| w.to_string()).collect(),
            series: vec![
                Series::new("Active", vec![41, 43, 44, 44, 47, 50, 52, 51, 55, 58, 60, 63]),
                Series::new("New", vec![2, 4, 3, 5, 4, 6, 5, 3, 7, 9, 6, 8]),
            ],
            goal: None,
        };
        let stages = [
            Stage::new("Applied", 184, ""),
            Stage::new("Approved", 121, "median 6 days"),
            Stage::new("Activated", 74, "median 31 days"),
            Stage::new("First deal", 38, "median 58 days"),
        ];
        let errors = Errors::new(
            &ui.l,
            &[FieldError::new("email", "email"), FieldError::new("amount", "amount"), FieldError::new("regions", "choice")],
        )
        .named("email", "Work email")
        .named("amount", "Deal value")
        .named("regions", "Regions");
        Self {
            spark_up: charts::spark(&[24, 28, 26, 34, 32, 40, 44]),
            spark_down: charts::spark(&[44, 42, 46, 40, 41, 36, 37]),
            bars: charts::bar_stacked(&ui.l, &bars, &thousands),
            lines: charts::line(&ui.l, &lines, &|n| ui.l.number(n)),
            funnel: charts::funnel(&ui.l, "Partners of this year from application to first deal", &stages),
            stages: vec![Choice::new("review", "In review"), Choice::new("approved", "Approved"), Choice::new("won", "Won")],
            products: vec![
                Choice::new("route", "Route Planner").hint("Margin 20%"),
                Choice::new("fleet", "Fleet Insights").hint("Margin 18%"),
                Choice::new("both", "Both").hint("Margin 22%"),
            ],
            currencies: ["EUR", "NOK", "USD"].map(str::to_owned).to_vec(),
            errors,
            prose: markdown(
                "Could you say **who decides**? For the review we need\n\n1. the name of the buyer\n2. the date of the pilot\n\nSee [the rules](/help/rules).",
            ),
            prose2: markdown("Ingrid Aas decides, she is *Head of Operations*. The pilot starts on `2027-01-11`."),
            ui,
        }
    }
}

/// A page without the shell: what sign-in and public pages look like.
#[derive(Debug, Template)]
#[template(path = "kit_plain.html")]
pub struct KitPlainPage {
    /// The page's context.
    pub ui: Ui,
    errors: Errors,
}

impl KitPlainPage {
    /// The page in a context.
    pub fn new(ui: Ui) -> Self {
        let errors = Errors::new(&ui.l, &[FieldError::new("email", "email")]).named("email", "Work email");
        Self { ui, errors }
    }
}
