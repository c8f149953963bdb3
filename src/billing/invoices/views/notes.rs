//! What corrects an issued paper, and the ways to correct it.

use maud::{Markup, html};

use super::super::model::{Kind, Noted, State};
use super::parts::One;
use crate::base::Right;
use crate::web::Cx;
use crate::web::components::{Button, Inputs, section};

/// The notes on a paper, and how to write one; nothing where neither is.
pub(super) fn notes(cx: &Cx, one: &One, inputs: &Inputs) -> Markup {
    let invoice = &one.invoice;
    let may =
        cx.may(Right::MoneyWrite) && invoice.state == State::Issued && invoice.facts.kind != Kind::CreditNote;
    if one.notes.is_empty() && !may {
        return html! {};
    }
    let new = |kind: Kind| cx.path(format_args!("/invoices/new?paper={}&of={}", kind.code(), invoice.id));
    let is_untouched = invoice.issued.as_ref().is_some_and(|issued| issued.balance.is_untouched());
    let body = html! {
        @if !one.notes.is_empty() { (listed(cx, &one.notes)) }
        @if may {
            p.actions {
                (Button::link(new(Kind::CreditNote), cx.t("invoices-credit-new")))
                (Button::link(new(Kind::DebitNote), cx.t("invoices-debit-new")).quiet())
            }
            @if is_untouched && one.notes.is_empty() { (void(cx, one, inputs)) }
        }
    };
    section("notes", cx.t("invoices-notes"), html! {}, body)
}

fn listed(cx: &Cx, notes: &[Noted]) -> Markup {
    html! {
        ul.lines {
            @for note in notes {
                li {
                    a href=(cx.path(format_args!("/invoices/{}", note.id))) {
                        (cx.t(note.kind.key())) " "
                        @if note.number.is_empty() { (cx.t("invoices-unnumbered")) } @else { (note.number) }
                    }
                    @if note.state != State::Draft {
                        span.how { (crate::base::Money::new(note.balance.due, note.balance.currency).full(cx.language())) }
                    }
                }
            }
        }
    }
}

fn void(cx: &Cx, one: &One, inputs: &Inputs) -> Markup {
    html! {
        details {
            summary { (cx.t("invoices-void")) }
            form.form method="post" action=(cx.path(format_args!("/invoices/{}/void", one.invoice.id))) {
                (inputs.hidden("version"))
                p { (cx.t("invoices-void-text")) }
                (inputs.text("reason", cx.t("invoices-reason")).autocomplete("off"))
                p.actions { (Button::submit(cx.t("invoices-void")).grave()) }
            }
        }
    }
}
