//! Two records side by side, with whose value is to count.

use maud::{Markup, html};

use super::super::model::{Choices, MOVES, Party, Side, is_choice, own_code};
use super::list_key;
use crate::base::{SubjectId, SubjectKind, format};
use crate::crm::fields::{self, Field, Value};
use crate::crm::owners::Owners;
use crate::crm::{companies, contacts};
use crate::web::components::{Button, notice, time_day, title, trail};
use crate::web::{Cx, frame};

/// What the page compares.
pub struct Sheet<'a> {
    /// What both are.
    pub kind: SubjectKind,
    /// The one from whose page somebody came.
    pub one: &'a Party,
    /// The other.
    pub other: &'a Party,
    /// Which of them is to stay.
    pub kept: SubjectId,
    /// Whose values are to count.
    pub choices: &'a Choices,
    /// Everybody who may own one of them.
    pub owners: &'a Owners,
    /// The workspace's own fields.
    pub own: &'a [Field],
}

/// The whole page.
pub fn compare(cx: &Cx, sheet: &Sheet) -> Markup {
    page(cx, sheet, html! {})
}

/// The page after somebody else was faster: with what is stored now, and what was chosen.
pub fn stale(cx: &Cx, sheet: &Sheet) -> Markup {
    let told = html! {
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p { (cx.t("merge-stale")) }
        }
    };
    page(cx, sheet, told)
}

fn page(cx: &Cx, sheet: &Sheet, told: Markup) -> Markup {
    let list = cx.path(format_args!("/{}", sheet.kind.place()));
    let record = format!("{list}/{}", sheet.one.subject);
    let heading = cx.t("merge-title");
    let have_both = sheet.one.papers > 0 && sheet.other.papers > 0;
    let body = html! {
        (trail(cx, &[(&list, cx.t(list_key(sheet.kind))), (&record, &sheet.one.name)]))
        (title(heading, "", html! {}))
        (told)
        form method="post" action={ (record) "/merge" } {
            input type="hidden" name="with" value=(sheet.other.subject);
            input type="hidden" name="version" value=(sheet.one.version);
            input type="hidden" name="with_version" value=(sheet.other.version);
            div.sheet { (table(cx, sheet)) }
            @if have_both { (notice(cx.t("merge-papers-both"), html! {})) } @else { p.help { (cx.t("merge-help")) } }
            p.actions {
                @if !have_both { (Button::submit(cx.t("merge-do")).primary().key("s")) }
                (Button::link(record, cx.t("form-cancel")).quiet())
            }
        }
    };
    frame(cx, heading, body)
}

fn table(cx: &Cx, sheet: &Sheet) -> Markup {
    let (choices, together): (Vec<_>, Vec<_>) =
        differences(sheet).into_iter().partition(|(field, _, _)| is_choice(field));
    html! {
        table.ledger {
            caption.unseen { (cx.t("merge-title")) }
            thead {
                tr {
                    th scope="col" { (cx.t("form-stale-field")) }
                    th scope="col" { (sheet.one.name) }
                    th scope="col" { (sheet.other.name) }
                }
            }
            tbody {
                (stays(cx, sheet))
                @for (field, one, other) in &choices { (choice(cx, sheet, field, (one, other))) }
                @for field in sheet.own { (own_choice(cx, sheet, field)) }
            }
            @if !together.is_empty() || !hanging(sheet).is_empty() {
                tbody {
                    tr { th scope="rowgroup" colspan="3" { strong { (cx.t("merge-together")) } } }
                    @for (field, one, other) in &together {
                        tr {
                            th scope="row" { (cx.t(field_key(sheet.kind)(field))) }
                            @for value in [one, other] { td { (word(cx, sheet, field, value)) } }
                        }
                    }
                    @for (key, counts) in hanging(sheet) {
                        tr {
                            th scope="row" { (cx.t(key)) }
                            @for count in counts { td { (format::number(cx.language(), count)) } }
                        }
                    }
                }
            }
        }
    }
}

/// The fields in which the two differ, with both values.
fn differences(sheet: &Sheet) -> Vec<(&'static str, String, String)> {
    let pairs = sheet.one.told.iter().zip(&sheet.other.told);
    pairs
        .filter(|((_, one), (_, other))| one != other)
        .map(|((field, one), (_, other))| (*field, one.clone(), other.clone()))
        .collect()
}

/// What hangs on one of them: the key of its name, and how much on each.
fn hanging(sheet: &Sheet) -> Vec<(&'static str, [i64; 2])> {
    let counts = sheet.one.hanging.iter().zip(&sheet.other.hanging);
    let named = MOVES.iter().zip(counts).map(|(hanging, (one, other))| (hanging.key, [*one, *other]));
    named.filter(|(_, counts)| *counts != [0, 0]).collect()
}

/// The row that says which record stays. What papers name cannot go.
fn stays(cx: &Cx, sheet: &Sheet) -> Markup {
    let is_named = sheet.one.papers + sheet.other.papers > 0;
    html! {
        tr {
            th scope="row" { (cx.t("merge-keep")) }
            @for party in [sheet.one, sheet.other] {
                td {
                    label.check {
                        input type="radio" name="keep" value=(party.subject) checked[party.subject == sheet.kept]
                            disabled[is_named && party.papers == 0];
                        span {
                            (party.name) ", " (cx.t("merge-added")) " " (time_day(cx, party.created_at))
                            @if party.papers > 0 { ", " (cx.tell("merge-papers-count", &[("count", party.papers.into())])) }
                        }
                    }
                }
            }
        }
    }
}

fn choice(cx: &Cx, sheet: &Sheet, field: &'static str, (one, other): (&str, &str)) -> Markup {
    let words = [one, other].map(|value| word(cx, sheet, field, value));
    pick(sheet, (field, cx.t(field_key(sheet.kind)(field))), &words, counts(sheet, field, (one, other)))
}

/// The row of a field of the workspace's own, if the two differ in it.
fn own_choice(cx: &Cx, sheet: &Sheet, field: &Field) -> Markup {
    let values = [sheet.one, sheet.other].map(|party| party.values.get(field.id));
    let [one, other] = values.map(|value| value.map(Value::told).unwrap_or_default());
    let shown = |value: &Value| fields::views::shown(cx, field, value, sheet.owners);
    let words = values.map(|value| value.map_or_else(|| "–".to_owned(), shown));
    let code = own_code(field.id);
    html! {
        @if one != other {
            (pick(sheet, (&code, &field.facts.label), &words, counts(sheet, &code, (&one, &other))))
        }
    }
}

/// Whose of two values counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    First,
    Second,
}

fn counts(sheet: &Sheet, code: &str, (one, other): (&str, &str)) -> Counts {
    let is_kept_first = sheet.kept == sheet.one.subject;
    let (kept, gone) = if is_kept_first { (one, other) } else { (other, one) };
    let is_first = (sheet.choices.side(code, kept, gone) == Side::Kept) == is_kept_first;
    if is_first { Counts::First } else { Counts::Second }
}

/// A row with both values, of which one is chosen.
fn pick(sheet: &Sheet, (code, name): (&str, &str), words: &[String; 2], chosen: Counts) -> Markup {
    let sides = [(sheet.one, Counts::First), (sheet.other, Counts::Second)];
    html! {
        tr {
            th scope="row" { (name) }
            @for ((party, side), word) in sides.into_iter().zip(words) {
                td {
                    label.check {
                        input type="radio" name={ "take." (code) } value=(party.subject) checked[side == chosen]
                            aria-label={ (name) ": " (word) };
                        span { (word) }
                    }
                }
            }
        }
    }
}

fn field_key(kind: SubjectKind) -> fn(&str) -> &'static str {
    match kind {
        SubjectKind::Company => companies::field_key,
        _ => contacts::field_key,
    }
}

/// A stored value in words.
fn word(cx: &Cx, sheet: &Sheet, field: &str, value: &str) -> String {
    match sheet.kind {
        SubjectKind::Company => companies::word(field, value, sheet.owners),
        _ => contacts::word(cx, field, value, sheet.owners),
    }
}
