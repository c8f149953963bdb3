//! The page on which a note is changed.

use maud::{Markup, html};

use crate::base::{Fields, Problems};
use crate::crm::activities::{self, Note};
use crate::crm::owners::{self, Owners};
use crate::web::components::{Inputs, title, trail};
use crate::web::{Cx, frame};

/// The form of a note.
pub fn note(
    cx: &Cx,
    note: &Note,
    (fields, problems): (&Fields, &Problems),
    known: &Owners,
    back: &str,
) -> Markup {
    let heading = Inputs::new(cx, fields, problems).title(cx.t("activities-edit-title"));
    let body = html! {
        (trail(cx, &[(back, cx.t("activities-record"))]))
        (title(cx.t("activities-edit-title"), "", html! {}))
        (activities::note_form(cx, note, (fields, problems), back))
        (owners::colleagues(cx, known))
    };
    frame(cx, &heading, body)
}

/// Somebody else was faster: what is stored now, and the form with what was typed.
pub fn note_clash(cx: &Cx, stored: &Note, fields: &Fields, known: &Owners, back: &str) -> Markup {
    let body = html! {
        (trail(cx, &[(back, cx.t("activities-record"))]))
        (title(cx.t("activities-edit-title"), "", html! {}))
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p { (cx.t("form-stale-text")) }
            div.said { (activities::shown(stored)) }
        }
        (activities::note_form(cx, stored, (fields, &Problems::default()), back))
        (owners::colleagues(cx, known))
    };
    frame(cx, cx.t("form-stale-title"), body)
}
