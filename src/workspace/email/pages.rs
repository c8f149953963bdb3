//! The page of mail in the settings.

use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::letters::way;
use super::model::domain::{self, Sender};
use super::model::{LetterId, LetterKind, MailAccount};
use super::views::Shown;
use super::{actions, store, views};
use crate::base::{Error, Fields, Problems, Result};
use crate::platform::config::Way;
use crate::platform::mailer::Route;
use crate::web::{Asked, Cx, Form, Of, flash};

const PATH: &str = "/settings/mail";

/// How letters leave, what became of the last ones, and the account.
#[handler]
pub async fn show(cx: Cx, Asked(query): Asked) -> Result<Response> {
    let fields = cx.read(|view| Ok(views::account_fields(store::maybe_account(view)?.as_ref())))?;
    Ok(page(&cx, &query, &fields, &Problems::default())?.into_response())
}

/// What DNS says of the domain from which letters leave.
#[handler]
pub async fn show_domain(cx: Cx, Asked(query): Asked) -> Result<Response> {
    let (selector, problems) = domain::selector(query.first("selector"));
    let way = cx.read(|view| way(&cx.machines, view))?;
    let sender = way.and_then(|(route, from)| Sender::new(&from.address, server_of(&route), selector));
    let looked = match &sender {
        Some(sender) => Some((sender, sender.judge(&cx.machines.dns.texts(sender.names()).await))),
        None => None,
    };
    let looked = looked.as_ref().map(|(sender, findings)| (*sender, findings));
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(views::domain(&cx, looked, &query, &problems).with_status(status).into_response())
}

/// The name of the server that takes the letters; empty: there is none.
fn server_of(route: &Route) -> &str {
    match route {
        Route::Own(Way::Folder(_)) => "",
        Route::Own(Way::Server(server)) | Route::Foreign(server) => &server.host,
    }
}

/// Sends the reader a test letter.
#[handler]
pub async fn send_test(cx: Cx) -> Result<Response> {
    let language = cx.language();
    cx.write(move |tx| actions::send_test(tx, language)).await?;
    Ok(flash::done(cx.path(PATH), "email-test-begun"))
}

/// Sends a letter again.
#[handler]
pub async fn send_again(cx: Cx, Of(id): Of<LetterKind>) -> Result<Response> {
    cx.write(move |tx| actions::retry(tx, id)).await?;
    Ok(flash::done(cx.path(PATH), "email-again-begun"))
}

/// Saves the account.
#[handler]
pub async fn save_account(cx: Cx, Form(typed): Form) -> Result<Response> {
    cx.require_fresh()?;
    let version = typed.first("version").parse().map_err(|_| Error::Malformed("version"))?;
    let (key, password) = (cx.machines.master_key.clone(), typed.raw("password").to_owned());
    let saved = match MailAccount::parse(&typed) {
        Ok(account) => {
            cx.write(move |tx| actions::save_account(tx, &key, version, &account, &password)).await
        }
        Err(error) => Err(error),
    };
    match saved {
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, &Fields::new(), &typed, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        saved => saved.map(|()| flash::done(cx.path(PATH), "settings-saved")),
    }
}

/// Back to the installation's server.
#[handler]
pub async fn remove_account(cx: Cx) -> Result<Response> {
    cx.require_fresh()?;
    cx.write(actions::remove_account).await?;
    Ok(flash::done(cx.path(PATH), "settings-saved"))
}

fn page(cx: &Cx, query: &Fields, fields: &Fields, problems: &Problems) -> Result<maud::Markup> {
    let before = query.first("before").parse().map_or(LetterId::new(i64::MAX), LetterId::new);
    let (way, letters, has_account) = cx.read(|view| {
        let way = way(&cx.machines, view)?;
        Ok((way, store::list(view, before)?, store::maybe_account(view)?.is_some()))
    })?;
    let from = way.map(|(route, from)| match route {
        Route::Own(_) => (cx.t("email-through-installation").to_owned(), from.address),
        Route::Foreign(server) => (server.host, from.address),
    });
    let is_first = query.first("before").is_empty();
    let shown = Shown { from, letters: &letters, is_first, has_account };
    Ok(views::mail(cx, &shown, fields, problems))
}
