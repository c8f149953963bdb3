//! Amounts and days as banks write them.

use jiff::civil::Date;

use crate::base::Day;

/// Which sign stands before the fraction of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// 1,234.56
    Point,
    /// 1.234,56
    Comma,
}

/// The sign that fits all those amounts: the last one of an amount with both; else one that cannot part thousands.
pub fn mark<'a>(cells: impl Iterator<Item = &'a str>) -> Mark {
    let mut fallback = Mark::Point;
    for cell in cells {
        let (point, comma) = (cell.rfind('.'), cell.rfind(','));
        match (point, comma) {
            (Some(point), Some(comma)) => return if point > comma { Mark::Point } else { Mark::Comma },
            (Some(place), None) if parts_fraction(cell, place, '.') => return Mark::Point,
            (None, Some(place)) if parts_fraction(cell, place, ',') => return Mark::Comma,
            (None, Some(_)) => fallback = Mark::Point,
            _ => {}
        }
    }
    fallback
}

/// Whether that sign cannot part thousands: it stands alone, and not three digits follow.
fn parts_fraction(cell: &str, place: usize, sign: char) -> bool {
    let after = cell[place + 1..].chars().take_while(char::is_ascii_digit).count();
    cell.matches(sign).count() == 1 && after != 3
}

/// An amount in minor units of a currency with so many digits; what goes out is below zero. Signs may stand before or behind,
/// or be brackets; letters of a currency may stand with it.
pub fn amount(typed: &str, digits: u32, mark: Mark) -> Option<i64> {
    let bare: String =
        typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{a0}').collect();
    // „лв.“ ends with a stop.
    let bare = bare.trim_end_matches('.');
    let bare = bare.trim_matches(|letter: char| letter.is_alphabetic() || "€£$".contains(letter));
    let is_out = bare.contains(['-', '−']) || bare.starts_with('(') && bare.ends_with(')');
    let bare = bare.trim_matches(|letter| "+-−()".contains(letter));
    let (point, thousands) = match mark {
        Mark::Point => ('.', [',', '\'']),
        Mark::Comma => (',', ['.', '\'']),
    };
    let (whole, fraction) = bare.split_once(point).unwrap_or((bare, ""));
    let whole: String = whole.chars().filter(|letter| !thousands.contains(letter)).collect();
    let is_number = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    if whole.is_empty() && fraction.is_empty() || !is_number(&whole) || !is_number(fraction) {
        return None;
    }
    let kept = fraction.trim_end_matches('0');
    if kept.len() > digits as usize || whole.len() > 15 {
        return None;
    }
    let minor = format!("{whole}{kept:0<width$}", width = digits as usize);
    let minor: i64 = if minor.is_empty() { 0 } else { minor.parse().ok()? };
    Some(if is_out { -minor } else { minor })
}

/// How days are written in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 24.11.2026, 24/11/26
    DayFirst,
    /// 11/24/2026
    MonthFirst,
}

/// The order that fits all those days: the day first, unless one of them cannot be read so.
pub fn order<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> Order {
    let is_first = |order| cells.clone().all(|cell| cell.trim().is_empty() || day(cell, order).is_some());
    if !is_first(Order::DayFirst) && is_first(Order::MonthFirst) {
        Order::MonthFirst
    } else {
        Order::DayFirst
    }
}

/// A day; a time of day behind it is left out.
pub fn day(typed: &str, order: Order) -> Option<Day> {
    let typed = typed.trim();
    let head = typed.split([' ', 'T', ';']).next().unwrap_or_default().trim_end_matches(',');
    let parts: Vec<&str> = head.split(['.', '/', '-']).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse::<i16>().ok();
    match parts[..] {
        [compact] if compact.len() >= 8 && compact.is_char_boundary(8) && number(&compact[..4]).is_some() => {
            let (year, month, date) = (compact.get(..4)?, compact.get(4..6)?, compact.get(6..8)?);
            of(number(year)?, number(month)?, number(date)?)
        }
        [year, month, date] if year.len() == 4 => of(number(year)?, number(month)?, number(date)?),
        [date, month, year] if number(month).is_none() => {
            of(full(number(year)?), named(month)?, number(date)?)
        }
        [first, second, year] => {
            let (date, month) = match (order, head.contains('.')) {
                (Order::DayFirst, _) | (_, true) => (first, second),
                (Order::MonthFirst, false) => (second, first),
            };
            of(full(number(year)?), number(month)?, number(date)?)
        }
        // 24 Nov 2026
        [date] if number(date).is_some() => {
            let mut words = typed.split_whitespace().skip(1);
            let month = named(words.next()?)?;
            of(full(number(words.next()?)?), month, number(date)?)
        }
        _ => None,
    }
}

/// A year of two digits is one of this century.
fn full(year: i16) -> i16 {
    if year < 100 { year + 2000 } else { year }
}

fn named(month: &str) -> Option<i16> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = month.to_lowercase();
    let place = MONTHS.iter().position(|known| name.starts_with(known))?;
    i16::try_from(place + 1).ok()
}

fn of(year: i16, month: i16, date: i16) -> Option<Day> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?).ok()?;
    (1990..2100).contains(&date.year()).then_some(Day(date))
}
