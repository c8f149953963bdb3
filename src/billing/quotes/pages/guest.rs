//! A quote as its customer sees it: no session, no cookie, the language of the paper.

use poem::http::{HeaderMap, StatusCode, header};
use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use super::super::actions::{self, Trace};
use super::super::model::{Acceptance, Accepting, Quote, State, first_choice, taken};
use super::super::{store, views};
use super::paper::download;
use crate::base::{Error, Fields, Problems, Result, Shortcuts, WorkspaceId};
use crate::billing::documents::Document;
use crate::billing::pricing::Quantity;
use crate::platform::Tx;
use crate::platform::throttle::Trial;
use crate::web::{Asked, Cx, Form, flash};
use crate::workspace::settings;

/// An image of one pixel that is not to be seen (GIF 89a).
const PIXEL: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// The quote.
#[handler]
pub async fn open_page(cx: Cx, Path(token): Path<String>, Asked(query): Asked) -> Result<Response> {
    let desk = Desk::of(cx, &token)?;
    let Some(offer) = desk.offer() else { return Ok(desk.gone()) };
    let choice = desk.first();
    Ok(desk.page(&offer, &choice, &Fields::new(), (&Problems::default(), query.has("asked"))))
}

/// The quote on paper, as it was sent.
#[handler]
pub async fn guest_pdf(cx: Cx, Path(token): Path<String>) -> Result<Response> {
    let desk = Desk::of(cx, &token)?;
    if desk.offer().is_none() {
        return Ok(desk.gone());
    }
    download(&desk.cx.machines, &actions::guest(desk.workspace), &desk.quote).await
}

/// What the customer's browser loads with the page: it was shown.
#[handler]
pub async fn seen(cx: Cx, Path(token): Path<String>) -> Result<Response> {
    let desk = Desk::of(cx, &token)?;
    if desk.state == State::Sent {
        let id = desk.quote.id;
        desk.act(move |tx| actions::see(tx, id)).await?;
    }
    let image = Response::builder().content_type("image/gif").header(header::CACHE_CONTROL, "no-store");
    Ok(image.body(PIXEL))
}

/// What the customer does with it: reckons again, accepts, declines, asks.
#[handler]
pub async fn answer(
    cx: Cx,
    headers: &HeaderMap,
    Path(token): Path<String>,
    Form(typed): Form,
) -> Result<Response> {
    let desk = Desk::of(cx, &token)?;
    let Some(offer) = desk.offer() else { return Ok(desk.gone()) };
    let choice = taken(&desk.quote.facts.lines, &typed);
    if typed.first("do") == "reckon" {
        return Ok(desk.page(&offer, &choice, &typed, (&Problems::default(), false)));
    }
    desk.cx.machines.throttle.admit(&desk.trial)?;
    desk.cx.machines.throttle.failed(&desk.trial);
    let done = match typed.first("do") {
        "accept" => desk.accept(&typed, choice.clone(), headers).await,
        "decline" => desk.decline(&typed).await,
        "ask" => desk.ask(&typed).await,
        _ => Err(Error::Malformed("answer")),
    };
    match done {
        Ok(()) if typed.first("do") == "ask" => Ok(flash::see_other(&format!("{}?asked=1", desk.path))),
        // Whoever answers twice sees how it stands.
        Ok(()) | Err(Error::Conflict(_)) => Ok(flash::see_other(&desk.path)),
        Err(Error::Invalid(problems)) => {
            let page = desk.page(&offer, &choice, &typed, (&problems, false));
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other),
    }
}

/// A quote, whose it is, and who looks at it, in the language of its paper.
struct Desk {
    cx: Cx,
    workspace: WorkspaceId,
    quote: Quote,
    state: State,
    acceptance: Option<Acceptance>,
    company: String,
    path: String,
    trial: Trial,
}

impl Desk {
    /// What stands under that token; guesses are slowed down.
    fn of(mut cx: Cx, token: &str) -> Result<Desk> {
        let guesses = Trial::new(cx.facts.address, "quote");
        cx.machines.throttle.admit(&guesses)?;
        let found = cx.read(|view| actions::find_by_link(view, token));
        if matches!(found, Err(Error::NotFound)) {
            cx.machines.throttle.failed(&guesses);
            tracing::warn!(target: "security", event = "quote.refuse", address = %cx.facts.address);
        }
        let (workspace, id, n, state) = found?;
        let guest = actions::guest(workspace);
        let read = |view: &crate::platform::View| {
            let quote = store::find(view, id)?;
            let state = if quote.n == n { quote.state_on(actions::today(view)?) } else { state };
            let acceptance = store::acceptance(view, &quote)?;
            Ok((quote, state, acceptance, settings::of(view)?))
        };
        let (quote, state, acceptance, settings) = cx.machines.db.read(&guest, read)?;
        if let Some(sent) = &quote.sent {
            cx.who.reader.language = sent.document.head().languages.first;
        }
        cx.who.reader.zone = settings.zone();
        cx.who.reader.look.shortcuts = Shortcuts::Off;
        let trial = Trial::new(cx.facts.address, &format!("quote {id}"));
        let (path, company) = (format!("/q/{token}"), settings.company.name);
        Ok(Desk { cx, workspace, quote, state, acceptance, company, path, trial })
    }

    /// The paper, unless there is another version or it was taken back.
    fn offer(&self) -> Option<Document> {
        let is_over = matches!(self.state, State::Superseded | State::Withdrawn);
        self.quote.sent.as_ref().filter(|_| !is_over).map(|sent| sent.document.clone())
    }

    /// What was accepted, else what is ticked at first.
    fn first(&self) -> Vec<Option<Quantity>> {
        match self.acceptance {
            Some(_) => self.quote.taken.clone(),
            None => first_choice(&self.quote.facts.lines),
        }
    }

    async fn accept(&self, typed: &Fields, taken: Vec<Option<Quantity>>, headers: &HeaderMap) -> Result<()> {
        let accepting = Accepting::parse(typed)?;
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let trace = Trace { address: self.cx.facts.address.to_string(), agent: agent.to_owned() };
        let id = self.quote.id;
        self.act(move |tx| actions::accept(tx, id, accepting, taken, trace)).await
    }

    async fn decline(&self, typed: &Fields) -> Result<()> {
        let (id, reason) = (self.quote.id, typed.first("reason").to_owned());
        self.act(move |tx| actions::decline(tx, id, &reason)).await
    }

    async fn ask(&self, typed: &Fields) -> Result<()> {
        let (id, who) = (self.quote.id, typed.first("who").to_owned());
        let question = typed.first("question").to_owned();
        self.act(move |tx| actions::ask(tx, id, &who, &question)).await
    }

    async fn act(&self, run: impl FnOnce(&Tx) -> Result<()> + Send + 'static) -> Result<()> {
        self.cx.write_as(&actions::guest(self.workspace), run).await
    }

    fn page(
        &self,
        offer: &Document,
        taken: &[Option<Quantity>],
        fields: &Fields,
        (problems, has_asked): (&Problems, bool),
    ) -> Response {
        let visit = views::Visit {
            quote: &self.quote,
            state: self.state,
            offer,
            taken,
            acceptance: self.acceptance.as_ref(),
            company: &self.company,
            path: &self.path,
            fields,
            problems,
            has_asked,
        };
        views::visit(&self.cx, &visit).with_header(header::CACHE_CONTROL, "no-store").into_response()
    }

    fn gone(&self) -> Response {
        views::gone(&self.cx, &self.company).with_status(StatusCode::GONE).into_response()
    }
}
