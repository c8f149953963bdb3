//! What the pages are drawn from.

use super::super::model::{Acceptance, Billing, Quote, Template, Version};
use crate::base::{Day, Fields, Problems};
use crate::billing::documents::Document;
use crate::billing::invoices::actions::Hindrance;
use crate::billing::invoices::store::Customer;
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
    /// Who would buy.
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
    pub quote: Option<&'a Quote>,
    /// Whether somebody else has stored other facts meanwhile.
    pub is_stale: bool,
    /// What it offers.
    pub known: &'a Known,
}

/// All that the page of a quote shows.
pub struct One {
    /// The quote.
    pub quote: Quote,
    /// The template that it is, if it is one.
    pub template: Option<Template>,
    /// Who would buy, if it is still there.
    pub customer: Option<Customer>,
    /// What a draft would be if it were sent today, or what stands in the way.
    pub preview: Option<Result<Document, Hindrance>>,
    /// Every version, the last one first.
    pub versions: Vec<Version>,
    /// The evidence, once it was accepted.
    pub acceptance: Option<Acceptance>,
    /// What of it is on invoices, once it was accepted.
    pub billing: Option<Billing>,
    /// The mails by which it went.
    pub mails: Vec<Posted>,
    /// The name of the member who accepted it for the customer.
    pub by: String,
    /// Where the customer finds it; empty of a draft.
    pub link: String,
    /// Today where the company is.
    pub today: Day,
}
