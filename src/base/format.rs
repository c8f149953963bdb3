//! Numbers, days and times as people of a language write them. Pure: no message, no clock.

use std::time::Duration;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use super::locale::Language;
use super::time::{At, Day};

/// A whole number with its thousands set apart: `1,284`; Bulgarian `1284`, but `12 840`.
pub fn number(language: Language, value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let (separator, at_least) = match language {
        Language::En => (',', 4),
        Language::Bg => ('\u{a0}', 5),
    };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 2 + 3);
    if value < 0 {
        text.push('\u{2212}');
    }
    for (index, digit) in digits.char_indices() {
        if index > 0 && digits.len() >= at_least && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A day, short: `Tue 24 Nov`, with the year if it is another one than today's: `24 Nov 2025`.
pub fn day(language: Language, day: Day, today: Day) -> String {
    let Day(date) = day;
    let month = short_month(language, date);
    match date.year() == today.0.year() {
        true => format!("{} {} {month}", weekday_short(language, date), date.day()),
        false => year_day(language, date, month),
    }
}

fn year_day(language: Language, date: Date, month: &str) -> String {
    match language {
        Language::En => format!("{} {month} {}", date.day(), date.year()),
        Language::Bg => format!("{} {month} {} г.", date.day(), date.year()),
    }
}

/// A day in full: `Tuesday 24 November 2026`.
pub fn day_long(language: Language, Day(date): Day) -> String {
    let weekday = match language {
        Language::En => WEEKDAYS_EN[weekday_index(date)],
        Language::Bg => WEEKDAYS_BG[weekday_index(date)],
    };
    let month = match language {
        Language::En => MONTHS_EN[month_index(date)],
        Language::Bg => MONTHS_BG[month_index(date)],
    };
    format!("{weekday} {}", year_day(language, date, month))
}

/// A month with its year: `November 2026`, `ноември 2026 г.`.
pub fn month(language: Language, Day(date): Day) -> String {
    match language {
        Language::En => format!("{} {}", MONTHS_EN[month_index(date)], date.year()),
        Language::Bg => format!("{} {} г.", MONTHS_BG[month_index(date)], date.year()),
    }
}

/// A month in short, without its year: `Nov`, `ное`.
pub fn month_short(language: Language, Day(date): Day) -> &'static str {
    short_month(language, date)
}

/// A day of a month in short: `24 Nov`, `24 ное`.
pub fn day_month(language: Language, Day(date): Day) -> String {
    format!("{} {}", date.day(), short_month(language, date))
}

/// A number of tenths: `3.5`, Bulgarian `3,5`; whole ones without their nought.
pub fn tenths(language: Language, value: i64) -> String {
    let point = match language {
        Language::En => '.',
        Language::Bg => ',',
    };
    let sign = if (-9..0).contains(&value) { "\u{2212}" } else { "" };
    match (value % 10).abs() {
        0 => number(language, value / 10),
        rest => format!("{sign}{}{point}{rest}", number(language, value / 10)),
    }
}

/// A share at 10^-4 in percent, to its tenth: `33.3%`, Bulgarian `33,3%`.
pub fn share(language: Language, share: i64) -> String {
    let half = if share < 0 { -5 } else { 5 };
    format!("{}%", tenths(language, share.saturating_add(half) / 10))
}

/// The day of the week, short: `Tue`.
pub fn weekday(language: Language, Day(date): Day) -> &'static str {
    weekday_short(language, date)
}

/// A day as one speaks of it: `today`, `yesterday`, `tomorrow`, else as [`day`] writes it.
pub fn day_near(language: Language, which: Day, today: Day) -> String {
    let word = match (days_between(today, which), language) {
        (0, Language::En) => "today",
        (0, Language::Bg) => "днес",
        (1, Language::En) => "tomorrow",
        (1, Language::Bg) => "утре",
        (-1, Language::En) => "yesterday",
        (-1, Language::Bg) => "вчера",
        _ => return day(language, which, today),
    };
    word.to_owned()
}

/// The time of day: `14:05`.
pub fn clock(at: At, zone: &TimeZone) -> String {
    let local = zone.to_datetime(at.timestamp());
    let mut text = String::with_capacity(5);
    push_two(&mut text, "", local.hour().into());
    push_two(&mut text, ":", local.minute().into());
    text
}

/// An instant as one speaks of it: `today 14:05`, `Tue 24 Nov 14:05`.
pub fn moment(language: Language, at: At, now: At, zone: &TimeZone) -> String {
    format!("{} {}", day_near(language, at.day(zone), now.day(zone)), clock(at, zone))
}

/// An instant to the second with its zone, for titles: `2026-11-24 14:05:09 +02:00`.
pub fn exact(at: At, zone: &TimeZone) -> String {
    let offset = zone.to_offset(at.timestamp());
    let (local, minutes) = (offset.to_datetime(at.timestamp()), offset.seconds() / 60);
    let mut text = local.date().to_string();
    let sign = if minutes < 0 { "-" } else { "+" };
    let (hour, minute, second) = (local.hour(), local.minute(), local.second());
    let clock = [(" ", hour.into()), (":", minute.into()), (":", second.into())];
    for (before, number) in clock.into_iter().chain([(sign, minutes.abs() / 60), (":", minutes.abs() % 60)]) {
        push_two(&mut text, before, number);
    }
    text
}

/// Two digits after those characters. By hand, because a list says it fifty times.
fn push_two(text: &mut String, before: &str, number: i32) {
    text.push_str(before);
    text.extend([number / 10, number % 10].map(|digit| char::from(b'0' + digit as u8)));
}

/// A span in its largest unit: `40 seconds`, `3 minutes`, `2 hours`, `5 days`.
pub fn span(language: Language, span: Duration) -> String {
    let seconds = i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
    let (count, words) = match seconds {
        0..90 => (seconds, [["second", "seconds"], ["секунда", "секунди"]]),
        90..5_400 => ((seconds + 30) / 60, [["minute", "minutes"], ["минута", "минути"]]),
        5_400..129_600 => ((seconds + 1_800) / 3_600, [["hour", "hours"], ["час", "часа"]]),
        _ => ((seconds + 43_200) / 86_400, [["day", "days"], ["ден", "дни"]]),
    };
    let words = match language {
        Language::En => words[0],
        Language::Bg => words[1],
    };
    format!("{} {}", number(language, count), words[usize::from(count != 1)])
}

/// A size of a file or a disk: `3 KB`, `1.4 MB`, `20.0 GB`.
pub fn size(language: Language, bytes: u64) -> String {
    let point = match language {
        Language::En => '.',
        Language::Bg => ',',
    };
    let (unit, tenth) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..999_500 => return format!("{} KB", (bytes + 500) / 1_000),
        999_500..999_950_000 => ("MB", 100_000),
        999_950_000..999_950_000_000 => ("GB", 100_000_000),
        _ => ("TB", 100_000_000_000),
    };
    let tenths = bytes / tenth + bytes % tenth * 2 / tenth;
    format!("{}{point}{} {unit}", tenths / 10, tenths % 10)
}

fn days_between(from: Day, to: Day) -> i64 {
    from.0.until(to.0).map_or(0, |span| i64::from(span.get_days()))
}

fn weekday_index(date: Date) -> usize {
    match date.weekday() {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    }
}

fn month_index(date: Date) -> usize {
    usize::try_from(date.month() - 1).unwrap_or(0)
}

fn weekday_short(language: Language, date: Date) -> &'static str {
    match language {
        Language::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][weekday_index(date)],
        Language::Bg => ["пн", "вт", "ср", "чт", "пт", "сб", "нд"][weekday_index(date)],
    }
}

fn short_month(language: Language, date: Date) -> &'static str {
    const EN: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const BG: [&str; 12] =
        ["яну", "фев", "март", "апр", "май", "юни", "юли", "авг", "сеп", "окт", "ное", "дек"];
    match language {
        Language::En => EN[month_index(date)],
        Language::Bg => BG[month_index(date)],
    }
}

const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS_BG: [&str; 7] = ["понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя"];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_BG: [&str; 12] = [
    "януари",
    "февруари",
    "март",
    "април",
    "май",
    "юни",
    "юли",
    "август",
    "септември",
    "октомври",
    "ноември",
    "декември",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn thousands_are_set_apart_as_each_language_does() {
        assert_eq!(number(Language::En, 999), "999");
        assert_eq!(number(Language::En, 1_284), "1,284");
        assert_eq!(number(Language::En, -1_234_567), "\u{2212}1,234,567");
        assert_eq!(number(Language::Bg, 1_284), "1284");
        assert_eq!(number(Language::Bg, 12_840), "12\u{a0}840");
    }

    #[test]
    fn a_day_is_short_and_names_its_year_only_when_it_is_another() {
        let today = on("2026-11-21");

        assert_eq!(day(Language::En, on("2026-11-24"), today), "Tue 24 Nov");
        assert_eq!(day(Language::Bg, on("2026-11-24"), today), "вт 24 ное");
        assert_eq!(day(Language::En, on("2025-03-03"), today), "3 Mar 2025");
        assert_eq!(day(Language::Bg, on("2025-03-03"), today), "3 март 2025 г.");
        assert_eq!(day_long(Language::Bg, today), "събота 21 ноември 2026 г.");
        assert_eq!(month(Language::En, today), "November 2026");
        assert_eq!(month(Language::Bg, today), "ноември 2026 г.");
    }

    #[test]
    fn a_clock_shows_the_time_of_its_zone_in_four_digits() {
        for zone in ["UTC", "Europe/Sofia", "Asia/Kathmandu", "America/St_Johns"] {
            let zone = TimeZone::get(zone).expect("a zone");
            // Over a year, so that summer time begins and ends in it, and before 1970.
            for at in (-9..8_760).map(|hour| At(hour * 3_601_007)) {
                let local = at.timestamp().to_zoned(zone.clone());
                assert_eq!(clock(at, &zone), local.strftime("%H:%M").to_string());
                assert_eq!(at.day(&zone), Day(local.date()));
            }
        }
    }

    #[test]
    fn tenths_and_shares_are_written_as_each_language_does() {
        assert_eq!([tenths(Language::En, 35), tenths(Language::Bg, 35)], ["3.5", "3,5"]);
        assert_eq!([tenths(Language::En, 30), tenths(Language::En, -4)], ["3", "\u{2212}0.4"]);
        assert_eq!([share(Language::En, 3_333), share(Language::Bg, 6_667)], ["33.3%", "66,7%"]);
        assert_eq!([share(Language::En, 10_000), share(Language::En, 5)], ["100%", "0.1%"]);
    }

    #[test]
    fn near_days_have_words() {
        let today = on("2026-11-30");

        assert_eq!(day_near(Language::En, on("2026-12-01"), today), "tomorrow");
        assert_eq!(day_near(Language::Bg, on("2026-11-29"), today), "вчера");
    }

    #[test]
    fn a_span_takes_its_largest_unit() {
        assert_eq!(span(Language::En, Duration::from_secs(1)), "1 second");
        assert_eq!(span(Language::Bg, Duration::from_secs(180)), "3 минути");
        assert_eq!(span(Language::En, Duration::from_secs(7_200)), "2 hours");
        assert_eq!(span(Language::Bg, Duration::from_secs(5 * 86_400)), "5 дни");
    }

    #[test]
    fn a_size_is_rounded_to_what_one_can_grasp() {
        assert_eq!(size(Language::En, 512), "512 B");
        assert_eq!(size(Language::En, 2_600), "3 KB");
        assert_eq!(size(Language::Bg, 1_440_000), "1,4 MB");
        assert_eq!(size(Language::En, 999_949_999), "999.9 MB");
        assert_eq!(size(Language::En, 999_950_000), "1.0 GB");
        assert_eq!(size(Language::Bg, 20_027_600_000), "20,0 GB");
        assert_eq!(size(Language::En, 1_999_960_000_000), "2.0 TB");
        assert_eq!(size(Language::En, u64::MAX), "18446744.1 TB");
    }
}
