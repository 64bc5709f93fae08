//! Charts as SVG text: no script, no style, readable by a screen reader, printable.
//!
//! Every chart has a summary in words and a table with the same figures. Sizes that come from data
//! are SVG attributes: x in percent, so that a chart takes the width it gets, y in pixels.

use std::fmt::Write;

use askama::filters::{Escaper, Html as HtmlEscaper};
use i18n::L10n;

use crate::Html;

/// Height of the drawing area and of the whole chart with its labels, in tenths of a pixel.
const TOP: i64 = 100;
const BASE: i64 = 1820;

/// One series of a chart: its name and one value for each label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Translated name, for the legend and the table.
    pub name: String,
    /// One value for each label, in any unit; negative values count as none.
    pub values: Vec<i64>,
}

impl Series {
    /// A named series.
    pub fn new(name: impl Into<String>, values: Vec<i64>) -> Self {
        Self { name: name.into(), values }
    }
}

/// What a chart shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plot {
    /// Unique on the page; ids of the chart's parts begin with it.
    pub id: String,
    /// The chart in one or two sentences, with its highest and lowest point.
    pub summary: String,
    /// Caption of the table.
    pub caption: String,
    /// Heading of the table's first column, such as "Month".
    pub axis: String,
    /// The labels along the bottom.
    pub labels: Vec<String>,
    /// Up to three series; more should become several charts.
    pub series: Vec<Series>,
    /// A line to reach, with its name in the legend.
    pub goal: Option<(String, i64)>,
}

/// Stacked bars with an optional goal line; `text` writes a value as people read it.
pub fn bar_stacked(l: &L10n, plot: &Plot, text: &dyn Fn(i64) -> String) -> Html {
    let n = plot.labels.len();
    let totals: Vec<i64> = (0..n).map(|i| plot.series.iter().fold(0i64, |sum, s| sum.saturating_add(value(s, i)))).collect();
    let scale = Scale::up_to(totals.iter().copied().chain(plot.goal.iter().map(|g| g.1)).max().unwrap_or_default());
    let mut body = String::new();
    let slot = 100_000 / i64::try_from(n.max(1)).unwrap_or(1);
    let width = (slot * 48 / 100).min(9_000);
    for (i, label) in plot.labels.iter().enumerate() {
        let left = slot * i64::try_from(i).unwrap_or_default() + (slot - width) / 2;
        let parts: Vec<String> = plot.series.iter().map(|s| format!("{} {}", s.name, text(value(s, i)))).collect();
        let _ = write!(body, "<g><title>{}</title>", esc(&format!("{label}: {}", parts.join(", "))));
        let mut bottom = BASE;
        for (k, series) in plot.series.iter().enumerate() {
            let height = scale.height(value(series, i));
            // A sliver under two pixels would only be the gap; it is left to the table.
            if height < 20 {
                continue;
            }
            let gap = if bottom == BASE { 0 } else { 15 };
            let (y, h) = (bottom - height, height - gap);
            let _ = write!(
                body,
                "<rect class=\"s{}\" x=\"{}%\" width=\"{}%\" y=\"{}\" height=\"{}\" rx=\"2\"/>",
                k + 1,
                percent(left),
                percent(width),
                px(y),
                px(h)
            );
            bottom = y;
        }
        let _ = write!(body, "<text x=\"{}%\" y=\"202\" text-anchor=\"middle\">{}</text></g>", percent(left + width / 2), esc(label));
    }
    frame(l, plot, &scale, &body, text, false)
}

/// One line for each series, for developments over many points.
pub fn line(l: &L10n, plot: &Plot, text: &dyn Fn(i64) -> String) -> Html {
    let n = i64::try_from(plot.labels.len()).unwrap_or_default();
    let highest = plot.series.iter().flat_map(|s| s.values.iter().copied()).chain(plot.goal.iter().map(|g| g.1)).max().unwrap_or_default();
    let scale = Scale::up_to(highest);
    let mut body = String::new();
    // The drawing is stretched to the width; strokes and words are not.
    let _ = write!(
        body,
        "<svg y=\"{}\" height=\"{}\" width=\"100%\" viewBox=\"0 0 1000 {}\" preserveAspectRatio=\"none\" class=\"lines\">",
        px(TOP),
        px(BASE - TOP),
        px(BASE - TOP)
    );
    for (k, series) in plot.series.iter().enumerate() {
        let mut path = String::from("M");
        for i in 0..plot.labels.len() {
            let x = (2 * i64::try_from(i).unwrap_or_default() + 1) * 500 / n.max(1);
            let _ = write!(path, " {x} {}", px(BASE - TOP - scale.height(value(series, i))));
        }
        let _ = write!(body, "<path class=\"l{}\" d=\"{path}\"/>", k + 1);
    }
    body.push_str("</svg>");
    // Not every label fits under a long line: at most eight, evenly taken.
    let every = (plot.labels.len() / 8).max(1);
    for (i, label) in plot.labels.iter().enumerate().filter(|(i, _)| i % every == 0) {
        let x = (2 * i64::try_from(i).unwrap_or_default() + 1) * 50_000 / n.max(1);
        let _ = write!(body, "<text x=\"{}%\" y=\"202\" text-anchor=\"middle\">{}</text>", percent(x), esc(label));
    }
    frame(l, plot, &scale, &body, text, true)
}

/// Legend, axis, grid and goal around a drawing, and the table below it.
fn frame(l: &L10n, plot: &Plot, scale: &Scale, body: &str, text: &dyn Fn(i64) -> String, lines: bool) -> Html {
    let mut out = String::from("<div class=\"chart-box\"><p class=\"legend\">");
    for (k, series) in plot.series.iter().enumerate() {
        // Bars are summed up; of a line the last point is what counts.
        let figure = if lines {
            series.values.last().copied().unwrap_or_default()
        } else {
            series.values.iter().fold(0i64, |sum, v| sum.saturating_add((*v).max(0)))
        };
        let class = if lines { "swatch swatch-line" } else { "swatch" };
        let _ =
            write!(out, "<span><i class=\"{class}\" data-s=\"{}\"></i>{} <b>{}</b></span>", k + 1, esc(&series.name), esc(&text(figure)));
    }
    if let Some((name, goal)) = &plot.goal {
        let _ = write!(out, "<span><i class=\"swatch swatch-goal\"></i>{} <b>{}</b></span>", esc(name), esc(&text(*goal)));
    }
    let ticks: Vec<(i64, String)> = scale.ticks().map(|v| (BASE - scale.height(v), scale.label(l, v))).collect();
    let gutter = ticks.iter().map(|t| t.1.chars().count()).max().unwrap_or(1) * 7 + 10;
    let _ = write!(out, "</p><div class=\"chart\"><svg class=\"axis\" width=\"{gutter}\" height=\"208\" aria-hidden=\"true\">");
    for (y, label) in &ticks {
        let _ = write!(out, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>", gutter - 8, px(y + 40), esc(label));
    }
    let _ = write!(
        out,
        "</svg><svg class=\"plot\" height=\"208\" role=\"img\" aria-labelledby=\"{id}-t\"><title id=\"{id}-t\">{}</title>",
        esc(&plot.summary),
        id = esc(&plot.id)
    );
    for (y, _) in &ticks {
        let _ = write!(out, "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>", y = px(*y));
    }
    out.push_str(body);
    if let Some((_, goal)) = &plot.goal {
        let _ = write!(out, "<line class=\"goal\" x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>", y = px(BASE - scale.height(*goal)));
    }
    let _ = write!(out, "</svg></div><details class=\"as-table\"><summary class=\"link\">{}</summary>", esc(&l.t("kit-show-table")));
    let _ = write!(out, "<div class=\"table-wrap\"><table class=\"table\"><caption class=\"sr-only\">{}</caption>", esc(&plot.caption));
    let _ = write!(out, "<thead><tr><th scope=\"col\">{}</th>", esc(&plot.axis));
    for series in &plot.series {
        let _ = write!(out, "<th scope=\"col\" data-num>{}</th>", esc(&series.name));
    }
    out.push_str("</tr></thead><tbody>");
    for (i, label) in plot.labels.iter().enumerate() {
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", esc(label));
        for series in &plot.series {
            let _ = write!(out, "<td data-num>{}</td>", esc(&text(value(series, i))));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div></details></div>");
    Html::trusted(out)
}

/// A small line without axes, for a stat; it only decorates a number, so screen readers skip it.
pub fn spark(values: &[i64]) -> Html {
    let (Some(low), Some(high)) = (values.iter().min().copied(), values.iter().max().copied()) else { return Html::default() };
    let steps = i64::try_from(values.len()).unwrap_or(2).saturating_sub(1);
    if steps < 1 {
        return Html::default();
    }
    let range = (i128::from(high) - i128::from(low)).max(1);
    let mut points = String::new();
    for (i, v) in values.iter().enumerate() {
        let x = 840 * i64::try_from(i).unwrap_or_default() / steps;
        let rise = i64::try_from((i128::from(*v) - i128::from(low)) * 250 / range).unwrap_or_default();
        let y = if high == low { 160 } else { 290 - rise };
        let _ = write!(points, "{}{} {}", if i == 0 { "" } else { " " }, px(x), px(y));
    }
    Html::trusted(format!(
        "<svg class=\"spark\" viewBox=\"0 0 84 32\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path class=\"a\" d=\"M{points} 84 32 0 32Z\"/><path class=\"l\" d=\"M{points}\"/></svg>"
    ))
}

/// One stage of a funnel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Translated name.
    pub name: String,
    /// How many are there or went through.
    pub count: i64,
    /// More about it, such as an amount; may be empty.
    pub note: String,
}

impl Stage {
    /// A named stage.
    pub fn new(name: impl Into<String>, count: i64, note: impl Into<String>) -> Self {
        Self { name: name.into(), count, note: note.into() }
    }
}

/// Stages from the first to the last with bars; it is a table, so it needs no second one.
///
/// `caption` says what is shown, in a sentence.
pub fn funnel(l: &L10n, caption: &str, stages: &[Stage]) -> Html {
    let most = stages.iter().map(|s| s.count).max().unwrap_or_default().max(1);
    let mut out = format!("<table class=\"funnel\"><caption class=\"sr-only\">{}</caption><tbody>", esc(caption));
    let mut before: Option<i64> = None;
    for stage in stages {
        let width = i64::try_from(i128::from(stage.count.max(0)) * 100_000 / i128::from(most)).unwrap_or_default();
        let _ = write!(out, "<tr><th scope=\"row\">{}", esc(&stage.name));
        if !stage.note.is_empty() {
            let _ = write!(out, "<span class=\"d\">{}</span>", esc(&stage.note));
        }
        let _ = write!(
            out,
            "</th><td class=\"bar\"><svg width=\"100%\" height=\"24\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"24\" rx=\"6\"/>"
        );
        if width > 0 {
            let _ = write!(out, "<rect class=\"s2\" width=\"{}%\" height=\"24\" rx=\"6\"/>", percent(width.max(1_000)));
        }
        let share = before.map(|b| l.share(stage.count, b)).unwrap_or_default();
        let _ = write!(out, "</svg></td><td data-num><b>{}</b></td><td data-num>{}</td></tr>", esc(&l.number(stage.count)), esc(&share));
        before = Some(stage.count);
    }
    out.push_str("</tbody></table>");
    Html::trusted(out)
}

fn value(series: &Series, at: usize) -> i64 {
    series.values.get(at).copied().unwrap_or_default().max(0)
}

/// An axis from nought to a round number in four or five steps.
struct Scale {
    step: i64,
    top: i64,
}

impl Scale {
    fn up_to(highest: i64) -> Self {
        // Far beyond any business, and far enough from the end of the numbers.
        let highest = highest.clamp(1, i64::MAX / 16);
        let mut unit = 1i64;
        let step = loop {
            let found = [1, 2, 5].iter().map(|m| unit.saturating_mul(*m)).find(|step| step.saturating_mul(5) >= highest);
            match found {
                Some(step) => break step,
                None => unit = unit.saturating_mul(10),
            }
        };
        Self { step, top: highest.div_ceil_by(step) * step }
    }

    fn ticks(&self) -> impl Iterator<Item = i64> + '_ {
        (0..=self.top / self.step).map(|i| i * self.step)
    }

    /// In tenths of a pixel.
    fn height(&self, value: i64) -> i64 {
        let exact = i128::from(value.clamp(0, self.top)) * i128::from(BASE - TOP) / i128::from(self.top);
        i64::try_from(exact).unwrap_or_default()
    }

    /// A tick in short: thousands and millions lose their zeros.
    fn label(&self, l: &L10n, value: i64) -> String {
        if self.step % 1_000_000 == 0 && value != 0 {
            return format!("{}M", l.number(value / 1_000_000));
        }
        if self.step % 1_000 == 0 && value != 0 {
            return format!("{}k", l.number(value / 1_000));
        }
        l.number(value)
    }
}

trait DivCeil {
    fn div_ceil_by(self, by: i64) -> i64;
}

impl DivCeil for i64 {
    fn div_ceil_by(self, by: i64) -> i64 {
        self / by + i64::from(self % by != 0)
    }
}

/// Tenths as a decimal.
fn px(tenths: i64) -> String {
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, (tenths % 10).abs()) }
}

/// Thousandths of a percent as a decimal.
fn percent(thousandths: i64) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

fn esc(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // Writing to a string cannot fail.
    let _ = HtmlEscaper.write_escaped_str(&mut out, text);
    out
}
