//! The tree of conditions, and its two ways of being written.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::column::{Column, Kind, Op, Set};
use super::list::List;
use crate::base::words::words;
use crate::base::{Currency, Day, Fields, Language, Money, text};

/// The most conditions of one list.
pub const MOST: usize = 20;
/// The longest text to compare with, in letters.
const LONGEST: usize = 200;
/// The most days of "within the last days".
const MOST_DAYS: u16 = 3_650;

/// How conditions hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Join {
    /// Each must hold.
    #[default]
    All,
    /// One is enough.
    Any,
}
words!(Join, "match",
    All = "all", "views-all-of";
    Any = "any", "views-any-of";
);

impl Join {
    /// How the conditions of a group hold together: a group that joined like the whole would say nothing.
    pub fn inside(self) -> Join {
        match self {
            Join::All => Join::Any,
            Join::Any => Join::All,
        }
    }
}

/// What a column is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// Nothing: the operator says it all.
    None,
    /// Words.
    Text(String),
    /// One of a set, by its value; `me` is whoever looks.
    Choice(String),
    /// So many days.
    Days(u16),
    /// A day.
    Day(Day),
    /// From a day to another.
    Between(Day, Day),
    /// Hundredths.
    Amount(i64),
    /// From an amount to another.
    Amounts(i64, i64),
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// What is asked of the record.
    pub column: Column,
    /// How.
    pub op: Op,
    /// With what it is compared; fits the two.
    pub operand: Operand,
}

/// The conditions of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// How the conditions and the groups hold together.
    pub join: Join,
    /// The conditions outside of groups.
    pub leaves: Vec<Leaf>,
    /// Groups of conditions that hold together the other way; none is empty.
    pub groups: Vec<Vec<Leaf>>,
}

/// A condition in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenLeaf {
    column: String,
    op: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    value: String,
}

/// The conditions in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Written {
    #[serde(rename = "match")]
    join: String,
    leaves: Vec<WrittenLeaf>,
    #[serde(default)]
    groups: Vec<Vec<WrittenLeaf>>,
}

impl Leaf {
    /// Reads a condition as somebody typed it; `second` is the other end of "between". The key says what is wrong.
    pub fn read(
        column: Column,
        op: Op,
        (value, second): (&str, &str),
    ) -> std::result::Result<Leaf, &'static str> {
        if !column.ops().any(|known| known == op) {
            return Err("views-value-missing");
        }
        let operand = match (column.kind(), op) {
            (_, Op::Empty | Op::Filled) => Operand::None,
            (_, Op::Last | Op::Next) => Operand::Days(days(value)?),
            (Kind::Text, _) => Operand::Text(words_of(value)?),
            (Kind::Phone, _) => Operand::Text(digits_of(value)?),
            (Kind::Choice(set), _) => Operand::Choice(choice(set, value)?),
            (Kind::Amount, Op::Between) => {
                let (from, to) = (amount(value)?, amount(second)?);
                Operand::Amounts(from.min(to), from.max(to))
            }
            (Kind::Amount, _) => Operand::Amount(amount(value)?),
            (_, Op::Between) => {
                let (from, to) = (day(value)?, day(second)?);
                Operand::Between(from.min(to), from.max(to))
            }
            _ => Operand::Day(day(value)?),
        };
        Ok(Leaf { column, op, operand })
    }

    /// The two texts from which [`Leaf::read`] reads the operand again.
    pub fn typed(&self) -> (String, String) {
        let hundredths = |amount: i64| Money::new(amount, euro()).typed(Language::En);
        match &self.operand {
            Operand::None => (String::new(), String::new()),
            Operand::Text(text) | Operand::Choice(text) => (text.clone(), String::new()),
            Operand::Days(days) => (days.to_string(), String::new()),
            Operand::Day(day) => (day.to_string(), String::new()),
            Operand::Between(from, to) => (from.to_string(), to.to_string()),
            Operand::Amount(amount) => (hundredths(*amount), String::new()),
            Operand::Amounts(from, to) => (hundredths(*from), hundredths(*to)),
        }
    }

    /// The condition as it stands in an address: `owner.is.me`, `close.between.2026-01-01..2026-01-31`.
    pub fn code(&self) -> String {
        format!("{}.{}.{}", self.column.code(), self.op.code(), self.value())
    }

    /// Its operand in one text; two ends are joined by `..`.
    pub fn value(&self) -> String {
        match (self.typed(), self.op) {
            ((from, to), Op::Between) => format!("{from}..{to}"),
            ((value, _), _) => value,
        }
    }

    fn parse(list: List, code: &str) -> Option<Leaf> {
        let mut parts = code.splitn(3, '.');
        let (column, op) = (parts.next()?, parts.next()?);
        Leaf::of_words(list, (column, op, parts.next().unwrap_or_default()))
    }

    fn of_words(list: List, (column, op, value): (&str, &str, &str)) -> Option<Leaf> {
        let column: Column = column.parse().ok().filter(|column| list.knows(*column))?;
        let op: Op = op.parse().ok()?;
        let ends = if op == Op::Between { value.split_once("..")? } else { (value, "") };
        Leaf::read(column, op, ends).ok()
    }

    fn written(&self) -> WrittenLeaf {
        let (column, op) = (self.column.code(), self.op.code().to_owned());
        WrittenLeaf { column, op, value: self.value() }
    }
}

impl Rules {
    /// Reads `match` and every `where` of a query string; what is unknown asks nothing. A number and `~` before a
    /// condition name its group.
    pub fn parse(list: List, query: &Fields) -> Rules {
        let mut rules = Rules { join: query.first("match").parse().unwrap_or_default(), ..Rules::default() };
        let mut numbers: Vec<u8> = Vec::new();
        for code in query.all("where").take(MOST) {
            let grouped =
                code.split_once('~').and_then(|(number, rest)| Some((number.parse::<u8>().ok()?, rest)));
            let Some(leaf) = Leaf::parse(list, grouped.map_or(code, |(_, rest)| rest)) else { continue };
            let Some((number, _)) = grouped else {
                rules.leaves.push(leaf);
                continue;
            };
            let place = numbers.iter().position(|known| *known == number).unwrap_or_else(|| {
                numbers.push(number);
                rules.groups.push(Vec::new());
                numbers.len() - 1
            });
            rules.groups[place].push(leaf);
        }
        rules
    }

    /// The pairs of a query string from which [`Rules::parse`] reads the same.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if self.join != Join::default() && !self.is_empty() {
            pairs.push(("match", self.join.code().to_owned()));
        }
        pairs.extend(self.leaves.iter().map(|leaf| ("where", leaf.code())));
        for (number, group) in (1..).zip(&self.groups) {
            pairs.extend(group.iter().map(|leaf| ("where", format!("{number}~{}", leaf.code()))));
        }
        pairs
    }

    /// For JSON.
    pub fn written(&self) -> Written {
        Written {
            join: self.join.code().to_owned(),
            leaves: self.leaves.iter().map(Leaf::written).collect(),
            groups: self.groups.iter().map(|group| group.iter().map(Leaf::written).collect()).collect(),
        }
    }

    /// From JSON; what this list does not know asks nothing.
    pub fn of_written(list: List, written: &Written) -> Rules {
        let read = |leaf: &WrittenLeaf| Leaf::of_words(list, (&leaf.column, &leaf.op, &leaf.value));
        let groups = written.groups.iter().map(|group| group.iter().filter_map(read).collect::<Vec<Leaf>>());
        Rules {
            join: written.join.parse().unwrap_or_default(),
            leaves: written.leaves.iter().filter_map(read).collect(),
            groups: groups.filter(|group| !group.is_empty()).collect(),
        }
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.leaves.is_empty() && self.groups.is_empty()
    }

    /// Every condition, those of groups last.
    pub fn all(&self) -> impl Iterator<Item = &Leaf> {
        self.leaves.iter().chain(self.groups.iter().flatten())
    }

    /// Whether a condition is on that column.
    pub fn asks(&self, column: Column) -> bool {
        self.all().any(|leaf| leaf.column == column)
    }

    /// Without the condition at that place of [`Rules::all`].
    pub fn without(&self, place: usize) -> Rules {
        let mut rules = self.clone();
        if place < rules.leaves.len() {
            rules.leaves.remove(place);
            return rules;
        }
        let mut left = place - rules.leaves.len();
        for group in &mut rules.groups {
            if left < group.len() {
                group.remove(left);
                break;
            }
            left -= group.len();
        }
        rules.groups.retain(|group| !group.is_empty());
        rules
    }
}

fn words_of(value: &str) -> std::result::Result<String, &'static str> {
    let value = text::one_line(value);
    match value.chars().count() {
        _ if text::fold(&value).is_empty() => Err("views-value-missing"),
        count if count > LONGEST => Err("views-value-long"),
        _ => Ok(value),
    }
}

fn digits_of(value: &str) -> std::result::Result<String, &'static str> {
    let value = words_of(value)?;
    text::phone_fragment(&value).map(|_| value).ok_or("views-digits")
}

fn days(value: &str) -> std::result::Result<u16, &'static str> {
    value.trim().parse().ok().filter(|days| (1..=MOST_DAYS).contains(days)).ok_or("views-days-unclear")
}

fn day(value: &str) -> std::result::Result<Day, &'static str> {
    let earliest = Day(Date::constant(1900, 1, 1));
    let latest = Day(Date::constant(2199, 12, 31));
    let day: Day = value.trim().parse().map_err(|_| "leads-day-unclear")?;
    if (earliest..=latest).contains(&day) { Ok(day) } else { Err("leads-day-unclear") }
}

fn choice(set: Set, value: &str) -> std::result::Result<String, &'static str> {
    let value = value.trim();
    let is_known = match set {
        Set::Members if value == "me" => true,
        Set::YesNo => matches!(value, "yes" | "no"),
        set if set.is_numbered() => {
            value.parse::<i64>().is_ok_and(|number| number > 0 && number.to_string() == value)
        }
        _ => !value.is_empty() && value.len() <= 20 && value.chars().all(|sign| sign.is_ascii_alphanumeric()),
    };
    if is_known { Ok(value.to_owned()) } else { Err("views-value-missing") }
}

fn amount(value: &str) -> std::result::Result<i64, &'static str> {
    let money = Money::parse(value, euro()).map_err(|_| "views-amount-unclear")?;
    money.map(|money| money.minor).ok_or("views-value-missing")
}

/// Amounts of a condition are hundredths of whatever the record's currency is.
fn euro() -> Currency {
    Currency::ALL.iter().copied().find(|currency| currency.code() == "EUR").unwrap_or(Currency::ALL[0])
}
