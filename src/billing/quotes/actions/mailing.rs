//! The file of a quote, and the mail that brings it with the customer's link.

use super::super::model::{Quote, Sent, State, chosen, file_name, first_shown};
use super::super::store;
use super::today;
use crate::base::{Error, Language, MailId, QuoteId, Result, Right, format};
use crate::billing::countries::Pack;
use crate::billing::customers;
use crate::billing::invoices::Cover;
use crate::crm::files::{FileKind, FileName};
use crate::crm::mails::{self, MailFile, NewMail, Reach};
use crate::platform::blobs::Blob;
use crate::platform::mailer::Correspondent;
use crate::platform::{Tx, View, i18n};
use crate::workspace::audit::{self, Change};
use crate::workspace::email::Recipient;
use crate::workspace::{accounts, settings};

/// Keeps the file that was made of that version.
pub fn keep(tx: &Tx, id: QuoteId, n: i64, blob: Blob) -> Result<()> {
    store::insert_file(tx, &store::find_version(tx, id, n)?, blob)
}

/// Brings the file and the link to the customer, a mail to each address; the file has been made. Answers go to whoever sends
/// it. `Conflict` unless the quote is with its customer.
pub fn mail(tx: &Tx, id: QuoteId, cover: &Cover) -> Result<Vec<MailId>> {
    tx.actor().require(Right::SalesWrite)?;
    let quote = store::find(tx, id)?;
    let sent = open(tx, &quote)?;
    let blob = store::maybe_file(tx, &quote)?.ok_or(Error::Conflict("quotes-mail-not"))?;
    let account = accounts::find(tx, tx.actor().account.ok_or(Error::Forbidden)?)?;
    let name = FileName::stored(&file_name(&quote.called()), FileKind::Pdf);
    let file = MailFile { name, size: blob.size, hash: blob.hash };
    let customer = quote.facts.head.customer;
    let mut written = Vec::new();
    for address in &cover.to {
        let to = Recipient {
            address: address.clone(),
            name: String::new(),
            language: language(sent),
            account: None,
        };
        let new = NewMail {
            about: customer,
            person: customer,
            to,
            reach: Reach::One,
            subject: cover.subject.clone(),
            body: cover.text.clone(),
            reply_to: Correspondent { name: account.name.clone(), address: account.email.clone() },
            files: vec![file.clone()],
        };
        let mail = mails::actions::write(tx, &new)?;
        store::insert_mail(tx, &quote, mail)?;
        written.push(mail);
    }
    let to = Change::new("to", None::<String>, cover.to.join(", "));
    audit::record(tx, "quote.mail", Some(id.subject()), &[to])?;
    Ok(written)
}

/// What is offered to go along: to the addresses of the customer's invoices, in the language of the paper, with their link.
pub fn cover(view: &View, quote: &Quote, link: &str) -> Result<Cover> {
    let sent = open(view, quote)?;
    let customer = customers::store::find(view, quote.facts.head.customer)?;
    let (head, language) = (sent.document.head(), language(sent));
    let shown = chosen(&sent.document, &first_shown(&quote.facts.lines))?;
    let told = [
        ("paper", Pack::of(head.seller.address.country).name(head.kind, language).to_owned().into()),
        ("number", quote.called().into()),
        ("company", settings::of(view)?.company.name.into()),
        ("amount", shown.money(shown.sums().due).full(language).into()),
        ("until", format::day_long(language, quote.facts.valid_until).into()),
        ("link", link.to_owned().into()),
    ];
    let parts = ["invoices-cover-greeting", "quotes-cover-text", "quotes-cover-link", "invoices-cover-end"];
    Ok(Cover {
        to: customer.input().invoice_emails.clone(),
        subject: i18n::tell(language, "invoices-cover-subject", &told),
        text: parts.map(|key| i18n::tell(language, key, &told)).join("\n\n"),
    })
}

/// What was sent, while its customer can still answer it.
fn open<'a>(view: &View, quote: &'a Quote) -> Result<&'a Sent> {
    let is_open = quote.state_on(today(view)?) == State::Sent;
    quote.sent.as_ref().filter(|_| is_open).ok_or(Error::Conflict("quotes-mail-not"))
}

fn language(sent: &Sent) -> Language {
    sent.document.head().languages.first
}
