//! One product: its page, its form, its end.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::model::{Product, ProductInput};
use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, ProductId, Result};
use crate::billing::taxes;
use crate::platform::{Tx, crypto};
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::settings;

/// A product, with what one of it costs today.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::Product>) -> Result<Markup> {
    let (product, class) = cx.read(|view| {
        let product = store::find(view, id)?;
        let class = taxes::store::find(view, product.facts.class)?;
        Ok((product, class))
    })?;
    let home = settings::at_hand(&cx)?.company.country;
    Ok(views::show(&cx, &product, &class, home))
}

/// The empty form.
#[handler]
pub async fn new(cx: Cx) -> Result<Markup> {
    let class = cx.read(taxes::store::list)?.into_iter().find(|class| class.is_live);
    let fields = Fields::new()
        .with("act", crypto::token())
        .with("kind", "goods")
        .with("unit", "H87")
        .with("entry", "net")
        .with("class", class.map(|class| class.id.to_string()).unwrap_or_default());
    draw(&cx, &fields, &Problems::default(), None)
}

/// Adds the product, or shows the form again with what is wrong.
#[handler]
pub async fn create(cx: Cx, Form(typed): Form) -> Result<Response> {
    let input = match ProductInput::parse(&typed, cx.language()) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return refuse(&cx, &typed, &problems, None),
        Err(other) => return Err(other),
    };
    let act = typed.first("act").to_owned();
    let run = move |tx: &Tx| Ok(actions::create(tx, &input)?.to_string());
    match cx.write_once(&act, &typed, run).await {
        Ok(id) => Ok(flash::done(cx.path(format_args!("/products/{id}")), "products-added")),
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, None),
        Err(other) => Err(other),
    }
}

/// The form with what is stored.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::Product>) -> Result<Markup> {
    let product = cx.read(|view| store::find(view, id))?;
    let fields = views::typed(&product.facts, cx.language()).with("version", product.version.to_string());
    draw(&cx, &fields, &Problems::default(), Some(&product))
}

/// Changes the product, or shows the form again with what is wrong.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::Product>, Form(typed): Form) -> Result<Response> {
    let product = cx.read(|view| store::find(view, id))?;
    let input = match ProductInput::parse(&typed, cx.language()) {
        Ok(input) => input,
        Err(Error::Invalid(problems)) => return refuse(&cx, &typed, &problems, Some(&product)),
        Err(other) => return Err(other),
    };
    let version = typed.first("version").parse().unwrap_or(0);
    match cx.write(move |tx| actions::edit(tx, id, version, input)).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/products/{id}")), "products-saved")),
        Err(Error::Stale(_)) => stale(&cx, id, &typed),
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, Some(&product)),
        Err(other) => Err(other),
    }
}

/// Offers it no more.
#[handler]
pub async fn retire(cx: Cx, Of(id): Of<kind::Product>) -> Result<Response> {
    let (set, _) = cx.write(move |tx| actions::retire(tx, &[(id, None)])).await?;
    Ok(flash::undoable_counted(cx.path("/products"), "products-retired-done", 1, set))
}

/// Offers it again.
#[handler]
pub async fn take_back(cx: Cx, Of(id): Of<kind::Product>) -> Result<Response> {
    cx.write(move |tx| actions::take_back(tx, id)).await?;
    Ok(flash::done(cx.path(format_args!("/products/{id}")), "products-used"))
}

fn draw(cx: &Cx, fields: &Fields, problems: &Problems, product: Option<&Product>) -> Result<Markup> {
    let classes = cx.read(taxes::store::list)?;
    let currency = settings::at_hand(cx)?.regional.currency;
    Ok(views::form(cx, &views::Sheet { fields, problems, product, classes: &classes, currency }))
}

/// What was typed, beside what somebody else has stored meanwhile.
fn stale(cx: &Cx, id: ProductId, typed: &Fields) -> Result<Response> {
    let (stored, classes) = cx.read(|view| Ok((store::find(view, id)?, taxes::store::list(view)?)))?;
    let fields = typed.clone().without("version").with("version", stored.version.to_string());
    let currency = settings::at_hand(cx)?.regional.currency;
    let problems = Problems::default();
    let sheet = views::Sheet {
        fields: &fields,
        problems: &problems,
        product: Some(&stored),
        classes: &classes,
        currency,
    };
    Ok(views::stale(cx, &stored, &sheet).with_status(StatusCode::CONFLICT).into_response())
}

fn refuse(cx: &Cx, fields: &Fields, problems: &Problems, product: Option<&Product>) -> Result<Response> {
    let page = draw(cx, fields, problems, product)?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
