//! The shapes of answers, and the versions of records in them.

use poem_openapi::payload::Json;
use poem_openapi::types::{ParseFromJSON, ToJSON, Type};
use poem_openapi::{ApiResponse, Object, Tags};

use crate::base::Error;
use crate::web::errors::Refusal;

/// The parts of the description.
#[derive(Tags)]
pub enum Tag {
    /// People among your customers.
    Contacts,
    /// Companies among your customers.
    Companies,
    /// People and companies who may become customers.
    Leads,
    /// Forms on the web by which strangers write to you.
    Forms,
    /// What your customers may buy, and the pipelines that it passes.
    Deals,
    /// What somebody wrote down about a contact, a company, a lead or a deal.
    Notes,
    /// What somebody has to do, by when, about whom.
    Tasks,
    /// What you sell, at which prices and taxes.
    Billing,
    /// What came of the work of a period, and what open deals may bring.
    Reports,
    /// Documents and pictures that somebody put with a contact, a company, a lead, a deal or a task.
    Files,
    /// Letters to a contact, a company or a lead, the templates that they begin with, and what became of them.
    Mails,
    /// What you were told.
    Notices,
    /// What changed, in the order in which it did.
    Changes,
    /// Contacts, companies, leads, deals, notes, tasks and files by any words in them.
    Search,
    /// The company that the token belongs to, and who works there.
    Workspace,
    /// Whether the installation is well, for the machines that watch it.
    Health,
}

/// One page of a list.
#[derive(Debug, Object)]
pub struct Page<T: Send + Sync + Type + ParseFromJSON + ToJSON> {
    /// The records, by rising number.
    pub data: Vec<T>,
    /// The cursor of the next page; absent on the last one.
    #[oai(skip_serializing_if_is_none)]
    pub next: Option<String>,
}

/// A record as it is stored.
#[derive(ApiResponse)]
pub enum Shown<T: Send + Sync + Type + ToJSON> {
    /// The record
    #[oai(status = 200)]
    Now(Json<T>, #[oai(header = "ETag")] String),
}

/// A record that was added.
#[derive(ApiResponse)]
pub enum Added<T: Send + Sync + Type + ToJSON> {
    /// The record was added
    #[oai(status = 201)]
    New(Json<T>, #[oai(header = "ETag")] String, #[oai(header = "Location")] String),
}

/// A record that was added or changed.
#[derive(ApiResponse)]
pub enum Stored<T: Send + Sync + Type + ToJSON> {
    /// The record was there and was changed
    #[oai(status = 200)]
    Changed(Json<T>, #[oai(header = "ETag")] String),
    /// The record was added
    #[oai(status = 201)]
    New(Json<T>, #[oai(header = "ETag")] String, #[oai(header = "Location")] String),
}

/// Nothing is left to show.
#[derive(ApiResponse)]
pub enum Gone {
    /// It was removed
    #[oai(status = 204)]
    Removed,
}

/// How a version is written in `ETag` and `If-Match`.
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The version that `If-Match` names: without the header 428, `*` means the stored one, several are not taken, and
/// what is no version of ours matches nothing: `Stale`.
pub fn required(if_match: Option<&str>, stored: i64) -> poem::Result<i64> {
    let named = if_match.ok_or(Refusal::Unconditional)?.trim();
    if named == "*" || named == etag(stored) { Ok(stored) } else { Err(Error::Stale(stored).into()) }
}

/// As [`required`], where the header may be left out.
pub fn matches(if_match: Option<&str>, stored: i64) -> Result<(), Error> {
    match if_match.map(str::trim) {
        None | Some("*") => Ok(()),
        Some(named) if named == etag(stored) => Ok(()),
        Some(_) => Err(Error::Stale(stored)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_must_be_named_and_must_be_the_stored_one() {
        assert_eq!(required(Some("\"3\""), 3).unwrap(), 3);
        assert_eq!(required(Some("*"), 3).unwrap(), 3);
        assert!(required(Some("W/\"3\""), 3).unwrap_err().is::<Error>());
        assert!(required(None, 3).unwrap_err().is::<Refusal>());
    }
}
