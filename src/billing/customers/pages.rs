//! The page of what papers say of a company or a contact.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::{CheckInput, CustomerInput, Shown};
use super::views::{self, Sheet};
use super::{actions, store};
use crate::base::id::kind;
use crate::base::{Country, Error, Fields, Problems, Result, SubjectId};
use crate::billing::countries::VatNumber;
use crate::billing::price_lists;
use crate::billing::registers::{self, Finding, Question, Register};
use crate::web::{Cx, Form, Of, flash};
use crate::workspace::settings;

/// The form with what counts now.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::Subject>) -> Result<Markup> {
    let shown = live(&cx, id)?;
    draw(&cx, &shown, &typed(&cx, &shown)?, (&Fields::new(), &Problems::default()))
}

/// Saves it, or shows the form again with what is wrong.
#[handler]
pub async fn save(cx: Cx, Of(id): Of<kind::Subject>, Form(fields): Form) -> Result<Response> {
    let shown = live(&cx, id)?;
    let version = fields.first("version").parse().unwrap_or(0);
    let saved = match CustomerInput::parse(&fields) {
        Ok(input) => cx.write(move |tx| actions::save(tx, id, version, &input)).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(()) => Ok(done(&cx, &shown, "customers-saved")),
        Err(Error::Invalid(problems)) => {
            let page = draw(&cx, &shown, &fields, (&Fields::new(), &problems))?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(Error::Stale(_)) => stale(&cx, &live(&cx, id)?, &fields),
        Err(other) => Err(other),
    }
}

/// Notes what somebody found out about the VAT number.
#[handler]
pub async fn check(cx: Cx, Of(id): Of<kind::Subject>, Form(fields): Form) -> Result<Response> {
    let shown = live(&cx, id)?;
    let version = fields.first("version").parse().unwrap_or(0);
    let checked = match CheckInput::parse(&fields) {
        Ok(found) => cx.write(move |tx| actions::check(tx, id, version, &found)).await,
        Err(error) => Err(error),
    };
    match checked {
        Err(Error::Invalid(problems)) => {
            let page = draw(&cx, &shown, &typed(&cx, &shown)?, (&fields, &problems))?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        checked => checked.map(|()| done(&cx, &shown, "customers-checked")),
    }
}

/// Has a register asked about a number that was saved.
#[handler]
pub async fn ask(cx: Cx, Of(id): Of<kind::Subject>, Form(fields): Form) -> Result<Response> {
    let shown = live(&cx, id)?;
    let register: Register = fields.first("register").parse()?;
    cx.write(move |tx| actions::ask(tx, id, register)).await?;
    let path = cx.path(format_args!("/customers/{}#vat", shown.record.subject));
    Ok(flash::done(path, "customers-asked"))
}

/// The form again, with what a register says about the VAT number that was typed; what it does not say stays.
#[handler]
pub async fn fill(cx: Cx, Of(id): Of<kind::Subject>, Form(fields): Form) -> Result<Response> {
    let shown = live(&cx, id)?;
    match found(&cx, id, &fields).await {
        Ok(found) => Ok(draw(&cx, &shown, &filled(fields, &found), (&Fields::new(), &Problems::default()))?
            .into_response()),
        Err(Error::Invalid(problems)) => {
            let page = draw(&cx, &shown, &fields, (&Fields::new(), &problems))?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other),
    }
}

/// What the register of the number that was typed says of it.
async fn found(cx: &Cx, subject: SubjectId, fields: &Fields) -> Result<Finding> {
    let wrong = |key: &'static str| Error::field("vat_number", key);
    let country: Country =
        fields.first("country").parse().map_err(|_| Error::field("country", "customers-country-missing"))?;
    let number = VatNumber::parse(country, fields.first("vat_number")).map_err(|no| wrong(no.key()))?;
    let number = number.as_str().to_owned();
    let register = Register::of_vat(&number).ok_or_else(|| wrong("customers-fill-nobody"))?;
    match cx.read(|view| registers::actions::may_ask(view, register)) {
        Err(Error::Conflict(key)) => return Err(wrong(key)),
        may => may?,
    }
    let question = Question { subject, register, number };
    let finding = match registers::ask(&cx.machines, cx.actor(), &question).await? {
        Ok(finding) => finding,
        Err(trouble) => return Err(wrong(trouble.key())),
    };
    let kept = finding.clone();
    cx.write(move |tx| registers::actions::note(tx, &question, &kept)).await?;
    if finding.is_valid { Ok(finding) } else { Err(wrong("customers-fill-invalid")) }
}

fn filled(fields: Fields, found: &Finding) -> Fields {
    let said = [
        ("legal_name", &found.name),
        ("street", &found.street),
        ("city", &found.city),
        ("postcode", &found.postcode),
    ];
    let said = said.into_iter().filter(|(_, value)| !value.is_empty());
    let fields = said.fold(fields, |fields, (name, value)| fields.without(name).with(name, value.as_str()));
    fields.with("filled", "1")
}

/// `Conflict` if the record is in the trash.
fn live(cx: &Cx, id: SubjectId) -> Result<Shown> {
    let shown = cx.read(|view| store::find(view, id))?;
    if shown.record.is_live { Ok(shown) } else { Err(Error::Conflict("customers-in-trash")) }
}

fn typed(cx: &Cx, shown: &Shown) -> Result<Fields> {
    Ok(views::typed(shown, settings::at_hand(cx)?.company.country))
}

fn draw(cx: &Cx, shown: &Shown, fields: &Fields, (found, problems): (&Fields, &Problems)) -> Result<Markup> {
    let id = shown.record.subject;
    let (standing, list, lists) = cx.read(|view| {
        let (list, lists) = (price_lists::store::maybe_of(view, id)?, price_lists::store::list(view)?);
        Ok((registers::store::standing(view, id)?, list, lists))
    })?;
    let sheet =
        Sheet { fields, check: found, problems, standing: &standing, list: list.as_ref(), lists: &lists };
    Ok(views::page(cx, shown, &sheet))
}

/// What was typed, beside what somebody else has stored meanwhile.
fn stale(cx: &Cx, shown: &Shown, fields: &Fields) -> Result<Response> {
    let again = fields.clone().without("version").with("version", shown.version().to_string());
    let page = views::stale(cx, shown, &typed(cx, shown)?, &again);
    Ok(page.with_status(StatusCode::CONFLICT).into_response())
}

/// Back to the record, where it stands.
fn done(cx: &Cx, shown: &Shown, key: &'static str) -> Response {
    let record = &shown.record;
    flash::done(cx.path(format_args!("/{}/{}", record.kind.place(), record.subject)), key)
}
