//! The lists that came in, and the form that brings the next one.

use maud::{Markup, html};

use super::super::model::{Import, KINDS, Status};
use super::names;
use crate::base::{Fields, Problems, Right};
use crate::web::components::{Button, Drawing, Icon, Inputs, Kind, Tone, section, state, time, title};
use crate::web::{Cx, frame};

/// The choice by which each file says itself what is in it.
pub const ANY_KIND: &str = "any";
/// The files that can be chosen.
const ACCEPTED: &str = ".csv,.tsv,.txt,.xlsx,.xlsm,.ods,.vcf,text/csv,text/vcard";

/// An import with the name of who brought it.
pub struct Past {
    /// The import.
    pub import: Import,
    /// Who brought it; empty: the command line.
    pub by: String,
}

/// The page.
pub fn list(cx: &Cx, past: &[Past], fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (title(cx.t("transfer-title"), "", html! {}))
        (inputs.errors())
        div.split.wide-first {
        form.form method="post" enctype="multipart/form-data" action=(cx.path("/import")) {
            (inputs.text("file", cx.t("transfer-files")).kind(Kind::File).accept(ACCEPTED).several()
                .help(cx.t("transfer-file-help")))
            (inputs.select("kind", cx.t("transfer-kind")).help(cx.t("transfer-kind-help")).choices(kinds(cx)))
            (inputs.area("rows", cx.t("transfer-paste")).lines(4).optional().help(cx.t("transfer-paste-help")))
            p.actions { (Button::submit(cx.t("transfer-upload")).primary().icon(Icon::Import)) }
            p.help { (cx.t("transfer-nothing-yet")) }
        }
        @if past.is_empty() { (Drawing::Tray) }
        }
        @if cx.actor().may(Right::Export) {
            (section("out", cx.t("transfer-out"), html! {}, out(cx)))
        }
        @if !past.is_empty() {
            (section("past", cx.t("transfer-past"), html! {}, table(cx, past)))
        }
    };
    frame(cx, &inputs.title(cx.t("transfer-title")), body)
}

/// Lists that go out whole.
fn out(cx: &Cx) -> Markup {
    html! {
        p.actions {
            @for kind in KINDS {
                (Button::link(cx.path(format_args!("/{}/export", kind.place())), cx.t(names::kind(kind))).icon(Icon::Export))
            }
        }
        p.help { (cx.t("transfer-out-help")) }
    }
}

fn table(cx: &Cx, past: &[Past]) -> Markup {
    html! {
        table.ledger {
            thead {
                tr {
                    th.name scope="col" { (cx.t("transfer-file")) }
                    th scope="col" { (cx.t("transfer-kind")) }
                    th.num scope="col" { (cx.t("transfer-written")) }
                    th scope="col" { (cx.t("transfer-state")) }
                    th.aside scope="col" { (cx.t("transfer-by")) }
                    th.when scope="col" { (cx.t("transfer-when")) }
                }
            }
            tbody {
                @for Past { import, by } in past {
                    tr {
                        th.name scope="row" {
                            a href=(cx.path(format_args!("/import/{}", import.id))) { (import.file_name) }
                            @if let Some(set) = import.set {
                                " " a.soft href=(cx.path(format_args!("/import-sets/{set}"))) { (cx.t("transfer-of-set")) }
                            }
                        }
                        td { (cx.t(names::kind(import.kind))) }
                        td.num { @if import.finished_at.is_some() { (import.counted.written()) } }
                        td { (state(tone(import.status), cx.t(import.status.key()))) }
                        td.aside { (by) }
                        td.when { (time(cx, import.created_at)) }
                    }
                }
            }
        }
    }
}

/// What can be in a file; most say it themselves.
fn kinds(cx: &Cx) -> Vec<(&'static str, &'static str)> {
    let own = KINDS.map(|kind| (kind.code(), cx.t(names::kind(kind))));
    [(ANY_KIND, cx.t("transfer-kind-any"))].into_iter().chain(own).collect()
}

/// How a status shows.
pub fn tone(status: Status) -> Tone {
    match status {
        Status::Done => Tone::Good,
        Status::Failed => Tone::Bad,
        status if status.is_busy() => Tone::Due,
        Status::Uploaded | Status::Analysed | Status::Ready => Tone::Draft,
        _ => Tone::Plain,
    }
}
