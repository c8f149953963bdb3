//! Who sells, who buys, and which numbers the way of taxing asks for.

use super::need;
use crate::base::Problems;
use crate::billing::documents::model::{Document, Form, Party};
use crate::billing::pricing::Category;

/// Names, addresses and numbers.
pub fn check(document: &Document, problems: &mut Problems) {
    let head = document.head();
    let seller = &head.seller;
    need(problems, &seller.legal_name, "seller.legal_name", "documents-seller-name-missing"); // BR-06
    need(problems, &seller.address.street, "seller.street", "documents-street-missing");
    need(problems, &seller.address.city, "seller.city", "documents-city-missing");
    match &head.buyer {
        Some(buyer) => {
            need(problems, &buyer.legal_name, "buyer.legal_name", "documents-buyer-name-missing"); // BR-07
            if document.is_tax_paper() {
                need(problems, &buyer.address.street, "buyer.street", "documents-street-missing");
                need(problems, &buyer.address.city, "buyer.city", "documents-city-missing");
            }
        }
        None if head.form == Form::Full => problems.add("buyer", "documents-buyer-missing"),
        None => {}
    }
    if document.is_tax_paper() {
        letters(problems, seller, "seller.vat_number");
        if let Some(buyer) = &head.buyer {
            letters(problems, buyer, "buyer.vat_number");
        }
        numbers(document, problems);
    }
}

/// A VAT number begins with the letters of its country (BR-CO-09).
fn letters(problems: &mut Problems, party: &Party, field: &'static str) {
    let number = &party.vat_number;
    let has_letters = number.len() > 2 && number.bytes().take(2).all(|sign| sign.is_ascii_uppercase());
    if !number.is_empty() && !has_letters {
        problems.add(field, "documents-vat-number-letters");
    }
}

/// The numbers that each category asks for (BR-S-02, BR-Z-02, BR-E-02, BR-AE-02, BR-IC-02, BR-G-02).
fn numbers(document: &Document, problems: &mut Problems) {
    let head = document.head();
    let seller = &head.seller;
    let [reversed, within, out] =
        [Category::AE, Category::K, Category::G].map(|category| document.has(category));
    let at_home = [Category::S, Category::Z, Category::E].iter().any(|category| document.has(*category));
    let is_unnumbered = seller.tax_registration.trim().is_empty();
    if reversed || within || out || (at_home && is_unnumbered) {
        need(problems, &seller.vat_number, "seller.vat_number", "documents-vat-number-missing");
    }
    let (vat_number, company_number) =
        head.buyer.as_ref().map_or(("", ""), |buyer| (&buyer.vat_number, &buyer.company_number));
    if within || (reversed && company_number.trim().is_empty()) {
        need(problems, vat_number, "buyer.vat_number", "documents-buyer-vat-number-missing");
    }
    if within && head.taxed_on.is_none() && head.period.is_none() {
        problems.add("taxed_on", "documents-supply-day-missing"); // BR-IC-11
    }
}
