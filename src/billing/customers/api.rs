//! Customers for programs.

use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{CheckInput, CustomerInput, Facts, Shown as Known};
use super::{actions, store, views};
use crate::base::{Error, Fields, SubjectId};
use crate::billing::pricing::Entry;
use crate::billing::registers::{self, Register};
use crate::billing::taxes::{BuyerKind, Checked};
use crate::billing::terms::Terms;
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
    /// Payment terms like `days 30`, or `days 30 2/10` with 2 % off within 10 days; empty: the seller's.
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

/// Who is to be asked.
#[derive(Debug, Object)]
#[oai(rename = "CustomerQuestion", deny_unknown_fields)]
pub struct QuestionBody {
    /// `vies` or `hmrc` for the VAT number, `companies` for the number of a British company.
    register: Word<Register>,
}

/// What was found out about a number of a customer.
#[derive(Debug, Object)]
#[oai(rename = "NumberCheck")]
pub struct CheckRecord {
    /// Who said it: `vies`, `hmrc`, `companies`, or `hand`.
    source: String,
    /// The number.
    number: String,
    /// Whether it was given to somebody and counts.
    is_valid: bool,
    /// To whom, as the register says.
    name: String,
    /// Where they are, as the register says.
    address: String,
    /// The number of the consultation, or where somebody looked.
    reference: String,
    /// When.
    asked_at: Moment,
}

/// A register that has not answered yet.
#[derive(Debug, Object)]
#[oai(rename = "NumberQuestion")]
pub struct WaitingRecord {
    /// Who is asked.
    register: Word<Register>,
    /// The number.
    number: String,
    /// Since when.
    asked_at: Moment,
    /// How often it was tried.
    tries: u32,
    /// Why the last try came to nothing: `off`, `unreachable`, `busy`, `refused` or `unreadable`.
    #[oai(skip_serializing_if_is_none)]
    trouble: Option<String>,
    /// Whether nobody tries again by itself.
    is_given_up: bool,
}

/// What is known about the numbers of a customer.
#[derive(Debug, Object)]
#[oai(rename = "NumberChecks")]
pub struct CheckList {
    /// Registers that have not answered yet.
    waiting: Vec<WaitingRecord>,
    /// The last thirty things that were found out, the last first.
    data: Vec<CheckRecord>,
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

    /// Ask a register about a customer's number
    ///
    /// The number must have been saved here first. The register is asked in the background; the answer stands in the list
    /// of checks.
    #[oai(path = "/customers/:id/ask", method = "post", operation_id = "customer.ask")]
    async fn ask(&self, cx: Cx, id: Path<Number>, body: Json<QuestionBody>) -> poem::Result<Json<CheckList>> {
        let (id, register) = (SubjectId::new(id.0.0), body.0.register.0);
        cx.write(move |tx| actions::ask(tx, id, register)).await?;
        Ok(Json(checks(&cx, id)?))
    }

    /// List what was found out about a customer's numbers
    #[oai(path = "/customers/:id/checks", method = "get", operation_id = "customer.checks")]
    async fn checks(&self, cx: Cx, id: Path<Number>) -> poem::Result<Json<CheckList>> {
        Ok(Json(checks(&cx, SubjectId::new(id.0.0))?))
    }
}

fn checks(cx: &Cx, id: SubjectId) -> poem::Result<CheckList> {
    let standing = cx.read(|view| {
        store::find(view, id)?;
        registers::store::standing(view, id)
    })?;
    let waiting = standing.waiting.into_iter().map(|waiting| WaitingRecord {
        register: Word(waiting.question.register),
        number: waiting.question.number,
        asked_at: Moment(waiting.asked_at),
        tries: waiting.tries,
        trouble: waiting.trouble.map(|trouble| trouble.code().to_owned()),
        is_given_up: waiting.is_given_up,
    });
    let data = standing.checks.into_iter().map(|check| CheckRecord {
        source: check.register.map_or("hand", Register::code).to_owned(),
        number: check.number,
        is_valid: check.is_valid,
        name: check.name,
        address: check.address,
        reference: check.reference,
        asked_at: Moment(check.asked_at),
    });
    Ok(CheckList { waiting: waiting.collect(), data: data.collect() })
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
        Some(code) => Terms::split(&code)
            .into_iter()
            .fold(fields, |fields, (name, value)| put(fields, name, Some(value))),
        None => fields,
    }
}

/// Problems stand on the fields as programs name them.
fn renamed(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let mut told = crate::base::Problems::default();
    for problem in problems.iter() {
        let is_terms = ["terms_number", "terms_early"].contains(&problem.field.as_str());
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
