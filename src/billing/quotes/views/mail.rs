//! The mail that brings a quote to its customer.

use maud::{Markup, html};

use super::super::model::{Quote, file_name};
use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs, title, trail};
use crate::web::{Cx, frame};

/// The whole page.
pub fn mail(cx: &Cx, quote: &Quote, (fields, problems): (&Fields, &Problems)) -> Markup {
    let (page, number) = (cx.path(format_args!("/quotes/{}", quote.id)), quote.called());
    let heading = cx.tell("quotes-mail-title", &[("number", number.clone().into())]);
    let inputs = Inputs::new(cx, fields, problems);
    let file = format!("{}.pdf", file_name(&number));
    let body = html! {
        (trail(cx, &[(&cx.path("/quotes"), cx.t("quotes-title")), (&page, &number)]))
        (title(&heading, "", html! {}))
        (inputs.errors())
        form.form method="post" action={ (page) "/mail" } {
            (inputs.hidden("act"))
            (inputs.text("to", cx.t("invoices-send-to")).help(cx.t("invoices-send-to-help")).autocomplete("off"))
            (inputs.text("subject", cx.t("mails-subject")).autocomplete("off"))
            (inputs.area("text", cx.t("invoices-send-text")).lines(11))
            p.help { (cx.tell("invoices-send-file", &[("name", file.into())])) }
            p.actions {
                (Button::submit(cx.t("invoices-send")).primary().key("s"))
                (Button::link(page.clone(), cx.t("form-cancel")).quiet())
            }
        }
    };
    frame(cx, &inputs.title(&heading), body)
}
