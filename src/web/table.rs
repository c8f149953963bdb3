//! The table of pages: one line a page, with what it needs.

use poem::endpoint::BoxEndpoint;
use poem::http::Method;
use poem::{Endpoint, EndpointExt, IntoResponse, Response};

use crate::base::Right;

/// What a page asks of its visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: anybody may come.
    Public,
    /// To be signed in.
    Account,
    /// To be a member of the workspace in the URL, with that right on any record.
    Member(Right),
}

/// One page.
pub struct Line {
    /// Its method.
    pub method: Method,
    /// Its path as poem writes it: `/w/:slug/contacts/:id`.
    pub path: &'static str,
    /// What it asks.
    pub need: Need,
    /// Its handler.
    pub endpoint: BoxEndpoint<'static, Response>,
}

/// Every page, in order.
#[derive(Default)]
pub struct Table(pub Vec<Line>);

impl Table {
    /// A page that shows.
    pub fn get<E>(self, path: &'static str, need: Need, endpoint: E) -> Table
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        self.line(Method::GET, path, need, endpoint)
    }

    /// A page that acts.
    pub fn post<E>(self, path: &'static str, need: Need, endpoint: E) -> Table
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        self.line(Method::POST, path, need, endpoint)
    }

    fn line<E>(mut self, method: Method, path: &'static str, need: Need, endpoint: E) -> Table
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        let endpoint = endpoint.map_to_response().boxed();
        self.0.push(Line { method, path, need, endpoint });
        self
    }
}
