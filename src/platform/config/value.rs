//! The forms that a value can have, and how each is read from TOML and from plain text.

use std::fmt;
use std::time::Duration;

use toml::de::DeValue;

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text; the empty one means "not set".
    Text,
    /// `true` or `false`, nothing else.
    Flag,
    /// A whole number between two bounds.
    Count(u64, u64),
    /// A length of time like `30s`, `15min`, `8h`, `14d`.
    Length,
    /// A number of bytes like `512KB`, `50MB`, `1GB`.
    Size,
    /// Texts.
    List,
    /// One of a few words.
    Choice(&'static [&'static str]),
}

/// A value whose form is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, or the chosen word.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A number.
    Count(u64),
    /// A length of time.
    Length(Duration),
    /// Bytes.
    Size(u64),
    /// Texts.
    List(Vec<String>),
}

impl Kind {
    /// Reads plain text, as environment and flags bring it.
    pub fn read(self, text: &str) -> Result<Value, String> {
        match self {
            Kind::Text => Ok(Value::Text(text.to_owned())),
            Kind::Flag => match text {
                "true" => Ok(Value::Flag(true)),
                "false" => Ok(Value::Flag(false)),
                _ => Err(self.expected(text)),
            },
            Kind::Count(least, most) => match text.parse() {
                Ok(number) if (least..=most).contains(&number) => Ok(Value::Count(number)),
                _ => Err(self.expected(text)),
            },
            Kind::Length => length(text).map(Value::Length).ok_or_else(|| self.expected(text)),
            Kind::Size => size(text).map(Value::Size).ok_or_else(|| self.expected(text)),
            Kind::List => {
                let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                Ok(Value::List(parts.map(str::to_owned).collect()))
            }
            Kind::Choice(words) if words.contains(&text) => Ok(Value::Text(text.to_owned())),
            Kind::Choice(_) => Err(self.expected(text)),
        }
    }

    /// Reads a value of a TOML document, whose type must fit: `"true"` is a text, not a yes.
    pub fn read_toml(self, value: &DeValue<'_>) -> Result<Value, String> {
        match (self, value) {
            (Kind::Flag, DeValue::Boolean(flag)) => Ok(Value::Flag(*flag)),
            (Kind::Count(..), DeValue::Integer(number)) => self.read(number.as_str()),
            (Kind::Text | Kind::Length | Kind::Size | Kind::Choice(_), DeValue::String(text)) => {
                self.read(text)
            }
            (Kind::List, DeValue::Array(parts)) => parts
                .iter()
                .map(|part| part.get_ref().as_str().map(str::to_owned))
                .collect::<Option<Vec<String>>>()
                .map(Value::List)
                .ok_or_else(|| "a list of texts is needed, like [\"one\", \"two\"]".into()),
            (_, other) => Err(format!("{}, not {}", self.wanted(), article(other.type_str()))),
        }
    }

    fn wanted(self) -> String {
        match self {
            Kind::Text => "a text is needed, in quotes".into(),
            Kind::Flag => "true or false is needed, without quotes".into(),
            Kind::Count(least, most) => format!("a whole number from {least} to {most} is needed"),
            Kind::Length => "a length of time is needed, like \"30s\", \"15min\", \"8h\" or \"14d\"".into(),
            Kind::Size => "a size is needed, like \"512KB\", \"50MB\" or \"1GB\"".into(),
            Kind::List => "a list of texts is needed, like [\"one\", \"two\"]".into(),
            Kind::Choice(words) => format!("one of \"{}\" is needed", words.join("\", \"")),
        }
    }

    fn expected(self, got: &str) -> String {
        let wanted = match self {
            Kind::Flag => "true or false is needed".into(),
            other => other.wanted(),
        };
        format!("{wanted}, not {got:?}")
    }
}

fn article(kind: &str) -> String {
    let an = if kind.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{an} {kind}")
}

const LENGTHS: [(&str, u64); 5] =
    [("ms", 1), ("min", 60_000), ("s", 1_000), ("h", 3_600_000), ("d", 86_400_000)];
const SIZES: [(&str, u64); 4] = [("KB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30), ("B", 1)];

fn length(text: &str) -> Option<Duration> {
    measure(text, &LENGTHS).filter(|length| *length > 0).map(Duration::from_millis)
}

fn size(text: &str) -> Option<u64> {
    measure(text, &SIZES)
}

fn measure(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let (number, factor) =
        units.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, *factor)))?;
    number.trim_end().parse::<u64>().ok()?.checked_mul(factor)
}

fn in_units(number: u64, units: &[(&str, u64)]) -> String {
    let fitting = units.iter().filter(|(_, factor)| number.is_multiple_of(*factor));
    let (unit, factor) = fitting.max_by_key(|(_, factor)| *factor).copied().unwrap_or(("", 1));
    format!("\"{}{unit}\"", number / factor)
}

/// As it would stand in the file.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
        match self {
            Value::Text(value) => formatter.write_str(&text(value)),
            Value::Flag(value) => value.fmt(formatter),
            Value::Count(value) => value.fmt(formatter),
            Value::Length(value) => {
                let millis = u64::try_from(value.as_millis()).unwrap_or(u64::MAX);
                formatter.write_str(&in_units(millis, &LENGTHS))
            }
            Value::Size(value) => formatter.write_str(&in_units(*value, &SIZES)),
            Value::List(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| text(part)).collect();
                write!(formatter, "[{}]", parts.join(", "))
            }
        }
    }
}
