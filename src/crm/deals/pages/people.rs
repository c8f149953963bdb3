//! Who is on a deal, from its page.

use poem::{Response, handler};

use super::super::model::Person;
use super::super::{actions, store};
use crate::base::id::kind;
use crate::base::{ContactId, Error, Result};
use crate::web::{Cx, Form, Of, flash};

/// Puts somebody on it, or gives them another role. Whom nobody knows is said on the form of the deal.
#[handler]
pub async fn put_person(cx: Cx, Of(id): Of<kind::Deal>, Form(typed): Form) -> Result<Response> {
    let role = typed.first("role").parse().unwrap_or_default();
    let found = cx.read(|view| {
        let deal = store::find(view, id)?;
        actions::named(view, typed.first("person"), &deal.facts.company)
    });
    let contact = match found {
        Ok(contact) => contact,
        Err(Error::Invalid(problems)) => return super::form::refuse_person(&cx, id, &typed, &problems),
        Err(other) => return Err(other),
    };
    cx.write(move |tx| actions::put_person(tx, id, Person { contact, role })).await?;
    Ok(flash::done(cx.path(format_args!("/deals/{id}")), "deals-person-added"))
}

/// Takes somebody off it.
#[handler]
pub async fn remove_person(cx: Cx, Of(id): Of<kind::Deal>, Form(typed): Form) -> Result<Response> {
    let contact: ContactId = typed.first("contact").parse().unwrap_or_default();
    match cx.write(move |tx| actions::remove_person(tx, id, contact)).await {
        Ok(()) => Ok(flash::done(cx.path(format_args!("/deals/{id}")), "deals-person-removed")),
        Err(Error::Invalid(_)) => Err(Error::Conflict("deals-person-needed")),
        Err(other) => Err(other),
    }
}
