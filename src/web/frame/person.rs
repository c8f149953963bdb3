//! The person at work: profile, theme, density, language, keys, and the way out.

use maud::{Markup, html};

use crate::base::{Density, Language, Shortcuts, Theme};
use crate::web::components::{Icon, icon};
use crate::web::cx::Cx;
use crate::web::flash;

/// The last line of the places: the person's name, which opens the menu.
pub(super) fn place(cx: &Cx) -> Markup {
    html! {
        button type="button" popovertarget="mine" { (icon(Icon::Person)) " " span { (cx.who.reader.name) } }
        div.menu #mine popover { (choices(cx)) }
    }
}

/// What stands in the menu.
pub(super) fn choices(cx: &Cx) -> Markup {
    let look = cx.who.reader.look;
    let keys = match look.shortcuts {
        Shortcuts::On => ("0", "frame-keys-off"),
        Shortcuts::Off => ("1", "frame-keys-on"),
    };
    html! {
        a href="/account" { (icon(Icon::Person)) " " (cx.t("frame-account")) }
        @if cx.who.reader.is_operator { a href="/operator" { (icon(Icon::Sliders)) " " (cx.t("frame-operator")) } }
        form.choices method="post" action="/account/look" {
            input type="hidden" name="back" value=(flash::here(cx));
            fieldset {
                legend { (cx.t("frame-theme")) }
                @for theme in Theme::ALL { (choice("theme", cx.t(theme.key()), theme.code(), look.theme.code())) }
            }
            fieldset {
                legend { (cx.t("frame-density")) }
                @for density in Density::ALL {
                    (choice("density", cx.t(density.key()), density.code(), look.density.code()))
                }
            }
            fieldset {
                legend { (cx.t("frame-language")) }
                @for language in Language::ALL {
                    (choice("language", language.name(), language.code(), cx.language().code()))
                }
            }
            button name="shortcuts" value=(keys.0) { (icon(Icon::Keyboard)) " " (cx.t(keys.1)) }
        }
        hr;
        form method="post" action="/sign-out" { button { (icon(Icon::Leave)) " " (cx.t("frame-sign-out")) } }
    }
}

/// One of several buttons of which one is down.
fn choice(name: &str, text: &str, value: &str, chosen: &str) -> Markup {
    html! {
        button name=(name) value=(value) aria-pressed=(if value == chosen { "true" } else { "false" }) { (text) }
    }
}
