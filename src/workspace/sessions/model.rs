//! How long sessions last and what their cookie looks like.

use std::time::Duration;

use crate::base::{AccountId, At, Language, Look, MemberId, Role, SessionId, WorkspaceId};
use crate::platform::{config::Config, crypto};

/// How often the time of last use is written.
pub const SEEN_EVERY: Duration = Duration::from_secs(5 * 60);

const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;

/// Whether the person asked to stay signed in on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// Until the browser closes, or the session is idle or old.
    Visit,
    /// For 30 days on this device.
    Kept,
}

impl Stay {
    /// How long a session may be idle, and how old it may become.
    pub fn limits(self) -> (Duration, Duration) {
        match self {
            Stay::Visit => (Duration::from_secs(8 * HOUR), Duration::from_secs(14 * DAY)),
            Stay::Kept => (Duration::from_secs(30 * DAY), Duration::from_secs(30 * DAY)),
        }
    }
}

/// What a browser holds; only its hash is stored.
pub struct Token(String);

impl Token {
    /// A new one of 256 random bits.
    pub fn generate() -> Token {
        Token(data_encoding::BASE64URL_NOPAD.encode(&crypto::random::<32>()))
    }

    /// What a browser sent.
    pub fn sent(text: &str) -> Token {
        Token(text.to_owned())
    }

    /// How the database knows it.
    pub fn hash(&self) -> [u8; 32] {
        crypto::hash(&self.0)
    }
}

/// The name and the attributes of the cookie, as the address of the installation allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieKind {
    /// `__Host-`, sent over https (and to this machine) only.
    Host,
    /// For `insecure_http`: the same without `Secure`.
    Plain,
}

impl CookieKind {
    /// What this installation uses.
    pub fn of(config: &Config) -> CookieKind {
        if config.is_secure() { CookieKind::Host } else { CookieKind::Plain }
    }

    /// The cookie's name.
    pub fn name(self) -> &'static str {
        match self {
            CookieKind::Host => "__Host-kantora",
            CookieKind::Plain => "kantora",
        }
    }

    /// The header that gives the browser its token.
    pub fn set(self, token: &Token, stay: Stay) -> String {
        let age = match stay {
            Stay::Visit => String::new(),
            Stay::Kept => format!("; Max-Age={}", stay.limits().1.as_secs()),
        };
        format!("{}={}; Path=/; HttpOnly; SameSite=Lax{}{age}", self.name(), token.0, self.secure())
    }

    /// The header that takes it back.
    pub fn clear(self) -> String {
        format!("{}=; Path=/; HttpOnly; SameSite=Lax{}; Max-Age=0", self.name(), self.secure())
    }

    fn secure(self) -> &'static str {
        match self {
            CookieKind::Host => "; Secure",
            CookieKind::Plain => "",
        }
    }
}

/// All that one request needs to know about the browser behind it.
#[derive(Debug)]
pub struct Visit {
    pub session: SessionId,
    pub stay: Stay,
    pub seen_at: At,
    pub account: AccountId,
    pub name: String,
    pub language: Option<Language>,
    pub zone: Option<String>,
    pub look: Look,
    pub last_workspace: Option<WorkspaceId>,
    pub seat: Option<Seat>,
}

/// The account's place in the workspace of the URL.
#[derive(Debug)]
pub struct Seat {
    pub workspace: WorkspaceId,
    pub member: MemberId,
    pub role: Role,
    pub slug: String,
    pub name: String,
    pub zone: String,
    pub language: Language,
    pub changes: i64,
}
