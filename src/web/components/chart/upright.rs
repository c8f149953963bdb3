//! Columns and lines over places that follow each other: months, weeks.

use maud::{Markup, html};

use super::axis::{Scale, short};
use super::{Chart, figure, percent};

/// Where the last step of the axis lies, and the first, from the upper edge.
const TOP: i128 = 8;
const BOTTOM: i128 = 176;
/// With the names of the places below.
const HEIGHT: i64 = 200;
/// Fewer places do not grow beyond their share of so many.
const LEAST: usize = 6;
/// So many names stand side by side: on a desk, and on a phone.
const NAMES: usize = 13;
const NAMES_NARROW: usize = 4;
/// Of the room of a place so many hundredths are its column.
const COLUMN: i128 = 68;

/// Each place a column, in which the rows stand upon each other.
pub fn columns(chart: &Chart) -> Markup {
    let count = chart.places.len();
    let most = (0..count).map(|place| heap(chart, place).last().copied().unwrap_or(0)).max();
    let scale = Scale::of(most.unwrap_or(0), chart.unit);
    let across = Across::of(count);
    figure(
        chart,
        HEIGHT,
        html! {
            (grid(chart, scale))
            @for place in 0..count {
                @let heap = heap(chart, place);
                @for (row, series) in chart.series.iter().enumerate() {
                    @let below = row.checked_sub(1).map_or(0, |below| heap[below]);
                    @if heap[row] > below {
                        @let (foot, head) = (down(below, scale), down(heap[row], scale));
                        rect.(series.paint.class()) x=(across.left(place)) y=(pixels(head))
                            width=(across.column()) height=(pixels(foot - head)) {}
                    }
                }
            }
            (names(chart, &across))
        },
    )
}

/// Each row a line with a dot at each place.
pub fn lines(chart: &Chart) -> Markup {
    let most = chart.series.iter().flat_map(|series| &series.values).copied().max().unwrap_or(0);
    let scale = Scale::of(most.into(), chart.unit);
    let across = Across::of(chart.places.len());
    figure(
        chart,
        HEIGHT,
        html! {
            (grid(chart, scale))
            @for series in &chart.series {
                @let dots: Vec<(String, String)> = series.values.iter().enumerate()
                    .map(|(place, value)| (across.middle(place), pixels(down((*value).max(0).into(), scale))))
                    .collect();
                g.(series.paint.class()) {
                    @for pair in dots.windows(2) {
                        line x1=(pair[0].0) y1=(pair[0].1) x2=(pair[1].0) y2=(pair[1].1) {}
                    }
                    @for (x, y) in &dots { circle cx=(x) cy=(y) r="3" {} }
                }
            }
            (names(chart, &across))
        },
    )
}

/// How high the rows of a place reach, one upon the other.
fn heap(chart: &Chart, place: usize) -> Vec<i128> {
    let values = chart.series.iter().map(|series| series.values.get(place).copied().unwrap_or(0).max(0));
    let heap = values.scan(0_i128, |reached, value| {
        *reached += i128::from(value);
        Some(*reached)
    });
    heap.collect()
}

/// The steps as lines, with their numbers left of the drawing.
fn grid(chart: &Chart, scale: Scale) -> Markup {
    html! {
        g.grid {
            @for step in scale.steps() {
                @let y = pixels(down(step, scale));
                line x1="0" y1=(y) x2="100%" y2=(y) {}
                text x="-8" y=(y) dy="4" text-anchor="end" { (short(chart.language, chart.unit, step)) }
            }
        }
    }
}

/// The names of the places, as many as have room; those for wide windows only have a class.
fn names(chart: &Chart, across: &Across) -> Markup {
    let count = chart.places.len();
    let (each, each_narrow) = (count.div_ceil(NAMES).max(1), count.div_ceil(NAMES_NARROW).max(1));
    // What a phone shows stands on a desk, too.
    let each_narrow = each_narrow.div_ceil(each) * each;
    html! {
        @for (place, name) in chart.places.iter().enumerate().step_by(each) {
            text.roomy[place % each_narrow != 0] x=(across.middle(place)) y=(BOTTOM + 18) text-anchor="middle" { (name) }
        }
    }
}

/// How far down a value lies, in tenths of a pixel.
fn down(value: i128, scale: Scale) -> i128 {
    let (top, bottom) = (TOP * 10, BOTTOM * 10);
    bottom - value.clamp(0, scale.top) * (bottom - top) / scale.top
}

/// Tenths of a pixel as SVG writes them.
fn pixels(tenths: i128) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

/// Places side by side over the whole width.
struct Across {
    count: i128,
}

impl Across {
    fn of(places: usize) -> Across {
        Across { count: i128::try_from(places.max(LEAST)).unwrap_or(i128::MAX) }
    }

    /// In hundredths of a place.
    fn at(&self, hundredths: i128) -> String {
        percent(hundredths, self.count * 100)
    }

    fn left(&self, place: usize) -> String {
        self.at(i128::try_from(place).unwrap_or(0) * 100 + (100 - COLUMN) / 2)
    }

    fn middle(&self, place: usize) -> String {
        self.at(i128::try_from(place).unwrap_or(0) * 100 + 50)
    }

    fn column(&self) -> String {
        self.at(COLUMN)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Paint, Series, Unit};
    use super::*;
    use crate::base::Language;

    fn chart(values: &[&[i64]]) -> Chart<'static> {
        let row = |values: &&[i64]| Series { name: "Won", paint: Paint::Green, values: values.to_vec() };
        Chart {
            id: "won",
            title: "Won",
            text: "Three months",
            language: Language::En,
            unit: Unit::Count,
            places: (1..=values[0].len()).map(|place| format!("p{place}")).collect(),
            series: values.iter().map(row).collect(),
        }
    }

    #[test]
    fn rows_stand_upon_each_other_up_to_a_round_step() {
        let drawn = columns(&chart(&[&[1, 0], &[3, 0]])).into_string();

        // Four steps of 42 pixels: one of them, and three upon it.
        assert!(drawn.contains("y=\"134\" width=\"11.33%\" height=\"42\""), "{drawn}");
        assert!(drawn.contains("y=\"8\" width=\"11.33%\" height=\"126\""), "{drawn}");
        assert_eq!(drawn.matches("<rect class=\"green\" x=").count(), 4, "two in the key, two drawn");
    }

    #[test]
    fn nothing_less_than_nothing_and_one_value_are_drawn_too() {
        for values in [&[0_i64][..], &[-3], &[i64::MAX, i64::MAX, i64::MIN]] {
            let (upright, line) = (columns(&chart(&[values, values])), lines(&chart(&[values])));

            assert!(upright.into_string().contains("role=\"img\""));
            assert!(!line.into_string().contains("=\"-1"), "nothing lies outside");
        }
    }

    #[test]
    fn a_phone_gets_at_most_four_names_and_no_desk_more_than_thirteen() {
        for count in [1, 4, 5, 12, 13, 14, 31, 53, 261] {
            let values = vec![1; count];
            let drawn = columns(&chart(&[&values])).into_string();
            let all = drawn.matches("text-anchor=\"middle\"").count();
            let roomy = drawn.matches("class=\"roomy\"").count();

            assert!(all <= NAMES && all - roomy <= NAMES_NARROW && all > roomy, "{count}: {all} {roomy}");
        }
    }

    #[test]
    fn every_chart_has_its_title_and_its_text() {
        let drawn = lines(&chart(&[&[1, 2, 3]])).into_string();

        assert!(drawn.contains("aria-labelledby=\"won-title won-text\""), "{drawn}");
        assert!(drawn.contains("<desc id=\"won-text\">Three months</desc>"), "{drawn}");
        assert!(!drawn.contains("style="), "{drawn}");
    }
}
