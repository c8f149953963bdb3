//! The page around a body: places on the left (a bar of five on the phone), search, notices, the person's menu.
//!
//! A page inside a workspace gets all of it; a page of one's account gets the head only; a guest's page is a door: the
//! form on the left, the desk on the right, the switch of languages below.

mod person;
mod places;

use maud::{DOCTYPE, Markup, html};

use super::components::{Drawing, Icon, icon, time};
use super::cx::{Cx, Place, Support};
use super::flash;
use crate::base::{Density, Language, Right, Shortcuts, Theme};
use crate::platform::assets;

/// A whole page. `title` names it in the browser; the body brings its own `h1`.
pub fn frame(cx: &Cx, title: &str, body: Markup) -> Markup {
    headed(cx, title, html! {}, body)
}

/// A page for guests: sign-in, set-up, whatever needs no one to be known.
pub fn door(cx: &Cx, title: &str, body: Markup) -> Markup {
    let inside = html! {
        main #page tabindex="-1" {
            div.form {
                p.hello { (lamp()) }
                (flash::shown(cx).unwrap_or_default())
                (body)
                (languages(cx))
                (small_print(cx))
            }
        }
        aside aria-hidden="true" { (Drawing::Desk) }
    };
    document(cx, &format!("{title} · Kantora"), html! {}, html! { body.door { (inside) } })
}

/// A long text that anybody may read: at full width for guests, too, with the way to sign-in and the switch of
/// languages.
pub fn frame_text(cx: &Cx, title: &str, body: Markup) -> Markup {
    if cx.who.place.is_some() || cx.actor().account.is_some() {
        return frame(cx, title, body);
    }
    let places = html! { li { a href="/" { (icon(Icon::Person)) " " (cx.t("sign-in-button")) } } };
    let foot = html! { (body) hr; (languages(cx)) (small_print(cx)) };
    document(cx, &format!("{title} · Kantora"), html! {}, html! { body.app { (corridor(cx, places, foot)) } })
}

/// A page for strangers that another site may show in a frame: nothing of ours stands around it.
pub fn frame_open(cx: &Cx, title: &str, body: Markup) -> Markup {
    let page = html! { main.page.open #page tabindex="-1" { (body) } };
    document(cx, title, html! {}, html! { body { (page) } })
}

/// A page for strangers with a paper: it loads their styles, too.
pub fn frame_open_with_paper(cx: &Cx, title: &str, body: Markup) -> Markup {
    let page = html! { main.page.open #page tabindex="-1" { (body) } };
    let head = html! { link rel="stylesheet" href=(assets::url("paper.css")); };
    document(cx, title, head, html! { body { (page) } })
}

/// The board: it loads its styles, too.
pub fn frame_with_board(cx: &Cx, title: &str, body: Markup) -> Markup {
    headed(cx, title, html! { link rel="stylesheet" href=(assets::url("board.css")); }, body)
}

/// A page with charts: it loads their styles, too.
pub fn frame_with_charts(cx: &Cx, title: &str, body: Markup) -> Markup {
    headed(cx, title, html! { link rel="stylesheet" href=(assets::url("charts.css")); }, body)
}

/// A page with a paper, written or to be read: it loads their styles, too.
pub fn frame_with_paper(cx: &Cx, title: &str, body: Markup) -> Markup {
    headed(cx, title, html! { link rel="stylesheet" href=(assets::url("paper.css")); }, body)
}

/// A page about long work: loaded again every three seconds by browsers without script; script looks after
/// `data-live` itself.
pub fn frame_live(cx: &Cx, title: &str, body: Markup) -> Markup {
    headed(cx, title, html! { noscript { meta http-equiv="refresh" content="3"; } }, body)
}

/// A page with more in its head, where it has one of its own: in a workspace.
fn headed(cx: &Cx, title: &str, head: Markup, body: Markup) -> Markup {
    match &cx.who.place {
        Some(place) => {
            document(cx, &full_title(place, title), head, html! { body.app { (room(cx, place, body)) } })
        }
        None if cx.actor().account.is_some() => hall(cx, title, body),
        None => door(cx, title, body),
    }
}

fn full_title(place: &Place, title: &str) -> String {
    format!("{title} · {}", place.name)
}

fn room(cx: &Cx, place: &Place, body: Markup) -> Markup {
    html! {
        a.skip href="#page" { (cx.t("frame-skip")) }
        header.side {
            a.house href=(cx.path("")) { (lamp()) " " span { (place.name) } }
            (places::search(cx))
            (places::bell(cx, place.unread))
            (places::navigation(cx))
        }
        main.page #page tabindex="-1" {
            (warnings(cx))
            (flash::shown(cx).unwrap_or_default())
            (body)
        }
    }
}

fn hall(cx: &Cx, title: &str, body: Markup) -> Markup {
    let places = html! {
        li { a href="/" { (icon(Icon::Back)) " " (cx.t("place-back")) } }
        li { (person::place(cx)) }
    };
    document(cx, &format!("{title} · Kantora"), html! {}, html! { body.app { (corridor(cx, places, body)) } })
}

/// Outside any workspace: the head with few places, and the page.
fn corridor(cx: &Cx, places: Markup, body: Markup) -> Markup {
    html! {
        a.skip href="#page" { (cx.t("frame-skip")) }
        header.side {
            a.house href="/" { (lamp()) " " span { "Kantora" } }
            nav.places aria-label=(cx.t("frame-main")) { ul.five { (places) } }
        }
        main.page #page tabindex="-1" {
            (warnings(cx))
            (flash::shown(cx).unwrap_or_default())
            (body)
        }
    }
}

fn document(cx: &Cx, title: &str, head: Markup, body: Markup) -> Markup {
    let chosen = cx.who.reader.look;
    let theme = Some(chosen.theme).filter(|theme| *theme != Theme::Auto).map(Theme::code);
    let density = Some(chosen.density).filter(|density| *density != Density::Roomy).map(Density::code);
    let keys = (chosen.shortcuts == Shortcuts::Off).then_some("off");
    html! {
        (DOCTYPE)
        html lang=(cx.language().code()) data-theme=[theme] data-density=[density] data-keys=[keys] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href=(assets::url("app.css"));
                link rel="icon" type="image/svg+xml" href=(assets::url("icon.svg"));
                link rel="apple-touch-icon" href=(assets::url("icon-180.png"));
                link rel="manifest" href=(assets::url("kantora.webmanifest"));
                script type="module" src=(assets::url("app.js")) {}
                (head)
            }
            (body)
        }
    }
}

/// The lamp of the house: the mark of the product.
fn lamp() -> Markup {
    html! {
        svg.lamp viewBox="0 0 20 20" aria-hidden="true" {
            path.shade d="M2.5 9.5 5 4.5h10l2.5 5z" {}
            path d="M10 10v6.5m-4.5 0h9M14.5 10v2.5" {}
        }
    }
}

fn warnings(cx: &Cx) -> Markup {
    html! {
        @if cx.machines.config.insecure_http {
            p.warning role="note" { (icon(Icon::Alert)) span { (cx.t("frame-insecure")) } }
        }
        @if let Some(place) = &cx.who.place { (support(cx, place)) }
    }
}

/// Whoever works here sees that somebody else looks in; an owner sees that somebody wants to.
fn support(cx: &Cx, place: &Place) -> Markup {
    let may_answer = cx.may(Right::Support);
    html! {
        @match place.support {
            Support::Until(until) => p.warning role="note" {
                (icon(Icon::Info))
                span {
                    @if cx.actor().is_support() { (cx.t("support-banner-you")) }
                    @else { (cx.t("support-banner")) }
                    " " (cx.t("support-until")) " " (time(cx, until)) ". "
                    @if may_answer { a href=(cx.path("/settings/support")) { (cx.t("support-banner-who")) } }
                    @if cx.actor().is_support() {
                        a href={ "/operator/workspaces/" (cx.actor().workspace) } { (cx.t("support-banner-leave")) }
                    }
                }
            },
            Support::Asks if may_answer => p.warning role="note" {
                (icon(Icon::Info))
                span {
                    (cx.t("support-banner-asks")) " "
                    a href=(cx.path("/settings/support")) { (cx.t("support-banner-answer")) }
                }
            },
            Support::Asks | Support::Absent => {},
        }
    }
}

/// The switch of signed-out pages; a button each, since a GET changes nothing.
fn languages(cx: &Cx) -> Markup {
    html! {
        form.languages method="post" action="/language" aria-label=(cx.t("frame-language")) {
            input type="hidden" name="back" value=(cx.facts.path);
            @for language in Language::ALL {
                button name="language" value=(language.code()) lang=(language.code())
                    aria-pressed=(if language == cx.language() { "true" } else { "false" }) { (language.name()) }
            }
        }
    }
}

/// The pages of the law, which everybody may read.
pub fn small_print(cx: &Cx) -> Markup {
    html! {
        nav.help aria-label=(cx.t("law-pages")) {
            a href="/legal/terms" { (cx.t("law-terms")) } " · "
            a href="/legal/privacy" { (cx.t("law-privacy")) } " · "
            a href="/legal/accessibility" { (cx.t("law-accessibility")) }
        }
    }
}
