//! An issued paper as files, and on its way.

use super::super::model::{Cover, FileKind, Invoice, Issued, Rendered};
use super::super::store;
use crate::base::{Error, InvoiceId, Language, MailId, Result, Right, format};
use crate::billing::countries::Pack;
use crate::billing::customers;
use crate::crm::files::FileName;
use crate::crm::mails::{self, MailFile, NewMail, Reach};
use crate::platform::mailer::Correspondent;
use crate::platform::{Tx, View, i18n};
use crate::workspace::audit::{self, Change};
use crate::workspace::email::Recipient;
use crate::workspace::{accounts, settings};

/// Keeps the files that were made of an issued paper.
pub fn keep(tx: &Tx, id: InvoiceId, files: &[Rendered]) -> Result<()> {
    files.iter().try_for_each(|file| store::insert_file(tx, id, file))
}

/// Sends an issued paper as PDF, a mail to each address; the file has been made. Answers go to whoever sends it.
pub fn send(tx: &Tx, id: InvoiceId, cover: &Cover) -> Result<Vec<MailId>> {
    tx.actor().require(Right::MoneyWrite)?;
    let invoice = store::find(tx, id)?;
    let issued = invoice.issued.as_ref().ok_or(Error::Conflict("invoices-send-draft"))?;
    let blob = store::maybe_file(tx, id, FileKind::Pdf)?.ok_or(Error::Conflict("invoices-send-draft"))?;
    let account = accounts::find(tx, tx.actor().account.ok_or(Error::Forbidden)?)?;
    let kind = crate::crm::files::FileKind::Pdf;
    let file = MailFile { name: FileName::stored(&issued.number, kind), size: blob.size, hash: blob.hash };
    let mut sent = Vec::new();
    for address in &cover.to {
        let mail = mails::actions::write(
            tx,
            &NewMail {
                about: invoice.facts.customer,
                person: invoice.facts.customer,
                to: Recipient {
                    address: address.clone(),
                    name: String::new(),
                    language: language(issued),
                    account: None,
                },
                reach: Reach::One,
                subject: cover.subject.clone(),
                body: cover.text.clone(),
                reply_to: Correspondent { name: account.name.clone(), address: account.email.clone() },
                files: vec![file.clone()],
            },
        )?;
        store::insert_mail(tx, id, mail)?;
        sent.push(mail);
    }
    let changes = [Change::new("to", None::<String>, cover.to.join(", "))];
    audit::record(tx, "invoice.send", Some(id.subject()), &changes)?;
    Ok(sent)
}

/// What is offered to go along: to the addresses of the customer's invoices, in the language of the paper.
pub fn cover(view: &View, invoice: &Invoice) -> Result<Cover> {
    let issued = invoice.issued.as_ref().ok_or(Error::Conflict("invoices-send-draft"))?;
    let customer = customers::store::find(view, invoice.facts.customer)?;
    let (head, language) = (issued.document.head(), language(issued));
    let paper = Pack::of(head.seller.address.country).name(head.kind, language);
    let amount = issued.document.money(issued.document.sums().due).full(language);
    let told = [
        ("paper", paper.to_owned().into()),
        ("number", issued.number.clone().into()),
        ("company", settings::of(view)?.company.name.into()),
        ("amount", amount.into()),
        ("due", issued.due_on.map(|day| format::day_long(language, day)).unwrap_or_default().into()),
    ];
    let middle = if issued.due_on.is_some() { "invoices-cover-text" } else { "invoices-cover-note" };
    let parts = ["invoices-cover-greeting", middle, "invoices-cover-end"];
    Ok(Cover {
        to: customer.input().invoice_emails.clone(),
        subject: i18n::tell(language, "invoices-cover-subject", &told),
        text: parts.map(|key| i18n::tell(language, key, &told)).join("\n\n"),
    })
}

fn language(issued: &Issued) -> Language {
    issued.document.head().languages.first
}
