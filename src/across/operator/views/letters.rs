//! What became of the letters of all workspaces.

use std::collections::HashMap;

use maud::{Markup, html};

use super::super::model::{Choice, Dispatch, Tenant};
use crate::base::{WorkspaceId, format};
use crate::platform::i18n;
use crate::web::components::{chip, chip_on, pager, section};
use crate::web::installation::{Part, part};
use crate::web::{Cx, flash};
use crate::workspace::email;

/// What the list shows.
pub struct Mail<'a> {
    /// Which letters.
    pub choice: Choice,
    /// At most 50 of them.
    pub letters: &'a [Dispatch],
    /// Whether these are the newest.
    pub is_first: bool,
}

/// The letters, the newest first.
pub fn mail(cx: &Cx, shown: &Mail, tenants: &[Tenant]) -> Markup {
    let names: HashMap<WorkspaceId, &str> =
        tenants.iter().map(|tenant| (tenant.id, tenant.slug.as_str())).collect();
    let older = shown.letters.last().filter(|_| shown.letters.len() == 50);
    let older = older.map(|last| flash::with(shown.choice.path(), &[("before", &last.id.to_string())]));
    let newest = (!shown.is_first).then(|| shown.choice.path());
    let body = html! {
        div.form { p.help { (cx.t("operator-mail-what")) } }
        p.bar {
            @match shown.choice {
                Choice::All => (chip(Choice::Unwell.path(), cx.t("operator-mail-unwell"))),
                Choice::Unwell => (chip_on(cx, Choice::All.path(), cx.t("operator-mail-unwell"))),
            }
        }
        @if shown.letters.is_empty() { div.form { p { (cx.t("operator-mail-none")) } } }
        ul.lines { @for letter in shown.letters { (line(cx, letter, &names)) } }
        @if older.is_some() || newest.is_some() { (pager(cx, "", newest, older.as_deref())) }
    };
    part(cx, Part::Mail, cx.t("operator-mail"), section("part", cx.t("operator-mail"), html! {}, body))
}

fn line(cx: &Cx, letter: &Dispatch, names: &HashMap<WorkspaceId, &str>) -> Markup {
    let known = |key: &str| i18n::known(cx.language(), key).map_or("", |key| cx.t(key));
    let age = format::span(cx.language(), cx.now().since(letter.created_at));
    html! {
        li {
            span { (known(&letter.name)) }
            (email::standing(cx, letter.state))
            span.how {
                (letter.to) " · "
                @match names.get(&letter.workspace) {
                    Some(slug) => (slug),
                    None => (cx.t("operator-job-own")),
                }
                " · " (cx.tell("operator-tries", &[("count", letter.tries.into())]))
                " · " (cx.tell("operator-mail-age", &[("age", age.into())]))
                @if !letter.problem.is_empty() { br; (known(&letter.problem)) }
            }
        }
    }
}
