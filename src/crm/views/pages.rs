//! What the pages of lists share.

use std::fmt::Debug;

use poem::Response;

use super::model::{Choices, Lens, List, Own, Seen, Set};
use super::store;
use crate::base::listing::Count;
use crate::base::{ChangeSetId, Country, Fields, Result, SubjectId};
use crate::crm::{fields, owners, tags};
use crate::platform::{Kept, View};
use crate::web::{Cx, flash};

/// What can be chosen in every list: members, tags, countries, and what the workspace has added to its records.
pub fn choices(cx: &Cx, view: &View, list: List) -> Result<Choices> {
    let me = ("me".to_owned(), cx.t("views-me").to_owned());
    let members = std::iter::once(me).chain(owners::store::list(view)?.filters()).collect();
    let tags = tags::store::list(view)?.into_iter().map(|tag| (tag.id.to_string(), tag.name)).collect();
    let countries = Country::by_name(cx.language());
    let countries = countries.into_iter().map(|(code, name)| (code.to_owned(), name.to_owned())).collect();
    let yes_no = [("yes", "views-yes"), ("no", "views-no")]
        .map(|(value, key)| (value.to_owned(), cx.t(key).to_owned()));
    let mut choices = Choices::default()
        .with(Set::Members, members)
        .with(Set::Tags, tags)
        .with(Set::Countries, countries)
        .with(Set::YesNo, yes_no.to_vec());
    for field in fields::store::list(view, list.kind())? {
        let own = Own { id: field.id, kind: field.kind, scale: field.scale };
        let options = field.options.into_iter().map(|option| (option.id.to_string(), option.label)).collect();
        choices = choices.with(Set::Options(own.id), options).with_own(own, field.facts.label);
    }
    Ok(choices)
}

/// The list through that lens, with the chosen columns of the page's records.
pub fn seen(view: &View, lens: Lens, choices: Choices, subjects: &[SubjectId]) -> Result<Seen> {
    let cells = store::cells(view, lens.list, &lens.state.columns, subjects)?;
    Ok(Seen { lens, choices, cells })
}

/// A quarter of an hour in milliseconds: in every zone a day begins with one, and conditions like "the last week" change.
const QUARTER: i64 = 900_000;

/// How long a list is for its reader: what its only page says, or what is counted once for as long as nothing is written.
/// `kept` is older than `view`.
pub fn count(
    (kept, view): (&Kept, &View),
    (list, filter): (List, &impl Debug),
    whole: Option<Count>,
    read: impl FnOnce() -> Result<Count>,
) -> Result<Count> {
    match whole {
        Some(count) => Ok(count),
        None => Ok(*kept.get(view, (list, filter, view.member(), view.now().0 / QUARTER), read)?),
    }
}

/// The page on which the pressed button is about the ticked rows: other changes, a file of them, a letter to them. None if it is an
/// act of the list itself.
pub fn elsewhere(cx: &Cx, list: List, (typed, row): (&Fields, &str), back: &str) -> Option<Response> {
    let code = list.code();
    let path = match typed.first("verb") {
        "change" => format!("/lists/{code}/bulk"),
        "export" => format!("/{code}/export"),
        "write" if list.is_people() => {
            let number = |row: &'_ str| row.split('.').next().unwrap_or_default().to_owned();
            let people: Vec<String> = typed.all(row).map(number).collect();
            let people: Vec<(&str, &str)> = people.iter().map(|person| ("about", person.as_str())).collect();
            return Some(flash::see_other(&flash::with(&cx.path("/mails/new"), &people)));
        }
        _ => return None,
    };
    let rows: Vec<(&str, &str)> = typed.all(row).map(|ticked| ("row", ticked)).collect();
    let page = flash::with(&cx.path(&path), &rows);
    let seen = back.split_once('?').map(|(_, query)| format!("&{query}")).unwrap_or_default();
    Some(flash::see_other(&format!("{page}{seen}")))
}

/// Back to the list after an act on so many ticked rows; those that somebody changed since they were shown were left.
pub fn ended(back: String, key: &'static str, count: usize, (set, left): (ChangeSetId, usize)) -> Response {
    match left {
        0 => flash::undoable_counted(back, key, count, set),
        left => flash::undoable_counted(back, "views-some-left", left, set),
    }
}
