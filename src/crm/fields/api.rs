//! Fields and their values for programs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use poem_openapi::payload::Json;
use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseResult, ToJSON, Type};
use poem_openapi::{Object, OpenApi};
use serde_json::{Value as Any, json};

use super::model::{
    Demand, Field, FieldKind, HasValues, LENGTH, MOST_OPTIONS, RECORDS, Typed, Value, Values,
};
use super::{actions, store};
use crate::base::{Currency, Fields as Form, Language, Money, Problems, Result, SubjectKind};
use crate::platform::View;
use crate::web::Cx;
use crate::web::payload::{Sent, Tag, Word};

/// The operations on fields.
pub struct Fields;

/// A field of your own.
#[derive(Debug, Object)]
#[oai(rename = "Field")]
pub struct FieldRecord {
    /// The field's number.
    id: i64,
    /// The kind of record that has it.
    record: Word<SubjectKind>,
    /// Its name in `fields` of such a record; it never changes.
    key: String,
    /// What it holds, and so the type of its values: see `FieldValues`.
    kind: Word<FieldKind>,
    /// What people read.
    label: String,
    /// What helps them to fill it in.
    help: String,
    /// Decimals of a number.
    #[oai(skip_serializing_if_is_none)]
    scale: Option<u32>,
    /// Whether a new record must have a value.
    needed: bool,
    /// Whether no two records in use have the same value.
    unique: bool,
    /// Whether it tells something about a person.
    personal: bool,
    /// What there is to choose from, in order.
    #[oai(skip_serializing_if_is_none)]
    options: Option<Vec<String>>,
}

/// Every field in use.
#[derive(Debug, Object)]
pub struct FieldList {
    /// By kind of record, in their order.
    data: Vec<FieldRecord>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Workspace")]
impl Fields {
    /// List your own fields
    ///
    /// Those in use, of contacts, companies, leads and deals.
    #[oai(path = "/fields", method = "get", operation_id = "field.list")]
    async fn list(&self, cx: Cx) -> poem::Result<Json<FieldList>> {
        let lists: Vec<Vec<Field>> =
            cx.read(|view| RECORDS.iter().map(|record| store::list(view, *record)).collect())?;
        Ok(Json(FieldList { data: lists.into_iter().flatten().map(FieldRecord::new).collect() }))
    }
}

impl FieldRecord {
    fn new(field: Field) -> FieldRecord {
        FieldRecord {
            id: field.id.number(),
            record: Word(field.record),
            kind: Word(field.kind),
            scale: (field.kind == FieldKind::Number).then_some(field.scale),
            options: field
                .kind
                .has_options()
                .then(|| field.offered().map(|option| option.label.clone()).collect()),
            label: field.facts.label,
            help: field.facts.help,
            needed: field.facts.is_needed,
            unique: field.facts.is_unique,
            personal: field.facts.is_personal,
            key: field.key,
        }
    }
}

/// Values of a workspace's own fields by key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FieldValues(BTreeMap<String, Any>);

/// What the schema says of a value.
const VALUE: &str = "By the kind of the field: `text`, `link` and `choice` a text; `number` a text like `-12.50`, so \
that no digit is lost; `money` an object with `amount_minor`, in the currency's smallest unit, and `currency`; `day` a \
text like `2026-11-22`; `yes_no` true or false; `choices` a list of texts; `person` the member's number. `null` takes \
the value away.";

/// What the schema says of all of them.
const VALUES: &str = "Values of your own fields by key; `GET /api/v1/fields` lists the fields. Those without a value \
are left out.";

impl Type for FieldValues {
    const IS_REQUIRED: bool = true;
    type RawValueType = Self;
    type RawElementValueType = Self;

    fn name() -> Cow<'static, str> {
        "FieldValues".into()
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema {
            description: Some(VALUES),
            additional_properties: Some(Box::new(value_schema())),
            ..MetaSchema::new("object")
        }))
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }

    fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
        Box::new(std::iter::once(self))
    }
}

fn value_schema() -> MetaSchemaRef {
    let inline = |schema: MetaSchema| MetaSchemaRef::Inline(Box::new(schema));
    let text =
        || inline(MetaSchema { max_length: Some(LENGTH), nullable: true, ..MetaSchema::new("string") });
    let number = inline(MetaSchema { minimum: Some(1.0), ..MetaSchema::new_with_format("integer", "int64") });
    let list = inline(MetaSchema {
        items: Some(Box::new(inline(MetaSchema { max_length: Some(LENGTH), ..MetaSchema::new("string") }))),
        max_items: Some(MOST_OPTIONS),
        ..MetaSchema::new("array")
    });
    let money = inline(MetaSchema {
        properties: vec![
            ("amount_minor", inline(MetaSchema::new_with_format("integer", "int64"))),
            ("currency", inline(MetaSchema { max_length: Some(3), ..MetaSchema::new("string") })),
        ],
        required: vec!["amount_minor", "currency"],
        ..MetaSchema::new("object")
    });
    let kinds = vec![text(), inline(MetaSchema::new("boolean")), number, list, money];
    inline(MetaSchema { description: Some(VALUE), any_of: kinds, ..MetaSchema::ANY })
}

impl ParseFromJSON for FieldValues {
    fn parse_from_json(value: Option<Any>) -> ParseResult<Self> {
        match value {
            Some(Any::Object(values)) if values.values().all(is_known) => {
                Ok(FieldValues(values.into_iter().collect()))
            }
            Some(Any::Object(_)) => Err(ParseError::custom("a value is not of the described form")),
            other => Err(ParseError::expected_type(other.unwrap_or_default())),
        }
    }
}

/// Whether the schema of values takes it.
fn is_known(value: &Any) -> bool {
    let is_short = |text: &str| text.chars().count() <= LENGTH;
    match value {
        Any::Null | Any::Bool(_) => true,
        Any::String(text) => is_short(text),
        Any::Number(number) => number.as_i64().is_some_and(|number| number > 0),
        Any::Array(list) => {
            list.len() <= MOST_OPTIONS && list.iter().all(|each| each.as_str().is_some_and(is_short))
        }
        Any::Object(_) => money(value).is_some(),
    }
}

fn money(value: &Any) -> Option<(i64, &str)> {
    let minor = value.get("amount_minor")?.as_i64()?;
    let currency = value.get("currency")?.as_str().filter(|code| code.chars().count() <= 3)?;
    Some((minor, currency))
}

impl ToJSON for FieldValues {
    fn to_json(&self) -> Option<Any> {
        Some(Any::Object(self.0.clone().into_iter().collect()))
    }
}

impl FieldValues {
    /// The stored values of a record as programs see them.
    pub fn of(own: &[Field], values: &Values) -> FieldValues {
        let shown =
            own.iter().filter_map(|field| Some((field.key.clone(), told(field, values.get(field.id)?))));
        FieldValues(shown.collect())
    }

    /// What a form would have sent. `Invalid` on each key that names no field, or whose value is not of its type.
    pub fn onto(&self, fields: Form, own: &[Field]) -> Result<Form> {
        let (mut fields, mut problems) = (fields, Problems::default());
        for (key, value) in &self.0 {
            match own.iter().find(|field| field.key == *key) {
                None => problems.add(format!("fields.{key}"), "fields-key-unknown"),
                Some(field) => match texts(field.kind, value) {
                    None => problems.add(format!("fields.{key}"), "fields-type-wrong"),
                    Some(texts) => texts.into_iter().for_each(|text| fields.push(field.name(), text)),
                },
            }
        }
        problems.finish(fields)
    }
}

/// A stored value of a field.
fn told(field: &Field, value: &Value) -> Any {
    match value {
        Value::Money(money) => json!({ "amount_minor": money.minor, "currency": money.currency.code() }),
        Value::YesNo(answer) => (*answer).into(),
        Value::Choices(_) => field.typed(value, Language::En).into(),
        Value::Person(member) => member.number().into(),
        _ => field.typed(value, Language::En).concat().into(),
    }
}

/// What a form would have sent for the value; none if it is not of the kind's type.
fn texts(kind: FieldKind, value: &Any) -> Option<Vec<String>> {
    let one = match (kind, value) {
        (_, Any::Null) => String::new(),
        (FieldKind::YesNo, Any::Bool(answer)) => if *answer { "yes" } else { "no" }.to_owned(),
        (FieldKind::Person, Any::Number(number)) => number.to_string(),
        (FieldKind::Money, Any::Object(_)) => {
            let (minor, code) = money(value)?;
            let currency: Currency = code.parse().ok()?;
            format!("{} {currency}", Money::new(minor, currency).typed(Language::En))
        }
        (FieldKind::Choices, Any::Array(list)) => {
            let labels = list.iter().filter_map(Any::as_str).map(str::to_owned);
            return Some(std::iter::once(String::new()).chain(labels).collect());
        }
        (
            FieldKind::Text | FieldKind::Number | FieldKind::Day | FieldKind::Choice | FieldKind::Link,
            Any::String(text),
        ) => text.clone(),
        _ => return None,
    };
    Some(vec![one])
}

/// The facts that `parse` makes of a form with what a program says of a workspace's own fields, over the values that
/// are stored, and that form; a new record (nothing is stored) must have every needed value.
pub fn read<T: HasValues>(
    view: &View,
    (record, stored): (SubjectKind, Option<&Values>),
    form: Form,
    sent: &Sent<FieldValues>,
    parse: impl FnOnce(&Form) -> Result<T>,
) -> Result<(T, Form)> {
    let form = match &sent.0 {
        Some(values) => values.onto(form, &store::list(view, record)?)?,
        None => form,
    };
    let demand = if stored.is_some() { Demand::Named } else { Demand::All };
    let typed = Typed { fields: &form, language: Language::En, demand };
    let facts = actions::filled(view, record, parse(&form), &typed, stored)?;
    Ok((facts, form))
}
