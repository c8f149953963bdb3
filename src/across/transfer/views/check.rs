//! The dry run: what would become of the rows, and the rules.

use maud::{Markup, Render, html};

use super::super::actions::Stages;
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
    /// Our stages, where deals come in.
    pub stages: Stages,
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
                @if let Some(set) = import.set {
                    (Button::link(cx.path(format_args!("/import-sets/{set}")), cx.t("transfer-back-to-set")).primary())
                } @else if written > 0 {
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
            @if import.set.is_some() { p.help { (cx.t("transfer-set-later")) } }
            @else if written == 0 { p.help { (cx.t("transfer-nothing-to-do")) } }
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
            } @else if has_source(import.kind) {
                (inputs.text("source", cx.t("transfer-field-source")).optional())
            }
            @if has_tags(import.kind) { (inputs.text("tags", cx.t("transfer-tags-all")).optional()) }
            (stages(cx, import, check, &inputs))
            (inputs.select("owner", cx.t("transfer-field-owner")).none(cx.t("transfer-owner-none")).choices(owners))
            (inputs.select("mode", cx.t("transfer-mode"))
                .choices(Mode::ALL.map(|mode| (mode.code(), cx.t(names::mode(mode))))))
            (inputs.select("repeats", cx.t("transfer-repeats")).choices([
                (code(Repeats::Fill), cx.t("transfer-repeats-fill")),
                (code(Repeats::Win), cx.t("transfer-repeats-win")),
            ]))
            @if has_tags(import.kind) {
                (inputs.select("alike", cx.t("transfer-alike-rule")).help(cx.t("transfer-alike-help")).choices([
                    ("add", cx.t("transfer-alike-add")),
                    ("pass", cx.t("transfer-alike-pass")),
                ]))
            }
            @if has_links(import.kind) {
                (inputs.select("unlinked", cx.t("transfer-unlinked-rule")).help(cx.t("transfer-unlinked-help")).choices([
                    ("tell", cx.t("transfer-unlinked-tell")),
                    ("refuse", cx.t("transfer-unlinked-refuse")),
                ]))
            }
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

/// Where deals go whose stage is none of ours.
fn stages(cx: &Cx, import: &Import, check: &Check, inputs: &Inputs) -> Markup {
    let ours: Vec<(String, String)> = check
        .stages
        .pipelines
        .in_use()
        .flat_map(|pipeline| pipeline.path().map(move |stage| (pipeline, stage)))
        .filter(|(_, stage)| !stage.is_end())
        .map(|(pipeline, stage)| (stage.id.to_string(), format!("{} · {}", pipeline.name, stage.facts.name)))
        .collect();
    html! {
        @for (place, named) in check.stages.unknown(&import.stages).into_iter().enumerate() {
            @let name = [named.pipeline.as_str(), &named.stage].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            @let new = ("new".to_owned(), cx.t("transfer-stage-new").to_owned());
            (inputs.select(&stage_field(place), cx.tell("transfer-stage-goes-to", &[("stage", name.as_str().into())]))
                .choices(std::iter::once(new).chain(ours.iter().cloned())))
        }
    }
}

/// The name of the control that says where deals of an unknown stage go.
pub fn stage_field(place: usize) -> String {
    format!("stage-{place}")
}

fn has_source(kind: SubjectKind) -> bool {
    !matches!(kind, SubjectKind::Task | SubjectKind::Note)
}

fn has_tags(kind: SubjectKind) -> bool {
    matches!(kind, SubjectKind::Contact | SubjectKind::Company)
}

fn has_links(kind: SubjectKind) -> bool {
    matches!(kind, SubjectKind::Deal | SubjectKind::Task | SubjectKind::Note)
}

fn code(repeats: Repeats) -> &'static str {
    match repeats {
        Repeats::Fill => "fill",
        Repeats::Win => "win",
    }
}
