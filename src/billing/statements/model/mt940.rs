//! MT940, the statement of SWIFT.

use super::amounts::{Mark, amount};
use super::{Entry, Told, Unfit, currency, kept};
use crate::base::{Currency, Day, Money};

/// What stands in the file.
pub fn read(text: &str) -> Result<Told, Unfit> {
    let mut told = Told::default();
    let mut of: Option<Currency> = None;
    for (line, tag, value) in fields(text) {
        match tag {
            "25" if told.account.is_empty() => told.account = kept(&value.replace('\n', "")),
            // C260101EUR1000,00
            "60F" | "60M" => of = value.get(7..10).and_then(currency),
            "61" => {
                let of = of.ok_or(Unfit::at("statements-currency", line))?;
                told.entries.push(movement(&value, of, line)?);
            }
            "86" => {
                if let Some(entry) = told.entries.last_mut() {
                    explain(entry, &value);
                }
            }
            _ => {}
        }
    }
    Ok(told)
}

/// The fields of all messages: the line where each begins, its tag, and all its lines.
fn fields(text: &str) -> Vec<(usize, &str, String)> {
    let mut found: Vec<(usize, &str, String)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end();
        let tagged = line.strip_prefix(':').and_then(|rest| rest.split_once(':'));
        match tagged.filter(|(tag, _)| (2..=3).contains(&tag.len())) {
            Some((tag, value)) => found.push((number + 1, tag, value.to_owned())),
            None if line.starts_with('-') || line.starts_with('{') => {
                found.push((number + 1, "", String::new()));
            }
            None => {
                if let Some((_, _, value)) = found.last_mut() {
                    value.push('\n');
                    value.push_str(line);
                }
            }
        }
    }
    found
}

/// `2601050105C100,00NTRFREF//BANK`, and on its second line what the bank adds.
fn movement(value: &str, of: Currency, line: usize) -> Result<Entry, Unfit> {
    let unfit = Unfit::at("statements-day", line);
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<i16>().ok()).ok_or(unfit);
    let (year, month, date) = (number(value.get(..2))?, number(value.get(2..4))?, number(value.get(4..6))?);
    let valued = day(2000 + year, month, date).ok_or(unfit)?;
    let mut rest = &value[6..];
    let mut booked_on = valued;
    if let Some(entered) = rest.get(..4).filter(|part| part.chars().all(|letter| letter.is_ascii_digit())) {
        let (month, date) = (number(entered.get(..2))?, number(entered.get(2..))?);
        // The turn of the year may lie between the two.
        let near = |year: i16| day(year, month, date);
        let all = [valued.0.year(), valued.0.year() + 1, valued.0.year() - 1].into_iter().filter_map(near);
        booked_on = all.min_by_key(|day| (day.0 - valued.0).get_days().abs()).ok_or(unfit)?;
        rest = &rest[4..];
    }
    let amiss = Unfit::at("statements-amount", line);
    let (is_out, after) = match rest.as_bytes() {
        [b'R', b'C', ..] => (true, &rest[2..]),
        [b'R', b'D', ..] => (false, &rest[2..]),
        [b'C', ..] => (false, &rest[1..]),
        [b'D', ..] => (true, &rest[1..]),
        _ => return Err(amiss),
    };
    let after = after.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let end = after.find(|letter: char| !letter.is_ascii_digit() && letter != ',').ok_or(amiss)?;
    let minor = amount(&after[..end], of.digits(), Mark::Comma).ok_or(amiss)?;
    let (head, added) = after[end..].split_once('\n').unwrap_or((&after[end..], ""));
    // Four characters of the kind, then the customer's reference and the bank's.
    let references = head.char_indices().nth(4).map_or("", |(place, _)| &head[place..]);
    let (own, bank) = references.split_once("//").unwrap_or((references, ""));
    Ok(Entry {
        booked_on,
        amount: Money::new(if is_out { -minor } else { minor }, of),
        name: String::new(),
        account: String::new(),
        reference: kept(if own.trim() == "NONREF" { "" } else { own }),
        text: kept(added),
        bank_id: kept(bank),
    })
}

fn day(year: i16, month: i16, date: i16) -> Option<Day> {
    jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?).ok().map(Day)
}

/// What the statement says about the movement: in numbered parts, or freely.
fn explain(entry: &mut Entry, value: &str) {
    let joined: String = value.lines().collect();
    if !joined.contains('?') {
        entry.text = kept(&format!("{} {}", entry.text, value.replace('\n', " ")));
        return;
    }
    let (mut name, mut account, mut said) = (String::new(), String::new(), String::new());
    for part in joined.split('?').skip(1) {
        let Some((code, words)) = part.get(..2).zip(part.get(2..)) else { continue };
        match code {
            "20" | "21" | "22" | "23" | "24" | "25" | "26" | "27" | "28" | "29" | "60" | "61" | "62"
            | "63" => {
                said.push_str(words);
                said.push(' ');
            }
            "31" => account = kept(words),
            "32" | "33" => name.push_str(words),
            _ => {}
        }
    }
    entry.name = kept(&name);
    entry.account = account;
    entry.text = kept(&format!("{} {said}", entry.text));
}
