//! What the operator chose: file < environment < flags, and nothing that is not in the table of keys.
//!
//! A value is read once, checked for form where it is read, and keeps its [`Origin`]; what contradicts is a
//! [`Refusal`] that names every fault at once. [`Config`] is the finished, typed result that everybody else uses.

mod value;
mod keys;
mod sources;
mod mail;
mod typed;
mod merge;
mod example;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ipnet::IpNet;

use super::scanner::Scanner;

pub use example::example;
pub use mail::{Mail, MailEncryption, MailLine, MailServer, Way};
pub use merge::{Loaded, load};
pub use sources::{Flag, Found, Origin, Sources};

/// The whole configuration; every value has a default but the data folder.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where everything lives.
    pub data: PathBuf,
    /// The address under which people reach Kantora, like `https://crm.example.com`, without a slash at its end.
    pub public_url: Option<String>,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Plain http beyond loopback is allowed (banner on every page).
    pub insecure_http: bool,
    /// Browsers are told that hosts below `public_url`'s speak https, too.
    pub hsts_subdomains: bool,
    /// Host names (without port, in lower case) under which requests are answered, beside that of `public_url` and
    /// those of this machine; any other gets 421.
    pub allowed_hosts: Vec<String>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Who runs the installation, for the pages of the law.
    pub operator: Operator,
    /// How much one client may ask for.
    pub limits: Limits,
    /// What is kept with records.
    pub files: Files,
    /// What programs may ask.
    pub api: Api,
    /// What is written where.
    pub log: Log,
    /// How the installation's letters leave; `None` as long as neither `mail.host` nor `mail.folder` is set.
    pub mail: Option<Mail>,
    /// What holds for every mail server, also for those that workspaces choose.
    pub mail_line: MailLine,
    /// The DNS server that is asked about the domains of senders; `None`: the machine's own.
    pub dns_server: Option<SocketAddr>,
    /// Where exchange rates are published.
    pub rates: Rates,
    /// Who knows numbers.
    pub registers: Registers,
    /// How long a sign-in lasts.
    pub session: Session,
    /// Services by which people may sign in, by name.
    pub providers: Vec<Provider>,
}

/// Who runs the installation; empty where nobody said.
#[derive(Debug, Clone)]
pub struct Operator {
    /// The person or company.
    pub name: String,
    /// Their postal address, its lines divided by commas.
    pub address: String,
    /// Where people write to them.
    pub email: String,
    /// Whose machine it is, if it is somebody else's.
    pub hosting: String,
    /// Where holes are reported, as an address with a scheme.
    pub security_contact: String,
}

/// How much one client may ask for.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a form or of JSON.
    pub body: u64,
    /// Bytes of an uploaded file.
    pub upload: u64,
    /// Connections open at the same time.
    pub connections: usize,
}

/// What is kept with records.
#[derive(Debug, Clone)]
pub struct Files {
    /// Bytes of all files of one workspace.
    pub quota: u64,
    /// Who looks at new files before anybody may fetch them; `None`: nobody.
    pub scanner: Option<Scanner>,
}

/// What programs may ask.
#[derive(Debug, Clone)]
pub struct Api {
    /// Origins whose pages may ask from a browser, exact and in lower case.
    pub cors_origins: Vec<String>,
    /// Requests of one token in an hour.
    pub requests: u32,
    /// Requests of one address in an hour without a valid token.
    pub refusals: u32,
}

/// What is written where.
#[derive(Debug, Clone)]
pub struct Log {
    /// How lines on standard error look.
    pub format: LogFormat,
    /// The level of everything without one of its own.
    pub level: tracing::metadata::LevelFilter,
    /// Levels of single targets, like `access`.
    pub levels: BTreeMap<String, tracing::metadata::LevelFilter>,
    /// Whether files are written beside standard error.
    pub files: bool,
    /// Days for which files are kept.
    pub keep_days: usize,
    /// Days for which the security log is kept.
    pub security_keep_days: usize,
    /// Statements that take longer are written down.
    pub slow_statement: Duration,
}

/// How lines on standard error look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For eyes.
    Human,
    /// One JSON object a line.
    Json,
}

/// Where exchange rates are published; an empty address is never asked.
#[derive(Debug, Clone)]
pub struct Rates {
    /// By the European Central Bank.
    pub ecb: String,
    /// By HM Revenue & Customs, with `{month}` for one like 2026-11.
    pub hmrc: String,
}

/// Where the registers of numbers are; an empty address is never asked.
#[derive(Debug, Clone)]
pub struct Registers {
    /// VIES, for VAT numbers of the Union.
    pub vies: String,
    /// HM Revenue & Customs, for British VAT numbers.
    pub hmrc: String,
    /// Companies House, for numbers of British companies.
    pub companies: String,
}

/// How long a sign-in lasts.
#[derive(Debug, Clone)]
pub struct Session {
    /// Ends after that long without a request.
    pub idle: Duration,
    /// Ends after that long in any case.
    pub absolute: Duration,
    /// Ends after that long where the person chose to stay signed in.
    pub stay: Duration,
}

/// A service by which people may sign in: an issuer of OpenID Connect.
#[derive(Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its name in addresses.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// Who it says it is: an address without a query.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// How we prove it there.
    pub client_secret: String,
    /// Whether it may stand in a private network or on this machine.
    pub is_private: bool,
}

impl fmt::Debug for Provider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Provider({} at {})", self.name, self.issuer)
    }
}

impl Config {
    /// The defaults, over a data folder: where tests and the demo begin.
    pub fn defaults(data: impl Into<PathBuf>) -> Config {
        load(&Sources::silent(data)).expect("a test holds that the defaults are sound").config
    }

    /// Whether browsers reach Kantora in a secure context, so that cookies can be `Secure` and `__Host-`:
    /// https, or loopback.
    pub fn is_secure(&self) -> bool {
        match &self.public_url {
            None => true,
            Some(url) => url.starts_with("https://") || is_loopback(host_of(url)),
        }
    }

    /// The address of a page for people: under `public_url`, or where the server listens.
    pub fn address(&self, path: &str) -> String {
        match &self.public_url {
            Some(url) => format!("{url}{path}"),
            None => format!("http://{}{path}", self.listen),
        }
    }

    /// The name of this machine as the world knows it: in letters and towards other servers.
    pub fn public_host(&self) -> &str {
        self.public_url.as_deref().map_or("localhost", host_of)
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        database_of(&self.data)
    }

    /// Where a server without a terminal leaves the address at which the first account is made.
    pub fn setup_file(&self) -> PathBuf {
        self.data.join("setup.txt")
    }
}

/// Where the database lies in a data folder.
pub fn database_of(data: &Path) -> PathBuf {
    data.join("kantora.db")
}

/// The host of an address like `https://crm.example.com:8443`, without its port.
fn host_of(url: &str) -> &str {
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = authority.split('/').next().unwrap_or(authority);
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    }
}

/// Whether that host can only be this machine.
fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Why a configuration cannot be used: every fault, each with what to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal(pub Vec<String>);

impl std::error::Error for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.join("\n"))
    }
}
