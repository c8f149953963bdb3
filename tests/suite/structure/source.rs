//! The source tree as tokens: comments gone, tests and attributes gone, strings known as strings.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What a token is, as far as the rules care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    Sign,
    Text,
    Other,
}

/// One token and the line where it stands.
#[derive(Debug, Clone)]
pub struct Token {
    pub kind: Kind,
    pub text: String,
    pub line: usize,
}

impl Token {
    pub fn is(&self, text: &str) -> bool {
        self.kind != Kind::Text && self.text == text
    }
}

/// One file of `src/`.
pub struct Source {
    /// From the root of the repository: `src/crm/contacts/store.rs`.
    pub path: String,
    /// `["crm", "contacts", "store"]`.
    pub module: Vec<String>,
    /// Every token.
    pub raw: Vec<Token>,
    /// Without attributes and without what only tests see.
    pub code: Vec<Token>,
}

impl Source {
    /// `src/crm/contacts/store.rs:17`.
    pub fn at(&self, token: &Token) -> String {
        format!("{}:{}", self.path, token.line)
    }

    /// The strings of the code.
    pub fn texts(&self) -> impl Iterator<Item = &Token> {
        self.code.iter().filter(|token| token.kind == Kind::Text)
    }

    /// Whether the file belongs to tests alone.
    pub fn is_test(&self) -> bool {
        self.module.iter().any(|name| name == "tests")
    }
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src/` that the product is made of.
pub fn product() -> &'static [Source] {
    static SOURCES: OnceLock<Vec<Source>> = OnceLock::new();
    SOURCES.get_or_init(|| {
        let mut all: Vec<Source> =
            files_below("src").iter().filter(|path| path.ends_with(".rs")).map(|path| read(path)).collect();
        all.retain(|source| !source.is_test());
        all
    })
}

/// Every file below that folder, sorted, as a path from the root; build output and caches left out.
pub fn files_below(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if !path.is_dir() {
                found.push(from_root(&path));
            } else if ![".git", "target", "__pycache__", ".venv", ".pytest_cache"]
                .contains(&name.to_str().unwrap())
            {
                waiting.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The text of a file of the repository.
pub fn text_of(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Fails with one offence a line.
pub fn expect_none(rule: &str, offences: &[String]) {
    assert!(offences.is_empty(), "{rule}:\n  {}\n", offences.join("\n  "));
}

/// Takes the reasoned exceptions out, and fails on one that nothing needs any more.
pub fn expect_only(rule: &str, offences: &[(String, String)], exceptions: &[(&str, &str)]) {
    let known = |key: &str| exceptions.iter().any(|(exception, _)| *exception == key);
    let left: Vec<String> =
        offences.iter().filter(|(key, _)| !known(key)).map(|(_, line)| line.clone()).collect();
    expect_none(rule, &left);
    let idle: Vec<String> = exceptions
        .iter()
        .filter(|(exception, _)| !offences.iter().any(|(key, _)| key == exception))
        .map(|(exception, _)| (*exception).to_owned())
        .collect();
    expect_none(&format!("{rule}: exceptions that nothing needs any more"), &idle);
}

fn from_root(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned()
}

fn read(path: &str) -> Source {
    let text = text_of(path);
    let stream: TokenStream = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut raw = Vec::new();
    flatten(stream, &mut raw);
    let code = without_attributes_and_tests(&raw);
    Source { path: path.to_owned(), module: module_of(path), raw, code }
}

fn module_of(path: &str) -> Vec<String> {
    let inside = PathBuf::from(path.strip_prefix("src/").unwrap()).with_extension("");
    let mut module: Vec<String> = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib")) {
        module.pop();
    }
    module
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    for tree in stream {
        let line = tree.span().start().line;
        let (kind, text) = match tree {
            TokenTree::Group(group) => {
                let (open, close) = signs(group.delimiter());
                tokens.push(Token { kind: Kind::Sign, text: open.into(), line });
                let end = group.span_close().end().line;
                flatten(group.stream(), tokens);
                tokens.push(Token { kind: Kind::Sign, text: close.into(), line: end });
                continue;
            }
            TokenTree::Ident(word) => (Kind::Word, word.to_string()),
            TokenTree::Punct(sign) => (Kind::Sign, sign.as_char().to_string()),
            TokenTree::Literal(literal) => literal_of(&literal.to_string()),
        };
        tokens.push(Token { kind, text, line });
    }
}

fn signs(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

fn literal_of(written: &str) -> (Kind, String) {
    let body = written.trim_start_matches(['b', 'c', 'r']).trim_matches('#');
    match body.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(body) if written.contains("r\"") || written.contains("r#") => (Kind::Text, body.to_owned()),
        Some(body) => (Kind::Text, unescape(body)),
        None => (Kind::Other, written.to_owned()),
    }
}

/// Enough for SQL and keys: line ends that are written away, quotes, line feeds.
fn unescape(body: &str) -> String {
    let mut text = String::new();
    let mut letters = body.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\\', Some('\n')) => while letters.next_if(|next| next.is_whitespace()).is_some() {},
            ('\\', Some('n')) => {
                letters.next();
                text.push('\n');
            }
            ('\\', Some(_)) => text.extend(letters.next()),
            _ => text.push(letter),
        }
    }
    text
}

fn without_attributes_and_tests(raw: &[Token]) -> Vec<Token> {
    let mut code = Vec::new();
    let mut at = 0;
    while at < raw.len() {
        let inner = usize::from(raw.get(at + 1).is_some_and(|token| token.is("!")));
        let opens = raw[at].is("#") && raw.get(at + 1 + inner).is_some_and(|token| token.is("["));
        if !opens {
            code.push(raw[at].clone());
            at += 1;
            continue;
        }
        let end = closing(raw, at + 1 + inner) + 1;
        let words: String = raw[at..end].iter().map(|token| token.text.as_str()).collect();
        at = if words == "#[cfg(test)]" { item_end(raw, end) } else { end };
    }
    code
}

/// The place of the sign that closes the one at `open`.
pub fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "(" | "[" | "{" if token.kind == Kind::Sign => depth += 1,
            ")" | "]" | "}" if token.kind == Kind::Sign => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len() - 1
}

/// Behind the item that begins at `start`: its semicolon or its closing brace.
fn item_end(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    while at < tokens.len() {
        if tokens[at].is(";") {
            return at + 1;
        }
        if tokens[at].is("{") {
            return closing(tokens, at) + 1;
        }
        at = if tokens[at].is("(") || tokens[at].is("[") { closing(tokens, at) + 1 } else { at + 1 };
    }
    at
}
