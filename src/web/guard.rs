//! What is asked of every request before anybody looks at it, and the headers of every answer.

use poem::http::uri::Authority;
use poem::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use poem::{Addr, Endpoint, Request, Response};

use crate::base::Error;
use crate::platform::Machines;
use crate::platform::config::Config;
use crate::web::cookie::{LANGUAGE, cookies};
use crate::web::cx::Facts;
use crate::web::errors::Refusal;
use crate::web::operations::API;

/// No page of ours has anything inline, from elsewhere, or in a frame.
const CONTENT_SECURITY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; \
    base-uri 'none'; object-src 'none'";

/// Where the pages live that other people's sites may show in a frame, and to which their pages may send forms. They
/// know no session.
pub const OPEN: &str = "/form/";

/// The policy of a page that these origins may show in a frame, and whose form may lead to that origin. Both were read
/// as origins, so nothing in them ends a part of the policy.
pub fn framed(sites: &[String], leads_to: Option<&str>) -> String {
    let ancestors = if sites.is_empty() { "'none'".to_owned() } else { sites.join(" ") };
    let target = leads_to.map(|site| format!(" {site}")).unwrap_or_default();
    CONTENT_SECURITY
        .replace("form-action 'self'", &format!("form-action 'self'{target}"))
        .replace("frame-ancestors 'none'", &format!("frame-ancestors {ancestors}"))
}

/// Where mail programs unsubscribe by one click (RFC 8058): they come from anywhere, and a token says whose letter it was.
const WAYS_OUT: &str = "/unsubscribe/";

/// Nothing of the device is ours to use.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), \
    display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), \
    idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), \
    screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

/// The endpoint behind the questions that need no database.
pub struct Guard<E>(pub E);

impl<E: Endpoint> Endpoint for Guard<E> {
    type Output = E::Output;

    async fn call(&self, request: Request) -> poem::Result<E::Output> {
        let machines = request.data::<Machines>().ok_or_else(|| Error::internal("the entry is missing"))?;
        is_let_in(&request, machines)?;
        is_for_us(&request, &machines.config)?;
        is_of_our_own_page(&request, &machines.config)?;
        is_plain(&request)?;
        self.0.call(request).await
    }
}

/// Whoever the operator has blocked gets nothing, and costs nothing.
fn is_let_in(request: &Request, machines: &Machines) -> Result<(), Refusal> {
    let address = request.data::<Facts>().map(|facts| facts.address);
    let is_blocked = |address| machines.blocks.forbid(&machines.db, address, machines.clock.now());
    if address.is_some_and(is_blocked) { Err(Refusal::Blocked) } else { Ok(()) }
}

/// An unknown host is misdirected: a page of ours under a stranger's name would be readable by the stranger.
fn is_for_us(request: &Request, config: &Config) -> Result<(), Refusal> {
    let host = host(request).ok_or(Refusal::Host)?;
    let name = host.host().trim_end_matches('.').to_ascii_lowercase();
    let is_loopback = ["localhost", "127.0.0.1", "[::1]"].contains(&name.as_str());
    let is_public = public_authority(config).is_some_and(|public| public.host().eq_ignore_ascii_case(&name));
    let is_allowed = config.allowed_hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(&name));
    if is_loopback || is_public || is_allowed { Ok(()) } else { Err(Refusal::Host) }
}

/// Whether a request under a public name with https came without it: a proxy that we trust says so, or there is none.
pub fn is_in_clear(request: &Request, config: &Config) -> bool {
    let is_https = config.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    let is_public = host(request)
        .zip(public_authority(config))
        .is_some_and(|(host, public)| host.host().eq_ignore_ascii_case(public.host()));
    let is_proxied = match &request.remote_addr().0 {
        Addr::SocketAddr(peer) => {
            config.trusted_proxies.iter().any(|net| net.contains(&peer.ip().to_canonical()))
        }
        _ => true,
    };
    let says_plain =
        request.header("x-forwarded-proto").is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
    is_https && is_public && (!is_proxied || says_plain)
}

fn host(request: &Request) -> Option<Authority> {
    let mut lines = request.headers().get_all(header::HOST).iter();
    let line = lines.next()?.to_str().ok()?;
    // Two Host lines are a smuggler's.
    if lines.next().is_some() {
        return None;
    }
    line.parse().ok()
}

fn public_authority(config: &Config) -> Option<Authority> {
    let url = config.public_url.as_deref()?;
    let (_, rest) = url.split_once("://")?;
    rest.split('/').next()?.parse().ok()
}

/// Only our own pages may change anything. Browsers say so by `Sec-Fetch-Site`, older ones by `Origin`; a request that
/// says neither comes from no browser that keeps its people's sessions safe, and is refused.
fn is_of_our_own_page(request: &Request, config: &Config) -> Result<(), Refusal> {
    // Programs prove who they are by a token that no browser adds by itself; a cookie counts for nothing there.
    let path = request.uri().path();
    let is_open = path.starts_with(API) || path.starts_with(WAYS_OUT);
    if is_open || matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(());
    }
    // A stranger's browser brings no cookie from another site's page: there is nobody whose name could be misused.
    let has_cookie = request.header(header::COOKIE).is_some_and(|cookies| !cookies.trim().is_empty());
    if request.uri().path().starts_with(OPEN) && !has_cookie {
        return Ok(());
    }
    let is_ours = match (request.header("sec-fetch-site"), request.header(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => is_own_origin(origin, request, config),
        (None, None) => false,
    };
    if is_ours { Ok(()) } else { Err(Refusal::CrossSite) }
}

fn is_own_origin(origin: &str, request: &Request, config: &Config) -> bool {
    if let Some(public) = config.public_url.as_deref()
        && origin.eq_ignore_ascii_case(public.trim_end_matches('/'))
    {
        return true;
    }
    let Some((_, authority)) = origin.split_once("://") else { return false };
    let Ok(authority) = authority.parse::<Authority>() else { return false };
    let is_public = public_authority(config).is_some_and(|public| public == authority);
    // Under the public name only the public scheme counts: a page sent in clear could be anybody's.
    !is_public && host(request).is_some_and(|host| host == authority)
}

/// Bodies come as they are: inflating a stranger's body is work that the stranger chooses.
fn is_plain(request: &Request) -> Result<(), Refusal> {
    match request.header(header::CONTENT_ENCODING) {
        None | Some("identity") => Ok(()),
        Some(_) => Err(Refusal::Kind),
    }
}

/// The endpoint with the headers that every answer carries.
pub struct Headers<E> {
    inner: E,
    fixed: Vec<(HeaderName, HeaderValue)>,
}

impl<E> Headers<E> {
    /// Puts the headers around `inner`.
    pub fn new(inner: E, config: &Config) -> Headers<E> {
        let mut fixed = vec![
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY)),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            // The old filter of browsers was itself a hole.
            (header::X_XSS_PROTECTION, HeaderValue::from_static("0")),
            (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
            (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS)),
            (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
            (
                HeaderName::from_static("cross-origin-resource-policy"),
                HeaderValue::from_static("same-origin"),
            ),
        ];
        if config.public_url.as_deref().is_some_and(|url| url.starts_with("https://")) {
            let year = HeaderValue::from_static(match config.hsts_subdomains {
                true => "max-age=31536000; includeSubDomains",
                false => "max-age=31536000",
            });
            fixed.push((header::STRICT_TRANSPORT_SECURITY, year));
        }
        Headers { inner, fixed }
    }

    fn dress(&self, headers: &mut HeaderMap, storing: &'static str) {
        for (name, value) in &self.fixed {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(storing));
    }
}

/// What browsers may keep of a page. Whoever brings a cookie beside that of the language may be shown people's data, and
/// ASVS 14.3.2 wants none of that on a disk: `no-store`, so such a browser asks for the page anew, though a client that
/// holds an `ETag` by other means still gets its 304. Pages for strangers may be kept, and are asked about with their
/// `ETag` each time.
fn storing(request: &Request) -> &'static str {
    if cookies(request.headers()).all(|(name, _)| name == LANGUAGE) {
        "private, no-cache"
    } else {
        "no-store"
    }
}

impl<E: Endpoint<Output = Response>> Endpoint for Headers<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let storing = storing(&request);
        let mut answer = self.inner.get_response(request).await;
        let storing = if answer.headers().contains_key(header::SET_COOKIE) { "no-store" } else { storing };
        self.dress(answer.headers_mut(), storing);
        Ok(answer)
    }
}
