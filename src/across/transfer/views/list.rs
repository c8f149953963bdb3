//! The lists that came in, and the form that brings the next one.

use maud::{Markup, html};

use super::super::model::{Import, KINDS, Status};
use crate::base::{Fields, Problems, SubjectKind};
use crate::web::components::{Button, Drawing, Icon, Inputs, Kind, Tone, section, state, time, title};
use crate::web::{Cx, frame};

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
            (inputs.radios("kind", cx.t("transfer-kind")).choices(KINDS.map(|kind| (kind.code(), cx.t(kind_key(kind))))))
            (inputs.text("file", cx.t("transfer-file")).kind(Kind::File).accept(ACCEPTED)
                .help(cx.t("transfer-file-help")))
            (inputs.area("rows", cx.t("transfer-paste")).lines(4).optional().help(cx.t("transfer-paste-help")))
            p.actions { (Button::submit(cx.t("transfer-upload")).primary().icon(Icon::Import)) }
            p.help { (cx.t("transfer-nothing-yet")) }
        }
        @if past.is_empty() { (Drawing::Tray) }
        }
        @if !past.is_empty() {
            (section("past", cx.t("transfer-past"), html! {}, table(cx, past)))
        }
    };
    frame(cx, &inputs.title(cx.t("transfer-title")), body)
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
                        th.name scope="row" { a href=(cx.path(format_args!("/import/{}", import.id))) { (import.file_name) } }
                        td { (cx.t(kind_key(import.kind))) }
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

fn kind_key(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Company => "transfer-kind-company",
        _ => "transfer-kind-contact",
    }
}

fn tone(status: Status) -> Tone {
    match status {
        Status::Done => Tone::Good,
        Status::Failed => Tone::Bad,
        status if status.is_busy() => Tone::Due,
        Status::Uploaded | Status::Analysed | Status::Ready => Tone::Draft,
        _ => Tone::Plain,
    }
}
