//! What hangs on a record, and so moves when the record becomes a part of another.

use serde::{Deserialize, Serialize};

use crate::base::{At, MemberId, SubjectId};

/// Whether the rows of a table are records with a version of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// They are subjects with `version`, `updated_at` and `updated_by`: moving one is a change of it, which the audit
    /// tells by the first verb, and its way back by the second.
    Records(&'static str, &'static str),
    /// They only belong to the record.
    Parts,
}

/// A table whose rows hang on records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hanging {
    /// The table.
    pub table: &'static str,
    /// Its column that names the record.
    pub link: &'static str,
    /// What its rows are.
    pub rows: Rows,
    /// Which rows are counted for people; the others move, too.
    pub counted: &'static str,
    /// The key of its name in the catalogues.
    pub key: &'static str,
}

/// Everything that moves. A slice whose records hang on contacts or companies adds its line here, and nothing else: the
/// counts on the page, the move and the way back follow from it. Addresses and tags are facts of the record itself.
pub const MOVES: &[Hanging] = &[
    Hanging {
        table: "contact",
        link: "company_id",
        rows: Rows::Records("contact.edit", "contact.undo"),
        counted: "live = 1",
        key: "merge-moves-people",
    },
    Hanging {
        table: "note",
        link: "about_id",
        rows: Rows::Records("note.edit", "note.undo"),
        counted: "live = 1",
        key: "merge-moves-notes",
    },
    Hanging {
        table: "task",
        link: "about_id",
        rows: Rows::Records("task.edit", "task.undo"),
        counted: "live = 1",
        key: "merge-moves-tasks",
    },
    Hanging {
        table: "deal",
        link: "company_id",
        rows: Rows::Records("deal.edit", "deal.undo"),
        counted: "live = 1",
        key: "merge-moves-deals",
    },
    Hanging {
        table: "deal_person",
        link: "contact_id",
        rows: Rows::Parts,
        counted: "TRUE",
        key: "merge-moves-deals",
    },
    Hanging {
        table: "lead",
        link: "converted_contact_id",
        rows: Rows::Parts,
        counted: "live = 1",
        key: "merge-moves-leads",
    },
    Hanging {
        table: "lead",
        link: "converted_company_id",
        rows: Rows::Parts,
        counted: "live = 1",
        key: "merge-moves-leads",
    },
    Hanging {
        table: "file",
        link: "about_id",
        rows: Rows::Parts,
        counted: "live = 1",
        key: "merge-moves-files",
    },
    Hanging {
        table: "mail",
        link: "person_id",
        rows: Rows::Parts,
        counted: "TRUE",
        key: "merge-moves-mails",
    },
    Hanging {
        table: "mail",
        link: "about_id",
        rows: Rows::Parts,
        counted: "about_id <> person_id",
        key: "merge-moves-mails",
    },
    Hanging {
        table: "follower",
        link: "subject_id",
        rows: Rows::Parts,
        counted: "TRUE",
        key: "merge-moves-followers",
    },
    Hanging {
        table: "activity",
        link: "subject_id",
        rows: Rows::Parts,
        counted: "note_id IS NULL",
        key: "merge-moves-timeline",
    },
    Hanging {
        table: "external_id",
        link: "subject_id",
        rows: Rows::Parts,
        counted: "TRUE",
        key: "merge-moves-external-ids",
    },
    // Where both have their own, those of the record that stays count.
    Hanging {
        table: "customer",
        link: "subject_id",
        rows: Rows::Parts,
        counted: "TRUE",
        key: "merge-moves-billing",
    },
    Hanging {
        table: "price_list_customer",
        link: "subject_id",
        rows: Rows::Parts,
        counted: "FALSE",
        key: "merge-moves-billing",
    },
    Hanging {
        table: "number_check",
        link: "subject_id",
        rows: Rows::Parts,
        counted: "FALSE",
        key: "merge-moves-billing",
    },
];

/// A record before it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The record.
    pub subject: SubjectId,
    /// Its version.
    pub version: i64,
    /// When it was last changed.
    pub updated_at: At,
    /// By whom.
    pub updated_by: Option<MemberId>,
}

/// The compact before-image of a record that moved: all but its link is as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// The table in which it stands.
    pub moved: String,
    /// Its version before.
    pub version: i64,
    /// When it was last changed before.
    pub at: At,
    /// By whom.
    pub by: Option<MemberId>,
}

impl Hanging {
    /// The line of that table.
    pub fn of(table: &str) -> Option<&'static Hanging> {
        MOVES.iter().find(|hanging| hanging.table == table)
    }

    /// The before-image of one of its records.
    pub fn image(&self, moved: &Moved) -> Image {
        Image {
            moved: self.table.to_owned(),
            version: moved.version,
            at: moved.updated_at,
            by: moved.updated_by,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_of_a_moved_record_is_never_taken_for_a_whole_one() {
        let moved = Moved { subject: SubjectId::new(3), version: 1, updated_at: At(5), updated_by: None };
        let image = serde_json::to_value(MOVES[0].image(&moved)).unwrap();

        assert!(serde_json::from_value::<Image>(image).is_ok());
        assert!(serde_json::from_value::<Image>(serde_json::json!({ "id": 3, "facts": {} })).is_err());
    }
}
