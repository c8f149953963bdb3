//! Numbers in registers of companies.

use super::wrong::{Wrong, checked, compact, digits, weighed};
use crate::base::Country;

checked!(
    /// A number in the register of companies of its country.
    CompanyNumber
);

/// The letters before the six digits of a company that is not simply of England and Wales (Companies House, "Company
/// number prefixes").
const PREFIXES: [&str; 38] = [
    "AC", "CE", "CS", "ES", "FC", "FE", "GE", "GN", "GS", "IC", "IP", "LP", "NA", "NC", "NF", "NI", "NL",
    "NO", "NP", "NR", "NV", "NZ", "OC", "OE", "PC", "R0", "RC", "RS", "SA", "SC", "SE", "SF", "SG", "SI",
    "SL", "SO", "SP", "ZC",
];

/// The longest number of a register whose form we do not know.
const LONGEST: usize = 30;

impl CompanyNumber {
    /// Reads the number as the register of that country writes it: the Bulgarian ЕИК and the British number are checked,
    /// those of other countries only for their length.
    pub fn parse(country: Country, typed: &str) -> Result<CompanyNumber, Wrong> {
        match country.code() {
            "BG" => eik(typed),
            "GB" => british(typed),
            _ => {
                let number = crate::base::text::one_line(typed);
                let is_right = (1..=LONGEST).contains(&number.chars().count());
                if is_right { Ok(CompanyNumber(number)) } else { Err(Wrong::Length) }
            }
        }
    }
}

/// ЕИК by БУЛСТАТ: nine digits, thirteen for a branch (Наредба за Регистър БУЛСТАТ).
fn eik(typed: &str) -> Result<CompanyNumber, Wrong> {
    let number = compact(typed);
    let number = number.strip_prefix("BG").unwrap_or(&number).to_owned();
    let digits = digits(&number)?;
    let is_right = match digits.len() {
        9 => is_company(&digits),
        13 => is_company(&digits[..9]) && is_branch(&digits),
        _ => return Err(Wrong::Length),
    };
    if is_right { Ok(CompanyNumber(number)) } else { Err(Wrong::Check) }
}

/// Whether the ninth digit fits the first eight.
pub fn is_company(digits: &[u32]) -> bool {
    digits.len() == 9 && digits[8] == remainder(&digits[..8], 1..=8, 3..=10)
}

fn is_branch(digits: &[u32]) -> bool {
    digits[12] == remainder(&digits[8..12], [2, 7, 3, 5], [4, 9, 5, 7])
}

/// By the first weights; by the others if that gives ten, which is nought if it is ten again.
fn remainder(
    digits: &[u32],
    first: impl IntoIterator<Item = u32>,
    second: impl IntoIterator<Item = u32>,
) -> u32 {
    match weighed(digits, first) % 11 {
        10 => weighed(digits, second) % 11 % 10,
        rest => rest,
    }
}

/// Eight digits, of which leading noughts may be missing, or two letters and six digits.
fn british(typed: &str) -> Result<CompanyNumber, Wrong> {
    let number = compact(typed);
    if number.is_empty() || number.len() > 8 {
        return Err(Wrong::Length);
    }
    if digits(&number).is_ok() {
        return Ok(CompanyNumber(format!("{number:0>8}")));
    }
    let known = PREFIXES.iter().find_map(|prefix| number.strip_prefix(prefix));
    let rest = known.ok_or(Wrong::Shape)?;
    digits(rest)?;
    if rest.len() == 6 { Ok(CompanyNumber(number)) } else { Err(Wrong::Length) }
}
