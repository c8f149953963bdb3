//! Another program: asks the API with a token, and nothing that a browser would add.

use kantora::base::{Actor, Door, Fields, Role, TokenId};
use kantora::workspace::tokens::{self, Grant, NewToken, Secret};
use poem::Request;
use poem::http::{Method, header};
use serde_json::Value;

use super::{Answer, App, Workspace};

/// A program at work.
pub struct Program<'a> {
    app: &'a App,
    token: Option<String>,
}

/// A token as a test makes it.
pub struct Key {
    /// Its number.
    pub id: TokenId,
    /// The token itself.
    pub secret: String,
}

impl App {
    /// A token of `acme`'s member in that role, with these fields beside its name; every grant if none is named.
    pub fn key(&self, role: Role, fields: Fields) -> Key {
        self.key_of(self.acme(), self.account(role), fields)
    }

    /// A token of somebody in that company.
    pub fn key_of(&self, company: &Workspace, account: kantora::base::AccountId, fields: Fields) -> Key {
        let mut fields = fields.with("name", "Shop");
        if !fields.has("grant") {
            Grant::ALL.iter().for_each(|grant| fields.push("grant", grant.code()));
        }
        let new = NewToken::parse(&fields).unwrap();
        let secret = Secret::generate();
        let revealed = secret.reveal().to_owned();
        let id =
            self.write_as(self.seat(company, account), move |tx| tokens::create(tx, &new, &secret)).unwrap();
        Key { id, secret: revealed }
    }

    /// Somebody at work in that company.
    fn seat(&self, company: &Workspace, account: kantora::base::AccountId) -> Actor {
        let system = Actor::system(Door::Cli, company.id);
        let member = self
            .installation
            .db
            .read(&system, |view| kantora::workspace::members::maybe_find_of(view, account))
            .unwrap()
            .unwrap();
        Actor::member(Door::Page, account, company.id, member.id, member.role)
    }

    /// A program of the owner that may do everything.
    pub fn program(&self) -> Program<'_> {
        self.program_of(Role::Owner)
    }

    /// A program of `acme`'s member in that role.
    pub fn program_of(&self, role: Role) -> Program<'_> {
        self.program_with(&self.key(role, Fields::new()).secret)
    }

    /// A program with that token.
    pub fn program_with(&self, secret: &str) -> Program<'_> {
        Program { app: self, token: Some(secret.to_owned()) }
    }

    /// A program without one.
    pub fn nobody(&self) -> Program<'_> {
        Program { app: self, token: None }
    }
}

impl Program<'_> {
    /// Asks for something.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    /// Sends a body.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, &[], Some(body)).await
    }

    /// Changes the version that it read.
    pub async fn patch(&self, path: &str, version: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, &[("if-match", version)], Some(body)).await
    }

    /// Puts a record.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, &[], Some(body)).await
    }

    /// Takes a record away.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, &[], None).await
    }

    /// Sends a file.
    pub async fn upload(&self, path: &str, headers: &[(&str, &str)], bytes: &[u8]) -> Answer {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(path.parse().unwrap())
            .header(header::HOST, "localhost")
            .content_type("application/octet-stream");
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.app.ask(request.body(bytes.to_vec())).await
    }

    /// Sends anything.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path.parse().unwrap()).header(header::HOST, "localhost");
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = match body {
            Some(body) => request.content_type("application/json").body(body.to_string()),
            None => request.finish(),
        };
        self.app.ask(request).await
    }
}

impl Answer {
    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in\n{}", self.body))
    }

    /// The kind of a problem.
    #[track_caller]
    pub fn problem(&self) -> String {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.body);
        self.json()["type"].as_str().unwrap().trim_start_matches("/problems/").to_owned()
    }
}
