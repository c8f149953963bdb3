//! What payments look like.

use maud::{Markup, html};

use super::model::{Kind, Payment};
use crate::base::{Fields, Money, Problems, Right};
use crate::billing::invoices::{Invoice, State};
use crate::web::components::{Button, Inputs, Kind as Typed, day, section, title, trail};
use crate::web::{Cx, frame};

/// The payments for a paper, each with what of it is for this one, and the way to write one down; nothing for a draft.
pub fn part(cx: &Cx, invoice: &Invoice, payments: &[(Payment, i64)]) -> Markup {
    let Some(issued) = invoice.issued.as_ref().filter(|_| invoice.state == State::Issued) else {
        return html! {};
    };
    let rest = issued.balance.rest().minor;
    let may = cx.may(Right::MoneyWrite) && rest != 0;
    if payments.is_empty() && !may {
        return html! {};
    }
    let pay = cx.path(format_args!("/invoices/{}/pay", invoice.id));
    let key = if rest < 0 { "payments-back" } else { "payments-record" };
    let body = html! {
        @if !payments.is_empty() {
            ul.lines { @for (payment, part) in payments { (line(cx, invoice, payment, *part)) } }
        }
        @if may { p.actions { (Button::link(pay, cx.t(key))) } }
    };
    section("payments", cx.t("payments-title"), html! {}, body)
}

fn line(cx: &Cx, invoice: &Invoice, payment: &Payment, part: i64) -> Markup {
    let amount = Money::new(part, payment.amount.currency).full(cx.language());
    let undo = cx.path(format_args!("/payments/{}/undo", payment.id));
    html! {
        li {
            span {
                b { (amount) } " " (day(cx, payment.received_on)) ", " (cx.t(payment.kind.key()))
                @if payment.is_undone { " · " (cx.t("payments-undone")) }
            }
            @if !payment.reference.is_empty() { span.how { (payment.reference) } }
            @if !payment.note.is_empty() { span.how { (payment.note) } }
            @if !payment.is_undone && cx.may(Right::MoneyWrite) {
                form.actions method="post" action=(undo) {
                    input type="hidden" name="invoice" value=(invoice.id);
                    (Button::submit(cx.t("payments-undo")).quiet())
                }
            }
        }
    }
}

/// The form of a payment: the paper from which it is opened, and the others of this customer on which something is owed.
pub struct Sheet<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// The papers; the first one is that from whose page it is opened.
    pub papers: &'a [Invoice],
    /// Whether it is paid back.
    pub is_back: bool,
}

/// The whole page.
pub fn form(cx: &Cx, sheet: &Sheet) -> Markup {
    let Some(first) = sheet.papers.first() else { return html! {} };
    let number = first.issued.as_ref().map_or("", |issued| &issued.number);
    let page = cx.path(format_args!("/invoices/{}", first.id));
    let heading = cx.t(if sheet.is_back { "payments-back" } else { "payments-record" });
    let inputs = Inputs::new(cx, sheet.fields, sheet.problems);
    let body = html! {
        (trail(cx, &[(&cx.path("/invoices"), cx.t("invoices-title")), (&page, number)]))
        (title(heading, "", html! {}))
        (inputs.errors())
        form.form method="post" action={ (page) "/pay" } {
            (inputs.hidden("act"))
            @if sheet.is_back { input type="hidden" name="back" value="1"; }
            @for (row, paper) in sheet.papers.iter().enumerate() { (amount(cx, &inputs, row, paper)) }
            (inputs.radios("kind", cx.t("payments-kind")).choices(Kind::ALL.iter().map(|kind| (kind.code(), cx.t(kind.key())))))
            (inputs.text("received_on", cx.t("payments-received-on")).kind(Typed::Date).short())
            (inputs.text("reference", cx.t("payments-reference")).help(cx.t("payments-reference-help")).optional()
                .autocomplete("off"))
            (inputs.area("note", cx.t("payments-note")).optional().lines(2))
            p.actions {
                (Button::submit(heading).primary().key("s"))
                (Button::link(page.clone(), cx.t("form-cancel")).quiet())
            }
        }
    };
    frame(cx, &inputs.title(heading), body)
}

fn amount<'a>(cx: &Cx, inputs: &Inputs<'a>, row: usize, paper: &Invoice) -> Markup {
    let number = paper.issued.as_ref().map_or("", |issued| &issued.number).to_owned();
    let rest = paper
        .issued
        .as_ref()
        .map(|issued| issued.balance.rest())
        .unwrap_or(Money::new(0, paper.facts.currency));
    let owed = Money::new(rest.minor.abs(), rest.currency).full(cx.language());
    let told = [("number", number.into()), ("owed", owed.into())];
    html! {
        input type="hidden" name="invoice" value=(paper.id);
        (inputs.text("amount", cx.tell("payments-amount", &told)).row(row).short().autocomplete("off"))
    }
}
