//! For whom is the quote?

use maud::{Markup, html};

use super::form::way_back;
use crate::billing::invoices::store::Customer;
use crate::web::components::{Button, Icon, icon, title};
use crate::web::{Cx, flash, frame};

/// The search for a customer, and what it found.
pub fn choose(cx: &Cx, asked: &str, deal: &str, found: &[Customer]) -> Markup {
    let here = cx.path("/quotes/new");
    let way = |customer: &Customer| {
        let subject = customer.subject.to_string();
        let mut pairs = vec![("customer", subject.as_str())];
        if !deal.is_empty() {
            pairs.push(("deal", deal));
        }
        flash::with(&here, &pairs)
    };
    let body = html! {
        (way_back(cx))
        (title(cx.t("quotes-new"), "", html! {}))
        p { (cx.t("quotes-choose-text")) }
        form.bar role="search" action=(here) aria-label=(cx.t("invoices-choose")) {
            span.find {
                (icon(Icon::Search))
                input type="search" name="q" value=(asked) aria-label=(cx.t("invoices-choose-label"))
                    placeholder=(cx.t("invoices-choose")) autocomplete="off";
            }
            @if !deal.is_empty() { input type="hidden" name="deal" value=(deal); }
            (Button::submit(cx.t("search-find")))
        }
        @if !found.is_empty() {
            ul.lines {
                @for customer in found {
                    li { a href=(way(customer)) { (customer.name) } span.how { (customer.about) } }
                }
            }
        } @else if !asked.is_empty() {
            p.help { (cx.t("invoices-choose-none")) }
        }
        p { a href=(cx.path("/companies/new")) { (cx.t("invoices-choose-company")) } " "
            a href=(cx.path("/contacts/new")) { (cx.t("invoices-choose-contact")) } }
    };
    frame(cx, cx.t("quotes-choose-title"), body)
}
