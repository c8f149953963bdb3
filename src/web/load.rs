//! Holds each page to what its line in the table says that it may take.

use poem::{Endpoint, IntoResponse, Request, Response};

use crate::base::Error;
use crate::platform::config::Limits;
use crate::platform::limits;
use crate::web::cx::Facts;
use crate::web::table::Load;

/// So many of the largest files may come together.
const TOGETHER: u64 = 10;

/// The endpoint with bounds on the size, pace and time of a request.
pub struct Bounded<E> {
    inner: E,
    load: Load,
    most: u64,
}

impl<E> Bounded<E> {
    /// Puts the bounds of that load around `inner`.
    pub fn new(inner: E, load: Load, limits: &Limits) -> Bounded<E> {
        let most = match load {
            Load::Ordinary => limits.body,
            Load::Upload => limits.upload,
            Load::Uploads => limits.upload.saturating_mul(TOGETHER).saturating_add(limits.body),
        };
        Bounded { inner, load, most }
    }
}

impl<E: Endpoint> Endpoint for Bounded<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        limits::limit(&mut request, self.most).map_err(|_| Error::TooLarge)?;
        let acts = request.data::<Facts>().map(|facts| facts.acts.clone()).unwrap_or_default();
        let work = self.inner.call(request);
        let outcome = match self.load {
            Load::Ordinary => acts.within(limits::ORDINARY, work).await,
            // A large file takes its time; its pace is watched.
            Load::Upload | Load::Uploads => Some(work.await),
        };
        outcome
            .unwrap_or_else(|| Err(Error::Unavailable("error-took-too-long").into()))
            .map(IntoResponse::into_response)
    }
}
