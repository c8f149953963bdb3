//! Calls to the servers of others: over TLS, to public addresses, without redirects, bounded in time and size.
//!
//! The name is resolved once and the call goes to the very address that was looked at, so that no second answer of the
//! resolver can lead it elsewhere. What stands in a private network, or on this machine, is called only where the
//! operator named it ([`Reach::Named`]).

mod address;

pub use address::is_public;

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use poem::http::{HeaderValue, Request, Response, Uri, header};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// A whole call takes no longer.
const LIMIT: Duration = Duration::from_secs(10);
/// More of an answer is not read.
const MOST: usize = 1 << 20;

/// How far a call may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To addresses that anybody on the Internet can reach, over TLS.
    Public,
    /// To whatever the operator named in the configuration; on this machine without TLS, too.
    Named,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The address is none that is called.
    #[error("the address is not one to be called: {0}")]
    Address(&'static str),
    /// The name leads nowhere, or nobody listens there.
    #[error("cannot be reached: {0}")]
    Reached(#[from] std::io::Error),
    /// What was said is not HTTP, or too much.
    #[error("the answer cannot be used: {0}")]
    Answer(Box<dyn std::error::Error + Send + Sync>),
    /// It took too long.
    #[error("no answer within {} s", LIMIT.as_secs())]
    Time,
}

/// The machine that calls; cheap to clone.
#[derive(Clone, Default)]
pub struct Outbound(Arc<OnceLock<Arc<ClientConfig>>>);

impl Outbound {
    /// Asks once and gives the whole answer, whatever its status.
    pub async fn call(&self, reach: Reach, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Fault> {
        timeout(LIMIT, self.exchange(reach, request)).await.map_err(|_| Fault::Time)?
    }

    async fn exchange(&self, reach: Reach, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Fault> {
        let target = Target::of(request.uri())?;
        let place = target.place(reach).await?;
        let line = TcpStream::connect(place).await?;
        let request = target.dress(request)?;
        if !target.is_tls {
            return ask(line, request).await;
        }
        let name = ServerName::try_from(target.host.clone()).map_err(|_| Fault::Address("its name"))?;
        let tls = TlsConnector::from(self.tls()).connect(name, line).await?;
        ask(tls, request).await
    }

    /// Made at the first call: reading the machine's authorities takes a while.
    fn tls(&self) -> Arc<ClientConfig> {
        self.0.get_or_init(|| Arc::new(tls())).clone()
    }
}

/// Where a call goes.
struct Target {
    host: String,
    port: u16,
    authority: String,
    is_tls: bool,
}

impl Target {
    fn of(uri: &Uri) -> Result<Target, Fault> {
        let is_tls = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(Fault::Address("neither https nor http")),
        };
        let authority = uri.authority().ok_or(Fault::Address("no host"))?;
        if authority.as_str().contains('@') {
            return Err(Fault::Address("a name and password in it"));
        }
        let host = authority.host().trim_start_matches('[').trim_end_matches(']').to_owned();
        let port = authority.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
        Ok(Target { host, port, authority: authority.as_str().to_owned(), is_tls })
    }

    /// The first of its addresses that the call may go to.
    async fn place(&self, reach: Reach) -> Result<SocketAddr, Fault> {
        let is_allowed = |place: &SocketAddr| match (reach, self.is_tls) {
            (Reach::Public, is_tls) => is_tls && address::is_public(place.ip()),
            (Reach::Named, true) => true,
            (Reach::Named, false) => place.ip().to_canonical().is_loopback(),
        };
        let mut places = lookup_host((self.host.as_str(), self.port)).await?;
        places.find(is_allowed).ok_or(Fault::Address("private, or without TLS"))
    }

    /// The request as a server expects it: the path in its line, the host in its head.
    fn dress(&self, request: Request<Vec<u8>>) -> Result<Request<Full<Bytes>>, Fault> {
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        parts.uri = path.parse().map_err(|_| Fault::Address("its path"))?;
        let host = HeaderValue::from_str(&self.authority).map_err(|_| Fault::Address("its host"))?;
        parts.headers.insert(header::HOST, host);
        parts.headers.insert(header::USER_AGENT, HeaderValue::from_static("Kantora"));
        Ok(Request::from_parts(parts, Full::new(body.into())))
    }
}

async fn ask<L>(line: L, request: Request<Full<Bytes>>) -> Result<Response<Vec<u8>>, Fault>
where
    L: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(line)).await.map_err(answer)?;
    // Ends by itself when the sender is dropped.
    tokio::spawn(connection);
    let (parts, body) = sender.send_request(request).await.map_err(answer)?.into_parts();
    let body = Limited::new(body, MOST).collect().await.map_err(Fault::Answer)?.to_bytes();
    Ok(Response::from_parts(parts, body.to_vec()))
}

fn answer(error: hyper::Error) -> Fault {
    Fault::Answer(error.into())
}

/// The authorities of the machine; where it knows none, those that Mozilla trusts.
fn tls() -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider knows TLS 1.2 and 1.3")
        .with_root_certificates(roots)
        .with_no_client_auth()
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn call(reach: Reach, address: &str) -> Result<Response<Vec<u8>>, Fault> {
        Outbound::default().call(reach, Request::get(address).body(Vec::new()).unwrap()).await
    }

    #[tokio::test]
    async fn what_is_private_is_not_called_unless_the_operator_named_it() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let service = hyper::service::service_fn(async |request: Request<hyper::body::Incoming>| {
            let said = format!("{} for {:?}", request.uri(), request.headers()["host"]);
            Ok::<_, std::convert::Infallible>(Response::new(Full::<Bytes>::from(said)))
        });
        tokio::spawn(async move {
            let (line, _) = listener.accept().await.unwrap();
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(line), service)
                .await;
        });

        for address in [format!("http://127.0.0.1:{port}/"), format!("https://localhost:{port}/")] {
            let refused = call(Reach::Public, &address).await;
            assert!(matches!(refused, Err(Fault::Address(_))), "{address}: {refused:?}");
        }
        let answer = call(Reach::Named, &format!("http://127.0.0.1:{port}/keys?a=1")).await.unwrap();

        let said = String::from_utf8(answer.into_body()).unwrap();
        assert_eq!(said, format!("/keys?a=1 for \"127.0.0.1:{port}\""));
    }

    #[tokio::test]
    async fn an_address_that_is_none_is_refused_before_anything_is_asked() {
        for address in ["ftp://a.example/", "https://ana:secret@a.example/", "/path"] {
            assert!(matches!(call(Reach::Named, address).await, Err(Fault::Address(_))), "{address}");
        }
    }
}
