//! Where the columns of a file go: as such files went before, as their names say, or into fields of the workspace's own.

use super::super::model::{Mapping, Target, fingerprint, short};
use super::super::store;
use super::files::{Arrived, Glimpse};
use crate::base::{Result, SubjectKind, text};
use crate::crm::fields::{self, FieldInput, FieldKind, NewField};
use crate::platform::{Tx, View};

/// The longest label of a field of our own, in characters.
const FIELD_LABEL: usize = 60;

/// The column names by which a file is mapped; made up where it has none.
pub fn header_of(glimpse: &Glimpse) -> Vec<String> {
    match glimpse.header.is_empty() {
        false => glimpse.header.clone(),
        true => {
            let width = glimpse.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
            (1..=width).map(|number| format!("#{number}")).collect()
        }
    }
}

/// How such a file was mapped the last time, or the likeliest way.
pub fn mapping_of(view: &View, kind: SubjectKind, glimpse: &Glimpse) -> Result<Mapping> {
    if glimpse.header.is_empty() {
        let rows: Vec<Vec<String>> = glimpse.rows.iter().map(|row| row.cells.clone()).collect();
        return Ok(Mapping::guess_by_values(&rows, kind));
    }
    let own = own_fields(view, kind)?;
    let is_there =
        |target: &Target| !matches!(target, Target::Own(id) if own.iter().all(|field| field.id != *id));
    let remembered = store::recall(view, kind, fingerprint(&glimpse.header, kind))?;
    Ok(match remembered.filter(|mapping| mapping.targets().iter().all(is_there)) {
        Some(mapping) => mapping,
        None => with_own(Mapping::guess(&glimpse.header, kind), &glimpse.header, &own),
    })
}

/// The fields of the workspace's own that records of that kind have.
pub fn own_fields(view: &View, kind: SubjectKind) -> Result<Vec<fields::Field>> {
    if fields::RECORDS.contains(&kind) { fields::store::list(view, kind) } else { Ok(Vec::new()) }
}

/// Columns without a place that are called as one of our own fields, or as our own export calls it, go there.
fn with_own(mapping: Mapping, header: &[String], own: &[fields::Field]) -> Mapping {
    let called = |name: &str| {
        let key = text::fold(name);
        own.iter().find(|field| text::fold(&field.facts.label) == key || field.column() == name)
    };
    let mut targets = mapping.targets().to_vec();
    for (target, name) in targets.iter_mut().zip(header) {
        if *target == Target::Ignore
            && let Some(field) = called(name)
        {
            *target = Target::Own(field.id);
        }
    }
    // Of two columns for one field the first has it.
    for place in 1..targets.len() {
        if matches!(targets[place], Target::Own(_)) && targets[..place].contains(&targets[place]) {
            targets[place] = Target::Ignore;
        }
    }
    Mapping::new(targets)
}

/// The mapping with a field for each column that is to become one: a text, called as the column; one that is there
/// already is taken.
pub fn with_new(tx: &Tx, kind: SubjectKind, header: &[String], mapping: Mapping) -> Result<Mapping> {
    if !mapping.targets().contains(&Target::NewOwn) {
        return Ok(mapping);
    }
    let own = own_fields(tx, kind)?;
    let mut targets = mapping.targets().to_vec();
    for (target, name) in targets.iter_mut().zip(header).filter(|(target, _)| **target == Target::NewOwn) {
        let label = short(name, FIELD_LABEL);
        let known = own.iter().find(|field| text::fold(&field.facts.label) == text::fold(&label));
        let id = match known {
            Some(field) => field.id,
            None => fields::actions::add(
                tx,
                &NewField {
                    record: kind,
                    kind: FieldKind::Text,
                    scale: 0,
                    facts: FieldInput { label, ..FieldInput::default() },
                    options: Vec::new(),
                },
            )?,
        };
        *target = Target::Own(id);
    }
    Ok(Mapping::new(targets))
}

/// Of what a file is a list; cards are people's.
pub fn kind_of(arrived: &Arrived, glimpse: &Glimpse, file_name: &str) -> SubjectKind {
    match arrived.leaves.first() {
        Some(leaf) if leaf.name.is_empty() => SubjectKind::Contact,
        _ => Mapping::recognise(&glimpse.header, file_name),
    }
}
