//! The verbs of pro-formas. Each runs in one transaction and leaves its entry in the audit of the invoice.

use super::model::State;
use super::store;
use crate::base::{Error, InvoiceId, Language, ProFormaId, Result, Right};
use crate::billing::countries::{Pack, PaperKind};
use crate::billing::invoices::actions::{Hindrance, composed, today};
use crate::billing::invoices::{self, Kind, State as InvoiceState};
use crate::billing::numbering;
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

/// Makes a pro-forma of the draft of an invoice that is at that version. `Conflict` if it is no draft of an invoice, or has
/// one already; `Invalid` names what stands in the way.
pub fn make(tx: &Tx, id: InvoiceId, version: i64) -> Result<ProFormaId> {
    tx.actor().require(Right::MoneyWrite)?;
    let draft = invoices::store::find(tx, id)?;
    if draft.state != InvoiceState::Draft || draft.facts.kind != Kind::Invoice {
        return Err(Error::Conflict("proformas-draft-only"));
    }
    if draft.version != version {
        return Err(Error::Stale(draft.version));
    }
    if store::list_of(tx, id)?.iter().any(|one| one.state == State::Open) {
        return Err(Error::Conflict("proformas-there-already"));
    }
    let (day, paper) = (today(tx)?, PaperKind::ProForma);
    let pack = Pack::of(settings::of(tx)?.company.country);
    let taken = numbering::store::take(tx, pack, pack.series(paper), day)?;
    let document = match composed(tx, &draft.facts, paper, (&taken.number, day))? {
        Ok(told) => told.document,
        Err(Hindrance::Seller(_)) => return Err(Error::Conflict("invoices-seller-incomplete")),
        Err(Hindrance::Customer(_)) => return Err(Error::Conflict("invoices-customer-incomplete")),
        Err(Hindrance::Paper(error)) => return Err(error),
    };
    document.check().finish(())?;
    if document.sums().due <= 0 {
        return Err(Error::Conflict("proformas-nothing-due"));
    }
    let proforma = store::insert(tx, &draft, &document)?;
    let due = document.money(document.sums().due).typed(Language::En);
    let changes = [
        Change::new("number", None::<String>, taken.number),
        Change::new("due", None::<String>, format!("{due} {}", document.sums().currency)),
    ];
    audit::record(tx, "proforma.issue", Some(id.subject()), &changes)?;
    Ok(proforma)
}

/// Takes a pro-forma back; another one can be made of the draft then. `Conflict` if it became an invoice.
pub fn withdraw(tx: &Tx, id: ProFormaId) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let proforma = store::find(tx, id)?;
    proforma.state.withdrawn()?;
    store::withdraw(tx, id)?;
    let number = Change::new("number", Some(proforma.number), String::new());
    let subject = proforma.invoice.map(InvoiceId::subject);
    audit::record(tx, "proforma.withdraw", subject, &[number])
}
