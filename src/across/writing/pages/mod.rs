//! The pages of writing.

mod incoming;

use maud::Markup;
use poem::http::StatusCode;
use poem::web::Multipart;
use poem::{IntoResponse, Response, handler};

use super::model::{Desk, Letters, MOST_RECIPIENTS, MOST_TICKED, Message, filled};
use super::views::{self, Preview, Sent, Sheet};
use super::{actions, store};
use crate::across::filing;
use crate::base::id::kind;
use crate::base::{Error, Fields, MailTemplateId, Problems, Result, SubjectId};
use crate::crm::{mails, owners};
use crate::platform::{Tx, crypto};
use crate::web::{Asked, Cx, Form, Of, flash};
use crate::workspace::email;

/// The empty form, from the page of the record `?about=`, or to several people of a list; `?template=` is taken.
#[handler]
pub async fn compose(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let desk = desk(&cx, &from(&query)?)?;
    let mut fields = Fields::new().with("act", crypto::token());
    if !desk.signature.is_empty() {
        fields.push("signed", "1");
    }
    match &desk.addressees[..] {
        [only] => fields.push("to", only.code()),
        // Whoever was ticked is meant.
        all if !desk.many.is_empty() => all.iter().for_each(|to| fields.push("to", to.code())),
        _ => {}
    }
    let fields = with_template(fields, query.first("template"), &desk);
    let mut problems = Problems::default();
    if fields.all("to").count() > MOST_RECIPIENTS {
        problems.add("to", "writing-too-many");
    }
    Ok(draw(&cx, &desk, &fields, &problems))
}

/// Takes what was typed: keeps a file that came along with the record, and then fills in a template, or shows the letter
/// as each will get it. What is wrong stands at its field, and nothing that was typed is lost.
#[handler]
pub async fn take(cx: Cx, Asked(query): Asked, form: Multipart) -> poem::Result<Response> {
    let from = from(&query)?;
    let about = *from.first().ok_or(Error::NotFound)?;
    cx.read(|view| filing::require(view, about))?;
    let taken = incoming::read(&cx, about, form).await?;
    let desk = desk(&cx, &from)?;
    let act = taken.fields.first("do").to_owned();
    let fields = taken.fields.without("do");
    if !taken.problems.is_empty() {
        return Ok(refuse(draw(&cx, &desk, &fields, &taken.problems)));
    }
    match act.as_str() {
        "fill" => {
            let template = fields.first("template").to_owned();
            let fields = with_template(fields, &template, &desk);
            Ok(draw(&cx, &desk, &fields, &Problems::default()).into_response())
        }
        "enclose" => Ok(draw(&cx, &desk, &fields, &Problems::default()).into_response()),
        _ => Ok(look(&cx, &desk, &fields)?),
    }
}

/// The form again, with what was typed.
#[handler]
pub async fn change(cx: Cx, Asked(query): Asked, Form(typed): Form) -> Result<Markup> {
    let desk = desk(&cx, &from(&query)?)?;
    Ok(draw(&cx, &desk, &typed, &Problems::default()))
}

/// Sends the letter, once.
#[handler]
pub async fn send(cx: Cx, Asked(query): Asked, Form(typed): Form) -> Result<Response> {
    let people = from(&query)?;
    let from = people.clone();
    let (act, hourly) = (typed.first("act").to_owned(), cx.machines.config.mail_line.hourly);
    let sent = match Message::parse(&typed) {
        Ok(message) => {
            let run = move |tx: &Tx| Ok(actions::write(tx, &people, &message, hourly)?.len().to_string());
            cx.write_once(&act, &typed, run).await
        }
        Err(error) => Err(error),
    };
    let desk = desk(&cx, &from)?;
    match sent {
        Ok(count) => {
            let path = cx.path(&desk.record.path);
            Ok(flash::counted(path, "writing-sent", count.parse().unwrap_or_default()))
        }
        Err(Error::Invalid(problems)) => Ok(refuse(draw(&cx, &desk, &typed, &problems))),
        Err(other) => Err(other),
    }
}

/// A letter that was sent, and what became of it.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::Mail>) -> Result<Markup> {
    let shown = cx.read(|view| {
        let (mail, person) = store::find(view, id)?;
        Ok(Sent {
            letter: email::find(view, mail.letter)?,
            files: mails::store::files_of(view, id)?,
            owners: owners::store::list(view)?,
            person,
            mail,
        })
    })?;
    Ok(views::sent(&cx, &shown))
}

/// Lets a letter go again that did not leave.
#[handler]
pub async fn send_again(cx: Cx, Of(id): Of<kind::Mail>) -> Result<Response> {
    let run = move |tx: &Tx| {
        store::find_mine(tx, id)?;
        mails::actions::send_again(tx, id)
    };
    cx.write(run).await?;
    Ok(flash::done(cx.path(format_args!("/mails/{id}")), "email-again-begun"))
}

/// The letter as each will get it, or the form again.
fn look(cx: &Cx, desk: &Desk, fields: &Fields) -> Result<Response> {
    let letters = Message::parse(fields).and_then(|message| Letters::new(desk, &message));
    match letters {
        Ok(letters) => {
            let from = cx.read(|view| email::sender(&cx.machines, view))?;
            Ok(views::preview(cx, &Preview { desk, letters: &letters, from, fields }).into_response())
        }
        Err(Error::Invalid(problems)) => Ok(refuse(draw(cx, desk, fields, &problems))),
        Err(other) => Err(other),
    }
}

/// From the page of which record, or to which people of a list.
fn from(query: &Fields) -> Result<Vec<SubjectId>> {
    let from: Vec<SubjectId> = query.all("about").map(str::parse).collect::<Result<_>>()?;
    match from.len() {
        0 => Err(Error::NotFound),
        many if many > MOST_TICKED => Err(Error::Malformed("about")),
        _ => Ok(from),
    }
}

fn desk(cx: &Cx, from: &[SubjectId]) -> Result<Desk> {
    cx.read(|view| store::desk_of(view, from))
}

/// With that template filled in, if there is one of that number.
fn with_template(fields: Fields, chosen: &str, desk: &Desk) -> Fields {
    let chosen: Option<MailTemplateId> = chosen.parse().ok();
    match desk.templates.iter().find(|template| Some(template.id) == chosen) {
        Some(template) => filled(fields, template, &desk.templates),
        None => fields,
    }
}

fn draw(cx: &Cx, desk: &Desk, fields: &Fields, problems: &Problems) -> Markup {
    views::form(cx, &Sheet { desk, fields, problems })
}

fn refuse(page: Markup) -> Response {
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
