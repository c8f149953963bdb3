//! The outcomes of the product as HTTP answers.

use poem::error::ResponseError;
use poem::http::StatusCode;

use crate::base::Error;

impl ResponseError for Error {
    fn status(&self) -> StatusCode {
        match self {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Unauthenticated => StatusCode::UNAUTHORIZED,
            Error::Forbidden => StatusCode::FORBIDDEN,
            Error::Malformed(_) => StatusCode::BAD_REQUEST,
            Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Conflict(_) | Error::Stale(_) => StatusCode::CONFLICT,
            Error::Gone => StatusCode::GONE,
            Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Limited(_) => StatusCode::TOO_MANY_REQUESTS,
            Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
