//! What only electronic invoices ask for.

use super::need;
use crate::base::Problems;
use crate::billing::countries::PaperKind;
use crate::billing::documents::model::{Document, Party};
use crate::billing::pricing::Category;

/// What EN 16931 asks for beyond the law, and Germany beyond EN 16931.
pub fn check(document: &Document, problems: &mut Problems) {
    let head = document.head();
    if !document.is_tax_paper() || head.kind == PaperKind::Protocol {
        problems.add("kind", "documents-electronic-kind");
    }
    if head.buyer.is_none() && problems.on("buyer").is_none() {
        problems.add("buyer", "documents-buyer-missing"); // BR-07
    }
    let is_outside = document.has(Category::O);
    if is_outside && document.sums().groups.len() > 1 {
        problems.add("lines", "documents-electronic-outside"); // BR-O-11 to BR-O-14
    }
    if is_outside || head.seller.vat_number.is_empty() {
        let number = &head.seller.company_number;
        need(problems, number, "seller.company_number", "documents-company-number-missing"); // BR-CO-26
    }
    for (party, field) in
        [(Some(&head.seller), "seller.electronic"), (head.buyer.as_ref(), "buyer.electronic")]
    {
        let electronic = party.and_then(|party| party.electronic.as_ref());
        if electronic.is_some_and(|one| one.scheme.trim().is_empty() || one.address.trim().is_empty()) {
            problems.add(field, "documents-electronic-address-missing"); // BR-62, BR-63
        }
    }
    if !has_two_decimals(document) {
        problems.add("currency", "documents-electronic-decimals"); // BR-DEC-01 to BR-DEC-28
    }
    if document.is_xrechnung() {
        xrechnung(document, problems);
    }
}

/// Whether no amount needs more than two decimals.
fn has_two_decimals(document: &Document) -> bool {
    let sums = document.sums();
    let lines = sums.lines.iter().flat_map(|line| [line.full, line.off, line.net]);
    let parts = sums.shared.iter().flat_map(|one| one.parts.iter().map(|part| part.net));
    let groups = sums.groups.iter().flat_map(|group| [group.base, group.vat]);
    let all = [sums.lines_net, sums.net, sums.vat, sums.gross, sums.prepaid, sums.rounding, sums.due];
    let mut amounts = lines.chain(parts).chain(groups).chain(all);
    let is_home = sums.home.is_none_or(|home| home.exchange.currency.digits() < 3 || home.vat % 10 == 0);
    is_home && (sums.currency.digits() < 3 || amounts.all(|amount| amount % 10 == 0))
}

/// BR-DE-1 to BR-DE-9, and the electronic addresses.
fn xrechnung(document: &Document, problems: &mut Problems) {
    let head = document.head();
    let seller = &head.seller;
    need(problems, &seller.contact.name, "seller.contact.name", "documents-contact-missing");
    need(problems, &seller.contact.phone, "seller.contact.phone", "documents-contact-missing");
    need(problems, &seller.contact.email, "seller.contact.email", "documents-contact-missing");
    need(problems, &seller.address.postcode, "seller.postcode", "documents-postcode-missing");
    let is_reached = |party: &Party| party.electronic.is_some();
    if !is_reached(seller) {
        problems.add("seller.electronic", "documents-electronic-address-missing");
    }
    if let Some(buyer) = &head.buyer {
        need(problems, &buyer.address.postcode, "buyer.postcode", "documents-postcode-missing");
        if !is_reached(buyer) {
            problems.add("buyer.electronic", "documents-electronic-address-missing");
        }
    }
    if head.payment.accounts.is_empty() {
        problems.add("accounts", "documents-accounts-missing");
    }
}
