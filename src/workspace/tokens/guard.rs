//! The door of every operation: which token asks, how often, and whether it may.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::tz::TimeZone;
use poem::http::{HeaderMap, HeaderName, HeaderValue, header};
use poem::{Endpoint, IntoResponse, Request, Response};

use super::model::{Grant, Pass, Secret, USED_EVERY};
use super::store;
use crate::base::{Actor, Door, Error, Language, Look, Result};
use crate::platform::quota::Left;
use crate::platform::{Lane, Machines, i18n};
use crate::web::cx::Facts;
use crate::web::errors::{self, Refusal};
use crate::web::operations::{Operation, Operations};
use crate::web::{Place, Reader, Support, Who};
use crate::workspace::{audit, members};

/// Puts `Who` into the request before the endpoint sees it, or refuses: a token in the address is malformed, no valid
/// token `Unauthenticated`, one without the right `Forbidden`. No cookie counts. Nothing of the body is read before. Every
/// answer tells what is left of the quota.
pub fn guarded<E: Endpoint>(operations: Operations, endpoint: E) -> Guarded<E> {
    Guarded { operations: Arc::new(operations), endpoint }
}

/// An endpoint behind the door.
pub struct Guarded<E> {
    operations: Arc<Operations>,
    endpoint: E,
}

impl<E: Endpoint> Endpoint for Guarded<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let machines = request.data::<Machines>().cloned();
        let machines = machines.ok_or_else(|| Error::internal("the layer of the machines is missing"))?;
        let address = request.data::<Facts>().map(|facts| facts.address);
        let address = address.ok_or_else(|| Error::internal("the entry is missing"))?;
        let pass = find_pass(&request, &machines, address)?;
        let left = match &pass {
            Some(pass) => machines.quotas.of_token(pass.token.id),
            None => machines.quotas.of_stranger(address),
        };
        let admitted = match left.wait {
            Some(wait) => Err(Error::Limited(wait).into()),
            None => self.admit(&mut request, &machines, pass),
        };
        let mut answer = match admitted {
            Ok(()) => self.endpoint.call(request).await?.into_response(),
            Err(error) => errors::spoken(&request, &error),
        };
        tell(answer.headers_mut(), left);
        Ok(answer)
    }
}

impl<E> Guarded<E> {
    fn admit(&self, request: &mut Request, machines: &Machines, pass: Option<Pass>) -> poem::Result<()> {
        let address = request.uri().path_and_query().map_or("", |whole| whole.as_str());
        if Secret::is_in(address) {
            return Err(Refusal::TokenInUrl.into());
        }
        let operation = self.operations.find(request.method(), request.uri().path())?;
        let who = who(request, &pass);
        if operation.right.is_some() && pass.as_ref().is_some_and(|pass| pass.is_suspended) {
            return Err(Error::Suspended.into());
        }
        permit(operation, &who.actor)?;
        operation.check_query(request.uri().query().unwrap_or_default())?;
        if let Some(pass) = &pass {
            note_use(machines, pass, &who.actor);
        }
        request.extensions_mut().insert(who);
        Ok(())
    }
}

fn permit(operation: &Operation, actor: &Actor) -> Result<()> {
    match operation.right {
        None => Ok(()),
        Some(_) if actor.account.is_none() => Err(Error::Unauthenticated),
        Some(right) => actor.require(right),
    }
}

/// The token that the request carries, if it is accepted; why it is not is told to the operator only.
fn find_pass(request: &Request, machines: &Machines, address: IpAddr) -> Result<Option<Pass>> {
    let Some(sent) = bearer(request.headers()) else { return Ok(None) };
    let Some(secret) = Secret::read(sent) else {
        refuse(address, "not a token of ours");
        return Ok(None);
    };
    let hash = secret.hash();
    let pass = machines.db.read(&Actor::guest(Door::Api), |view| store::maybe_find_pass(view, &hash))?;
    let Some(pass) = pass else {
        refuse(address, "unknown");
        return Ok(None);
    };
    match pass.fault(address, machines.clock.now()) {
        None => with_team(machines, pass).map(Some),
        Some(fault) => {
            refuse(address, fault);
            note_refusal(machines, &pass, address, fault);
            Ok(None)
        }
    }
}

fn with_team(machines: &Machines, pass: Pass) -> Result<Pass> {
    let inside = Actor::system(Door::Api, pass.workspace);
    let led = machines.db.read(&inside, |view| members::led_by(view, pass.token.member))?;
    Ok(Pass { led, ..pass })
}

/// What stands behind `Authorization: Bearer`; of two such lines none counts.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut lines = headers.get_all(header::AUTHORIZATION).iter();
    let line = lines.next()?.to_str().ok()?;
    if lines.next().is_some() {
        return None;
    }
    let (scheme, rest) = line.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| rest.trim())
}

fn refuse(address: IpAddr, why: &'static str) {
    tracing::info!(target: "security", event = "token.refuse", %address, why);
}

fn who(request: &Request, pass: &Option<Pass>) -> Who {
    let Some(pass) = pass else {
        let language = language(request, None);
        return Who {
            actor: Actor::guest(Door::Api),
            session: None,
            place: None,
            reader: Reader::guest(language),
        };
    };
    let actor = Actor::member(Door::Api, pass.account, pass.workspace, pass.token.member, pass.role)
        .leading(pass.led.as_slice())
        .within(Grant::rights_of(&pass.token.grants));
    let zone = TimeZone::get(&pass.zone).unwrap_or(TimeZone::UTC);
    let place = Place {
        slug: pass.slug.clone(),
        name: pass.workspace_name.clone(),
        changes: pass.changes,
        zone: zone.clone(),
        support: Support::Absent,
        unread: 0,
    };
    let language = language(request, Some(pass.language));
    let reader = Reader {
        language,
        zone,
        name: pass.token.member_name.clone(),
        look: Look::default(),
        is_operator: false,
    };
    Who { actor, session: None, place: Some(place), reader }
}

fn language(request: &Request, workspace: Option<Language>) -> Language {
    i18n::negotiate(None, None, request.header(header::ACCEPT_LANGUAGE), workspace)
}

/// Writes the time of last use, now and then and behind the request's back.
fn note_use(machines: &Machines, pass: &Pass, actor: &Actor) {
    let now = machines.clock.now();
    if pass.token.used_at.is_some_and(|used| now.since(used) < USED_EVERY) {
        return;
    }
    let (db, actor, token) = (machines.db.clone(), actor.clone(), pass.token.id);
    tokio::spawn(async move {
        let noted = db.write(&actor, Lane::Interactive, move |tx| store::save_used(tx, token));
        if let Err(error) = noted.await {
            tracing::warn!(%error, "the use of a token was not noted");
        }
    });
}

/// A token that was ours once is tried: its owner should know. The quota of strangers bounds how often.
fn note_refusal(machines: &Machines, pass: &Pass, address: IpAddr, why: &'static str) {
    let (db, account) = (machines.db.clone(), pass.account);
    let detail = format!("token {} of workspace {}: {why}", pass.token.id, pass.slug);
    tokio::spawn(async move {
        let stranger = Actor::guest(Door::Api);
        let noted = db.write(&stranger, Lane::Bulk, move |tx| {
            audit::security(tx, "token.refuse", Some(account), Some(address), &detail)
        });
        if let Err(error) = noted.await {
            tracing::warn!(%error, "the refusal of a token was not noted");
        }
    });
}

/// What is left of the quota, in requests and seconds.
fn tell(headers: &mut HeaderMap, left: Left) {
    let whole = left.full_in.as_secs() + u64::from(left.full_in.subsec_nanos() > 0);
    let values: [(&'static str, u64); 3] = [
        ("ratelimit-limit", left.most.into()),
        ("ratelimit-remaining", left.left.into()),
        ("ratelimit-reset", whole),
    ];
    for (name, value) in values {
        headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
    }
}
