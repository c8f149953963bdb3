//! Proof that whoever sits at a signed-in browser is its owner.

use super::super::{passwords, store};
use crate::base::{AccountId, Error, Fields, Result};
use crate::platform::passwords::Proof;
use crate::platform::throttle::Trial;
use crate::web::Cx;

/// The account that asks.
pub fn own(cx: &Cx) -> Result<AccountId> {
    cx.actor().account.ok_or(Error::Unauthenticated)
}

/// The person's password in that field, or `Invalid`; too many wrong ones are `Limited`.
pub async fn password(cx: &Cx, field: &'static str, typed: &Fields) -> Result<()> {
    let account = own(cx)?;
    let trial = Trial::new(cx.facts.address, &account.to_string());
    cx.machines.throttle.admit(&trial)?;
    let secret = cx.read(|view| store::find_secret(view, account))?;
    let password = Some(typed.raw(field)).filter(|password| passwords::is_plausible(password));
    let password = password.unwrap_or_default().to_owned();
    match cx.machines.passwords.prove(Some(secret.password_hash), password).await? {
        Proof::Wrong => {
            cx.machines.throttle.failed(&trial);
            Err(Error::field(field, "accounts-old-password-wrong"))
        }
        Proof::Right | Proof::RightButWeak => {
            cx.machines.throttle.passed(&trial);
            Ok(())
        }
    }
}
