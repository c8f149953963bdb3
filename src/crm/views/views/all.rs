//! The page with the views of a list.

use maud::{Markup, html};

use super::super::model::{List, Saved};
use super::{address, list_path};
use crate::base::{Right, ViewId};
use crate::crm::owners::{Owners, owner_name};
use crate::web::components::{Button, Drawing, Icon, Tone, empty, state, trail};
use crate::web::{Cx, frame};

/// Every view that the reader has, with whom it belongs to and what can be done with it.
pub fn all(cx: &Cx, list: List, (views, first): (&[Saved], Option<ViewId>), owners: &Owners) -> Markup {
    let back = cx.path(list_path(list));
    let body = html! {
        (trail(cx, &[(&back, cx.t(list.key()))]))
        header.title { h1 { (cx.t("views-title")) } }
        p.help { (cx.t("views-help")) }
        @if views.is_empty() {
            (empty(Drawing::Glass, cx.t("views-none"), cx.t("views-none-text"), html! {
                (Button::link(back.as_str(), cx.t("views-to-list")))
            }))
        } @else {
            ul.lines {
                @for saved in views { (line(cx, saved, first == Some(saved.id), owners)) }
            }
            @if first.is_some() {
                form.actions method="post" action=(cx.path(format_args!("/lists/{}/first", list.code()))) {
                    (Button::submit(cx.t("views-begin-plain")))
                }
            }
        }
    };
    frame(cx, &format!("{}: {}", cx.t("views-title"), cx.t(list.key())), body)
}

fn line(cx: &Cx, saved: &Saved, is_first: bool, owners: &Owners) -> Markup {
    let is_theirs = saved.author.is_some() && saved.author == cx.actor().member;
    let shown = address(cx, &list_path(saved.list), &[("view".to_owned(), saved.id.to_string())]);
    html! {
        li {
            a href=(shown) { (saved.name) }
            form.actions method="post" action=(cx.path(format_args!("/views/{}/duplicate", saved.id))) {
                @if is_first { (state(Tone::Good, cx.t("views-is-first"))) }
                @else {
                    (Button::submit(cx.t("views-first-short")).quiet()
                        .posts(cx.path(format_args!("/views/{}/first", saved.id))))
                }
                (Button::submit(cx.t("views-duplicate")).quiet())
                @if is_theirs || cx.may(Right::SettingsWrite) {
                    (Button::link(cx.path(format_args!("/views/{}", saved.id)), cx.t("views-edit-short")).quiet().icon(Icon::Pencil))
                }
            }
            span.how {
                @if saved.is_shared { (cx.t("views-of-all")) " · " (owner_name(cx, owners, saved.author)) }
                @else { (cx.t("views-of-me")) }
            }
        }
    }
}
