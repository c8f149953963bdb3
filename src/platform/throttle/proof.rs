//! Work instead of waiting: a puzzle of our own that costs a browser seconds, and whoever guesses many passwords days.
//!
//! The browser looks for a number that, hashed behind the puzzle's random letters, gives enough zero bits in front. The
//! puzzle is sealed: it says for whose secret, from where, how hard and until when, so nothing is remembered of it
//! before it is used, and then only that it was.

use std::fmt;
use std::time::Duration;

use data_encoding::BASE64URL_NOPAD as BASE64;
use subtle::ConstantTimeEq;

use crate::base::At;
use crate::platform::crypto::{self, MasterKey};

/// How long a puzzle is good for.
const LENGTH: Duration = Duration::from_secs(10 * 60);

/// A puzzle whose answer lets one try through at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Puzzle {
    /// Zero bits that the hash must begin with.
    pub bits: u32,
    /// When it is over.
    pub ends_at: At,
    letters: String,
    seal: String,
}

impl Puzzle {
    /// A new one for whoever is meant by `scope`.
    pub(super) fn new(key: &MasterKey, scope: &[u8; 32], bits: u32, now: At) -> Puzzle {
        let letters = BASE64.encode(&crypto::random::<16>());
        let ends_at = now.plus(LENGTH);
        let seal = seal(key, scope, &head(bits, ends_at, &letters));
        Puzzle { bits, ends_at, letters, seal }
    }

    /// The puzzle behind an answer, if it was ours for that scope, is not over and is solved. Once is for the caller.
    pub(super) fn solved(key: &MasterKey, scope: &[u8; 32], answer: &str, now: At) -> Option<Puzzle> {
        let mut parts = answer.split('.');
        let (bits, ends_at, letters) = (parts.next()?, parts.next()?, parts.next()?);
        let (seal_sent, number) = (parts.next()?, parts.next()?);
        let (bits, ends_at): (u32, At) = (bits.parse().ok()?, At(ends_at.parse().ok()?));
        let sealed = seal(key, scope, &head(bits, ends_at, letters));
        let is_ours: bool = sealed.as_bytes().ct_eq(seal_sent.as_bytes()).into();
        let is_short = number.len() <= 16 && number.bytes().all(|digit| digit.is_ascii_digit());
        let is_solved = is_ours && is_short && now < ends_at && zeros(letters, number) >= bits;
        is_solved.then(|| Puzzle { bits, ends_at, letters: letters.to_owned(), seal: sealed })
    }

    /// What is used up.
    pub(super) fn name(&self) -> &str {
        &self.letters
    }
}

/// As a page carries it; the answer is the same with a point and the number behind.
impl fmt::Display for Puzzle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", head(self.bits, self.ends_at, &self.letters), self.seal)
    }
}

fn head(bits: u32, ends_at: At, letters: &str) -> String {
    format!("{bits}.{}.{letters}", ends_at.0)
}

fn seal(key: &MasterKey, scope: &[u8; 32], head: &str) -> String {
    BASE64.encode(&key.seal("puzzle", &[scope, head.as_bytes()].concat()))
}

/// How many zero bits the hash of the letters and the number begins with.
fn zeros(letters: &str, number: &str) -> u32 {
    let hash = crypto::hash(format!("{letters}.{number}"));
    let first = hash.first_chunk::<8>().copied().unwrap_or_default();
    u64::from_be_bytes(first).leading_zeros()
}

#[cfg(test)]
pub(super) fn solve(puzzle: &Puzzle) -> String {
    let number = (0u64..).find(|number| zeros(&puzzle.letters, &number.to_string()) >= puzzle.bits);
    format!("{puzzle}.{}", number.unwrap())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: At = At(1_772_445_600_000);
    const SCOPE: [u8; 32] = [3; 32];

    fn solved(answer: &str, scope: [u8; 32], minutes: u64) -> bool {
        let now = NOW.plus(Duration::from_secs(60 * minutes));
        Puzzle::solved(&MasterKey::new([1; 32]), &scope, answer, now).is_some()
    }

    #[test]
    fn an_answer_counts_for_its_own_puzzle_until_that_is_over() {
        let answer = solve(&Puzzle::new(&MasterKey::new([1; 32]), &SCOPE, 8, NOW));

        assert!(solved(&answer, SCOPE, 0));
        assert!(solved(&answer, SCOPE, 9));
        assert!(!solved(&answer, SCOPE, 10));
        assert!(!solved(&answer, [4; 32], 0));
    }

    #[test]
    fn a_puzzle_made_easier_later_or_by_somebody_else_is_none() {
        let answer = solve(&Puzzle::new(&MasterKey::new([1; 32]), &SCOPE, 8, NOW));
        let strange = solve(&Puzzle::new(&MasterKey::new([2; 32]), &SCOPE, 8, NOW));
        let rest = answer.split_once('.').unwrap().1;
        let unsolved = answer.rsplit_once('.').unwrap().0;

        for forged in
            [strange, format!("1.{rest}"), unsolved.to_owned(), format!("{unsolved}.x"), "....".into()]
        {
            assert!(!solved(&forged, SCOPE, 0), "{forged}");
        }
    }
}
