//! Leaving a company.

use maud::{Markup, html};

use crate::web::components::{Button, title};
use crate::web::{Cx, frame};

/// What leaving means, and the button.
pub fn leave(cx: &Cx) -> Markup {
    let company = cx.who.place.as_ref().map_or("", |place| place.name.as_str());
    let heading = cx.tell("members-leave-title", &[("company", company.into())]);
    let body = html! {
        (title(&heading, "", html! {}))
        form.form method="post" action=(cx.path("/leave")) {
            p { (cx.t("members-leave-text")) }
            p.actions {
                (Button::submit(cx.t("members-leave")).primary())
                (Button::link("/account", cx.t("members-stay")).quiet())
            }
        }
    };
    frame(cx, &heading, body)
}
