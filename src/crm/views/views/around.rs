//! Around a list: its views, the conditions that are on, and the ways to change them.

use maud::{Markup, html};

use super::super::model::{Lens, Rules, Saved, Seen, State};
use super::{address, ground, list_path, told};
use crate::base::Right;
use crate::web::Cx;
use crate::web::components::{Button, Icon, chip, chip_on, icon, menu_link, notice};

/// The views of a list, the one at hand marked, and what can be done with a changed one.
pub fn tabs(cx: &Cx, lens: &Lens) -> Markup {
    let path = list_path(lens.list);
    let current = lens.saved.as_ref().map(|saved| saved.id);
    html! {
        @if !lens.views.is_empty() {
            nav.bar aria-label=(cx.t("views-title")) {
                (tab(&address(cx, &path, &everything(lens)), cx.t("views-everything"), current.is_none()))
                @for saved in &lens.views {
                    @let pairs = [("view".to_owned(), saved.id.to_string())];
                    (tab(&address(cx, &path, &pairs), &saved.name, current == Some(saved.id)))
                }
                a href=(cx.path(format_args!("/lists/{}/views", lens.list.code()))) { (cx.t("views-manage")) }
            }
        }
        @if let Some(saved) = lens.saved.as_ref().filter(|_| lens.is_changed()) { (changed(cx, lens, saved)) }
    }
}

/// The address without a view; with one with which the list begins, it has to be said.
fn everything(lens: &Lens) -> Vec<(String, String)> {
    match lens.first {
        Some(_) => vec![("view".to_owned(), "all".to_owned())],
        None => Vec::new(),
    }
}

fn tab(href: &str, name: &str, is_current: bool) -> Markup {
    html! {
        @if is_current { a.chip.on href=(href) aria-current="page" { (name) } }
        @else { a.chip href=(href) { (name) } }
    }
}

/// That the list shows something else than the view: keep it, keep it as another, go back.
fn changed(cx: &Cx, lens: &Lens, saved: &Saved) -> Markup {
    let back = address(cx, &list_path(lens.list), &[("view".to_owned(), saved.id.to_string())]);
    let is_theirs = saved.author.is_some() && saved.author == cx.actor().member;
    let acts = html! {
        form.actions method="post" action=(cx.path(format_args!("/views/{}/save", saved.id))) {
            @for (name, value) in lens.state.pairs() { input type="hidden" name=(name) value=(value); }
            input type="hidden" name="version" value=(saved.version);
            @if is_theirs || cx.may(Right::SettingsWrite) { (Button::submit(cx.t("views-save")).quiet().icon(Icon::Tick)) }
            (Button::link(save_as(cx, lens), cx.t("views-save-as")).quiet())
            (Button::link(back, cx.t("views-back")).quiet())
        }
    };
    notice(&cx.tell("views-is-changed", &[("name", saved.name.as_str().into())]), acts)
}

fn save_as(cx: &Cx, lens: &Lens) -> String {
    address(cx, &format!("/lists/{}/save", lens.list.code()), &lens.state.pairs())
}

/// The conditions that are on, each with the way to be without it, and the way to the page where they are written.
pub fn chips(cx: &Cx, seen: &Seen) -> Markup {
    let (lens, rules) = (&seen.lens, &seen.lens.state.rules);
    let without = |rules: Rules| {
        let state = State { rules, ..lens.state.clone() };
        address(cx, &list_path(lens.list), &lens.pairs_of(&state))
    };
    html! {
        @if !rules.is_empty() { span.soft { (cx.t(rules.join.key())) } }
        @for (place, leaf) in rules.all().enumerate() {
            (chip_on(cx, &without(rules.without(place)), &told(cx, &seen.choices, leaf)))
        }
        a.chip href=(address(cx, &format!("/lists/{}/filter", lens.list.code()), &lens.here())) {
            (icon(Icon::Funnel)) " " (cx.t("views-conditions"))
        }
        @if rules.all().count() > 1 { (chip(&without(Rules::default()), cx.t("views-no-conditions"))) }
    }
}

/// What the form of the quick filters carries along.
pub fn hidden(lens: &Lens) -> Markup {
    let is_carried = |name: &str| matches!(name, "match" | "where" | "cols");
    html! {
        @for (name, value) in lens.state.pairs().into_iter().filter(|(name, _)| is_carried(name)) {
            input type="hidden" name=(name) value=(value);
        }
        (ground(lens))
    }
}

/// The lines of the list's menu that are about views.
pub fn menu_links(cx: &Cx, lens: &Lens) -> Markup {
    let list = lens.list.code();
    html! {
        @if cx.may(lens.list.write_right()) {
            (menu_link(Icon::Pencil, &change_all(cx, lens), cx.t("views-change-all")))
        }
        @if lens.list.is_table() {
            (menu_link(Icon::Lines, &address(cx, &format!("/lists/{list}/columns"), &lens.here()), cx.t("views-columns")))
        }
        (menu_link(Icon::Funnel, &save_as(cx, lens), cx.t("views-save-list")))
        (menu_link(Icon::Sliders, &cx.path(format_args!("/lists/{list}/views")), cx.t("views-title")))
    }
}

fn change_all(cx: &Cx, lens: &Lens) -> String {
    address(cx, &format!("/lists/{}/bulk", lens.list.code()), &lens.here())
}

/// In the bar of the chosen rows: what is done to them on other pages, and the way to all records of the list.
pub fn instead_all(cx: &Cx, lens: &Lens) -> Markup {
    html! {
        (Button::submit(cx.t("views-change-ticked")).quiet().icon(Icon::Pencil).sends("verb", "change"))
        @if lens.list.is_people() {
            (Button::submit(cx.t("views-write-ticked")).quiet().icon(Icon::Mail).sends("verb", "write"))
        }
        @if cx.may(Right::Export) {
            (Button::submit(cx.t("views-export-ticked")).quiet().icon(Icon::Export).sends("verb", "export"))
        }
        (Button::link(change_all(cx, lens), cx.t("views-instead-all")).quiet())
    }
}
