//! How letters leave.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// How the installation's letters leave.
#[derive(Debug, Clone)]
pub struct Mail {
    /// By which way.
    pub way: Way,
    /// The sender's address.
    pub from: String,
}

/// A way out for letters.
#[derive(Debug, Clone)]
pub enum Way {
    /// Into files of that folder: for the demo and for trying things out.
    Folder(PathBuf),
    /// By SMTP.
    Server(MailServer),
}

/// A server that takes letters.
#[derive(Clone)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub encryption: MailEncryption,
    /// The name to sign in with; empty: none.
    pub user: String,
    /// The password to sign in with; empty: none.
    pub password: String,
}

impl fmt::Debug for MailServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "MailServer({}:{})", self.host, self.port)
    }
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailEncryption {
    /// Plain at first, then TLS before anything is said.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// Not at all: for a server on the same machine.
    None,
}

impl MailEncryption {
    /// The word for it, in the configuration and in the database.
    pub fn code(self) -> &'static str {
        match self {
            MailEncryption::StartTls => "starttls",
            MailEncryption::Tls => "tls",
            MailEncryption::None => "none",
        }
    }

    /// From its word; anything unknown is the safe default.
    pub fn of(code: &str) -> MailEncryption {
        match code {
            "tls" => MailEncryption::Tls,
            "none" => MailEncryption::None,
            _ => MailEncryption::StartTls,
        }
    }
}

/// What holds for every mail server.
#[derive(Debug, Clone)]
pub struct MailLine {
    /// How long a server may take for an answer.
    pub timeout: Duration,
    /// Certificates of authorities that are trusted besides the public ones, as PEM.
    pub authorities: Option<Vec<u8>>,
    /// The only servers that workspaces may choose; empty: any with a public address.
    pub allowed_hosts: Vec<String>,
    /// Letters to customers that the people of one workspace may write in an hour.
    pub hourly: i64,
}
