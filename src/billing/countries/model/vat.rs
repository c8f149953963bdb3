//! VAT numbers: their form by country, and the check digits of those that we sell from.

use super::company::is_company;
use super::wrong::{Wrong, checked, compact, digits, weighed};
use crate::base::Country;
use crate::workspace::settings;

checked!(
    /// A VAT number with the letters of its country in front (`EL` for Greece, `XI` for Northern Ireland).
    VatNumber
);

impl VatNumber {
    /// Reads a number of that country, with or without its letters. Of the Union only the form is checked, of Bulgaria and
    /// Britain the check digits too; whether it was given to somebody, only a register can say.
    pub fn parse(country: Country, typed: &str) -> Result<VatNumber, Wrong> {
        let number = compact(typed);
        if country.code() == "GB"
            && let Some(own) = number.strip_prefix("XI")
        {
            let british = VatNumber::parse(country, own)?;
            return Ok(VatNumber(format!("XI{}", &british.0[2..])));
        }
        let read = settings::read_vat_number(country, &number).filter(|read| !read.is_empty());
        let read = read.ok_or(Wrong::Shape)?;
        let own = read.strip_prefix(country.code()).unwrap_or(&read);
        let is_right = match country.code() {
            "BG" => is_bulgarian(&digits(own)?),
            "GB" => is_british(own),
            _ => true,
        };
        if is_right { Ok(VatNumber(read)) } else { Err(Wrong::Check) }
    }
}

/// Nine digits are the ЕИК of a company; ten are those of a person (ЕГН), of a foreigner (ЛНЧ), or given by the revenue
/// itself.
fn is_bulgarian(digits: &[u32]) -> bool {
    if digits.len() == 9 {
        return is_company(digits);
    }
    let Some((check, rest)) = digits.split_last() else { return false };
    let person = weighed(rest, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10;
    let foreigner = weighed(rest, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10;
    let given = (11 - weighed(rest, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    [person, foreigner, given].contains(check)
}

/// Seven digits by their weights and the two behind them are nought modulo 97; numbers given since 2010 are so with 55
/// more (HMRC, "9755"). Three more digits are a branch. Government departments (`GD`) are below 500, health authorities
/// (`HA`) are not.
fn is_british(own: &str) -> bool {
    if let Some(department) = own.strip_prefix("GD") {
        return department < "500";
    }
    if let Some(authority) = own.strip_prefix("HA") {
        return authority >= "500";
    }
    let Ok(digits) = digits(own) else { return false };
    let sum = weighed(&digits[..9], [8, 7, 6, 5, 4, 3, 2, 10, 1]);
    sum % 97 == 0 || (sum + 55) % 97 == 0
}
