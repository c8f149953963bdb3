//! The form of a letter.

use maud::{Markup, html};

use super::super::model::{Addressee, Desk};
use super::{back, left_out};
use crate::base::{Fields, Problems, SubjectKind, format};
use crate::crm::files::{ACCEPTED, State};
use crate::crm::mails::Field;
use crate::web::components::{Button, Drawing, Inputs, Kind, empty, title};
use crate::web::{Cx, frame};

/// What the form shows.
pub struct Sheet<'a> {
    /// Who may get it, and what may go along.
    pub desk: &'a Desk,
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
}

/// The whole page.
pub fn form(cx: &Cx, sheet: &Sheet) -> Markup {
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let record = &sheet.desk.record;
    let action = cx.path(format_args!("/mails/new?{}", sheet.desk.query()));
    let body = html! {
        (back(cx, record))
        (title(cx.t("writing-title"), "", html! {}))
        @if sheet.desk.addressees.is_empty() {
            (empty(Drawing::Tray, cx.t("writing-nobody-title"), cx.t("writing-nobody-text"), html! {
                (Button::link(cx.path(&record.path), record.name.as_str()).primary())
            }))
        } @else {
            (inputs.errors())
            (left_out(cx, sheet.desk))
            form.form method="post" enctype="multipart/form-data" action=(action) novalidate {
                (inputs.hidden("act"))
                // The key Enter in a line takes the first button: it must not be the template's.
                button hidden name="do" value="preview" { (cx.t("writing-preview")) }
                (inputs.checks("to", cx.t("writing-to")).help(cx.t("writing-to-help"))
                    .choices(sheet.desk.addressees.iter().map(|to| (to.code(), called(cx, to)))))
                (templates(cx, sheet.desk, &inputs))
                (inputs.text("subject", cx.t("mails-subject")).autocomplete("off"))
                (inputs.area("text", cx.t("mails-text")).lines(12).help(cx.t("mails-fields-help")))
                (fields_known(cx))
                (signature(cx, sheet.desk, &inputs))
                @if sheet.desk.many.is_empty() { (enclosures(cx, sheet.desk, &inputs)) }
                p.actions {
                    (Button::submit(cx.t("writing-preview")).primary().sends("do", "preview").key("s"))
                    (Button::link(cx.path(&record.path), cx.t("form-cancel")).quiet())
                }
            }
        }
    };
    frame(cx, &inputs.title(cx.t("writing-title")), body)
}

/// "Ana Petrova, ana@example.com (unsubscribed)".
fn called(cx: &Cx, to: &Addressee) -> String {
    let unsubscribed =
        if to.is_suppressed { format!(" ({})", cx.t("mails-unsubscribed")) } else { String::new() };
    match to.kind {
        SubjectKind::Company => format!("{}{unsubscribed}", to.address),
        _ => format!("{}, {}{unsubscribed}", to.name, to.address),
    }
}

fn templates(cx: &Cx, desk: &Desk, inputs: &Inputs) -> Markup {
    let choices = desk.templates.iter().map(|template| {
        let facts = &template.facts;
        (template.id.to_string(), format!("{} ({})", facts.name, facts.language.name()))
    });
    html! {
        @if !desk.templates.is_empty() {
            (inputs.select("template", cx.t("writing-template")).none(cx.t("writing-template-none")).choices(choices)
                .help(cx.t("writing-template-help")).optional())
            p.actions { (Button::submit(cx.t("writing-template-take")).sends("do", "fill")) }
        }
    }
}

/// What can be filled in.
fn fields_known(cx: &Cx) -> Markup {
    html! {
        details {
            summary { (cx.t("mails-fields")) }
            ul.lines {
                @for field in Field::ALL { li { code { "{" (field.code()) "}" } span.how { (cx.t(field.key())) } } }
            }
        }
    }
}

fn signature(cx: &Cx, desk: &Desk, inputs: &Inputs) -> Markup {
    html! {
        @if desk.signature.is_empty() {
            p.help { (cx.t("writing-signature-none")) " " a href="/account#signature" { (cx.t("writing-signature-add")) } }
        } @else {
            (inputs.check("signed", cx.t("writing-signed")).help(desk.signature.lines().collect::<Vec<_>>().join(" · ")))
        }
    }
}

fn enclosures(cx: &Cx, desk: &Desk, inputs: &Inputs) -> Markup {
    let offered = desk.files.iter().filter(|file| file.state != State::Quarantined);
    let choices: Vec<(String, String)> = offered
        .map(|file| {
            let size = format::size(cx.language(), file.size);
            let called = match file.state {
                State::Waiting => format!("{}, {size} ({})", file.name, cx.t(State::Waiting.key())),
                State::Ready | State::Quarantined => format!("{}, {size}", file.name),
            };
            (file.id.to_string(), called)
        })
        .collect();
    html! {
        @if !choices.is_empty() {
            (inputs.checks("enclosed", cx.t("writing-enclosed")).optional().choices(choices))
        }
        (inputs.text("file", cx.t("writing-file")).kind(Kind::File).accept(ACCEPTED).help(cx.t("writing-file-help"))
            .optional())
        p.actions { (Button::submit(cx.t("writing-file-add")).sends("do", "enclose")) }
    }
}
