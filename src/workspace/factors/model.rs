//! Codes and keys.

use totp_rs::Builder;
use webauthn_rs::prelude::Passkey;

use crate::base::{AccountId, At, Error, Id, Result};
use crate::platform::crypto::{self, Cell, MasterKey};

/// The kind of [`PasskeyId`].
pub struct PasskeyKind;

/// The number of a passkey.
pub type PasskeyId = Id<PasskeyKind>;

/// What an account has besides its password.
#[derive(Debug, Clone, Default)]
pub struct Enrolled {
    /// Since when an authenticator app.
    pub app: Option<At>,
    /// Its passkeys, the oldest first.
    pub passkeys: Vec<KeyLine>,
    /// Recovery codes that are left.
    pub codes: u32,
}

impl Enrolled {
    /// Whether there is a second factor at all.
    pub fn is_any(&self) -> bool {
        self.app.is_some() || !self.passkeys.is_empty()
    }
}

/// A passkey as its owner sees it.
#[derive(Debug, Clone)]
pub struct KeyLine {
    pub id: PasskeyId,
    pub name: String,
    pub created_at: At,
    pub used_at: Option<At>,
}

/// A passkey as it proves somebody.
#[derive(Debug, Clone)]
pub struct Stored {
    pub id: PasskeyId,
    pub account: AccountId,
    pub key: Passkey,
}

/// How a passkey is found by what its authenticator calls it.
pub fn credential_id(key: &Passkey) -> Vec<u8> {
    AsRef::<[u8]>::as_ref(key.cred_id()).to_vec()
}

/// A hash is enough for the log: which key it was, and nothing else.
pub fn mark(key: &Passkey) -> String {
    data_encoding::HEXLOWER.encode(&crypto::hash(credential_id(key))[..4])
}

/// The secret that an authenticator app and we share: 160 bits.
pub struct AppSecret(Vec<u8>);

impl AppSecret {
    /// A new one.
    pub fn generate() -> AppSecret {
        AppSecret(crypto::random::<20>().to_vec())
    }

    /// As the person types it into an app that has no camera.
    pub fn shown(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.0)
    }

    /// What the QR code says to the app.
    pub fn address(&self, email: &str) -> String {
        let label = percent_encoding::utf8_percent_encode(email, percent_encoding::NON_ALPHANUMERIC);
        format!("otpauth://totp/Kantora:{label}?secret={}&issuer=Kantora", self.shown())
    }

    /// As it is stored, and as it travels through the form that sets it up.
    pub fn lock(&self, key: &MasterKey, account: AccountId) -> Vec<u8> {
        key.lock(cell(account), &self.0)
    }

    /// The secret that was locked for the account.
    pub fn open(key: &MasterKey, account: AccountId, locked: &[u8]) -> Result<AppSecret> {
        key.open(cell(account), locked).map(AppSecret)
    }

    /// The step of that code, if it is the code of that moment's step, and the step is later than the last one. No step
    /// before or after counts: a code lives for 30 seconds at most (ASVS 6.5.5).
    pub fn accept(&self, code: &str, at: At, last_step: i64) -> Option<i64> {
        let totp = Builder::new().with_secret(self.0.clone()).with_skew(0).build().ok()?;
        let seconds = u64::try_from(at.0 / 1000).ok()?;
        let step = i64::try_from(totp.check(code, seconds)?).ok()?;
        (step > last_step).then_some(step)
    }
}

fn cell(account: AccountId) -> Cell {
    Cell { table: "totp", row: account.number(), column: "secret" }
}

/// How many recovery codes a person gets.
pub const CODES: usize = 10;

/// A way in for the day the phone is lost: 120 random bits, so that a plain hash keeps it (ASVS 6.5.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// A new one.
    pub fn generate() -> RecoveryCode {
        RecoveryCode(data_encoding::BASE32_NOPAD.encode(&crypto::random::<15>()).to_ascii_lowercase())
    }

    /// In groups of four, to be written down.
    pub fn shown(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }

    /// How the database knows it.
    pub fn hash(&self) -> [u8; 32] {
        crypto::hash(&self.0)
    }
}

/// What a person types where a code is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// Six digits from the app.
    App(String),
    /// One of the recovery codes.
    Recovery(RecoveryCode),
}

impl std::str::FromStr for Code {
    type Err = Error;

    /// Blanks and hyphens do not matter, nor does case.
    fn from_str(text: &str) -> Result<Code> {
        let code: String = text.chars().filter(|letter| letter.is_ascii_alphanumeric()).take(40).collect();
        let is_digits = code.bytes().all(|byte| byte.is_ascii_digit());
        match code.len() {
            6 if is_digits => Ok(Code::App(code)),
            24 => Ok(Code::Recovery(RecoveryCode(code.to_ascii_lowercase()))),
            _ => Err(Error::field("code", "factors-code-wrong")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    fn known() -> AppSecret {
        AppSecret(b"12345678901234567890".to_vec())
    }

    #[test]
    fn codes_of_rfc_6238_are_accepted_within_their_step_and_once() {
        let at = |seconds: i64| At(seconds * 1000);

        assert_eq!(known().accept("287082", at(29), 0), None);
        assert_eq!(known().accept("287082", at(30), 0), Some(1));
        assert_eq!(known().accept("287082", at(59), 0), Some(1));
        assert_eq!(known().accept("287082", at(60), 0), None);
        assert_eq!(known().accept("287082", at(59), 1), None);
        assert_eq!(known().accept("081804", at(1_111_111_109), 0), Some(37_037_036));
        assert_eq!(known().accept("081805", at(1_111_111_109), 0), None);
    }

    #[test]
    fn what_people_type_is_read_without_blanks_and_hyphens() {
        let code = RecoveryCode::generate();
        let typed = |text: &str| text.parse::<Code>().ok();

        assert_eq!(typed(" 287 082 "), Some(Code::App("287082".into())));
        assert_eq!(typed(&code.shown()), Some(Code::Recovery(code.clone())));
        assert_eq!(typed(&code.shown().to_uppercase().replace('-', " ")), Some(Code::Recovery(code)));
        assert_eq!(typed("28708"), None);
        assert_eq!(typed(""), None);
    }

    #[test]
    fn a_secret_opens_for_its_own_account_only() {
        let key = MasterKey::generate();
        let locked = known().lock(&key, AccountId::new(1));

        assert_eq!(AppSecret::open(&key, AccountId::new(1), &locked).unwrap().shown(), known().shown());
        assert!(AppSecret::open(&key, AccountId::new(2), &locked).is_err());
    }

    #[test]
    fn the_app_is_told_who_asks_and_for_whom() {
        let address = known().address("ana@rila.example");

        assert!(address.starts_with("otpauth://totp/Kantora:ana%40rila%2Eexample?secret=GEZDGNBVGY3TQOJQ"));
    }
}
