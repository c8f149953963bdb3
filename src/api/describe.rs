//! The description in OpenAPI: what the code says of itself, with what holds for every operation written in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use serde_json::{Value, json};

use super::{OPERATIONS, service};
use crate::web::operations::Ask;
use crate::web::payload::Tag;
use crate::workspace::tokens::Grant;

/// What a reader needs to know before the first request.
pub const INTRODUCTION: &str = "\
Every request carries a token: `Authorization: Bearer kantora_…`. Members make tokens under Settings, API tokens. A \
token belongs to one company, acts as the member who made it, and may do what its scopes and that member's role both \
allow. It is never taken from an address, and a sign-in on the pages does not count here.\n\n\
Bodies and answers are JSON in UTF-8. Instants are RFC 3339 in UTC, days `YYYY-MM-DD`. Fields that a request names and \
the description does not are refused. Fields may be added to answers at any time.\n\n\
A change needs `If-Match` with the `ETag` that was read: 428 without it, 412 if somebody else was faster. A creating \
request may carry an `Idempotency-Key`: sent again within 24 hours it is done once; with another body it is refused.\n\n\
A contact or company that was merged into another is 410 from then on, and `merged_into` names the other: keep that \
number instead. People can take the two apart again; then both answer as before.\n\n\
Lists hold 50 records a page unless `limit` says otherwise; `next` is the `cursor` of the next page.\n\n\
A token may ask 1,000 times an hour, an address without a valid token 100 times, unless the installation is set up \
otherwise; every answer tells what is left (`RateLimit-Limit`, `RateLimit-Remaining`, and in seconds `RateLimit-Reset`), \
and 429 says in `Retry-After` how many seconds to wait.\n\n\
Errors are problems (RFC 9457): `type` names the kind, `instance` the request, `errors` the fields to mend.";

/// The statuses of refusals: the name of the answer, what it means.
const REFUSALS: [(u16, &str, &str); 14] = [
    (400, "Malformed", "The request is not as it is described here."),
    (401, "Unauthenticated", "No valid token."),
    (403, "Forbidden", "The token lacks the scope, or its member the right on this record."),
    (404, "NotFound", "No such record in this company."),
    (406, "NotAcceptable", "The request takes no JSON."),
    (409, "Conflict", "The state of the record forbids it; `type` and `detail` say why."),
    (410, "Merged", "The record is a part of another by now: `merged_into`."),
    (412, "Stale", "Somebody changed the record since that version was read."),
    (413, "TooLarge", "The body is too large."),
    (415, "UnsupportedKind", "The body is not JSON."),
    (422, "Invalid", "Fields to mend, each with the reason."),
    (428, "PreconditionRequired", "`If-Match` is missing."),
    (429, "Limited", "Too many requests; `Retry-After` says how many seconds to wait."),
    (503, "Unavailable", "Busy; `Retry-After` says how many seconds to wait."),
];

/// Bodies in which a field that is not described is refused; poem-openapi refuses it, but does not say so.
const STRICT: [&str; 8] =
    ["ContactChange", "CompanyChange", "NewNote", "NoteChange", "Merge", "Email", "Phone", "Address"];

/// Where the body names the record that something is about.
const NAMING: [&str; 3] = ["/api/v1/notes", "/api/v1/files", "/api/v1/mails"];

/// Where a record may be a part of another by now.
const MERGEABLE: [&str; 2] = ["/api/v1/contacts/{id}", "/api/v1/companies/{id}"];

/// The operation that gives the description.
pub struct Description;

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Health")]
impl Description {
    /// Read this description
    #[oai(path = "/openapi.json", method = "get", operation_id = "description")]
    async fn description(&self) -> Json<Value> {
        Json(whole().clone())
    }
}

/// The whole description.
pub fn whole() -> &'static Value {
    static WHOLE: LazyLock<Value> = LazyLock::new(|| {
        let mut whole: Value = serde_json::from_str(&service().spec()).unwrap_or_default();
        complete(&mut whole);
        whole
    });
    &WHOLE
}

/// The same with its names in alphabetical order: how a build orders them hangs on features of others.
pub fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: BTreeMap<&String, &Value> = fields.iter().collect();
            fields.into_iter().map(|(name, value)| (name.clone(), sorted(value))).collect()
        }
        Value::Array(values) => values.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

fn complete(whole: &mut Value) {
    let components = &mut whole["components"];
    components["securitySchemes"]["token"] = json!({
        "type": "http",
        "scheme": "bearer",
        "description": "A token from Settings, API tokens: `kantora_` and 36 letters and digits.",
    });
    components["schemas"]["Problem"] = problem();
    components["headers"] = headers();
    for name in STRICT {
        components["schemas"][name]["additionalProperties"] = false.into();
    }
    for (status, name, meaning) in REFUSALS {
        components["responses"][name] = refusal(status, meaning);
    }
    for ask in OPERATIONS {
        let operation = &mut whole["paths"][ask.path][ask.method.to_ascii_lowercase()];
        if operation.is_object() {
            finish(operation, ask);
        }
    }
}

/// Writes in what every operation has: its scope, its refusals, what every answer tells of the quota.
fn finish(operation: &mut Value, ask: &Ask) {
    if let Some(grant) = ask.right.and_then(Grant::for_right) {
        operation["security"] = json!([{ "token": [] }]);
        operation["x-scope"] = grant.code().into();
        let said = operation["description"].as_str().map(|said| format!("{said}\n\n")).unwrap_or_default();
        operation["description"] = format!("{said}Scope: `{}`.", grant.code()).into();
    }
    for (_, answer) in operation["responses"].as_object_mut().into_iter().flatten() {
        for name in ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"] {
            answer["headers"][name] = json!({ "$ref": format!("#/components/headers/{name}") });
        }
    }
    if ask.method == "GET" {
        operation["responses"]["304"] =
            json!({ "description": "Nothing changed since the `ETag` that `If-None-Match` names." });
    }
    let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        if parameter["name"] == "If-Match" && needs_version(ask) {
            parameter["required"] = true.into();
        }
    }
    let names_record = ask.path.contains('{') || asks_for_record(operation) || NAMING.contains(&ask.path);
    let (has_body, has_match) = (operation["requestBody"].is_object(), takes_version(operation));
    for (status, name, _) in REFUSALS {
        let can_be = match status {
            401 | 403 => ask.right.is_some(),
            404 => names_record,
            409 => ask.method != "GET",
            410 => MERGEABLE.iter().any(|place| ask.path.starts_with(place)),
            412 => has_match,
            413 | 415 | 422 => has_body,
            428 => needs_version(ask),
            _ => true,
        };
        // What an operation tells of a refusal by itself stands.
        if can_be && operation["responses"].get(status.to_string()).is_none() {
            operation["responses"][status.to_string()] =
                json!({ "$ref": format!("#/components/responses/{name}") });
        }
    }
}

/// Whether a parameter of the request is the number of a record or of a view.
fn asks_for_record(operation: &Value) -> bool {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let mut names = parameters.filter_map(|parameter| parameter["name"].as_str());
    names.any(|name| name == "view" || name.ends_with("_id"))
}

/// Whether a request must name the version that it changes.
fn needs_version(ask: &Ask) -> bool {
    let posts = ["/merge", "/check", "/issue", "/void", "}/invoices", "}/proformas"];
    let of_quotes = ["/send", "/revise", "/withdraw", "/accept", "/decline"];
    ask.method == "PATCH"
        || (ask.method == "DELETE" && ask.path.starts_with("/api/v1/invoices/"))
        || posts.iter().any(|end| ask.path.ends_with(end))
        || (ask.path.starts_with("/api/v1/quotes/") && of_quotes.iter().any(|end| ask.path.ends_with(end)))
}

fn takes_version(operation: &Value) -> bool {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    parameters.into_iter().any(|parameter| parameter["name"] == "If-Match")
}

fn refusal(status: u16, meaning: &str) -> Value {
    let mut answer = json!({
        "description": meaning,
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
    });
    if matches!(status, 429 | 503) {
        answer["headers"] = json!({ "Retry-After": { "$ref": "#/components/headers/Retry-After" } });
    }
    if status == 422 {
        answer["content"]["application/problem+json"]["example"] = json!({
            "type": "/problems/invalid",
            "title": "Unprocessable Entity",
            "status": 422,
            "instance": "0HX4-M2TR-9KQZ",
            "errors": [{
                "field": "emails.0",
                "key": "points-email-unclear",
                "message": "Type an e-mail address, like ana@example.com",
            }],
        });
    }
    answer
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "What went wrong (RFC 9457).",
        "required": ["type", "title", "status", "instance"],
        "properties": {
            "type": { "type": "string", "description": "The kind of problem, like `/problems/stale`." },
            "title": { "type": "string", "description": "The status in words." },
            "status": { "type": "integer", "description": "The status." },
            "detail": { "type": "string", "description": "What is wrong, for people." },
            "instance": { "type": "string", "description": "The number of the request in the log." },
            "merged_into": { "type": "integer", "description": "Of what the record is a part by now." },
            "errors": {
                "type": "array",
                "description": "The fields to mend.",
                "items": {
                    "type": "object",
                    "required": ["field", "key", "message"],
                    "properties": {
                        "field": { "type": "string", "description": "The field; `emails.0` is the first address." },
                        "key": { "type": "string", "description": "The reason, the same in every language." },
                        "message": {
                            "type": "string",
                            "description": "The reason in the language that `Accept-Language` asks for.",
                        },
                    },
                },
            },
        },
    })
}

fn headers() -> Value {
    let header = |description: &str| json!({ "description": description, "schema": { "type": "integer" } });
    json!({
        "RateLimit-Limit": header("Requests in an hour."),
        "RateLimit-Remaining": header("Requests that are left now."),
        "RateLimit-Reset": header("Seconds until all of them are there again."),
        "Retry-After": header("Seconds to wait."),
    })
}
