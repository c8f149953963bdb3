//! Registers, what they are asked, and what is known from them.

mod answer;

use crate::base::words::words;
use crate::base::{At, Fields, MemberId, Problems, Result, SubjectId};

pub use answer::Finding;

/// The letters in front of VAT numbers that VIES knows: the Union's members, Greece as `EL`, and Northern Ireland.
const UNION: [&str; 28] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
];
/// A register that does not answer is asked that often: the queue's tries take two days.
const MOST_TRIES: u32 = 11;
/// The longest part of a key.
const KEY_LENGTH: usize = 200;

/// Who knows whether a number was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    /// The Union's, for VAT numbers.
    Vies,
    /// HM Revenue & Customs, for British VAT numbers.
    Hmrc,
    /// Companies House, for numbers of British companies.
    Companies,
}
words!(Register, "register",
    Vies = "vies", "registers-vies";
    Hmrc = "hmrc", "registers-hmrc";
    Companies = "companies", "registers-companies";
);

impl Register {
    /// Who knows that VAT number; none for countries that nobody here can be asked about.
    pub fn of_vat(number: &str) -> Option<Register> {
        match number.get(..2)? {
            "GB" => Some(Register::Hmrc),
            letters if UNION.contains(&letters) => Some(Register::Vies),
            _ => None,
        }
    }

    /// Its name, which is the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Register::Vies => "VIES",
            Register::Hmrc => "HMRC",
            Register::Companies => "Companies House",
        }
    }

    /// Whether it answers only those who have a key.
    pub fn needs_key(self) -> bool {
        self != Register::Vies
    }

    /// Whether what it says decides about VAT.
    pub fn is_of_vat(self) -> bool {
        self != Register::Companies
    }

    /// The fields of its key in the form.
    pub fn key_fields(self) -> &'static [&'static str] {
        match self {
            Register::Vies => &[],
            Register::Hmrc => &["client_id", "client_secret"],
            Register::Companies => &["api_key"],
        }
    }

    /// Reads its key: the parts with a colon between, as they stand in the head of a request.
    pub fn key_of(self, fields: &Fields) -> Result<String> {
        let mut problems = Problems::default();
        let mut parts = Vec::new();
        for field in self.key_fields() {
            let part = fields.raw(field).trim();
            let is_plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
            if part.is_empty() || part.len() > KEY_LENGTH || !is_plain {
                problems.add(*field, "registers-key-wrong");
            }
            parts.push(part);
        }
        problems.finish(parts.join(":"))
    }
}

/// Why a register said nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The operator took it out, or there is no key.
    Off,
    /// Nobody answered.
    Unreachable,
    /// It, or the country behind it, has too much to do or is closed.
    Busy,
    /// It does not take the key, or our own number.
    Refused,
    /// What it said is no answer, or one about another number.
    Unreadable,
}
words!(Trouble, "trouble with a register",
    Off = "off", "registers-trouble-off";
    Unreachable = "unreachable", "registers-trouble-unreachable";
    Busy = "busy", "registers-trouble-busy";
    Refused = "refused", "registers-trouble-refused";
    Unreadable = "unreadable", "registers-trouble-unreadable";
);

/// A number about which a register is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Whose number.
    pub subject: SubjectId,
    /// Who is asked.
    pub register: Register,
    /// A VAT number with the letters of its country, or a company number.
    pub number: String,
}

/// A question without an answer yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What is asked.
    pub question: Question,
    /// Since when.
    pub asked_at: At,
    /// Who wished it.
    pub asked_by: Option<MemberId>,
    /// How often it was tried.
    pub tries: u32,
    /// Why the last try came to nothing.
    pub trouble: Option<Trouble>,
    /// Whether nobody tries again by itself.
    pub is_given_up: bool,
}

impl Waiting {
    /// Whether one more try that comes to nothing because of that is the last.
    pub fn gives_up(&self, trouble: Trouble) -> bool {
        let is_hopeless = matches!(trouble, Trouble::Off | Trouble::Refused);
        is_hopeless || self.tries + 1 >= MOST_TRIES
    }
}

/// What was found out about a number once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Who said it; none: somebody looked it up.
    pub register: Option<Register>,
    /// The number.
    pub number: String,
    /// Whether it was given to somebody.
    pub is_valid: bool,
    /// To whom, as the register says.
    pub name: String,
    /// Where they are, as the register says.
    pub address: String,
    /// The number of the consultation, or where somebody looked.
    pub reference: String,
    /// When.
    pub asked_at: At,
    /// Who wished it.
    pub asked_by: Option<MemberId>,
}

/// Everything that is known from registers about a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Questions without an answer.
    pub waiting: Vec<Waiting>,
    /// What was found out, the last first.
    pub checks: Vec<Check>,
    /// Registers whose key is set, and since when.
    pub keys: Vec<(Register, At)>,
}

impl Standing {
    /// Whether the workspace has what that register wants.
    pub fn has_key(&self, register: Register) -> bool {
        !register.needs_key() || self.keys.iter().any(|(known, _)| *known == register)
    }
}
