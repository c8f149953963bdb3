//! What programs send of quotes.

use poem_openapi::Object;

use super::super::model::{Part, Stage};
use crate::base::{Error, Fields, Problems};
use crate::billing::invoices::FIELDS;
use crate::billing::pricing::Entry;
use crate::billing::products::Unit;
use crate::billing::taxes::SupplyKind;
use crate::billing::terms::Terms;
use crate::web::payload::{Date, List, Number, Sent, Text, Word, put};

/// What a program says of a draft; what is left out stays as it is.
#[derive(Debug, Object)]
#[oai(rename = "QuoteChange", deny_unknown_fields)]
pub struct QuoteBody {
    /// The company or contact that it is for; a new quote needs one.
    pub(super) customer_id: Sent<Number>,
    /// The deal that it is for.
    pub(super) deal_id: Sent<Number>,
    /// The currency of all its amounts, ISO 4217; a new quote needs one.
    pub(super) currency: Sent<Text<3>>,
    /// Whether its prices are without the tax or with it; of a new quote `net` if left out.
    pub(super) entry: Sent<Word<Entry>>,
    /// The last day on which it can be accepted; a new quote needs one.
    pub(super) valid_until: Sent<Date>,
    /// Payment terms like `days 30`, or `days 30 2/10` with 2 % off within 10 days.
    pub(super) terms: Sent<Text<20>>,
    /// The number of the buyer's order.
    pub(super) order: Sent<Text<100>>,
    /// Who the buyer says it is for.
    pub(super) reference: Sent<Text<100>>,
    /// Its conditions.
    pub(super) note: Sent<Text<2000>>,
    /// All its lines; replaces those that are stored.
    pub(super) lines: Sent<List<QuoteLineBody, 200>>,
}

/// A line of a quote as a program says it: something that is sold, or words between such lines.
#[derive(Debug, Object)]
#[oai(rename = "QuoteLineChange", deny_unknown_fields)]
pub struct QuoteLineBody {
    /// What the line is; `item` if left out.
    pub(super) part: Sent<Word<Part>>,
    /// A product of the catalogue; what is left out beside it is taken from there.
    pub(super) product_id: Sent<Number>,
    /// What is sold, or the words of a heading.
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
    /// The quantities that the customer may choose from, decimals.
    pub(super) choices: Sent<List<Text<20>, 10>>,
}

/// How somebody knows that the customer has accepted.
#[derive(Debug, Object)]
#[oai(rename = "QuoteAcceptance", deny_unknown_fields)]
pub struct AcceptBody {
    /// By phone, by an order of their own; kept as evidence.
    pub(super) reason: Text<300>,
}

/// That the customer has declined.
#[derive(Debug, Object)]
#[oai(rename = "QuoteRefusal", deny_unknown_fields)]
pub struct DeclineBody {
    /// Why.
    pub(super) reason: Sent<Text<300>>,
}

/// What the customer asks.
#[derive(Debug, Object)]
#[oai(rename = "QuoteQuestion", deny_unknown_fields)]
pub struct QuestionBody {
    /// Who asks.
    pub(super) name: Sent<Text<200>>,
    /// The question.
    pub(super) question: Text<2000>,
}

/// What is to be put on an invoice.
#[derive(Debug, Object)]
#[oai(rename = "QuoteInvoice", deny_unknown_fields)]
pub struct QuoteInvoiceBody {
    /// A `deposit`, a `milestone`, or the `rest`.
    pub(super) stage: Word<Stage>,
    /// How much of everything a deposit is, in percent, a decimal.
    pub(super) percent: Sent<Text<10>>,
    /// How much a deposit or milestone is, a decimal, with the tax or without it as the quote's prices are.
    pub(super) amount: Sent<Text<20>>,
    /// What was reached at a milestone.
    pub(super) title: Sent<Text<80>>,
}

/// What a form would have sent, had it begun with those fields.
pub(super) fn onto(body: &QuoteBody, fields: Fields) -> Fields {
    let number = |sent: &Sent<Number>| sent.0.as_ref().map(|number| number.0.to_string());
    let fields = put(fields, "customer", number(&body.customer_id));
    let fields = put(fields, "deal", number(&body.deal_id));
    let fields = put(fields, "currency", body.currency.text());
    let fields = put(fields, "entry", body.entry.0.as_ref().map(|entry| entry.0.code().to_owned()));
    let fields = put(fields, "valid_until", body.valid_until.0.as_ref().map(|day| day.0.to_string()));
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
    let columns = FIELDS.iter().chain(&["part", "choices"]);
    let bare = columns.fold(fields, |fields, column| fields.without(column));
    lines.0.iter().fold(bare, line)
}

/// A line, as the row of a form.
fn line(fields: Fields, line: &QuoteLineBody) -> Fields {
    let number =
        |number: &Sent<Number>| number.0.as_ref().map(|number| number.0.to_string()).unwrap_or_default();
    let choices = line.choices.0.iter().flat_map(|choices| &choices.0);
    let choices: Vec<&str> = choices.map(|choice| choice.0.as_str()).collect();
    fields
        .with("part", line.part.0.as_ref().map_or(Part::Item, |part| part.0).code())
        .with("product", number(&line.product_id))
        .with("name", line.name.text().unwrap_or_default())
        .with("about", line.description.text().unwrap_or_default())
        .with("quantity", line.quantity.text().unwrap_or_default())
        .with("unit", line.unit.0.as_ref().map(|unit| unit.0.code()).unwrap_or_default())
        .with("price", line.price.text().unwrap_or_default())
        .with("discount", line.discount.text().unwrap_or_default())
        .with("class", number(&line.tax_class_id))
        .with("kind", line.kind.0.as_ref().map(|kind| kind.0.code()).unwrap_or_default())
        .with("choices", choices.join("; "))
}

/// Problems stand on the fields as programs name them.
pub(super) fn renamed(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let mut told = Problems::default();
    for problem in problems.iter() {
        let (field, row) = problem.field.split_once('.').unwrap_or((&problem.field, ""));
        let name = match field {
            "customer" => "customer_id",
            "deal" => "deal_id",
            "terms_number" | "terms_early" => "terms",
            "class" => "tax_class_id",
            "product" => "product_id",
            "about" => "description",
            other => other,
        };
        let is_line = !row.is_empty() && (FIELDS.contains(&field) || field == "choices");
        let field =
            if is_line { format!("lines.{row}.{name}") } else { problem.field.replacen(field, name, 1) };
        told.push(field, problem.key.clone());
    }
    Error::Invalid(told)
}

/// What the form would have sent.
pub(super) fn fields(body: &QuoteInvoiceBody) -> Fields {
    let (stage, amount) = match body.stage.0 {
        Stage::Milestone => ("milestone", "sum"),
        Stage::Deposit => ("deposit", "amount"),
        Stage::Rest | Stage::Full => ("rest", "amount"),
    };
    Fields::new()
        .with("stage", stage)
        .with("percent", body.percent.text().unwrap_or_default())
        .with(amount, body.amount.text().unwrap_or_default())
        .with("title", body.title.text().unwrap_or_default())
}

/// Problems stand on the fields as programs name them.
pub(super) fn asked_renamed(error: Error, stage: Stage) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let mut told = Problems::default();
    for problem in problems.iter() {
        let is_sum = stage == Stage::Milestone && problem.field == "sum";
        told.push(if is_sum { "amount".to_owned() } else { problem.field.clone() }, problem.key.clone());
    }
    Error::Invalid(told)
}
