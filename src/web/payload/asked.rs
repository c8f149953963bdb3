//! What programs ask for: acts that are done once, pages of a list, fields as a form would have sent them.

use poem_openapi::types::{ParseFromJSON, ToJSON, Type};

use super::answers::Page;
use super::types::{Limit, Text};
use crate::base::{At, Error, Fields, Problems, Result, listing};
use crate::platform::Tx;
use crate::web::cx::Cx;

/// An act of a program that may carry an `Idempotency-Key`: then the same request is done once.
pub async fn once(
    cx: &Cx,
    key: Option<Text<160>>,
    fields: &Fields,
    run: impl FnOnce(&Tx) -> Result<String> + Send + 'static,
) -> Result<String> {
    let done = match key {
        Some(Text(key)) if key.trim().is_empty() => {
            return Err(Error::Malformed("the Idempotency-Key is empty"));
        }
        Some(Text(key)) => cx.write_once(&format!("api {key}"), fields, run).await,
        None => cx.write(run).await,
    };
    done.map_err(renamed)
}

/// A walk through a list by rising number.
pub struct Walk {
    /// The number of the last record of the page before; 0 at the beginning.
    pub after: i64,
    filter: String,
    limit: usize,
}

impl Walk {
    /// Goes on at the cursor of the page before; `Malformed` if that is none of this list under these filters.
    pub fn new(list: &str, since: Option<At>, cursor: Option<&str>, limit: Option<Limit>) -> Result<Walk> {
        let filter = format!("{list} {}", since.map_or(0, |since| since.0));
        let after = match cursor {
            None => 0,
            Some(cursor) => listing::open_id(&filter, cursor)
                .ok_or(Error::Malformed("the cursor is not one of this list under these filters"))?,
        };
        Ok(Walk { after, filter, limit: limit.unwrap_or_default().0 })
    }

    /// How many rows to ask for: one more than a page tells whether there is another.
    pub fn rows(&self) -> i64 {
        i64::try_from(self.limit).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// The page of these records.
    pub fn page<T>(&self, mut data: Vec<T>, id: impl Fn(&T) -> i64) -> Page<T>
    where
        T: Send + Sync + Type + ParseFromJSON + ToJSON,
    {
        let has_more = data.len() > self.limit;
        data.truncate(self.limit);
        let last = data.last().filter(|_| has_more);
        let next = last.map(|record| listing::seal_id(&self.filter, id(record)));
        Page { data, next }
    }
}

/// Puts a field into what a form would have sent, if the program sent it.
pub fn put(fields: Fields, name: &str, sent: Option<String>) -> Fields {
    match sent {
        Some(value) => fields.without(name).with(name, value),
        None => fields,
    }
}

/// Names fields as programs know them: rows of `email` are `emails`, and so on.
pub fn renamed(error: Error) -> Error {
    const LISTS: &[(&str, &str)] = &[
        ("email", "emails"),
        ("phone", "phones"),
        ("domain", "domains"),
        ("address", "addresses"),
        ("field", "fields"),
    ];
    const NAMES: &[(&str, &str)] = &[
        ("held_on", "held_at"),
        ("owner", "owner_id"),
        ("assignee", "assignee_id"),
        ("about", "about_id"),
        ("act", "Idempotency-Key"),
    ];
    let Error::Invalid(problems) = error else { return error };
    let mut told = Problems::default();
    for problem in problems.iter() {
        let (first, rest) = problem.field.split_at(problem.field.find('.').unwrap_or(problem.field.len()));
        let known: &[(&str, &str)] = if rest.is_empty() { NAMES } else { LISTS };
        let name = known.iter().find(|(form, _)| *form == first).map_or(first, |(_, name)| name);
        told.push(format!("{name}{rest}"), problem.key.clone());
    }
    Error::Invalid(told)
}
