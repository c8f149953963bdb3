//! A departure to a service, and what links it to its arrival.

use std::time::Duration;

use data_encoding::BASE64URL_NOPAD as BASE64;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

use crate::base::{AccountId, At, IdentityId};
use crate::platform::crypto::{self, MasterKey};
use crate::platform::openid::Secrets;

/// How long somebody may take at the service.
pub const LENGTH: Duration = Duration::from_secs(10 * 60);

const PURPOSE: &str = "identity departure";

/// An account's link to a service, as its owner sees it.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Its number.
    pub id: IdentityId,
    /// Whose word it is.
    pub issuer: String,
    /// The address that the service named when it was linked.
    pub email: String,
    /// When it was linked.
    pub created_at: At,
    /// When somebody last signed in by it.
    pub used_at: Option<At>,
}

/// Somebody who went to a service and is not back yet. Their browser keeps it, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    /// The name of the service.
    pub provider: String,
    /// Which account shall be linked; 0: somebody wants to sign in.
    account: i64,
    /// Where the person was going.
    pub next: String,
    /// When it is over.
    pub ends_at: i64,
    seed: String,
}

impl Departure {
    /// Somebody wants to sign in.
    pub fn to_sign_in(provider: &str, next: &str, now: At) -> Departure {
        Departure {
            provider: provider.to_owned(),
            account: 0,
            next: next.to_owned(),
            ends_at: now.plus(LENGTH).0,
            seed: BASE64.encode(&crypto::random::<32>()),
        }
    }

    /// The owner of that account wants to link it.
    pub fn to_link(provider: &str, account: AccountId, now: At) -> Departure {
        Departure { account: account.number(), ..Departure::to_sign_in(provider, "", now) }
    }

    /// Which account shall be linked, if that is what it is for.
    pub fn account(&self) -> Option<AccountId> {
        (self.account != 0).then(|| AccountId::new(self.account))
    }

    /// What the service and we know of it; drawn from the cookie by the installation's key.
    pub fn secrets(&self, key: &MasterKey) -> Secrets {
        let draw = |purpose| BASE64.encode(&key.seal(purpose, self.seed.as_bytes()));
        Secrets {
            state: draw("identity state"),
            nonce: draw("identity nonce"),
            verifier: draw("identity verifier"),
        }
    }

    /// What the browser keeps.
    pub fn seal(&self, key: &MasterKey) -> String {
        let text = serde_json::to_vec(self).unwrap_or_default();
        format!("{}.{}", BASE64.encode(&text), BASE64.encode(&key.seal(PURPOSE, &text)))
    }

    /// What a browser brought back; nothing if it is not ours or is over.
    pub fn open(key: &MasterKey, sealed: &str, now: At) -> Option<Departure> {
        let (text, seal) = sealed.split_once('.')?;
        let (text, seal) = (BASE64.decode(text.as_bytes()).ok()?, BASE64.decode(seal.as_bytes()).ok()?);
        let is_ours: bool = key.seal(PURPOSE, &text)[..].ct_eq(&seal).into();
        let departure: Departure = is_ours.then(|| serde_json::from_slice(&text).ok())??;
        (At(departure.ends_at) > now).then_some(departure)
    }
}
