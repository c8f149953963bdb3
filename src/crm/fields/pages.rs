//! Settings: the fields of each kind of record.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::actions::{self, Step};
use super::model::{Demand, Field, FieldInput, HasValues, NewField, RECORDS, Typed, Values};
use super::{store, views};
use crate::base::id::kind;
use crate::base::{Error, FieldId, FieldOptionId, Fields, Problems, Result, SubjectKind};
use crate::web::{Asked, Cx, Form, Of, flash};

const FIELDS: &str = "/settings/fields";

/// The facts that a form of that kind of record holds, with its own fields; `stored` are the values of the record that
/// is changed.
pub fn filled<T: HasValues>(
    cx: &Cx,
    record: SubjectKind,
    parsed: Result<T>,
    fields: &Fields,
    stored: Option<&Values>,
) -> Result<T> {
    let typed = Typed { fields, language: cx.language(), demand: Demand::All };
    cx.read(|view| actions::filled(view, record, parsed, &typed, stored))
}

/// What the form of a record begins with, its own fields too.
pub fn fill(cx: &Cx, record: SubjectKind, fields: Fields, values: &Values) -> Result<Fields> {
    let own = cx.read(|view| store::of_values(view, record, values))?;
    Ok(views::fill(fields, &own, values, cx.language()))
}

/// Every field.
#[handler]
pub async fn overview(cx: Cx) -> Result<Markup> {
    let offered: Vec<Vec<Field>> =
        cx.read(|view| RECORDS.iter().map(|record| store::list_all(view, *record)).collect())?;
    Ok(views::overview(&cx, &views::Offered(RECORDS.into_iter().zip(offered).collect())))
}

/// The form of a new one for `?record=`, once `&kind=` is chosen.
#[handler]
pub async fn new(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let record = record(&query)?;
    let fields =
        Fields::new().with("record", record.code()).with("kind", query.first("kind")).with("scale", "0");
    Ok(views::new(&cx, record, &fields, &Problems::default()))
}

/// Adds it.
#[handler]
pub async fn create(cx: Cx, Form(typed): Form) -> Result<Response> {
    let record = record(&typed)?;
    let added = match NewField::parse(&typed) {
        Ok(wanted) => cx.write(move |tx| actions::add(tx, &wanted)).await,
        Err(error) => Err(error),
    };
    match added {
        Err(Error::Invalid(problems)) => Ok(again(views::new(&cx, record, &typed, &problems))),
        added => added.map(|_| flash::done(cx.path(FIELDS), "fields-added")),
    }
}

/// A field, to change.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::Field>) -> Result<Markup> {
    let field = cx.read(|view| store::find(view, id))?;
    Ok(views::edit(&cx, &field, &views::typed(&field.facts), &Problems::default()))
}

/// Saves it.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::Field>, Form(typed): Form) -> Result<Response> {
    let field = cx.read(|view| store::find(view, id))?;
    let saved = match FieldInput::parse(&typed, field.kind) {
        Ok(facts) => cx.write(move |tx| actions::edit(tx, id, facts)).await,
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => Ok(again(views::edit(&cx, &field, &typed, &problems))),
        saved => saved.map(|()| flash::done(cx.path(FIELDS), "fields-saved")),
    }
}

/// Moves it a step up.
#[handler]
pub async fn shift_earlier(cx: Cx, Of(id): Of<kind::Field>) -> Result<Response> {
    shift(&cx, id, Step::Earlier).await
}

/// Moves it a step down.
#[handler]
pub async fn shift_later(cx: Cx, Of(id): Of<kind::Field>) -> Result<Response> {
    shift(&cx, id, Step::Later).await
}

async fn shift(cx: &Cx, id: FieldId, step: Step) -> Result<Response> {
    cx.write(move |tx| actions::shift(tx, id, step)).await?;
    Ok(flash::see_other(&cx.path(FIELDS)))
}

/// Takes it out of use.
#[handler]
pub async fn put_away(cx: Cx, Of(id): Of<kind::Field>) -> Result<Response> {
    cx.write(move |tx| actions::put_away(tx, id)).await?;
    Ok(flash::done(cx.path(FIELDS), "fields-put-away-done"))
}

/// Takes it into use again.
#[handler]
pub async fn take_back(cx: Cx, Of(id): Of<kind::Field>) -> Result<Response> {
    cx.write(move |tx| actions::take_back(tx, id)).await?;
    Ok(flash::done(cx.path(FIELDS), "fields-used"))
}

/// One choice more.
#[handler]
pub async fn add_option(cx: Cx, Of(id): Of<kind::Field>, Form(typed): Form) -> Result<Response> {
    let label = typed.first("option").to_owned();
    match cx.write(move |tx| actions::add_option(tx, id, &label)).await {
        Err(Error::Invalid(problems)) => {
            let field = cx.read(|view| store::find(view, id))?;
            let fields = views::typed(&field.facts).with("option", typed.first("option"));
            Ok(again(views::edit(&cx, &field, &fields, &problems)))
        }
        added => added.map(|()| to_field(&cx, id, "fields-option-added")),
    }
}

/// A choice, to change.
#[handler]
pub async fn show_option(cx: Cx, Of(id): Of<kind::FieldOption>) -> Result<Markup> {
    let label = cx.read(|view| store::find_option(view, id))?.label;
    draw_option(&cx, id, &Fields::new().with("label", label), &Problems::default())
}

/// Saves it.
#[handler]
pub async fn edit_option(cx: Cx, Of(id): Of<kind::FieldOption>, Form(typed): Form) -> Result<Response> {
    let label = typed.first("label").to_owned();
    match cx.write(move |tx| actions::edit_option(tx, id, &label)).await {
        Err(Error::Invalid(problems)) => Ok(again(draw_option(&cx, id, &typed, &problems)?)),
        saved => {
            saved?;
            back(&cx, id, "fields-option-saved")
        }
    }
}

/// Moves it a step up.
#[handler]
pub async fn shift_option_earlier(cx: Cx, Of(id): Of<kind::FieldOption>) -> Result<Response> {
    shift_option(&cx, id, Step::Earlier).await
}

/// Moves it a step down.
#[handler]
pub async fn shift_option_later(cx: Cx, Of(id): Of<kind::FieldOption>) -> Result<Response> {
    shift_option(&cx, id, Step::Later).await
}

async fn shift_option(cx: &Cx, id: FieldOptionId, step: Step) -> Result<Response> {
    cx.write(move |tx| actions::shift_option(tx, id, step)).await?;
    let field = cx.read(|view| store::find_option(view, id))?.field;
    Ok(flash::see_other(&cx.path(format_args!("{FIELDS}/{field}"))))
}

/// Offers it no more.
#[handler]
pub async fn put_away_option(cx: Cx, Of(id): Of<kind::FieldOption>) -> Result<Response> {
    cx.write(move |tx| actions::put_away_option(tx, id)).await?;
    back(&cx, id, "fields-option-put-away")
}

/// Offers it again.
#[handler]
pub async fn use_option(cx: Cx, Of(id): Of<kind::FieldOption>) -> Result<Response> {
    let option = cx.read(|view| store::find_option(view, id))?;
    cx.write(move |tx| actions::add_option(tx, option.field, &option.label)).await?;
    back(&cx, id, "fields-option-used")
}

fn draw_option(cx: &Cx, id: FieldOptionId, fields: &Fields, problems: &Problems) -> Result<Markup> {
    let (option, field) = cx.read(|view| {
        let option = store::find_option(view, id)?;
        let field = store::find(view, option.field)?;
        Ok((option, field))
    })?;
    Ok(views::option(cx, (&field, &option), fields, problems))
}

fn back(cx: &Cx, id: FieldOptionId, key: &'static str) -> Result<Response> {
    let field = cx.read(|view| store::find_option(view, id))?.field;
    Ok(to_field(cx, field, key))
}

fn to_field(cx: &Cx, id: FieldId, key: &'static str) -> Response {
    flash::done(cx.path(format_args!("{FIELDS}/{id}")), key)
}

/// The kind of record that `record` names, contacts if it names none; `NotFound` for what has no fields.
fn record(fields: &Fields) -> Result<SubjectKind> {
    let record = match fields.first("record") {
        "" => SubjectKind::Contact,
        named => named.parse()?,
    };
    if RECORDS.contains(&record) { Ok(record) } else { Err(Error::NotFound) }
}

fn again(page: Markup) -> Response {
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
