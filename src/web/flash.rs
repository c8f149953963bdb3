//! What a page says after an act: carried in the address, so that no cookie is needed and a second tab is not confused.
//!
//! Only messages of our own catalogues can be shown, and an undo only works for whom it belongs to.

use std::fmt::Write;

use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use poem::Response;
use poem::http::{StatusCode, header};

use super::components::{Icon, icon, notice};
use super::cx::Cx;
use crate::base::ChangeSetId;
use crate::platform::i18n;

/// All but what RFC 3986 leaves as it is in a query.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// After an act: to that path (303), which then says the message of that key.
pub fn done(path: impl AsRef<str>, key: &'static str) -> Response {
    see_other(&with(path.as_ref(), &[("done", key)]))
}

/// The same with a number in the message (its argument is `count`).
pub fn counted(path: impl AsRef<str>, key: &'static str, count: usize) -> Response {
    see_other(&with(path.as_ref(), &[("done", key), ("count", &count.to_string())]))
}

/// The same with a button that undoes the act.
pub fn undoable(path: impl AsRef<str>, key: &'static str, set: ChangeSetId) -> Response {
    see_other(&with(path.as_ref(), &[("done", key), ("undo", &set.to_string())]))
}

/// The same with a number in the message.
pub fn undoable_counted(
    path: impl AsRef<str>,
    key: &'static str,
    count: usize,
    set: ChangeSetId,
) -> Response {
    let values = [("done", key), ("count", &*count.to_string()), ("undo", &*set.to_string())];
    see_other(&with(path.as_ref(), &values))
}

/// To that path, without a word.
pub fn see_other(path: &str) -> Response {
    Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, path).finish()
}

/// The path with values added to its query.
pub fn with(path: &str, values: &[(&str, &str)]) -> String {
    let (path, fragment) = path.split_once('#').map_or((path, None), |(path, end)| (path, Some(end)));
    let mut whole = path.to_owned();
    for (name, value) in values {
        let mark = if whole.contains('?') { '&' } else { '?' };
        let value = utf8_percent_encode(value, QUERY);
        let _ = write!(whole, "{mark}{name}={value}");
    }
    if let Some(fragment) = fragment {
        let _ = write!(whole, "#{fragment}");
    }
    whole
}

/// What the address of this page asks the frame to say.
pub(super) fn shown(cx: &Cx) -> Option<Markup> {
    let query = cx.facts.path.split_once('?')?.1;
    let value = |name: &str| {
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    };
    let count = value("count").and_then(|count| count.parse().ok());
    let text = i18n::asked(cx.language(), value("done")?, count)?;
    let undo = value("undo").and_then(|set| set.parse::<ChangeSetId>().ok());
    Some(notice(&text, html! { @if let Some(set) = undo { (undo_button(cx, set)) } }))
}

/// The address of this page, to come back to, without what it was asked to say.
pub(super) fn here(cx: &Cx) -> &str {
    let path = cx.facts.path.as_str();
    match path.split_once('?') {
        Some((page, query)) if query.split('&').any(|pair| pair.starts_with("done=")) => page,
        _ => path,
    }
}

fn undo_button(cx: &Cx, set: ChangeSetId) -> Markup {
    html! {
        form method="post" action=(cx.path(format_args!("/undo/{set}"))) {
            input type="hidden" name="back" value=(here(cx));
            button.button.quiet aria-keyshortcuts="z" { (icon(Icon::Undo)) " " (cx.t("flash-undo")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_join_a_query_and_stay_before_the_fragment() {
        assert_eq!(with("/w/a/contacts", &[("done", "contacts-saved")]), "/w/a/contacts?done=contacts-saved");
        assert_eq!(with("/x?q=1#notes", &[("a", "б&")]), "/x?q=1&a=%D0%B1%26#notes");
    }
}
