//! Which passwords are good enough, and how one is chosen.
//!
//! Length and guessability count, no rules of composition (ASVS 6.2). zxcvbn knows the passwords of past breaches and
//! gets the person's own words besides: name, address, company, product.

use zxcvbn::Score;

use super::model::PasswordHash;
use crate::base::{Error, Result};
use crate::platform::Machines;

const SHORTEST: usize = 8;
const LONGEST: usize = 1024;

/// Holds a new password against the rules and hashes it. `own_words` are texts that an acquaintance would try.
/// A weak one is `Invalid` on the field `field`.
pub async fn choose(
    machines: &Machines,
    field: &'static str,
    password: &str,
    own_words: &[&str],
) -> Result<PasswordHash> {
    let (typed, words) = (password.to_owned(), pieces(own_words));
    let judged = tokio::task::spawn_blocking(move || judge(&typed, &words)).await.map_err(Error::internal)?;
    judged.map_err(|key| Error::field(field, key))?;
    machines.passwords.hash(password.to_owned()).await.map(PasswordHash)
}

/// The same for threads without a runtime: command line, demo.
pub fn choose_blocking(
    machines: &Machines,
    field: &'static str,
    password: &str,
    own_words: &[&str],
) -> Result<PasswordHash> {
    judge(password, &pieces(own_words)).map_err(|key| Error::field(field, key))?;
    machines.passwords.hash_blocking(password).map(PasswordHash)
}

/// Whether a password can be one at all; longer texts are not hashed.
pub fn is_plausible(password: &str) -> bool {
    password.chars().take(LONGEST + 1).count() <= LONGEST
}

fn judge(password: &str, own_words: &[String]) -> Result<(), &'static str> {
    if password.chars().take(SHORTEST).count() < SHORTEST {
        return Err("accounts-password-short");
    }
    if !is_plausible(password) {
        return Err("accounts-password-long");
    }
    let words: Vec<&str> = own_words.iter().map(String::as_str).collect();
    match zxcvbn::zxcvbn(password, &words).score() {
        Score::Three | Score::Four => Ok(()),
        _ => Err("accounts-password-weak"),
    }
}

/// The words and their parts: `ana@rila.example` also gives `ana`, `rila`, `example`.
fn pieces(own_words: &[&str]) -> Vec<String> {
    let split = |word: &str| {
        word.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut pieces = vec!["kantora".to_owned()];
    for word in own_words {
        pieces.push((*word).to_owned());
        pieces.extend(split(word).into_iter().filter(|piece| piece.chars().count() > 2));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(password: &str) -> Result<(), &'static str> {
        judge(password, &pieces(&["Ana Petrova", "ana@rilajoinery.example"]))
    }

    #[test]
    fn length_counts_and_composition_does_not() {
        assert_eq!(judged("Aa1!xyz"), Err("accounts-password-short"));
        assert_eq!(judged("seven lazy otters"), Ok(()));
        assert_eq!(judged("седем мързеливи видри"), Ok(()));
        assert_eq!(judged(&"a long story ".repeat(79)), Err("accounts-password-long"));
    }

    #[test]
    fn what_others_would_try_is_refused() {
        for password in ["password123", "qwertyuiop", "kantora2026", "petrova1985", "rilajoinery1"] {
            assert_eq!(judged(password), Err("accounts-password-weak"), "{password}");
        }
    }
}
