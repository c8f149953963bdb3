//! The pages of price lists, and the choice of one for a customer.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::{ITEMS, PriceList, PriceListInput, PriceListKind};
use super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, ProductId, Result, SubjectId};
use crate::billing::products::{self, Product};
use crate::platform::{Tx, View, crypto};
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::settings;

const PATH: &str = "/price-lists";

/// Every list.
#[handler]
pub async fn all(cx: Cx) -> Result<Markup> {
    let lists = cx.read(store::list)?;
    Ok(views::list(&cx, &lists))
}

/// The empty form.
#[handler]
pub async fn new(cx: Cx) -> Result<Markup> {
    let fields = Fields::new()
        .with("act", crypto::token())
        .with("currency", settings::at_hand(&cx)?.regional.currency.code())
        .with("way", "off")
        .with("valid_on", cx.today().to_string());
    draw(&cx, &fields, &Problems::default(), None)
}

/// Adds the list, or shows the form again with what is wrong.
#[handler]
pub async fn create(cx: Cx, Form(typed): Form) -> Result<Response> {
    if !typed.first("more").is_empty() {
        return Ok(draw(&cx, &longer(&typed), &Problems::default(), None)?.into_response());
    }
    let act = typed.first("act").to_owned();
    let added = match PriceListInput::parse(&typed, cx.language()) {
        Ok(input) => {
            cx.write_once(&act, &typed, move |tx: &Tx| Ok(actions::create(tx, &input)?.to_string())).await
        }
        Err(error) => Err(error),
    };
    match added {
        Ok(_) => Ok(flash::done(cx.path(PATH), "price-lists-saved")),
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, None),
        Err(other) => Err(other),
    }
}

/// The form with what is stored.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<PriceListKind>) -> Result<Markup> {
    let list = cx.read(|view| store::find(view, id))?;
    draw(&cx, &views::typed(&list, cx.language()), &Problems::default(), Some(&list))
}

/// Changes the list, or shows the form again with what is wrong.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<PriceListKind>, Form(typed): Form) -> Result<Response> {
    let list = cx.read(|view| store::find(view, id))?;
    if !typed.first("more").is_empty() {
        return Ok(draw(&cx, &longer(&typed), &Problems::default(), Some(&list))?.into_response());
    }
    let version = typed.first("version").parse().unwrap_or(0);
    let saved = match PriceListInput::parse(&typed, cx.language()) {
        Ok(input) => cx.write(move |tx| actions::edit(tx, id, version, &input)).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => Ok(flash::done(cx.path(PATH), "price-lists-saved")),
        Err(Error::Invalid(problems)) => refuse(&cx, &typed, &problems, Some(&list)),
        Err(Error::Stale(version)) => {
            // What was typed stays, to be looked at again before it takes the place of theirs.
            let again = typed.clone().without("version").with("version", version.to_string());
            let mut problems = Problems::default();
            problems.add("name", "price-lists-changed");
            let page = draw(&cx, &again, &problems, Some(&list))?;
            Ok(page.with_status(StatusCode::CONFLICT).into_response())
        }
        Err(other) => Err(other),
    }
}

/// Gives a customer a list, or none.
#[handler]
pub async fn choose(cx: Cx, Of(id): Of<kind::Subject>, Form(typed): Form) -> Result<Response> {
    let list = match typed.first("price_list") {
        "" => None,
        number => Some(number.parse()?),
    };
    cx.write(move |tx| actions::choose(tx, id, list)).await?;
    Ok(flash::done(cx.path(format_args!("/customers/{id}")), "price-lists-chosen"))
}

/// More empty rows.
fn longer(typed: &Fields) -> Fields {
    let rows: usize = typed.first("rows").parse().unwrap_or(0);
    typed.clone().without("more").without("rows").with("rows", (rows + 5).min(ITEMS).to_string())
}

fn draw(cx: &Cx, fields: &Fields, problems: &Problems, list: Option<&PriceList>) -> Result<Markup> {
    let products = cx.read(offered)?;
    Ok(views::form(cx, &views::Sheet { fields, problems, list, products: &products }))
}

/// What is sold, for rows to choose from.
fn offered(view: &View) -> Result<Vec<Product>> {
    let ids = products::store::ids_after(view, ProductId::NONE, i64::try_from(ITEMS).unwrap_or(i64::MAX))?;
    let subjects: Vec<SubjectId> = ids.iter().map(|id| id.subject()).collect();
    products::store::find_many(view, &subjects)
}

fn refuse(cx: &Cx, fields: &Fields, problems: &Problems, list: Option<&PriceList>) -> Result<Response> {
    let page = draw(cx, fields, problems, list)?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
