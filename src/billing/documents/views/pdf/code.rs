//! The code that a banking app reads (EPC069-12, "Quick Response Code: guidelines to enable data capture").

use crate::billing::countries::PaperKind;
use crate::billing::documents::model::{Document, Route};
use crate::billing::documents::views::einvoice;

/// The most that the code can ask for, in cents.
const MOST: i64 = 99_999_999_999;

/// What the code says: whom to pay in euros, how much, and what for; none where nothing is to be paid so.
pub fn payment(document: &Document) -> Option<String> {
    let (head, due) = (document.head(), document.sums().due);
    let asks = matches!(head.kind, PaperKind::Invoice | PaperKind::DebitNote | PaperKind::ProForma);
    if !asks || document.sums().currency.code() != "EUR" || !(1..=MOST).contains(&due) {
        return None;
    }
    let ibans = head.payment.accounts.iter().filter_map(|account| match &account.route {
        Route::Iban(iban, bic) if account.currency.code() == "EUR" => Some((account, iban, bic)),
        _ => None,
    });
    let (account, iban, bic) = ibans.into_iter().next()?;
    let holder: String = account.holder.chars().take(70).collect();
    let reference: String = head.payment.reference.chars().take(140).collect();
    let bic = bic.as_ref().map_or("", |bic| bic.as_str());
    let amount = einvoice::amount(due, document.sums().currency);
    Some(format!("BCD\n002\n1\nSCT\n{bic}\n{holder}\n{}\nEUR{amount}\n\n\n{reference}", iban.as_str()))
}
