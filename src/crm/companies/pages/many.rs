//! Acts on the chosen rows of the list.

use poem::{Response, handler};

use super::super::actions;
use crate::base::{CompanyId, Error, Result, text};
use crate::crm::tags;
use crate::crm::views::{self as lists, Known, List, Many};
use crate::web::language::own_path;
use crate::web::{Cx, Form, flash};

/// The longest source, in letters.
const LONGEST: usize = 100;

/// Runs the act that the pressed button names on every chosen company.
#[handler]
pub async fn bulk(cx: Cx, Form(typed): Form) -> Result<Response> {
    let chosen: Vec<(CompanyId, Known)> = lists::ticked(typed.all("company"))?;
    let back = back(&cx, typed.first("back"));
    if chosen.is_empty() {
        return Ok(flash::done(back, "companies-none-chosen"));
    }
    if let Some(page) = lists::pages::elsewhere(&cx, List::Companies, (&typed, "company"), &back) {
        return Ok(page);
    }
    let tag = text::one_line(typed.first("tag"));
    let names_tag = !text::fold(&tag).is_empty() && tag.chars().count() <= tags::LENGTH;
    let (key, many) = match typed.first("verb") {
        "tag" | "untag" if !names_tag => return Ok(flash::done(back, "tags-none-named")),
        "tag" => ("companies-tagged", Many::Tag(tag)),
        "untag" => ("companies-untagged", Many::Untag(tag)),
        "assign" => ("companies-assigned", Many::Assign(typed.first("owner").parse().ok())),
        "source" => ("views-sourced", Many::Source(source(typed.first("source")))),
        "trash" => ("companies-trashed", Many::Trash),
        _ => return Err(Error::Malformed("verb")),
    };
    let count = chosen.len();
    let ended = cx.write(move |tx| actions::change_all(tx, &chosen, &many)).await?;
    Ok(lists::pages::ended(back, key, count, ended))
}

fn source(typed: &str) -> String {
    text::one_line(typed).chars().take(LONGEST).collect()
}

/// The list as it was asked, if the address is one of ours.
fn back(cx: &Cx, wanted: &str) -> String {
    let list = cx.path("/companies");
    match own_path(wanted) {
        path if path.split('?').next() == Some(&list) => path.to_owned(),
        _ => list,
    }
}
