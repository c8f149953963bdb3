//! Customers for programs.

use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{CheckInput, CustomerInput, Facts, Shown as Known};
use super::{actions, store, views};
use crate::base::{Error, Fields, SubjectId};
use crate::billing::pricing::Entry;
use crate::billing::taxes::{BuyerKind, Checked};
use crate::web::Cx;
use crate::web::payload::{self, List, Moment, Number, Sent, Shown, Tag, Text, Word, put};
use crate::workspace::settings;

/// The operations on customers.
pub struct Customers;

/// What papers say of a company or a contact.
#[derive(Debug, Object)]
#[oai(rename = "Customer")]
pub struct CustomerRecord {
    /// The number of the company or contact.
    id: i64,
    /// The name on papers.
    legal_name: String,
    /// Street and number.
    street: String,
    /// Town.
    city: String,
    /// County, province or region.
    region: String,
    /// Postal code.
    postcode: String,
    /// Country, ISO 3166-1 alpha-2; empty: not known yet.
    country: String,
    /// What it is to the law.
    kind: Word<BuyerKind>,
    /// Number in the register of companies.
    company_number: String,
    /// VAT number with the country's letters in front; empty: none.
    vat_number: String,
    /// What is known of that number.
    vat_number_state: Word<Checked>,
    /// When somebody looked it up.
    #[oai(skip_serializing_if_is_none)]
    checked_at: Option<Moment>,
    /// Where they looked.
    #[oai(skip_serializing_if_is_none)]
    check_reason: Option<String>,
    /// The languages of its papers, the leading one first; empty: the seller's.
    languages: String,
    /// The currency of its papers, ISO 4217; empty: the seller's.
    currency: String,
    /// Payment terms like `days 30`; empty: the seller's.
    terms: String,
    /// Whether its prices are typed without the tax or with it.
    entry: Word<Entry>,
    /// Where invoices are sent; empty: to the first address of the record.
    invoice_emails: Vec<String>,
    /// Where reminders are sent; empty: where invoices are.
    reminder_emails: Vec<String>,
    /// What it wants to read on papers (EN 16931 BT-10, Leitweg-ID).
    reference: String,
    /// What is missing before a paper can be issued: names of fields.
    missing: Vec<String>,
    /// Grows with each change, 0 before the first; `ETag` holds it too.
    version: i64,
}

/// What a program says of a customer; what is left out stays as it is.
#[derive(Debug, Object)]
#[oai(rename = "CustomerChange", deny_unknown_fields)]
pub struct CustomerBody {
    /// The name on papers; empty: that of the record.
    legal_name: Sent<Text<200>>,
    /// Street and number.
    street: Sent<Text<200>>,
    /// Town.
    city: Sent<Text<100>>,
    /// County, province or region.
    region: Sent<Text<100>>,
    /// Postal code.
    postcode: Sent<Text<20>>,
    /// Country, ISO 3166-1 alpha-2.
    country: Sent<Text<2>>,
    /// What it is to the law.
    kind: Sent<Word<BuyerKind>>,
    /// Number in the register of companies.
    company_number: Sent<Text<30>>,
    /// VAT number; another one is to be checked anew.
    vat_number: Sent<Text<30>>,
    /// The languages of its papers, like `bg en`; empty: the seller's.
    languages: Sent<Text<5>>,
    /// The currency of its papers; empty: the seller's.
    currency: Sent<Text<3>>,
    /// Payment terms, like `days 30`; empty: the seller's.
    terms: Sent<Text<20>>,
    /// Whether its prices are typed without the tax or with it.
    entry: Sent<Word<Entry>>,
    /// Where invoices are sent.
    invoice_emails: Sent<List<Text<254>, 10>>,
    /// Where reminders are sent.
    reminder_emails: Sent<List<Text<254>, 10>>,
    /// What it wants to read on papers.
    reference: Sent<Text<100>>,
}

/// What somebody found out about a VAT number.
#[derive(Debug, Object)]
#[oai(rename = "CustomerCheck", deny_unknown_fields)]
pub struct CheckBody {
    /// `valid` or `invalid`.
    result: Text<10>,
    /// Where they looked, with the number of the consultation if there is one.
    reason: Text<200>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Billing")]
impl Customers {
    /// Read what papers say of a customer
    ///
    /// The number is that of a company or a contact. Before anything was said here, it is what the record says.
    #[oai(path = "/customers/:id", method = "get", operation_id = "customer.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<CustomerRecord>> {
        shown(&cx, SubjectId::new(id.0.0))
    }

    /// Change what papers say of a customer
    ///
    /// Fields that are left out stay as they are. `If-Match` names the version that you read.
    #[oai(path = "/customers/:id", method = "patch", operation_id = "customer.edit")]
    async fn edit(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<CustomerBody>,
    ) -> poem::Result<Shown<CustomerRecord>> {
        let id = SubjectId::new(id.0.0);
        let home = settings::at_hand(&cx)?.company.country;
        let known = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), known.version())?;
        let input = CustomerInput::parse(&onto(&body.0, views::typed(&known, home))).map_err(renamed)?;
        cx.write(move |tx| actions::save(tx, id, version, &input)).await?;
        shown(&cx, id)
    }

    /// Say that you looked up a customer's VAT number
    ///
    /// The number must have been saved here first. `If-Match` names the version that you read.
    #[oai(path = "/customers/:id/check", method = "post", operation_id = "customer.check")]
    async fn check(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<CheckBody>,
    ) -> poem::Result<Shown<CustomerRecord>> {
        let id = SubjectId::new(id.0.0);
        let known = cx.read(|view| store::find(view, id))?;
        let version = payload::required(if_match.0.as_deref(), known.version())?;
        let CheckBody { result, reason } = body.0;
        let check = CheckInput::parse(&Fields::new().with("result", result.0).with("reason", reason.0))?;
        cx.write(move |tx| actions::check(tx, id, version, &check)).await?;
        shown(&cx, id)
    }
}

/// What a form would have sent, had it begun with those fields.
fn onto(body: &CustomerBody, fields: Fields) -> Fields {
    let texts = [
        ("legal_name", body.legal_name.text()),
        ("street", body.street.text()),
        ("city", body.city.text()),
        ("region", body.region.text()),
        ("postcode", body.postcode.text()),
        ("country", body.country.text()),
        ("kind", body.kind.0.as_ref().map(|kind| kind.0.code().to_owned())),
        ("company_number", body.company_number.text()),
        ("vat_number", body.vat_number.text()),
        ("languages", body.languages.text()),
        ("currency", body.currency.text()),
        ("entry", body.entry.0.as_ref().map(|entry| entry.0.code().to_owned())),
        ("invoice_emails", body.invoice_emails.joined()),
        ("reminder_emails", body.reminder_emails.joined()),
        ("reference", body.reference.text()),
    ];
    let fields = texts.into_iter().fold(fields, |fields, (name, sent)| put(fields, name, sent));
    match body.terms.text() {
        Some(code) => {
            let (kind, number) = code.split_once(' ').unwrap_or((&code, ""));
            put(put(fields, "terms", Some(kind.to_owned())), "terms_number", Some(number.to_owned()))
        }
        None => fields,
    }
}

/// Problems stand on the fields as programs name them.
fn renamed(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let mut told = crate::base::Problems::default();
    for problem in problems.iter() {
        let is_terms = problem.field == "terms_number";
        told.push(if is_terms { "terms".to_owned() } else { problem.field.clone() }, problem.key.clone());
    }
    Error::Invalid(told)
}

fn shown(cx: &Cx, id: SubjectId) -> poem::Result<Shown<CustomerRecord>> {
    let known = cx.read(|view| store::find(view, id))?;
    let etag = payload::etag(known.version());
    Ok(Shown::Now(Json(record(&known)), etag))
}

fn record(known: &Known) -> CustomerRecord {
    let input = known.input();
    let missing = Facts::join(known).err().unwrap_or_default();
    CustomerRecord {
        id: known.record.subject.number(),
        legal_name: known.name().to_owned(),
        street: input.street.clone(),
        city: input.city.clone(),
        region: input.region.clone(),
        postcode: input.postcode.clone(),
        country: input.country.map_or(String::new(), |country| country.code().to_owned()),
        kind: Word(input.kind),
        company_number: input.company_number.clone(),
        vat_number: input.vat_number.clone(),
        vat_number_state: Word(known.checked()),
        checked_at: known.check().map(|check| Moment(check.at)),
        check_reason: known.check().map(|check| check.reason.clone()),
        languages: input.languages.map_or(String::new(), |languages| languages.code().to_owned()),
        currency: input.currency.map_or(String::new(), |currency| currency.code().to_owned()),
        terms: input.terms.map_or(String::new(), |terms| terms.to_string()),
        entry: Word(input.entry),
        invoice_emails: input.invoice_emails.clone(),
        reminder_emails: input.reminder_emails.clone(),
        reference: input.reference.clone(),
        missing: missing.into_iter().map(|what| what.field().to_owned()).collect(),
        version: known.version(),
    }
}
