//! Choosing the other, comparing both, merging; the list of likely duplicates.

use maud::Markup;
use poem::http::StatusCode;
use poem::{IntoResponse, Response, handler};

use super::actions;
use super::model::{Choices, Party, Side, Wish};
use super::views::{self, Sheet};
use crate::across::naming::{self, Named};
use crate::base::id::kind;
use crate::base::listing::Paging;
use crate::base::{DuplicateId, Error, Fields, Result, SubjectId, SubjectKind, text};
use crate::crm::duplicates::{self, Standing};
use crate::crm::{fields, owners};
use crate::platform::{View, search_index};
use crate::web::{Asked, Cx, Form, Of, flash};

/// So many records are found by a text.
const FOUND: u32 = 20;

/// A contact and another: which one, or both side by side.
#[handler]
pub async fn contact(cx: Cx, Of(id): Of<kind::Contact>, Asked(query): Asked) -> Result<Markup> {
    draw(&cx, (SubjectKind::Contact, id.subject()), &query)
}

/// A company and another: which one, or both side by side.
#[handler]
pub async fn company(cx: Cx, Of(id): Of<kind::Company>, Asked(query): Asked) -> Result<Markup> {
    draw(&cx, (SubjectKind::Company, id.subject()), &query)
}

/// Makes two contacts one.
#[handler]
pub async fn merge_contacts(cx: Cx, Of(id): Of<kind::Contact>, Form(typed): Form) -> Result<Response> {
    merge(&cx, (SubjectKind::Contact, id.subject()), &typed).await
}

/// Makes two companies one.
#[handler]
pub async fn merge_companies(cx: Cx, Of(id): Of<kind::Company>, Form(typed): Form) -> Result<Response> {
    merge(&cx, (SubjectKind::Company, id.subject()), &typed).await
}

/// Contacts that may be one; with `refused=1` those that are two.
#[handler]
pub async fn contact_duplicates(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    pairs(&cx, SubjectKind::Contact, &query)
}

/// Companies that may be one; with `refused=1` those that are two.
#[handler]
pub async fn company_duplicates(cx: Cx, Asked(query): Asked) -> Result<Markup> {
    pairs(&cx, SubjectKind::Company, &query)
}

/// Says that two contacts are two.
#[handler]
pub async fn refuse_contacts(cx: Cx, Of(id): Of<kind::Duplicate>) -> Result<Response> {
    decide(&cx, (SubjectKind::Contact, id), Standing::Refused).await
}

/// Says that two companies are two.
#[handler]
pub async fn refuse_companies(cx: Cx, Of(id): Of<kind::Duplicate>) -> Result<Response> {
    decide(&cx, (SubjectKind::Company, id), Standing::Refused).await
}

/// Says that two contacts may be one after all.
#[handler]
pub async fn reopen_contacts(cx: Cx, Of(id): Of<kind::Duplicate>) -> Result<Response> {
    decide(&cx, (SubjectKind::Contact, id), Standing::Open).await
}

/// Says that two companies may be one after all.
#[handler]
pub async fn reopen_companies(cx: Cx, Of(id): Of<kind::Duplicate>) -> Result<Response> {
    decide(&cx, (SubjectKind::Company, id), Standing::Open).await
}

fn draw(cx: &Cx, (kind, subject): (SubjectKind, SubjectId), query: &Fields) -> Result<Markup> {
    let own = cx.read(|view| actions::party(view, kind, subject))?;
    match query.first("with").parse::<SubjectId>() {
        Ok(with) if with != subject => {
            let other = cx.read(|view| actions::party(view, kind, with))?;
            compare(cx, kind, (&own, &other), None)
        }
        _ => choose(cx, kind, &own, &text::one_line(query.first("q"))),
    }
}

fn choose(cx: &Cx, kind: SubjectKind, own: &Party, asked: &str) -> Result<Markup> {
    let others = cx.read(|view| others(view, kind, own.subject, asked))?;
    Ok(views::choose(cx, (kind, own), asked, &others))
}

/// What the text finds, or without one what the record may be.
fn others(view: &View, kind: SubjectKind, own: SubjectId, asked: &str) -> Result<Vec<Named>> {
    let found = match asked.is_empty() {
        true => actions::alike(view, kind, own)?,
        false => search_index::find(view, asked, FOUND)?,
    };
    let named = naming::names(view, &found)?;
    Ok(named.into_iter().filter(|named| named.kind == kind && named.subject != own).collect())
}

/// Both side by side; after somebody else was faster with what was wished before.
fn compare(
    cx: &Cx,
    kind: SubjectKind,
    (one, other): (&Party, &Party),
    wished: Option<&Wish>,
) -> Result<Markup> {
    let (owners, own) = cx.read(|view| Ok((owners::store::list(view)?, fields::store::list(view, kind)?)))?;
    let choices = wished.map(|wish| wish.choices.clone()).unwrap_or_default();
    let likely = if one.papers == 0 && other.papers > 0 { other } else { one };
    let kept = wished.map_or(likely.subject, |wish| wish.kept.0);
    let sheet = Sheet { kind, one, other, kept, choices: &choices, owners: &owners, own: &own };
    Ok(match wished {
        Some(_) => views::stale(cx, &sheet),
        None => views::compare(cx, &sheet),
    })
}

async fn merge(cx: &Cx, (kind, subject): (SubjectKind, SubjectId), typed: &Fields) -> Result<Response> {
    cx.read(|view| actions::party(view, kind, subject))?;
    let with = typed.first("with").parse().map_err(|_| Error::field("with", "merge-other-missing"))?;
    let wish = wish(kind, subject, with, typed);
    let asked = wish.clone();
    match cx.write(move |tx| actions::merge(tx, &asked)).await {
        Ok(set) => {
            let record = cx.path(format_args!("/{}/{}", kind.place(), wish.kept.0));
            Ok(flash::undoable(record, "merge-done", set))
        }
        Err(Error::Stale(_)) => {
            let (one, other) = cx
                .read(|view| Ok((actions::party(view, kind, subject)?, actions::party(view, kind, with)?)))?;
            let page = compare(cx, kind, (&one, &other), Some(&wish))?;
            Ok(page.with_status(StatusCode::CONFLICT).into_response())
        }
        Err(other) => Err(other),
    }
}

/// What the form says: which one stays, and of each field the number of the record whose value counts.
fn wish(kind: SubjectKind, subject: SubjectId, with: SubjectId, typed: &Fields) -> Wish {
    let version = |name: &str| typed.first(name).parse().unwrap_or(0);
    let (one, other) = ((subject, version("version")), (with, version("with_version")));
    let (kept, gone) = if typed.first("keep") == with.to_string() { (other, one) } else { (one, other) };
    let taken = typed.pairs().filter_map(|(name, value)| Some((name.strip_prefix("take.")?, value)));
    let choices = taken.fold(Choices::default(), |choices, (field, value)| {
        let side = if value == gone.0.to_string() { Side::Gone } else { Side::Kept };
        choices.with(field, side)
    });
    Wish { kind, kept, gone, choices }
}

fn pairs(cx: &Cx, kind: SubjectKind, query: &Fields) -> Result<Markup> {
    let standing = if query.has("refused") { Standing::Refused } else { Standing::Open };
    let (page, names) = cx.read(|view| {
        let paging = Paging::parse(query, &format!("{} {standing:?}", kind.code()));
        let page = duplicates::store::list(view, kind, standing, &paging)?;
        let subjects: Vec<SubjectId> =
            page.rows.iter().flat_map(|listed| [listed.pair.one, listed.pair.other]).collect();
        Ok((page, naming::names(view, &subjects)?))
    })?;
    Ok(views::pairs(cx, (kind, standing), &page, &names))
}

async fn decide(cx: &Cx, (kind, id): (SubjectKind, DuplicateId), standing: Standing) -> Result<Response> {
    cx.write(move |tx| actions::decide(tx, (kind, id), standing)).await?;
    let list = cx.path(format_args!("/{}/duplicates", kind.place()));
    Ok(match standing {
        Standing::Refused => flash::done(list, "duplicates-are-two"),
        Standing::Open => flash::done(list, "duplicates-may-be-one"),
    })
}
