//! What stands before every page when support looks: nothing is changed, and nothing is seen unrecorded.

use poem::http::Method;
use poem::{Endpoint, Request};

use super::actions;
use crate::base::{Error, Result};
use crate::web::Cx;

/// The endpoint behind that; whoever works there passes.
pub fn watched<E: Endpoint>(endpoint: E) -> Watched<E> {
    Watched(endpoint)
}

/// An endpoint that support does not enter unseen.
pub struct Watched<E>(E);

impl<E: Endpoint> Endpoint for Watched<E> {
    type Output = E::Output;

    async fn call(&self, request: Request) -> poem::Result<E::Output> {
        let cx = Cx::of(&request)?;
        if cx.actor().is_support() {
            note(&cx, request.method()).await?;
        }
        self.0.call(request).await
    }
}

async fn note(cx: &Cx, method: &Method) -> Result<()> {
    if *method != Method::GET {
        return Err(Error::Forbidden);
    }
    let path = cx.facts.path.split('?').next().unwrap_or_default().to_owned();
    cx.write(move |tx| actions::note_view(tx, &path)).await
}
