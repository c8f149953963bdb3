//! Rows of a file as a page shows them.

use std::collections::HashMap;

use serde_json::Value;

use super::super::actions::{self, Glimpse};
use super::super::model::{Ear, Facts, Fate, Import, Row, Staged};
use super::super::views::Shown;
use crate::base::{Result, SubjectId, SubjectKind};
use crate::crm::{companies, contacts};
use crate::platform::View;

/// The first rows as they will be, before anything was analysed.
pub fn preview(view: &View, import: &Import, glimpse: &Glimpse) -> Result<Vec<Shown>> {
    let office = actions::office(view)?;
    let ear = actions::ear(import, actions::header_of(glimpse), &office);
    glimpse.rows.iter().take(actions::files::PREVIEW_ROWS).map(|row| hear(&ear, import, row)).collect()
}

fn hear(ear: &Ear, import: &Import, row: &Row) -> Result<Shown> {
    of_kind!(import.kind, Record => heard::<Record>(ear, row))
}

fn heard<F: Facts>(ear: &Ear, row: &Row) -> Result<Shown> {
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
    let mut shown = staged_row(staged);
    if is_bad {
        shown.name = row.cells.iter().find(|cell| !cell.is_empty()).cloned().unwrap_or_default();
    }
    Ok(shown)
}

/// Rows as they were staged, with the names of the records that they look like.
pub fn with_alikes(view: &View, kind: SubjectKind, rows: Vec<Staged>) -> Result<Vec<Shown>> {
    let alikes: Vec<SubjectId> = rows.iter().filter_map(|row| row.alike).collect();
    let names: HashMap<SubjectId, String> = match kind {
        SubjectKind::Company => {
            let lines = companies::store::lines(view, &alikes)?.into_iter();
            lines.map(|line| (line.id.subject(), line.name)).collect()
        }
        _ => {
            let lines = contacts::store::lines(view, &alikes)?.into_iter();
            lines.map(|line| (line.id.subject(), line.name)).collect()
        }
    };
    let with_alike = |row: Staged| {
        let alike = row.alike.and_then(|alike| Some((alike, names.get(&alike)?.clone())));
        Shown { alike, ..staged_row(row) }
    };
    Ok(rows.into_iter().map(with_alike).collect())
}

/// A row as it was staged.
pub fn staged_row(row: Staged) -> Shown {
    let said: Value = serde_json::from_str(&row.said).unwrap_or_default();
    let facts = &said["facts"];
    let text = |name: &str| facts[name].as_str().unwrap_or_default().to_owned();
    let names = [text("first_name"), text("middle_name"), text("last_name"), text("name")];
    let name = names.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let point = |kind: &str| {
        let points = facts["points"]["points"].as_array();
        let found = points.and_then(|points| points.iter().find(|point| point["kind"] == kind));
        found.and_then(|point| point["value"].as_str()).unwrap_or_default().to_owned()
    };
    let (email, phone) = (point("email"), point("phone"));
    Shown {
        name: if name.is_empty() { email.clone() } else { name },
        company: text("company"),
        email,
        phone,
        alike: None,
        row,
    }
}
