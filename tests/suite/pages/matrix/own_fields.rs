//! Fields of the workspaces' own, as many as there is room for.

use kantora::base::{Fields, Result, SubjectKind};
use kantora::crm::fields;
use kantora::platform::{Tx, crypto};

/// A field of choices, or one of its choices.
pub(super) fn insert_field(tx: &Tx, kind: &str) -> Result<Option<i64>> {
    if !matches!(kind, "fields" | "field-options") {
        return Ok(None);
    }
    // A kind of record has room for a hundred.
    let records = [SubjectKind::Contact, SubjectKind::Company, SubjectKind::Lead, SubjectKind::Deal];
    let mut counts = Vec::new();
    for record in records {
        counts.push((fields::store::list(tx, record)?.len(), record.code()));
    }
    let (_, record) = counts.into_iter().min().unwrap();
    let typed = Fields::new().with("record", record).with("kind", "choice").with("options", "Small\nLarge");
    let new = fields::NewField::parse(&typed.with("label", crypto::token()))?;
    let field = fields::actions::add(tx, &new)?;
    let option = fields::store::find(tx, field)?.options[0].id;
    Ok(Some(if kind == "fields" { field.number() } else { option.number() }))
}
