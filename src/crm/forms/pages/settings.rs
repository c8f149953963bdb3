//! Forms as those see them who make them.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::{Asking, Field, FormInput, WebForm};
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Language, Problems, Result, WebFormId};
use crate::crm::leads::{self, LabelKind};
use crate::crm::owners;
use crate::platform::{Tx, crypto, i18n};
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::{email, settings};

const HERE: &str = "/settings/forms";

/// Every form.
#[handler]
pub async fn list(cx: Cx) -> Result<Markup> {
    let forms = cx.read(store::list)?;
    Ok(views::list(&cx, &forms))
}

/// A form to be made, with words that will do.
#[handler]
pub async fn new(cx: Cx) -> Result<Markup> {
    let language = settings::at_hand(&cx)?.regional.language;
    draw(&cx, &usual(language).with("act", crypto::token()), &Problems::default(), None)
}

/// Makes it.
#[handler]
pub async fn create(cx: Cx, Form(typed): Form) -> Result<Response> {
    let act = typed.first("act").to_owned();
    let made = match FormInput::parse(&typed) {
        Ok(facts) => {
            let run = move |tx: &Tx| Ok(actions::create(tx, &facts)?.to_string());
            cx.write_once(&act, &typed, run).await
        }
        Err(error) => Err(error),
    };
    match made {
        Err(Error::Invalid(problems)) => again(draw(&cx, &typed, &problems, None)),
        made => Ok(flash::done(cx.path(format_args!("{HERE}/{}", made?)), "forms-made")),
    }
}

/// One of them: where it is, what came of it, what it looks like.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::WebForm>) -> Result<Markup> {
    let config = cx.machines.config.clone();
    let shown = cx.read(|view| {
        let form = store::find(view, id)?;
        Ok(views::Shown {
            address: config.address(&form.path()),
            owners: owners::store::list(view)?,
            has_mail: email::is_possible(&config, view)?,
            is_unused: !store::entries::is_any(view, id)?,
            form,
        })
    })?;
    Ok(views::show(&cx, &shown))
}

/// What was chosen about it, to change.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::WebForm>) -> Result<Markup> {
    let form = cx.read(|view| store::find(view, id))?;
    let fields = views::typed(&form.facts).with("version", form.version.to_string());
    draw(&cx, &fields, &Problems::default(), Some(&form))
}

/// Changes it.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::WebForm>, Form(typed): Form) -> Result<Response> {
    let form = cx.read(|view| store::find(view, id))?;
    let version = typed.first("version").parse().map_err(|_| Error::Malformed("version"))?;
    let saved = match FormInput::parse(&typed) {
        Ok(facts) => cx.write(move |tx| actions::edit(tx, id, version, &facts)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => again(draw(&cx, &typed, &problems, Some(&form))),
        saved => saved.map(|()| to_form(&cx, id, "forms-saved")),
    }
}

/// Makes another one like it, to be changed before it opens.
#[handler]
pub async fn copy(cx: Cx, Of(id): Of<kind::WebForm>) -> Result<Response> {
    let form = cx.read(|view| store::find(view, id))?;
    let name: String =
        cx.tell("forms-copy-name", &[("name", form.facts.name.into())]).chars().take(100).collect();
    let copy = cx.write(move |tx| actions::copy(tx, id, &name)).await?;
    Ok(to_form(&cx, copy, "forms-copied"))
}

/// It takes something from now on.
#[handler]
pub async fn open(cx: Cx, Of(id): Of<kind::WebForm>) -> Result<Response> {
    cx.write(move |tx| actions::open(tx, id)).await?;
    Ok(to_form(&cx, id, "forms-opened"))
}

/// It takes nothing from now on.
#[handler]
pub async fn close(cx: Cx, Of(id): Of<kind::WebForm>) -> Result<Response> {
    cx.write(move |tx| actions::close(tx, id)).await?;
    Ok(to_form(&cx, id, "forms-shut"))
}

/// Deletes it.
#[handler]
pub async fn remove(cx: Cx, Of(id): Of<kind::WebForm>) -> Result<Response> {
    cx.write(move |tx| actions::remove(tx, id)).await?;
    Ok(flash::done(cx.path(HERE), "forms-removed"))
}

/// What a new form says and asks, until somebody says otherwise.
fn usual(language: Language) -> Fields {
    let t = |key| i18n::message(language, key);
    let fields = Fields::new()
        .with("name", t("forms-usual-name"))
        .with("language", language.code())
        .with("title", t("forms-usual-title"))
        .with("button", t("forms-usual-button"))
        .with("thanks", t("forms-usual-thanks"))
        .with("source", t("leads-source-website"));
    Field::ALL.iter().fold(fields, |fields, field| {
        let asking = match field {
            Field::Email | Field::Message => Asking::Must,
            Field::FirstName | Field::LastName => Asking::May,
            Field::Phone | Field::Company => Asking::No,
        };
        fields.with(field.choice(), asking.code())
    })
}

fn draw(cx: &Cx, fields: &Fields, problems: &Problems, form: Option<&WebForm>) -> Result<Markup> {
    let (owners, sources) = cx.read(|view| {
        Ok((owners::store::list(view)?, leads::store::labels::list(view, LabelKind::Source)?))
    })?;
    let sources: Vec<String> = sources.into_iter().map(|source| source.name).collect();
    let choice = views::Choice { fields, problems, form, owners: &owners, sources: &sources };
    Ok(views::edit(cx, &choice))
}

fn to_form(cx: &Cx, id: WebFormId, key: &'static str) -> Response {
    flash::done(cx.path(format_args!("{HERE}/{id}")), key)
}

fn again(page: Result<Markup>) -> Result<Response> {
    Ok(page?.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
