//! The form by which an e-mail is filed, and its page.

use maud::{Markup, html};

use crate::across::naming::Named;
use crate::base::{Fields, Problems};
use crate::crm::activities::{Head, Note, Who};
use crate::web::components::{Button, Inputs, Kind, broken, section, time, title, trail};
use crate::web::{Cx, frame};

/// The form as a page.
pub fn file_form(cx: &Cx, (fields, problems): (&Fields, &Problems), about: &Named) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let heading = cx.t("activities-file-mail");
    let record = cx.path(about.path());
    let action = cx.path(format_args!("/calls/mail?about={}", about.subject));
    let body = html! {
        (trail(cx, &[(&record, &about.name)]))
        (title(heading, "", html! {}))
        (inputs.errors())
        form.form method="post" enctype="multipart/form-data" action=(action) {
            (inputs.hidden("act"))
            (inputs.text("file", cx.t("calls-mail-file")).kind(Kind::File).accept(".eml,message/rfc822")
                .help(cx.t("calls-mail-file-help")).optional())
            (inputs.area("source", cx.t("calls-mail-source")).lines(6).help(cx.t("calls-mail-source-help")).optional())
            (inputs.check("attachments", cx.t("calls-mail-attachments")))
            p.actions {
                (Button::submit(cx.t("calls-mail-act")).primary().key("s"))
                (Button::link(record, cx.t("form-cancel")).quiet())
            }
        }
    };
    frame(cx, &inputs.title(&format!("{heading}: {}", about.name)), body)
}

/// An e-mail: who wrote it to whom, and its words as they came. `known` are those who are contacts or companies.
pub fn mail(cx: &Cx, (note, head): (&Note, &Head), about: &Named, known: &[(String, Named)]) -> Markup {
    let subject = if head.subject.is_empty() { cx.t("calls-mail-no-subject") } else { &head.subject };
    let people = |all: &[Who]| html! { ul { @for who in all { li { (person(cx, who, known)) } } } };
    let body = html! {
        (trail(cx, &[(&cx.path(about.path()), &about.name)]))
        (title(subject, "", html! {}))
        div.form {
            (section("head", cx.t("activities-mail"), html! {}, html! {
                dl.facts.locked {
                    div { dt { (cx.t("calls-mail-from")) } dd { (people(&head.people.from)) } }
                    @if !head.people.to.is_empty() { div { dt { (cx.t("calls-mail-to")) } dd { (people(&head.people.to)) } } }
                    div { dt { (cx.t("calls-held-on")) } dd { (time(cx, note.at())) } }
                }
            }))
            p { @for line in note.body.lines() { (line) br; } }
        }
    };
    frame(cx, subject, body)
}

/// By the name that is known here, else as the e-mail says.
fn person(cx: &Cx, who: &Who, known: &[(String, Named)]) -> Markup {
    let named = known.iter().find(|(address, _)| *address == who.address).map(|(_, named)| named);
    html! {
        @match named {
            Some(named) => { a href=(cx.path(named.path())) { (named.name) } " " },
            None if who.name.is_empty() => {},
            None => { (who.name) " " },
        }
        span.soft { (broken(&who.address)) }
    }
}
