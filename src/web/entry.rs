//! The outermost layer: gives each request its id, its client's address and the machines, catches panics, and writes
//! the access log.

use std::any::Any;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::panic::AssertUnwindSafe;
use std::time::Instant;

use futures_util::FutureExt;
use http_body_util::combinators::BoxBody;
use hyper::body::{Body as _, Bytes};
use ipnet::IpNet;
use poem::PathPattern;
use poem::http::{HeaderMap, Method, header};
use poem::web::RemoteAddr;
use poem::{Addr, Endpoint, IntoResponse, Request, Response};

use crate::base::{At, Error};
use crate::platform::limits::Acts;
use crate::platform::{Machines, crypto};
use crate::web::cx::Facts;

/// The endpoint as the network meets it.
pub struct Entry<E> {
    inner: E,
    machines: Machines,
}

impl<E> Entry<E> {
    /// Puts the outermost layer around `inner`.
    pub fn new(inner: E, machines: Machines) -> Entry<E> {
        Entry { inner, machines }
    }

    fn facts(&self, request: &Request) -> Facts {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        Facts {
            id: request_id(self.machines.clock.now()),
            address: client(request.remote_addr(), request.headers(), &self.machines.config.trusted_proxies),
            path: path.to_owned(),
            acts: Acts::default(),
        }
    }
}

impl<E: Endpoint<Output = Response>> Endpoint for Entry<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let begun = Instant::now();
        let facts = self.facts(&request);
        let asked = Asked {
            method: request.method().clone(),
            path: request.uri().path().to_owned(),
            id: facts.id.clone(),
            address: facts.address,
        };
        request.set_data(facts);
        request.set_data(self.machines.clone());
        // Everything below answers GET; only here is the body left away.
        if asked.method == Method::HEAD {
            request.set_method(Method::GET);
        }
        let mut answer = self.inner.get_response(request).await;
        let body: BoxBody<Bytes, std::io::Error> = answer.take_body().into();
        let length = body.size_hint().exact();
        asked.log(&answer, length, begun);
        match (asked.method, length) {
            (Method::HEAD, Some(length)) => {
                answer.headers_mut().insert(header::CONTENT_LENGTH, length.into());
            }
            (Method::HEAD, None) => {}
            _ => answer.set_body(body),
        }
        Ok(answer)
    }
}

/// What the access log tells of a request.
struct Asked {
    method: Method,
    path: String,
    id: String,
    address: IpAddr,
}

impl Asked {
    /// One line. No query string, no cookies, no names; an address that is a secret is told by its pattern only.
    fn log(&self, answer: &Response, bytes: Option<u64>, begun: Instant) {
        let pattern = answer.data::<PathPattern>().map(|pattern| pattern.0.as_ref());
        let path = match pattern {
            Some(pattern) if pattern.contains(":token") => pattern,
            _ => &self.path,
        };
        tracing::info!(
            target: "access",
            method = self.method.as_str(),
            path = %path.escape_debug(),
            status = answer.status().as_u16(),
            ms = begun.elapsed().as_secs_f64() * 1000.0,
            bytes,
            address = %shortened(self.address),
            request = %self.id,
        );
    }
}

/// The network of an address, enough to tell attackers from neighbours: /24 or /48.
fn shortened(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(v4) => Ipv4Addr::from_bits(v4.to_bits() & 0xffff_ff00).into(),
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 80)).into(),
    }
}

/// Twelve letters and digits in Crockford's base 32, which sort by time: 42 bits of milliseconds, 18 of chance.
fn request_id(now: At) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let chance = u64::from(u32::from_le_bytes(crypto::random()) >> 14);
    let bits = (now.0.cast_unsigned() << 18) | chance;
    let mut id = String::with_capacity(14);
    for index in 0..12 {
        if index > 0 && index % 4 == 0 {
            id.push('-');
        }
        let digit = (bits >> (55 - 5 * index)) & 31;
        id.push(char::from(ALPHABET[digit as usize]));
    }
    id
}

/// The client's address: the peer, unless the peer is a proxy that we trust; then the last address of
/// `X-Forwarded-For` that is no such proxy. Whatever stands further left may be invented by the client.
fn client(peer: &RemoteAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let Addr::SocketAddr(peer) = peer.0 else { return Ipv4Addr::LOCALHOST.into() };
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
    let mut client = peer.ip().to_canonical();
    let lines = headers.get_all("x-forwarded-for").iter().rev().filter_map(|line| line.to_str().ok());
    for hop in lines.flat_map(|line| line.rsplit(',')) {
        if !is_trusted(client) {
            break;
        }
        match hop.trim().parse::<IpAddr>() {
            Ok(address) => client = address.to_canonical(),
            Err(_) => break,
        }
    }
    client
}

/// The endpoint with its panics turned into errors.
pub struct Caught<E>(pub E);

impl<E: Endpoint> Endpoint for Caught<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        match AssertUnwindSafe(self.0.call(request)).catch_unwind().await {
            Ok(outcome) => outcome.map(IntoResponse::into_response),
            Err(panic) => Err(Error::internal(format!("panic: {}", message(panic.as_ref()))).into()),
        }
    }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a message")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(peer: &str, line: &str) -> String {
        let peer = RemoteAddr(Addr::SocketAddr(format!("{peer}:1").parse().unwrap()));
        let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), line.parse().unwrap())]);
        client(&peer, &headers, &["10.0.0.0/8".parse().unwrap()]).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(forwarded("192.0.2.7", "198.51.100.1"), "192.0.2.7");
        assert_eq!(forwarded("10.0.0.2", "198.51.100.1"), "198.51.100.1");
        assert_eq!(forwarded("10.0.0.2", "203.0.113.9, 198.51.100.1, 10.1.1.1"), "198.51.100.1");
        assert_eq!(forwarded("10.0.0.2", "nonsense"), "10.0.0.2");
    }

    #[tokio::test]
    async fn a_panic_is_an_error_like_any_other() {
        let panics = Caught(poem::endpoint::make_sync(|_| -> Response { panic!("a bug") }));

        let outcome = panics.call(Request::default()).await;

        assert_eq!(outcome.unwrap_err().to_string(), "internal: panic: a bug");
    }

    #[test]
    fn request_ids_sort_by_time() {
        let (earlier, later) = (request_id(At(1_795_000_000_000)), request_id(At(1_795_000_000_001)));

        assert!(earlier < later);
        assert_eq!(earlier.len(), 14);
    }

    #[test]
    fn addresses_are_shortened_to_their_network() {
        assert_eq!(shortened("192.0.2.77".parse().unwrap()).to_string(), "192.0.2.0");
        assert_eq!(shortened("2001:db8:1:2::9".parse().unwrap()).to_string(), "2001:db8:1::");
    }
}
