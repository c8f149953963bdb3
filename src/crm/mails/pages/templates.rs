//! Templates.

use maud::{Markup, html};
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::TemplateInput;
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, MailTemplateId, Problems, Result};
use crate::platform::{Tx, crypto};
use crate::web::{Cx, Form, Of, flash};

const HERE: &str = "/settings/templates";

/// Every template.
#[handler]
pub async fn list_templates(cx: Cx) -> Result<Markup> {
    Ok(views::templates(&cx, &cx.read(store::list_templates)?))
}

/// The empty form.
#[handler]
pub async fn new_template(cx: Cx) -> Markup {
    let fields = Fields::new().with("act", crypto::token()).with("language", cx.language().code());
    views::template(&cx, None, (&fields, &Problems::default()), html! {})
}

/// Adds the template, or shows the form again with what is wrong.
#[handler]
pub async fn add_template(cx: Cx, Form(typed): Form) -> Result<Response> {
    let act = typed.first("act").to_owned();
    let added = match TemplateInput::parse(&typed) {
        Ok(facts) => {
            let run = move |tx: &Tx| Ok(actions::add_template(tx, &facts)?.to_string());
            cx.write_once(&act, &typed, run).await
        }
        Err(error) => Err(error),
    };
    match added {
        Ok(_) => Ok(flash::done(cx.path(HERE), "mails-template-added")),
        Err(Error::Invalid(problems)) => refuse(
            views::template(&cx, None, (&typed, &problems), html! {}),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Err(other) => Err(other),
    }
}

/// The form with the template as it is.
#[handler]
pub async fn show_template(cx: Cx, Of(id): Of<kind::MailTemplate>) -> Result<Markup> {
    let template = cx.read(|view| store::find_template(view, id))?;
    let fields = template.facts.typed().with("version", template.version.to_string());
    Ok(views::template(&cx, Some(&template), (&fields, &Problems::default()), html! {}))
}

/// Changes the template, or shows the form again: with what is wrong, or beside what somebody else has stored meanwhile.
#[handler]
pub async fn edit_template(cx: Cx, Of(id): Of<kind::MailTemplate>, Form(typed): Form) -> Result<Response> {
    let version = typed.first("version").parse().unwrap_or(0);
    let edited = match TemplateInput::parse(&typed) {
        Ok(facts) => cx.write(move |tx| actions::edit_template(tx, id, version, &facts)).await,
        Err(error) => Err(error),
    };
    match edited {
        Ok(()) => Ok(flash::done(cx.path(HERE), "mails-template-saved")),
        Err(Error::Invalid(problems)) => {
            let template = cx.read(|view| store::find_template(view, id))?;
            let page = views::template(&cx, Some(&template), (&typed, &problems), html! {});
            refuse(page, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Error::Stale(_)) => clash(&cx, id, &typed),
        Err(other) => Err(other),
    }
}

/// Somebody else was faster: what they stored above the form, which keeps what was typed and now follows theirs.
fn clash(cx: &Cx, id: MailTemplateId, typed: &Fields) -> Result<Response> {
    let stored = cx.read(|view| store::find_template(view, id))?;
    let fields = typed.clone().without("version").with("version", stored.version.to_string());
    let told = html! {
        div.errors role="alert" aria-labelledby="stale-title" {
            h2 #stale-title { (cx.t("form-stale-title")) }
            p { (cx.t("form-stale-text")) }
            p { b { (stored.facts.name) } ": " (stored.facts.subject) }
            pre { (stored.facts.body) }
        }
    };
    let page = views::template(cx, Some(&stored), (&fields, &Problems::default()), told);
    refuse(page, StatusCode::CONFLICT)
}

/// Removes the template.
#[handler]
pub async fn remove_template(cx: Cx, Of(id): Of<kind::MailTemplate>) -> Result<Response> {
    cx.write(move |tx| actions::remove_template(tx, id)).await?;
    Ok(flash::done(cx.path(HERE), "mails-template-removed"))
}

fn refuse(page: Markup, status: StatusCode) -> Result<Response> {
    Ok(page.with_status(status).into_response())
}
