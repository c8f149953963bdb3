//! Rows of a file as a page shows them.

use std::collections::HashMap;

use serde_json::Value;

use super::super::actions::{self, Glimpse};
use super::super::model::{DealRow, Ear, Facts, Fate, Import, LINKED, LeadRow, Links, Row, Staged};
use super::super::views::Shown;
use crate::across::naming;
use crate::base::{Language, Result, SubjectId, SubjectKind};
use crate::platform::View;

/// The first rows as they will be, before anything was analysed.
pub fn preview(view: &View, import: &Import, glimpse: &Glimpse, language: Language) -> Result<Vec<Shown>> {
    let office = actions::office(view)?;
    let ear = actions::ear(view, import, actions::header_of(glimpse), &office)?;
    glimpse
        .rows
        .iter()
        .take(actions::files::PREVIEW_ROWS)
        .map(|row| hear(&ear, (import.kind, language), row))
        .collect()
}

fn hear(ear: &Ear, told: (SubjectKind, Language), row: &Row) -> Result<Shown> {
    of_kind!(told.0, Record => heard::<Record>(ear, told, row))
}

fn heard<F: Facts>(ear: &Ear, told: (SubjectKind, Language), row: &Row) -> Result<Shown> {
    let heard = ear.hear::<F>(row);
    let is_bad = heard.flaws.iter().any(|flaw| flaw.is_fatal);
    let staged = Staged {
        number: u32::try_from(row.number).unwrap_or(u32::MAX),
        said: serde_json::to_string(&heard.said)?,
        flaws: heard.flaws,
        fate: if is_bad { Fate::Invalid } else { Fate::Staged },
        head: None,
        target: None,
        met_by: String::new(),
        alike: None,
    };
    let mut shown = staged_row(staged, told);
    if is_bad {
        shown.name = row.cells.iter().find(|cell| !cell.is_empty()).cloned().unwrap_or_default();
    }
    Ok(shown)
}

/// Rows as they were staged, with the names of the records that they look like.
pub fn with_alikes(view: &View, told: (SubjectKind, Language), rows: Vec<Staged>) -> Result<Vec<Shown>> {
    let alikes: Vec<SubjectId> = rows.iter().filter_map(|row| row.alike).collect();
    let named = naming::names(view, &alikes)?.into_iter();
    let names: HashMap<SubjectId, String> = named.map(|named| (named.subject, named.name)).collect();
    let with_alike = |row: Staged| {
        let alike = row.alike.and_then(|alike| Some((alike, names.get(&alike)?.clone())));
        Shown { alike, ..staged_row(row, told) }
    };
    Ok(rows.into_iter().map(with_alike).collect())
}

/// A row as it was staged.
pub fn staged_row(row: Staged, (kind, language): (SubjectKind, Language)) -> Shown {
    let said: Value = serde_json::from_str(&row.said).unwrap_or_default();
    let facts = &said["facts"];
    let (name, cells) = match kind {
        SubjectKind::Deal => deal(facts, language),
        SubjectKind::Lead => lead(facts),
        SubjectKind::Task => task(facts, &said["links"]),
        SubjectKind::Note => note(facts, &said["links"]),
        SubjectKind::Company => person(facts, false),
        SubjectKind::Contact
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => person(facts, true),
    };
    Shown { name, cells, alike: None, row }
}

fn text(facts: &Value, name: &str) -> String {
    facts[name].as_str().unwrap_or_default().to_owned()
}

/// A contact (with its company) or a company.
fn person(facts: &Value, has_company: bool) -> (String, Vec<String>) {
    let names = ["first_name", "middle_name", "last_name", "name"].map(|name| text(facts, name));
    let name = names.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let point = |kind: &str| {
        let points = facts["points"]["points"].as_array();
        let found = points.and_then(|points| points.iter().find(|point| point["kind"] == kind));
        found.and_then(|point| point["value"].as_str()).unwrap_or_default().to_owned()
    };
    let (email, phone) = (point("email"), point("phone"));
    let name = if name.is_empty() { email.clone() } else { name };
    let company = has_company.then(|| text(facts, "company"));
    (name, company.into_iter().chain([email, phone]).collect())
}

fn lead(facts: &Value) -> (String, Vec<String>) {
    let lead: LeadRow = serde_json::from_value(facts.clone()).unwrap_or_default();
    (lead.lead.name(), vec![lead.lead.company, lead.lead.email, lead.lead.phone])
}

fn deal(facts: &Value, language: Language) -> (String, Vec<String>) {
    let row: DealRow = serde_json::from_value(facts.clone()).unwrap_or_default();
    let amount = row.deal.amount.map(|amount| amount.brief(language)).unwrap_or_default();
    let way = [row.pipeline, row.stage].into_iter().filter(|part| !part.is_empty());
    (row.deal.name, vec![row.deal.company, way.collect::<Vec<_>>().join(" · "), amount])
}

fn task(facts: &Value, links: &Value) -> (String, Vec<String>) {
    let due = [text(facts, "due_on"), text(facts, "due_time")].join(" ");
    (text(facts, "title"), vec![about(links), due.trim().to_owned()])
}

fn note(facts: &Value, links: &Value) -> (String, Vec<String>) {
    let body: String = text(facts, "body").lines().next().unwrap_or_default().chars().take(80).collect();
    (body, vec![about(links), text(facts, "at").replace('T', " ")])
}

/// What a row names as the record that it is about.
fn about(links: &Value) -> String {
    let links: Links = serde_json::from_value(links.clone()).unwrap_or_default();
    let named = LINKED.into_iter().filter_map(|kind| links.of(kind)).find(|link| !link.is_empty());
    let texts = named.map(|link| [&link.name, &link.email, &link.external_id]);
    texts.into_iter().flatten().find(|text| !text.is_empty()).cloned().unwrap_or_default()
}
