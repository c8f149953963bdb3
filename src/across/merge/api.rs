//! Merging for programs.

use std::collections::HashMap;

use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};

use super::actions;
use super::model::{Choices, Party, Side, Wish, is_choice};
use crate::base::{CompanyId, ContactId, Error, Result, SubjectId, SubjectKind};
use crate::crm::companies::api::CompanyRecord;
use crate::crm::contacts::api::ContactRecord;
use crate::crm::{companies, contacts};
use crate::web::Cx;
use crate::web::payload::{self, Number, Sent, Shown, Tag};

/// The operations that make two records one.
pub struct Merges;

/// Whose value counts.
#[derive(Debug, Clone, Copy, Enum)]
#[oai(rename_all = "lowercase")]
pub enum Whose {
    /// That of the record in the address.
    This,
    /// That of the record into which it goes.
    Into,
}

/// Into what a record goes.
#[derive(Debug, Object)]
#[oai(rename = "Merge", deny_unknown_fields)]
pub struct MergeBody {
    /// The number of the record that stays.
    into: Number,
    /// The version of it that you read, as its `ETag` has it without the quotes.
    into_version: Number,
    /// Whose value counts, by field, where the two differ. A field that is left out is that of the record that stays,
    /// unless only the other has one. Addresses, numbers and tags of both are kept.
    choices: Sent<HashMap<String, Whose>>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Merges {
    /// Merge a contact into another
    ///
    /// All that hangs on it moves to the other, which is the answer. From then on the number of the first is `merged`
    /// (410), and `merged_into` names the other. People can take the two apart for 60 days. `If-Match` names the version of the
    /// first that you read.
    #[oai(
        path = "/contacts/:id/merge",
        method = "post",
        operation_id = "contact.merge",
        tag = "Tag::Contacts"
    )]
    async fn contact(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<MergeBody>,
    ) -> poem::Result<Shown<ContactRecord>> {
        let gone = (SubjectKind::Contact, SubjectId::new(id.0.0));
        let kept = merge(&cx, gone, if_match.0.as_deref(), body.0).await?;
        contacts::api::shown(&cx, ContactId::of(kept))
    }

    /// Merge a company into another
    ///
    /// All that hangs on it, its people too, moves to the other, which is the answer. From then on the number of the
    /// first is `merged` (410), and `merged_into` names the other. People can take the two apart for 60 days. `If-Match` names
    /// the version of the first that you read.
    #[oai(
        path = "/companies/:id/merge",
        method = "post",
        operation_id = "company.merge",
        tag = "Tag::Companies"
    )]
    async fn company(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<MergeBody>,
    ) -> poem::Result<Shown<CompanyRecord>> {
        let gone = (SubjectKind::Company, SubjectId::new(id.0.0));
        let kept = merge(&cx, gone, if_match.0.as_deref(), body.0).await?;
        companies::api::shown(&cx, CompanyId::of(kept))
    }
}

/// Makes the two one; gives the one that stays.
async fn merge(
    cx: &Cx,
    (kind, gone): (SubjectKind, SubjectId),
    if_match: Option<&str>,
    body: MergeBody,
) -> poem::Result<SubjectId> {
    let stored = cx.read(|view| actions::party(view, kind, gone))?;
    let version = payload::required(if_match, stored.version)?;
    let kept = SubjectId::new(body.into.0);
    cx.read(|view| actions::party(view, kind, kept)).map_err(unknown)?;
    let choices = choices(&stored, body.choices.0.unwrap_or_default())?;
    let wish = Wish { kind, kept: (kept, body.into_version.0), gone: (gone, version), choices };
    cx.write(move |tx| actions::merge(tx, &wish)).await?;
    Ok(kept)
}

/// A number in the body that names nothing is a field to mend, not a missing page.
fn unknown(error: Error) -> Error {
    match error {
        Error::NotFound => Error::field("into", "merge-into-unknown"),
        other => other,
    }
}

/// The fields as the record names them; programs say `owner_id` and `company_id`.
fn choices(record: &Party, sent: HashMap<String, Whose>) -> Result<Choices> {
    let mut choices = Choices::default();
    for (name, whose) in sent {
        let field =
            name.strip_suffix("_id").filter(|field| ["owner", "company"].contains(field)).unwrap_or(&name);
        if !record.told.iter().any(|(known, _)| *known == field && is_choice(known)) {
            return Err(Error::field("choices", "merge-choice-unknown"));
        }
        let side = match whose {
            Whose::This => Side::Gone,
            Whose::Into => Side::Kept,
        };
        choices = choices.with(field, side);
    }
    Ok(choices)
}
