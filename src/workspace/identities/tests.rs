//! What a browser keeps while its person is away.

use std::time::Duration;

use super::model::Departure;
use crate::base::{AccountId, At};
use crate::platform::crypto::MasterKey;

const NOW: At = At(1_772_445_600_000);

#[test]
fn a_departure_opens_for_ten_minutes_under_the_key_that_sealed_it() {
    let key = MasterKey::new([1; 32]);
    let departure = Departure::to_sign_in("google", "/w/acme/contacts", NOW);

    let sealed = departure.seal(&key);

    let open = |key, after| Departure::open(key, &sealed, NOW.plus(Duration::from_secs(after)));
    assert_eq!(open(&key, 0), Some(departure.clone()));
    assert_eq!(open(&key, 599), Some(departure));
    assert_eq!(open(&key, 600), None);
    assert_eq!(open(&MasterKey::new([2; 32]), 0), None);
}

#[test]
fn a_changed_departure_does_not_open() {
    let key = MasterKey::new([1; 32]);
    let sealed = Departure::to_link("google", AccountId::new(7), NOW).seal(&key);
    let other = Departure::to_link("google", AccountId::new(8), NOW).seal(&key);
    let (text, _) = sealed.split_once('.').unwrap();
    let (_, seal) = other.split_once('.').unwrap();

    for forged in [format!("{text}.{seal}"), format!("{text}."), text.to_owned(), String::new()] {
        assert_eq!(Departure::open(&key, &forged, NOW), None, "{forged}");
    }
}

#[test]
fn no_two_departures_and_no_two_secrets_are_alike() {
    let key = MasterKey::new([1; 32]);

    let one = Departure::to_sign_in("google", "", NOW).secrets(&key);
    let two = Departure::to_sign_in("google", "", NOW).secrets(&key);

    let mut all = vec![one.state, one.nonce, one.verifier, two.state, two.nonce, two.verifier];
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 6);
    // RFC 7636: at least 43 letters.
    assert!(all.iter().all(|secret| secret.len() == 43));
}
