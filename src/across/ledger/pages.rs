//! The page of an account, and the same as a file.

use maud::Markup;
use poem::http::header;
use poem::{Response, handler};

use super::model::{self, Days};
use super::{actions, store, views};
use crate::base::id::kind;
use crate::base::{Error, Fields, Result, Right, SubjectId};
use crate::billing::customers;
use crate::billing::invoices::actions::today;
use crate::web::attachment::disposition;
use crate::web::{Asked, Cx, Of};
use crate::workspace::settings;

/// The account of a customer.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::Subject>, Asked(query): Asked) -> Result<Markup> {
    let shown = gather(&cx, id, query).await?;
    Ok(views::show(&cx, &shown))
}

/// The same for spreadsheets: UTF-8 with its mark, commas.
#[handler]
pub async fn file(cx: Cx, Of(id): Of<kind::Subject>, Asked(query): Asked) -> Result<Response> {
    cx.actor().require(Right::MoneyRead)?;
    cx.require_fresh()?;
    let shown = gather(&cx, id, query).await?;
    let days = shown.days;
    cx.write(move |tx| actions::record_export(tx, id, days)).await?;
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    for row in views::plain(&cx, &shown) {
        csv.write_record(&row).map_err(Error::internal)?;
    }
    let bytes = csv.into_inner().map_err(|error| Error::internal(error.to_string()))?;
    let name = format!("statement-{id}-{}-{}.csv", days.from, days.until);
    Ok(Response::builder()
        .content_type("text/csv; charset=utf-8")
        .header(header::CONTENT_DISPOSITION, disposition(&name))
        .body(bytes))
}

async fn gather(cx: &Cx, id: SubjectId, query: Fields) -> Result<views::Shown> {
    let seller = settings::at_hand(cx)?.company.clone();
    cx.read_long(move |view| {
        let customer = customers::store::find(view, id)?;
        let days = Days::parse(&query, today(view)?);
        let opening = store::opening(view, id, days.from)?;
        let accounts = model::accounts(opening, store::entries(view, id, days)?)?;
        Ok(views::Shown { customer, days, accounts, seller })
    })
    .await
}
