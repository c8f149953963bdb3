//! The places of a workspace, one table: whatever a later slice adds is a line of it.

use maud::{Markup, html};

use super::person;
use crate::base::Right;
use crate::web::components::{Icon, icon};
use crate::web::cx::Cx;

/// More unread notices than these are many.
const MOST: i64 = 99;

/// One place.
struct Spot {
    key: &'static str,
    path: &'static str,
    icon: Icon,
    right: Option<Right>,
    keys: Option<&'static str>,
    shelf: Shelf,
}

/// Where a place stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shelf {
    /// On top, and in the phone's bar.
    Bar,
    /// On top on a desk, and behind "More" on the phone.
    Desk,
    /// At the foot, and behind "More" on the phone.
    Foot,
}

const PLACES: [Spot; 13] = [
    Spot { key: "place-home", path: "", icon: Icon::Home, right: None, keys: Some("h"), shelf: Shelf::Bar },
    Spot {
        key: "place-contacts",
        path: "/contacts",
        icon: Icon::Person,
        right: Some(Right::CustomersRead),
        keys: Some("c"),
        shelf: Shelf::Bar,
    },
    Spot {
        key: "place-companies",
        path: "/companies",
        icon: Icon::Building,
        right: Some(Right::CustomersRead),
        keys: Some("o"),
        shelf: Shelf::Bar,
    },
    Spot {
        key: "place-leads",
        path: "/leads",
        icon: Icon::Inbox,
        right: Some(Right::SalesRead),
        keys: Some("l"),
        shelf: Shelf::Desk,
    },
    Spot {
        key: "place-deals",
        path: "/deals",
        icon: Icon::Funnel,
        right: Some(Right::SalesRead),
        keys: Some("d"),
        shelf: Shelf::Bar,
    },
    Spot {
        key: "place-tasks",
        path: "/tasks",
        icon: Icon::Tick,
        right: Some(Right::SalesRead),
        keys: Some("t"),
        shelf: Shelf::Bar,
    },
    Spot {
        key: "place-products",
        path: "/products",
        icon: Icon::Tag,
        right: Some(Right::MoneyRead),
        keys: Some("p"),
        shelf: Shelf::Desk,
    },
    Spot {
        key: "place-quotes",
        path: "/quotes",
        icon: Icon::Quote,
        right: Some(Right::MoneyRead),
        keys: Some("q"),
        shelf: Shelf::Desk,
    },
    Spot {
        key: "place-invoices",
        path: "/invoices",
        icon: Icon::Invoice,
        right: Some(Right::MoneyRead),
        keys: Some("i"),
        shelf: Shelf::Desk,
    },
    Spot {
        key: "place-reports",
        path: "/reports",
        icon: Icon::Chart,
        right: Some(Right::SalesRead),
        keys: Some("r"),
        shelf: Shelf::Desk,
    },
    Spot {
        key: "place-import",
        path: "/import",
        icon: Icon::Import,
        right: Some(Right::Import),
        keys: Some("m"),
        shelf: Shelf::Foot,
    },
    Spot {
        key: "place-settings",
        path: "/settings",
        icon: Icon::Sliders,
        right: Some(Right::SettingsRead),
        keys: Some("s"),
        shelf: Shelf::Foot,
    },
    Spot { key: "place-help", path: "/help", icon: Icon::Help, right: None, keys: None, shelf: Shelf::Foot },
];

/// The search box; `/` and Ctrl-K go there.
pub(super) fn search(cx: &Cx) -> Markup {
    html! {
        form.find role="search" action=(cx.path("/search")) data-palette {
            (icon(Icon::Search))
            input type="search" name="q" aria-label=(cx.t("frame-search-label")) placeholder=(cx.t("frame-search"))
                aria-keyshortcuts="/ Control+K" autocomplete="off";
            kbd aria-hidden="true" { "/" }
        }
    }
}

/// The way to the notices, with how many are unread; whoever looks in from outside has none.
pub(super) fn bell(cx: &Cx, unread: i64) -> Markup {
    let label = cx.tell("frame-bell", &[("count", unread.into())]);
    html! {
        @if cx.actor().member.is_some() {
            a.button.quiet.bell href=(cx.path("/notices")) aria-label=(label) data-go="n" {
                (icon(Icon::Bell))
                @if unread > MOST { (MOST) "+" } @else if unread > 0 { (unread) }
            }
        }
    }
}

/// All places that the reader may enter.
pub(super) fn navigation(cx: &Cx) -> Markup {
    html! {
        nav.places aria-label=(cx.t("frame-main")) {
            ul.five {
                @for spot in shown(cx, &[Shelf::Bar, Shelf::Desk]) {
                    li class=[(spot.shelf == Shelf::Desk).then_some("wide")] { (link(cx, spot)) }
                }
                li.more {
                    button type="button" popovertarget="more" { (icon(Icon::Lines)) " " (cx.t("frame-more")) }
                }
            }
            ul {
                @for spot in shown(cx, &[Shelf::Foot]) { li.wide { (link(cx, spot)) } }
                li.wide { (person::place(cx)) }
            }
        }
        div.menu #more popover {
            @for spot in shown(cx, &[Shelf::Desk, Shelf::Foot]) { (link(cx, spot)) }
            hr;
            (person::choices(cx))
        }
    }
}

/// Those of the shelves that the reader may enter.
fn shown(cx: &Cx, shelves: &'static [Shelf]) -> impl Iterator<Item = &'static Spot> {
    PLACES
        .iter()
        .filter(move |spot| shelves.contains(&spot.shelf) && spot.right.is_none_or(|right| cx.may(right)))
}

fn link(cx: &Cx, spot: &Spot) -> Markup {
    let current = is_here(cx, spot).then_some("page");
    html! {
        a href=(cx.path(spot.path)) aria-current=[current] data-go=[spot.keys] { (icon(spot.icon)) " " (cx.t(spot.key)) }
    }
}

/// Whether the page lies in that place; home is only itself.
fn is_here(cx: &Cx, spot: &Spot) -> bool {
    let path = cx.facts.path.split('?').next().unwrap_or_default();
    let inside =
        path.strip_prefix("/w/").and_then(|rest| rest.find('/').map(|end| &rest[end..])).unwrap_or("");
    match spot.path {
        "" => inside.is_empty() || inside == "/",
        place => inside.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}
