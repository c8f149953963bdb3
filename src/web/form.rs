//! A submitted form, and the pieces that draw one.

use poem::{FromRequest, Request, RequestBody};

use crate::base::{Error, Fields};
use crate::platform::limits::Breach;
use crate::web::load::refused;

/// The body of a POST as `application/x-www-form-urlencoded`, at most 256 KB.
pub struct Form(pub Fields);

impl<'a> FromRequest<'a> for Form {
    async fn from_request(_request: &'a Request, body: &mut RequestBody) -> poem::Result<Form> {
        let bytes = body.take()?.into_bytes_limit(256 * 1024).await.map_err(unread)?;
        let pairs: Vec<(String, String)> = serde_urlencoded(&bytes).map_err(|_| Error::Malformed("form"))?;
        Ok(Form(pairs.into_iter().collect()))
    }
}

/// Why a body could not be read: it broke a limit, or the client went away.
fn unread(error: poem::error::ReadBodyError) -> poem::Error {
    match Breach::behind(&error) {
        Some(breach) => refused(breach),
        None if matches!(error, poem::error::ReadBodyError::PayloadTooLarge) => Error::TooLarge.into(),
        None => Error::Malformed("body").into(),
    }
}

fn serde_urlencoded(bytes: &[u8]) -> Result<Vec<(String, String)>, Error> {
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
