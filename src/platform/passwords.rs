//! Hashes of passwords: argon2id, two at once, each on a thread of its own.
//!
//! 19 MiB, two passes, one lane is the middle of the settings that OWASP holds to be equal; two at once bound what a
//! flood of sign-ins costs in memory and processors.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Argon2, Params};
use tokio::sync::Semaphore;

use super::crypto;
use crate::base::{Error, Result};

/// What a try at a password came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The right one.
    Right,
    /// The right one, stored with weaker parameters than today's: hash it again.
    RightButWeak,
    /// Another one, or there is none to be right.
    Wrong,
}

/// The machine that hashes; cheap to clone.
#[derive(Clone, Default)]
pub struct Passwords(Arc<Inner>);

struct Inner {
    turns: Semaphore,
    work: AtomicU64,
}

impl Default for Inner {
    fn default() -> Inner {
        Inner { turns: Semaphore::new(2), work: AtomicU64::new(0) }
    }
}

impl Passwords {
    /// The PHC string to store.
    pub async fn hash(&self, password: String) -> Result<String> {
        self.run(move || hash(&password)).await
    }

    /// The same for threads without a runtime: command line, demo.
    pub fn hash_blocking(&self, password: &str) -> Result<String> {
        self.0.work.fetch_add(1, Ordering::Relaxed);
        hash(password)
    }

    /// Compares a password with a stored PHC string. Without one the work is the same and the answer `Wrong`, so that
    /// nobody can tell by the clock whom we know.
    pub async fn prove(&self, stored: Option<String>, password: String) -> Result<Proof> {
        self.run(move || match stored.filter(|stored| !stored.is_empty()) {
            Some(stored) => prove(&stored, &password),
            None => hash(&password).map(|_| Proof::Wrong),
        })
        .await
    }

    /// How many hashes were computed so far.
    pub fn work(&self) -> u64 {
        self.0.work.load(Ordering::Relaxed)
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let _turn = self.0.turns.acquire().await.map_err(Error::internal)?;
        self.0.work.fetch_add(1, Ordering::Relaxed);
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
    }
}

fn hash(password: &str) -> Result<String> {
    let salt = SaltString::encode_b64(&crypto::random::<16>()).map_err(fault)?;
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt).map_err(fault)?.to_string())
}

fn prove(stored: &str, password: &str) -> Result<Proof> {
    let stored = PasswordHash::new(stored).map_err(fault)?;
    match Argon2::default().verify_password(password.as_bytes(), &stored) {
        Ok(()) if is_weak(&stored) => Ok(Proof::RightButWeak),
        Ok(()) => Ok(Proof::Right),
        Err(argon2::password_hash::Error::Password) => Ok(Proof::Wrong),
        Err(error) => Err(fault(error)),
    }
}

fn is_weak(stored: &PasswordHash) -> bool {
    let today = Params::DEFAULT;
    Params::try_from(stored).is_ok_and(|then| {
        then.m_cost() < today.m_cost() || then.t_cost() < today.t_cost() || then.p_cost() < today.p_cost()
    })
}

fn fault(error: argon2::password_hash::Error) -> Error {
    Error::internal(format!("password hash: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn try_it(stored: Option<&str>, password: &str) -> (Proof, u64) {
        let passwords = Passwords::default();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let proof =
            runtime.block_on(passwords.prove(stored.map(str::to_owned), password.to_owned())).unwrap();
        (proof, passwords.work())
    }

    #[test]
    fn only_the_password_itself_proves_right() {
        let stored = hash("correct horse").unwrap();

        assert_eq!(try_it(Some(&stored), "correct horse").0, Proof::Right);
        assert_eq!(try_it(Some(&stored), "correct horsf").0, Proof::Wrong);
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    #[test]
    fn a_stranger_costs_as_much_work_as_somebody_known() {
        let stored = hash("correct horse").unwrap();

        assert_eq!(try_it(Some(&stored), "wrong").1, 1);
        assert_eq!(try_it(None, "wrong"), (Proof::Wrong, 1));
        assert_eq!(try_it(Some(""), ""), (Proof::Wrong, 1));
    }

    #[test]
    fn a_hash_of_weaker_days_asks_to_be_renewed() {
        let weak = Argon2::from(Params::new(7 * 1024, 1, 1, None).unwrap());
        let salt = SaltString::encode_b64(&[1; 16]).unwrap();
        let stored = weak.hash_password(b"correct horse", &salt).unwrap().to_string();

        assert_eq!(try_it(Some(&stored), "correct horse").0, Proof::RightButWeak);
        assert_eq!(try_it(Some(&stored), "wrong").0, Proof::Wrong);
    }
}
