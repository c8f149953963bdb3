//! A letter as its row knows it, and the states that it passes through.

mod account;
pub mod domain;

use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::{AccountId, At, Error, Id, Language};
use crate::platform::mailer::{Trouble, Undelivered};
use crate::platform::queue::{Job, Lane};

pub use account::{MailAccount, StoredAccount};

/// The kind of [`LetterId`].
pub struct LetterKind;

/// The number of a letter.
pub type LetterId = Id<LetterKind>;

/// Tries before a letter is given up; the queue spreads them over two days.
const MOST_TRIES: u32 = 12;
/// How long a letter without a way out is kept for one.
pub const HELD_FOR: Duration = Duration::from_secs(7 * 86_400);
/// How long a letter that came to rest is remembered: over a quarter one may still ask whether it went; then who wrote
/// to whom is nobody's business any more.
pub const KEPT_FOR: Duration = Duration::from_secs(90 * 86_400);

/// Whoever gets a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The mail address.
    pub address: String,
    /// The name; empty: not known.
    pub name: String,
    /// The language of the letter.
    pub language: Language,
    /// Their account, if they have one.
    pub account: Option<AccountId>,
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// For its turn.
    Waiting,
    /// Its words were made; the server does not have them yet.
    Sending,
    /// The server gets its words; the answer is not here yet.
    Handed,
    /// The server has taken it.
    Sent,
    /// There is no way out.
    Held,
    /// Tried too often, or held too long.
    Failed,
    /// The server refused it for good.
    Bounced,
    /// It broke off while it was handed over.
    Unclear,
    /// When its turn came there was no reason for it any more.
    Needless,
}

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The server has it.
    Sent,
    /// No reason for it any more.
    Needless,
    /// No way out.
    NoWay,
    /// Not taken: the key of why, and what the server said.
    Later(&'static str, String),
    /// Refused for good.
    Never(&'static str, String),
    /// Nobody knows.
    Unclear(String),
}

impl State {
    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Sending => "sending",
            State::Handed => "handed",
            State::Sent => "sent",
            State::Held => "held",
            State::Failed => "failed",
            State::Bounced => "bounced",
            State::Unclear => "unclear",
            State::Needless => "needless",
        }
    }

    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            State::Waiting => "email-state-waiting",
            State::Sending | State::Handed => "email-state-sending",
            State::Sent => "email-state-sent",
            State::Held => "email-state-held",
            State::Failed => "email-state-failed",
            State::Bounced => "email-state-bounced",
            State::Unclear => "email-state-unclear",
            State::Needless => "email-state-needless",
        }
    }

    /// A person wants it to go again, after so many tries: `Conflict` unless it has come to rest without having been
    /// sent, or waits for its next try.
    pub fn again(self, tries: u32) -> Result<State, Error> {
        match self {
            State::Held | State::Failed | State::Bounced | State::Unclear => Ok(State::Waiting),
            State::Waiting if tries > 0 => Ok(State::Waiting),
            _ => Err(Error::Conflict("email-not-over")),
        }
    }

    /// What a job that takes the letter up makes of it; none if nothing is left to do. Found `sending`, the try was cut
    /// off before the server had anything; found `handed`, nobody knows.
    pub fn taken_up(self) -> Option<State> {
        match self {
            State::Waiting | State::Sending => Some(State::Sending),
            State::Handed => Some(State::Unclear),
            _ => None,
        }
    }

    /// The server is about to get the words; `Conflict` if somebody else has taken the letter.
    pub fn handed_over(self) -> Result<State, Error> {
        if self == State::Sending { Ok(State::Handed) } else { Err(Error::Conflict("email-taken")) }
    }

    /// Where a letter of so many tries stands after this one.
    pub fn after(ending: &Ending, tries: u32) -> State {
        match ending {
            Ending::Sent => State::Sent,
            Ending::Needless => State::Needless,
            Ending::NoWay => State::Held,
            Ending::Later(..) if tries < MOST_TRIES => State::Waiting,
            Ending::Later(..) => State::Failed,
            Ending::Never(..) => State::Bounced,
            Ending::Unclear(_) => State::Unclear,
        }
    }
}

impl FromStr for State {
    type Err = Error;

    fn from_str(code: &str) -> Result<State, Error> {
        use State::*;
        [Waiting, Sending, Handed, Sent, Held, Failed, Bounced, Unclear, Needless]
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or(Error::Malformed("state of a letter"))
    }
}

impl Ending {
    /// The key of why it did not end well; empty if it did.
    pub fn problem(&self) -> &'static str {
        match self {
            Ending::Sent | Ending::Needless => "",
            Ending::NoWay => "email-problem-no-way",
            Ending::Later(key, _) | Ending::Never(key, _) => key,
            Ending::Unclear(_) => "email-problem-unclear",
        }
    }

    /// What the server said.
    pub fn said(&self) -> &str {
        match self {
            Ending::Later(_, said) | Ending::Never(_, said) | Ending::Unclear(said) => said,
            Ending::Sent | Ending::Needless | Ending::NoWay => "",
        }
    }
}

impl From<Undelivered> for Ending {
    fn from(undelivered: Undelivered) -> Ending {
        match undelivered {
            Undelivered::Later(trouble, said) => Ending::Later(problem(trouble), said),
            Undelivered::Never(trouble, said) => Ending::Never(problem(trouble), said),
            Undelivered::Unclear(said) => Ending::Unclear(said),
        }
    }
}

/// The key of a trouble.
fn problem(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Forbidden => "email-problem-forbidden",
        Trouble::Unreachable => "email-problem-unreachable",
        Trouble::Silent => "email-problem-silent",
        Trouble::Plain => "email-problem-plain",
        Trouble::Certificate => "email-problem-certificate",
        Trouble::SignIn => "email-problem-sign-in",
        Trouble::Busy => "email-problem-busy",
        Trouble::Refused => "email-problem-refused",
        Trouble::Broken => "email-problem-broken",
        Trouble::Unclear => "email-problem-unclear",
        Trouble::Address => "email-problem-address",
        Trouble::Folder => "email-problem-folder",
    }
}

/// A letter as its row knows it: never its words.
#[derive(Debug, Clone)]
pub struct Posted {
    /// Its number.
    pub id: LetterId,
    /// What writes the words.
    pub kind: String,
    /// The key of what it is called.
    pub name: String,
    /// Whoever gets it.
    pub to: Recipient,
    /// The ids of what it is about, as JSON.
    pub payload: String,
    /// Where it stands.
    pub state: State,
    /// How often it was tried.
    pub tries: u32,
    /// The key of why the last try did not end well; empty: it did, or there was none.
    pub problem: String,
    /// What the server said to it.
    pub said: String,
    /// Its name in the world; empty before the first try.
    pub message_id: String,
    /// Since when it waits.
    pub created_at: At,
    /// When the server took it.
    pub sent_at: Option<At>,
}

/// Sends one letter.
#[derive(Debug, Serialize, Deserialize)]
pub struct Deliver {
    /// Its number.
    pub letter: LetterId,
}

impl Job for Deliver {
    const KIND: &'static str = "email.deliver";
    const LANE: Lane = Lane::Mail;
    // Longer than a conversation at the longest time-out: 60 s, the letter itself four times that, the farewell.
    const LIMIT: Duration = Duration::from_secs(400);

    fn dedupe(&self) -> Option<String> {
        Some(self.letter.to_string())
    }
}

/// Looks after letters that wait for a way out.
#[derive(Debug, Serialize, Deserialize)]
pub struct Release {}

impl Job for Release {
    const KIND: &'static str = "email.release";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

/// Forgets letters that came to rest long ago.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sweep {}

impl Job for Sweep {
    const KIND: &'static str = "email.sweep";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(600);

    fn dedupe(&self) -> Option<String> {
        Some(String::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_may_have_arrived_never_goes_again_by_itself() {
        assert_eq!(State::Sending.taken_up(), Some(State::Sending));
        assert_eq!(State::Handed.taken_up(), Some(State::Unclear));
        for over in [State::Sent, State::Held, State::Failed, State::Bounced, State::Unclear, State::Needless]
        {
            assert_eq!(over.taken_up(), None);
            assert!(over.handed_over().is_err());
        }
    }

    #[test]
    fn a_letter_is_given_up_after_twelve_tries_and_bounces_at_once() {
        let later = Ending::Later("email-problem-busy", "451 later".into());
        let never = Ending::Never("email-problem-refused", "550 no".into());

        assert_eq!(State::after(&later, 11), State::Waiting);
        assert_eq!(State::after(&later, 12), State::Failed);
        assert_eq!(State::after(&never, 1), State::Bounced);
        assert_eq!(State::after(&Ending::Unclear(String::new()), 1), State::Unclear);
    }

    #[test]
    fn a_letter_that_waits_goes_at_once_only_after_a_try() {
        assert_eq!(State::Waiting.again(1).unwrap(), State::Waiting);
        assert!(State::Waiting.again(0).is_err());
        for busy in [State::Sending, State::Handed, State::Sent, State::Needless] {
            assert!(busy.again(1).is_err());
        }
    }
}
