//! Who works here, as part of the settings.

use maud::{Markup, html};

use super::model::Member;
use crate::web::Cx;
use crate::web::components::{Tone, state};
use crate::workspace::settings::{Section, sections};

/// Everybody with their role.
pub fn people(cx: &Cx, members: &[Member]) -> Markup {
    let active = members.iter().filter(|member| member.is_active).count();
    let body = html! {
        ul.lines {
            @for member in members {
                li {
                    span { (member.name) }
                    span.num.soft { (cx.t(member.role.key())) }
                    span.how {
                        (member.email)
                        @if !member.is_active { " · " (state(Tone::Draft, cx.t("members-inactive"))) }
                    }
                }
            }
        }
        div.form { p.help { (cx.tell("members-count", &[("count", active.into())])) " " (cx.t("members-how-to-add")) } }
    };
    sections(cx, Section::People, cx.t("settings-people"), body)
}
