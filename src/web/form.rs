//! A submitted form, and the pieces that draw one.

use poem::{FromRequest, Request, RequestBody};

use crate::base::{Error, Fields};
use crate::web::errors::Refusal;

/// The body of a POST as `application/x-www-form-urlencoded`, at most 256 KB.
pub struct Form(pub Fields);

impl<'a> FromRequest<'a> for Form {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Form> {
        if request.content_type().is_some_and(|kind| !kind.starts_with("application/x-www-form-urlencoded")) {
            return Err(Refusal::Kind.into());
        }
        let bytes = body.take()?.into_bytes_limit(256 * 1024).await?;
        let pairs: Vec<(String, String)> = pairs(&bytes).map_err(|_| Error::Malformed("form"))?;
        Ok(Form(pairs.into_iter().collect()))
    }
}

/// Decodes `name=value&name=value`.
pub(super) fn pairs(bytes: &[u8]) -> Result<Vec<(String, String)>, Error> {
    let decode = |part: &[u8]| {
        let spaced: Vec<u8> = part.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
        percent_encoding::percent_decode(&spaced).decode_utf8().map(|text| text.into_owned())
    };
    bytes
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let (name, value) = (halves.next().unwrap_or(&[]), halves.next().unwrap_or(&[]));
            match (decode(name), decode(value)) {
                (Ok(name), Ok(value)) => Ok((name, value)),
                _ => Err(Error::Malformed("form")),
            }
        })
        .collect()
}
