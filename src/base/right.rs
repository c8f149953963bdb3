//! The table of rights: which role may do what, on which records.

use std::fmt;
use std::str::FromStr;

use super::error::Error;

/// A place's role in a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Everything, including the workspace itself.
    Owner,
    /// Everything but owners, and who looks in from outside.
    Admin,
    /// Sells: sees all customers, changes their own.
    Sales,
    /// Keeps the books: money, and the customers behind it.
    Bookkeeper,
    /// Looks, changes nothing.
    Viewer,
}

/// What an act needs, by area and by how far it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// See companies and contacts.
    CustomersRead,
    /// Add and change companies and contacts.
    CustomersWrite,
    /// See leads, deals and tasks.
    SalesRead,
    /// Change leads, deals and tasks.
    SalesWrite,
    /// See quotes, invoices and payments.
    MoneyRead,
    /// Issue and change quotes, invoices and payments.
    MoneyWrite,
    /// See the settings of the workspace.
    SettingsRead,
    /// Change the settings of the workspace.
    SettingsWrite,
    /// See who works here.
    PeopleRead,
    /// Invite, change and remove members.
    PeopleWrite,
    /// Take lists out of the product.
    Export,
    /// Bring lists in.
    Import,
    /// Let the operator's people look in, and show them out.
    Support,
}

/// A set of rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights(u32);

impl Rights {
    /// Every right that there is.
    pub const ALL: Rights = Rights(u32::MAX);

    /// Exactly these.
    pub fn of(rights: impl IntoIterator<Item = Right>) -> Rights {
        Rights(rights.into_iter().fold(0, |set, right| set | Rights::bit(right)))
    }

    /// Whether the right is one of them.
    pub fn has(self, right: Right) -> bool {
        self.0 & Rights::bit(right) != 0
    }

    fn bit(right: Right) -> u32 {
        1 << right as u32
    }
}

/// On which records a right holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// On none.
    None,
    /// On those that the member owns, and on those that nobody owns.
    Own,
    /// The same, and on those of everybody in a team that the member leads.
    Team,
    /// On all.
    All,
}

impl Role {
    /// Every role, the mightiest first.
    pub const ALL: [Role; 5] = [Role::Owner, Role::Admin, Role::Sales, Role::Bookkeeper, Role::Viewer];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Admin => "admin",
            Role::Sales => "sales",
            Role::Bookkeeper => "bookkeeper",
            Role::Viewer => "viewer",
        }
    }

    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            Role::Owner => "role-owner",
            Role::Admin => "role-admin",
            Role::Sales => "role-sales",
            Role::Bookkeeper => "role-bookkeeper",
            Role::Viewer => "role-viewer",
        }
    }

    /// The table itself.
    pub fn scope(self, right: Right) -> Scope {
        use Right::*;
        match (self, right) {
            (Role::Admin, Support) => Scope::None,
            (Role::Owner | Role::Admin, _) => Scope::All,
            (Role::Sales, CustomersRead | SalesRead | MoneyRead | PeopleRead) => Scope::All,
            (Role::Sales, CustomersWrite | SalesWrite) => Scope::Own,
            (Role::Bookkeeper, CustomersRead | CustomersWrite | SalesRead | MoneyRead | MoneyWrite) => {
                Scope::All
            }
            (Role::Bookkeeper, PeopleRead | SettingsRead | Export) => Scope::All,
            (Role::Viewer, CustomersRead | SalesRead | MoneyRead | PeopleRead) => Scope::All,
            _ => Scope::None,
        }
    }
}

impl FromStr for Role {
    type Err = Error;

    fn from_str(code: &str) -> Result<Role, Error> {
        Role::ALL.into_iter().find(|role| role.code() == code).ok_or(Error::Malformed("role"))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}
