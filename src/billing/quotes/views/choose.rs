//! For whom is the quote?

use maud::{Markup, html};

use super::super::model::Template;
use super::form::way_back;
use crate::base::Fields;
use crate::billing::invoices::store::Customer;
use crate::web::components::{Button, Icon, chip, chip_on, icon, title};
use crate::web::{Cx, flash, frame};

/// The search for a customer, and what it found.
pub fn choose(cx: &Cx, query: &Fields, found: &[Customer], templates: &[Template]) -> Markup {
    let (here, asked) = (cx.path("/quotes/new"), query.first("q"));
    let named = ["deal", "like", "template"].map(|name| (name, query.first(name)));
    let named: Vec<(&str, &str)> = named.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let way = |customer: &Customer| {
        let subject = customer.subject.to_string();
        let mut pairs = vec![("customer", subject.as_str())];
        pairs.extend(&named);
        flash::with(&here, &pairs)
    };
    let body = html! {
        (way_back(cx))
        (title(cx.t("quotes-new"), "", html! {}))
        p { (cx.t("quotes-choose-text")) }
        @if !templates.is_empty() { (begin_like(cx, query, templates)) }
        form.bar role="search" action=(here) aria-label=(cx.t("invoices-choose")) {
            span.find {
                (icon(Icon::Search))
                input type="search" name="q" value=(asked) aria-label=(cx.t("invoices-choose-label"))
                    placeholder=(cx.t("invoices-choose")) autocomplete="off";
            }
            @for (name, value) in &named { input type="hidden" name=(name) value=(value); }
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

/// Like one of the templates, if somebody wants to.
fn begin_like(cx: &Cx, query: &Fields, templates: &[Template]) -> Markup {
    let here = cx.path("/quotes/new");
    let kept: Vec<(&str, &str)> = ["deal", "q"]
        .map(|name| (name, query.first(name)))
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let way = |quote: Option<&str>| {
        let mut pairs = kept.clone();
        pairs.extend(quote.into_iter().flat_map(|quote| [("like", quote), ("template", "1")]));
        flash::with(&here, &pairs)
    };
    let like = query.first("like");
    html! {
        nav.bar aria-label=(cx.t("quotes-template-begin")) {
            span { (cx.t("quotes-template-begin")) }
            @for template in templates {
                @let quote = template.quote.to_string();
                @if like == quote { (chip_on(cx, &way(None), &template.name)) }
                @else { (chip(&way(Some(&quote)), &template.name)) }
            }
        }
    }
}
