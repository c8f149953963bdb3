//! Whole numbers in words.

/// The gender of what is counted, which Bulgarian numbers follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// Един лев, два лева.
    Masculine,
    /// Една стотинка, две стотинки.
    Feminine,
    /// Едно евро, две евро.
    Neuter,
}

const BULGARIAN: [&str; 20] = [
    "нула",
    "едно",
    "две",
    "три",
    "четири",
    "пет",
    "шест",
    "седем",
    "осем",
    "девет",
    "десет",
    "единадесет",
    "дванадесет",
    "тринадесет",
    "четиринадесет",
    "петнадесет",
    "шестнадесет",
    "седемнадесет",
    "осемнадесет",
    "деветнадесет",
];

const BULGARIAN_TENS: [&str; 8] =
    ["двадесет", "тридесет", "четиридесет", "петдесет", "шестдесет", "седемдесет", "осемдесет", "деветдесет"];

const BULGARIAN_HUNDREDS: [&str; 9] = [
    "сто",
    "двеста",
    "триста",
    "четиристотин",
    "петстотин",
    "шестстотин",
    "седемстотин",
    "осемстотин",
    "деветстотин",
];

/// One and several, from a million on.
const BULGARIAN_POWERS: [(&str, &str); 5] = [
    ("милион", "милиона"),
    ("милиард", "милиарда"),
    ("трилион", "трилиона"),
    ("квадрилион", "квадрилиона"),
    ("квинтилион", "квинтилиона"),
];

const ENGLISH: [&str; 20] = [
    "nought",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const ENGLISH_TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const ENGLISH_POWERS: [&str; 7] =
    ["", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"];

/// In Bulgarian, agreeing with what is counted. `и` stands before the last word of each group of three digits, and before
/// the last group if that is a single word: хиляда и сто, but хиляда сто и двадесет.
pub fn bulgarian(number: u64, gender: Gender) -> String {
    if number == 0 {
        return BULGARIAN[0].to_owned();
    }
    let groups: Vec<Vec<String>> = triples(number)
        .into_iter()
        .map(|(power, triple)| match power {
            0 => bulgarian_triple(triple, gender),
            1 if triple == 1 => vec!["хиляда".to_owned()],
            1 => counted(bulgarian_triple(triple, Gender::Feminine), "хиляди"),
            power => {
                let (one, several) = BULGARIAN_POWERS[power - 2];
                counted(bulgarian_triple(triple, Gender::Masculine), if triple == 1 { one } else { several })
            }
        })
        .collect();
    let last = groups.len() - 1;
    let mut text = String::new();
    for (place, words) in groups.into_iter().enumerate() {
        let is_single = words.len() == 1;
        if place > 0 {
            text.push_str(if place == last && is_single { " и " } else { " " });
        }
        text.push_str(&joined(words));
    }
    text
}

/// The words of one group, with `и` before the last.
fn joined(mut words: Vec<String>) -> String {
    match words.pop() {
        Some(last) if words.is_empty() => last,
        Some(last) => format!("{} и {last}", words.join(" ")),
        None => String::new(),
    }
}

/// What is counted belongs to the last word of its number.
fn counted(mut words: Vec<String>, what: &str) -> Vec<String> {
    if let Some(last) = words.last_mut() {
        *last = format!("{last} {what}");
    }
    words
}

fn bulgarian_triple(triple: u64, gender: Gender) -> Vec<String> {
    let (hundreds, rest) = (place(triple / 100), triple % 100);
    let mut words = Vec::new();
    if hundreds > 0 {
        words.push(BULGARIAN_HUNDREDS[hundreds - 1].to_owned());
    }
    let ones = if rest < 20 { rest } else { rest % 10 };
    if rest >= 20 {
        words.push(BULGARIAN_TENS[place(rest / 10) - 2].to_owned());
    }
    match (ones, gender) {
        (0, _) => {}
        (1, Gender::Masculine) => words.push("един".to_owned()),
        (1, Gender::Feminine) => words.push("една".to_owned()),
        (2, Gender::Masculine) => words.push("два".to_owned()),
        (ones, _) => words.push(BULGARIAN[place(ones)].to_owned()),
    }
    words
}

/// In English as Britain writes it: one thousand two hundred and thirty-four.
pub fn english(number: u64) -> String {
    if number == 0 {
        return ENGLISH[0].to_owned();
    }
    let mut text = String::new();
    for (power, triple) in triples(number) {
        if !text.is_empty() {
            text.push_str(if power == 0 && triple < 100 { " and " } else { " " });
        }
        text.push_str(&english_triple(triple));
        text.push_str(ENGLISH_POWERS[power]);
    }
    text
}

fn english_triple(triple: u64) -> String {
    let (hundreds, rest) = (place(triple / 100), triple % 100);
    match (hundreds, rest) {
        (0, rest) => english_pair(rest),
        (hundreds, 0) => format!("{} hundred", ENGLISH[hundreds]),
        (hundreds, rest) => format!("{} hundred and {}", ENGLISH[hundreds], english_pair(rest)),
    }
}

fn english_pair(pair: u64) -> String {
    match (pair / 10, pair % 10) {
        (0 | 1, _) => ENGLISH[place(pair)].to_owned(),
        (tens, 0) => ENGLISH_TENS[place(tens) - 2].to_owned(),
        (tens, ones) => format!("{}-{}", ENGLISH_TENS[place(tens) - 2], ENGLISH[place(ones)]),
    }
}

/// The groups of three digits that are not nought, the highest first, each with its power of a thousand.
fn triples(number: u64) -> Vec<(usize, u64)> {
    let mut groups = Vec::new();
    let (mut rest, mut power) = (number, 0);
    while rest > 0 {
        if rest % 1000 > 0 {
            groups.push((power, rest % 1000));
        }
        (rest, power) = (rest / 1000, power + 1);
    }
    groups.reverse();
    groups
}

/// A small number as a place in a list.
fn place(number: u64) -> usize {
    usize::try_from(number).unwrap_or_default()
}
