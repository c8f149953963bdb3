//! Puts the floors together into a running server.
//!
//! A request passes, from outside in: [`Entry`] (id, address, access log), [`Headers`], [`Compressed`], [`Spoken`]
//! (errors as pages), [`Caught`] (panics), [`Guard`] (host, cross-site, kind of body), the address, and for each page of
//! the table its own guard, [`Spoken`] again (now knowing who asks), its bounds, and the handler.

use std::future::Future;
use std::sync::Arc;

use poem::{Endpoint, Response, Route};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::base::{Error, Result};

use crate::platform::config::{Config, Limits};
use crate::platform::{Machines, assets, i18n, net};
use crate::web::compress::Compressed;
use crate::web::entry::{Caught, Entry};
use crate::web::errors::Spoken;
use crate::web::guard::{Guard, Headers};
use crate::web::load::Bounded;
use crate::web::operations::API;
use crate::web::programs::Programs;
use crate::web::table::Load;
use crate::web::{Cx, Line, Need};
use crate::workspace::sessions::guarded;
use crate::workspace::support::watched;
use crate::workspace::tokens;
use crate::{api, routes, worker};

/// What the operator reads last when the disk has gone.
const WRITER_LOST: &str = "the database can no longer be written, so the server has stopped; the log above says why. \
    Check the disk, then start again";

/// The whole product as one endpoint.
pub fn endpoint(machines: Machines) -> impl Endpoint<Output = Response> + 'static {
    let limits = machines.config.limits.clone();
    let pages = routes::pages().mount(|line| page(line, &limits));
    let doors = programs(pages, &limits);
    let spoken = Compressed(Spoken(Caught(Guard(doors))));
    let headers = Headers::new(spoken, &machines.config);
    Entry::new(headers, machines)
}

fn page(line: Line, limits: &Limits) -> impl Endpoint<Output = Response> + use<> {
    guarded(line.need, Spoken(Caught(watched(Bounded::new(line.endpoint, line.load, limits)))))
}

/// An address of a workspace at which there is nothing: said inside the workspace, to those who may enter it.
#[poem::handler]
async fn missing(_cx: Cx) -> Result<()> {
    Err(Error::NotFound)
}

/// The addresses that programs ask.
fn programs(pages: Route, limits: &Limits) -> Route {
    let service = Arc::new(poem::IntoEndpoint::into_endpoint(api::service()));
    let pages = pages
        .at("/assets/*path", assets::serve)
        .at("/w/:slug/*path", guarded(Need::Account, Spoken(missing)));
    let pages = pages.at(format!("{API}files"), operations(service.clone(), Load::Upload, limits));
    let pages = pages.at(format!("{API}records/:id/mail"), operations(service.clone(), Load::Upload, limits));
    let pages = pages.at(format!("{API}*path"), operations(service.clone(), Load::Ordinary, limits));
    ["/livez", "/readyz", "/health"].into_iter().fold(pages, |route, path| route.at(path, service.clone()))
}

/// The operations behind the door of the tokens.
fn operations<E>(service: E, load: Load, limits: &Limits) -> impl Endpoint<Output = Response> + use<E>
where
    E: Endpoint + 'static,
{
    let bounded = Bounded::new(service, load, limits);
    Programs(tokens::guarded(api::operations(), Spoken(Caught(bounded))))
}

/// Listens where the configuration says; must be called inside a runtime.
pub fn listen(config: &Config) -> Result<TcpListener> {
    let address = config.listen;
    net::listen(address).map_err(|error| {
        let what_to_do = "choose another address with --listen, or stop what listens there";
        Error::internal(format!("cannot listen on {address}: {error}; {what_to_do}"))
    })
}

/// Serves on that listener until the process is told to stop.
pub async fn serve(listener: TcpListener, machines: Machines) -> Result<()> {
    serve_on(listener, machines, told_to_stop()?).await
}

/// Serves on that listener and does what is in the queue, until `stop` resolves or the database cannot be written any
/// more. Then requests and jobs under way are finished, and everything answered is on disk.
pub async fn serve_on(
    listener: TcpListener,
    machines: Machines,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    i18n::warm();
    let address = listener.local_addr()?;
    tracing::info!(%address, "listening");
    let worker = worker::start(machines.clone()).await?;
    let (db, most) = (machines.db.clone(), machines.config.limits.connections);
    let ends = async {
        tokio::select! { () = stop => {}, () = db.ended() => {} }
    };
    net::serve(listener, most, endpoint(machines), ends).await;
    let was_told = db.is_ready();
    worker.stop().await;
    let closing = db.clone();
    tokio::task::spawn_blocking(move || closing.stop()).await.map_err(Error::internal)?;
    match was_told {
        true => tracing::info!("stopped"),
        false => return Err(Error::internal(WRITER_LOST)),
    }
    Ok(())
}

/// Resolves at SIGTERM or SIGINT.
fn told_to_stop() -> Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).map_err(Error::internal)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Error::internal)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
