//! From a draft to what is with the customer, and to the version after it.

use rusqlite::named_params;

use super::super::model::{Quote, QuoteInput, State};
use super::drafts;
use crate::base::{QuoteId, Result};
use crate::billing::documents::Document;
use crate::platform::{Tx, crypto};

/// Freezes the live version as that paper, whose sums are those of what is ticked at first.
pub fn send(tx: &Tx, quote: &Quote, offer: &Document, shown: &Document, token_hash: &[u8; 32]) -> Result<()> {
    let (json, sums) = (offer.to_json()?, shown.sums());
    tx.execute(
        "UPDATE quote_version
         SET state = 'sent', net = :net, vat = :vat, gross = :gross, document = :document, hash = :hash,
             token_hash = :token_hash, sent_at = :at, sent_by = :by
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": quote.live,
            ":net": sums.net,
            ":vat": sums.vat,
            ":gross": sums.gross,
            ":hash": crypto::hash(&json),
            ":document": json,
            ":token_hash": token_hash,
            ":at": tx.now(),
            ":by": tx.member(),
        },
    )?;
    drafts::touch(tx, quote)
}

/// It is called that on paper from now on.
pub fn save_number(tx: &Tx, id: QuoteId, number: &str) -> Result<()> {
    tx.execute(
        "UPDATE quote
         SET number = :number
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":number": number },
    )?;
    Ok(())
}

/// The live version stands there from now on, as the machine says.
pub fn set_state(tx: &Tx, quote: &Quote, state: State) -> Result<()> {
    tx.execute(
        "UPDATE quote_version
         SET state = :state
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": quote.live, ":state": state.code() },
    )?;
    drafts::touch(tx, quote)
}

/// Begins the version after the live one, which is superseded, as a draft with the same facts.
pub fn begin_version(tx: &Tx, quote: &Quote, facts: &QuoteInput) -> Result<()> {
    set_state(tx, quote, State::Superseded)?;
    drafts::insert_version(tx, quote.id, quote.n + 1, facts)
}
