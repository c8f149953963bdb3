//! Pages made small, and not sent again to whoever has them.

use std::hash::BuildHasher;

use foldhash::quality::FixedState;
use http_body_util::BodyExt;
use http_body_util::combinators::BoxBody;
use hyper::body::{Body as _, Bytes};
use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Body, Endpoint, Request, Response};

use crate::base::Error;
use crate::platform::encoding::Encoding;

/// Below this an answer fits into the packet that brings its head.
const SMALL: usize = 1024;
/// Above this an answer is no page; it goes out as it is.
const LARGE: u64 = 8 * 1024 * 1024;

/// The endpoint with its pages tagged and compressed.
///
/// Only whole bodies of known length are touched. What streams (exports, progress) goes through as it is made.
pub struct Compressed<E>(pub E);

impl<E: Endpoint<Output = Response>> Endpoint for Compressed<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let accepted = request.header(header::ACCEPT_ENCODING).and_then(Encoding::for_pages);
        let known = request.header(header::IF_NONE_MATCH).filter(|_| request.method() == Method::GET);
        let known = known.map(str::to_owned);
        let mut answer = self.0.call(request).await?;
        if !is_text(&answer) || answer.headers().contains_key(header::CONTENT_ENCODING) {
            return Ok(answer);
        }
        let Some(bytes) = whole(&mut answer).await? else { return Ok(answer) };
        if answer.status() == StatusCode::OK && tag(&mut answer, &bytes, known.as_deref()) {
            answer.set_status(StatusCode::NOT_MODIFIED);
            answer.headers_mut().remove(header::CONTENT_TYPE);
            return Ok(answer);
        }
        shrink(&mut answer, bytes, accepted)?;
        Ok(answer)
    }
}

fn is_text(answer: &Response) -> bool {
    let kind = answer.content_type().unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.starts_with("text/") || kind.ends_with("json") || kind.ends_with("+xml") || kind == "application/xml"
}

/// Takes the body out of an answer, if it is all there.
async fn whole(answer: &mut Response) -> Result<Option<Bytes>, Error> {
    let body: BoxBody<Bytes, std::io::Error> = answer.take_body().into();
    match body.size_hint().exact() {
        Some(length) if length <= LARGE => {
            let bytes = body.collect().await?.to_bytes();
            Ok(Some(bytes))
        }
        _ => {
            answer.set_body(Body::from(body));
            Ok(None)
        }
    }
}

/// Names the content, unless it has a name already (the version of a record); tells whether the client has it already. Weak, because the encoded forms share the name. A name
/// need not withstand anybody: who makes two pages of one name sees an old page.
fn tag(answer: &mut Response, bytes: &[u8], known: Option<&str>) -> bool {
    let own = answer.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok()).map(str::to_owned);
    let tag = own.unwrap_or_else(|| {
        let tag = format!("\"{:016x}\"", FixedState::with_seed(0).hash_one(bytes));
        if let Ok(value) = HeaderValue::from_str(&format!("W/{tag}")) {
            answer.headers_mut().insert(header::ETAG, value);
        }
        tag
    });
    answer.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag))
}

fn shrink(answer: &mut Response, bytes: Bytes, accepted: Option<Encoding>) -> Result<(), Error> {
    let Some(encoding) = accepted.filter(|_| bytes.len() >= SMALL) else {
        answer.set_body(bytes);
        return Ok(());
    };
    let small = encoding.compress(&bytes)?;
    answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
    answer.headers_mut().remove(header::CONTENT_LENGTH);
    answer.set_body(small);
    Ok(())
}
