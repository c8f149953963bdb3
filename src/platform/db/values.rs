//! How the words of the product become columns and come back.

use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Type, ValueRef};

use super::row::{Column, Row};
use crate::base::listing;
use crate::base::{At, Country, Currency, Day, Density, Error, Id, Language, Role, SubjectKind, Theme};

impl<K> ToSql for Id<K> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.number().into())
    }
}

impl<K> FromSql for Id<K> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Id<K>> {
        value.as_i64().map(Id::new)
    }
}

impl ToSql for At {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for At {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<At> {
        value.as_i64().map(At)
    }
}

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Day> {
        value.as_str()?.parse().map_err(wrong)
    }
}

/// Enums stored as their code.
macro_rules! by_code {
    ($($name:ty),*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.code().into())
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<$name> {
                value.as_str()?.parse().map_err(wrong)
            }
        }
    )*};
}
by_code!(Language, Role, Country, Currency, SubjectKind, Theme, Density);

impl ToSql for listing::Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            listing::Value::Number(number) => (*number).into(),
            listing::Value::Text(text) => text.as_str().into(),
        })
    }
}

impl FromSql for listing::Value {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<listing::Value> {
        match value {
            ValueRef::Integer(number) => Ok(listing::Value::Number(number)),
            other => other.as_str().map(|text| listing::Value::Text(text.to_owned())),
        }
    }
}

/// A column that holds the code of an enum of a slice above.
pub fn coded<T: FromStr<Err = Error>>(row: &Row, column: &'static str) -> rusqlite::Result<T> {
    let number = column.place(row)?;
    let code: String = row.get(number)?;
    code.parse().map_err(|error: Error| {
        rusqlite::Error::FromSqlConversionFailure(number, Type::Text, Box::new(error))
    })
}

fn wrong(error: Error) -> FromSqlError {
    FromSqlError::Other(Box::new(error))
}
