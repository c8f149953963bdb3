//! Search for programs.

use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::store;
use crate::across::naming::Named;
use crate::base::SubjectKind;
use crate::web::Cx;
use crate::web::payload::{Limit, Tag, Text, Word};

/// The operations of the search.
pub struct Search;

/// A record that was found.
#[derive(Debug, Object)]
pub struct Finding {
    /// What it is.
    kind: Word<SubjectKind>,
    /// Its number.
    id: i64,
    /// Its name; of a note, its words; of a task, its title; of a file, its name with its ending.
    name: String,
    /// What tells it from others of that name: a company, an address, a domain; of a note or a file, what it is about.
    about: String,
}

/// What was found.
#[derive(Debug, Object)]
pub struct Findings {
    /// Contacts, companies, leads, deals, notes, tasks and files, of each kind the likeliest first.
    data: Vec<Finding>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Search")]
impl Search {
    /// Find records by words
    ///
    /// Names, addresses, numbers and notes; parts of words, other scripts and other spellings are found too.
    #[oai(path = "/search", method = "get", operation_id = "search")]
    async fn search(
        &self,
        cx: Cx,
        /// The words.
        q: Query<Text<200>>,
        /// Records in the answer at most.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<Findings>> {
        let limit = limit.0.unwrap_or_default().0;
        let found = cx.read(|view| store::find(view, &q.0.0, u32::try_from(limit).unwrap_or(u32::MAX)))?;
        let notes = found.notes.into_iter().map(|(note, about)| Finding {
            kind: Word(SubjectKind::Note),
            id: note.id.number(),
            name: note.body,
            about: about.name,
        });
        let tasks = found.tasks.into_iter().map(|task| Finding {
            kind: Word(SubjectKind::Task),
            id: task.id.number(),
            name: task.facts.title,
            about: String::new(),
        });
        let sales = found.leads.into_iter().chain(found.deals);
        let records = found.contacts.into_iter().chain(found.companies).chain(sales).map(finding);
        let files = found.files.into_iter().map(|(file, record)| Finding {
            kind: Word(SubjectKind::File),
            id: file.id.number(),
            name: file.name.to_string(),
            about: record,
        });
        Ok(Json(Findings { data: records.chain(notes).chain(tasks).chain(files).collect() }))
    }
}

fn finding(named: Named) -> Finding {
    Finding { kind: Word(named.kind), id: named.subject.number(), name: named.name, about: named.about }
}
