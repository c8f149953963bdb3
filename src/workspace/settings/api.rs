//! The workspace for programs.

use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::web::Cx;
use crate::web::payload::Tag;

/// The operations on the workspace.
pub struct Workspace;

/// The company that the token belongs to.
#[derive(Debug, Object)]
#[oai(rename = "Workspace")]
pub struct WorkspaceRecord {
    /// Its short name in addresses.
    slug: String,
    /// The trading name.
    name: String,
    /// The registered name; empty if it is the same.
    legal_name: String,
    /// Country, ISO 3166-1 alpha-2.
    country: String,
    /// The currency of its books, ISO 4217.
    currency: String,
    /// The IANA time zone of its days.
    zone: String,
    /// The language of its papers: `en` or `bg`.
    language: String,
    /// The country of telephone numbers without a country code, ISO 3166-1 alpha-2.
    phone_country: String,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Workspace")]
impl Workspace {
    /// Read the company
    #[oai(path = "/workspace", method = "get", operation_id = "workspace.show")]
    async fn show(&self, cx: Cx) -> poem::Result<Json<WorkspaceRecord>> {
        let settings = super::at_hand(&cx)?;
        let (company, regional) = (&settings.company, &settings.regional);
        Ok(Json(WorkspaceRecord {
            slug: settings.slug.clone(),
            name: company.name.clone(),
            legal_name: company.legal_name.clone(),
            country: company.country.code().to_owned(),
            currency: regional.currency.code().to_owned(),
            zone: regional.zone.clone(),
            language: regional.language.code().to_owned(),
            phone_country: regional.phone_country.code().to_owned(),
        }))
    }
}
