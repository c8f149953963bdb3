//! Addresses to which nothing goes that goes to many.

use crate::base::words::words;
use crate::base::{At, Error, MemberId, Result, SuppressionId, WorkspaceId, text};
use crate::platform::crypto;

/// The longest reason for lifting one, in characters.
const WHY_LENGTH: usize = 200;

/// Why nothing goes there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Whoever has the address unsubscribed by a link.
    Link,
    /// They told somebody, who noted it.
    Asked,
}
words!(Reason, "reason of a suppression",
    Link = "link", "mails-reason-link";
    Asked = "asked", "mails-reason-asked";
);

/// An address to which nothing goes that goes to many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Its number.
    pub id: SuppressionId,
    /// What may be seen of it.
    pub hint: String,
    /// Why.
    pub reason: Reason,
    /// Since when.
    pub created_at: At,
    /// Who noted it; nobody: they did so themselves.
    pub created_by: Option<MemberId>,
}

/// By what an address in its normal form is known: two workspaces cannot tell that they know the same one.
pub fn address_hash(workspace: WorkspaceId, norm: &str) -> [u8; 32] {
    crypto::hash(format!("suppression|{workspace}|{norm}"))
}

/// What may be seen of an address once nobody needs it: `a…@example.com`.
pub fn hint(norm: &str) -> String {
    match norm.rsplit_once('@') {
        Some((local, domain)) => format!("{}…@{domain}", local.chars().take(1).collect::<String>()),
        None => "…".to_owned(),
    }
}

/// Reads why an address is written to again, from the field `why`.
pub fn read_why(typed: &str) -> Result<String> {
    let why = text::one_line(typed);
    if why.is_empty() {
        return Err(Error::field("why", "mails-why-missing"));
    }
    match why.chars().count() > WHY_LENGTH {
        true => Err(Error::field("why", "mails-why-long")),
        false => Ok(why),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_within_its_workspace_only() {
        let (one, other) = (WorkspaceId::new(1), WorkspaceId::new(2));

        assert_eq!(address_hash(one, "ana@example.com"), address_hash(one, "ana@example.com"));
        assert_ne!(address_hash(one, "ana@example.com"), address_hash(other, "ana@example.com"));
        assert_ne!(address_hash(one, "ana@example.com"), address_hash(one, "anna@example.com"));
    }

    #[test]
    fn what_is_seen_of_an_address_does_not_name_its_person() {
        assert_eq!(hint("ana.petrova@example.com"), "a…@example.com");
        assert_eq!(hint("мария@example.com"), "м…@example.com");
    }
}
