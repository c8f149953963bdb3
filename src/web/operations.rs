//! The table of operations for programs: what their description says, with what each asks for.

use poem::http::Method;
use serde_json::Value;

use crate::base::{Error, Right};
use crate::web::errors::Refusal;

/// Where the operations live.
pub const API: &str = "/api/v1/";

/// What an operation asks of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// Its method.
    pub method: &'static str,
    /// Its path as OpenAPI writes it: `/api/v1/contacts/{id}`.
    pub path: &'static str,
    /// The right without which it is refused; none: anybody may ask.
    pub right: Option<Right>,
}

/// Every operation that there is.
pub struct Operations(Vec<Operation>);

/// One operation.
pub struct Operation {
    method: String,
    path: String,
    query: Vec<String>,
    /// The right without which it is refused; none: anybody may ask.
    pub right: Option<Right>,
}

impl Operations {
    /// The operations of an OpenAPI description that stand in the table too.
    pub fn new(description: &Value, asks: &[Ask]) -> Operations {
        let operation = |ask: &Ask| Operation {
            method: ask.method.to_owned(),
            path: ask.path.to_owned(),
            query: parameters(description, ask),
            right: ask.right,
        };
        Operations(asks.iter().map(operation).collect())
    }

    /// The operation that is asked for: a path that is none is `NotFound`, another method a [`Refusal::Method`].
    pub fn find(&self, method: &Method, path: &str) -> poem::Result<&Operation> {
        let place = self.0.iter().filter(|known| known.fits(path)).max_by_key(|known| known.sureness());
        let place = place.ok_or(Error::NotFound)?.path.as_str();
        let here = self.0.iter().filter(|known| known.path == place);
        let found = here.clone().find(|known| known.method == method.as_str());
        found.ok_or_else(|| Refusal::Method(allowed(here)).into())
    }
}

fn parameters(description: &Value, ask: &Ask) -> Vec<String> {
    let operation = &description["paths"][ask.path][ask.method.to_ascii_lowercase()];
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let queries = parameters.filter(|parameter| parameter["in"] == "query");
    queries.filter_map(|parameter| parameter["name"].as_str()).map(str::to_owned).collect()
}

fn allowed<'o>(here: impl Iterator<Item = &'o Operation> + Clone) -> String {
    let methods = here.map(|known| known.method.as_str());
    let head = methods.clone().find(|method| *method == "GET").map(|_| "HEAD");
    methods.chain(head).collect::<Vec<_>>().join(", ")
}

impl Operation {
    /// `Malformed` if the query has a name that the operation does not know, or one twice: what a program does not
    /// mean must not be guessed (ASVS 15.3.7).
    pub fn check_query(&self, query: &str) -> Result<(), Error> {
        let mut seen: Vec<&str> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let name = pair.split_once('=').map_or(pair, |(name, _)| name);
            if !self.query.iter().any(|known| known == name) {
                return Err(Error::Malformed("the query names a parameter that the operation does not know"));
            }
            if seen.contains(&name) {
                return Err(Error::Malformed("the query names a parameter twice"));
            }
            seen.push(name);
        }
        Ok(())
    }

    fn fits(&self, path: &str) -> bool {
        let (known, asked) = (self.path.split('/'), path.split('/'));
        known.clone().count() == asked.clone().count()
            && known.zip(asked).all(|(known, asked)| known == asked || (is_free(known) && !asked.is_empty()))
    }

    /// `/contacts/trash` is meant before `/contacts/{id}`.
    fn sureness(&self) -> usize {
        self.path.split('/').filter(|part| !is_free(part)).count()
    }
}

fn is_free(part: &str) -> bool {
    part.starts_with('{')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn operations() -> Operations {
        let description = json!({ "paths": { "/api/v1/contacts": { "get": { "parameters": [
            { "name": "limit", "in": "query" }, { "name": "If-Match", "in": "header" },
        ] } } } });
        let ask = |method, path| Ask { method, path, right: None };
        let asks = [
            ask("GET", "/api/v1/contacts"),
            ask("GET", "/api/v1/contacts/{id}"),
            ask("PATCH", "/api/v1/contacts/{id}"),
            ask("GET", "/api/v1/contacts/new"),
        ];
        Operations::new(&description, &asks)
    }

    #[test]
    fn the_surest_path_is_meant() {
        let operations = operations();

        assert_eq!(
            operations.find(&Method::GET, "/api/v1/contacts/new").unwrap().path,
            "/api/v1/contacts/new"
        );
        assert_eq!(
            operations.find(&Method::PATCH, "/api/v1/contacts/7").unwrap().path,
            "/api/v1/contacts/{id}"
        );
        assert!(operations.find(&Method::GET, "/api/v1/contacts/").is_err());
    }

    #[test]
    fn another_method_is_told_which_there_are() {
        let operations = operations();

        let Err(error) = operations.find(&Method::PUT, "/api/v1/contacts/7") else { panic!("it was taken") };

        let told = error.downcast_ref::<Refusal>().unwrap().to_string();
        assert_eq!(told, "method not allowed; allowed: GET, PATCH, HEAD");
    }

    #[test]
    fn a_query_holds_what_is_known_and_once() {
        let operations = operations();
        let list = operations.find(&Method::GET, "/api/v1/contacts").unwrap();

        assert!(list.check_query("limit=5").is_ok());
        assert!(list.check_query("limit=5&limit=6").is_err());
        assert!(list.check_query("If-Match=5").is_err());
    }
}
