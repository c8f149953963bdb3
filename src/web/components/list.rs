//! Lists: chips that filter, heads that sort, boxes that choose, the pager, and what an empty list shows.

use maud::{Markup, html};

use super::drawing::Drawing;
use super::icon::{Icon, icon};
use crate::web::cx::Cx;

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// It is not.
    Not,
    /// The smallest first.
    Up,
    /// The largest first.
    Down,
}

/// A filter that is off; following it turns it on.
pub fn chip(href: &str, text: &str) -> Markup {
    html! { a.chip href=(href) { (text) } }
}

/// A filter that is on; following it turns it off.
pub fn chip_on(cx: &Cx, href: &str, text: &str) -> Markup {
    html! {
        a.chip.on href=(href) { (text) " " (icon(Icon::Close)) span.unseen { (cx.t("list-filter-off")) } }
    }
}

/// The head of a sortable column: `href` sorts by it, or turns the order around.
pub fn sort_head(class: &str, href: &str, text: &str, order: Order) -> Markup {
    let (sorted, drawing) = match order {
        Order::Not => (None, None),
        Order::Up => (Some("ascending"), Some(Icon::Up)),
        Order::Down => (Some("descending"), Some(Icon::Down)),
    };
    html! {
        th class=(class) scope="col" aria-sort=[sorted] {
            a href=(href) { (text) @if let Some(drawing) = drawing { " " (icon(drawing)) } }
        }
    }
}

/// The cell with the box that chooses all rows of the page; does so by script only, and hides without it.
pub fn pick_all(cx: &Cx) -> Markup {
    html! {
        td.pick { label { input type="checkbox" data-all aria-label=(cx.t("list-choose-all")); } }
    }
}

/// The cell with the box that chooses one row; `name` tells screen readers which.
pub fn pick(cx: &Cx, field: &str, value: impl std::fmt::Display, name: &str) -> Markup {
    html! {
        td.pick {
            label {
                input type="checkbox" name=(field) value=(value)
                    aria-label={ (cx.t("list-choose")) " " (name) };
            }
        }
    }
}

/// The foot of a list: what is shown, and the ways to newer and older rows.
pub fn pager(cx: &Cx, shown: &str, newer: Option<&str>, older: Option<&str>) -> Markup {
    html! {
        nav.pager aria-label=(cx.t("list-pages")) {
            p { (shown) }
            @if newer.is_some() || older.is_some() {
                p.actions {
                    (way(newer, "prev", html! { (icon(Icon::Back)) " " (cx.t("list-newer")) }))
                    (way(older, "next", html! { (cx.t("list-older")) " " (icon(Icon::Next)) }))
                }
            }
        }
    }
}

fn way(href: Option<&str>, rel: &str, text: Markup) -> Markup {
    html! {
        @if let Some(href) = href { a.button href=(href) rel=(rel) { (text) } }
        @else { span.button aria-disabled="true" { (text) } }
    }
}

/// What an empty list shows: a drawing, what belongs here, and the one act.
pub fn empty(drawing: Drawing, title: &str, text: &str, action: Markup) -> Markup {
    html! {
        section.empty {
            (drawing)
            div { h2 { (title) } p { (text) } }
            (action)
        }
    }
}
