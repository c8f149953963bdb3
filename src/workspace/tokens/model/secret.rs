//! The token itself: how it is made, known again and found in a text.

use crate::platform::crypto;

const PREFIX: &str = "kantora_";
/// Random letters and digits: 178 bits.
const BODY: usize = 30;
/// Letters and digits that check the others.
const CHECK: usize = 6;
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A token as a program holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one.
    pub fn generate() -> Secret {
        let mut body = String::with_capacity(BODY);
        while body.len() < BODY {
            // Above the last multiple of 62 the first digits would come more often.
            let fair = crypto::random::<32>().into_iter().filter(|byte| *byte < 62 * 4);
            body.extend(fair.map(|byte| char::from(DIGITS[usize::from(byte % 62)])));
        }
        body.truncate(BODY);
        let check = check(&body);
        Secret(format!("{PREFIX}{body}{check}"))
    }

    /// What a program sent, if it can be a token at all: its form is right and its check fits.
    pub fn read(text: &str) -> Option<Secret> {
        let rest = text.strip_prefix(PREFIX)?;
        let is_formed = rest.len() == BODY + CHECK && rest.bytes().all(|byte| DIGITS.contains(&byte));
        let fits = is_formed && check(&rest[..BODY]) == rest[BODY..];
        fits.then(|| Secret(text.to_owned()))
    }

    /// Whether a token stands somewhere in that text.
    pub fn is_in(text: &str) -> bool {
        let whole = PREFIX.len() + BODY + CHECK;
        text.match_indices(PREFIX)
            .any(|(at, _)| text.get(at..at + whole).is_some_and(|part| Secret::read(part).is_some()))
    }

    /// How the database knows it.
    pub fn hash(&self) -> [u8; 32] {
        crypto::hash(&self.0)
    }

    /// Its last letters, by which people tell one from another.
    pub fn ending(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }

    /// The whole token, to be shown once.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Six digits of base 62 that hold the CRC-32 of the body.
fn check(body: &str) -> String {
    let mut rest = crc32(body.as_bytes());
    let mut digits = [b'0'; CHECK];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[(rest % 62) as usize];
        rest /= 62;
    }
    digits.iter().copied().map(char::from).collect()
}

/// CRC-32 as in zip and Ethernet (ITU-T V.42).
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_check_is_the_common_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_token_is_known_again_and_no_two_are_alike() {
        let (one, other) = (Secret::generate(), Secret::generate());

        assert!(Secret::read(one.reveal()).is_some_and(|read| read == one));
        assert_eq!(one.reveal().len(), 44);
        assert!(one != other);
    }

    #[test]
    fn a_token_is_found_in_an_address() {
        let token = Secret::generate();

        assert!(Secret::is_in(&format!("/api/v1/contacts?key={}&x=1", token.reveal())));
        assert!(!Secret::is_in("/api/v1/contacts?q=kantora_is_a_name_that_may_be_looked_for_here"));
    }

    proptest! {
        #[test]
        fn one_wrong_letter_is_noticed(place in 8usize..44, letter in 0usize..62) {
            let token = Secret::generate();
            let mut wrong = token.reveal().as_bytes().to_vec();
            prop_assume!(wrong[place] != DIGITS[letter]);
            wrong[place] = DIGITS[letter];
            prop_assert!(Secret::read(std::str::from_utf8(&wrong).unwrap()).is_none());
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,60}") {
            prop_assert!(Secret::read(&text).is_none());
            let address = format!("kantora_{text}");
            prop_assert!(!Secret::is_in(&address));
        }
    }
}
