//! The search page, and its fragment for the palette.

use maud::Markup;
use poem::handler;

use super::store::{self, Found};
use super::views;
use crate::base::{Result, text};
use crate::web::{Asked, Cx};

/// So many records stand on the page.
const ON_PAGE: u32 = 60;
/// So many records stand in the palette.
const IN_PALETTE: u32 = 12;

/// What the text in `q` finds.
#[handler]
pub async fn search(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let asked = text::one_line(query.first("q"));
    let is_part = query.first("part") == "1";
    let limit = if is_part { IN_PALETTE } else { ON_PAGE };
    let found = match asked.is_empty() {
        true => Found::default(),
        false => cx.read(|view| store::find(view, &asked, limit))?,
    };
    Ok(if is_part { views::part(&cx, &asked, &found) } else { views::page(&cx, &asked, &found) })
}
