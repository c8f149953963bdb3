//! Buttons, and links that look like them.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use super::icon::{Icon, icon};

/// A button of a form, or a link that begins an act. At most one a page is `primary`.
#[derive(Debug, Clone)]
pub struct Button<'a> {
    text: Cow<'a, str>,
    target: Target<'a>,
    look: &'static str,
    icon: Option<Icon>,
    key: Option<&'static str>,
    form: Option<&'a str>,
}

#[derive(Debug, Clone)]
enum Target<'a> {
    Submit,
    Sends(&'a str, Cow<'a, str>),
    Posts(Cow<'a, str>),
    Link(Cow<'a, str>),
}

impl<'a> Button<'a> {
    /// Sends the form in which it stands.
    pub fn submit(text: impl Into<Cow<'a, str>>) -> Button<'a> {
        Button::new(text.into(), Target::Submit)
    }

    /// Leads to another page.
    pub fn link(href: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Button<'a> {
        Button::new(text.into(), Target::Link(href.into()))
    }

    fn new(text: Cow<'a, str>, target: Target<'a>) -> Button<'a> {
        Button { text, target, look: "button", icon: None, key: None, form: None }
    }

    /// The one act of the page.
    pub fn primary(mut self) -> Self {
        self.look = "button primary";
        self
    }

    /// Without an edge: the way back, what is rarely wanted.
    pub fn quiet(mut self) -> Self {
        self.look = "button quiet";
        self
    }

    /// Takes something away.
    pub fn grave(mut self) -> Self {
        self.look = "button quiet grave";
        self
    }

    /// As wide as its column, primary: the door's forms.
    pub fn wide(mut self) -> Self {
        self.look = "button primary wide";
        self
    }

    /// As wide as its column, but not the one act of the page.
    pub fn whole(mut self) -> Self {
        self.look = "button wide";
        self
    }

    /// With a drawing before the word.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The single key that presses it: `n`, `e`, `s`.
    pub fn key(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }

    /// Sends its form with one more field, for forms with several buttons.
    pub fn sends(mut self, name: &'a str, value: impl Into<Cow<'a, str>>) -> Self {
        self.target = Target::Sends(name, value.into());
        self
    }

    /// Sends its form to another address.
    pub fn posts(mut self, action: impl Into<Cow<'a, str>>) -> Self {
        self.target = Target::Posts(action.into());
        self
    }

    /// Belongs to the form with that `id`, which stands elsewhere.
    pub fn of_form(mut self, id: &'a str) -> Self {
        self.form = Some(id);
        self
    }
}

impl Render for Button<'_> {
    fn render(&self) -> Markup {
        let inside = html! {
            @if let Some(drawing) = self.icon { (icon(drawing)) " " }
            (self.text)
        };
        match &self.target {
            Target::Link(href) => {
                html! { a class=(self.look) href=(href) aria-keyshortcuts=[self.key] { (inside) } }
            }
            Target::Submit => html! {
                button class=(self.look) form=[self.form] aria-keyshortcuts=[self.key] { (inside) }
            },
            Target::Sends(name, value) => html! {
                button class=(self.look) form=[self.form] name=(name) value=(value) aria-keyshortcuts=[self.key] {
                    (inside)
                }
            },
            Target::Posts(action) => html! {
                button class=(self.look) form=[self.form] formaction=(action) formmethod="post" aria-keyshortcuts=[self.key] {
                    (inside)
                }
            },
        }
    }
}
