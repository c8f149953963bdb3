//! The form of a view's name.

use maud::{Markup, html};

use super::super::model::{List, Saved, State};
use super::{address, list_path};
use crate::base::{Fields, Problems};
use crate::web::components::{Button, Icon, Inputs, trail};
use crate::web::{Cx, frame};

/// What the form is about.
pub struct Sheet<'a> {
    /// Of which list.
    pub list: List,
    /// What a new view will show.
    pub state: &'a State,
    /// The view that is edited; none: a new one.
    pub saved: Option<&'a Saved>,
    /// What was typed.
    pub typed: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
}

/// The name, who has the view, and whether the list begins with it.
pub fn naming(cx: &Cx, sheet: &Sheet) -> Markup {
    let inputs = Inputs::new(cx, sheet.typed, sheet.problems);
    let (title, action) = match sheet.saved {
        Some(saved) => (cx.t("views-edit"), cx.path(format_args!("/views/{}", saved.id))),
        None => (cx.t("views-save-list"), cx.path(format_args!("/lists/{}/save", sheet.list.code()))),
    };
    let list = cx.path(list_path(sheet.list));
    let back = match sheet.saved {
        Some(_) => cx.path(format_args!("/lists/{}/views", sheet.list.code())),
        None => address(cx, &list_path(sheet.list), &sheet.state.pairs()),
    };
    let may_share = cx.may(sheet.list.write_right());
    let body = html! {
        (trail(cx, &[(&list, cx.t(sheet.list.key()))]))
        header.title { h1 { (title) } }
        (inputs.errors())
        form.form method="post" action=(action) novalidate {
            @match sheet.saved {
                Some(saved) => input type="hidden" name="version" value=(saved.version);,
                None => {
                    (inputs.hidden("act"))
                    @for (name, value) in sheet.state.pairs() { input type="hidden" name=(name) value=(value); }
                },
            }
            (inputs.text("name", cx.t("views-called")).autocomplete("off").focus())
            @if may_share { (inputs.check("shared", cx.t("views-shared")).help(cx.t("views-shared-help"))) }
            (inputs.check("first", cx.t("views-first")))
            p.actions {
                (Button::submit(cx.t("views-save")).primary().key("s"))
                (Button::link(back, cx.t("form-cancel")))
            }
        }
        @if let Some(saved) = sheet.saved { (more(cx, saved)) }
    };
    frame(cx, &inputs.title(title), body)
}

/// What else can be done with a view.
fn more(cx: &Cx, saved: &Saved) -> Markup {
    html! {
        form.actions method="post" action=(cx.path(format_args!("/views/{}/remove", saved.id))) {
            (Button::submit(cx.t("views-remove")).grave().icon(Icon::Bin))
        }
    }
}
