//! To a service and back.

use poem::http::{HeaderMap, StatusCode, header};
use poem::web::Path;
use poem::{IntoResponse, Response, handler};
use subtle::ConstantTimeEq;

use super::model::{Departure, LENGTH};
use super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{AccountId, At, Error, Fields, Result};
use crate::platform::config::Provider;
use crate::platform::openid::{Arrival, Fault, OpenId};
use crate::platform::throttle::Trial;
use crate::web::cookie::cookie;
use crate::web::{Asked, Cx, Form, Of, flash};
use crate::workspace::accounts;
use crate::workspace::sessions::{self, Stay};
use crate::workspace::sign_in::{self, Entrance};

const HERE: &str = "/account/identities";

/// Sends somebody to the service to sign in by it.
#[handler]
pub async fn depart(cx: Cx, Path(name): Path<String>, Form(typed): Form) -> Result<Response> {
    let provider = find(&cx, &name)?;
    // It travels in a cookie, of which browsers keep 4 KB.
    let next = Some(typed.first("next")).filter(|next| next.len() <= 1000).unwrap_or_default();
    let departure = Departure::to_sign_in(&name, next, cx.now());
    go(&cx, provider, &departure).await
}

/// Sends the owner of an account to the service to link it. Whoever sits at an open browser need not be the owner.
#[handler]
pub async fn link(cx: Cx, Form(typed): Form) -> Result<Response> {
    cx.require_fresh()?;
    let provider = find(&cx, typed.first("provider"))?;
    let departure = Departure::to_link(&provider.name, accounts::own(&cx)?, cx.now());
    go(&cx, provider, &departure).await
}

/// What is linked to one's own account.
#[handler]
pub async fn list(cx: Cx) -> Result<Response> {
    page(&cx, None)
}

/// Takes a link back.
#[handler]
pub async fn unlink(cx: Cx, Of(id): Of<kind::Identity>) -> Result<Response> {
    cx.require_fresh()?;
    let address = cx.facts.address;
    cx.write(move |tx| actions::unlink(tx, id, address)).await?;
    note(&cx, "identity.unlink", "");
    Ok(flash::done(HERE, "identities-unlinked"))
}

async fn go(cx: &Cx, provider: &Provider, departure: &Departure) -> Result<Response> {
    cx.machines.throttle.admit(&Trial::new(cx.facts.address, &provider.name))?;
    let secrets = departure.secrets(&cx.machines.master_key);
    match openid(cx, provider).departure(&secrets).await {
        Ok(address) => {
            let page = views::on_the_way(cx, provider, &address).into_response();
            let page = page.with_header(header::REFRESH, format!("0; url={address}")).into_response();
            Ok(keep(cx, page, &departure.seal(&cx.machines.master_key), LENGTH.as_secs()))
        }
        Err(fault) => turn_away(cx, provider, departure, Obstacle::of(fault)).await,
    }
}

/// Somebody comes back from the service, with its word or without.
#[handler]
pub async fn arrive(
    cx: Cx,
    headers: &HeaderMap,
    Path(name): Path<String>,
    Asked(said): Asked,
) -> Result<Response> {
    let provider = find(&cx, &name)?;
    let brought = cookie(headers, cookie_name(&cx)).unwrap_or_default();
    let departure = Departure::open(&cx.machines.master_key, brought, cx.now());
    let departure = departure.filter(|departure| departure.provider == name);
    let answer = match departure.clone().ok_or(Obstacle::Over) {
        Ok(departure) => believe(&cx, provider, &departure, &said).await,
        Err(obstacle) => Err(obstacle),
    };
    let departure = departure.unwrap_or_else(|| Departure::to_sign_in(&name, "", cx.now()));
    let answer = match (answer, departure.account()) {
        (Ok(arrival), None) => enter(&cx, headers, &departure, arrival).await?,
        (Ok(arrival), Some(account)) => tie(&cx, provider, account, arrival).await?,
        (Err(obstacle), _) => turn_away(&cx, provider, &departure, obstacle).await?,
    };
    Ok(keep(&cx, answer, "", 0))
}

/// What came back, checked against what left.
async fn believe(
    cx: &Cx,
    provider: &Provider,
    departure: &Departure,
    said: &Fields,
) -> Result<Arrival, Obstacle> {
    let secrets = departure.secrets(&cx.machines.master_key);
    let is_answer: bool = said.raw("state").as_bytes().ct_eq(secrets.state.as_bytes()).into();
    // RFC 9207: an issuer that names itself is the one we asked.
    let is_from_there = !said.has("iss") || said.raw("iss") == provider.issuer;
    if !is_answer || !is_from_there {
        return Err(Obstacle::Over);
    }
    if !cx.machines.spent.spend(&secrets.state, At(departure.ends_at), cx.now()) {
        return Err(Obstacle::Over);
    }
    if said.raw("code").is_empty() {
        return Err(Obstacle::Declined);
    }
    let code = said.raw("code").to_owned();
    openid(cx, provider).arrival(&secrets, code, cx.now()).await.map_err(Obstacle::of)
}

/// Signs in whoever is linked to that.
async fn enter(cx: &Cx, headers: &HeaderMap, departure: &Departure, arrival: Arrival) -> Result<Response> {
    let is_fresh = arrival.is_fresh;
    let account = match cx.write(move |tx| actions::recognise(tx, &arrival)).await {
        Err(Error::Unauthenticated) => {
            let provider = find(cx, &departure.provider)?;
            return turn_away(cx, provider, departure, Obstacle::Unknown).await;
        }
        known => known?,
    };
    let browser = sessions::browser_of(cx, headers, Stay::Visit);
    let browser = if is_fresh { browser } else { browser.unproved() };
    let next = departure.next.clone();
    sign_in::admit(cx, Entrance { account, browser, renewed: None, next, by: "service" }).await
}

/// Links it to the account that left for it, if that one is still signed in here.
async fn tie(cx: &Cx, provider: &Provider, account: AccountId, arrival: Arrival) -> Result<Response> {
    if cx.actor().account != Some(account) {
        let departure = Departure::to_sign_in(&provider.name, "", cx.now());
        return turn_away(cx, provider, &departure, Obstacle::Over).await;
    }
    let address = cx.facts.address;
    match cx.write(move |tx| actions::link(tx, &arrival, address)).await {
        Ok(()) => {
            note(cx, "identity.link", &provider.name);
            Ok(flash::done(HERE, "identities-done"))
        }
        Err(Error::Conflict(key)) => {
            Ok(page(cx, Some(cx.t(key)))?.with_status(StatusCode::CONFLICT).into_response())
        }
        Err(error) => Err(error),
    }
}

/// Why a service did not bring somebody in.
enum Obstacle {
    /// The departure is over, was used, or began in another browser.
    Over,
    /// The person, or the service, said no.
    Declined,
    /// No account is linked to that.
    Unknown,
    /// What the service said is not to be believed.
    Refused(String),
    /// The service cannot be asked; the cause is for the log.
    Broken(String),
}

impl Obstacle {
    fn of(fault: Fault) -> Obstacle {
        match fault {
            Fault::Issuer(cause) => Obstacle::Broken(cause),
            Fault::Refused(cause) => Obstacle::Refused(cause),
        }
    }

    fn key(&self) -> &'static str {
        match self {
            Obstacle::Over => "identities-over",
            Obstacle::Declined => "identities-declined",
            Obstacle::Unknown => "identities-unknown",
            Obstacle::Refused(_) => "identities-refused",
            Obstacle::Broken(_) => "identities-broken",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Obstacle::Broken(_) => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn cause(&self) -> &str {
        match self {
            Obstacle::Refused(cause) | Obstacle::Broken(cause) => cause,
            _ => self.key(),
        }
    }
}

/// Says why on the page where the person began; the operator finds the cause in the log.
async fn turn_away(
    cx: &Cx,
    provider: &Provider,
    departure: &Departure,
    obstacle: Obstacle,
) -> Result<Response> {
    tracing::warn!(target: "security", event = "identity.refuse", provider = provider.name,
        address = %cx.facts.address, cause = %obstacle.cause().escape_debug());
    let (address, name) = (cx.facts.address, provider.name.clone());
    // Anybody can come back without having left: what a flood of them writes has an end.
    if cx.machines.throttle.admit(&Trial::new(address, "arrival")).is_ok() {
        cx.write(move |tx| actions::note_refusal(tx, address, &name)).await?;
    }
    let text = cx.tell(obstacle.key(), &[("service", provider.label.as_str().into())]);
    match departure.account().filter(|account| cx.actor().account == Some(*account)) {
        Some(_) => Ok(page(cx, Some(&text))?.with_status(obstacle.status()).into_response()),
        None => Ok(sign_in::turned_away(cx, &departure.next, text, obstacle.status())),
    }
}

fn page(cx: &Cx, wrong: Option<&str>) -> Result<Response> {
    let linked = cx.read(|view| store::list(view, accounts::own(cx)?))?;
    Ok(views::identities(cx, &linked, wrong).into_response())
}

fn openid<'a>(cx: &'a Cx, provider: &'a Provider) -> OpenId<'a> {
    let back = cx.machines.config.address(&format!("/sign-in/with/{}/back", provider.name));
    OpenId { outbound: &cx.machines.outbound, provider, back }
}

fn find<'a>(cx: &'a Cx, name: &str) -> Result<&'a Provider> {
    cx.machines.config.providers.iter().find(|provider| provider.name == name).ok_or(Error::NotFound)
}

fn note(cx: &Cx, event: &'static str, provider: &str) {
    tracing::info!(target: "security", event, provider, account = ?cx.actor().account, address = %cx.facts.address);
}

fn cookie_name(cx: &Cx) -> &'static str {
    if cx.machines.config.is_secure() { "__Host-kantora-departure" } else { "kantora-departure" }
}

/// The answer with the departure in the browser's keeping for that long; 0 takes it back.
fn keep(cx: &Cx, mut answer: Response, sealed: &str, seconds: u64) -> Response {
    let secure = if cx.machines.config.is_secure() { "; Secure" } else { "" };
    let name = cookie_name(cx);
    let line = format!("{name}={sealed}; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age={seconds}");
    if let Ok(value) = line.parse() {
        answer.headers_mut().append(header::SET_COOKIE, value);
    }
    answer
}
