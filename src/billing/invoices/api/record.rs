//! What programs send and get of invoices.

use poem_openapi::Object;

use super::super::model::{FIELDS, Invoice, Kind, LineInput, Standing};
use crate::base::{Currency, Day, Error, Fields, Language, Money, Problems};
use crate::billing::pricing::Entry;
use crate::billing::products::Unit;
use crate::billing::taxes::SupplyKind;
use crate::billing::terms::Terms;
use crate::web::payload::{Date, List, Moment, Number, Sent, Text, Word, put};

/// An invoice, a credit note or a debit note.
#[derive(Debug, Object)]
#[oai(rename = "Invoice")]
pub struct InvoiceRecord {
    /// Its number here, which is not the one on the paper.
    pub(super) id: i64,
    /// What it is.
    pub(super) kind: Word<Kind>,
    /// Where it stands, with what was paid.
    pub(super) state: Word<Standing>,
    /// The company or contact that buys.
    pub(super) customer_id: i64,
    /// The deal that it is for.
    #[oai(skip_serializing_if_is_none)]
    pub(super) deal_id: Option<i64>,
    /// What a note corrects.
    #[oai(skip_serializing_if_is_none)]
    pub(super) corrects_id: Option<i64>,
    /// Why a note corrects it; empty of an invoice.
    pub(super) reason: String,
    /// The currency of all its amounts, ISO 4217.
    pub(super) currency: String,
    /// Whether its prices are without the tax or with it.
    pub(super) entry: Word<Entry>,
    /// The day of the supply; left out: the day of issue.
    #[oai(skip_serializing_if_is_none)]
    pub(super) supplied_on: Option<Date>,
    /// Payment terms like `days 30`, or `days 30 2/10` with 2 % off within 10 days; empty: those of the customer.
    pub(super) terms: String,
    /// The number of the buyer's order.
    pub(super) order: String,
    /// Who the buyer says it is for.
    pub(super) reference: String,
    /// What else there is to say.
    pub(super) note: String,
    /// What is sold.
    pub(super) lines: Vec<LineBody>,
    /// What it was issued as; left out of a draft.
    #[oai(skip_serializing_if_is_none)]
    pub(super) issued: Option<IssuedRecord>,
    /// Grows with each change; `ETag` holds it too.
    pub(super) version: i64,
    /// When it was begun.
    pub(super) created_at: Moment,
    /// When it was last changed.
    pub(super) updated_at: Moment,
}

/// What a paper became when it was issued. Amounts are decimals in its currency.
#[derive(Debug, Object)]
#[oai(rename = "IssuedInvoice")]
pub struct IssuedRecord {
    /// The number on the paper.
    pub(super) number: String,
    /// The day of issue.
    pub(super) issued_on: Date,
    /// By which day to pay.
    #[oai(skip_serializing_if_is_none)]
    pub(super) due_on: Option<Date>,
    /// Without the tax.
    pub(super) net: String,
    /// The tax.
    pub(super) vat: String,
    /// With the tax.
    pub(super) gross: String,
    /// What came in for it.
    pub(super) paid: String,
    /// What credit notes took off it.
    pub(super) credited: String,
    /// What is still owed; below zero: what the seller owes.
    pub(super) balance: String,
}

/// A line of an invoice.
#[derive(Debug, Object)]
#[oai(rename = "InvoiceLine", deny_unknown_fields)]
pub struct LineBody {
    /// A product of the catalogue; what is left out beside it is taken from there.
    pub(super) product_id: Sent<Number>,
    /// What is sold.
    pub(super) name: Sent<Text<200>>,
    /// More about it.
    pub(super) description: Sent<Text<2000>>,
    /// How much, a decimal; 1 if left out.
    pub(super) quantity: Sent<Text<20>>,
    /// What it is counted in, a code of UN/ECE Recommendation 20.
    pub(super) unit: Sent<Word<Unit>>,
    /// What one costs, a decimal with up to six digits behind the point.
    pub(super) price: Sent<Text<20>>,
    /// What comes off, in percent, a decimal.
    pub(super) discount: Sent<Text<10>>,
    /// Its tax class.
    pub(super) tax_class_id: Sent<Number>,
    /// Goods, a service, or a service over the net.
    pub(super) kind: Sent<Word<SupplyKind>>,
}

/// What a program says of a draft; what is left out stays as it is.
#[derive(Debug, Object)]
#[oai(rename = "InvoiceChange", deny_unknown_fields)]
pub struct InvoiceBody {
    /// What it is; a new one is an invoice if left out, and an old one keeps what it is.
    pub(super) kind: Sent<Word<Kind>>,
    /// The company or contact that buys; a new invoice needs one.
    pub(super) customer_id: Sent<Number>,
    /// The deal that it is for.
    pub(super) deal_id: Sent<Number>,
    /// What a new note corrects.
    pub(super) corrects_id: Sent<Number>,
    /// Why a note corrects it.
    pub(super) reason: Sent<Text<300>>,
    /// The currency of all its amounts, ISO 4217; a new invoice needs one.
    pub(super) currency: Sent<Text<3>>,
    /// Whether its prices are without the tax or with it; of a new invoice `net` if left out.
    pub(super) entry: Sent<Word<Entry>>,
    /// The day of the supply.
    pub(super) supplied_on: Sent<Date>,
    /// Payment terms like `days 30`, or `days 30 2/10` with 2 % off within 10 days.
    pub(super) terms: Sent<Text<20>>,
    /// The number of the buyer's order.
    pub(super) order: Sent<Text<100>>,
    /// Who the buyer says it is for.
    pub(super) reference: Sent<Text<100>>,
    /// What else there is to say.
    pub(super) note: Sent<Text<2000>>,
    /// All its lines; replaces those that are stored.
    pub(super) lines: Sent<List<LineBody, 200>>,
}

/// On which day a draft is issued.
#[derive(Debug, Object)]
#[oai(rename = "InvoiceIssue", deny_unknown_fields)]
pub struct IssueBody {
    /// The day of issue; today if left out, and never before the last paper of its sequence.
    pub(super) issued_on: Sent<Date>,
}

/// Why an issued invoice is taken back.
#[derive(Debug, Object)]
#[oai(rename = "InvoiceVoid", deny_unknown_fields)]
pub struct VoidBody {
    /// The reason, printed on the credit note.
    pub(super) reason: Text<300>,
}

/// What a form would have sent, had it begun with those fields.
pub(super) fn onto(body: &InvoiceBody, fields: Fields) -> Fields {
    let number = |sent: &Sent<Number>| sent.0.as_ref().map(|number| number.0.to_string());
    let fields = put(fields, "paper", body.kind.0.as_ref().map(|kind| kind.0.code().to_owned()));
    let fields = put(fields, "customer", number(&body.customer_id));
    let fields = put(fields, "deal", number(&body.deal_id));
    let fields = put(fields, "of", number(&body.corrects_id));
    let fields = put(fields, "reason", body.reason.text());
    let fields = put(fields, "currency", body.currency.text());
    let fields = put(fields, "entry", body.entry.0.as_ref().map(|entry| entry.0.code().to_owned()));
    let fields = put(fields, "supplied_on", body.supplied_on.0.as_ref().map(|day| day.0.to_string()));
    let fields = match body.terms.text() {
        Some(terms) => Terms::split(&terms)
            .into_iter()
            .fold(fields, |fields, (name, value)| put(fields, name, Some(value))),
        None => fields,
    };
    let fields = put(fields, "order", body.order.text());
    let fields = put(fields, "reference", body.reference.text());
    let fields = put(fields, "note", body.note.text());
    let Some(lines) = &body.lines.0 else { return fields };
    let rest = FIELDS.iter().fold(fields, |fields, column| fields.without(column));
    lines.0.iter().fold(rest, |fields, line| FIELDS.iter().zip(cells(line)).fold(fields, cell))
}

fn cell(fields: Fields, (column, value): (&&str, String)) -> Fields {
    fields.with(*column, value)
}

/// A line, in the order of the columns of the form.
fn cells(line: &LineBody) -> [String; 9] {
    let number =
        |number: &Sent<Number>| number.0.as_ref().map(|number| number.0.to_string()).unwrap_or_default();
    [
        number(&line.product_id),
        line.name.text().unwrap_or_default(),
        line.description.text().unwrap_or_default(),
        line.quantity.text().unwrap_or_default(),
        line.unit.0.as_ref().map(|unit| unit.0.code().to_owned()).unwrap_or_default(),
        line.price.text().unwrap_or_default(),
        line.discount.text().unwrap_or_default(),
        number(&line.tax_class_id),
        line.kind.0.as_ref().map(|kind| kind.0.code().to_owned()).unwrap_or_default(),
    ]
}

/// Problems stand on the fields as programs name them.
pub(super) fn renamed(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let mut told = Problems::default();
    for problem in problems.iter() {
        let (field, row) = problem.field.split_once('.').unwrap_or((&problem.field, ""));
        let name = match field {
            "of" => "corrects_id",
            "customer" => "customer_id",
            "paper" => "kind",
            "terms_number" | "terms_early" => "terms",
            "class" => "tax_class_id",
            "product" => "product_id",
            "about" => "description",
            other => other,
        };
        let is_line = FIELDS.contains(&field);
        let field =
            if is_line { format!("lines.{row}.{name}") } else { problem.field.replacen(field, name, 1) };
        told.push(field, problem.key.clone());
    }
    Error::Invalid(told)
}

/// An invoice as programs get it.
pub(super) fn record(invoice: Invoice, today: Day) -> InvoiceRecord {
    let state = Word(invoice.standing(today));
    let facts = invoice.facts;
    let issued = invoice.issued.map(|issued| {
        let sums = issued.document.sums();
        let told = |minor: i64| Money::new(minor, sums.currency).typed(Language::En);
        IssuedRecord {
            net: told(sums.net),
            vat: told(sums.vat),
            gross: told(sums.gross),
            paid: told(issued.balance.paid),
            credited: told(issued.balance.credited),
            balance: issued.balance.rest().typed(Language::En),
            number: issued.number,
            issued_on: Date(issued.issued_on),
            due_on: issued.due_on.map(Date),
        }
    });
    InvoiceRecord {
        id: invoice.id.number(),
        kind: Word(facts.kind),
        state,
        customer_id: facts.customer.number(),
        deal_id: facts.deal.map(|deal| deal.number()),
        corrects_id: facts.of.map(|of| of.number()),
        reason: facts.reason,
        currency: facts.currency.code().to_owned(),
        entry: Word(facts.entry),
        supplied_on: facts.supplied_on.map(Date),
        terms: facts.terms.map(|terms| terms.to_string()).unwrap_or_default(),
        order: facts.order,
        reference: facts.reference,
        note: facts.note,
        lines: facts.lines.iter().map(|line| told(line, facts.currency)).collect(),
        issued,
        version: invoice.version,
        created_at: Moment(invoice.created_at),
        updated_at: Moment(invoice.updated_at),
    }
}

fn told(line: &LineInput, currency: Currency) -> LineBody {
    LineBody {
        product_id: Sent(line.product.map(|product| Number(product.number()))),
        name: Sent(Some(Text(line.name.clone()))),
        description: Sent(Some(Text(line.about.clone()))),
        quantity: Sent(Some(Text(line.quantity.typed(Language::En)))),
        unit: Sent(Some(Word(line.unit))),
        price: Sent(Some(Text(line.price.typed(currency, Language::En)))),
        discount: Sent(line.discount.map(|percent| Text(percent.typed(Language::En)))),
        tax_class_id: Sent(Some(Number(line.class.number()))),
        kind: Sent(Some(Word(line.kind))),
    }
}
