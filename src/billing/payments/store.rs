//! All SQL on `payment` and `payment_part`.

use rusqlite::named_params;

use super::model::{Part, Payment, PaymentInput};
use crate::base::{Currency, Error, InvoiceId, Money, PaymentId, Result, SubjectId};
use crate::billing::invoices::Damage;
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// Writes a payment down, with all its parts.
pub fn insert(tx: &Tx, (customer, currency): (SubjectId, Currency), new: &PaymentInput) -> Result<PaymentId> {
    let amount: i64 = new.parts.iter().map(|part| part.amount).sum();
    let id = PaymentId::new(tx.insert(
        "INSERT INTO payment (workspace_id, customer_id, kind, received_on, currency, amount, reference, note, created_at,
                              created_by)
         VALUES (:workspace, :customer, :kind, :received_on, :currency, :amount, :reference, :note, :at, :by)",
        named_params! {
            ":workspace": tx.workspace(),
            ":customer": customer,
            ":kind": new.kind.code(),
            ":received_on": new.received_on,
            ":currency": currency,
            ":amount": amount,
            ":reference": new.reference,
            ":note": new.note,
            ":at": tx.now(),
            ":by": tx.member(),
        },
    )?);
    for part in &new.parts {
        tx.insert(
            "INSERT INTO payment_part (workspace_id, payment_id, invoice_id, amount)
             VALUES (:workspace, :payment, :invoice, :amount)",
            named_params! {
                ":workspace": tx.workspace(),
                ":payment": id,
                ":invoice": part.invoice,
                ":amount": part.amount,
            },
        )?;
    }
    Ok(id)
}

/// Marks a payment as undone.
pub fn save_undone(tx: &Tx, id: PaymentId) -> Result<()> {
    tx.execute(
        "UPDATE payment
         SET undone_at = :at, undone_by = :by
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": tx.workspace(), ":id": id, ":at": tx.now(), ":by": tx.member() },
    )?;
    Ok(())
}

/// The payment, or `NotFound`.
pub fn find(view: &View, id: PaymentId) -> Result<Payment> {
    let found = view.maybe(
        "SELECT id, customer_id, kind, received_on, currency, amount, reference, note, created_at, created_by,
                undone_at IS NOT NULL AS is_undone
         FROM payment
         WHERE workspace_id = :workspace
           AND id = :id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        payment,
    )?;
    found.ok_or(Error::NotFound)
}

/// The payments after that one, by rising number; undone ones too.
pub fn list_after(view: &View, after: PaymentId, limit: i64) -> Result<Vec<Payment>> {
    view.all(
        "SELECT id, customer_id, kind, received_on, currency, amount, reference, note, created_at, created_by,
                undone_at IS NOT NULL AS is_undone
         FROM payment
         WHERE workspace_id = :workspace
           AND id > :after
         ORDER BY id
         LIMIT :limit",
        named_params! { ":workspace": view.workspace(), ":after": after, ":limit": limit },
        payment,
    )
}

/// What of a payment is for which paper.
pub fn parts(view: &View, id: PaymentId) -> Result<Vec<Part>> {
    view.all(
        "SELECT invoice_id, amount
         FROM payment_part
         WHERE workspace_id = :workspace
           AND payment_id = :id
         ORDER BY id",
        named_params! { ":workspace": view.workspace(), ":id": id },
        |row| Ok(Part { invoice: row.get("invoice_id")?, amount: row.get("amount")? }),
    )
}

/// What came in for a paper, less what was paid back and what was undone.
pub fn paid(view: &View, invoice: InvoiceId) -> Result<i64> {
    view.one(
        "SELECT COALESCE(SUM(payment_part.amount), 0) AS sum
         FROM payment_part
         JOIN payment ON payment.workspace_id = :workspace AND payment.id = payment_part.payment_id
         WHERE payment_part.workspace_id = :workspace
           AND payment_part.invoice_id = :invoice
           AND payment.undone_at IS NULL",
        named_params! { ":workspace": view.workspace(), ":invoice": invoice },
        |row| row.get("sum"),
    )
}

/// The payments for a paper, each with what of it is for this one; undone ones too, the last one first.
pub fn list_of(view: &View, invoice: InvoiceId) -> Result<Vec<(Payment, i64)>> {
    view.all(
        "SELECT payment.id, payment.customer_id, payment.kind, payment.received_on, payment.currency, payment.amount,
                payment.reference, payment.note, payment.created_at, payment.created_by,
                payment.undone_at IS NOT NULL AS is_undone, payment_part.amount AS part
         FROM payment_part
         JOIN payment ON payment.workspace_id = :workspace AND payment.id = payment_part.payment_id
         WHERE payment_part.workspace_id = :workspace
           AND payment_part.invoice_id = :invoice
         ORDER BY payment_part.id DESC",
        named_params! { ":workspace": view.workspace(), ":invoice": invoice },
        |row| {
            let payment = payment(row)?;
            Ok((payment, row.get("part")?))
        },
    )
}

/// How many quotes, invoices and payments name a company or contact as their customer.
pub fn count_papers(view: &View, customer: SubjectId) -> Result<i64> {
    view.one(
        "SELECT (SELECT count(*) FROM invoice WHERE workspace_id = :workspace AND customer_id = :customer)
              + (SELECT count(*) FROM quote WHERE workspace_id = :workspace AND customer_id = :customer)
              + (SELECT count(*) FROM payment WHERE workspace_id = :workspace AND customer_id = :customer) AS papers",
        named_params! { ":workspace": view.workspace(), ":customer": customer },
        |row| row.get("papers"),
    )
}

/// Papers on which another sum stands than was paid, and payments that are not the sum of their parts.
pub fn verify(view: &View) -> Result<Vec<Damage>> {
    let mut damages = view.all(
        "SELECT invoice_balance.invoice_id AS id
         FROM invoice_balance
         LEFT JOIN (SELECT payment_part.invoice_id, SUM(payment_part.amount) AS sum
                    FROM payment_part
                    JOIN payment ON payment.workspace_id = :workspace AND payment.id = payment_part.payment_id
                    WHERE payment_part.workspace_id = :workspace AND payment.undone_at IS NULL
                    GROUP BY payment_part.invoice_id) AS received
           ON received.invoice_id = invoice_balance.invoice_id
         WHERE invoice_balance.workspace_id = :workspace
           AND invoice_balance.paid <> COALESCE(received.sum, 0)
         ORDER BY invoice_balance.invoice_id",
        named_params! { ":workspace": view.workspace() },
        |row| {
            let place = format!("invoice {}", row.get::<_, InvoiceId>("id")?);
            Ok(Damage { place, reason: "what was paid is not what its payments come to" })
        },
    )?;
    damages.extend(view.all(
        "SELECT payment.id
         FROM payment
         WHERE payment.workspace_id = :workspace
           AND payment.amount <> COALESCE((SELECT SUM(amount) FROM payment_part
                                           WHERE workspace_id = :workspace AND payment_id = payment.id), 0)
         ORDER BY payment.id",
        named_params! { ":workspace": view.workspace() },
        |row| {
            let place = format!("payment {}", row.get::<_, PaymentId>("id")?);
            Ok(Damage { place, reason: "it is not the sum of its parts" })
        },
    )?);
    Ok(damages)
}

fn payment(row: &Row) -> rusqlite::Result<Payment> {
    Ok(Payment {
        id: row.get("id")?,
        customer: row.get("customer_id")?,
        kind: coded(row, "kind")?,
        received_on: row.get("received_on")?,
        amount: {
            let currency: Currency = row.get("currency")?;
            Money::new(row.get("amount")?, currency)
        },
        reference: row.get("reference")?,
        note: row.get("note")?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
        is_undone: row.get("is_undone")?,
    })
}
