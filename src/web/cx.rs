//! What a handler holds: who asks, where, in which language, and the machines.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use poem::http::header;
use poem::{FromRequest, Request, RequestBody};

use crate::base::{Actor, At, Day, Door, Error, Fields, Language, Look, Result, Right, SessionId};
use crate::platform::limits::Acts;
use crate::platform::{Kept, Lane, Machines, Tx, View, i18n, idempotency};
use crate::web::cookie::{LANGUAGE, cookie};

/// The workspace of the URL, as far as a page needs it.
#[derive(Debug, Clone)]
pub struct Place {
    /// The first part of its paths: `/w/<slug>`.
    pub slug: String,
    /// The trading name, shown in the frame.
    pub name: String,
    /// Grows with settings, members and tags: keys the caches.
    pub changes: i64,
    /// The zone of its days.
    pub zone: TimeZone,
    /// Whether the operator's people look in.
    pub support: Support,
    /// How many notices the reader has not read: 100 are many.
    pub unread: i64,
}

/// Whether the operator's people look into a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// They do not.
    Absent,
    /// They ask to.
    Asks,
    /// They do, until then at the latest.
    Until(At),
}

/// How the reader wants to be shown things.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The language of the page.
    pub language: Language,
    /// The zone in which instants are shown.
    pub zone: TimeZone,
    /// The person's name for the frame; empty for guests.
    pub name: String,
    /// Theme, density and keys.
    pub look: Look,
    /// Whether the person runs the installation.
    pub is_operator: bool,
}

impl Reader {
    /// Somebody of whom only the language is known.
    pub fn guest(language: Language) -> Reader {
        Reader {
            language,
            zone: TimeZone::UTC,
            name: String::new(),
            look: Look::default(),
            is_operator: false,
        }
    }
}

/// An act of weight asks that the person proved themselves this recently.
pub const FRESH: Duration = Duration::from_secs(3600);

/// The browser's session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signed {
    /// Its number.
    pub id: SessionId,
    /// When the person behind it last proved who they are.
    pub confirmed_at: At,
}

/// Put into the request by the guards; [`Cx`] only picks it up.
#[derive(Debug, Clone)]
pub struct Who {
    /// Who acts.
    pub actor: Actor,
    /// The browser's session, if it has one.
    pub session: Option<Signed>,
    /// In which workspace.
    pub place: Option<Place>,
    /// For whom the page is written.
    pub reader: Reader,
}

impl Who {
    /// Somebody of whom nothing is known but what the browser says of their language.
    pub fn stranger(request: &Request) -> Who {
        Who::guest(request, cookie(request.headers(), LANGUAGE))
    }

    /// The same without a look at any cookie.
    pub fn unknown(request: &Request) -> Who {
        Who::guest(request, None)
    }

    fn guest(request: &Request, chosen: Option<&str>) -> Who {
        let accepted = request.header(header::ACCEPT_LANGUAGE);
        let reader = Reader::guest(i18n::negotiate(None, chosen, accepted, None));
        Who { actor: Actor::guest(Door::Page), session: None, place: None, reader }
    }
}

/// Facts of the request, put there by the server's outermost layer.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Shown on error pages and written to the log.
    pub id: String,
    /// The client's address behind trusted proxies.
    pub address: std::net::IpAddr,
    /// Path with query, for the way back after sign-in.
    pub path: String,
    /// Its acts under way, which no time-out cuts off.
    pub acts: Acts,
}

/// What every page handler takes first.
#[derive(Clone)]
pub struct Cx {
    /// The installation.
    pub machines: Machines,
    /// Who asks, where and how.
    pub who: Who,
    /// The request.
    pub facts: Facts,
    /// When it came; all of a page speaks of one moment.
    at: At,
}

impl Cx {
    /// What the layers of the server have put into the request so far.
    pub fn of(request: &Request) -> Result<Cx> {
        let missing = || Error::internal("a layer of the server is missing");
        let machines = request.extensions().get::<Machines>().cloned().ok_or_else(missing)?;
        let facts = request.extensions().get::<Facts>().cloned().ok_or_else(missing)?;
        let who = request.extensions().get::<Who>().cloned().unwrap_or_else(|| Who::stranger(request));
        let at = machines.clock.now();
        Ok(Cx { machines, who, facts, at })
    }

    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.who.actor
    }

    /// Whether the one who asks may do that on any record.
    pub fn may(&self, right: Right) -> bool {
        self.who.actor.may(right)
    }

    /// The session that asks, or `Unauthenticated`.
    pub fn session(&self) -> Result<SessionId> {
        self.who.session.map(|session| session.id).ok_or(Error::Unauthenticated)
    }

    /// `Unconfirmed` unless the person proved within the last hour who they are: before acts of weight (ASVS 7.5.3).
    pub fn require_fresh(&self) -> Result<()> {
        let session = self.who.session.ok_or(Error::Unauthenticated)?;
        if self.at.since(session.confirmed_at) < FRESH { Ok(()) } else { Err(Error::Unconfirmed) }
    }

    /// The language of the page.
    pub fn language(&self) -> Language {
        self.who.reader.language
    }

    /// Now.
    pub fn now(&self) -> At {
        self.at
    }

    /// Today where the reader is.
    pub fn today(&self) -> Day {
        self.now().day(&self.who.reader.zone)
    }

    /// The message of that key in the reader's language.
    pub fn t(&self, key: &'static str) -> &'static str {
        i18n::message(self.language(), key)
    }

    /// The message of that key with its arguments, plurals included.
    pub fn tell(&self, key: &'static str, arguments: &[(&'static str, i18n::Value)]) -> String {
        i18n::tell(self.language(), key, arguments)
    }

    /// A path inside the workspace: `cx.path("/contacts")` is `/w/acme/contacts`.
    pub fn path(&self, rest: impl std::fmt::Display) -> String {
        match &self.who.place {
            Some(place) => format!("/w/{}{rest}", place.slug),
            None => rest.to_string(),
        }
    }

    /// A short read: a row, a page of 50.
    pub fn read<T>(&self, question: impl FnOnce(&View) -> Result<T>) -> Result<T> {
        self.machines.db.read(&self.who.actor, question)
    }

    /// A short read of something that changes only with the workspace's counter of changes; kept in memory meanwhile.
    pub fn remembered<T: Send + Sync + 'static>(
        &self,
        question: impl FnOnce(&View) -> Result<T>,
    ) -> Result<Arc<T>> {
        let changes = self.who.place.as_ref().map_or(0, |place| place.changes);
        self.machines.cache.get(self.actor().workspace, changes, || self.read(question))
    }

    /// What costs much to find is found once, as long as nothing is written. To be asked for before the snapshot is taken.
    pub fn kept(&self) -> Kept {
        self.machines.cache.until_written(self.machines.db.commits())
    }

    /// A long read: export, matching, report.
    pub async fn read_long<T: Send + 'static>(
        &self,
        question: impl FnOnce(&View) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.machines.db.read_long(&self.who.actor, question).await
    }

    /// An act: one transaction, answered after it is on disk.
    pub async fn write<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.write_as(&self.who.actor, act).await
    }

    /// An act in another place than that of the page: what the operator does to a workspace.
    pub async fn write_as<T: Send + 'static>(
        &self,
        actor: &Actor,
        act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let written = self.machines.db.write(actor, Lane::Interactive, act);
        self.facts.acts.during(written).await
    }

    /// An act of a form that carries a random `act`: sent twice it happens once, and both get the answer of the first.
    /// The same `act` with other fields is invalid.
    pub async fn write_once(
        &self,
        act: &str,
        fields: &Fields,
        run: impl FnOnce(&Tx) -> Result<String> + Send + 'static,
    ) -> Result<String> {
        let (key, hash) = (act.to_owned(), idempotency::request_hash(&self.facts.path, fields));
        self.write(move |tx| idempotency::once(tx, &key, hash, || run(tx))).await
    }
}

impl<'a> FromRequest<'a> for Cx {
    async fn from_request(request: &'a Request, _body: &mut RequestBody) -> poem::Result<Cx> {
        Ok(Cx::of(request)?)
    }
}
