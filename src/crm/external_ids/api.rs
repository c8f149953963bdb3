//! Names in other systems as programs see them.

use poem_openapi::Object;

use super::model::ExternalId;
use super::store;
use crate::base::{Result, SubjectId};
use crate::platform::View;

/// What another system calls a record.
#[derive(Debug, Clone, Object)]
#[oai(rename = "ExternalId")]
pub struct ExternalIdBody {
    /// The system; `import` is the name that an imported file brought.
    pub system: String,
    /// The record's name there.
    pub id: String,
}

/// The names of many records: (record, name).
pub struct ExternalIds(Vec<(SubjectId, ExternalId)>);

impl ExternalIds {
    /// What other systems call these records.
    pub fn of(view: &View, subjects: &[SubjectId]) -> Result<ExternalIds> {
        store::of_many(view, subjects).map(ExternalIds)
    }

    /// The names of one of them, that of its import first.
    pub fn body(&self, subject: SubjectId, imported: &str) -> Vec<ExternalIdBody> {
        let own = self.0.iter().filter(|(owner, _)| *owner == subject).map(|(_, external)| external.clone());
        let all = ExternalId::imported(imported).into_iter().chain(own);
        all.map(|external| ExternalIdBody { system: external.system, id: external.name }).collect()
    }
}
