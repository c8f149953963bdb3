//! The trash of contacts.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::super::{actions, store, views};
use crate::base::id::kind;
use crate::base::listing::Paging;
use crate::base::{ContactId, Error, Result, Right, SubjectId};
use crate::crm::points::{self, Taken};
use crate::platform::View;
use crate::web::{Asked, Cx, Form, Of, flash};

/// One page of the trash.
#[handler]
pub async fn trash(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    let paging = Paging::parse(&query, "trash");
    let page = cx.read(|view| store::list_trash(view, &paging))?;
    Ok(views::trash(&cx, &page))
}

/// Takes it out of the trash, or asks what to do about an e-mail address that somebody else has by now.
#[handler]
pub async fn restore(cx: Cx, Of(id): Of<kind::Contact>, Form(typed): Form) -> Result<Response> {
    let contact = cx.read(|view| store::find(view, id))?;
    cx.actor().require_on(Right::CustomersWrite, contact.facts.owner)?;
    let taken = if typed.has("share") { Taken::Share } else { Taken::Refuse };
    match cx.write(move |tx| actions::restore(tx, id, taken)).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/contacts/{id}")), "contacts-restored")),
        Err(Error::Conflict("contacts-email-taken")) => {
            let takers = cx.read(|view| takers(view, id))?;
            let page = views::taken(&cx, &contact, &takers);
            Ok(page.with_status(StatusCode::CONFLICT).into_response())
        }
        Err(other) => Err(other),
    }
}

/// Who has which of its e-mail addresses by now.
fn takers(view: &View, id: ContactId) -> Result<Vec<(String, crate::crm::contacts::Short)>> {
    let taken = points::store::takers(view, id.subject())?;
    let others: Vec<SubjectId> = taken.iter().map(|(_, subject)| *subject).collect();
    let others = store::lines(view, &others)?;
    let pairs = taken.into_iter().filter_map(|(email, subject)| {
        let other = others.iter().find(|other| other.id.subject() == subject)?;
        Some((email, other.clone()))
    });
    Ok(pairs.collect())
}
