//! How long sessions last and what their cookie looks like.

use std::net::IpAddr;
use std::time::Duration;

use crate::base::{AccountId, At, Language, Look, MemberId, Role, SessionId, WorkspaceId};
use crate::platform::config::{Config, Session as Lengths};
use crate::platform::crypto;
use crate::web::Support;

/// How often the time of last use is written.
pub const SEEN_EVERY: Duration = Duration::from_secs(5 * 60);

/// Whether the person asked to stay signed in on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// Until the browser closes, or the session is idle or old.
    Visit,
    /// For 30 days on this device.
    Kept,
}

impl Stay {
    /// How long such a session may be idle.
    pub fn idle(self, lengths: &Lengths) -> Duration {
        match self {
            Stay::Visit => lengths.idle,
            Stay::Kept => lengths.stay,
        }
    }

    /// How old such a session may become.
    pub fn whole(self, lengths: &Lengths) -> Duration {
        match self {
            Stay::Visit => lengths.absolute,
            Stay::Kept => lengths.stay,
        }
    }

    /// How long the browser keeps the cookie of a session that ends after `left`; none: until it closes.
    pub fn cookie_age(self, left: Duration) -> Option<Duration> {
        (self == Stay::Kept).then_some(left)
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

    /// The header that gives the browser its token; without an age it is forgotten when the browser closes.
    pub fn set(self, token: &Token, age: Option<Duration>) -> String {
        let age = age.map_or_else(String::new, |age| format!("; Max-Age={}", age.as_secs()));
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

/// A browser about to be signed in.
pub struct Browser {
    /// From where.
    pub address: IpAddr,
    /// What it says of itself; shown to the person in the list of sessions.
    pub agent: String,
    /// For how long.
    pub stay: Stay,
    /// When it ends without use.
    pub idle: Duration,
    /// When it ends in any case.
    pub whole: Duration,
    /// Whether the person behind it proved just now who they are.
    pub is_proved: bool,
}

impl Browser {
    /// A browser at that address that says that of itself.
    pub fn new(address: IpAddr, agent: &str, stay: Stay, lengths: &Lengths) -> Browser {
        Browser {
            address,
            agent: agent.chars().take(400).collect(),
            stay,
            idle: stay.idle(lengths),
            whole: stay.whole(lengths),
            is_proved: true,
        }
    }

    /// The same on another's word alone: before acts of weight the person is asked.
    pub fn unproved(mut self) -> Browser {
        self.is_proved = false;
        self
    }

    /// How long the browser keeps its cookie; none: until it closes.
    pub fn cookie_age(&self) -> Option<Duration> {
        self.stay.cookie_age(self.whole)
    }
}

/// A signed-in browser as its owner sees it.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its number.
    pub id: SessionId,
    /// For how long it may stay.
    pub stay: Stay,
    /// From where it signed in.
    pub address: String,
    /// What the browser says of itself.
    pub agent: String,
    /// When it signed in.
    pub created_at: At,
    /// When it was last used, to a few minutes.
    pub seen_at: At,
}

/// All that one request needs to know about the browser behind it.
#[derive(Debug)]
pub struct Visit {
    pub session: SessionId,
    pub stay: Stay,
    pub seen_at: At,
    /// When the person last proved who they are.
    pub confirmed_at: At,
    pub account: AccountId,
    pub name: String,
    pub language: Option<Language>,
    /// The account's, else that of the workspace at hand, else of the last one.
    pub zone: Option<String>,
    pub look: Look,
    pub is_operator: bool,
    pub last_workspace: Option<WorkspaceId>,
    pub seat: Option<Seat>,
}

/// The account's place in the workspace of the URL.
#[derive(Debug)]
pub struct Seat {
    pub workspace: WorkspaceId,
    /// None: the operator's support looks in.
    pub member: Option<MemberId>,
    pub role: Role,
    /// Everybody in the teams that the member leads, where that widens a right.
    pub led: Vec<MemberId>,
    pub slug: String,
    pub name: String,
    pub zone: String,
    pub language: Language,
    pub changes: i64,
    pub is_suspended: bool,
    pub support: Support,
    /// Whether the workspace asks this person for a second factor that they do not have.
    pub lacks_factor: bool,
    /// How many notices the member has not read, up to a bound.
    pub unread: i64,
}
