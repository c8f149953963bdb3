//! What the pages are drawn from.

use super::super::actions::Hindrance;
use super::super::model::{Invoice, Noted, Told};
use super::super::store::Customer;
use crate::base::{Day, Fields, InvoiceId, Problems, QuoteId};
use crate::billing::price_lists::PriceList;
use crate::billing::products::Product;
use crate::billing::taxes::TaxClass;
use crate::crm::mails::Posted;

/// What the form offers.
pub struct Known {
    /// Every tax class.
    pub classes: Vec<TaxClass>,
    /// What is sold.
    pub products: Vec<Product>,
    /// Who buys.
    pub customer: Option<Customer>,
    /// The price list that counts for them.
    pub list: Option<PriceList>,
}

/// What stands in the form, and what it offers.
pub struct Sheet<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// The draft that is changed; none is begun.
    pub invoice: Option<&'a Invoice>,
    /// What it offers.
    pub known: &'a Known,
}

/// All that the page of an invoice shows.
pub struct One {
    /// The invoice.
    pub invoice: Invoice,
    /// Who buys, if it is still there.
    pub customer: Option<Customer>,
    /// What a draft would be if it were issued today, or what stands in the way.
    pub preview: Option<Result<Told, Hindrance>>,
    /// What it corrects: its number here, and the one on it.
    pub original: Option<(InvoiceId, String)>,
    /// The quote of which it bills a part: its number here, and the one on it.
    pub quote: Option<(QuoteId, String)>,
    /// The notes on it.
    pub notes: Vec<Noted>,
    /// The mails by which it went, the last one first.
    pub mails: Vec<Posted>,
    /// Today where the company is.
    pub today: Day,
}
