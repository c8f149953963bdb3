//! A field as HTML.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use super::{Control, Input, Kind};
use crate::web::components::icon::{Icon, icon};

impl Render for Input<'_> {
    fn render(&self) -> Markup {
        match self.control {
            Control::Check => self.lone_check(),
            Control::Radios | Control::Checks => self.group(),
            Control::Line(_) | Control::Area(_) | Control::Select => self.labelled(),
        }
    }
}

impl Input<'_> {
    /// The `id` of the control, and the name under which its problems stand.
    fn id(&self) -> Cow<'_, str> {
        match self.row {
            Some(row) => Cow::Owned(format!("{}.{row}", self.name)),
            None => Cow::Borrowed(self.name),
        }
    }

    fn value(&self) -> &str {
        match self.row {
            Some(row) => self.form.fields.all(self.name).nth(row).unwrap_or_default(),
            None => self.form.fields.raw(self.name),
        }
    }

    fn wrong(&self) -> Option<&str> {
        self.form.problems.on(&self.id()).map(|key| self.form.message(key))
    }

    fn described(&self) -> Option<String> {
        let id = self.id();
        match (self.help.is_some(), self.wrong().is_some()) {
            (true, true) => Some(format!("{id}-help {id}-wrong")),
            (true, false) => Some(format!("{id}-help")),
            (false, true) => Some(format!("{id}-wrong")),
            (false, false) => None,
        }
    }

    fn labelled(&self) -> Markup {
        html! {
            div.field {
                label class=[self.unseen()] for=(self.id()) { (self.label) (self.optional_mark()) }
                (self.help_line())
                (self.control())
                (self.wrong_line())
            }
        }
    }

    fn unseen(&self) -> Option<&'static str> {
        self.marks.hides_label.then_some("unseen")
    }

    fn optional_mark(&self) -> Markup {
        html! { @if self.marks.is_optional { " " small { (self.form.cx.t("form-optional")) } } }
    }

    fn help_line(&self) -> Markup {
        html! { @if let Some(help) = &self.help { p.help id={ (self.id()) "-help" } { (help) } } }
    }

    fn wrong_line(&self) -> Markup {
        html! {
            @if let Some(wrong) = self.wrong() {
                p.wrong id={ (self.id()) "-wrong" } { (icon(Icon::Alert)) span { (wrong) } }
            }
        }
    }

    fn control(&self) -> Markup {
        let invalid = self.wrong().map(|_| "true");
        let look = if self.marks.is_short { "input short" } else { "input" };
        match self.control {
            Control::Line(kind) => self.line(kind, look, invalid),
            Control::Area(lines) => html! {
                textarea class=(look) id=(self.id()) name=(self.name) rows=(lines) autofocus[self.marks.has_focus]
                    aria-invalid=[invalid] aria-describedby=[self.described()] { "\n" (self.value()) }
            },
            _ => html! {
                select class=(look) id=(self.id()) name=(self.name) autocomplete=[self.autocomplete]
                    autofocus[self.marks.has_focus] aria-invalid=[invalid] aria-describedby=[self.described()] {
                    @for (value, text) in &self.choices {
                        option value=(value) selected[value == self.value()] { (text) }
                    }
                }
            },
        }
    }

    fn line(&self, kind: Kind, look: &str, invalid: Option<&str>) -> Markup {
        let value = (!matches!(kind, Kind::Password | Kind::File))
            .then(|| self.value())
            .filter(|value| !value.is_empty());
        html! {
            input class=(look) id=(self.id()) name=(self.name) type=(kind.code()) value=[value]
                inputmode=[kind.keyboard()] autocomplete=[self.autocomplete.or(kind.autocomplete())]
                spellcheck=[kind.spelling()] autocapitalize=[kind.capitals()] list=[self.list] accept=[self.accept] placeholder=[self.hint]
                multiple[self.marks.takes_several]
                autofocus[self.marks.has_focus] aria-invalid=[invalid] aria-describedby=[self.described()];
        }
    }

    fn group(&self) -> Markup {
        let kind = if self.control == Control::Radios { "radio" } else { "checkbox" };
        let is_chosen = |value: &str| self.form.fields.all(self.name).any(|chosen| chosen == value);
        html! {
            fieldset.field aria-describedby=[self.described()] {
                legend class=(if self.marks.hides_label { "unseen" } else { "label" }) { (self.label) (self.optional_mark()) }
                (self.help_line())
                div {
                    @for (index, (value, text)) in self.choices.iter().enumerate() {
                        label.check {
                            input type=(kind) name=(self.name) value=(value) checked[is_chosen(value)]
                                id=[(index == 0).then(|| self.id())];
                            span { (text) }
                        }
                    }
                }
                (self.wrong_line())
            }
        }
    }

    fn lone_check(&self) -> Markup {
        html! {
            div.field {
                label.check {
                    input type="checkbox" id=(self.id()) name=(self.name) value="1"
                        checked[self.form.fields.has(self.name)] aria-invalid=[self.wrong().map(|_| "true")]
                        aria-describedby=[self.described()];
                    span { (self.label) }
                }
                (self.help_line())
                (self.wrong_line())
            }
        }
    }
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Kind::Text | Kind::Number | Kind::Code => "text",
            Kind::Email => "email",
            Kind::Phone => "tel",
            Kind::Url => "url",
            Kind::Search => "search",
            Kind::Password => "password",
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::File => "file",
        }
    }

    fn keyboard(self) -> Option<&'static str> {
        matches!(self, Kind::Number | Kind::Code).then_some("numeric")
    }

    fn autocomplete(self) -> Option<&'static str> {
        (self == Kind::Code).then_some("one-time-code")
    }

    fn spelling(self) -> Option<&'static str> {
        (!matches!(self, Kind::Text | Kind::Search)).then_some("false")
    }

    fn capitals(self) -> Option<&'static str> {
        matches!(self, Kind::Email | Kind::Url | Kind::Code).then_some("none")
    }
}
