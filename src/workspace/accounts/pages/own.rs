//! A person's own account.

use poem::http::{HeaderMap, StatusCode, header};
use poem::{IntoResponse, Response, handler};

use super::super::model::{Account, Preferences};
use super::super::{actions, passwords, store, views};
use super::proof::{self, own};
use crate::base::{Error, Fields, Language, Problems, Result, SessionId, Shortcuts};
use crate::web::language::own_path;
use crate::web::{Cx, Form, flash};
use crate::workspace::sessions::{self, CookieKind};

const HERE: &str = "/account";

/// Everything about one's own account.
#[handler]
pub async fn show(cx: Cx) -> Result<Response> {
    let account = cx.read(|view| store::find(view, own(&cx)?))?;
    let typed = views::preferences_of(&account);
    page(&cx, &account, views::Typed { fields: &typed, problems: &Problems::default() })
}

/// Name, language, zone, theme, density, keys.
#[handler]
pub async fn save_preferences(cx: Cx, Form(typed): Form) -> Result<Response> {
    let version = typed.first("version").parse().map_err(|_| Error::Malformed("version"))?;
    let saved = match Preferences::parse(&typed) {
        Ok(chosen) => cx.write(move |tx| actions::save_preferences(tx, version, &chosen)).await,
        Err(error) => Err(error),
    };
    again(&cx, &typed, saved.map(|()| flash::done(HERE, "accounts-saved")))
}

/// One choice of the person's menu: theme, density, language or keys.
#[handler]
pub async fn save_look(cx: Cx, Form(typed): Form) -> Result<Response> {
    let account = cx.read(|view| store::find(view, own(&cx)?))?;
    let mut chosen = Preferences::of(&account)?;
    if let Ok(theme) = typed.first("theme").parse() {
        chosen.look.theme = theme;
    }
    if let Ok(density) = typed.first("density").parse() {
        chosen.look.density = density;
    }
    if let Ok(language) = typed.first("language").parse::<Language>() {
        chosen.language = Some(language);
    }
    if let Ok(flag) = typed.first("shortcuts").parse() {
        chosen.look.shortcuts = Shortcuts::from_flag(flag);
    }
    cx.write(move |tx| actions::save_preferences(tx, account.version, &chosen)).await?;
    Ok(flash::see_other(own_path(typed.first("back"))))
}

/// Another password. The old one is asked, as whoever sits at an open browser need not be the owner.
#[handler]
pub async fn change_password(cx: Cx, headers: &HeaderMap, Form(typed): Form) -> Result<Response> {
    let changed = match proof::password(&cx, "old_password", &typed).await {
        Ok(()) => choose(&cx, headers, typed.raw("new_password")).await,
        Err(error) => Err(error),
    };
    again(&cx, &typed, changed)
}

async fn choose(cx: &Cx, headers: &HeaderMap, password: &str) -> Result<Response> {
    let account = cx.read(|view| store::find(view, own(cx)?))?;
    let words = [account.name.as_str(), account.email.as_str()];
    let hash = passwords::choose(&cx.machines, "new_password", password, &words).await?;
    let (stay, _) = cx.read(|view| sessions::stay_of(view, cx.session()?))?;
    let browser = sessions::browser_of(cx, headers, stay);
    let age = browser.cookie_age();
    let token = cx.write(move |tx| actions::change_password(tx, &hash, &browser)).await?;
    tracing::info!(target: "security", event = "account.password", account = %account.id,
        address = %cx.facts.address);
    let set = CookieKind::of(&cx.machines.config).set(&token, age);
    Ok(flash::done(HERE, "accounts-password-saved").with_header(header::SET_COOKIE, set).into_response())
}

/// Signs another browser of one's own out.
#[handler]
pub async fn end_session(cx: Cx, poem::web::Path(id): poem::web::Path<String>) -> Result<Response> {
    let session: SessionId = id.parse()?;
    cx.write(move |tx| actions::end_session(tx, session)).await?;
    Ok(flash::done(HERE, "accounts-session-ended"))
}

/// Signs every other browser out.
#[handler]
pub async fn end_other_sessions(cx: Cx) -> Result<Response> {
    let kept = cx.session()?;
    let ended = cx.write(move |tx| actions::end_other_sessions(tx, kept)).await?;
    Ok(flash::counted(HERE, "accounts-sessions-ended", ended))
}

/// The answer, or the page again with what was typed and what is wrong with it.
fn again(cx: &Cx, typed: &Fields, answer: Result<Response>) -> Result<Response> {
    let problems = match answer {
        Err(Error::Invalid(problems)) => problems,
        settled => return settled,
    };
    let account = cx.read(|view| store::find(view, own(cx)?))?;
    let known = views::preferences_of(&account);
    let is_of_preferences = typed.has("name");
    let fields = if is_of_preferences { typed } else { &known };
    let page = page(cx, &account, views::Typed { fields, problems: &problems })?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn page(cx: &Cx, account: &Account, typed: views::Typed) -> Result<Response> {
    let sessions = cx.read(|view| sessions::list(view, account.id))?;
    Ok(views::account(cx, account, &sessions, typed).into_response())
}
