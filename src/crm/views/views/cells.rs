//! The cells of a table whose columns somebody chose.

use maud::{Markup, html};

use super::super::model::{Column, Kind, Own, Seen, Set};
use super::{chosen, label};
use crate::base::{At, Currency, Day, Money, SubjectId};
use crate::crm::fields::{Decimal, FieldKind};
use crate::web::Cx;
use crate::web::components::{broken, day, tag, time_day};

/// What stands over the chosen columns.
pub fn heads(cx: &Cx, seen: &Seen) -> Markup {
    html! {
        @for (place, column) in seen.lens.state.columns.iter().enumerate() {
            th class=[class(place, *column)] scope="col" { (label(cx, &seen.choices, *column)) }
        }
    }
}

/// The chosen columns of one record.
pub fn cells(cx: &Cx, seen: &Seen, record: SubjectId) -> Markup {
    let values = seen.cells.get(&record).map(Vec::as_slice).unwrap_or_default();
    html! {
        @for (place, (column, value)) in seen.lens.state.columns.iter().zip(values).enumerate() {
            td class=[class(place, *column)] { @if !value.is_empty() { (cell(cx, seen, *column, value)) } }
        }
    }
}

/// On a narrow screen the first chosen column stands beside the name.
fn class(place: usize, column: Column) -> Option<&'static str> {
    match (column.kind(), place) {
        (Kind::Amount, 0) => Some("num"),
        (Kind::Amount, _) => Some("aside num"),
        (Kind::Moment | Kind::Term | Kind::Day, 0) => Some("when"),
        (Kind::Moment | Kind::Term | Kind::Day, _) => Some("aside when"),
        (_, 0) => None,
        _ => Some("aside"),
    }
}

fn cell(cx: &Cx, seen: &Seen, column: Column, value: &str) -> Markup {
    match (column, column.kind()) {
        (Column::Email, _) => broken(value),
        (Column::Tag, _) => html! { @for name in value.split(", ") { (tag(name)) " " } },
        (Column::Own(own), Kind::Choice(set)) => html! { (own_choices(cx, seen, (own, set), value)) },
        (Column::Own(Own { kind: FieldKind::Number, scale, .. }), _) => match value.parse() {
            Ok(units) => html! { (Decimal { units, scale }.show(cx.language())) },
            Err(_) => html! {},
        },
        (_, Kind::Choice(set)) => html! { (chosen(cx, &seen.choices, set, value)) },
        (_, Kind::Moment | Kind::Term) => match value.parse() {
            Ok(at) => time_day(cx, At(at)),
            Err(_) => html! {},
        },
        (_, Kind::Day) => match value.parse::<Day>() {
            Ok(on) => day(cx, on),
            Err(_) => html! {},
        },
        (_, Kind::Amount) => html! { @if let Some(money) = money(value) { (money.brief(cx.language())) } },
        (_, Kind::Text | Kind::Phone) => html! { (value) },
    }
}

/// The names of what was chosen; yes and no are stored as 1 and 0.
fn own_choices(cx: &Cx, seen: &Seen, (own, set): (Own, Set), value: &str) -> String {
    let name = |value: &str| match (own.kind, value) {
        (FieldKind::YesNo, "1") => chosen(cx, &seen.choices, set, "yes"),
        (FieldKind::YesNo, _) => chosen(cx, &seen.choices, set, "no"),
        (_, value) => chosen(cx, &seen.choices, set, value),
    };
    value.split(',').map(name).collect::<Vec<String>>().join(", ")
}

/// `150000 EUR`, as the store gives it.
fn money(value: &str) -> Option<Money> {
    let (minor, currency) = value.split_once(' ')?;
    Some(Money::new(minor.parse().ok()?, currency.parse::<Currency>().ok()?))
}
