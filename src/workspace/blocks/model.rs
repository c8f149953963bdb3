//! What a block is made of, and what is shown of whoever was refused.

use std::net::IpAddr;
use std::time::Duration;

use ipnet::IpNet;

use crate::base::{AddressBlockId, At, Fields, Problems, Result};

/// How long blocks last, by the name in the form.
pub const LENGTHS: [(&str, &str, u64); 4] = [
    ("hour", "blocks-hour", 60 * 60),
    ("day", "blocks-day", 24 * 60 * 60),
    ("week", "blocks-week", 7 * 24 * 60 * 60),
    ("month", "blocks-month", 30 * 24 * 60 * 60),
];

/// Wider networks are no neighbours any more.
const WIDEST: (u8, u8) = (16, 32);

/// A block that holds.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its number.
    pub id: AddressBlockId,
    /// Whom it covers.
    pub network: String,
    /// Why, in the operator's words.
    pub why: String,
    /// Who made it.
    pub by: String,
    /// When it ends.
    pub ends_at: At,
}

/// A block to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBlock {
    /// Whom it shall cover.
    pub network: IpNet,
    /// For how long.
    pub length: Duration,
    /// Why.
    pub why: String,
}

impl NewBlock {
    /// Reads the form. `kept` are networks that stay open: the operator's own address, the proxies.
    pub fn parse(fields: &Fields, kept: &[IpNet]) -> Result<NewBlock> {
        let mut problems = Problems::default();
        let network = self::network(fields.first("network"));
        match network {
            None => problems.add("network", "blocks-network-wrong"),
            Some(network) if is_too_wide(network) => problems.add("network", "blocks-network-wide"),
            Some(network) if kept.iter().any(|kept| meets(network, *kept)) => {
                problems.add("network", "blocks-network-own");
            }
            Some(_) => {}
        }
        let length = LENGTHS.iter().find(|(name, ..)| *name == fields.first("length"));
        if length.is_none() {
            problems.add("length", "blocks-length-wrong");
        }
        let why = fields.first("why");
        if !(1..=200).contains(&why.chars().count()) {
            problems.add("why", "blocks-why-wrong");
        }
        match (network, length) {
            (Some(network), Some((_, _, seconds))) => {
                let length = Duration::from_secs(*seconds);
                problems.finish(NewBlock { network, length, why: why.to_owned() })
            }
            _ => problems.finish(()).and(Err(crate::base::Error::Malformed("block"))),
        }
    }
}

/// An address or a network, in its one spelling.
pub fn network(text: &str) -> Option<IpNet> {
    let network =
        text.parse().or_else(|_| text.parse().map(|address: IpAddr| IpNet::from(address.to_canonical())));
    network.ok().map(|network: IpNet| network.trunc())
}

fn is_too_wide(network: IpNet) -> bool {
    let (v4, v6) = WIDEST;
    network.prefix_len() < if matches!(network, IpNet::V4(_)) { v4 } else { v6 }
}

fn meets(one: IpNet, other: IpNet) -> bool {
    one.contains(&other) || other.contains(&one)
}

/// What "of late" means.
pub const LATELY: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Somebody who was refused of late.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// When it last happened.
    pub at: At,
    /// How often.
    pub times: i64,
    /// At which door: `session.refuse`.
    pub event: String,
    /// From where.
    pub address: String,
    /// Whose account was tried, if it is known here.
    pub email: Option<String>,
}

impl Refusal {
    /// What was refused, in words.
    pub fn key(&self) -> &'static str {
        match self.event.as_str() {
            "session.refuse" => "blocks-refused-password",
            "identity.refuse" => "blocks-refused-service",
            _ => "blocks-refused-other",
        }
    }

    /// Enough of the address to recognise one's own, not enough to learn somebody else's.
    pub fn masked(&self) -> String {
        let Some((local, domain)) = self.email.as_deref().and_then(|email| email.rsplit_once('@')) else {
            return String::new();
        };
        let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
        let ending = domain.rsplit_once('.').map_or("", |(_, ending)| ending);
        format!("{}…@{}….{ending}", first(local), first(domain))
    }
}
