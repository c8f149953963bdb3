//! A funnel: how many are left at each rung.

use maud::{Markup, html};

use super::percent;
use crate::base::{Language, format};

/// A rung takes so many pixels: its words, and its band below them.
const RUNG: usize = 48;
/// Longer names are cut in the picture; the table has them whole.
const LETTERS: usize = 30;

/// A rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung<'a> {
    /// Its name.
    pub name: &'a str,
    /// How many came here.
    pub count: i64,
    /// Their share of the first rung, in words.
    pub share: String,
}

/// Rungs from the first to the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funnel<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// What it shows.
    pub title: &'a str,
    /// The same in a sentence with its figures, for whoever does not see it.
    pub text: &'a str,
    /// The language of its numbers.
    pub language: Language,
    /// The rungs.
    pub rungs: Vec<Rung<'a>>,
}

/// Each rung a band, as wide as its share of the widest.
pub fn funnel(funnel: &Funnel) -> Markup {
    let Funnel { id, title, text, language, rungs } = funnel;
    let most = rungs.iter().map(|rung| rung.count).max().unwrap_or(0).max(1);
    let height = rungs.len() * RUNG;
    html! {
        figure.plot {
            figcaption.help aria-hidden="true" { (title) }
            svg height=(height) role="img" aria-labelledby={ (id) "-title " (id) "-text" } {
                title id={ (id) "-title" } { (title) }
                desc id={ (id) "-text" } { (text) }
                @for (place, rung) in rungs.iter().enumerate() {
                    @let top = place * RUNG;
                    @let (left, width) = band(rung.count, most);
                    text.said x="0" y=(top + 14) { (cut(rung.name)) }
                    text.said x="100%" y=(top + 14) text-anchor="end" {
                        (format::number(*language, rung.count)) @if !rung.share.is_empty() { " · " (rung.share) }
                    }
                    rect.grey x=(left) y=(top + 21) width=(width) height="18" {}
                }
            }
        }
    }
}

/// Where a band begins, and how wide it is: in the middle.
fn band(count: i64, most: i64) -> (String, String) {
    let (count, most) = (i128::from(count.max(0)), i128::from(most));
    (percent(most - count, most * 2), percent(count, most))
}

fn cut(name: &str) -> String {
    match name.chars().count() > LETTERS {
        true => name.chars().take(LETTERS - 1).chain(['…']).collect(),
        false => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rung(name: &str, count: i64) -> Rung<'_> {
        Rung { name, count, share: String::new() }
    }

    #[test]
    fn bands_stand_in_the_middle_and_are_as_wide_as_their_share() {
        let rungs = vec![rung("Leads", 8), rung("Won", 2), rung("Paid", 0)];
        let drawn =
            funnel(&Funnel { id: "f", title: "t", text: "d", language: Language::En, rungs }).into_string();

        assert!(drawn.contains("x=\"0%\" y=\"21\" width=\"100%\""), "{drawn}");
        assert!(drawn.contains("x=\"37.50%\" y=\"69\" width=\"25%\""), "{drawn}");
        assert!(drawn.contains("x=\"50%\" y=\"117\" width=\"0%\""), "{drawn}");
    }

    #[test]
    fn a_long_name_is_cut_and_the_edges_of_numbers_are_drawn() {
        let long = "Ж".repeat(60);
        let rungs = vec![rung(&long, i64::MAX), rung("Won", i64::MIN)];
        let drawn =
            funnel(&Funnel { id: "f", title: "t", text: "d", language: Language::Bg, rungs }).into_string();

        assert!(drawn.contains(&format!("{}…</text>", "Ж".repeat(29))), "{drawn}");
        assert!(drawn.contains("x=\"50%\" y=\"69\" width=\"0%\""), "{drawn}");
    }
}
