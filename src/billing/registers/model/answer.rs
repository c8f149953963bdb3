//! Reading what registers answer.

use serde_json::Value;

use super::{Question, Register, Trouble};
use crate::base::text;

/// The longest name and line that is kept.
const LINE_LENGTH: usize = 200;

/// What a register says of a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// Whether it was given to somebody and still counts.
    pub is_valid: bool,
    /// To whom; empty: it does not say.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// Postal code.
    pub postcode: String,
    /// The number of the consultation; empty: it gives none.
    pub reference: String,
}

impl Finding {
    /// Reads the answer to that question. What is about another number is no answer.
    pub fn read(question: &Question, status: u16, body: &[u8]) -> Result<Finding, Trouble> {
        if matches!(status, 429 | 500..=599) {
            return Err(Trouble::Busy);
        }
        if matches!(status, 401 | 403) {
            return Err(Trouble::Refused);
        }
        let said: Option<Value> = serde_json::from_slice(body).ok();
        match (question.register, status) {
            (Register::Vies, _) => of_vies(question, &said.ok_or(Trouble::Unreadable)?),
            (_, 404) if is_unknown(question.register, said.as_ref()) => Ok(Finding::default()),
            (Register::Hmrc, 200) => of_hmrc(question, &said.ok_or(Trouble::Unreadable)?),
            (Register::Companies, 200) => of_companies(question, &said.ok_or(Trouble::Unreadable)?),
            _ => Err(Trouble::Unreadable),
        }
    }

    /// The address in one line.
    pub fn address(&self) -> String {
        let place = format!("{} {}", self.postcode, self.city);
        let parts = [self.street.trim(), place.trim()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// Whether a 404 is the register's word on the number, not a wrong path: both say so in a body of their own.
fn is_unknown(register: Register, said: Option<&Value>) -> bool {
    let Some(said) = said else { return false };
    match register {
        Register::Hmrc => said["code"] == "NOT_FOUND",
        _ => said["errors"][0]["error"] == "company-profile-not-found",
    }
}

fn of_vies(question: &Question, said: &Value) -> Result<Finding, Trouble> {
    if said["actionSucceed"] == false {
        return match said["errorWrappers"][0]["error"].as_str() {
            Some("INVALID_INPUT") => Ok(Finding::default()),
            Some("INVALID_REQUESTER_INFO" | "VAT_BLOCKED" | "IP_BLOCKED") => Err(Trouble::Refused),
            Some(_) => Err(Trouble::Busy),
            None => Err(Trouble::Unreadable),
        };
    }
    let number = format!("{}{}", word(&said["countryCode"]), word(&said["vatNumber"]));
    let is_valid = said["valid"].as_bool().ok_or(Trouble::Unreadable)?;
    if !is_same(&number, &question.number) {
        return Err(Trouble::Unreadable);
    }
    let (street, postcode, city) = split(said["address"].as_str().unwrap_or_default());
    let reference = word(&said["requestIdentifier"]);
    Ok(Finding { is_valid, name: word(&said["name"]), street, city, postcode, reference })
}

fn of_hmrc(question: &Question, said: &Value) -> Result<Finding, Trouble> {
    let target = &said["target"];
    let number = word(&target["vatNumber"]);
    if !is_same(&number, question.number.trim_start_matches("GB")) {
        return Err(Trouble::Unreadable);
    }
    let address = &target["address"];
    let lines = ["line1", "line2", "line3", "line4", "line5"].map(|line| word(&address[line]));
    let mut lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    let city = if lines.len() > 1 { lines.pop().unwrap_or_default() } else { String::new() };
    Ok(Finding {
        is_valid: true,
        name: word(&target["name"]),
        street: lines.join(", "),
        city,
        postcode: word(&address["postcode"]),
        reference: word(&said["consultationNumber"]),
    })
}

/// A company that was dissolved or is being wound up keeps its number; it counts while it is active.
fn of_companies(question: &Question, said: &Value) -> Result<Finding, Trouble> {
    let number = word(&said["company_number"]);
    if !is_same(&number, &question.number) {
        return Err(Trouble::Unreadable);
    }
    let status = word(&said["company_status"]);
    let address = &said["registered_office_address"];
    let lines = ["address_line_1", "address_line_2"].map(|line| word(&address[line]));
    Ok(Finding {
        is_valid: matches!(status.as_str(), "active" | "open"),
        name: word(&said["company_name"]),
        street: lines.iter().filter(|line| !line.is_empty()).cloned().collect::<Vec<_>>().join(", "),
        city: word(&address["locality"]),
        postcode: word(&address["postal_code"]),
        reference: status,
    })
}

/// A text in one line; what stands for nothing is nothing.
fn word(value: &Value) -> String {
    let line: String = text::one_line(value.as_str().unwrap_or_default()).chars().take(LINE_LENGTH).collect();
    if line.chars().all(|letter| letter == '-') { String::new() } else { line }
}

/// Whether both are one number, however they are written.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |number: &str| -> String {
        let letters = number.chars().filter(char::is_ascii_alphanumeric);
        letters.map(|letter| letter.to_ascii_uppercase()).collect()
    };
    plain(one).trim_start_matches('0') == plain(other).trim_start_matches('0')
}

/// Street, postal code and town of an address in lines; in one line, what stands behind the last comma is the town.
fn split(address: &str) -> (String, String, String) {
    let is_said = |line: &String| !line.is_empty() && !line.chars().all(|letter| letter == '-');
    let lines = |between: char| -> Vec<String> {
        address.split(between).map(text::one_line).filter(is_said).collect()
    };
    let mut lines = match lines('\n') {
        lines if lines.len() > 1 => lines,
        _ => lines(','),
    };
    let last = if lines.len() > 1 { lines.pop().unwrap_or_default() } else { String::new() };
    let street: String = lines.join(", ").chars().take(LINE_LENGTH).collect();
    let has_digit = |word: &str| word.len() > 2 && word.bytes().any(|byte| byte.is_ascii_digit());
    let (postcode, city) = match (last.split_once(' '), last.rsplit_once(' ')) {
        (Some((first, rest)), _) if has_digit(first) => (first, rest),
        (_, Some((rest, end))) if has_digit(end) => (end, rest),
        _ => ("", last.as_str()),
    };
    let city = ["гр.", "с."].iter().find_map(|kind| city.strip_prefix(kind)).unwrap_or(city);
    (street, postcode.to_owned(), city.trim().chars().take(LINE_LENGTH / 2).collect())
}
