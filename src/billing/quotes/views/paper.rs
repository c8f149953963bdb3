//! The paper itself, as it is read, and as the customer ticks what they want of it.

use maud::{Markup, html};

use super::super::model::{Quote, QuoteLine};
use crate::base::Day;
use crate::billing::countries::Pack;
use crate::billing::documents::{Document, Line};
use crate::billing::invoices::views::{legal, party};
use crate::billing::pricing::{Category, Measure, Quantity};
use crate::web::Cx;
use crate::web::components::day;

/// Whether the customer still chooses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is read.
    Read,
    /// What is optional can be ticked.
    Choose,
}

/// What the paper is drawn from.
pub(super) struct Sheet<'a> {
    /// The paper with every line on offer.
    pub offer: &'a Document,
    /// The paper with what is taken of them; none where nothing is.
    pub chosen: Option<&'a Document>,
    /// The lines, with the words between them.
    pub lines: &'a [QuoteLine],
    /// How much of each thing on offer is taken.
    pub taken: &'a [Option<Quantity>],
    /// The last day on which it can be accepted.
    pub valid_until: Day,
    /// Whether the customer still chooses.
    pub mode: Mode,
}

impl<'a> Sheet<'a> {
    /// A quote as it is read.
    pub fn read(
        quote: &'a Quote,
        offer: &'a Document,
        chosen: Option<&'a Document>,
        taken: &'a [Option<Quantity>],
    ) -> Sheet<'a> {
        let (lines, valid_until) = (quote.facts.lines.as_slice(), quote.facts.valid_until);
        Sheet { offer, chosen, lines, taken, valid_until, mode: Mode::Read }
    }

    /// Each line of the offer with how much of it is taken, and as what it is then reckoned.
    fn reckoned(&self) -> Vec<(&'a Line, Option<Quantity>, i64)> {
        let mut chosen = self.chosen.map(|chosen| chosen.sums().lines.as_slice()).unwrap_or_default().iter();
        let offered = self.offer.sums().lines.iter().zip(self.taken);
        offered
            .map(|(line, taken)| match taken.and_then(|_| chosen.next()) {
                Some(reckoned) => (line, Some(reckoned.quantity), reckoned.amount),
                None => (line, None, line.amount),
            })
            .collect()
    }
}

/// The whole of it.
pub(super) fn paper(cx: &Cx, sheet: &Sheet) -> Markup {
    let head = sheet.offer.head();
    let name = Pack::of(head.seller.address.country).name(head.kind, cx.language());
    html! {
        article.paper aria-label=(name) {
            header { div { p.sort { (name) " " (head.number) } } (party(cx, &head.seller)) }
            div.to {
                div {
                    p.label { (cx.t("quotes-for")) }
                    @if let Some(buyer) = &head.buyer { (party(cx, buyer)) }
                }
                (terms(cx, sheet))
            }
            (lines(cx, sheet))
            @if let Some(chosen) = sheet.chosen { (totals(cx, chosen)) (legal(cx, chosen)) }
        }
    }
}

fn terms(cx: &Cx, sheet: &Sheet) -> Markup {
    let head = sheet.offer.head();
    let said = [
        ("invoices-order", &head.order),
        ("invoices-reference", &head.buyer_reference),
        ("terms-title", &head.terms.first),
    ];
    html! {
        dl.terms {
            div { dt { (cx.t("quotes-day")) } dd { (day(cx, head.issued_on)) } }
            div { dt { (cx.t("quotes-valid-until")) } dd { (day(cx, sheet.valid_until)) } }
            @for (key, value) in said.iter().filter(|(_, value)| !value.is_empty()) {
                div { dt { (cx.t(key)) } dd { (value) } }
            }
        }
    }
}

fn lines(cx: &Cx, sheet: &Sheet) -> Markup {
    let reckoned = sheet.reckoned();
    let (mut place, mut since) = (0, 0);
    let mut rows = Vec::new();
    for line in sheet.lines {
        rows.push(match line {
            QuoteLine::Sold { is_optional, choices, .. } => {
                let drawn = reckoned.get(place).map(|(of, taken, amount)| {
                    since += if taken.is_some() { *amount } else { 0 };
                    let offered = Offered { place, is_optional: *is_optional, choices };
                    sold(cx, sheet, &offered, (of, *taken, *amount))
                });
                place += 1;
                drawn.unwrap_or_default()
            }
            QuoteLine::Heading(name, about) => {
                since = 0;
                html! { tr { th colspan="5" scope="colgroup" { b { (name) } @if !about.is_empty() { br; span.how { (about) } } } } }
            }
            QuoteLine::Text(about) => html! { tr { td colspan="5" { (about) } } },
            QuoteLine::Subtotal => html! {
                tr {
                    th colspan="4" scope="row" { (cx.t("quotes-part-subtotal")) }
                    td.num { b { (sheet.offer.money(since).full(cx.language())) } }
                }
            },
        });
    }
    html! {
        table.sold {
            caption.unseen { (cx.t("quotes-lines")) }
            thead { tr {
                th scope="col" { (cx.t("quotes-name")) }
                th.num scope="col" { (cx.t("invoices-quantity")) }
                th.num scope="col" { (cx.t("invoices-price")) }
                th scope="col" { (cx.t("invoices-tax")) }
                th.num scope="col" { (cx.t("invoices-amount")) }
            } }
            tbody { @for row in rows { (row) } }
        }
    }
}

/// What of a line the customer may choose.
struct Offered<'a> {
    place: usize,
    is_optional: bool,
    choices: &'a [Quantity],
}

fn sold(
    cx: &Cx,
    sheet: &Sheet,
    offered: &Offered,
    (line, taken, amount): (&Line, Option<Quantity>, i64),
) -> Markup {
    let (language, currency) = (cx.language(), sheet.offer.sums().currency);
    html! {
        tr {
            th scope="row" {
                (named(cx, sheet.mode, offered, (line, taken.is_some())))
                @if !line.item.description.is_empty() { br; span.how { (line.item.description) } }
                @if let Some(Measure::Percent(percent)) = line.discount {
                    br; span.how { (cx.t("invoices-discount")) " " (percent.show(language)) }
                }
            }
            td.num { (quantity(cx, sheet.mode, offered, (line, taken))) " " span.how { (cx.t(line.item.unit.key())) } }
            td.num { (line.price.show(currency, language)) }
            td {
                @match line.tax.category {
                    Category::S => (line.tax.percent.show(language)),
                    other => (cx.t(other.key())),
                }
            }
            td.num {
                @if taken.is_some() { (sheet.offer.money(amount).full(language)) }
                @else { span.how { "(" (sheet.offer.money(amount).full(language)) ")" } }
            }
        }
    }
}

fn named(cx: &Cx, mode: Mode, offered: &Offered, (line, is_taken): (&Line, bool)) -> Markup {
    html! {
        @if offered.is_optional && mode == Mode::Choose {
            label.check {
                input type="checkbox" name="take" value=(offered.place) checked[is_taken];
                span { (line.item.name) }
            }
        } @else { (line.item.name) }
        @if offered.is_optional {
            br; span.how { (cx.t(if is_taken { "quotes-optional-taken" } else { "quotes-optional-left" })) }
        }
    }
}

fn quantity(cx: &Cx, mode: Mode, offered: &Offered, (line, taken): (&Line, Option<Quantity>)) -> Markup {
    let now = taken.unwrap_or(line.quantity);
    let label = cx.tell("quotes-quantity-of", &[("name", line.item.name.clone().into())]);
    html! {
        @if mode == Mode::Choose && !offered.choices.is_empty() {
            select.input.short name={ "quantity-" (offered.place) } aria-label=(label) {
                @if !offered.choices.contains(&line.quantity) {
                    option value="" selected[now == line.quantity] { (line.quantity.show(cx.language())) }
                }
                @for choice in offered.choices {
                    option value=(choice.0) selected[now == *choice] { (choice.show(cx.language())) }
                }
            }
        } @else { (now.show(cx.language())) }
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
            div.owed { dt { (cx.t("quotes-total")) } dd { (money(sums.due)) } }
        }
    }
}
