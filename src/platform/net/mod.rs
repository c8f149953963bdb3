//! The listener: takes connections, holds them to time and number, and lets them finish when the server stops.
//!
//! poem's own server has no deadline for a request's head, spins on a refused `accept` and cannot cap connections, so
//! this is a loop of our own around hyper. HTTP/1.1 only: HTTP/2 needs TLS in browsers, and a proxy that ends TLS for
//! us speaks 1.1 to us anyway.

mod seats;
mod line;

use std::convert::Infallible;
use std::future::{Future, ready};
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use poem::http::uri::Scheme;
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Addr, Endpoint, Response};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use line::Line;
use seats::{Seat, Seats, Talk};

/// Descriptors kept for the database, logs and files.
const KEPT_DESCRIPTORS: u64 = 64;
/// How long a stopping server waits for requests under way.
const LAST_REQUESTS: Duration = Duration::from_secs(10);
/// Connections that the kernel holds until we take them; more, and clients wait a second before they ask again.
const WAITING_CONNECTIONS: u32 = 4096;
/// The largest request head.
const HEAD_BYTES: usize = 32 * 1024;

/// Listens at that address.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A server that was just stopped leaves connections behind that would hold the port for a minute.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING_CONNECTIONS)
}

/// Serves the endpoint on that listener until `stop` resolves, then finishes what was begun, for at most ten seconds.
///
/// At most `most` connections are open at once, fewer if the system grants fewer descriptors.
pub async fn serve<E>(listener: TcpListener, most: usize, endpoint: E, stop: impl Future<Output = ()>)
where
    E: Endpoint<Output = Response> + 'static,
{
    let endpoint = Arc::new(endpoint);
    let seats = Seats::new(most.min(descriptors()));
    let (stopping, stopped) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            () = &mut stop => break,
            connection = accept(&listener, &seats) => connection,
        };
        let seat = tokio::select! {
            () = &mut stop => break,
            seat = seats.take() => seat,
        };
        tokio::spawn(converse(stream, peer, seat, endpoint.clone(), stopped.clone()));
    }
    drop(listener);
    let _ = stopping.send(true);
    if timeout(LAST_REQUESTS, seats.all_left()).await.is_err() {
        tracing::warn!("requests were still under way after {LAST_REQUESTS:?}; they are cut off");
    }
}

/// Raises the limit of open files as far as it goes, and leaves some for the rest of the process.
fn descriptors() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let descriptors = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(_) => limit.current,
    };
    let left = descriptors.unwrap_or(u64::MAX).saturating_sub(KEPT_DESCRIPTORS);
    usize::try_from(left).unwrap_or(usize::MAX).max(8)
}

/// The next connection. A refusal of the kernel (no descriptor left, no memory) is waited out, never spun on.
async fn accept(listener: &TcpListener, seats: &Seats) -> (TcpStream, SocketAddr) {
    let mut pause = Duration::from_millis(20);
    loop {
        match listener.accept().await {
            Ok(connection) => return connection,
            Err(error) if is_the_peers(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "cannot take a connection; trying again in {pause:?}");
                seats.ask_longest_waiting_to_leave();
                sleep(pause).await;
                pause = (pause * 2).min(Duration::from_secs(1));
            }
        }
    }
}

fn is_the_peers(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// One connection from its first byte to its last.
async fn converse<E>(
    stream: TcpStream,
    peer: SocketAddr,
    seat: Arc<Seat>,
    endpoint: Arc<E>,
    mut stopped: watch::Receiver<bool>,
) where
    E: Endpoint<Output = Response> + 'static,
{
    // Buffers come with the first byte: a crowd that says nothing must not cost memory.
    let has_spoken = tokio::select! {
        readable = timeout(line::HEAD, stream.readable()) => readable.is_ok(),
        () = seat.asked_to_leave() => false,
        _ = stopped.wait_for(|stopped| *stopped) => false,
    };
    if !has_spoken {
        seat.leave();
        return;
    }
    // Nagle's algorithm would hold the end of an answer back for an acknowledgement.
    let _ = stream.set_nodelay(true);
    let local = stream.local_addr().map(|address| LocalAddr(Addr::SocketAddr(address))).unwrap_or_default();
    let remote = RemoteAddr(Addr::SocketAddr(peer));
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let talk = Talk::begin(&seat);
        let request = (request, local.clone(), remote.clone(), Scheme::HTTP).into();
        let endpoint = endpoint.clone();
        async move {
            // Boxed, or every idle connection would keep room for the largest request.
            let answer: hyper::Response<_> = Box::pin(endpoint.get_response(request)).await.into();
            Ok::<_, Infallible>(answer.map(|body| talk.over(body)))
        }
    });
    let line = TokioIo::new(Line::new(stream, seat.clone()));
    let conversation = http1::Builder::new().max_buf_size(HEAD_BYTES).serve_connection(line, service);
    let mut conversation = pin!(conversation);
    tokio::select! {
        _ = &mut conversation => return,
        () = seat.asked_to_leave() => {}
        _ = stopped.wait_for(|stopped| *stopped) => {}
    }
    conversation.as_mut().graceful_shutdown();
    if seat.is_waiting() {
        // One more turn lets an idle connection say goodbye; a half-sent head is not waited for.
        tokio::select! { biased; _ = &mut conversation => {}, () = ready(()) => {} }
    } else {
        let _ = conversation.await;
    }
}
