//! The verbs of payments. Each runs in one transaction, reckons what is owed again, and leaves its entry in the audit.

use super::model::{Kind, Part, Payment, PaymentInput};
use super::store;
use crate::base::{Error, InvoiceId, Language, Money, PaymentId, Problems, Result, Right};
use crate::billing::countries::Pack;
use crate::billing::invoices::{self, Invoice, State};
use crate::billing::taxes::{self, SchemeKind};
use crate::billing::{periods, seller};
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

/// Writes down what came in for issued papers of one customer, or what was paid back of what is owed to them.
pub fn record(tx: &Tx, new: &PaymentInput) -> Result<PaymentId> {
    tx.actor().require(Right::MoneyWrite)?;
    require_day(tx, new)?;
    require_cash(tx, new)?;
    let ids: Vec<InvoiceId> = new.parts.iter().map(|part| part.invoice).collect();
    let papers = invoices::store::find_many(tx, &ids)?;
    let first = papers.first().ok_or(Error::NotFound)?;
    if bear_tax(tx, &papers)? {
        periods::actions::require_open(tx, new.received_on, "received_on")?;
    }
    let of = (first.facts.customer, new.currency);
    let mut problems = Problems::default();
    for (row, part) in new.parts.iter().enumerate() {
        let paper = papers.iter().find(|paper| paper.id == part.invoice);
        let is_one = paper.is_some_and(|paper| (paper.facts.customer, paper.facts.currency) == of);
        match paper.filter(|_| is_one).map(|paper| fits(paper, *part)) {
            Some(Ok(())) => {}
            Some(Err(key)) => problems.add(format!("amount.{row}"), key),
            None => problems.add(format!("amount.{row}"), "payments-invoice-wrong"),
        }
    }
    problems.finish(())?;
    let id = store::insert(tx, of, new)?;
    settle(tx, &new.parts)?;
    tell(tx, "payment.record", &store::find(tx, id)?, &new.parts)?;
    Ok(id)
}

/// Takes a payment out of the books again; it stays there as undone. `Conflict` if it is already.
pub fn undo(tx: &Tx, id: PaymentId) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let payment = store::find(tx, id)?;
    if payment.is_undone {
        return Err(Error::Conflict("payments-undone-already"));
    }
    let parts = store::parts(tx, id)?;
    let papers = invoices::store::find_many(tx, &parts.iter().map(|part| part.invoice).collect::<Vec<_>>())?;
    if bear_tax(tx, &papers)? && periods::actions::is_closed(tx, payment.received_on)? {
        return Err(Error::Conflict("periods-closed-payment"));
    }
    store::save_undone(tx, id)?;
    settle(tx, &parts)?;
    tell(tx, "payment.undo", &payment, &parts)
}

/// Whether that can be paid for that paper: something into one that was issued, back only what is owed to the customer.
fn fits(paper: &Invoice, part: Part) -> Result<(), &'static str> {
    let Some(issued) = paper.issued.as_ref().filter(|_| paper.state == State::Issued) else {
        return Err("payments-invoice-wrong");
    };
    let rest = issued.balance.rest().minor;
    match part.amount {
        back if back < 0 && back < rest => Err("payments-back-more"),
        come if come > 0 && issued.balance.due < 0 => Err("payments-credit-note"),
        _ => Ok(()),
    }
}

fn settle(tx: &Tx, parts: &[Part]) -> Result<()> {
    for part in parts {
        invoices::store::set_paid(tx, part.invoice, store::paid(tx, part.invoice)?)?;
    }
    Ok(())
}

/// Whether what is paid for one of the papers bears its tax, and not the paper: under cash accounting.
fn bear_tax(tx: &Tx, papers: &[Invoice]) -> Result<bool> {
    for paper in papers {
        let taxed_on = paper.issued.as_ref().and_then(|issued| issued.document.head().taxed_on);
        if let Some(day) = taxed_on
            && taxes::store::standing(tx, day)?.scheme.kind == SchemeKind::Cash
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn require_day(tx: &Tx, new: &PaymentInput) -> Result<()> {
    if new.received_on > invoices::actions::today(tx)? {
        return Err(Error::field("received_on", "payments-day-ahead"));
    }
    Ok(())
}

fn require_cash(tx: &Tx, new: &PaymentInput) -> Result<()> {
    let country = settings::of(tx)?.company.country;
    if new.kind == Kind::Cash
        && Pack::of(country) == Pack::Bulgaria
        && seller::find(tx, country)?.confirmed.is_none()
    {
        return Err(Error::field("kind", "payments-cash-off"));
    }
    Ok(())
}

fn tell(tx: &Tx, verb: &'static str, payment: &Payment, parts: &[Part]) -> Result<()> {
    for part in parts {
        let amount = Money::new(part.amount, payment.amount.currency);
        let told = format!("{} {}", amount.typed(Language::En), amount.currency);
        let changes = [
            Change::new("payment", None::<i64>, payment.id.number()),
            Change::new("amount", None::<String>, told),
            Change::new("received_on", None::<String>, payment.received_on.to_string()),
        ];
        audit::record(tx, verb, Some(part.invoice.subject()), &changes)?;
    }
    Ok(())
}
