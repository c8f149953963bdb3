//! Unsubscribing, for people who know nothing of Kantora and for their mail programs (RFC 8058).

use maud::Markup;
use poem::handler;
use poem::web::Path;

use super::super::store::{self, WayOut};
use super::super::{actions, views};
use crate::base::{Actor, Door, Result};
use crate::crm::points::email_norm;
use crate::platform::crypto;
use crate::web::Cx;

/// Asks whether; to look changes nothing.
#[handler]
pub async fn show_way_out(cx: Cx, Path(token): Path<String>) -> Result<Markup> {
    let way_out = find(&cx, &token)?;
    let actor = Actor::system(Door::Page, way_out.workspace);
    let norm = email_norm(&way_out.address).unwrap_or_default();
    match cx.machines.db.read(&actor, |view| store::is_suppressed(view, &norm))? {
        true => Ok(views::way_out_used(&cx, &way_out)),
        false => Ok(views::way_out(&cx, &way_out, &format!("/unsubscribe/{token}"))),
    }
}

/// Unsubscribes: by the button of that page, or by one click in a mail program, which sends neither cookie nor origin.
#[handler]
pub async fn use_way_out(cx: Cx, Path(token): Path<String>) -> Result<Markup> {
    let way_out = find(&cx, &token)?;
    let actor = Actor::system(Door::Page, way_out.workspace);
    let followed = way_out.clone();
    cx.write_as(&actor, move |tx| actions::unsubscribe(tx, &followed)).await?;
    Ok(views::way_out_used(&cx, &way_out))
}

fn find(cx: &Cx, token: &str) -> Result<WayOut> {
    cx.read(|view| store::find_way_out(view, &crypto::hash(token)))
}
