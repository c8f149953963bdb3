//! Charts, drawn on the server of typed values.
//!
//! Across, everything is placed in percent, down in pixels: a chart is as wide as its place, and its letters stay as
//! large as those around it. What it shows is told in its title and its description; the page has the figures in a
//! table as well. Pages with charts load `charts.css` through `frame_with_charts`.

mod axis;
mod upright;
mod funnel;

use maud::{Markup, html};

use crate::base::{Currency, Language};

pub use funnel::{Funnel, Rung, funnel};
pub use upright::{columns, lines};

/// How a row of values is painted. Each look differs from the others by more than its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// What went well.
    Green,
    /// The first row of several, and the only one.
    Grey,
    /// Paler.
    Pale,
    /// Cold.
    Slate,
    /// Dark.
    Ink,
    /// An outline.
    Hollow,
    /// An outline of dots.
    Dotted,
}

impl Paint {
    /// What rows are painted with that mean nothing in particular, in this order.
    pub const ROWS: [Paint; 6] =
        [Paint::Grey, Paint::Pale, Paint::Slate, Paint::Ink, Paint::Hollow, Paint::Dotted];

    fn class(self) -> &'static str {
        match self {
            Paint::Green => "green",
            Paint::Grey => "grey",
            Paint::Pale => "pale",
            Paint::Slate => "slate",
            Paint::Ink => "ink",
            Paint::Hollow => "hollow",
            Paint::Dotted => "hollow dotted",
        }
    }
}

/// In what values are counted, as far as the steps of the axis hang on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// In whole things.
    Count,
    /// In the smallest unit of that currency.
    Money(Currency),
}

/// A row of values, one for each place; less than nothing counts as nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series<'a> {
    /// What they are.
    pub name: &'a str,
    /// How they are painted.
    pub paint: Paint,
    /// The values.
    pub values: Vec<i64>,
}

/// Rows of values over the same places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// What it shows.
    pub title: &'a str,
    /// The same in a sentence with its figures, for whoever does not see it.
    pub text: &'a str,
    /// The language of its numbers.
    pub language: Language,
    /// In what it counts.
    pub unit: Unit,
    /// What stands under each place.
    pub places: Vec<String>,
    /// The rows.
    pub series: Vec<Series<'a>>,
}

/// A bar that lies in a cell beside its figure: all of it pale, and in it a part. Nothing without a measure.
pub fn bar(whole: i64, part: i64, most: i64) -> Markup {
    let width = |value: i64| {
        let value = i128::from(value.max(0).min(most));
        (value * 1000 / i128::from(most.max(1))).to_string()
    };
    html! {
        @if whole > 0 && most > 0 {
            svg.chart viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" {
                rect width=(width(whole)) height="8" {}
                rect.now width=(width(part)) height="8" {}
            }
        }
    }
}

/// The figure around a drawing of that height: its title and what it tells, and how its rows are painted.
fn figure(chart: &Chart, height: i64, drawing: Markup) -> Markup {
    let Chart { id, title, text, series, .. } = chart;
    html! {
        figure.plot {
            figcaption.help aria-hidden="true" { (title) }
            @if series.len() > 1 {
                ul.key aria-hidden="true" {
                    @for row in series { li { (swatch(row.paint)) " " (row.name) } }
                }
            }
            svg.axed height=(height) role="img" aria-labelledby={ (id) "-title " (id) "-text" } {
                title id={ (id) "-title" } { (title) }
                desc id={ (id) "-text" } { (text) }
                (drawing)
            }
        }
    }
}

fn swatch(paint: Paint) -> Markup {
    html! { svg width="12" height="12" { rect.(paint.class()) x="1" y="1" width="10" height="10" {} } }
}

/// A part of a whole as SVG writes it, to the hundredth of a percent: `12.5%`.
fn percent(part: i128, whole: i128) -> String {
    let hundredths = part.clamp(0, whole.max(0)) * 10_000 / whole.max(1);
    let (points, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => format!("{points}%"),
        rest => format!("{points}.{rest:02}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_is_exact_to_its_hundredth_and_never_beyond_the_whole() {
        assert_eq!(percent(1, 8), "12.50%");
        assert_eq!(percent(1, 2), "50%");
        assert_eq!(percent(9, 3), "100%");
        assert_eq!(percent(-1, 3), "0%");
        assert_eq!(percent(1, 0), "0%");
        assert_eq!(percent(i128::from(i64::MAX), i128::from(i64::MAX)), "100%");
    }

    #[test]
    fn a_bar_of_nothing_is_none_and_one_of_all_is_whole() {
        assert_eq!(bar(0, 0, 10).into_string(), "");
        assert_eq!(bar(-5, 0, 10).into_string(), "");
        assert!(bar(i64::MAX, 5, i64::MAX).into_string().contains("width=\"1000\""));
        assert!(bar(20, 20, 10).into_string().contains("rect class=\"now\" width=\"1000\""));
    }
}
