//! What stands around a list: its views, its conditions, its columns, and the pages on which they are chosen.

mod around;
mod builder;
mod columns;
mod cells;
mod naming;
mod all;

use maud::{Markup, html};

use crate::base::format;
use crate::platform::i18n::Value;
use crate::web::{Cx, flash};

use super::model::{Choices, Column, Kind, Leaf, Lens, List, Op, Operand, Set};

pub use all::all;
pub use around::{chips, hidden, instead_all, menu_links, tabs};
pub use builder::builder;
pub use cells::{cells, heads};
pub use columns::columns;
pub use naming::{Sheet, naming};

/// A page of views with those pairs in its address.
fn address(cx: &Cx, path: &str, pairs: &[(String, String)]) -> String {
    let pairs: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    flash::with(&cx.path(path), &pairs)
}

/// The list through that lens with these filters and that order.
pub fn list_address(cx: &Cx, lens: &Lens, filters: &[(&'static str, String)], sort: &str) -> String {
    address(cx, &list_path(lens.list), &lens.pairs(filters, sort))
}

/// The list's own page.
fn list_path(list: List) -> String {
    format!("/{}", list.code())
}

/// On which view a form stands, or that it stands on none.
fn ground(lens: &Lens) -> Markup {
    html! {
        @match &lens.saved {
            Some(saved) => input type="hidden" name="of" value=(saved.id);,
            None if lens.first.is_some() => input type="hidden" name="view" value="all";,
            None => {},
        }
    }
}

/// What stands over a column.
fn label<'a>(cx: &Cx, choices: &'a Choices, column: Column) -> &'a str {
    match (column, column.key()) {
        (Column::Own(own), _) => choices.own_name(own).unwrap_or_else(|| cx.t("views-choice-gone")),
        (_, key) => key.map_or("", |key| cx.t(key)),
    }
}

/// A condition in words.
fn told(cx: &Cx, choices: &Choices, leaf: &Leaf) -> String {
    let column = label(cx, choices, leaf.column);
    let value = match (&leaf.operand, leaf.op) {
        (Operand::Days(days), Op::Next) => {
            cx.tell("views-next-days", &[("count", Value::from(i64::from(*days)))])
        }
        (Operand::Days(days), _) => cx.tell("views-last-days", &[("count", Value::from(i64::from(*days)))]),
        (Operand::None, op) => cx.t(op.key()).to_owned(),
        (_, op) => format!("{} {}", cx.t(op.key()), operand(cx, choices, leaf)),
    };
    format!("{column} {value}")
}

fn operand(cx: &Cx, choices: &Choices, leaf: &Leaf) -> String {
    let day = |day: &crate::base::Day| format::day(cx.language(), *day, cx.today());
    let ends = |from: String, to: String| format!("{from} – {to}");
    let (first, second) = leaf.typed();
    match (&leaf.operand, leaf.column.kind()) {
        (Operand::Choice(value), Kind::Choice(set)) => chosen(cx, choices, set, value),
        (Operand::Day(on), _) => day(on),
        (Operand::Between(from, to), _) => ends(day(from), day(to)),
        (Operand::Amounts(..), _) => ends(first, second),
        _ => first,
    }
}

/// The name of a choice, or that it is gone.
fn chosen(cx: &Cx, choices: &Choices, set: Set, value: &str) -> String {
    choices.name(set, value).unwrap_or_else(|| cx.t("views-choice-gone")).to_owned()
}
