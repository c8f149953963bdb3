//! The mail account of a workspace: through which server, and in whose name, its letters leave.

use crate::base::{Fields, Problems, Result};
use crate::platform::config::{MailEncryption, MailServer};
use crate::platform::mailer::is_address;

/// What somebody chose; the password stands apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAccount {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected; never not at all.
    pub encryption: MailEncryption,
    /// The name to sign in with; empty: none.
    pub user: String,
    /// The sender's address.
    pub address: String,
    /// The sender's name; empty: the workspace's.
    pub name: String,
}

/// A stored account.
#[derive(Debug, Clone)]
pub struct StoredAccount {
    /// What was chosen.
    pub account: MailAccount,
    /// The password, locked; none: there is none.
    pub password: Option<Vec<u8>>,
    /// Grows with every change.
    pub version: i64,
}

impl MailAccount {
    /// Reads the form; whether the server may be used shows when it is.
    pub fn parse(fields: &Fields) -> Result<MailAccount> {
        let mut problems = Problems::default();
        let host = fields.first("host").trim_end_matches('.').to_ascii_lowercase();
        let is_host = |letter: char| letter.is_ascii_alphanumeric() || ".-:".contains(letter);
        if host.is_empty() || host.len() > 253 || !host.chars().all(is_host) {
            problems.add("host", "email-host-wrong");
        }
        let port: u16 = fields.first("port").parse().unwrap_or_default();
        if port == 0 {
            problems.add("port", "email-port-wrong");
        }
        let [user, address, name] = ["user", "address", "name"].map(|field| fields.first(field).to_owned());
        if !is_address(&address) || address.len() > 254 {
            problems.add("address", "email-address-wrong");
        }
        for (field, text) in [("user", &user), ("name", &name)] {
            if text.chars().count() > 200 || text.contains(char::is_control) {
                problems.add(field, "email-text-wrong");
            }
        }
        let encryption = match fields.first("encryption") {
            "tls" => MailEncryption::Tls,
            _ => MailEncryption::StartTls,
        };
        problems.finish(MailAccount { host, port, encryption, user, address, name })
    }

    /// Whether a stored password was given for this server and this name: it is sent to no other.
    pub fn keeps_password_of(&self, other: &MailAccount) -> bool {
        (&self.host, self.port, &self.user) == (&other.host, other.port, &other.user)
    }

    /// The server, with that password.
    pub fn server(&self, password: String) -> MailServer {
        MailServer {
            host: self.host.clone(),
            port: self.port,
            encryption: self.encryption,
            user: self.user.clone(),
            password,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Error;

    #[test]
    fn every_wrong_field_of_an_account_is_named_and_plain_connections_are_not_offered() {
        let wrong = Fields::new().with("host", "mail server").with("port", "0").with("address", "office");
        let Err(Error::Invalid(problems)) = MailAccount::parse(&wrong) else { panic!("it was taken") };
        let named: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(named, ["host", "port", "address"]);

        let right = Fields::new()
            .with("host", "SMTP.Example.com.")
            .with("port", "587")
            .with("address", "office@example.com")
            .with("encryption", "none");
        let read = MailAccount::parse(&right).unwrap();
        assert_eq!((read.host.as_str(), read.encryption), ("smtp.example.com", MailEncryption::StartTls));
    }
}
