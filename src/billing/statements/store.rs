//! All SQL on `bank_statement`, `bank_line` and `bank_mapping`.

use rusqlite::{ToSql, named_params};

use super::model::{Entry, Line, Mapping, OpenPaper, State, Statement};
use crate::base::listing::{Mark, Order, Page, Paging, Sort, Value};
use crate::base::{BankLineId, BankStatementId, Currency, Error, Money, PaymentId, Result, SubjectId};
use crate::billing::invoices;
use crate::platform::db::Row;
use crate::platform::{Tx, View};

/// So many open papers are looked through.
const PAPERS: i64 = 10_000;

/// The one order of statements: the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest;

impl Sort for Newest {
    const ALL: &'static [Newest] = &[Newest];

    fn code(self) -> &'static str {
        "newest"
    }

    fn order(self) -> Order {
        Order::Falling
    }
}

/// The one order of lines: as they stand in the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InPlace;

impl Sort for InPlace {
    const ALL: &'static [InPlace] = &[InPlace];

    fn code(self) -> &'static str {
        "place"
    }

    fn order(self) -> Order {
        Order::Rising
    }
}

/// Keeps a statement; `content` is that of a table whose columns nobody has named yet.
pub fn insert(tx: &Tx, name: &str, account: &str, content: Option<&[u8]>) -> Result<BankStatementId> {
    let id = tx.insert(
        "INSERT INTO bank_statement (workspace_id, name, account, content, known, created_at, created_by)
         VALUES (:workspace, :name, :account, :content, 0, :at, :by)",
        named_params! {
            ":workspace": tx.workspace(),
            ":name": name,
            ":account": account,
            ":content": content,
            ":at": tx.now(),
            ":by": tx.member(),
        },
    )?;
    Ok(BankStatementId::new(id))
}

/// Keeps a line of it; says whether it is new.
pub fn insert_line(
    tx: &Tx,
    statement: BankStatementId,
    fingerprint: &[u8; 32],
    entry: &Entry,
) -> Result<bool> {
    let added = tx.execute(
        "INSERT INTO bank_line (workspace_id, statement_id, fingerprint, booked_on, currency, amount, name, account, reference,
                                text, bank_id)
         VALUES (:workspace, :statement, :fingerprint, :booked_on, :currency, :amount, :name, :account, :reference, :text,
                 :bank_id)
         ON CONFLICT (workspace_id, fingerprint) DO NOTHING",
        named_params! {
            ":workspace": tx.workspace(),
            ":statement": statement,
            ":fingerprint": fingerprint.as_slice(),
            ":booked_on": entry.booked_on,
            ":currency": entry.amount.currency,
            ":amount": entry.amount.minor,
            ":name": entry.name,
            ":account": entry.account,
            ":reference": entry.reference,
            ":text": entry.text,
            ":bank_id": entry.bank_id,
        },
    )?;
    Ok(added == 1)
}

/// Its lines are read: how many of them had come before.
pub fn save_read(tx: &Tx, id: BankStatementId, known: i64) -> Result<()> {
    tx.execute(
        "UPDATE bank_statement
         SET known = :known, content = NULL
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":known": known },
    )?;
    Ok(())
}

/// Removes a statement of which no line was ever booked.
pub fn delete(tx: &Tx, id: BankStatementId) -> Result<()> {
    let whose = named_params! { ":workspace": tx.workspace(), ":id": id };
    tx.execute("DELETE FROM bank_line WHERE workspace_id = :workspace AND statement_id = :id", whose)?;
    tx.execute("DELETE FROM bank_statement WHERE workspace_id = :workspace AND id = :id", whose)?;
    Ok(())
}

/// Whether a payment was ever made of one of its lines.
pub fn was_booked(view: &View, id: BankStatementId) -> Result<bool> {
    view.one(
        "SELECT EXISTS (SELECT 1 FROM bank_line
                        WHERE workspace_id = :workspace AND statement_id = :id AND payment_id IS NOT NULL) AS found",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| row.get("found"),
    )
}

/// What a line becomes: set aside or not, and the payment that was made of it.
pub fn save_line(
    tx: &Tx,
    id: BankLineId,
    is_ignored: bool,
    (payment, fee): (Option<PaymentId>, i64),
) -> Result<()> {
    tx.execute(
        "UPDATE bank_line
         SET is_ignored = :is_ignored, payment_id = :payment, fee = :fee
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! {
            ":workspace": tx.workspace(),
            ":id": id,
            ":is_ignored": is_ignored,
            ":payment": payment,
            ":fee": fee,
        },
    )?;
    Ok(())
}

/// A page of the statements, the newest first.
pub fn list(view: &View, paging: &Paging<Newest>) -> Result<Page<Statement>> {
    let sql = format!(
        "{STATEMENT}
         WHERE bank_statement.workspace_id = :workspace
           AND {condition}
         ORDER BY bank_statement.id {direction}
         LIMIT :limit",
        condition = paging.condition("bank_statement.id", "bank_statement.id"),
        direction = paging.direction(),
    );
    let (workspace, limit) = (view.workspace(), paging.limit());
    let (value, after) = paging.mark().map(|mark| (&mark.value, mark.id)).unzip();
    let params: [(&str, &dyn ToSql); 4] =
        [(":workspace", &workspace), (":value", &value), (":id", &after), (":limit", &limit)];
    let rows = view.all(&sql, params.as_slice(), statement)?;
    Ok(paging.page(rows, |one| Mark { value: Value::Number(one.id.number()), id: one.id.number() }))
}

/// The statement, or `NotFound`.
pub fn find(view: &View, id: BankStatementId) -> Result<Statement> {
    let found = view.maybe(
        &format!("{STATEMENT} WHERE bank_statement.workspace_id = :workspace AND bank_statement.id = :id"),
        named_params! { ":workspace": view.workspace(), ":id": id },
        statement,
    )?;
    found.ok_or(Error::NotFound)
}

/// The content of a table that waits for the names of its columns.
pub fn maybe_content(view: &View, id: BankStatementId) -> Result<Option<Vec<u8>>> {
    view.one(
        "SELECT content FROM bank_statement WHERE workspace_id = :workspace AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| row.get("content"),
    )
}

/// A page of the lines of a statement; of one state, if one is named.
pub fn lines(
    view: &View,
    statement: BankStatementId,
    which: Option<State>,
    paging: &Paging<InPlace>,
) -> Result<Page<Line>> {
    let sql = format!(
        "{LINE}
         WHERE bank_line.workspace_id = :workspace
           AND bank_line.statement_id = :statement
           AND {shown}
           AND {condition}
         ORDER BY bank_line.id {direction}
         LIMIT :limit",
        shown = shown(which),
        condition = paging.condition("bank_line.id", "bank_line.id"),
        direction = paging.direction(),
    );
    let (workspace, limit) = (view.workspace(), paging.limit());
    let (value, after) = paging.mark().map(|mark| (&mark.value, mark.id)).unzip();
    let params: [(&str, &dyn ToSql); 5] = [
        (":workspace", &workspace),
        (":statement", &statement),
        (":value", &value),
        (":id", &after),
        (":limit", &limit),
    ];
    let rows = view.all(&sql, params.as_slice(), line)?;
    Ok(paging.page(rows, |one| Mark { value: Value::Number(one.id.number()), id: one.id.number() }))
}

/// The first lines of a statement that wait for somebody.
pub fn open_lines(view: &View, statement: BankStatementId, limit: i64) -> Result<Vec<Line>> {
    view.all(
        &format!(
            "{LINE}
             WHERE bank_line.workspace_id = :workspace
               AND bank_line.statement_id = :statement
               AND {}
             ORDER BY bank_line.id
             LIMIT :limit",
            shown(Some(State::Open)),
        ),
        named_params! { ":workspace": view.workspace(), ":statement": statement, ":limit": limit },
        line,
    )
}

/// A line, or `NotFound`.
pub fn find_line(view: &View, id: BankLineId) -> Result<Line> {
    let found = view.maybe(
        &format!("{LINE} WHERE bank_line.workspace_id = :workspace AND bank_line.id = :id"),
        named_params! { ":workspace": view.workspace(), ":id": id },
        line,
    )?;
    found.ok_or(Error::NotFound)
}

/// What somebody said about the columns of tables with that header.
pub fn maybe_mapping(view: &View, header: &[String]) -> Result<Option<Mapping>> {
    let found: Option<String> = view.maybe(
        "SELECT columns FROM bank_mapping WHERE workspace_id = :workspace AND header = :header",
        named_params! { ":workspace": view.workspace(), ":header": serde_json::to_string(header)? },
        |row| row.get("columns"),
    )?;
    Ok(found.map(|columns| serde_json::from_str(&columns)).transpose()?)
}

/// Remembers it.
pub fn save_mapping(tx: &Tx, header: &[String], mapping: &Mapping) -> Result<()> {
    tx.execute(
        "INSERT INTO bank_mapping (workspace_id, header, columns)
         VALUES (:workspace, :header, :columns)
         ON CONFLICT (workspace_id, header) DO UPDATE SET columns = excluded.columns",
        named_params! {
            ":workspace": tx.workspace(),
            ":header": serde_json::to_string(header)?,
            ":columns": serde_json::to_string(mapping)?,
        },
    )?;
    Ok(())
}

/// The papers on which something is owed either way, the oldest first; of one customer, if one is named.
pub fn open_papers(view: &View, customer: Option<SubjectId>) -> Result<Vec<OpenPaper>> {
    let mut papers = Vec::new();
    for owed in ["invoice_balance.balance > 0", "invoice_balance.balance < 0"] {
        let sql = format!(
            "SELECT invoice.id, invoice.number, invoice.customer_id, invoice.currency, invoice_balance.balance
             FROM invoice_balance
             CROSS JOIN invoice ON invoice.workspace_id = :workspace AND invoice.id = invoice_balance.invoice_id
             WHERE invoice_balance.workspace_id = :workspace
               AND {owed}
               AND invoice.state = 'issued'
               AND (:customer IS NULL OR invoice.customer_id = :customer)
             ORDER BY invoice_balance.sort_on, invoice_balance.invoice_id
             LIMIT :limit"
        );
        let params =
            named_params! { ":workspace": view.workspace(), ":customer": customer, ":limit": PAPERS };
        papers.extend(view.all(&sql, params, open_paper)?);
    }
    let mut subjects: Vec<SubjectId> = papers.iter().map(|paper: &OpenPaper| paper.customer).collect();
    subjects.sort();
    subjects.dedup();
    let names = invoices::store::customers(view, &subjects)?;
    let names: std::collections::HashMap<SubjectId, String> =
        names.into_iter().map(|known| (known.subject, known.name)).collect();
    for paper in &mut papers {
        paper.name = names.get(&paper.customer).cloned().unwrap_or_default();
    }
    Ok(papers)
}

const STATEMENT: &str = "SELECT bank_statement.id, bank_statement.name, bank_statement.account, bank_statement.created_at,
                bank_statement.known, bank_statement.content IS NOT NULL AS is_unread,
                (SELECT count(*) FROM bank_line
                 WHERE bank_line.workspace_id = bank_statement.workspace_id AND bank_line.statement_id = bank_statement.id)
                  AS lines,
                (SELECT count(*) FROM bank_line
                 LEFT JOIN payment ON payment.workspace_id = bank_line.workspace_id AND payment.id = bank_line.payment_id
                 WHERE bank_line.workspace_id = bank_statement.workspace_id AND bank_line.statement_id = bank_statement.id
                   AND bank_line.is_ignored = 0 AND (payment.id IS NULL OR payment.undone_at IS NOT NULL)) AS open
         FROM bank_statement";

const LINE: &str = "SELECT bank_line.id, bank_line.statement_id, bank_line.booked_on, bank_line.currency, bank_line.amount,
                bank_line.name, bank_line.account, bank_line.reference, bank_line.text, bank_line.bank_id,
                bank_line.is_ignored, payment.id AS payment_id
         FROM bank_line
         LEFT JOIN payment ON payment.workspace_id = bank_line.workspace_id AND payment.id = bank_line.payment_id
                          AND payment.undone_at IS NULL";

fn shown(which: Option<State>) -> &'static str {
    match which {
        None => "1 = 1",
        Some(State::Open) => "bank_line.is_ignored = 0 AND payment.id IS NULL",
        Some(State::Booked) => "payment.id IS NOT NULL",
        Some(State::Ignored) => "bank_line.is_ignored = 1",
    }
}

fn statement(row: &Row) -> rusqlite::Result<Statement> {
    Ok(Statement {
        id: row.get("id")?,
        name: row.get("name")?,
        account: row.get("account")?,
        created_at: row.get("created_at")?,
        known: row.get("known")?,
        is_unread: row.get("is_unread")?,
        lines: row.get("lines")?,
        open: row.get("open")?,
    })
}

fn line(row: &Row) -> rusqlite::Result<Line> {
    let currency: Currency = row.get("currency")?;
    let (is_ignored, payment): (bool, Option<PaymentId>) = (row.get("is_ignored")?, row.get("payment_id")?);
    Ok(Line {
        id: row.get("id")?,
        statement: row.get("statement_id")?,
        entry: Entry {
            booked_on: row.get("booked_on")?,
            amount: Money::new(row.get("amount")?, currency),
            name: row.get("name")?,
            account: row.get("account")?,
            reference: row.get("reference")?,
            text: row.get("text")?,
            bank_id: row.get("bank_id")?,
        },
        state: match (payment, is_ignored) {
            (Some(_), _) => State::Booked,
            (None, true) => State::Ignored,
            (None, false) => State::Open,
        },
        payment,
    })
}

fn open_paper(row: &Row) -> rusqlite::Result<OpenPaper> {
    let currency: Currency = row.get("currency")?;
    Ok(OpenPaper {
        id: row.get("id")?,
        number: row.get("number")?,
        customer: row.get("customer_id")?,
        name: String::new(),
        rest: Money::new(row.get("balance")?, currency),
    })
}
