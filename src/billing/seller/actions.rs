//! The verbs on what papers say of their seller.

use super::model::{AccountInput, Act, CASH_TEXT, DatedAccount, Details};
use super::{letters, store};
use crate::base::{BankAccountId, Country, Error, Result, Right, Role};
use crate::billing::countries::Pack;
use crate::platform::Tx;
use crate::workspace::audit::{self, Change};
use crate::workspace::settings;

/// So many accounts a workspace can have in use.
const MOST: usize = 20;

/// Saves what stands on papers; `Stale` if it changed since that version.
pub fn save(tx: &Tx, version: i64, details: &Details) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    let before = store::find(tx, home(tx)?)?;
    if before.version != version {
        return Err(Error::Stale(before.version));
    }
    store::save(tx, details)?;
    let told = before.details.told().into_iter().zip(details.told());
    let changed = told.filter(|(old, new)| old != new);
    let told: Vec<Change> = changed.map(|((field, old), (_, new))| Change::new(field, old, new)).collect();
    audit::record(tx, "seller.edit", None, &told)
}

/// A new account; the first of its currency is the one on papers. `Invalid` if it is there already.
pub fn add_account(tx: &Tx, new: &AccountInput) -> Result<BankAccountId> {
    require_owner(tx)?;
    let live = live(tx)?;
    if live.len() >= MOST {
        return Err(Error::Conflict("seller-accounts-many"));
    }
    if live.iter().any(|known| known.account.bank.is_same(&new.bank)) {
        return Err(Error::field("iban", "seller-account-taken"));
    }
    let id = store::insert_account(tx, new)?;
    if !live.iter().any(|known| known.account.currency == new.currency) {
        store::save_main(tx, id, new.currency)?;
    }
    note(tx, id, Act::Added)
}

/// Puts an account away; if papers named it, the next one of its currency stands on them.
pub fn remove_account(tx: &Tx, id: BankAccountId) -> Result<()> {
    require_owner(tx)?;
    let account = find_live(tx, id)?.account;
    store::save_removed(tx, id)?;
    note(tx, id, Act::Removed)?;
    let next = live(tx)?.into_iter().find(|other| other.account.currency == account.currency);
    match next.filter(|_| account.is_main) {
        Some(next) => choose(tx, &next),
        None => Ok(()),
    }
}

/// Makes an account the one on papers of its currency.
pub fn choose_account(tx: &Tx, id: BankAccountId) -> Result<()> {
    require_owner(tx)?;
    choose(tx, &find_live(tx, id)?)
}

fn choose(tx: &Tx, chosen: &DatedAccount) -> Result<()> {
    store::save_main(tx, chosen.account.id, chosen.account.currency)?;
    note(tx, chosen.account.id, Act::Chosen).map(|_| ())
}

/// An owner has read what Ordinance Н-18 asks: cash may be taken from now on.
pub fn allow_cash(tx: &Tx) -> Result<()> {
    let country = require_cash(tx)?;
    let stored = store::find(tx, country)?;
    if stored.version == 0 {
        store::save(tx, &stored.details)?;
    }
    store::save_confirmed(tx)?;
    let before = stored.confirmed.map(|read| read.text);
    audit::record(tx, "seller.allow_cash", None, &[Change::new("text", before, CASH_TEXT)])
}

/// No cash is taken any more.
pub fn refuse_cash(tx: &Tx) -> Result<()> {
    let country = require_cash(tx)?;
    let before = store::find(tx, country)?.confirmed.map(|read| read.text);
    store::save_unconfirmed(tx)?;
    audit::record(tx, "seller.refuse_cash", None, &[Change::new("text", before, None::<i64>)])
}

/// `NotFound` outside Bulgaria, where there is no such ordinance.
fn require_cash(tx: &Tx) -> Result<Country> {
    require_owner(tx)?;
    let country = home(tx)?;
    if Pack::of(country) == Pack::Bulgaria { Ok(country) } else { Err(Error::NotFound) }
}

/// Where money goes is the owners' own affair.
fn require_owner(tx: &Tx) -> Result<()> {
    tx.actor().require(Right::MoneyWrite)?;
    if tx.actor().role() == Some(Role::Owner) { Ok(()) } else { Err(Error::Forbidden) }
}

fn home(tx: &Tx) -> Result<Country> {
    Ok(settings::of(tx)?.company.country)
}

fn live(tx: &Tx) -> Result<Vec<DatedAccount>> {
    Ok(store::list_accounts(tx)?.into_iter().filter(|account| account.is_live).collect())
}

/// One that was put away stays away.
fn find_live(tx: &Tx, id: BankAccountId) -> Result<DatedAccount> {
    let found = store::find_account(tx, id)?;
    if found.is_live { Ok(found) } else { Err(Error::Conflict("seller-account-away")) }
}

fn note(tx: &Tx, id: BankAccountId, act: Act) -> Result<BankAccountId> {
    let account = store::find_account(tx, id)?.account;
    let verb = match act {
        Act::Added => "bank_account.add",
        Act::Removed => "bank_account.remove",
        Act::Chosen => "bank_account.choose",
    };
    let told = [
        Change::new("bank_account", None::<i64>, id),
        Change::new("name", None::<&str>, &account.name),
        Change::new("account", None::<&str>, account.bank.show()),
        Change::new("currency", None::<&str>, account.currency.code()),
    ];
    audit::record(tx, verb, None, &told)?;
    letters::tell(tx, id, act)?;
    Ok(id)
}
