//! How a subcommand ended: a sentence for people, a number for scripts.

use std::fmt;
use std::process::ExitCode;

use crate::across::backup;
use crate::base::{Error, Language};
use crate::platform::config::Refusal;
use crate::platform::folder::Blocked;
use crate::platform::i18n;

/// The meaning of an exit code that is not 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The machine or the program failed.
    Failed = 1,
    /// What was typed makes no sense; clap ends with it too.
    Usage = 2,
    /// The configuration is refused.
    Config = 3,
    /// The data folder cannot be used: none there, somebody else's, or in use.
    Folder = 4,
    /// A check found damage.
    Damaged = 5,
    /// The product's own rules say no: not found, not valid, not possible now.
    Refused = 6,
}

/// The codes, for the end of the long help.
pub const HELP: &str = "\
Exit codes:
  0  done
  1  the machine or the program failed
  2  what was typed was not understood
  3  the configuration is refused
  4  the data folder cannot be used: missing, somebody else's, or in use
  5  a check found damage
  6  refused: not found, not valid, or not possible now";

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> ExitCode {
        ExitCode::from(ending as u8)
    }
}

/// Why a subcommand did not do what was asked.
#[derive(Debug)]
pub struct Failure {
    /// What the shell is told.
    pub ending: Ending,
    sentence: String,
}

impl Failure {
    /// Ends with that code and that sentence.
    pub fn new(ending: Ending, sentence: impl Into<String>) -> Failure {
        Failure { ending, sentence: sentence.into() }
    }

    /// The product's rules say no.
    pub fn refused(sentence: impl Into<String>) -> Failure {
        Failure::new(Ending::Refused, sentence)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sentence)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::new(Ending::Config, format!("the configuration is refused:\n{refusal}"))
    }
}

impl From<Blocked> for Failure {
    fn from(blocked: Blocked) -> Failure {
        Failure::new(Ending::Folder, blocked.to_string())
    }
}

impl From<backup::Fault> for Failure {
    fn from(fault: backup::Fault) -> Failure {
        let ending = match fault {
            backup::Fault::Damaged(_) => Ending::Damaged,
            backup::Fault::Occupied(_) | backup::Fault::Newer(_) => Ending::Refused,
            backup::Fault::Database(error) => return error.into(),
            backup::Fault::NoRoom { .. } | backup::Fault::Machine(..) => Ending::Failed,
        };
        Failure::new(ending, fault.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::new(Ending::Failed, error.to_string())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let message = |key: &str| i18n::message(Language::En, key).to_owned();
        match error {
            Error::Invalid(problems) => {
                let lines =
                    problems.iter().map(|problem| format!("{}: {}", problem.field, message(&problem.key)));
                Failure::refused(lines.collect::<Vec<_>>().join("\n"))
            }
            Error::Conflict(key) => Failure::refused(message(key)),
            Error::Unavailable(key) => Failure::new(Ending::Failed, message(key)),
            Error::Internal(cause) => Failure::new(Ending::Failed, cause.to_string()),
            other => Failure::refused(other.to_string()),
        }
    }
}
