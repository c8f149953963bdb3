//! Files as a page, and as a part of the pages of records.

use std::borrow::Cow;

use maud::{Markup, html};

use super::store::{Holder, Kept};
use crate::base::listing::Page;
use crate::base::{Fields, Problems, SubjectId};
use crate::crm::activities::Access;
use crate::crm::files::{self, File};
use crate::crm::owners::Owners;
use crate::platform::i18n;
use crate::web::components::{Drawing, Inputs, empty, pager, section, title, trail};
use crate::web::{Cx, flash, frame};

/// A file that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its name; empty: the reason holds for all of them.
    pub name: String,
    /// The key of the reason.
    pub key: Cow<'static, str>,
}

/// What the page says of the files that just came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shelf {
    /// Those that were not taken.
    pub refused: Vec<Refused>,
}

/// The part of a record's page: its newest files, and the line for more.
pub fn of_record(cx: &Cx, about: SubjectId, kept: &Kept, owners: &Owners, access: Access) -> Markup {
    let all = html! {
        @if kept.has_more { a href=(cx.path(format_args!("/files?about={about}"))) { (cx.t("files-more-files")) } }
    };
    let list = html! {
        @if kept.files.is_empty() { p.help { (cx.t("files-none-here")) } }
        @else { (files::lines(cx, &kept.files, owners, access)) }
        @if access == Access::Write { (files::adding(cx, about)) }
    };
    section("files", cx.t("files-all"), all, list)
}

/// Every file of a record.
pub fn list(cx: &Cx, holder: &Holder, (page, owners): (&Page<File>, &Owners), shelf: &Shelf) -> Markup {
    let about = holder.place.about;
    let here = cx.path(format_args!("/files?about={about}"));
    let turn = |name: &str, cursor: &Option<String>| Some(flash::with(&here, &[(name, cursor.as_deref()?)]));
    let (newer, older) = (turn("before", &page.newer), turn("after", &page.older));
    let heading = match shelf.refused.is_empty() {
        true => cx.t("files-all").to_owned(),
        false => format!("{} {}", cx.t("form-error-prefix"), cx.t("files-all")),
    };
    let body = html! {
        (trail(cx, &[(&cx.path(&holder.path), &holder.name)]))
        (title(cx.t("files-all"), "", html! {}))
        (refusals(cx, shelf))
        @if holder.access == Access::Write { (files::adding(cx, about)) }
        @if page.rows.is_empty() {
            (empty(Drawing::Tray, cx.t("files-none-title"), cx.t("files-none-text"), html! {}))
        } @else { (files::lines(cx, &page.rows, owners, holder.access)) }
        @if newer.is_some() || older.is_some() { (pager(cx, "", newer.as_deref(), older.as_deref())) }
    };
    frame(cx, &heading, body)
}

/// What was not taken, and why.
fn refusals(cx: &Cx, shelf: &Shelf) -> Markup {
    html! {
        @if !shelf.refused.is_empty() {
            div.errors role="alert" aria-labelledby="errors-title" {
                h2 #errors-title { (cx.t("files-refused-title")) }
                @if shelf.refused.iter().all(|refused| !refused.name.is_empty()) { p { (cx.t("files-refused-rest")) } }
                ul {
                    @for refused in &shelf.refused {
                        li {
                            @if !refused.name.is_empty() { b { (refused.name) } ": " }
                            (i18n::message(cx.language(), &refused.key))
                        }
                    }
                }
            }
        }
    }
}

/// The form of a name as a page.
pub fn rename(cx: &Cx, file: &File, holder: &Holder, (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    frame(cx, &inputs.title(cx.t("files-rename-title")), form(cx, file, holder, (&inputs, html! {})))
}

/// The same where somebody else was faster: the name that is stored now, and what was typed.
pub fn clash(cx: &Cx, stored: &File, holder: &Holder, fields: &Fields) -> Markup {
    let problems = Problems::default();
    let inputs = Inputs::new(cx, fields, &problems);
    let told = html! {
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p { (cx.t("form-stale-text")) }
            p { b { (stored.name.to_string()) } }
        }
    };
    frame(cx, cx.t("form-stale-title"), form(cx, stored, holder, (&inputs, told)))
}

fn form(cx: &Cx, file: &File, holder: &Holder, (inputs, told): (&Inputs, Markup)) -> Markup {
    let back = cx.path(&holder.path);
    html! {
        (trail(cx, &[(&back, &holder.name)]))
        (title(cx.t("files-rename-title"), "", html! {}))
        (told)
        (files::rename(cx, file, inputs, &back))
    }
}
