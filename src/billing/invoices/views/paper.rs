//! The paper itself, as it can be read on a screen.

use maud::{Markup, html};

use crate::base::Money;
use crate::billing::countries::Pack;
use crate::billing::documents::{Account, Document, Line, Party, Route};
use crate::billing::pricing::{Category, Figure, Measure, explain, explained, reckon};
use crate::web::Cx;
use crate::web::components::day;

/// The whole of it; a draft has no number yet.
pub(super) fn paper(cx: &Cx, document: &Document, is_draft: bool) -> Markup {
    let head = document.head();
    let name = Pack::of(head.seller.address.country).name(head.kind, cx.language());
    html! {
        article.paper aria-label=(name) {
            header {
                div {
                    p.sort { (name) @if !is_draft { " " (head.number) } }
                    @if is_draft { p.how { (cx.tell("invoices-takes-number", &[("number", head.number.clone().into())])) } }
                    @for paper in &head.preceding {
                        p { (cx.t("invoices-of")) " " (paper.number) ", " (day(cx, paper.issued_on)) }
                    }
                    @if !head.reason.is_empty() { p { (head.reason) } }
                }
                (party(cx, &head.seller))
            }
            div.to {
                div {
                    p.label { (cx.t("invoices-buyer")) }
                    @if let Some(buyer) = &head.buyer { (party(cx, buyer)) }
                }
                (terms(cx, document))
            }
            (lines(cx, document))
            (totals(cx, document))
            (legal(cx, document))
        }
    }
}

fn terms(cx: &Cx, document: &Document) -> Markup {
    let head = document.head();
    let said = [
        ("invoices-order", &head.order),
        ("invoices-reference", &head.buyer_reference),
        ("terms-title", &head.terms.first),
    ];
    html! {
        dl.terms {
            div { dt { (cx.t("invoices-issued-on")) } dd { (day(cx, head.issued_on)) } }
            @if let Some(taxed_on) = head.taxed_on {
                div { dt { (cx.t("invoices-supplied-on")) } dd { (day(cx, taxed_on)) } }
            }
            @if let Some(due_on) = head.due_on {
                div { dt { (cx.t("invoices-due-on")) } dd { (day(cx, due_on)) } }
            }
            @for (key, value) in said.iter().filter(|(_, value)| !value.is_empty()) {
                div { dt { (cx.t(key)) } dd { (value) } }
            }
        }
    }
}

/// Who sells or buys.
pub fn party(cx: &Cx, party: &Party) -> Markup {
    let address = &party.address;
    let town = [address.postcode.as_str(), address.city.as_str()].join(" ");
    let numbers =
        [("invoices-company-number", &party.company_number), ("invoices-vat-number", &party.vat_number)];
    html! {
        address {
            b { (party.legal_name) }
            @for line in [address.street.as_str(), town.trim(), address.region.as_str()] {
                @if !line.is_empty() { br; (line) }
            }
            br; (address.country.name(cx.language()))
            @for (key, number) in numbers.iter().filter(|(_, number)| !number.is_empty()) {
                br; span.how { (cx.t(key)) " " (number) }
            }
        }
    }
}

fn lines(cx: &Cx, document: &Document) -> Markup {
    html! {
        table.sold {
            caption.unseen { (cx.t("invoices-lines")) }
            thead { tr {
                th scope="col" { (cx.t("invoices-name")) }
                th.num scope="col" { (cx.t("invoices-quantity")) }
                th.num scope="col" { (cx.t("invoices-price")) }
                th scope="col" { (cx.t("invoices-tax")) }
                th.num scope="col" { (cx.t("invoices-amount")) }
            } }
            tbody { @for line in &document.sums().lines { (one(cx, document, line)) } }
        }
    }
}

fn one(cx: &Cx, document: &Document, line: &Line) -> Markup {
    let (language, currency) = (cx.language(), document.sums().currency);
    html! {
        tr {
            th scope="row" {
                (line.item.name)
                @if !line.item.description.is_empty() { br; span.how { (line.item.description) } }
                @if let Some(Measure::Percent(percent)) = line.discount {
                    br; span.how { (cx.t("invoices-discount")) " " (percent.show(language)) }
                }
            }
            td.num { (line.quantity.show(language)) " " span.how { (cx.t(line.item.unit.key())) } }
            td.num { (line.price.show(currency, language)) }
            td {
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
    let at = |percent: String, base: i64| {
        cx.tell("invoices-vat-at", &[("percent", percent.into()), ("base", money(base).into())])
    };
    html! {
        dl.totals {
            div { dt { (cx.t("invoices-net")) } dd { (money(sums.net)) } }
            @for group in &sums.groups {
                div {
                    dt {
                        @match group.tax.category {
                            Category::S => (at(group.tax.percent.show(language), group.base)),
                            other => (cx.t(other.key())),
                        }
                    }
                    dd { (money(group.vat)) }
                }
            }
            div.owed { dt { (cx.t("invoices-due")) } dd { (money(sums.due)) } }
            @if let Some(home) = &sums.home {
                div {
                    dt { (cx.tell("invoices-home-vat", &[("currency", home.exchange.currency.code().into())])) }
                    dd { (Money::new(home.vat, home.exchange.currency).full(language)) }
                }
            }
        }
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

/// Why there is no tax, the sum in words, where to pay, and what else is said.
pub fn legal(cx: &Cx, document: &Document) -> Markup {
    let head = document.head();
    let grounds = document.sums().groups.iter().filter_map(|group| group.ground.as_ref());
    let grounds: Vec<&str> = grounds.map(|ground| ground.wording.first.as_str()).collect();
    let is_silent = grounds.is_empty()
        && head.in_words.is_none()
        && head.payment.accounts.is_empty()
        && head.notes.is_empty()
        && head.seller.registration.is_empty();
    html! {
        @if !is_silent {
            div.legal {
                @for ground in grounds { p { (ground) } }
                @if let Some(words) = &head.in_words { p { (cx.t("invoices-in-words")) ": " (words.first) } }
                @for account in &head.payment.accounts { p { (cx.t("invoices-account")) ": " (pay_to(account)) } }
                @for note in &head.notes { p { (note) } }
                @if !head.seller.registration.is_empty() { p.how { (head.seller.registration) } }
            }
        }
    }
}

fn pay_to(account: &Account) -> String {
    let number = match &account.route {
        Route::Iban(iban, Some(bic)) => format!("IBAN {}, BIC {}", iban.grouped(), bic.as_str()),
        Route::Iban(iban, None) => format!("IBAN {}", iban.grouped()),
        Route::SortCode(code, number) => format!("{}, {}", code.grouped(), number.as_str()),
    };
    format!("{}, {number}", account.bank)
}
