//! Bank accounts: IBAN and BIC, and the British sort code and number.

use super::wrong::{Wrong, checked, compact, digits};

checked!(
    /// An account by ISO 13616.
    Iban
);
checked!(
    /// A bank by ISO 9362.
    Bic
);
checked!(
    /// The branch of a British bank: six digits.
    SortCode
);
checked!(
    /// An account at a British branch: eight digits.
    AccountNumber
);

/// The length of each country's IBAN (SWIFT, IBAN Registry).
const LENGTHS: [(&str, usize); 88] = [
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HN", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
];

impl Iban {
    /// Reads an account number; its two check digits must fit the others and its length its country.
    pub fn parse(typed: &str) -> Result<Iban, Wrong> {
        let number = compact(typed);
        if !number.bytes().all(|sign| sign.is_ascii_digit() || sign.is_ascii_uppercase()) {
            return Err(Wrong::Shape);
        }
        let (country, rest) = number.split_at_checked(2).ok_or(Wrong::Length)?;
        if !country.bytes().all(|sign| sign.is_ascii_uppercase()) {
            return Err(Wrong::Shape);
        }
        let (_, length) = LENGTHS.iter().find(|(code, _)| *code == country).ok_or(Wrong::Country)?;
        if number.len() != *length {
            return Err(Wrong::Length);
        }
        digits(&rest[..2])?;
        if remainder(&number) == 1 { Ok(Iban(number)) } else { Err(Wrong::Check) }
    }

    /// In groups of four, as papers show it.
    pub fn grouped(&self) -> String {
        let mut grouped = String::with_capacity(self.0.len() + self.0.len() / 4);
        for (place, sign) in self.0.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                grouped.push(' ');
            }
            grouped.push(sign);
        }
        grouped
    }
}

/// The number with its first four signs at its end, letters as 10 to 35, modulo 97 (ISO 7064).
fn remainder(number: &str) -> u32 {
    let (head, tail) = number.split_at(4);
    let signs = tail.chars().chain(head.chars()).filter_map(|sign| sign.to_digit(36));
    signs.fold(0, |rest, value| if value > 9 { (rest * 100 + value) % 97 } else { (rest * 10 + value) % 97 })
}

impl Bic {
    /// Reads eight or eleven signs: four letters of the bank, two of the country, two of the place, three of the branch.
    pub fn parse(typed: &str) -> Result<Bic, Wrong> {
        let code = compact(typed);
        if !code.bytes().all(|sign| sign.is_ascii_digit() || sign.is_ascii_uppercase()) {
            return Err(Wrong::Shape);
        }
        if !matches!(code.len(), 8 | 11) {
            return Err(Wrong::Length);
        }
        let is_named = code[..6].bytes().all(|sign| sign.is_ascii_uppercase());
        if is_named { Ok(Bic(code)) } else { Err(Wrong::Shape) }
    }
}

impl SortCode {
    /// Reads `12-34-56` or six digits.
    pub fn parse(typed: &str) -> Result<SortCode, Wrong> {
        let code = compact(typed);
        digits(&code)?;
        if code.len() == 6 { Ok(SortCode(code)) } else { Err(Wrong::Length) }
    }

    /// In pairs, as papers show it: `12-34-56`.
    pub fn grouped(&self) -> String {
        format!("{}-{}-{}", &self.0[..2], &self.0[2..4], &self.0[4..])
    }
}

impl AccountNumber {
    /// Reads eight digits; the noughts in front of a shorter one are put back, as the banks do.
    pub fn parse(typed: &str) -> Result<AccountNumber, Wrong> {
        let number = compact(typed);
        digits(&number)?;
        let is_right = (6..=8).contains(&number.len());
        if is_right { Ok(AccountNumber(format!("{number:0>8}"))) } else { Err(Wrong::Length) }
    }
}
