//! Menus: a popover with plain links and buttons in it. A browser without popovers shows them all in place.

use maud::{Markup, html};

use super::icon::{Icon, icon};

/// A button with three dots that opens a menu; `id` is unique on the page, `label` says what the menu is about.
pub fn menu(id: &str, label: &str, items: Markup) -> Markup {
    html! {
        button.button.icon-only type="button" popovertarget=(id) aria-label=(label) { (icon(Icon::More)) }
        div.menu id=(id) popover { (items) }
    }
}

/// A line that leads to a page.
pub fn menu_link(drawing: Icon, href: &str, text: &str) -> Markup {
    html! { a href=(href) { (icon(drawing)) " " (text) } }
}

/// A line that acts at once: posts an empty form.
pub fn menu_post(drawing: Icon, action: &str, text: &str) -> Markup {
    html! {
        form method="post" action=(action) {
            button class=[(drawing == Icon::Bin).then_some("grave")] { (icon(drawing)) " " (text) }
        }
    }
}

/// Sets groups of lines apart.
pub fn menu_rule() -> Markup {
    html! { hr; }
}
