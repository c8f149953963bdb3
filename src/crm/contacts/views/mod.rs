//! The pages of contacts.

mod form;
mod list;
mod conflict;
mod trash;

use super::model::ContactInput;
use crate::base::Fields;
use crate::crm::points;

pub use conflict::{Clash, stale, word};
pub use form::{Sheet, Suggestions, form};
pub use list::{Shown, list};
pub use trash::{taken, trash};

/// The facts as the form shows them.
pub fn typed(facts: &ContactInput) -> Fields {
    let text = |value: Option<String>| value.unwrap_or_default();
    let fields = Fields::new()
        .with("first_name", &facts.first_name)
        .with("middle_name", &facts.middle_name)
        .with("last_name", &facts.last_name)
        .with("job_title", &facts.job_title)
        .with("company", &facts.company)
        .with("company_id", text(facts.company_id.map(|id| id.to_string())))
        .with("owner", text(facts.owner.map(|owner| owner.to_string())))
        .with("source", &facts.source)
        .with("basis", text(facts.basis.map(|basis| basis.code().to_owned())))
        .with("basis_on", text(facts.basis_on.map(|day| day.to_string())))
        .with("language", text(facts.language.map(|language| language.to_string())))
        .with("external_id", &facts.external_id)
        .with("tags", facts.tags.join(", "));
    points::fill(fields, &facts.points)
}

/// The name of a field in words; the catalogues of contacts and of points hold them.
pub fn field_key(field: &str) -> &'static str {
    match field {
        "first_name" => "contacts-first-name",
        "middle_name" => "contacts-middle-name",
        "last_name" => "contacts-last-name",
        "job_title" => "contacts-job-title",
        "company" => "contacts-company",
        "emails" => "points-emails",
        "phones" => "points-phones",
        "domains" => "points-domains",
        "addresses" => "points-addresses",
        "tags" => "tags-tags",
        "owner" => "owners-owner",
        "source" => "contacts-source",
        "basis" => "contacts-basis",
        "basis_on" => "contacts-basis-on",
        "language" => "contacts-language",
        _ => "contacts-external-id",
    }
}
