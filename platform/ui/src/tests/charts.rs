use i18n::Locale;

use super::l10n;
use crate::charts::{Plot, Series, Stage, bar_stacked, funnel, line, spark};

fn plot() -> Plot {
    Plot {
        id: "p".to_owned(),
        summary: "Highest in December & <low>.".to_owned(),
        caption: "By month".to_owned(),
        axis: "Month".to_owned(),
        labels: vec!["Nov".to_owned(), "Dec".to_owned()],
        series: vec![Series::new("Won", vec![24, 96]), Series::new("Approved", vec![168, 228])],
        goal: Some(("Goal".to_owned(), 250)),
    }
}

#[test]
fn bars_stand_on_each_other_and_reach_a_round_top() {
    let html = bar_stacked(&l10n(Locale::En), &plot(), &|n| format!("€{n}k")).to_string();
    // The top is 400 (four steps of 100): 96 of 400 on 172 pixels are 41.2, standing on the base line at 182.
    assert!(html.contains("<rect class=\"s1\" x=\"70.500%\" width=\"9.000%\" y=\"140.8\" height=\"41.2\" rx=\"2\"/>"), "{html}");
    assert!(html.contains("<rect class=\"s2\" x=\"70.500%\" width=\"9.000%\" y=\"42.8\" height=\"96.5\" rx=\"2\"/>"), "{html}");
    assert!(html.contains("<line class=\"goal\" x1=\"0\" x2=\"100%\" y1=\"74.5\" y2=\"74.5\"/>"), "{html}");
    assert!(html.contains("<g><title>Dec: Won €96k, Approved €228k</title>"), "{html}");
    assert!(html.contains("Won <b>€120k</b>"), "{html}");
}

#[test]
fn a_chart_has_a_summary_and_a_table_and_no_style() {
    let l = l10n(Locale::En);
    for html in [bar_stacked(&l, &plot(), &|n| n.to_string()), line(&l, &plot(), &|n| n.to_string())] {
        let html = html.to_string();
        assert!(
            html.contains("role=\"img\" aria-labelledby=\"p-t\"><title id=\"p-t\">Highest in December &#38; &#60;low&#62;.</title>"),
            "{html}"
        );
        assert!(html.contains("<caption class=\"sr-only\">By month</caption>"));
        assert!(html.contains("<tr><th scope=\"row\">Dec</th><td data-num>96</td><td data-num>228</td></tr>"), "{html}");
        assert!(!html.contains("style") && !html.contains("NaN"), "{html}");
    }
}

#[test]
fn empty_and_odd_figures_draw_nothing_wrong() {
    let l = l10n(Locale::En);
    let empty = Plot { labels: Vec::new(), series: Vec::new(), goal: None, ..plot() };
    assert!(bar_stacked(&l, &empty, &|n| n.to_string()).to_string().contains("<tbody></tbody>"));
    assert!(line(&l, &empty, &|n| n.to_string()).to_string().contains("<tbody></tbody>"));
    let odd = Plot { series: vec![Series::new("Won", vec![-5, i64::MAX])], goal: None, ..plot() };
    let html = bar_stacked(&l, &odd, &|n| n.to_string()).to_string();
    assert!(!html.contains("height=\"-"), "{html}");
    let short = Plot { series: vec![Series::new("Won", vec![7])], goal: None, ..plot() };
    assert!(bar_stacked(&l, &short, &|n| n.to_string()).to_string().contains("<th scope=\"row\">Dec</th><td data-num>0</td>"));
}

#[test]
fn a_spark_scales_to_its_box() {
    assert_eq!(
        spark(&[0, 10, 5]).as_str(),
        "<svg class=\"spark\" viewBox=\"0 0 84 32\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path class=\"a\" d=\"M0 29 42 4 84 16.5 84 32 0 32Z\"/><path class=\"l\" d=\"M0 29 42 4 84 16.5\"/></svg>"
    );
    assert!(spark(&[]).is_empty() && spark(&[1]).is_empty());
    assert!(spark(&[3, 3]).as_str().contains("M0 16 84 16"));
    assert!(!spark(&[i64::MIN, i64::MAX]).is_empty());
}

#[test]
fn a_funnel_is_a_table_with_shares_of_the_stage_before() {
    let html = funnel(
        &l10n(Locale::De),
        "Vom Antrag zum Deal",
        &[Stage::new("Anträge", 2000, ""), Stage::new("Aktiv", 500, "31 Tage"), Stage::new("Deal", 0, "")],
    )
    .to_string();
    assert!(html.starts_with("<table class=\"funnel\"><caption class=\"sr-only\">Vom Antrag zum Deal</caption>"), "{html}");
    assert!(html.contains("<b>2.000</b>") && html.contains("width=\"25.000%\"") && html.contains("25\u{a0}%"), "{html}");
    assert!(html.contains("<td data-num><b>0</b></td><td data-num>0\u{a0}%</td>"), "{html}");
}
