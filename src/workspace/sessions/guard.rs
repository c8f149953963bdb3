//! The door of every page: who asks, where, and whether they may.

use jiff::tz::TimeZone;
use poem::http::header;
use poem::{Endpoint, Request};

use super::model::{CookieKind, SEEN_EVERY, Seat, Token, Visit};
use super::store;
use crate::base::{AccountId, Actor, Door, Error, Language, Result};
use crate::platform::{Lane, Machines, i18n};
use crate::web::cookie::{self, cookie};
use crate::web::cx::Facts;
use crate::web::{Need, Place, Reader, Signed, Who};

/// Puts `Who` into the request before the endpoint sees it, or refuses: no session is `Unauthenticated`, no membership
/// in the workspace of the URL `NotFound` (as an unknown one), no right `Forbidden`, a suspended workspace `Suspended`. Nothing of the body is read before.
pub fn guarded<E: Endpoint>(need: Need, endpoint: E) -> Guarded<E> {
    Guarded { need, endpoint }
}

/// An endpoint behind the door.
pub struct Guarded<E> {
    need: Need,
    endpoint: E,
}

impl<E: Endpoint> Endpoint for Guarded<E> {
    type Output = E::Output;

    async fn call(&self, mut request: Request) -> poem::Result<E::Output> {
        let who = admit(&request, self.need)?;
        request.extensions_mut().insert(who);
        self.endpoint.call(request).await
    }
}

/// Who is signed in and asks for what is not theirs stands in the log; a guest is only shown the way.
fn note_refusal(request: &Request, account: Option<AccountId>, error: &Error) {
    let address = request.data::<Facts>().map(|facts| facts.address);
    if matches!(error, Error::Forbidden | Error::NotFound | Error::Suspended) {
        let path = request.uri().path().escape_debug();
        tracing::warn!(target: "security", event = "access.refuse", ?account, ?address, %path, reason = %error);
    }
}

fn admit(request: &Request, need: Need) -> Result<Who> {
    let machines = request.extensions().get::<Machines>();
    let machines = machines.ok_or_else(|| Error::internal("the layer of the machines is missing"))?;
    if need == Need::Stranger {
        return Ok(Who::unknown(request));
    }
    let slug = request.raw_path_param("slug");
    let visit = find_visit(request, machines, slug)?;
    if let Some(visit) = &visit {
        note_use(machines, visit);
    }
    let who = who(request, &visit);
    let account = who.actor.account;
    judge(need, slug, visit.as_ref(), who).inspect_err(|error| note_refusal(request, account, error))
}

fn judge(need: Need, slug: Option<&str>, visit: Option<&Visit>, who: Who) -> Result<Who> {
    match need {
        Need::Public | Need::Stranger => Ok(who),
        _ if visit.is_none() => Err(Error::Unauthenticated),
        Need::Operator if !who.reader.is_operator => Err(Error::NotFound),
        Need::Operator => Ok(who),
        _ if visit.and_then(|visit| visit.seat.as_ref()).is_some_and(|seat| seat.is_suspended) => {
            Err(Error::Suspended)
        }
        _ if visit.and_then(|visit| visit.seat.as_ref()).is_some_and(|seat| seat.lacks_factor) => {
            Err(Error::FactorMissing)
        }
        Need::Account if slug.is_some() && who.place.is_none() => Err(Error::NotFound),
        Need::Account => Ok(who),
        Need::Member(_) if who.place.is_none() => Err(Error::NotFound),
        Need::Member(right) => who.actor.require(right).map(|()| who),
    }
}

fn find_visit(request: &Request, machines: &Machines, slug: Option<&str>) -> Result<Option<Visit>> {
    let name = CookieKind::of(&machines.config).name();
    let Some(token) = cookie(request.headers(), name).map(Token::sent) else { return Ok(None) };
    let hash = token.hash();
    machines.db.read(&Actor::guest(Door::Page), |view| store::maybe_find_visit(view, &hash, slug))
}

fn who(request: &Request, visit: &Option<Visit>) -> Who {
    let Some(visit) = visit else { return Who::stranger(request) };
    let seat = visit.seat.as_ref();
    let actor = match seat {
        Some(Seat { workspace, member: Some(member), role, led, .. }) => {
            Actor::member(Door::Page, visit.account, *workspace, *member, *role).leading(led.as_slice())
        }
        Some(seat) => Actor::support(Door::Page, visit.account, seat.workspace),
        None => Actor::account(Door::Page, visit.account),
    };
    let reader = reader(visit, language(request, visit));
    let session = Signed { id: visit.session, confirmed_at: visit.confirmed_at };
    Who { actor, session: Some(session), place: seat.map(place), reader }
}

fn language(request: &Request, visit: &Visit) -> Language {
    i18n::negotiate(
        visit.language,
        cookie(request.headers(), cookie::LANGUAGE),
        request.header(header::ACCEPT_LANGUAGE),
        visit.seat.as_ref().map(|seat| seat.language),
    )
}

fn place(seat: &Seat) -> Place {
    Place {
        slug: seat.slug.clone(),
        name: seat.name.clone(),
        changes: seat.changes,
        zone: zone(&seat.zone),
        support: seat.support,
        unread: seat.unread,
    }
}

fn reader(visit: &Visit, language: Language) -> Reader {
    Reader {
        language,
        zone: visit.zone.as_deref().map_or(TimeZone::UTC, zone),
        name: visit.name.clone(),
        look: visit.look,
        is_operator: visit.is_operator,
    }
}

/// A stored zone; UTC where a newer release of the zone data has dropped the name.
fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// Writes the time and the place of last use, now and then and behind the request's back.
fn note_use(machines: &Machines, visit: &Visit) {
    let now = machines.clock.now();
    let own = visit.seat.as_ref().filter(|seat| seat.member.is_some() && !seat.is_suspended);
    let moved = own.map(|seat| seat.workspace).filter(|here| visit.last_workspace != Some(*here));
    let is_stale = now.since(visit.seen_at) >= SEEN_EVERY;
    if moved.is_none() && !is_stale {
        return;
    }
    let (session, account) = (visit.session, visit.account);
    let ends_at = now.plus(visit.stay.idle(&machines.config.session));
    let (db, actor) = (machines.db.clone(), Actor::account(Door::Page, account));
    tokio::spawn(async move {
        let noted = db.write(&actor, Lane::Interactive, move |tx| {
            if let Some(workspace) = moved {
                store::save_last_workspace(tx, account, workspace)?;
            }
            store::save_seen(tx, session, ends_at)
        });
        if let Err(error) = noted.await {
            tracing::warn!(%error, "the use of a session was not noted");
        }
    });
}
