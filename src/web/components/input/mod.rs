//! Fields of a form: label, help, control, error; always in this order.

mod draw;

use std::borrow::Cow;

use maud::{Markup, html};

use crate::base::{Fields, Problems};
use crate::platform::i18n;
use crate::web::cx::Cx;

/// Draws the fields of one form from what was typed and what is wrong with it.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    cx: &'a Cx,
    fields: &'a Fields,
    problems: &'a Problems,
}

/// What a one-line field takes; decides keyboard, autofill and whether it is shown again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any words.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A web address.
    Url,
    /// A word to look for.
    Search,
    /// A secret: never shown again.
    Password,
    /// A day.
    Date,
    /// An hour and a minute.
    Time,
    /// A whole number.
    Number,
    /// A code from a letter or an app.
    Code,
    /// A file: the form needs `enctype="multipart/form-data"`.
    File,
}

/// One field, built by chaining; stands in `html!` as it is.
#[derive(Clone)]
pub struct Input<'a> {
    form: Inputs<'a>,
    name: &'a str,
    label: Cow<'a, str>,
    control: Control,
    help: Option<Cow<'a, str>>,
    row: Option<usize>,
    choices: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    autocomplete: Option<&'static str>,
    list: Option<&'a str>,
    accept: Option<&'static str>,
    hint: Option<&'a str>,
    marks: Marks,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Control {
    Line(Kind),
    Area(u16),
    Select,
    Radios,
    Checks,
    Check,
}

#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    is_optional: bool,
    is_short: bool,
    has_focus: bool,
    hides_label: bool,
    takes_several: bool,
}

impl<'a> Inputs<'a> {
    /// For one form.
    pub fn new(cx: &'a Cx, fields: &'a Fields, problems: &'a Problems) -> Inputs<'a> {
        Inputs { cx, fields, problems }
    }

    /// What was typed.
    pub fn fields(&self) -> &'a Fields {
        self.fields
    }

    /// What is wrong with it.
    pub fn problems(&self) -> &'a Problems {
        self.problems
    }

    /// The document's title, with "Error:" before it when something is wrong.
    pub fn title(&self, title: &str) -> String {
        match self.problems.is_empty() {
            true => title.to_owned(),
            false => format!("{} {title}", self.cx.t("form-error-prefix")),
        }
    }

    /// What is wrong, on top of the form, each line a link to its field. Nothing when nothing is wrong.
    pub fn errors(&self) -> Markup {
        html! {
            @if !self.problems.is_empty() {
                div.errors role="alert" aria-labelledby="errors-title" {
                    h2 #errors-title { (self.cx.t("form-errors-title")) }
                    p { (self.cx.tell("form-errors-count", &[("count", self.problems.iter().count().into())])) }
                    ul {
                        @for problem in self.problems.iter() {
                            li { a href={ "#" (problem.field) } { (self.message(&problem.key)) } }
                        }
                    }
                }
            }
        }
    }

    /// A hidden value.
    pub fn hidden(&self, name: &str) -> Markup {
        html! { input type="hidden" name=(name) value=(self.fields.raw(name)); }
    }

    /// A line of text.
    pub fn text(&self, name: &'a str, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        self.input(name, label.into(), Control::Line(Kind::Text))
    }

    /// Several lines of text; grows with them.
    pub fn area(&self, name: &'a str, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        self.input(name, label.into(), Control::Area(3))
    }

    /// One of a list that opens; see [`Input::choices`].
    pub fn select(&self, name: &'a str, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        self.input(name, label.into(), Control::Select)
    }

    /// One of a few, all in sight.
    pub fn radios(&self, name: &'a str, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        self.input(name, label.into(), Control::Radios)
    }

    /// Any of a few, all in sight.
    pub fn checks(&self, name: &'a str, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        self.input(name, label.into(), Control::Checks)
    }

    /// Yes or no: comes as `name=1`, or not at all.
    pub fn check(&self, name: &'a str, label: impl Into<Cow<'a, str>>) -> Input<'a> {
        self.input(name, label.into(), Control::Check)
    }

    fn input(&self, name: &'a str, label: Cow<'a, str>, control: Control) -> Input<'a> {
        Input {
            form: *self,
            name,
            label,
            control,
            help: None,
            row: None,
            choices: Vec::new(),
            autocomplete: None,
            list: None,
            accept: None,
            hint: None,
            marks: Marks::default(),
        }
    }

    fn message<'k>(&self, key: &'k str) -> &'k str {
        i18n::message(self.cx.language(), key)
    }
}

impl<'a> Input<'a> {
    /// A line that says what belongs here, or why it is asked.
    pub fn help(mut self, help: impl Into<Cow<'a, str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// May stay empty; the label says so.
    pub fn optional(mut self) -> Self {
        self.marks.is_optional = true;
        self
    }

    /// What a one-line field takes.
    pub fn kind(mut self, kind: Kind) -> Self {
        self.control = Control::Line(kind);
        self
    }

    /// The browser's name for what it may fill in: `email`, `current-password`, `off`.
    pub fn autocomplete(mut self, word: &'static str) -> Self {
        self.autocomplete = Some(word);
        self
    }

    /// No wider than a number or a code needs.
    pub fn short(mut self) -> Self {
        self.marks.is_short = true;
        self
    }

    /// Where the page begins to type; at most one a page.
    pub fn focus(mut self) -> Self {
        self.marks.has_focus = true;
        self
    }

    /// The label is for screen readers only: the page already says it.
    pub fn unlabelled(mut self) -> Self {
        self.marks.hides_label = true;
        self
    }

    /// What stands in the empty field, where there is no room for its label.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// One of several fields of that name: shows the value at that place, its problems are on `name.<row>`.
    pub fn row(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    /// How many lines an area shows at first.
    pub fn lines(mut self, lines: u16) -> Self {
        self.control = Control::Area(lines);
        self
    }

    /// The `id` of a `datalist` with suggestions.
    pub fn list(mut self, id: &'a str) -> Self {
        self.list = Some(id);
        self
    }

    /// Which files can be chosen: `.csv,text/csv`.
    pub fn accept(mut self, types: &'static str) -> Self {
        self.accept = Some(types);
        self
    }

    /// Whether several files can be chosen at once.
    pub fn several(mut self) -> Self {
        self.marks.takes_several = true;
        self
    }

    /// What can be chosen: pairs of value and text, after those already there.
    pub fn choices<V, T>(mut self, choices: impl IntoIterator<Item = (V, T)>) -> Self
    where
        V: Into<Cow<'a, str>>,
        T: Into<Cow<'a, str>>,
    {
        self.choices.extend(choices.into_iter().map(|(value, text)| (value.into(), text.into())));
        self
    }

    /// A first choice with an empty value: "nobody", "choose one".
    pub fn none(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.choices.insert(0, (Cow::Borrowed(""), text.into()));
        self
    }
}
