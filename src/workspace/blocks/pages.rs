//! The operator's page of blocks and refusals.

use ipnet::IpNet;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::model::{LATELY, NewBlock};
use super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, Result};
use crate::web::{Asked, Cx, Form, Of, flash};

const HERE: &str = "/operator/blocks";

/// What holds, and who was refused of late; `?network=` fills the form in.
#[handler]
pub async fn list(cx: Cx, Asked(asked): Asked) -> Result<Response> {
    let typed = Fields::new().with("network", asked.first("network")).with("length", "day");
    page(&cx, &typed, &Problems::default())
}

/// Blocks a network.
#[handler]
pub async fn add(cx: Cx, Form(typed): Form) -> Result<Response> {
    match NewBlock::parse(&typed, &kept(&cx)) {
        Ok(new) => {
            let network = new.network;
            cx.write(move |tx| actions::add(tx, &new)).await?;
            cx.machines.blocks.forget();
            tracing::info!(target: "security", event = "block.add", %network, account = ?cx.actor().account,
                address = %cx.facts.address);
            Ok(flash::done(HERE, "blocks-added"))
        }
        Err(Error::Invalid(problems)) => {
            let page = page(&cx, &typed, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(error) => Err(error),
    }
}

/// Ends a block.
#[handler]
pub async fn lift(cx: Cx, Of(id): Of<kind::AddressBlock>) -> Result<Response> {
    cx.write(move |tx| actions::lift(tx, id)).await?;
    cx.machines.blocks.forget();
    tracing::info!(target: "security", event = "block.lift", block = %id, account = ?cx.actor().account,
        address = %cx.facts.address);
    Ok(flash::done(HERE, "blocks-lifted"))
}

/// Who must not be shut out: whoever acts, this machine, the proxies before it.
fn kept(cx: &Cx) -> Vec<IpNet> {
    let mut kept = vec![IpNet::from(cx.facts.address.to_canonical())];
    kept.extend(["127.0.0.0/8", "::1/128"].iter().filter_map(|network| network.parse::<IpNet>().ok()));
    kept.extend(&cx.machines.config.trusted_proxies);
    kept
}

fn page(cx: &Cx, typed: &Fields, problems: &Problems) -> Result<Response> {
    let since = cx.now().minus(LATELY);
    let (blocks, refusals) = cx.read(|view| Ok((store::list(view)?, store::list_refusals(view, since)?)))?;
    Ok(views::blocks(cx, &blocks, &refusals, (typed, problems)).into_response())
}
