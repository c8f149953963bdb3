//! The letter that goes along with an issued paper.

use maud::{Markup, html};

use super::super::model::{Cover, Invoice};
use crate::base::{Fields, Problems, Right};
use crate::crm::mails::Posted;
use crate::web::components::{Button, Inputs, section, title, trail};
use crate::web::{Cx, frame};
use crate::workspace::email;

/// The letter as the form shows it.
pub fn typed_cover(cover: &Cover) -> Fields {
    Fields::new().with("to", cover.to.join(", ")).with("subject", &cover.subject).with("text", &cover.text)
}

/// The whole page.
pub fn send(cx: &Cx, invoice: &Invoice, (fields, problems): (&Fields, &Problems)) -> Markup {
    let page = cx.path(format_args!("/invoices/{}", invoice.id));
    let number = invoice.issued.as_ref().map_or("", |issued| &issued.number);
    let heading = cx.tell("invoices-send-title", &[("number", number.to_owned().into())]);
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (trail(cx, &[(&cx.path("/invoices"), cx.t("invoices-title")), (&page, number)]))
        (title(&heading, "", html! {}))
        (inputs.errors())
        form.form method="post" action={ (page) "/send" } {
            (inputs.hidden("act"))
            (inputs.text("to", cx.t("invoices-send-to")).help(cx.t("invoices-send-to-help")).autocomplete("off"))
            (inputs.text("subject", cx.t("mails-subject")).autocomplete("off"))
            (inputs.area("text", cx.t("invoices-send-text")).lines(9))
            p.help { (cx.tell("invoices-send-file", &[("name", format!("{number}.pdf").into())])) }
            p.actions {
                (Button::submit(cx.t("invoices-send")).primary().key("s"))
                (Button::link(page.clone(), cx.t("form-cancel")).quiet())
            }
        }
    };
    frame(cx, &inputs.title(&heading), body)
}

/// To whom it went, and what became of that; nothing where it has not been sent.
pub fn sent(cx: &Cx, mails: &[Posted]) -> Markup {
    if mails.is_empty() {
        return html! {};
    }
    let body = html! {
        ul.lines {
            @for mail in mails {
                li {
                    @if cx.may(Right::CustomersRead) {
                        a href=(cx.path(format_args!("/mails/{}", mail.id))) { (mail.address) }
                    } @else { (mail.address) }
                    (email::standing(cx, mail.state))
                }
            }
        }
    };
    section("sent", cx.t("invoices-sent"), html! {}, body)
}
