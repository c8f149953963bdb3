//! The paper itself, as a table that can be read.

use maud::{Markup, html};

use crate::billing::documents::{Document, Line, Party};
use crate::billing::pricing::{Category, Figure, Measure, explain, explained, reckon};
use crate::web::Cx;
use crate::web::components::{day, section};

/// The whole of it.
pub(super) fn paper(cx: &Cx, document: &Document) -> Markup {
    html! {
        (section("parties", cx.t("invoices-parties"), html! {}, parties(cx, document)))
        (section("lines", cx.t("invoices-lines"), html! {}, lines(cx, document)))
        (section("totals", cx.t("invoices-totals"), html! {}, totals(cx, document)))
    }
}

fn parties(cx: &Cx, document: &Document) -> Markup {
    let head = document.head();
    html! {
        dl.facts {
            div { dt { (cx.t("invoices-seller")) } dd { (party(cx, &head.seller)) } }
            @if let Some(buyer) = &head.buyer {
                div { dt { (cx.t("invoices-buyer")) } dd { (party(cx, buyer)) } }
            }
            @if let Some(taxed_on) = head.taxed_on {
                div { dt { (cx.t("invoices-supplied-on")) } dd { (day(cx, taxed_on)) } }
            }
            @if !head.terms.first.is_empty() {
                div { dt { (cx.t("terms-title")) } dd { (head.terms.first) } }
            }
            @if !head.order.is_empty() { div { dt { (cx.t("invoices-order")) } dd { (head.order) } } }
            @if !head.buyer_reference.is_empty() {
                div { dt { (cx.t("invoices-reference")) } dd { (head.buyer_reference) } }
            }
            @for note in &head.notes { div { dt { (cx.t("invoices-note")) } dd { (note) } } }
            @for account in &head.payment.accounts {
                div { dt { (cx.t("invoices-account")) } dd { (account.bank) } }
            }
        }
    }
}

fn party(cx: &Cx, party: &Party) -> Markup {
    let address = &party.address;
    let place = [&address.street, &address.postcode, &address.city, &address.region].map(String::as_str);
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let numbers = [&party.company_number, &party.vat_number].map(String::as_str);
    let numbers: Vec<&str> = numbers.into_iter().filter(|part| !part.is_empty()).collect();
    html! {
        b { (party.legal_name) } br;
        (place.join(", ")) br;
        (address.country.name(cx.language()))
        @if !numbers.is_empty() { br; (numbers.join(", ")) }
    }
}

fn lines(cx: &Cx, document: &Document) -> Markup {
    html! {
        div.sheet {
            table.ledger {
                caption.unseen { (cx.t("invoices-lines")) }
                thead { tr {
                    th scope="col" { (cx.t("invoices-name")) }
                    th.num scope="col" { (cx.t("invoices-quantity")) }
                    th.num.aside scope="col" { (cx.t("invoices-price")) }
                    th.num.aside scope="col" { (cx.t("invoices-discount")) }
                    th.aside scope="col" { (cx.t("invoices-tax")) }
                    th.num scope="col" { (cx.t("invoices-amount")) }
                } }
                tbody { @for line in &document.sums().lines { (one(cx, document, line)) } }
            }
        }
    }
}

fn one(cx: &Cx, document: &Document, line: &Line) -> Markup {
    let (language, currency) = (cx.language(), document.sums().currency);
    html! {
        tr {
            th.name scope="row" {
                (line.item.name)
                @if !line.item.description.is_empty() { br; span.how { (line.item.description) } }
            }
            td.num { (line.quantity.show(language)) " " (cx.t(line.item.unit.key())) }
            td.num.aside { (line.price.show(currency, language)) }
            td.num.aside {
                @if let Some(Measure::Percent(percent)) = line.discount { (percent.show(language)) }
            }
            td.aside {
                @match line.tax.category {
                    Category::S => (line.tax.percent.show(language)),
                    other => (cx.t(other.key())),
                }
            }
            td.num { (document.money(line.amount).full(language)) }
        }
    }
}

fn totals(cx: &Cx, document: &Document) -> Markup {
    let (language, sums) = (cx.language(), document.sums());
    let money = |minor: i64| document.money(minor).full(language);
    html! {
        table.ledger {
            caption.unseen { (cx.t("invoices-totals")) }
            tbody {
                tr { th.name scope="row" { (cx.t("invoices-net")) } td.num { (money(sums.net)) } }
                @for group in &sums.groups {
                    tr {
                        th.name scope="row" {
                            @match group.tax.category {
                                Category::S => (cx.tell("invoices-vat-at", &[
                                    ("percent", group.tax.percent.show(language).into()), ("base", money(group.base).into())])),
                                other => (cx.t(other.key())),
                            }
                            @if let Some(ground) = &group.ground { br; span.how { (ground.wording.first) } }
                        }
                        td.num { (money(group.vat)) }
                    }
                }
                tr { th.name scope="row" { b { (cx.t("invoices-due")) } } td.num { b { (money(sums.due)) } } }
                @if let Some(home) = &sums.home {
                    tr {
                        th.name scope="row" { (cx.tell("invoices-home-vat", &[("currency", home.exchange.currency.code().into())])) }
                        td.num { (crate::base::Money::new(home.vat, home.exchange.currency).full(language)) }
                    }
                }
            }
        }
        @if let Some(words) = &document.head().in_words { p { (cx.t("invoices-in-words")) ": " (words.first) } }
        (told(cx, document))
    }
}

/// How the total came about.
fn told(cx: &Cx, document: &Document) -> Markup {
    let paper = document.draft().paper();
    html! {
        @if let Ok(totals) = reckon(&paper) {
            details {
                summary { (cx.t("invoices-explain")) }
                (explained(cx, paper.currency, &explain(&paper, &totals, Figure::Payable)))
            }
        }
    }
}
