//! All SQL on `customer`.

use rusqlite::named_params;

use super::model::{Check, CheckInput, CustomerInput, Facts, Missing, Record, Shown, Stored};
use crate::base::{CompanyId, ContactId, Error, MemberId, Result, SubjectId, SubjectKind};
use crate::billing::{price_lists, registers};
use crate::crm::{companies, contacts, subjects};
use crate::platform::db::{Row, coded};
use crate::platform::{Tx, View};

/// Everything that a paper says of that company or contact, or what is missing. `NotFound` if it is none, `Merged` if it
/// is a part of another by now.
pub fn facts(view: &View, subject: SubjectId) -> Result<Result<Facts, Vec<Missing>>> {
    Ok(Facts::join(&find(view, subject)?))
}

/// What is known about that company or contact for papers, in the trash, too.
pub fn find(view: &View, subject: SubjectId) -> Result<Shown> {
    let record = match subjects::store::kind(view, subject)? {
        SubjectKind::Company => of_company(&companies::store::find(view, CompanyId::of(subject))?),
        SubjectKind::Contact => of_contact(&contacts::store::find(view, ContactId::of(subject))?),
        _ => return Err(Error::NotFound),
    };
    with(view, record)
}

/// The same of a company that was read.
pub fn of_company_read(view: &View, company: &companies::Company) -> Result<Shown> {
    with(view, of_company(company))
}

/// The same of a contact that was read.
pub fn of_contact_read(view: &View, contact: &contacts::Contact) -> Result<Shown> {
    with(view, of_contact(contact))
}

fn of_company(company: &companies::Company) -> Record {
    Record {
        subject: company.id.subject(),
        kind: SubjectKind::Company,
        name: company.facts.name.clone(),
        says: CustomerInput::of_company(company),
        is_live: company.is_live(),
    }
}

fn of_contact(contact: &contacts::Contact) -> Record {
    Record {
        subject: contact.id.subject(),
        kind: SubjectKind::Contact,
        name: contact.facts.name(),
        says: CustomerInput::of_contact(contact),
        is_live: contact.is_live(),
    }
}

fn with(view: &View, record: Record) -> Result<Shown> {
    let stored = view.maybe(
        "SELECT legal_name, street, city, region, postcode, country, kind, company_number, vat_number, languages,
                currency, terms, entry, invoice_emails, reminder_emails, reference, version, checked, checked_at,
                checked_by, check_reason
         FROM customer
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! { ":workspace": view.workspace(), ":subject": record.subject },
        stored,
    )?;
    Ok(Shown { record, stored })
}

/// Stores what was typed; whoever calls it has compared the version. What is known of the VAT number stays only with it.
pub fn save(tx: &Tx, subject: SubjectId, input: &CustomerInput) -> Result<()> {
    tx.execute(
        "INSERT INTO customer
           (workspace_id, subject_id, legal_name, street, city, region, postcode, country, kind, company_number,
            vat_number, languages, currency, terms, entry, invoice_emails, reminder_emails, reference, version)
         VALUES
           (:workspace, :subject, :legal_name, :street, :city, :region, :postcode, :country, :kind, :company_number,
            :vat_number, :languages, :currency, :terms, :entry, :invoice_emails, :reminder_emails, :reference, 1)
         ON CONFLICT (workspace_id, subject_id) DO UPDATE
         SET legal_name = excluded.legal_name, street = excluded.street, city = excluded.city,
             region = excluded.region, postcode = excluded.postcode, country = excluded.country,
             kind = excluded.kind, company_number = excluded.company_number, vat_number = excluded.vat_number,
             languages = excluded.languages, currency = excluded.currency, terms = excluded.terms,
             entry = excluded.entry, invoice_emails = excluded.invoice_emails,
             reminder_emails = excluded.reminder_emails, reference = excluded.reference,
             version = customer.version + 1,
             checked = iif(customer.vat_number = excluded.vat_number, customer.checked, NULL),
             checked_at = iif(customer.vat_number = excluded.vat_number, customer.checked_at, NULL),
             checked_by = iif(customer.vat_number = excluded.vat_number, customer.checked_by, NULL),
             check_reason = iif(customer.vat_number = excluded.vat_number, customer.check_reason, '')",
        named_params! {
            ":workspace": tx.workspace(),
            ":subject": subject,
            ":legal_name": input.legal_name,
            ":street": input.street,
            ":city": input.city,
            ":region": input.region,
            ":postcode": input.postcode,
            ":country": input.country,
            ":kind": input.kind.code(),
            ":company_number": input.company_number,
            ":vat_number": input.vat_number,
            ":languages": input.languages.map(|languages| languages.code()),
            ":currency": input.currency,
            ":terms": input.terms.map(|terms| terms.to_string()),
            ":entry": input.entry.code(),
            ":invoice_emails": input.invoice_emails.join(","),
            ":reminder_emails": input.reminder_emails.join(","),
            ":reference": input.reference,
        },
    )?;
    Ok(())
}

/// Notes what was found out about the VAT number, and who wished to know it.
pub fn save_check(tx: &Tx, subject: SubjectId, check: &CheckInput, by: Option<MemberId>) -> Result<()> {
    tx.execute(
        "UPDATE customer
         SET checked = :result, checked_at = :now, checked_by = :member, check_reason = :reason,
             version = version + 1
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! {
            ":workspace": tx.workspace(),
            ":subject": subject,
            ":result": check.result.code(),
            ":now": tx.now(),
            ":member": by,
            ":reason": check.reason,
        },
    )?;
    Ok(())
}

/// Forgets what was typed for the papers of a record that goes for good, and of whatever became a part of it.
pub fn delete(tx: &Tx, subject: SubjectId) -> Result<()> {
    for part in subjects::store::merges_into(tx, subject)? {
        delete(tx, part.gone)?;
    }
    registers::store::forget(tx, subject)?;
    price_lists::store::save_choice(tx, subject, None)?;
    tx.execute(
        "DELETE FROM customer
         WHERE workspace_id = :workspace
           AND subject_id = :subject",
        named_params! { ":workspace": tx.workspace(), ":subject": subject },
    )?;
    Ok(())
}

fn stored(row: &Row) -> rusqlite::Result<Stored> {
    let emails = |column: &'static str| -> rusqlite::Result<Vec<String>> {
        let joined: String = row.get(column)?;
        Ok(joined.split(',').filter(|email| !email.is_empty()).map(str::to_owned).collect())
    };
    let has = |column: &'static str| row.get::<_, Option<String>>(column).map(|word| word.is_some());
    let check = match row.get("checked_at")? {
        Some(at) => Some(Check {
            result: coded(row, "checked")?,
            at,
            by: row.get("checked_by")?,
            reason: row.get("check_reason")?,
        }),
        None => None,
    };
    Ok(Stored {
        input: CustomerInput {
            legal_name: row.get("legal_name")?,
            street: row.get("street")?,
            city: row.get("city")?,
            region: row.get("region")?,
            postcode: row.get("postcode")?,
            country: row.get("country")?,
            kind: coded(row, "kind")?,
            company_number: row.get("company_number")?,
            vat_number: row.get("vat_number")?,
            languages: has("languages")?.then(|| coded(row, "languages")).transpose()?,
            currency: row.get("currency")?,
            terms: has("terms")?.then(|| coded(row, "terms")).transpose()?,
            entry: coded(row, "entry")?,
            invoice_emails: emails("invoice_emails")?,
            reminder_emails: emails("reminder_emails")?,
            reference: row.get("reference")?,
        },
        check,
        version: row.get("version")?,
    })
}
