//! Which networks can be blocked, and what is shown of an address.

use super::model::{NewBlock, Refusal};
use crate::base::{At, Error, Fields};

fn parse(network: &str) -> Result<String, String> {
    let fields = Fields::new().with("network", network).with("length", "day").with("why", "guessing");
    let kept = ["203.0.113.9/32".parse().unwrap(), "10.0.0.0/8".parse().unwrap()];
    match NewBlock::parse(&fields, &kept) {
        Ok(new) => Ok(new.network.to_string()),
        Err(Error::Invalid(problems)) => {
            Err(problems.iter().map(|problem| problem.key.to_string()).collect())
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn an_address_or_a_network_has_one_spelling() {
    assert_eq!(parse("192.0.2.7"), Ok("192.0.2.7/32".into()));
    assert_eq!(parse("192.0.2.7/24"), Ok("192.0.2.0/24".into()));
    assert_eq!(parse("::ffff:192.0.2.7"), Ok("192.0.2.7/32".into()));
    assert_eq!(parse("2001:db8::1"), Ok("2001:db8::1/128".into()));
}

#[test]
fn what_is_no_network_too_wide_or_one_s_own_is_refused() {
    for (network, key) in [
        ("", "blocks-network-wrong"),
        ("rila.example", "blocks-network-wrong"),
        ("192.0.0.0/8", "blocks-network-wide"),
        ("2001::/16", "blocks-network-wide"),
        ("203.0.113.9", "blocks-network-own"),
        ("203.0.113.0/24", "blocks-network-own"),
        ("10.1.2.3", "blocks-network-own"),
    ] {
        assert_eq!(parse(network), Err(key.into()), "{network}");
    }
}

#[test]
fn of_an_account_only_the_outline_is_shown() {
    let refusal = |email: Option<&str>| Refusal {
        at: At(0),
        times: 1,
        event: "session.refuse".into(),
        address: "192.0.2.7".into(),
        email: email.map(str::to_owned),
    };

    assert_eq!(refusal(Some("ana.petrova@rila.example")).masked(), "a…@r….example");
    assert_eq!(refusal(None).masked(), "");
}
