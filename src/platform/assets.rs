//! Files for the browser: inside the binary, under names that hold the hash of their content, so that a browser keeps
//! them for good. The build script stores them, compressed as far as it goes.

use std::collections::HashMap;
use std::sync::LazyLock;

use poem::http::{HeaderValue, StatusCode, header};
use poem::{Request, Response, handler};

use super::encoding::Encoding;

/// One file in all its forms.
struct Asset {
    name: &'static str,
    url: &'static str,
    kind: &'static str,
    etag: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    zstd: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

static BY_URL: LazyLock<HashMap<&'static str, &'static Asset>> =
    LazyLock::new(|| ASSETS.iter().map(|asset| (asset.url, asset)).collect());

/// The address of an asset by its plain name: `app.css`, `app.js`, or a file of `assets/icons` or `assets/brand`.
///
/// An unknown name gives an address at which there is nothing.
pub fn url(name: &'static str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("/assets/missing", |asset| asset.url)
}

/// The plain names of all assets.
pub fn names() -> impl Iterator<Item = &'static str> {
    ASSETS.iter().map(|asset| asset.name)
}

/// Answers for every address below `/assets/`.
#[handler]
pub fn serve(request: &Request) -> poem::Result<Response> {
    let path = request.uri().path();
    let asset = BY_URL.get(path).ok_or(poem::error::NotFoundError)?;
    let known = request.header(header::IF_NONE_MATCH).unwrap_or_default();
    if known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == asset.etag || tag.trim() == "*") {
        return Ok(asset.head(StatusCode::NOT_MODIFIED));
    }
    let mut answer = asset.head(StatusCode::OK);
    let (bytes, encoding) = asset.form(request.header(header::ACCEPT_ENCODING).unwrap_or_default());
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    if let Some(encoding) = encoding {
        answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
    }
    answer.set_body(bytes);
    Ok(answer)
}

impl Asset {
    fn head(&self, status: StatusCode) -> Response {
        let mut answer = status.into();
        let headers = Response::headers_mut(&mut answer);
        headers.insert(header::ETAG, HeaderValue::from_static(self.etag));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        answer
    }

    /// The smallest form that the client takes. Unlike for pages, brotli goes first: it is made once, at its best.
    fn form(&self, accepted: &str) -> (&'static [u8], Option<Encoding>) {
        let forms = [(Encoding::Brotli, self.brotli), (Encoding::Zstd, self.zstd)];
        forms
            .into_iter()
            .find_map(|(encoding, form)| {
                form.filter(|_| encoding.is_in(accepted)).map(|form| (form, Some(encoding)))
            })
            .unwrap_or((self.plain, None))
    }
}
