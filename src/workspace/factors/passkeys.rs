//! The two ceremonies of WebAuthn: making a passkey, and proving somebody by one. A challenge waits in memory.

use serde_json::Value;
use webauthn_rs::prelude::{
    AuthenticationResult, CreationChallengeResponse, DiscoverableAuthentication, DiscoverableKey, Passkey,
    PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Uuid,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::model::{PasskeyId, Stored};
use super::store;
use crate::base::{AccountId, Error, Result};
use crate::platform::Machines;
use crate::platform::config::Config;
use crate::web::Cx;
use crate::workspace::accounts::Account;

/// What a browser is asked, and the ticket that it sends back with the answer.
#[derive(serde::Serialize)]
pub struct Question {
    ticket: String,
    options: Value,
}

/// Whom a passkey proved.
pub struct Proven {
    /// Its owner.
    pub account: AccountId,
    /// Which one it was.
    pub passkey: PasskeyId,
    /// The passkey as it is to be stored from now on.
    pub(super) key: Passkey,
}

enum Challenge {
    /// Of whoever has a passkey for us.
    Anybody(DiscoverableAuthentication),
    /// Of that account.
    One(AccountId, PasskeyAuthentication),
}

/// Passkeys belong to a name; under a bare address there are none.
pub fn is_possible(config: &Config) -> bool {
    ceremony(config).is_ok()
}

fn ceremony(config: &Config) -> Result<Webauthn> {
    let refused = |_| Error::Conflict("factors-no-passkeys");
    let url = config.public_url.as_deref().unwrap_or("http://localhost");
    let url: Url = url.parse().map_err(|_| Error::Conflict("factors-no-passkeys"))?;
    let domain = url.domain().ok_or(Error::Conflict("factors-no-passkeys"))?;
    let builder = WebauthnBuilder::new(domain, &url).map_err(refused)?;
    builder.rp_name("Kantora").allow_any_port(config.public_url.is_none()).build().map_err(refused)
}

/// Begins to make a passkey.
pub fn begin(machines: &Machines, account: &Account, known: &[Stored]) -> Result<Question> {
    let known = known.iter().map(|stored| stored.key.cred_id().clone()).collect();
    let (made, state) = ceremony(&machines.config)?
        .start_passkey_registration(user(machines, account.id), &account.email, &account.name, Some(known))
        .map_err(Error::internal)?;
    Ok(Question { ticket: machines.moments.keep((account.id, state)), options: discoverable(&made)? })
}

/// A number for the authenticator that says nothing about the account.
fn user(machines: &Machines, account: AccountId) -> Uuid {
    let seal = machines.master_key.seal("passkey.user", &account.number().to_be_bytes());
    let mut half = [0; 16];
    half.copy_from_slice(&seal[..16]);
    Uuid::from_bytes(half)
}

/// Authenticators that can find the key by our name alone shall do so: then no e-mail address is typed.
fn discoverable(made: &CreationChallengeResponse) -> Result<Value> {
    let mut options = serde_json::to_value(&made.public_key)?;
    options["authenticatorSelection"]["residentKey"] = Value::from("preferred");
    Ok(options)
}

/// The passkey that the browser made for that account; `Invalid` if it did not answer our question.
pub fn finish(machines: &Machines, account: AccountId, ticket: &str, answer: &str) -> Result<Passkey> {
    let wrong = || Error::field("credential", "factors-passkey-wrong");
    let kept = machines.moments.take::<(AccountId, PasskeyRegistration)>(ticket);
    let (_, state) = kept.filter(|(owner, _)| *owner == account).ok_or_else(wrong)?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| wrong())?;
    ceremony(&machines.config)?.finish_passkey_registration(&answer, &state).map_err(|_| wrong())
}

/// Asks for a passkey: of the account if it is known, else of anybody.
pub fn ask(cx: &Cx, account: Option<AccountId>) -> Result<Question> {
    let webauthn = ceremony(&cx.machines.config)?;
    let (asked, challenge) = match account {
        Some(account) => {
            let known = cx.read(|view| store::list_passkeys(view, account))?;
            let keys: Vec<Passkey> = known.into_iter().map(|stored| stored.key).collect();
            let (asked, state) = webauthn.start_passkey_authentication(&keys).map_err(Error::internal)?;
            (asked, Challenge::One(account, state))
        }
        None => {
            let (asked, state) = webauthn.start_discoverable_authentication().map_err(Error::internal)?;
            (asked, Challenge::Anybody(state))
        }
    };
    let options = serde_json::to_value(&asked.public_key)?;
    Ok(Question { ticket: cx.machines.moments.keep(challenge), options })
}

/// Whom the answer proves; `Invalid` if nobody.
pub fn prove(cx: &Cx, ticket: &str, answer: &str) -> Result<Proven> {
    let wrong = || Error::field("credential", "factors-passkey-wrong");
    let challenge = cx.machines.moments.take::<Challenge>(ticket).ok_or_else(wrong)?;
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| wrong())?;
    let id = answer.get_credential_id();
    let stored = cx.read(|view| store::maybe_find_passkey(view, id))?.ok_or_else(wrong)?;
    let webauthn = ceremony(&cx.machines.config)?;
    let result = match challenge {
        Challenge::Anybody(state) => {
            webauthn.finish_discoverable_authentication_v2(&answer, state, DiscoverableKey::from(&stored.key))
        }
        Challenge::One(account, state) if account == stored.account => {
            webauthn.finish_passkey_authentication(&answer, &state)
        }
        Challenge::One(..) => return Err(wrong()),
    };
    let result = result.map_err(|_| wrong())?;
    is_verified(&result).then(|| proven(stored, &result)).ok_or_else(wrong)
}

/// A key that only noticed a touch proves that somebody was there, not who.
fn is_verified(result: &AuthenticationResult) -> bool {
    result.user_verified()
}

fn proven(mut stored: Stored, result: &AuthenticationResult) -> Proven {
    stored.key.update_credential(result);
    Proven { account: stored.account, passkey: stored.id, key: stored.key }
}
