//! What strangers see. Nothing here says whether anybody is known.

use maud::{Markup, html};

use super::super::model::{Field, Question, WebForm};
use crate::base::{Fields, Problems};
use crate::crm::leads::Utm;
use crate::platform::throttle::Trial;
use crate::web::components::{Button, Inputs, Kind};
use crate::web::proof::{self, Wait};
use crate::web::{Cx, frame_open};

/// A form in front of somebody.
pub struct Visit<'a> {
    /// The form.
    pub form: &'a WebForm,
    /// The name of the company.
    pub company: &'a str,
    /// What stands in it.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
    /// How long to wait before it is sent again.
    pub wait: Option<Wait>,
    /// Whose tries are counted.
    pub trial: &'a Trial,
}

/// The form itself.
pub fn visit(cx: &Cx, visit: &Visit) -> Markup {
    let form = visit.form;
    let inputs = Inputs::new(cx, visit.fields, visit.problems);
    let body = html! {
        (head(form, visit.company))
        (inputs.errors())
        @if let Some(wait) = &visit.wait { div.errors role="alert" { (wait.said(cx)) } }
        form method="post" action=(form.path()) novalidate {
            div.form {
                (inputs.hidden("act"))
                (inputs.hidden("site"))
                @for name in Utm::NAMES { @if visit.fields.has(name) { (inputs.hidden(name)) } }
                (trap(cx))
                (questions(cx, form, &inputs))
                p.actions {
                    (Button::submit(form.facts.button.as_str()).primary())
                    (proof::work(cx, visit.trial))
                }
            }
        }
    };
    page(cx, &inputs.title(&form.facts.title), visit.company, body)
}

/// The same without a way to send it, for those who make it, in the language of its readers.
pub fn preview(cx: &Cx, form: &WebForm) -> Markup {
    let mut reader = cx.clone();
    reader.who.reader.language = form.facts.language;
    let (fields, problems) = (Fields::new(), Problems::default());
    let inputs = Inputs::new(&reader, &fields, &problems);
    html! {
        fieldset.form disabled lang=(form.facts.language.code()) {
            p { b { (form.facts.title) } }
            (paragraphs(&form.facts.intro))
            (questions(&reader, form, &inputs))
            p.actions { button.button.primary type="button" { (form.facts.button) } }
        }
    }
}

/// A field that people do not see and machines fill in.
fn trap(cx: &Cx) -> Markup {
    html! {
        div.unseen aria-hidden="true" {
            label { (cx.t("forms-trap")) " " input type="text" name="homepage" tabindex="-1" autocomplete="off"; }
        }
    }
}

fn questions(cx: &Cx, form: &WebForm, inputs: &Inputs) -> Markup {
    html! {
        @for question in &form.facts.questions { (question_of(cx, *question, inputs)) }
        @if let Some(consent) = &form.consent {
            (inputs.checks("consent", cx.t("forms-consent")).unlabelled()
                .choices([(consent.version.to_string(), consent.wording.clone())]))
        }
    }
}

fn question_of(cx: &Cx, question: Question, inputs: &Inputs) -> Markup {
    let (name, label) = (question.field.code(), cx.t(question.field.key()));
    let input = match question.field {
        Field::FirstName => inputs.text(name, label).autocomplete("given-name"),
        Field::LastName => inputs.text(name, label).autocomplete("family-name"),
        Field::Email => inputs.text(name, label).kind(Kind::Email).autocomplete("email"),
        Field::Phone => inputs.text(name, label).kind(Kind::Phone).autocomplete("tel"),
        Field::Company => inputs.text(name, label).autocomplete("organization"),
        Field::Message => inputs.area(name, label).lines(5),
    };
    html! { @if question.is_required { (input) } @else { (input.optional()) } }
}

/// It was sent; from a frame, the way on leads the whole window there.
pub fn done(cx: &Cx, form: &WebForm, company: &str) -> Markup {
    let body = html! {
        h1 { (form.facts.title) }
        div role="status" { (paragraphs(&form.facts.thanks)) }
        @if !form.facts.leads_to.is_empty() {
            p.actions { a.button.primary href=(form.facts.leads_to) target="_top" { (cx.t("forms-go-on")) } }
        }
    };
    page(cx, &form.facts.title, company, body)
}

/// It was sent, and a letter asks for one step more. The same whoever it is.
pub fn asked(cx: &Cx, form: &WebForm, company: &str) -> Markup {
    let body = html! {
        h1 { (cx.t("forms-asked-title")) }
        p role="status" { (cx.t("forms-asked-text")) }
    };
    page(cx, &form.facts.title, company, body)
}

/// The form takes nothing.
pub fn closed(cx: &Cx, form: &WebForm, company: &str) -> Markup {
    let body = html! {
        h1 { (form.facts.title) }
        p { (cx.tell("forms-closed-text", &[("company", company.to_owned().into())])) }
    };
    page(cx, &form.facts.title, company, body)
}

/// The page behind the link of a letter.
pub fn confirm(cx: &Cx, form: &WebForm, company: &str, token: &str) -> Markup {
    let told = [("company", company.to_owned().into()), ("title", form.facts.title.clone().into())];
    let heading = cx.tell("forms-confirm-title", &told);
    let body = html! {
        h1 { (heading) }
        p { (cx.tell("forms-confirm-text", &told)) }
        form method="post" action={ "/confirmation/" (token) } {
            p.actions { (Button::submit(cx.t("forms-confirm")).primary()) }
        }
        p.help { (cx.t("forms-letter-small")) }
    };
    page(cx, &heading, company, body)
}

/// The link never was one, or its week is over.
pub fn over(cx: &Cx) -> Markup {
    let body = html! {
        div.form { h1 { (cx.t("forms-over-title")) } p { (cx.t("forms-over-text")) } }
    };
    frame_open(cx, cx.t("forms-over-title"), body)
}

fn head(form: &WebForm, company: &str) -> Markup {
    html! {
        @if form.facts.title != company { p.help { (company) } }
        h1 { (form.facts.title) }
        (paragraphs(&form.facts.intro))
    }
}

fn paragraphs(text: &str) -> Markup {
    html! {
        @for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
            p { @for (place, line) in paragraph.lines().enumerate() { @if place > 0 { br; } (line) } }
        }
    }
}

fn page(cx: &Cx, title: &str, company: &str, body: Markup) -> Markup {
    frame_open(cx, &format!("{title} · {company}"), html! { div.form { (body) } })
}
