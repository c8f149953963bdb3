//! From an accepted quote to invoices: a part of it, and in the end the rest.
//!
//! A part asks for a share of each tax group with the tax of that group, as money that comes in ahead of a supply bears it
//! (Directive 2006/112/EC art. 65). The last invoice sells everything and takes the parts off again, each as a line of minus
//! one at its amount, so that its tax comes off with it. A prepaid sum (EN 16931 BT-113) would not do: it comes off after
//! the tax, which would be charged twice.

use super::super::model::{Asked, Billing, Event, Pots, Quote, Share, Stage, taken_off};
use super::super::store;
use crate::base::{Error, InvoiceId, Language, QuoteId, Result, Right, format};
use crate::billing::documents::Document;
use crate::billing::invoices::{self, DraftInput, Invoice, LineInput};
use crate::billing::pricing::{Category, Overflow, Percent, Tax};
use crate::platform::{Tx, View, i18n};
use crate::workspace::audit::{self, Change};

/// What of a quote is on invoices; none if it was not accepted.
pub fn billing(view: &View, quote: &Quote) -> Result<Option<Billing>> {
    let Some(acceptance) = store::acceptance(view, quote)? else { return Ok(None) };
    Ok(Some(Billing { total: acceptance.document.sums().gross, parts: store::parts(view, quote)? }))
}

/// Drafts the invoice of what is asked for, as the part of that place of a quote that is at that version. Asked for twice, it
/// is the same one. `Invalid` if it is more than what is left, `Stale` if somebody else was faster.
pub fn invoice(tx: &Tx, id: QuoteId, (version, n): (i64, i64), asked: &Asked) -> Result<InvoiceId> {
    tx.actor().require(Right::MoneyWrite)?;
    let quote = store::find(tx, id)?;
    let refused = Error::Conflict("quotes-invoice-not");
    let Some(acceptance) = store::acceptance(tx, &quote)? else { return Err(refused) };
    let billing = Billing { total: acceptance.document.sums().gross, parts: store::parts(tx, &quote)? };
    if let Some(done) = billing.parts.iter().find(|part| part.n == n && part.is(asked)) {
        return Ok(done.invoice);
    }
    quote.state.after(Event::Invoice)?;
    store::require_version(&quote, version)?;
    let (lines, gross) = match asked.share() {
        Some(share) => ahead(tx, (&quote, &acceptance.document), &billing, (asked, share))?,
        None => (last(tx, (&quote, &acceptance.document), &billing)?, billing.rest()),
    };
    let stage = match asked {
        Asked::Deposit(_) => Stage::Deposit,
        Asked::Milestone(..) => Stage::Milestone,
        Asked::Rest if billing.live().next().is_some() => Stage::Rest,
        Asked::Rest => Stage::Full,
    };
    let invoice = invoices::actions::create(tx, DraftInput { lines, ..quote.facts.head.clone() })?;
    store::insert_part(tx, &quote, (billing.next(), stage, asked), (invoice, gross))?;
    let amount = acceptance.document.money(gross).typed(Language::En);
    let changes = [
        Change::new("invoice", None::<String>, invoice.to_string()),
        Change::new("stage", None::<String>, stage.code()),
        Change::new("gross", None::<String>, format!("{amount} {}", quote.facts.head.currency)),
    ];
    audit::record(tx, "quote.invoice", Some(id.subject()), &changes)?;
    Ok(invoice)
}

/// Everything that was accepted, as it is sold.
fn accepted(quote: &Quote) -> Vec<LineInput> {
    let sold = quote.facts.sold().zip(&quote.taken);
    sold.filter_map(|(line, taken)| Some(LineInput { quantity: (*taken)?, ..line.clone() })).collect()
}

/// A line for each tax, for that share of it, and what they come to with the tax.
fn ahead(
    view: &View,
    (quote, document): (&Quote, &Document),
    billing: &Billing,
    (asked, share): (&Asked, Share),
) -> Result<(Vec<LineInput>, i64)> {
    let mut pots = Pots::of(accepted(quote), document);
    for invoice in drafted(view, billing)? {
        pots.less(&invoice.facts.lines).map_err(large)?;
    }
    let wanted = match share {
        Share::Amount(amount) => amount,
        Share::Percent(percent) => {
            let part = i128::from(pots.whole()) * i128::from(percent.0) * 2 / i128::from(Percent::MOST.0);
            i64::try_from((part + part.signum()) / 2).map_err(|_| large(Overflow))?
        }
    };
    let (shares, gross) = pots.share(wanted).map_err(large)?;
    if wanted >= pots.left() || gross <= 0 || gross >= billing.rest() {
        return Err(Error::field(asked.field(), "quotes-invoice-more"));
    }
    let language = document.head().languages.first;
    let mut lines = Vec::new();
    for (tax, amount) in shares {
        let name = name(quote, document, (asked, share), (language, tax));
        lines.extend(pots.line(tax, amount, name).map_err(large)?);
    }
    Ok((lines, gross))
}

fn name(quote: &Quote, document: &Document, of: (&Asked, Share), (language, tax): (Language, Tax)) -> String {
    let share = match of.1 {
        Share::Percent(percent) => percent.show(language),
        Share::Amount(amount) => document.money(amount).full(language),
    };
    let told = |what: String| {
        [("what", what.into()), ("number", quote.called().into()), ("tax", taxed(language, tax).into())]
    };
    match of.0 {
        Asked::Milestone(title, _) => i18n::tell(language, "quotes-line-milestone", &told(title.clone())),
        Asked::Deposit(_) | Asked::Rest => i18n::tell(language, "quotes-line-deposit", &told(share)),
    }
}

/// Everything that was accepted, less what was asked for before, which is issued by now.
fn last(view: &View, (quote, document): (&Quote, &Document), billing: &Billing) -> Result<Vec<LineInput>> {
    let pots = Pots::of(accepted(quote), document);
    let language = document.head().languages.first;
    let mut lines = pots.lines().to_vec();
    for invoice in drafted(view, billing)? {
        let issued = invoice.issued.as_ref().ok_or(Error::Conflict("quotes-invoice-drafts"))?;
        let day = format::day_long(language, issued.issued_on);
        let off = taken_off(&invoice.facts.lines, quote.facts.head.currency, |line| {
            let like = invoice.facts.lines.iter().position(|known| known == line);
            let tax = like.and_then(|like| issued.document.sums().lines.get(like)).map(|line| line.tax);
            let tax = tax.map(|tax| taxed(language, tax)).unwrap_or_default();
            let told =
                [("number", issued.number.clone().into()), ("day", day.clone().into()), ("tax", tax.into())];
            i18n::tell(language, "quotes-line-less", &told)
        });
        lines.extend(off.map_err(large)?);
    }
    Ok(lines)
}

/// The invoices of the parts that were not taken back.
fn drafted(view: &View, billing: &Billing) -> Result<Vec<Invoice>> {
    let live: Vec<InvoiceId> = billing.live().map(|part| part.invoice).collect();
    invoices::store::find_many(view, &live)
}

/// The tax of a group in words: `VAT 20%`, `Reverse charge`.
fn taxed(language: Language, tax: Tax) -> String {
    match tax.category {
        Category::S => {
            i18n::tell(language, "quotes-line-vat", &[("percent", tax.percent.show(language).into())])
        }
        other => i18n::message(language, other.key()).to_owned(),
    }
}

fn large(_: Overflow) -> Error {
    Error::field("version", "invoices-sum-large")
}
