//! The table of pages: one line a page, with what it needs.

use poem::endpoint::BoxEndpoint;
use poem::http::Method;
use poem::{Endpoint, EndpointExt, IntoResponse, Request, Response, Route};

use crate::base::Right;
use crate::web::errors::Refusal;

/// What a page asks of its visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing: anybody may come.
    Public,
    /// To be nobody known: whoever is signed in comes as a stranger, too, and no cookie is read.
    Stranger,
    /// To be signed in.
    Account,
    /// To run the installation; to everybody else there is nothing here.
    Operator,
    /// To be a member of the workspace in the URL, with that right on any record.
    Member(Right),
}

/// How much a request may bring, and how long it may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// A form.
    Ordinary,
    /// A file, streamed.
    Upload,
    /// Several files, streamed.
    Uploads,
}

/// One page.
pub struct Line {
    /// Its method.
    pub method: Method,
    /// Its path as poem writes it: `/w/:slug/contacts/:id`.
    pub path: &'static str,
    /// What it asks.
    pub need: Need,
    /// What it takes.
    pub load: Load,
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

    /// A page that takes a file.
    pub fn upload<E>(self, path: &'static str, need: Need, endpoint: E) -> Table
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        self.line(Method::POST, path, need, endpoint).loaded(Load::Upload)
    }

    fn line<E>(mut self, method: Method, path: &'static str, need: Need, endpoint: E) -> Table
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        let endpoint = endpoint.map_to_response().boxed();
        self.0.push(Line { method, path, need, load: Load::Ordinary, endpoint });
        self
    }

    /// A page that takes several files.
    pub fn uploads<E>(self, path: &'static str, need: Need, endpoint: E) -> Table
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        self.line(Method::POST, path, need, endpoint).loaded(Load::Uploads)
    }

    /// The same table, its last page taking that much.
    fn loaded(mut self, load: Load) -> Table {
        if let Some(line) = self.0.last_mut() {
            line.load = load;
        }
        self
    }

    /// The same addresses without `/w/<slug>` before them, for whatever shows and is not taken: each asks for a signed-in
    /// person and leads to its page in their last workspace.
    pub fn unprefixed<E>(mut self, way: impl Fn() -> E) -> Table
    where
        E: Endpoint + 'static,
        E::Output: IntoResponse,
    {
        let shown = self.0.iter().filter(|line| line.method == Method::GET);
        let short =
            shown.filter_map(|line| line.path.strip_prefix("/w/:slug")).filter(|path| !path.is_empty());
        let mut short: Vec<&'static str> = short.collect();
        short.retain(|path| self.0.iter().all(|line| line.path != *path));
        for path in short {
            self = self.get(path, Need::Account, way());
        }
        self
    }

    /// The table as one endpoint, each line behind what `wrap` puts before it.
    pub fn mount<E>(self, wrap: impl Fn(Line) -> E) -> Route
    where
        E: Endpoint<Output = Response> + 'static,
    {
        let mut paths: Vec<(&'static str, Methods)> = Vec::new();
        for line in self.0 {
            let (path, method) = (line.path, line.method.clone());
            let endpoint = wrap(line).boxed();
            match paths.iter_mut().find(|(known, _)| *known == path) {
                Some((_, methods)) => methods.0.push((method, endpoint)),
                None => paths.push((path, Methods(vec![(method, endpoint)]))),
            }
        }
        paths.into_iter().fold(Route::new(), |route, (path, methods)| route.at(path, methods))
    }
}

/// What one address does by each method; any other is refused with the list of these.
struct Methods(Vec<(Method, BoxEndpoint<'static, Response>)>);

impl Endpoint for Methods {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        match self.0.iter().find(|(method, _)| method == request.method()) {
            Some((_, endpoint)) => endpoint.call(request).await,
            None => Err(Refusal::Method(self.allowed()).into()),
        }
    }
}

impl Methods {
    fn allowed(&self) -> String {
        let known = self.0.iter().map(|(method, _)| method.as_str());
        let head = known.clone().find(|method| *method == "GET").map(|_| "HEAD");
        known.chain(head).collect::<Vec<_>>().join(", ")
    }
}
