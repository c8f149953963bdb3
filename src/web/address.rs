//! What the address of a request says: the values of its query, the number of the record in its path.

use poem::{FromRequest, Request, RequestBody};

use crate::base::{Error, Fields, Id};
use crate::web::form::pairs;

/// The values of the query, decoded, in order.
pub struct Asked(pub Fields);

impl<'a> FromRequest<'a> for Asked {
    async fn from_request(request: &'a Request, _body: &mut RequestBody) -> poem::Result<Asked> {
        let query = request.uri().query().unwrap_or_default();
        Ok(Asked(pairs(query.as_bytes())?.into_iter().collect()))
    }
}

/// The record whose number is `:id` in the path; what is no number is `NotFound`, as an unknown number would be.
pub struct Of<K>(pub Id<K>);

impl<'a, K> FromRequest<'a> for Of<K> {
    async fn from_request(request: &'a Request, _body: &mut RequestBody) -> poem::Result<Of<K>> {
        let number = request.raw_path_param("id").ok_or(Error::NotFound)?;
        Ok(Of(number.parse()?))
    }
}
