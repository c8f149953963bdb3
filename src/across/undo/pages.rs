//! The Undo button, and what it could not put back.

use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::actions::{self, Step};
use super::model::Report;
use super::views;
use crate::across::naming::{self, Named};
use crate::base::id::kind;
use crate::base::{ChangeSetId, ContactId, Error, Result, SubjectId};
use crate::crm::contacts;
use crate::crm::points::Taken;
use crate::platform::View;
use crate::web::language::own_path;
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::changes::{self, ChangeRow};

/// Takes a set of changes back.
#[handler]
pub async fn undo(cx: Cx, Of(set): Of<kind::ChangeSet>, Form(typed): Form) -> Result<Response> {
    cx.read(|view| actions::require(view, set))?;
    let back = back(&cx, typed.first("back"));
    let taken = if typed.has("share") { Taken::Share } else { Taken::Refuse };
    let report = match run(&cx, set, taken).await {
        Ok(report) => report,
        Err(Error::Conflict("undo-taken")) => {
            let clashes = cx.read(|view| clashes(view, set))?;
            let page = views::taken(&cx, set, &back, &clashes);
            return Ok(page.with_status(StatusCode::CONFLICT).into_response());
        }
        Err(other) => return Err(other),
    };
    if report.changed.is_empty() {
        return Ok(flash::counted(back, "undo-done", report.done));
    }
    let left = cx.read(|view| naming::names(view, &report.changed))?;
    Ok(views::left(&cx, &report, &left, &back).into_response())
}

/// Takes it back step by step.
pub(super) async fn run(cx: &Cx, set: ChangeSetId, taken: Taken) -> Result<Report> {
    let (mut report, mut from) = (Report::default(), None);
    loop {
        let (part, step) = cx.write(move |tx| actions::step(tx, set, from, taken)).await?;
        report.add(part);
        match step {
            Step::After(row) => from = Some(row),
            Step::Done => return Ok(report),
        }
    }
}

/// Who has which e-mail address by now: (the address, who has it).
pub(super) fn clashes(view: &View, set: ChangeSetId) -> Result<Vec<(String, Named)>> {
    let mut found: Vec<(String, SubjectId)> = Vec::new();
    let rows = changes::rows(view, set)?;
    for row in &rows {
        if let Some(before) = &row.before {
            found.extend(contacts::actions::takers(view, ContactId::of(row.subject), before)?);
        }
    }
    let unchanged = unchanged(view, &rows)?;
    found.retain(|(_, subject)| !unchanged.contains(subject));
    let subjects: Vec<SubjectId> = found.iter().map(|(_, subject)| *subject).collect();
    let names = naming::names(view, &subjects)?;
    let pairs = found.into_iter().filter_map(|(email, subject)| {
        let other = names.iter().find(|named| named.subject == subject)?;
        Some((email, other.clone()))
    });
    Ok(pairs.collect())
}

/// The contacts among these records that are as the act left them: they give up what they have taken.
fn unchanged(view: &View, rows: &[ChangeRow]) -> Result<Vec<SubjectId>> {
    let mut unchanged = Vec::new();
    for row in rows {
        let now = contacts::store::maybe_find(view, ContactId::of(row.subject))?;
        unchanged.extend(now.filter(|now| now.version == row.version_after).map(|_| row.subject));
    }
    Ok(unchanged)
}

/// The page on which the button stood, if the address is one of this workspace.
fn back(cx: &Cx, wanted: &str) -> String {
    let home = cx.path("");
    match own_path(wanted) {
        path if path.starts_with(&format!("{home}/")) => path.to_owned(),
        _ => home,
    }
}
