//! The dry run: what would become of the rows, and the rules.

use maud::{Markup, Render, html};

use super::super::model::{Area, Fate, Import, Mode, Repeats};
use super::{Shown, figures, file_line, head, names, rows};
use crate::base::{Fields, MemberId, Problems, SubjectKind};
use crate::crm::contacts::Basis;
use crate::web::components::{Button, Icon, Inputs, Kind, chip, chip_on, notice, section};
use crate::web::{Cx, frame};

/// Which rows are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// Those with that fate.
    Fate(Fate),
    /// New ones that look like a record.
    Alike,
}

impl Chosen {
    /// The value in the page's address.
    fn code(self) -> &'static str {
        match self {
            Chosen::Fate(fate) => fate.code(),
            Chosen::Alike => "alike",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Chosen::Fate(fate) => names::fate(fate).1,
            Chosen::Alike => "transfer-alike",
        }
    }
}

/// What the page shows beside the import.
pub struct Check {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows that are looked at.
    pub rows: Vec<Shown>,
    /// Which ones.
    pub shown: Chosen,
    /// How many new rows look like a record.
    pub alike: u32,
    /// The last row shown, if there are more.
    pub more: Option<u32>,
    /// Who can look after records.
    pub owners: Vec<(MemberId, String)>,
    /// The rules as typed.
    pub fields: Fields,
    /// What is wrong with them.
    pub problems: Problems,
}

/// The page.
pub fn check(cx: &Cx, import: &Import, check: &Check) -> Markup {
    let here = |rows: Chosen| cx.path(format_args!("/import/{}?fate={}#rows", import.id, rows.code()));
    let written = import.planned.written();
    let body = html! {
        (head(cx, import, cx.t("transfer-check-title")))
        p.bar { (file_line(cx, import)) }
        (figures(cx, &import.planned, |fate| (import.planned.of(fate) > 0).then(|| here(Chosen::Fate(fate)))))
        @if check.alike > 0 {
            (notice(
                &cx.tell("transfer-alike-count", &[("count", i64::from(check.alike).into())]),
                Button::link(here(Chosen::Alike), cx.t("transfer-alike-see")).render(),
            ))
        }
        form #run method="post" action=(cx.path(format_args!("/import/{}/run", import.id))) {
            p.actions {
                @if written > 0 {
                    (Button::submit(cx.tell("transfer-run", &[("count", i64::try_from(written).unwrap_or(i64::MAX).into())]))
                        .primary().icon(Icon::Import))
                }
                (Button::submit(cx.t("transfer-back-to-columns")).posts(cx.path(format_args!("/import/{}/reopen", import.id))))
                @if import.planned.bad() > 0 {
                    (Button::link(cx.path(format_args!("/import/{}/errors.csv", import.id)), cx.t("transfer-error-file")).icon(Icon::Export))
                }
                (Button::submit(cx.t("transfer-discard")).grave().posts(cx.path(format_args!("/import/{}/discard", import.id))))
            }
            @if import.planned.bad() > 0 { p.help { (cx.t("transfer-bad-left-out")) } }
            @if written == 0 { p.help { (cx.t("transfer-nothing-to-do")) } }
            p.help { (cx.t("transfer-nothing-written")) }
        }
        (section("rows", cx.t("transfer-rows-title"), html! {}, looked_at(cx, import, check, here)))
        (section("rules", cx.t("transfer-rules"), html! {}, rules(cx, import, check)))
    };
    frame(cx, cx.t("transfer-check-title"), body)
}

/// The rows of one fate, and the ways to the others.
fn looked_at(cx: &Cx, import: &Import, check: &Check, here: impl Fn(Chosen) -> String) -> Markup {
    html! {
        p.bar {
            @for rows in chosen(import, check) {
                @if rows == check.shown { (chip_on(cx, &here(rows), cx.t(rows.key()))) }
                @else { (chip(&here(rows), cx.t(rows.key()))) }
            }
        }
        (rows(cx, import, &check.rows, &check.header))
        @if let Some(after) = check.more {
            p.actions {
                (Button::link(
                    cx.path(format_args!("/import/{}?fate={}&after={after}#rows", import.id, check.shown.code())),
                    cx.t("transfer-more-rows"),
                ))
            }
        }
    }
}

/// The parts of the file that have rows.
fn chosen(import: &Import, check: &Check) -> impl Iterator<Item = Chosen> {
    let fates = Fate::ALL.into_iter().filter(|fate| import.planned.of(*fate) > 0).map(Chosen::Fate);
    fates.chain((check.alike > 0).then_some(Chosen::Alike))
}

fn rules(cx: &Cx, import: &Import, check: &Check) -> Markup {
    let inputs = Inputs::new(cx, &check.fields, &check.problems);
    let owners = check.owners.iter().map(|(id, name)| (id.to_string(), name.clone()));
    html! {
        (inputs.errors())
        form.form method="post" action=(cx.path(format_args!("/import/{}/rules", import.id))) {
            p.help { (cx.t("transfer-givens-help")) }
            @if import.kind == SubjectKind::Contact {
                (inputs.text("source", cx.t("transfer-field-source")).help(cx.t("transfer-source-help")))
                (inputs.select("basis", cx.t("transfer-field-legal-basis")).none(cx.t("transfer-basis-none"))
                    .choices(Basis::ALL.iter().map(|basis| (basis.code(), cx.t(basis.key())))))
                (inputs.text("basis_on", cx.t("transfer-field-legal-basis-on")).kind(Kind::Date).optional().short())
            } @else {
                (inputs.text("source", cx.t("transfer-field-source")).optional())
            }
            (inputs.text("tags", cx.t("transfer-tags-all")).optional())
            (inputs.select("owner", cx.t("transfer-field-owner")).none(cx.t("transfer-owner-none")).choices(owners))
            (inputs.select("mode", cx.t("transfer-mode"))
                .choices(Mode::ALL.map(|mode| (mode.code(), cx.t(names::mode(mode))))))
            (inputs.select("repeats", cx.t("transfer-repeats")).choices([
                (code(Repeats::Fill), cx.t("transfer-repeats-fill")),
                (code(Repeats::Win), cx.t("transfer-repeats-win")),
            ]))
            (inputs.select("alike", cx.t("transfer-alike-rule")).help(cx.t("transfer-alike-help")).choices([
                ("add", cx.t("transfer-alike-add")),
                ("pass", cx.t("transfer-alike-pass")),
            ]))
            details.field {
                summary { (cx.t("transfer-rules-fields")) }
                p.help { (cx.t("transfer-rules-fields-help")) }
                @for area in Area::filled(import.mapping.targets(), import.kind) {
                    (inputs.select(area.code(), cx.t(names::area(area)))
                        .choices(area.choices().iter().map(|choice| (choice.code(), cx.t(names::choice(*choice))))))
                }
            }
            p.actions { (Button::submit(cx.t("transfer-count-again"))) }
        }
    }
}

fn code(repeats: Repeats) -> &'static str {
    match repeats {
        Repeats::Fill => "fill",
        Repeats::Win => "win",
    }
}
