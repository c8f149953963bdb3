//! What a token may do, how long, from where.

mod secret;

use std::net::IpAddr;
use std::time::Duration;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{
    AccountId, Actor, At, Fields, Language, MemberId, Problems, Result, Right, Rights, Role, TokenId,
    WorkspaceId, text,
};

pub use secret::Secret;

/// How often the time of last use is written.
pub const USED_EVERY: Duration = Duration::from_secs(5 * 60);

/// The longest name, in characters.
const NAME_LENGTH: usize = 100;
/// How many networks one token can be held to.
const MOST_ADDRESSES: usize = 20;
const DAY: u64 = 86_400;

/// What a token may be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grant {
    /// Read companies, contacts, notes and tags.
    #[serde(rename = "customers:read")]
    CustomersRead,
    /// Add and change them; includes reading.
    #[serde(rename = "customers:write")]
    CustomersWrite,
    /// Read tasks.
    #[serde(rename = "sales:read")]
    SalesRead,
    /// Add, change and do them; includes reading.
    #[serde(rename = "sales:write")]
    SalesWrite,
    /// Read what is sold, at which prices and taxes.
    #[serde(rename = "billing:read")]
    BillingRead,
    /// Add and change it; includes reading.
    #[serde(rename = "billing:write")]
    BillingWrite,
    /// Read who works here.
    #[serde(rename = "people:read")]
    PeopleRead,
    /// Read the settings of the workspace.
    #[serde(rename = "settings:read")]
    SettingsRead,
    /// Change the settings that programs may change: exchange rates; includes reading.
    #[serde(rename = "settings:write")]
    SettingsWrite,
}
words!(Grant, "grant",
    CustomersRead = "customers:read", "tokens-grant-customers-read";
    CustomersWrite = "customers:write", "tokens-grant-customers-write";
    SalesRead = "sales:read", "tokens-grant-sales-read";
    SalesWrite = "sales:write", "tokens-grant-sales-write";
    BillingRead = "billing:read", "tokens-grant-billing-read";
    BillingWrite = "billing:write", "tokens-grant-billing-write";
    PeopleRead = "people:read", "tokens-grant-people-read";
    SettingsRead = "settings:read", "tokens-grant-settings-read";
    SettingsWrite = "settings:write", "tokens-grant-settings-write";
);

impl Grant {
    fn rights(self) -> &'static [Right] {
        match self {
            Grant::CustomersRead => &[Right::CustomersRead],
            Grant::CustomersWrite => &[Right::CustomersRead, Right::CustomersWrite],
            Grant::SalesRead => &[Right::SalesRead],
            Grant::SalesWrite => &[Right::SalesRead, Right::SalesWrite],
            Grant::BillingRead => &[Right::MoneyRead],
            Grant::BillingWrite => &[Right::MoneyRead, Right::MoneyWrite],
            Grant::PeopleRead => &[Right::PeopleRead],
            Grant::SettingsRead => &[Right::SettingsRead],
            Grant::SettingsWrite => &[Right::SettingsRead, Right::SettingsWrite],
        }
    }

    /// The smallest grant that holds that right, if a token can hold it at all.
    pub fn for_right(right: Right) -> Option<Grant> {
        Grant::ALL.iter().copied().find(|grant| grant.rights().contains(&right))
    }

    /// Whether somebody has what the grant would give.
    pub fn is_held_by(self, actor: &Actor) -> bool {
        self.rights().iter().all(|right| actor.may(*right))
    }

    /// The rights of several grants together.
    pub fn rights_of(grants: &[Grant]) -> Rights {
        Rights::of(grants.iter().flat_map(|grant| grant.rights().iter().copied()))
    }
}

/// How long a token lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Life {
    /// 30 days.
    Month,
    /// 90 days.
    #[default]
    Quarter,
    /// 365 days.
    Year,
    /// Until it is revoked.
    Endless,
}
words!(Life, "life",
    Month = "30", "tokens-life-month";
    Quarter = "90", "tokens-life-quarter";
    Year = "365", "tokens-life-year";
    Endless = "endless", "tokens-life-endless";
);

impl Life {
    /// When a token that is made at `at` ends.
    pub fn end(self, at: At) -> Option<At> {
        let days = match self {
            Life::Month => 30,
            Life::Quarter => 90,
            Life::Year => 365,
            Life::Endless => return None,
        };
        Some(at.plus(Duration::from_secs(days * DAY)))
    }
}

/// A token about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub grants: Vec<Grant>,
    /// For how long.
    pub life: Life,
    /// From where; empty: from anywhere.
    pub addresses: Vec<IpNet>,
}

impl NewToken {
    /// Reads `name`, `grant` (several), `life` and `addresses` (parted by blanks, commas or lines).
    pub fn parse(fields: &Fields) -> Result<NewToken> {
        let mut problems = Problems::default();
        let name = text::one_line(fields.first("name"));
        if name.is_empty() {
            problems.add("name", "tokens-name-missing");
        }
        if name.chars().count() > NAME_LENGTH {
            problems.add("name", "tokens-name-long");
        }
        let grants: Vec<Grant> = fields.all("grant").filter_map(|grant| grant.parse().ok()).collect();
        if grants.is_empty() {
            problems.add("grant", "tokens-grant-missing");
        }
        let life = fields.first("life").parse().unwrap_or_default();
        let addresses = read_addresses(fields.first("addresses"), &mut problems);
        problems.finish(NewToken { name, grants, life, addresses })
    }
}

fn read_addresses(typed: &str, problems: &mut Problems) -> Vec<IpNet> {
    let parts = typed.split([' ', ',', ';', '\n', '\r', '\t']).filter(|part| !part.is_empty());
    let read = parts.map(|part| part.parse().or_else(|_| part.parse::<IpAddr>().map(IpNet::from)));
    let nets: Vec<Option<IpNet>> = read.map(|net| net.ok().map(|net| net.trunc())).collect();
    if nets.contains(&None) {
        problems.add("addresses", "tokens-addresses-unclear");
    }
    if nets.len() > MOST_ADDRESSES {
        problems.add("addresses", "tokens-addresses-many");
    }
    nets.into_iter().flatten().collect()
}

/// A token as its owner sees it; the secret is not known any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its number.
    pub id: TokenId,
    /// Who made it.
    pub member: MemberId,
    /// That person's name.
    pub member_name: String,
    /// What it is for.
    pub name: String,
    /// Its last letters.
    pub ending: String,
    /// What it may do.
    pub grants: Vec<Grant>,
    /// From where.
    pub addresses: Vec<IpNet>,
    /// When it was made.
    pub created_at: At,
    /// When it was last used, to a few minutes.
    pub used_at: Option<At>,
    /// When it ends.
    pub ends_at: Option<At>,
}

impl Token {
    /// Whether its time is over.
    pub fn is_over(&self, now: At) -> bool {
        self.ends_at.is_some_and(|end| end <= now)
    }
}

/// All that one request needs to know about the token that it carries.
#[derive(Debug)]
pub(super) struct Pass {
    pub token: Token,
    pub account: AccountId,
    pub role: Role,
    /// Everybody in the teams that the member leads.
    pub led: Vec<MemberId>,
    /// Whether token, member and account still stand.
    pub stands: bool,
    pub workspace: WorkspaceId,
    pub slug: String,
    pub workspace_name: String,
    pub zone: String,
    pub language: Language,
    pub changes: i64,
    pub is_suspended: bool,
}

impl Pass {
    /// Why the token is not accepted from there now; the words are for the log of the operator.
    pub fn fault(&self, address: IpAddr, now: At) -> Option<&'static str> {
        let nets = &self.token.addresses;
        if !self.stands {
            Some("revoked, or its member no longer works here")
        } else if self.token.is_over(now) {
            Some("expired")
        } else if !nets.is_empty() && !nets.iter().any(|net| net.contains(&address.to_canonical())) {
            Some("from an address that it is not for")
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Error;

    fn form() -> Fields {
        Fields::new().with("name", "Shop").with("grant", "customers:read")
    }

    #[test]
    fn a_token_lives_ninety_days_unless_chosen_otherwise() {
        let token = NewToken::parse(&form()).unwrap();

        assert_eq!(token.life.end(At(0)), Some(At(90 * 86_400_000)));
        assert_eq!(NewToken::parse(&form().with("life", "endless")).unwrap().life.end(At(0)), None);
    }

    #[test]
    fn addresses_are_networks_or_single_machines() {
        let typed = form().with("addresses", "192.0.2.7, 10.1.2.3/8\n2001:db8::/32");

        let token = NewToken::parse(&typed).unwrap();

        let written: Vec<String> = token.addresses.iter().map(ToString::to_string).collect();
        assert_eq!(written, ["192.0.2.7/32", "10.0.0.0/8", "2001:db8::/32"]);
    }

    #[test]
    fn what_is_unclear_is_told_by_its_field() {
        let typed = Fields::new().with("grant", "money:print").with("addresses", "the office");

        let Err(Error::Invalid(problems)) = NewToken::parse(&typed) else { panic!("it was taken") };

        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["name", "grant", "addresses"]);
    }

    #[test]
    fn writing_includes_reading_and_nothing_else() {
        let rights = Grant::rights_of(&[Grant::CustomersWrite]);

        assert!(rights.has(Right::CustomersRead) && rights.has(Right::CustomersWrite));
        assert!(!rights.has(Right::PeopleRead) && !rights.has(Right::Export));
    }
}
