//! What somebody found out about a VAT number.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::{At, Fields, MemberId, Problems, Result, SubjectId, text};
use crate::billing::registers;
use crate::billing::taxes::Checked;
use crate::platform::queue::{Job, Lane};

/// The longest word on where somebody looked.
const REASON_LENGTH: usize = 200;

/// A VAT number that somebody has looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Valid or invalid.
    pub result: Checked,
    /// When they said so.
    pub at: At,
    /// Who.
    pub by: Option<MemberId>,
    /// Where they looked.
    pub reason: String,
}

/// What can be said of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckInput {
    /// Valid or invalid.
    pub result: Checked,
    /// Where somebody looked.
    pub reason: String,
}

impl CheckInput {
    /// What a number can turn out to be.
    pub const RESULTS: [Checked; 2] = [Checked::Valid, Checked::Invalid];

    /// Reads `result` and `reason`: without a place where somebody looked, it is no check.
    pub fn parse(fields: &Fields) -> Result<CheckInput> {
        let mut problems = Problems::default();
        let result = fields.first("result").parse().ok().filter(|result| Self::RESULTS.contains(result));
        if result.is_none() {
            problems.add("result", "customers-check-result-missing");
        }
        let reason = text::one_line(fields.first("reason"));
        if reason.is_empty() {
            problems.add("reason", "customers-check-reason-missing");
        } else if reason.chars().count() > REASON_LENGTH {
            problems.add("reason", "customers-too-long");
        }
        problems.finish(CheckInput { result: result.unwrap_or(Checked::Invalid), reason })
    }
}

impl CheckInput {
    /// What a register found, with its name and the number of the consultation.
    pub fn of_register(register: registers::Register, is_valid: bool, reference: &str) -> CheckInput {
        let result = if is_valid { Checked::Valid } else { Checked::Invalid };
        CheckInput { result, reason: format!("{} {reference}", register.name()).trim_end().to_owned() }
    }
}

/// Asks a register about the number of a customer, until it answers or that has become hopeless.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskRegister {
    /// Whose number.
    pub subject: SubjectId,
    /// Which register, by its stored word.
    pub register: String,
}

impl Job for AskRegister {
    const KIND: &'static str = "customers.ask-register";
    const LANE: Lane = Lane::Bulk;
    const LIMIT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Option<String> {
        Some(format!("{} {}", self.subject, self.register))
    }
}
