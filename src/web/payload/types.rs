//! Values in the bodies of programs, as strict as their schema.

use std::borrow::Cow;

use jiff::Timestamp;
use poem_openapi::registry::{MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::types::{ParseError, ParseFromJSON, ParseFromParameter, ParseResult, ToJSON, Type};
use serde_json::Value;

use crate::base::words::Words;
use crate::base::{At, Day, listing};

/// Records on a page at most.
const MOST_ROWS: usize = 100;

/// A text of at most so many characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<const MOST: usize>(pub String);

/// The number of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number(pub i64);

/// How many records a page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(pub usize);

/// A word of a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<E>(pub E);

/// An instant, RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub At);

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date(pub Day);

/// At most so many of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<T, const MOST: usize>(pub Vec<T>);

/// A value, or `null` for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nullable<T>(pub Option<T>);

/// What may be left out, and then stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent<T>(pub Option<T>);

impl Default for Limit {
    fn default() -> Limit {
        Limit(listing::SIZE)
    }
}

impl<T> Sent<Nullable<T>> {
    /// The value in words, `null` as an empty text; nothing if it was left out.
    pub fn said(&self, word: impl FnOnce(&T) -> String) -> Option<String> {
        self.0.as_ref().map(|value| value.0.as_ref().map_or_else(String::new, word))
    }
}

impl<const MOST: usize> Sent<Text<MOST>> {
    /// The text, if one was sent.
    pub fn text(&self) -> Option<String> {
        self.0.as_ref().map(|text| text.0.clone())
    }
}

impl<const LENGTH: usize, const MOST: usize> Sent<List<Text<LENGTH>, MOST>> {
    /// The texts with commas between, if a list was sent.
    pub fn joined(&self) -> Option<String> {
        let texts = self.0.as_ref()?;
        Some(texts.0.iter().map(|text| text.0.as_str()).collect::<Vec<_>>().join(","))
    }
}

impl<T> Default for Sent<T> {
    fn default() -> Sent<T> {
        Sent(None)
    }
}

/// Writes the parts of [`Type`] that are the same for all of these.
macro_rules! described {
    ([$($generics:tt)*] $name:ty, $called:expr, $schema:expr) => {
        impl<$($generics)*> Type for $name {
            const IS_REQUIRED: bool = true;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> Cow<'static, str> {
                $called.into()
            }

            fn schema_ref() -> MetaSchemaRef {
                MetaSchemaRef::Inline(Box::new($schema))
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }

            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(std::iter::once(self))
            }
        }
    };
}

described!([const MOST: usize] Text<MOST>, format!("text_{MOST}"), MetaSchema {
    max_length: Some(MOST), ..MetaSchema::new("string")
});
described!([] Number, "number", MetaSchema {
    minimum: Some(1.0), ..MetaSchema::new_with_format("integer", "int64")
});
described!([] Limit, "limit", MetaSchema {
    minimum: Some(1.0), maximum: Some(MOST_ROWS as f64), default: Some(listing::SIZE.into()),
    ..MetaSchema::new_with_format("integer", "int32")
});
described!([E: Words] Word<E>, "word", MetaSchema {
    enum_items: E::all().iter().map(|each| each.word().into()).collect(), ..MetaSchema::new("string")
});
described!([] Moment, "moment", MetaSchema::new_with_format("string", "date-time"));
described!([] Date, "date", MetaSchema::new_with_format("string", "date"));

/// Reads from JSON by a function of the text.
fn text<T: Type>(value: Option<Value>, read: impl FnOnce(String) -> Option<T>) -> ParseResult<T> {
    match value {
        Some(Value::String(text)) => {
            read(text).ok_or_else(|| ParseError::custom("the text is not of the described form"))
        }
        other => Err(ParseError::expected_type(other.unwrap_or_default())),
    }
}

impl<const MOST: usize> ParseFromJSON for Text<MOST> {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        text(value, |text| (text.chars().count() <= MOST).then_some(Text(text)))
    }
}

impl<const MOST: usize> ParseFromParameter for Text<MOST> {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        Text::parse_from_json(Some(value.into())).map_err(ParseError::propagate)
    }
}

impl<const MOST: usize> ToJSON for Text<MOST> {
    fn to_json(&self) -> Option<Value> {
        Some(self.0.clone().into())
    }
}

impl ParseFromJSON for Number {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        let value = value.unwrap_or_default();
        let number = value.as_i64().filter(|number| *number > 0);
        number.map(Number).ok_or_else(|| ParseError::expected_type(value))
    }
}

impl ParseFromParameter for Number {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        let number = value.parse().ok().filter(|number| *number > 0 && !value.starts_with('+'));
        number.map(Number).ok_or_else(|| ParseError::custom("a positive number is needed"))
    }
}

impl ParseFromParameter for Limit {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        let rows =
            value.parse().ok().filter(|rows| (1..=MOST_ROWS).contains(rows) && !value.starts_with('+'));
        rows.map(Limit).ok_or_else(|| ParseError::custom("1 to 100 are needed"))
    }
}

impl ToJSON for Number {
    fn to_json(&self) -> Option<Value> {
        Some(self.0.into())
    }
}

impl<E: Words> ParseFromJSON for Word<E> {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        text(value, |text| E::all().iter().copied().find(|each| each.word() == text).map(Word))
    }
}

impl<E: Words> ToJSON for Word<E> {
    fn to_json(&self) -> Option<Value> {
        Some(self.0.word().into())
    }
}

impl ParseFromJSON for Moment {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        text(value, |text| text.parse::<Timestamp>().ok().map(|at| Moment(at.into())))
    }
}

impl ParseFromParameter for Moment {
    fn parse_from_parameter(value: &str) -> ParseResult<Self> {
        Moment::parse_from_json(Some(value.into())).map_err(ParseError::propagate)
    }
}

impl ToJSON for Moment {
    fn to_json(&self) -> Option<Value> {
        Some(self.0.to_string().into())
    }
}

impl ParseFromJSON for Date {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        text(value, |text| text.parse().ok().filter(|_| text.len() == 10).map(Date))
    }
}

impl ToJSON for Date {
    fn to_json(&self) -> Option<Value> {
        Some(self.0.to_string().into())
    }
}

/// Writes [`Type`] for what wraps another one.
macro_rules! wraps {
    ([$($generics:tt)*] $name:ty, $required:literal, $schema:expr) => {
        impl<$($generics)*> Type for $name {
            const IS_REQUIRED: bool = $required;
            type RawValueType = Self;
            type RawElementValueType = Self;

            fn name() -> Cow<'static, str> {
                T::name()
            }

            fn schema_ref() -> MetaSchemaRef {
                $schema
            }

            fn register(registry: &mut Registry) {
                T::register(registry);
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }

            fn raw_element_iter<'a>(&'a self) -> Box<dyn Iterator<Item = &'a Self> + 'a> {
                Box::new(std::iter::once(self))
            }
        }
    };
}

wraps!([T: Type, const MOST: usize] List<T, MOST>, true, MetaSchemaRef::Inline(Box::new(MetaSchema {
    items: Some(Box::new(T::schema_ref())), max_items: Some(MOST), ..MetaSchema::new("array")
})));
wraps!([T: Type] Nullable<T>, true, match T::schema_ref() {
    MetaSchemaRef::Inline(mut schema) => {
            // A closed list must name `null`, too: `nullable` alone does not open it (OpenAPI 3.0.3).
            if !schema.enum_items.is_empty() {
                schema.enum_items.push(Value::Null);
            }
            MetaSchemaRef::Inline(Box::new(MetaSchema { nullable: true, ..*schema }))
        }
    named => named,
});
wraps!([T: Type] Sent<T>, false, T::schema_ref());

impl<T: ParseFromJSON, const MOST: usize> ParseFromJSON for List<T, MOST> {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        let Some(Value::Array(values)) = value else {
            return Err(ParseError::expected_type(value.unwrap_or_default()));
        };
        if values.len() > MOST {
            return Err(ParseError::custom(format!("at most {MOST} are taken")));
        }
        let read = values.into_iter().map(|value| T::parse_from_json(Some(value)));
        read.collect::<Result<Vec<T>, _>>().map(List).map_err(ParseError::propagate)
    }
}

impl<T: ParseFromJSON> ParseFromJSON for Nullable<T> {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        match value {
            Some(Value::Null) => Ok(Nullable(None)),
            other => {
                T::parse_from_json(other).map(|value| Nullable(Some(value))).map_err(ParseError::propagate)
            }
        }
    }
}

impl<T: ParseFromJSON> ParseFromJSON for Sent<T> {
    fn parse_from_json(value: Option<Value>) -> ParseResult<Self> {
        match value {
            None => Ok(Sent(None)),
            some => T::parse_from_json(some).map(|value| Sent(Some(value))).map_err(ParseError::propagate),
        }
    }
}

impl<T: ToJSON, const MOST: usize> ToJSON for List<T, MOST> {
    fn to_json(&self) -> Option<Value> {
        self.0.to_json()
    }
}

impl<T: ToJSON> ToJSON for Nullable<T> {
    fn to_json(&self) -> Option<Value> {
        self.0.to_json()
    }
}

impl<T: ToJSON> ToJSON for Sent<T> {
    fn to_json(&self) -> Option<Value> {
        self.0.as_ref().and_then(ToJSON::to_json)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::base::SubjectKind;

    #[test]
    fn what_the_schema_does_not_say_is_refused() {
        assert!(Text::<3>::parse_from_json(Some(json!("щит"))).is_ok());
        assert!(Text::<3>::parse_from_json(Some(json!("four"))).is_err());
        assert!(Text::<3>::parse_from_json(Some(json!(1))).is_err());
        assert!(Number::parse_from_json(Some(json!(0))).is_err());
        assert!(Number::parse_from_json(Some(json!("1"))).is_err());
        assert!(Date::parse_from_json(Some(json!("2026-02-30"))).is_err());
        assert!(Moment::parse_from_json(Some(json!("yesterday"))).is_err());
        assert!(Word::<SubjectKind>::parse_from_json(Some(json!("letter"))).is_err());
        assert!(Sent::<Number>::parse_from_json(Some(Value::Null)).is_err());
    }

    #[test]
    fn left_out_and_null_are_two_things() {
        assert_eq!(Sent::<Nullable<Number>>::parse_from_json(None).unwrap(), Sent(None));
        assert_eq!(
            Sent::<Nullable<Number>>::parse_from_json(Some(Value::Null)).unwrap(),
            Sent(Some(Nullable(None)))
        );
    }
}
