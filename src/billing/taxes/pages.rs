//! Settings: taxes.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::{
    Buyer, BuyerKind, Checked, ClassInput, NewRate, NewScheme, Sale, Seller, SupplyKind, TaxChoice, sale,
};
use super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, Result};
use crate::billing::pricing::Category;
use crate::web::{Asked, Cx, Form, Of, flash};
use crate::workspace::settings;

const TAXES: &str = "/settings/taxes";

/// Every class, and how the workspace sells abroad.
#[handler]
pub async fn overview(cx: Cx) -> Result<Markup> {
    let typed = Fields::new().with("scheme_on", views::today(&cx).to_string());
    page(&cx, &typed, &Problems::default())
}

fn page(cx: &Cx, typed: &Fields, problems: &Problems) -> Result<Markup> {
    let today = views::today(cx);
    let shown = cx.read(|view| {
        let (classes, choice) = (store::list(view)?, store::choice(view)?);
        Ok(views::Shown {
            classes,
            choice,
            schemes: store::schemes(view)?,
            standing: store::standing(view, today)?,
        })
    })?;
    Ok(views::overview(cx, &shown, typed, problems))
}

/// Accounts for VAT in another way from a day on.
#[handler]
pub async fn set_scheme(cx: Cx, Form(typed): Form) -> Result<Response> {
    let home = settings::at_hand(&cx)?.company.country;
    let saved = match NewScheme::parse(&typed, home, cx.language()) {
        Ok(scheme) => cx.write(move |tx| actions::set_scheme(tx, &scheme)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => Ok(again(page(&cx, &typed, &problems)?)),
        saved => saved.map(|()| flash::done(cx.path(TAXES), "taxes-scheme-set")),
    }
}

/// Takes a scheme away.
#[handler]
pub async fn remove_scheme(cx: Cx, Of(id): Of<kind::VatScheme>) -> Result<Response> {
    cx.write(move |tx| actions::remove_scheme(tx, id)).await?;
    Ok(flash::done(cx.path(TAXES), "taxes-scheme-removed"))
}

/// Says how it sells abroad.
#[handler]
pub async fn choose(cx: Cx, Form(typed): Form) -> Result<Response> {
    let version = typed.first("version").parse().map_err(|_| Error::Malformed("version"))?;
    let choice = TaxChoice { is_oss: typed.has("oss"), is_northern: typed.has("northern"), version };
    cx.write(move |tx| actions::choose(tx, choice)).await?;
    Ok(flash::done(cx.path(TAXES), "settings-saved"))
}

/// The form of a new class.
#[handler]
pub async fn new(cx: Cx) -> Result<Markup> {
    let home = settings::at_hand(&cx)?.company.country;
    let fields = Fields::new()
        .with("category", "S")
        .with("country", home.code())
        .with("valid_on", views::today(&cx).to_string());
    Ok(views::new(&cx, &fields, &Problems::default()))
}

/// Adds it, with its first rate if it is taxed.
#[handler]
pub async fn create(cx: Cx, Form(typed): Form) -> Result<Response> {
    let added = match parse_new(&cx, &typed) {
        Ok((facts, rate)) => cx.write(move |tx| actions::add(tx, &facts, rate.as_ref())).await,
        Err(error) => Err(error),
    };
    match added {
        Err(Error::Invalid(problems)) => Ok(again(views::new(&cx, &typed, &problems))),
        added => added.map(|_| flash::done(cx.path(TAXES), "taxes-added")),
    }
}

/// What is wrong with the class and with its rate is told together.
fn parse_new(cx: &Cx, typed: &Fields) -> Result<(ClassInput, Option<NewRate>)> {
    let facts = ClassInput::parse(typed);
    if facts.as_ref().is_ok_and(|facts| facts.category != Category::S) {
        return facts.map(|facts| (facts, None));
    }
    match (facts, NewRate::parse(typed, cx.language())) {
        (Ok(facts), Ok(rate)) => Ok((facts, Some(rate))),
        (Err(Error::Invalid(mut problems)), Err(Error::Invalid(more))) => {
            more.iter().for_each(|problem| problems.push(problem.field.clone(), problem.key.clone()));
            Err(Error::Invalid(problems))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// A class, to change.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::TaxClass>) -> Result<Markup> {
    let class = cx.read(|view| store::find(view, id))?;
    let home = settings::at_hand(&cx)?.company.country;
    let rate = Fields::new().with("country", home.code()).with("valid_on", views::today(&cx).to_string());
    let typed = views::Typed { class: &views::typed(&class), rate: &rate };
    Ok(views::edit(&cx, &class, &typed, &Problems::default()))
}

/// Saves it.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::TaxClass>, Form(typed): Form) -> Result<Response> {
    let class = cx.read(|view| store::find(view, id))?;
    let version = typed.first("version").parse().map_err(|_| Error::Malformed("version"))?;
    let saved = match ClassInput::parse(&typed) {
        Ok(facts) => cx.write(move |tx| actions::edit(tx, id, version, facts)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => {
            let typed = views::Typed { class: &typed, rate: &Fields::new() };
            Ok(again(views::edit(&cx, &class, &typed, &problems)))
        }
        saved => saved.map(|()| flash::done(cx.path(TAXES), "taxes-saved")),
    }
}

/// Sets a rate of it.
#[handler]
pub async fn set_rate(cx: Cx, Of(id): Of<kind::TaxClass>, Form(typed): Form) -> Result<Response> {
    let class = cx.read(|view| store::find(view, id))?;
    let saved = match NewRate::parse(&typed, cx.language()) {
        Ok(rate) => cx.write(move |tx| actions::set_rate(tx, id, &rate)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => {
            let typed = views::Typed { class: &views::typed(&class), rate: &typed };
            Ok(again(views::edit(&cx, &class, &typed, &problems)))
        }
        saved => saved.map(|()| flash::done(cx.path(format_args!("{TAXES}/{id}")), "taxes-rate-set")),
    }
}

/// Takes a rate away.
#[handler]
pub async fn remove_rate(cx: Cx, Of(id): Of<kind::TaxRate>) -> Result<Response> {
    let class = cx.write(move |tx| actions::remove_rate(tx, id)).await?;
    Ok(flash::done(cx.path(format_args!("{TAXES}/{class}")), "taxes-rate-removed"))
}

/// Offers a class no more.
#[handler]
pub async fn retire(cx: Cx, Of(id): Of<kind::TaxClass>) -> Result<Response> {
    cx.write(move |tx| actions::retire(tx, id)).await?;
    Ok(flash::done(cx.path(TAXES), "taxes-retired"))
}

/// Offers it again.
#[handler]
pub async fn take_back(cx: Cx, Of(id): Of<kind::TaxClass>) -> Result<Response> {
    cx.write(move |tx| actions::take_back(tx, id)).await?;
    Ok(flash::done(cx.path(TAXES), "taxes-used"))
}

/// Which tax a sale would bear: `?country=&kind=&number=&supply=&day=`.
#[handler]
pub async fn ask(cx: Cx, Asked(query): Asked) -> Result<Response> {
    // A day that cannot be read is told with the rest.
    let day = query.first("day").parse().unwrap_or_else(|_| views::today(&cx));
    let (classes, standing) = cx.read(|view| Ok((store::list(view)?, store::standing(view, day)?)))?;
    let seller = standing.seller;
    if !query.has("country") {
        let asked = first(&cx, seller);
        return Ok(views::ask(&cx, &asked, &Problems::default(), None).into_response());
    }
    match sale(&query, seller) {
        Ok(sale) => {
            let answer = views::Answer { sale: &sale, classes: &classes };
            Ok(views::ask(&cx, &query, &Problems::default(), Some(&answer)).into_response())
        }
        Err(Error::Invalid(problems)) => Ok(again(views::ask(&cx, &query, &problems, None))),
        Err(error) => Err(error),
    }
}

/// What the page asks about before anybody typed.
fn first(cx: &Cx, seller: Seller) -> Fields {
    let buyer = Buyer {
        country: seller.country,
        is_northern: false,
        kind: BuyerKind::Business,
        number: Checked::Valid,
    };
    let sale = Sale { seller, buyer, supply: SupplyKind::Goods, day: views::today(cx) };
    Fields::new()
        .with("country", sale.buyer.country.code())
        .with("kind", sale.buyer.kind.code())
        .with("number", sale.buyer.number.code())
        .with("supply", sale.supply.code())
        .with("day", sale.day.to_string())
}

fn again(page: Markup) -> Response {
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
