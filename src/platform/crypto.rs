//! Randomness, hashes of tokens, and keys drawn from the installation's master key.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

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
}
