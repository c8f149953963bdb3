//! Randomness, hashes of tokens, keys drawn from the installation's master key, and secrets locked with them.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::base::{Error, Result};

/// Random bytes from the kernel.
#[expect(clippy::disallowed_methods, reason = "this is the handle that everybody else takes randomness from")]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("a kernel without randomness cannot keep any secret");
    bytes
}

/// A secret that a stranger may hold, 128 bits as 26 letters and digits; store only its [`hash`].
pub fn token() -> String {
    data_encoding::BASE32_NOPAD.encode(&random::<16>()).to_ascii_lowercase()
}

/// SHA-256: how tokens and files are named in the database.
pub fn hash(bytes: impl AsRef<[u8]>) -> [u8; 32] {
    Sha256::digest(bytes.as_ref()).into()
}

/// The first byte of everything locked: with which key and cipher.
const LOCK: u8 = 1;
const NONCE: usize = 24;

/// The one column of the one row that a locked secret belongs to: moved to another place it does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The table.
    pub table: &'static str,
    /// The number of the row.
    pub row: i64,
    /// The column.
    pub column: &'static str,
}

impl Cell {
    fn bytes(self) -> Vec<u8> {
        format!("{}\0{}\0{}", self.table, self.row, self.column).into_bytes()
    }
}

/// The installation's master key, and what is drawn from it.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

impl MasterKey {
    /// From the key file.
    pub fn new(key: [u8; 32]) -> MasterKey {
        MasterKey(key)
    }

    /// A new key for a new installation.
    pub fn generate() -> MasterKey {
        MasterKey(random())
    }

    /// The bytes that go into the key file.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// A keyed hash of `message` for one purpose: two purposes never share a result.
    pub fn seal(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(message);
        mac.finalize().into_bytes().into()
    }
    /// Locks a secret for one place in the database (XChaCha20-Poly1305, a random nonce, the place as associated data).
    pub fn lock(&self, place: Cell, secret: &[u8]) -> Vec<u8> {
        let nonce = random::<NONCE>();
        let payload = Payload { msg: secret, aad: &place.bytes() };
        let locked = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .expect("the cipher only refuses secrets of many gigabytes");
        [&[LOCK][..], &nonce, &locked].concat()
    }

    /// Opens what [`MasterKey::lock`] gave for that place. An error names the place: the key file is another one, or
    /// the value was moved or damaged.
    pub fn open(&self, place: Cell, locked: &[u8]) -> Result<Vec<u8>> {
        let refused = || {
            let Cell { table, row, column } = place;
            Error::internal(format!(
                "{table}.{column} of row {row} does not open: is the master key the one that locked it?"
            ))
        };
        let rest = locked.strip_prefix(&[LOCK]).ok_or_else(refused)?;
        let (nonce, locked) = rest.split_first_chunk::<NONCE>().ok_or_else(refused)?;
        let payload = Payload { msg: locked, aad: &place.bytes() };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).map_err(|_| refused())
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.seal("lock", &[LOCK])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Cell = Cell { table: "mail_account", row: 7, column: "password" };

    #[test]
    fn a_locked_secret_opens_at_its_place_only() {
        let key = MasterKey::generate();

        let locked = key.lock(PLACE, b"correct horse");

        assert_eq!(key.open(PLACE, &locked).unwrap(), b"correct horse");
        assert!(key.open(Cell { row: 8, ..PLACE }, &locked).is_err());
        assert!(key.open(Cell { column: "user", ..PLACE }, &locked).is_err());
        assert!(MasterKey::generate().open(PLACE, &locked).is_err());
    }

    #[test]
    fn a_secret_locked_twice_looks_different_and_a_changed_byte_is_noticed() {
        let key = MasterKey::generate();
        let mut locked = key.lock(PLACE, b"correct horse");
        assert_ne!(locked, key.lock(PLACE, b"correct horse"));

        let last = locked.len() - 1;
        locked[last] ^= 1;

        assert!(key.open(PLACE, &locked).is_err());
        assert!(key.open(PLACE, &[]).is_err());
        assert!(key.open(PLACE, &[LOCK; 10]).is_err());
    }
}
