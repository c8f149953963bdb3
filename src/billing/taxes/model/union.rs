//! Which countries share one VAT.

use jiff::civil::date;

use crate::base::{Country, Day};

/// Members of the Union, as they stand since 2020.
const MEMBERS: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Whether that country applied the Union's VAT on that day: Britain did to the end of 2020, Monaco does as a part of
/// France (Directive 2006/112/EC, art. 7).
pub fn is_member(country: Country, day: Day) -> bool {
    match country.code() {
        "GB" | "IM" => day < Day(date(2021, 1, 1)),
        "MC" => true,
        code => MEMBERS.contains(&code),
    }
}

/// Whether that is the United Kingdom for VAT: the Isle of Man is.
pub fn is_kingdom(country: Country) -> bool {
    matches!(country.code(), "GB" | "IM")
}
