//! A person's own second factors. Each change asks for proof that is not an hour old.

use data_encoding::BASE64URL_NOPAD;
use poem::http::StatusCode;
use poem::web::{Json, Path};
use poem::{IntoResponse, Response, handler};

use super::actions::NewApp;
use super::model::{AppSecret, PasskeyId, RecoveryCode};
use super::{actions, passkeys, store, views};
use crate::base::{Error, Fields, Problems, Result, text};
use crate::platform::throttle::Trial;
use crate::web::{Cx, Form, flash};
use crate::workspace::accounts;

const HERE: &str = "/account/factors";

/// All second factors of the account.
#[handler]
pub async fn overview(cx: Cx) -> Result<Response> {
    show(&cx, &Fields::new(), &Problems::default())
}

fn show(cx: &Cx, fields: &Fields, problems: &Problems) -> Result<Response> {
    let account = accounts::own(cx)?;
    let enrolled = cx.read(|view| store::enrolled(view, account))?;
    let keys = match passkeys::is_possible(&cx.machines.config) {
        true => views::Keys::Possible,
        false => views::Keys::NeedAName,
    };
    Ok(views::overview(cx, &enrolled, keys, (fields, problems)).into_response())
}

/// The secret for the app. Nothing is stored before its first code is right.
#[handler]
pub async fn set_up_app(cx: Cx) -> Result<Response> {
    cx.require_fresh()?;
    let locked = AppSecret::generate().lock(&cx.machines.master_key, accounts::own(&cx)?);
    let fields = Fields::new().with("secret", BASE64URL_NOPAD.encode(&locked));
    form_of_app(&cx, &fields, &Problems::default())
}

fn form_of_app(cx: &Cx, fields: &Fields, problems: &Problems) -> Result<Response> {
    let account = cx.read(|view| accounts::find(view, accounts::own(cx)?))?;
    let secret = AppSecret::open(&cx.machines.master_key, account.id, &locked(fields)?);
    let secret = secret.map_err(|_| Error::Malformed("secret"))?;
    Ok(views::app(cx, &secret, &account.email, (fields, problems)).into_response())
}

fn locked(fields: &Fields) -> Result<Vec<u8>> {
    BASE64URL_NOPAD.decode(fields.first("secret").as_bytes()).map_err(|_| Error::Malformed("secret"))
}

/// Makes the app a second factor.
#[handler]
pub async fn confirm_app(cx: Cx, Form(typed): Form) -> Result<Response> {
    cx.require_fresh()?;
    let trial = Trial::new(cx.facts.address, &accounts::own(&cx)?.to_string());
    cx.machines.throttle.admit(&trial)?;
    match add_app(&cx, &typed).await {
        Ok(codes) => {
            cx.machines.throttle.passed(&trial);
            Ok(added(&cx, &codes, "factors-app-added"))
        }
        Err(Error::Invalid(problems)) => {
            cx.machines.throttle.failed(&trial);
            let page = form_of_app(&cx, &typed, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn add_app(cx: &Cx, typed: &Fields) -> Result<Vec<RecoveryCode>> {
    let new = NewApp { locked: locked(typed)?, code: typed.first("code").parse()? };
    let (session, key) = (cx.session()?, cx.machines.master_key.clone());
    cx.write(move |tx| actions::add_app(tx, &key, session, &new)).await
}

/// With the first factor come the recovery codes, which are shown this once.
fn added(cx: &Cx, codes: &[RecoveryCode], key: &'static str) -> Response {
    match codes {
        [] => flash::done(HERE, key),
        codes => views::codes(cx, codes).into_response(),
    }
}

/// Takes the app away.
#[handler]
pub async fn remove_app(cx: Cx) -> Result<Response> {
    cx.require_fresh()?;
    let session = cx.session()?;
    cx.write(move |tx| actions::remove_app(tx, session)).await?;
    Ok(flash::done(HERE, "factors-removed"))
}

/// What the browser is asked for a new passkey.
#[handler]
pub async fn begin_passkey(cx: Cx) -> Result<Json<passkeys::Question>> {
    cx.require_fresh()?;
    let (account, known) = cx.read(|view| {
        let account = accounts::find(view, accounts::own(&cx)?)?;
        let known = store::list_passkeys(view, account.id)?;
        Ok((account, known))
    })?;
    passkeys::begin(&cx.machines, &account, &known).map(Json)
}

/// Adds the passkey that the browser made.
#[handler]
pub async fn add_passkey(cx: Cx, Form(typed): Form) -> Result<Response> {
    cx.require_fresh()?;
    match add_key(&cx, &typed).await {
        Ok(codes) => Ok(added(&cx, &codes, "factors-passkey-added")),
        Err(Error::Invalid(problems)) => {
            let page = show(&cx, &typed, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn add_key(cx: &Cx, typed: &Fields) -> Result<Vec<RecoveryCode>> {
    let name = text::one_line(typed.first("name"));
    if !(1..=80).contains(&name.chars().count()) {
        return Err(Error::field("name", "factors-name-wrong"));
    }
    let (account, session) = (accounts::own(cx)?, cx.session()?);
    let key = passkeys::finish(&cx.machines, account, typed.first("ticket"), typed.raw("credential"))?;
    cx.write(move |tx| actions::add_passkey(tx, session, &name, &key)).await
}

/// Takes a passkey away.
#[handler]
pub async fn remove_passkey(cx: Cx, Path(id): Path<String>) -> Result<Response> {
    cx.require_fresh()?;
    let (session, id) = (cx.session()?, id.parse::<PasskeyId>()?);
    cx.write(move |tx| actions::remove_passkey(tx, session, id)).await?;
    Ok(flash::done(HERE, "factors-removed"))
}

/// Makes new recovery codes and shows them this once.
#[handler]
pub async fn new_codes(cx: Cx) -> Result<Response> {
    cx.require_fresh()?;
    let codes = cx.write(actions::new_codes).await?;
    Ok(views::codes(&cx, &codes).into_response())
}
