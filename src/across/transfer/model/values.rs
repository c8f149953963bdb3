//! Cells as other products and spreadsheets write them.

use crate::base::{Country, text};
use crate::crm::activities::NoteKind;
use crate::crm::tasks::TaskKind;
use crate::crm::{deals, leads};

/// What a cell holds to take a value away: an empty cell changes nothing.
const CLEAR: [&str; 2] = ["[clear]", "[изчисти]"];

/// Whether the cell takes the value away.
pub fn is_clear(cell: &str) -> bool {
    CLEAR.contains(&cell.trim().to_lowercase().as_str())
}

/// The text behind the sign that [`text::neutral`] puts before it.
pub fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(text::FORMULA_SIGNS) || rest.starts_with('\'') => rest,
        _ => cell,
    }
}

/// The values of a cell that holds several: by semicolons, and ` ::: ` as Google writes.
pub fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '\n'])
        .flat_map(|part| part.split(" ::: "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The first of the numbers by which HubSpot names several records in one cell.
pub fn first_of(cell: &str) -> String {
    several(cell).next().unwrap_or_default().to_owned()
}

/// Whether a spreadsheet made a large number of what was a telephone number: `3,59888E+11`.
pub fn is_scientific(text: &str) -> bool {
    let Some((digits, power)) = text.trim().split_once(['e', 'E', 'Е', 'е']) else { return false };
    let is_number = |part: &str| {
        !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit() || ",.".contains(letter))
    };
    is_number(digits) && is_number(power.trim_start_matches('+'))
}

/// First, middle and last name of a name in one piece; `Hart, Amelia` is turned round.
pub fn split_name(name: &str) -> [String; 3] {
    let turned = match name.split_once(',') {
        Some((last, first)) if !first.trim().is_empty() => format!("{} {}", first.trim(), last.trim()),
        _ => name.to_owned(),
    };
    let words: Vec<&str> = turned.split_whitespace().collect();
    match words.as_slice() {
        [] => Default::default(),
        [only] => [(*only).to_owned(), String::new(), String::new()],
        [first, middle @ .., last] => [(*first).to_owned(), middle.join(" "), (*last).to_owned()],
    }
}

/// Names of countries that lists use beside the codes of ISO 3166-1, in lower case.
const COUNTRIES: &[(&str, &[&str])] = &[
    ("AL", &["albania", "албания"]),
    ("AT", &["austria", "österreich", "австрия"]),
    ("AU", &["australia", "австралия"]),
    ("BE", &["belgium", "belgique", "белгия"]),
    ("BG", &["bulgaria", "българия", "bg", "р. българия", "република българия"]),
    ("BR", &["brazil", "бразилия"]),
    ("CA", &["canada", "канада"]),
    ("CH", &["switzerland", "schweiz", "швейцария"]),
    ("CN", &["china", "китай"]),
    ("CY", &["cyprus", "кипър"]),
    ("CZ", &["czech republic", "czechia", "чехия"]),
    ("DE", &["germany", "deutschland", "германия"]),
    ("DK", &["denmark", "danmark", "дания"]),
    ("EE", &["estonia", "естония"]),
    ("ES", &["spain", "españa", "испания"]),
    ("FI", &["finland", "suomi", "финландия"]),
    ("FR", &["france", "франция"]),
    (
        "GB",
        &[
            "united kingdom",
            "uk",
            "great britain",
            "england",
            "scotland",
            "wales",
            "великобритания",
            "англия",
            "обединено кралство",
        ],
    ),
    ("GR", &["greece", "гърция"]),
    ("HR", &["croatia", "hrvatska", "хърватия"]),
    ("HU", &["hungary", "унгария"]),
    ("IE", &["ireland", "ирландия"]),
    ("IL", &["israel", "израел"]),
    ("IN", &["india", "индия"]),
    ("IT", &["italy", "italia", "италия"]),
    ("JP", &["japan", "япония"]),
    ("LT", &["lithuania", "литва"]),
    ("LU", &["luxembourg", "люксембург"]),
    ("LV", &["latvia", "латвия"]),
    ("MD", &["moldova", "молдова"]),
    ("ME", &["montenegro", "черна гора"]),
    ("MK", &["north macedonia", "macedonia", "северна македония"]),
    ("MT", &["malta", "малта"]),
    ("NL", &["netherlands", "the netherlands", "holland", "нидерландия", "холандия"]),
    ("NO", &["norway", "norge", "норвегия"]),
    ("PL", &["poland", "polska", "полша"]),
    ("PT", &["portugal", "португалия"]),
    ("RO", &["romania", "румъния"]),
    ("RS", &["serbia", "сърбия"]),
    ("RU", &["russia", "русия"]),
    ("SE", &["sweden", "sverige", "швеция"]),
    ("SI", &["slovenia", "словения"]),
    ("SK", &["slovakia", "словакия"]),
    ("TR", &["turkey", "türkiye", "турция"]),
    ("UA", &["ukraine", "украйна"]),
    ("US", &["united states", "united states of america", "usa", "u.s.a.", "сащ", "съединени щати"]),
];

/// The country of a code or a name.
pub fn country(text: &str) -> Option<Country> {
    let name = text.trim().to_lowercase();
    let named = COUNTRIES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(code, _)| *code);
    named.unwrap_or(text).parse().ok()
}

/// The word of our forms for a legal basis as files name it.
pub fn basis(text: &str) -> Option<&'static str> {
    let word = text.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if has(&["consent", "съгласие"]) {
        Some("consent")
    } else if has(&["contract", "договор"]) {
        Some("contract")
    } else if has(&["interest", "интерес"]) {
        Some("interest")
    } else if has(&["duty", "legal obligation", "compliance", "задължение"]) {
        Some("duty")
    } else {
        None
    }
}

/// The word of our forms for a language as files name it.
pub fn language(text: &str) -> Option<&'static str> {
    let word = text.trim().to_lowercase();
    if word.starts_with("en") || word.starts_with("анг") {
        Some("en")
    } else if word.starts_with("bg") || word.starts_with("bul") || word.starts_with("бъл") {
        Some("bg")
    } else {
        None
    }
}

/// What a note tells of, as files name it.
pub fn note_kind(text: &str) -> Option<NoteKind> {
    let word = text.trim().to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if has(&["call", "phone", "обажд", "разговор"]) {
        Some(NoteKind::Call)
    } else if has(&["meeting", "lunch", "visit", "среща", "посещение"]) {
        Some(NoteKind::Meeting)
    } else if has(&["note", "comment", "mail", "бележк", "имейл", "писмо"]) {
        Some(NoteKind::Note)
    } else {
        None
    }
}

/// A text of one line, cut to that many characters.
pub fn short(text: &str, most: usize) -> String {
    text::one_line(text).chars().take(most).collect()
}

/// How a deal stands, as files say it.
pub fn deal_state(text: &str) -> Option<deals::State> {
    let word = text.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if has(&["won", "спечел"]) {
        Some(deals::State::Won)
    } else if has(&["lost", "загуб"]) {
        Some(deals::State::Lost)
    } else if has(&["open", "отвор", "active", "активн"]) {
        Some(deals::State::Open)
    } else {
        None
    }
}

/// How a deal ended that stands in a stage of that name: `Closed won`.
pub fn end_of_stage(stage: &str) -> Option<deals::State> {
    deal_state(stage).filter(|state| *state != deals::State::Open)
}

/// Where a lead stands, as files say it; what it became elsewhere is nothing here, so it is worked on again.
pub fn lead_state(text: &str) -> Option<leads::State> {
    let word = text.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if has(&["dead", "unqualified", "disqualified", "lost", "bad", "archived", "отпад", "неподход"])
    {
        Some(leads::State::Dead)
    } else if has(&[
        "process",
        "progress",
        "working",
        "contacted",
        "connected",
        "qualified",
        "convert",
        "recycl",
        "работ",
        "отговор",
    ]) {
        Some(leads::State::Working)
    } else if has(&["assigned", "open", "възлож"]) {
        Some(leads::State::Assigned)
    } else if has(&["new", "нов"]) {
        Some(leads::State::New)
    } else {
        None
    }
}

/// What a task is, as files say it.
pub fn task_kind(text: &str) -> TaskKind {
    let word = text.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if has(&["call", "phone", "outbound", "inbound", "обажд", "разговор"]) {
        TaskKind::Call
    } else if has(&["meeting", "lunch", "visit", "demo", "среща", "посещение"]) {
        TaskKind::Meeting
    } else if has(&["mail", "letter", "писмо", "имейл"]) {
        TaskKind::Letter
    } else {
        TaskKind::Todo
    }
}

/// Whether that is said of a call or a meeting only.
pub fn is_held(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("held")
}

/// Whether a task is done, as files say it.
pub fn done(text: &str) -> Option<bool> {
    let word = text.trim().to_lowercase();
    let is = |words: &[&str]| words.contains(&word.as_str());
    if is(&[
        "1",
        "true",
        "yes",
        "done",
        "completed",
        "complete",
        "held",
        "да",
        "готова",
        "готово",
        "завършена",
    ]) {
        Some(true)
    } else if is(&[
        "0",
        "false",
        "no",
        "undone",
        "to do",
        "todo",
        "open",
        "planned",
        "not started",
        "not_started",
        "in progress",
        "started",
        "waiting",
        "deferred",
        "inbox",
        "not held",
        "canceled",
        "cancelled",
        "не",
        "отворена",
        "за вършене",
        "предстои",
    ]) {
        Some(false)
    } else {
        None
    }
}

/// Whole percent: `50`, `50 %`, and `0.5`, as some products write it.
pub fn percent(text: &str) -> Option<String> {
    let plain = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let number: f64 = plain.parse().ok()?;
    let is_share = plain.contains('.') && number <= 1.0 && !text.contains('%');
    let percent = if is_share { number * 100.0 } else { number };
    (0.0..=100.0).contains(&percent).then(|| format!("{percent:.0}"))
}

/// An hour of the day: `9:30`, `14:05:00`, `2:05 PM`; as `HH:MM`. Midnight says nothing.
pub fn hour(text: &str) -> Option<String> {
    let word = text.trim().to_lowercase();
    let (plain, shift) = match (word.strip_suffix("pm"), word.strip_suffix("am")) {
        (Some(rest), _) => (rest.trim(), 12),
        (_, Some(rest)) => (rest.trim(), 0),
        _ => (word.as_str(), 0),
    };
    let is_half = plain.len() < word.len();
    let (hour, rest) = plain.split_once(':')?;
    let minute: u8 = rest.get(..2)?.parse().ok()?;
    let typed: u8 = hour.trim().parse().ok()?;
    let hour = if is_half { typed % 12 + shift } else { typed };
    (hour < 24 && minute < 60 && (hour, minute) != (0, 0)).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn telephone_numbers_that_a_spreadsheet_spoilt_are_seen() {
        assert!(is_scientific("3,59888E+11"));
        assert!(is_scientific("4.477E+11"));
        assert!(!is_scientific("+359 888 123 456"));
        assert!(!is_scientific("ext 12"));
    }

    #[test]
    fn names_in_one_piece_come_apart() {
        assert_eq!(split_name("Калина Петрова Василева"), ["Калина", "Петрова", "Василева"]);
        assert_eq!(split_name("Hart, Amelia"), ["Amelia", "", "Hart"]);
        assert_eq!(split_name("Plato"), ["Plato", "", ""]);
        assert_eq!(split_name("Ana Maria da Silva"), ["Ana", "Maria da", "Silva"]);
    }

    #[test]
    fn countries_are_known_by_code_and_name() {
        assert_eq!(country("България").map(Country::code), Some("BG"));
        assert_eq!(country("United Kingdom").map(Country::code), Some("GB"));
        assert_eq!(country("de").map(Country::code), Some("DE"));
        assert_eq!(country("Atlantis"), None);
    }

    #[test]
    fn several_values_are_told_apart() {
        let values: Vec<&str> = several("a@x.example; b@x.example ::: c@x.example").collect();

        assert_eq!(values, ["a@x.example", "b@x.example", "c@x.example"]);
    }

    proptest! {
        #[test]
        fn what_is_made_neutral_comes_back_and_starts_no_formula(text in "[=+@'\t\r -]{0,3}\\PC{0,12}") {
            let written = crate::base::text::neutral(&text);

            prop_assert_eq!(plain(&written), text.as_str());
            prop_assert!(!written.starts_with(crate::base::text::FORMULA_SIGNS));
        }
    }
}
