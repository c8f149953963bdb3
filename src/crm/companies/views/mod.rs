//! The pages of companies.

mod form;
mod list;
mod conflict;
mod trash;

use super::model::CompanyInput;
use crate::base::Fields;
use crate::crm::points;

pub use conflict::{Clash, stale, word};
pub use form::{Sheet, Suggestions, form};
pub use list::{Shown, list};
pub use trash::trash;

/// The facts as the form shows them.
pub fn typed(facts: &CompanyInput) -> Fields {
    let fields = Fields::new()
        .with("name", &facts.name)
        .with("registration_number", &facts.registration_number)
        .with("vat_number", &facts.vat_number)
        .with("owner", facts.owner.map(|owner| owner.to_string()).unwrap_or_default())
        .with("source", &facts.source)
        .with("external_id", &facts.external_id)
        .with("tags", facts.tags.join(", "));
    points::fill(fields, &facts.points)
}

/// The name of a field in words; the catalogues of companies and of points hold them.
pub fn field_key(field: &str) -> &'static str {
    match field {
        "name" => "companies-name",
        "registration_number" => "companies-registration-number",
        "vat_number" => "companies-vat-number",
        "emails" => "points-emails",
        "phones" => "points-phones",
        "domains" => "points-domains",
        "addresses" => "points-addresses",
        "tags" => "tags-tags",
        "owner" => "owners-owner",
        "source" => "companies-source",
        _ => "companies-external-id",
    }
}
