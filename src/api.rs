//! Every operation for programs, with its description in OpenAPI.

use poem_openapi::OpenApiService;

use crate::web::health::Health;

/// The operations as a service that knows its own description.
pub fn service() -> OpenApiService<Health, ()> {
    OpenApiService::new(Health, "Kantora", env!("CARGO_PKG_VERSION"))
        .summary("A CRM and billing office for small companies")
}

/// The description, as `schema/openapi.json` holds it.
pub fn description() -> String {
    let mut text = service().spec();
    text.push('\n');
    text
}
