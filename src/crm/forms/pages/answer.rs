//! Forms as strangers see them: no session, no cookie, the language of the form.

use std::time::Duration;

use maud::Markup;
use poem::http::{HeaderMap, StatusCode, Uri, header};
use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use super::super::model::{Field, Sent, State, Trace, WebForm, site_of};
use super::super::{actions, store, views};
use crate::base::{Actor, Door, Error, Fields, Problems, Result, Shortcuts};
use crate::crm::leads::Utm;
use crate::platform::throttle::Trial;
use crate::platform::{Tx, crypto, idempotency};
use crate::web::proof::{self, Wait};
use crate::web::{Asked, Cx, Form, flash, guard};
use crate::workspace::settings::{self, Settings};

/// The field that only machines fill in.
const TRAP: &str = "homepage";

/// The form, with what the address said of the visit.
#[handler]
pub async fn open_page(
    cx: Cx,
    headers: &HeaderMap,
    Path(token): Path<String>,
    Asked(query): Asked,
) -> Result<Response> {
    let desk = Desk::of(cx, &token)?;
    if !desk.form.is_open {
        return Ok(desk.closed());
    }
    let fields = Fields::new().with("act", crypto::token()).with("site", site_behind(headers));
    let said = Utm::NAMES.into_iter().filter(|name| !query.first(name).is_empty());
    let fields = said.fold(fields, |fields, name| fields.with(name, query.first(name)));
    Ok(desk.answer(desk.page(&fields, &Problems::default(), None)))
}

/// Takes what was sent, or shows the form again with what is wrong.
#[handler]
pub async fn send(
    cx: Cx,
    headers: &HeaderMap,
    Path(token): Path<String>,
    Form(typed): Form,
) -> Result<Response> {
    let desk = Desk::of(cx, &token)?;
    if !desk.form.is_open {
        return Ok(desk.closed());
    }
    if !typed.first(TRAP).is_empty() {
        tracing::info!(target: "security", event = "form.trap", address = %desk.cx.facts.address);
        let state = if desk.form.facts.confirms { State::Waiting } else { State::Taken };
        return Ok(desk.after(state, headers));
    }
    let typed = match typed.has("site") {
        true => typed,
        false => typed.with("site", site_behind(headers)),
    };
    let sent = match Sent::parse(&desk.form, &typed, desk.settings.regional.phone_country) {
        Ok(sent) => sent,
        Err(Error::Invalid(problems)) => return Ok(desk.refused(&typed, &problems)),
        Err(other) => return Err(other),
    };
    match desk.take(&typed, sent).await {
        Ok(state) => Ok(desk.after(state, headers)),
        Err(Error::Limited(wait)) => Ok(desk.limited(&typed, wait)),
        Err(Error::Gone) => Ok(desk.closed()),
        Err(other) => Err(other),
    }
}

/// What is said afterwards.
#[handler]
pub async fn done(cx: Cx, Path(token): Path<String>, Asked(query): Asked) -> Result<Response> {
    let desk = Desk::of(cx, &token)?;
    let page = match query.has("mail") {
        true => views::asked(&desk.cx, &desk.form, desk.company()),
        false => views::done(&desk.cx, &desk.form, desk.company()),
    };
    Ok(desk.answer(page.into_response()))
}

/// The page behind the link of a letter; looking uses nothing up.
#[handler]
pub async fn confirm_form(cx: Cx, Path(token): Path<String>) -> Result<Response> {
    match find(&cx, &token) {
        Ok(form) => {
            let desk = Desk::behind(cx, form)?;
            let page = views::confirm(&desk.cx, &desk.form, desk.company(), &token);
            Ok(desk.answer_to(&[], page.into_response()))
        }
        Err(error) => over(&cx, error),
    }
}

/// The sender confirms, once or more often.
#[handler]
pub async fn confirm(cx: Cx, headers: &HeaderMap, Path(token): Path<String>) -> Result<Response> {
    let form = match find(&cx, &token) {
        Ok(form) => form,
        Err(error) => return over(&cx, error),
    };
    let sender = actions::sender(&form);
    match cx.write_as(&sender, move |tx| actions::confirm(tx, &token)).await {
        Ok(form) => Ok(Desk::behind(cx, form)?.after(State::Taken, headers)),
        Err(error) => over(&cx, error),
    }
}

/// The form behind the link of a letter; guesses are slowed down.
fn find(cx: &Cx, token: &str) -> Result<WebForm> {
    let trial = Trial::new(cx.facts.address, "confirmation");
    cx.machines.throttle.admit(&trial)?;
    let found = cx.read(|view| actions::find_by_link(view, token));
    if matches!(found, Err(Error::NotFound)) {
        cx.machines.throttle.failed(&trial);
        tracing::warn!(target: "security", event = "form.refuse", address = %cx.facts.address);
    }
    let entry = found?;
    let mut inside = Actor::guest(Door::Page);
    inside.workspace = entry.workspace;
    cx.machines.db.read(&inside, |view| store::find(view, entry.form))
}

fn over(cx: &Cx, error: Error) -> Result<Response> {
    match error {
        Error::NotFound => Ok(views::over(cx).with_status(StatusCode::NOT_FOUND).into_response()),
        other => Err(other),
    }
}

/// The site from which somebody came, as their browser says; empty if it does not, or if it is ours.
fn site_behind(headers: &HeaderMap) -> String {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let referer: Option<Uri> = text(header::REFERER).parse().ok();
    let site = referer.as_ref().and_then(Uri::host).unwrap_or_default();
    let own = text(header::HOST).split(':').next().unwrap_or_default();
    if site == own { String::new() } else { site.to_owned() }
}

/// A form, whose it is, and who asks for it, in the form's language.
struct Desk {
    cx: Cx,
    form: WebForm,
    settings: Settings,
    trial: Trial,
}

impl Desk {
    fn of(cx: Cx, token: &str) -> Result<Desk> {
        let form = cx.read(|view| store::find_by_token(view, token))?;
        Desk::behind(cx, form)
    }

    fn behind(mut cx: Cx, form: WebForm) -> Result<Desk> {
        let settings = cx.machines.db.read(&actions::sender(&form), settings::of)?;
        cx.who.reader.language = form.facts.language;
        cx.who.reader.look.shortcuts = Shortcuts::Off;
        let trial = Trial::new(cx.facts.address, &format!("form {}", form.token));
        Ok(Desk { cx, form, settings, trial })
    }

    fn company(&self) -> &str {
        &self.settings.company.name
    }

    /// Takes what was sent once, as often as it comes.
    async fn take(&self, typed: &Fields, sent: Sent) -> Result<State> {
        let throttle = &self.cx.machines.throttle;
        let is_proven = throttle.worked(&self.trial, typed.raw(proof::FIELD));
        if !is_proven {
            throttle.admit(&self.trial)?;
        }
        throttle.failed(&self.trial);
        let trace = self.trace(&sent, is_proven);
        let (id, once) = (self.form.id, self.once(typed));
        let key = format!("form {}", data_encoding::HEXLOWER.encode(&once));
        let act = move |tx: &Tx| {
            let run = || Ok(actions::receive(tx, id, &sent, &trace)?.code().to_owned());
            idempotency::once(tx, &key, once, run)
        };
        self.cx.write_as(&actions::sender(&self.form), act).await?.parse()
    }

    /// What makes two of them the same: the page that was shown, and every answer. Who changes one says something new.
    fn once(&self, typed: &Fields) -> [u8; 32] {
        let names = Field::ALL.iter().map(|field| field.code()).chain(["act", "consent"]);
        let same = names.fold(Fields::new(), |same, name| same.with(name, typed.raw(name)));
        idempotency::request_hash(&self.form.path(), &same)
    }

    fn trace(&self, sent: &Sent, is_proven: bool) -> Trace {
        let sealed = |purpose: &str, text: &str| self.cx.machines.master_key.seal(purpose, text.as_bytes());
        let email = &sent.typed.facts.email_norm;
        Trace {
            address: sealed("form address", &self.cx.facts.address.to_string()),
            email: (!email.is_empty()).then(|| sealed("form e-mail", email)),
            is_proven,
        }
    }

    fn page(&self, fields: &Fields, problems: &Problems, wait: Option<Wait>) -> Response {
        let (form, company, trial) = (&self.form, self.company(), &self.trial);
        views::visit(&self.cx, &views::Visit { form, company, fields, problems, wait, trial }).into_response()
    }

    fn refused(&self, typed: &Fields, problems: &Problems) -> Response {
        let page = self.page(typed, problems, None);
        self.answer(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
    }

    fn limited(&self, typed: &Fields, wait: Duration) -> Response {
        tracing::warn!(target: "security", event = "form.limit", form = %self.form.id, address = %self.cx.facts.address);
        let page = self.page(typed, &Problems::default(), Some(Wait::only(wait)));
        let seconds = wait.as_secs().max(1).to_string();
        let page = page.with_status(StatusCode::TOO_MANY_REQUESTS);
        self.answer(page.with_header(header::RETRY_AFTER, seconds).into_response())
    }

    fn closed(&self) -> Response {
        let page: Markup = views::closed(&self.cx, &self.form, self.company());
        self.answer(page.with_status(StatusCode::GONE).into_response())
    }

    /// On to the page that the company chose; inside a frame, to one of ours that leads there by hand.
    fn after(&self, state: State, headers: &HeaderMap) -> Response {
        let is_framed = headers.get("sec-fetch-dest").is_some_and(|place| place != "document");
        let leads_to = &self.form.facts.leads_to;
        let next = match state {
            State::Waiting => format!("{}/done?mail=1", self.form.path()),
            State::Taken if leads_to.is_empty() || is_framed => format!("{}/done", self.form.path()),
            State::Taken => leads_to.clone(),
        };
        self.answer(flash::see_other(&next))
    }

    /// The answer as the form's sites may frame it.
    fn answer(&self, answer: Response) -> Response {
        self.answer_to(&self.form.facts.sites, answer)
    }

    /// The answer as those sites may frame it, whose form may lead to the page that the company chose; nobody keeps it,
    /// as the next one is another.
    fn answer_to(&self, sites: &[String], answer: Response) -> Response {
        let leads_to = site_of(&self.form.facts.leads_to);
        let policy = guard::framed(sites, leads_to.as_deref());
        answer
            .with_header(header::CONTENT_SECURITY_POLICY, policy)
            .with_header(header::CACHE_CONTROL, "no-store")
            .into_response()
    }
}
