//! The page on which conditions are written.

use maud::{Markup, html};

use super::super::model::{Choices, Draft, Join, Kind, Lens, List, MOST, Op, Row};
use super::{address, ground, label, list_path};
use crate::base::Fields;
use crate::web::components::{Button, Icon, Input, Inputs, Kind as Control, icon, trail};
use crate::web::{Cx, frame};

/// The conditions, row by row; each row is drawn for the kind of its column.
pub fn builder(cx: &Cx, lens: &Lens, draft: &Draft, choices: &Choices) -> Markup {
    let list = lens.list;
    let fields = typed(draft);
    let inputs = Inputs::new(cx, &fields, &draft.problems);
    let back = address(cx, &list_path(list), &lens.here());
    let body = html! {
        (trail(cx, &[(&back, cx.t(list.key()))]))
        header.title { h1 { (cx.t("views-conditions")) } }
        (inputs.errors())
        form.form action=(cx.path(format_args!("/lists/{}/filter", list.code()))) {
            // Enter in a field shows the list, whatever button comes first.
            button.unseen name="act" value="show" tabindex="-1" { (cx.t("views-show")) }
            input type="hidden" name="begun" value="1";
            (carried(lens))
            @if draft.rows.len() > 1 {
                (inputs.radios("match", cx.t("views-match"))
                    .choices(Join::ALL.iter().map(|join| (join.code(), cx.t(join.key())))))
            } @else { (inputs.hidden("match")) }
            @if !draft.rows.is_empty() {
                fieldset.rows {
                    legend.unseen { (cx.t("views-conditions")) }
                    @for (place, row) in draft.rows.iter().enumerate() {
                        (condition(cx, inputs, (place, row), draft, choices))
                    }
                }
            }
            @if draft.rows.len() < MOST { (more(cx, (list, choices), inputs)) }
            p.actions {
                (Button::submit(cx.t("views-show")).primary().key("s").sends("act", "show"))
                (Button::link(back, cx.t("form-cancel")))
            }
        }
    };
    frame(cx, &inputs.title(cx.t("views-conditions")), body)
}

/// What the list shows beside the conditions goes along.
fn carried(lens: &Lens) -> Markup {
    let is_carried = |name: &str| !matches!(name, "match" | "where");
    html! {
        @for (name, value) in lens.state.pairs().into_iter().filter(|(name, _)| is_carried(name)) {
            input type="hidden" name=(name) value=(value);
        }
        (ground(lens))
    }
}

/// The draft as fields, row by row.
fn typed(draft: &Draft) -> Fields {
    let mut fields = Fields::new().with("match", draft.join.code());
    for row in &draft.rows {
        fields.push("op", row.op.code());
        fields.push("value", &row.value);
        fields.push("second", &row.second);
        fields.push("group", row.group.to_string());
    }
    fields
}

fn condition(
    cx: &Cx,
    inputs: Inputs,
    (place, row): (usize, &Row),
    draft: &Draft,
    choices: &Choices,
) -> Markup {
    let ops = row.column.ops().map(|op| (op.code(), cx.t(op.key())));
    let group = |number: u8| cx.tell("views-group", &[("number", i64::from(number).into())]);
    let groups = Draft::groups().map(|number| (number.to_string(), group(number)));
    html! {
        div.row.tall {
            (inputs.select("op", label(cx, choices, row.column)).row(place).choices(ops))
            input type="hidden" name="column" value=(row.column.code());
            (value(cx, inputs, (place, row), choices))
            @if draft.rows.len() > 1 {
                (inputs.select("group", cx.t("views-in-group")).row(place).none(cx.t("views-no-group"))
                    .choices(groups).help(cx.t(group_help(draft.join))))
            } @else { input type="hidden" name="group" value="0"; }
            button.button.quiet.icon-only name="act" value={ "drop-" (place) }
                aria-label={ (cx.t("views-drop")) " " (label(cx, choices, row.column)) } { (icon(Icon::Close)) }
        }
    }
}

fn group_help(join: Join) -> &'static str {
    match join {
        Join::All => "views-group-any",
        Join::Any => "views-group-all",
    }
}

/// What the condition compares with: nothing for "is empty", a second end for "between".
fn value(cx: &Cx, inputs: Inputs, (place, row): (usize, &Row), choices: &Choices) -> Markup {
    let none = |name: &str| html! { input type="hidden" name=(name) value=""; };
    let first = match (row.op, row.column.kind()) {
        (Op::Empty | Op::Filled, _) => return html! { (none("value")) (none("second")) },
        (Op::Last | Op::Next, _) => inputs.text("value", cx.t("views-days")).kind(Control::Number).short(),
        (_, Kind::Choice(set)) => {
            inputs.select("value", cx.t("views-value")).none("–").choices(offered(choices.of(set)))
        }
        (_, kind) => end(inputs, "value", (cx.t(first_label(row.op)), kind)),
    };
    let second = match (row.op, row.column.kind()) {
        (Op::Between, kind) => html! { (end(inputs, "second", (cx.t("views-to"), kind)).row(place)) },
        _ => none("second"),
    };
    html! { div.pair { (first.row(place)) (second) } }
}

fn first_label(op: Op) -> &'static str {
    if op == Op::Between { "views-from" } else { "views-value" }
}

fn end<'a>(inputs: Inputs<'a>, name: &'a str, (label, kind): (&'static str, Kind)) -> Input<'a> {
    let input = inputs.text(name, label).autocomplete("off");
    match kind {
        Kind::Moment | Kind::Term | Kind::Day => input.kind(Control::Date),
        Kind::Phone => input.kind(Control::Phone),
        Kind::Text | Kind::Amount | Kind::Choice(_) => input,
    }
}

fn offered(choices: &[(String, String)]) -> impl Iterator<Item = (String, String)> {
    choices.iter().cloned()
}

/// One more condition: on which column.
fn more(cx: &Cx, (list, choices): (List, &Choices), inputs: Inputs) -> Markup {
    let columns = choices.columns(list);
    let columns = columns.into_iter().map(|column| (column.code(), label(cx, choices, column)));
    html! {
        div.pair {
            (inputs.select("new", cx.t("views-new-condition")).choices(columns))
            div { (Button::submit(cx.t("views-add")).icon(Icon::Plus).sends("act", "add")) }
        }
    }
}
