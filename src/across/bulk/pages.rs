//! One thing for all records of a list: what is wished, how far it came, what became of it.

use maud::Markup;
use poem::http::StatusCode;
use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use super::model::{BulkAct, Wish, chosen};
use super::{actions, store, views};
use crate::across::naming;
use crate::base::id::kind;
use crate::base::listing::Count;
use crate::base::{Error, Fields, Problems, Result, SubjectId};
use crate::crm::fields::{self, Demand, Own, Typed};
use crate::crm::views::{self as lists, Lens, List, Set};
use crate::crm::{deals, owners, tags};
use crate::platform::{Tx, View, crypto};
use crate::web::{Asked, Cx, Form, Of, flash};

/// So many records that were left as they are stand on the page.
const SHOWN: u32 = 100;

/// The slug, and which list.
type Address = Path<(String, String)>;

/// What is to become of all records that the list shows.
#[handler]
pub async fn form(cx: Cx, address: Address, Asked(query): Asked) -> Result<Response> {
    let list = list_of(&cx, &address)?;
    let lens = cx.read(|view| lists::store::open(view, list, &query))?;
    let rows = query.all("row").fold(Fields::new(), |fields, row| fields.with("row", row));
    let typed = rows.with("act", crypto::token());
    Ok(draw(&cx, &lens, &typed, &Problems::default())?.into_response())
}

/// Has a job do it.
#[handler]
pub async fn begin(cx: Cx, address: Address, Form(typed): Form) -> Result<Response> {
    let list = list_of(&cx, &address)?;
    let read = || {
        let typed = Typed { fields: &typed, language: cx.language(), demand: Demand::Named };
        cx.read(|view| fields::actions::typed_for_all(view, list.kind(), &typed))
    };
    let begun = match Wish::parse(list, &typed, cx.now(), read) {
        Ok(wish) => {
            let run = move |tx: &Tx| Ok(actions::begin(tx, &wish)?.to_string());
            cx.write_once(typed.first("act"), &typed, run).await
        }
        Err(error) => Err(error),
    };
    match begun {
        Ok(id) => Ok(flash::see_other(&cx.path(format_args!("/bulk/{id}")))),
        Err(Error::Invalid(problems)) => {
            let lens = cx.read(|view| lists::store::open(view, list, &typed))?;
            let typed = typed.without("act").with("act", crypto::token());
            let page = draw(&cx, &lens, &typed, &problems)?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other),
    }
}

/// How far an act came, or what became of it.
#[handler]
pub async fn show(cx: Cx, Of(id): Of<kind::BulkAct>) -> Result<Markup> {
    let (act, left) = cx.read(|view| {
        let act = actions::find_mine(view, id)?;
        let left = left(view, &act)?;
        Ok((act, left))
    })?;
    Ok(if act.status.is_busy() { views::working(&cx, &act) } else { views::report(&cx, &act, &left) })
}

/// The moving part of that page.
#[handler]
pub async fn progress(cx: Cx, Of(id): Of<kind::BulkAct>) -> Result<Markup> {
    let act = cx.read(|view| actions::find_mine(view, id))?;
    Ok(views::progress(&cx, &act))
}

/// Stops an act.
#[handler]
pub async fn cancel(cx: Cx, Of(id): Of<kind::BulkAct>) -> Result<Response> {
    cx.write(move |tx| actions::cancel(tx, id)).await?;
    Ok(flash::see_other(&cx.path(format_args!("/bulk/{id}"))))
}

/// Has a job take an act back.
#[handler]
pub async fn undo(cx: Cx, Of(id): Of<kind::BulkAct>) -> Result<Response> {
    cx.write(move |tx| actions::take_back(tx, id)).await?;
    Ok(flash::see_other(&cx.path(format_args!("/bulk/{id}"))))
}

/// The list of the address, for whoever may change some of its records.
fn list_of(cx: &Cx, address: &Address) -> Result<List> {
    let list: List = address.1.parse().map_err(|_| Error::NotFound)?;
    cx.actor().require(list.write_right())?;
    Ok(list)
}

fn draw(cx: &Cx, lens: &Lens, typed: &Fields, problems: &Problems) -> Result<Markup> {
    let (list, ticked) = (lens.list, chosen(typed)?.len());
    let sheet = cx.read(|view| {
        let stages = match list {
            List::Deals => deals::pages::choices(cx, view)?.of(Set::Stages).to_vec(),
            List::Contacts | List::Companies | List::Leads | List::Tasks => Vec::new(),
        };
        let count = match i64::try_from(ticked) {
            Ok(ticked) if ticked > 0 => Count::Exactly(ticked),
            _ => actions::count(view, list, &lens.state)?,
        };
        let (owners, tags) = (owners::store::list(view)?, tags::store::list(view)?);
        Ok(views::Sheet { lens, count, owners, tags, stages, own: own(view, list)?, typed, problems })
    })?;
    Ok(views::form(cx, &sheet))
}

/// The workspace's own fields that can be the same of many records.
fn own(view: &View, list: List) -> Result<Own> {
    let mut own = fields::store::own(view, list.kind())?;
    own.fields.retain(|field| !field.facts.is_unique);
    Ok(own)
}

/// The records that were left as they are: what each is called, if it is still in use, and why.
fn left(view: &View, act: &BulkAct) -> Result<Vec<views::Left>> {
    let skips = store::skips(view, act.id, SHOWN)?;
    let subjects: Vec<SubjectId> = skips.iter().map(|(record, _)| *record).collect();
    let names = naming::names(view, &subjects)?;
    let named = |record| names.iter().find(|named| named.subject == record).cloned();
    Ok(skips.into_iter().map(|(record, reason)| views::Left { record: named(record), reason }).collect())
}
