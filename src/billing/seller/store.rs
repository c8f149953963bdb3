//! All SQL on `seller` and `bank_account`.

use rusqlite::named_params;
use rusqlite::types::Type;

use super::model::{
    Account, AccountInput, Bank, CASH_TEXT, Confirmed, DatedAccount, Details, Facts, Missing, SHOWN_FOR,
    Sources, Stored,
};
use crate::base::{BankAccountId, Country, Currency, Day, Result};
use crate::billing::countries::{AccountNumber, Bic, Iban, SortCode, Wrong};
use crate::billing::taxes;
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};
use crate::workspace::settings;

/// Everything that a paper of that day says of its seller, or what is missing.
pub fn facts(view: &View, day: Day) -> Result<Result<Facts, Vec<Missing>>> {
    let settings = settings::of(view)?;
    let stored = find(view, settings.company.country)?;
    let accounts = list_accounts(view)?.into_iter().filter(|account| account.is_live);
    Ok(Facts::join(Sources {
        company: &settings.company,
        currency: settings.regional.currency,
        stored: &stored,
        standing: taxes::store::standing(view, day)?,
        accounts: accounts.map(|dated| dated.account).collect(),
    }))
}

/// What was typed for papers; before anything was, what a workspace of that country begins with.
pub fn find(view: &View, country: Country) -> Result<Stored> {
    let found = view.maybe(
        "SELECT office, responsible, maker, terms, currency, languages, colour, version, cash_text, cash_at, cash_by
         FROM seller
         WHERE workspace_id = :workspace",
        named_params! { ":workspace": view.workspace() },
        stored,
    )?;
    Ok(found.unwrap_or_else(|| Stored { details: Details::begun(country), version: 0, confirmed: None }))
}

/// The accounts in use, the one on papers of each currency first, and those that were put away of late.
pub fn list_accounts(view: &View) -> Result<Vec<DatedAccount>> {
    view.all(
        "SELECT id, name, currency, iban, bic, sort_code, number, main, live, changed_at, changed_by
         FROM bank_account
         WHERE workspace_id = :workspace
           AND (live = 1 OR changed_at > :since)
         ORDER BY live DESC, currency, main DESC, id",
        named_params! { ":workspace": view.workspace(), ":since": view.now().minus(SHOWN_FOR) },
        account,
    )
}

/// The account of that number, in use or put away, or `NotFound`.
pub fn find_account(view: &View, id: BankAccountId) -> Result<DatedAccount> {
    view.one(
        "SELECT id, name, currency, iban, bic, sort_code, number, main, live, changed_at, changed_by
         FROM bank_account
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        account,
    )
}

/// Stores what was typed; whoever calls it has compared the version.
pub fn save(tx: &Tx, details: &Details) -> Result<()> {
    tx.execute(
        "INSERT INTO seller (workspace_id, office, responsible, maker, terms, currency, languages, colour, version)
         VALUES (:workspace, :office, :responsible, :maker, :terms, :currency, :languages, :colour, 1)
         ON CONFLICT (workspace_id) DO UPDATE
         SET office = excluded.office, responsible = excluded.responsible, maker = excluded.maker,
             terms = excluded.terms, currency = excluded.currency, languages = excluded.languages,
             colour = excluded.colour, version = seller.version + 1",
        named_params! {
            ":workspace": tx.workspace(),
            ":office": details.office,
            ":responsible": details.responsible,
            ":maker": details.maker,
            ":terms": details.terms.to_string(),
            ":currency": details.currency,
            ":languages": details.languages.code(),
            ":colour": details.colour.code(),
        },
    )?;
    Ok(())
}

/// Notes that the member who acts confirmed the text of today.
pub fn save_confirmed(tx: &Tx) -> Result<()> {
    tx.execute(
        "UPDATE seller
         SET cash_text = :text, cash_at = :now, cash_by = :member
         WHERE workspace_id = :workspace",
        named_params! {
            ":workspace": tx.workspace(),
            ":text": CASH_TEXT,
            ":now": tx.now(),
            ":member": tx.member(),
        },
    )?;
    Ok(())
}

/// Takes the confirmation back.
pub fn save_unconfirmed(tx: &Tx) -> Result<()> {
    tx.execute(
        "UPDATE seller
         SET cash_text = NULL, cash_at = NULL, cash_by = NULL
         WHERE workspace_id = :workspace",
        named_params! { ":workspace": tx.workspace() },
    )?;
    Ok(())
}

/// A new account.
pub fn insert_account(tx: &Tx, new: &AccountInput) -> Result<BankAccountId> {
    let (iban, bic, sort_code, number) = match &new.bank {
        Bank::International { iban, bic } => (iban.as_str(), bic.as_ref().map_or("", Bic::as_str), "", ""),
        Bank::British { sort_code, number } => ("", "", sort_code.as_str(), number.as_str()),
    };
    let id = tx.insert(
        "INSERT INTO bank_account
           (workspace_id, name, currency, iban, bic, sort_code, number, changed_at, changed_by)
         VALUES (:workspace, :name, :currency, :iban, :bic, :sort_code, :number, :now, :member)",
        named_params! {
            ":workspace": tx.workspace(),
            ":name": new.name,
            ":currency": new.currency,
            ":iban": iban,
            ":bic": bic,
            ":sort_code": sort_code,
            ":number": number,
            ":now": tx.now(),
            ":member": tx.member(),
        },
    )?;
    Ok(BankAccountId::new(id))
}

/// Puts an account away.
pub fn save_removed(tx: &Tx, id: BankAccountId) -> Result<()> {
    tx.execute(
        "UPDATE bank_account
         SET live = 0, main = 0, changed_at = :now, changed_by = :member
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":now": tx.now(),
            ":member": tx.member(),
        },
    )?;
    Ok(())
}

/// Makes an account the one on papers of its currency.
pub fn save_main(tx: &Tx, id: BankAccountId, currency: Currency) -> Result<()> {
    tx.execute(
        "UPDATE bank_account
         SET main = 0
         WHERE workspace_id = :workspace
           AND currency = :currency
           AND main = 1",
        named_params! { ":workspace": tx.workspace(), ":currency": currency },
    )?;
    tx.execute(
        "UPDATE bank_account
         SET main = 1, changed_at = :now, changed_by = :member
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":now": tx.now(),
            ":member": tx.member(),
        },
    )?;
    Ok(())
}

fn stored(row: &Row) -> rusqlite::Result<Stored> {
    let confirmed = match (row.get("cash_text")?, row.get("cash_at")?) {
        (Some(text), Some(at)) => Some(Confirmed { text, at, by: row.get("cash_by")? }),
        _ => None,
    };
    Ok(Stored {
        details: Details {
            office: row.get("office")?,
            responsible: row.get("responsible")?,
            maker: row.get("maker")?,
            terms: coded(row, "terms")?,
            currency: row.get("currency")?,
            languages: coded(row, "languages")?,
            colour: coded(row, "colour")?,
        },
        version: row.get("version")?,
        confirmed,
    })
}

fn account(row: &Row) -> rusqlite::Result<DatedAccount> {
    let text = |column: &'static str| row.get::<_, String>(column);
    let bank = match text("iban")?.as_str() {
        "" => Bank::British {
            sort_code: SortCode::parse(&text("sort_code")?).map_err(unreadable)?,
            number: AccountNumber::parse(&text("number")?).map_err(unreadable)?,
        },
        iban => Bank::International {
            iban: Iban::parse(iban).map_err(unreadable)?,
            bic: Some(text("bic")?)
                .filter(|bic| !bic.is_empty())
                .map(|bic| Bic::parse(&bic))
                .transpose()
                .map_err(unreadable)?,
        },
    };
    Ok(DatedAccount {
        account: Account {
            id: row.get("id")?,
            name: row.get("name")?,
            currency: row.get("currency")?,
            bank,
            is_main: row.get("main")?,
        },
        is_live: row.get("live")?,
        changed_at: row.get("changed_at")?,
        changed_by: row.get("changed_by")?,
    })
}

/// Only what could be read was stored.
fn unreadable(wrong: Wrong) -> rusqlite::Error {
    let cause = format!("a bank account that cannot be: {wrong:?}");
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, cause.into())
}
