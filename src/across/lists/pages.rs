//! Conditions, columns, views.

use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use crate::across::agenda;
use crate::base::id::kind;
use crate::base::{Error, Fields, Problems, Result, ViewId};
use crate::crm::views::{self, Choices, Draft, Lens, List, Names, Saved, Sheet, State};
use crate::crm::{companies, contacts, deals, leads, owners};
use crate::platform::View;
use crate::web::{Asked, Cx, Form, Of, flash};

/// The slug, and which list.
type Address = Path<(String, String)>;

/// The list of the address, for whoever may see it.
fn list_of(cx: &Cx, address: &Address) -> Result<List> {
    let list: List = address.1.parse().map_err(|_| Error::NotFound)?;
    cx.actor().require(list.right())?;
    Ok(list)
}

fn choices(cx: &Cx, view: &View, list: List) -> Result<Choices> {
    match list {
        List::Contacts => contacts::pages::choices(cx, view),
        List::Companies => companies::pages::choices(cx, view),
        List::Leads => leads::pages::choices(cx, view),
        List::Deals => deals::pages::choices(cx, view),
        List::Tasks => agenda::choices(cx, view),
    }
}

/// The list with that state, on the view of the address.
fn shown(cx: &Cx, lens: &Lens, state: &State) -> String {
    at(cx, lens.list, &lens.pairs_of(state))
}

fn at(cx: &Cx, list: List, pairs: &[(String, String)]) -> String {
    let pairs: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    flash::with(&cx.path(format_args!("/{}", list.code())), &pairs)
}

/// The list with that view.
fn with_view(cx: &Cx, list: List, id: ViewId) -> String {
    at(cx, list, &[("view".to_owned(), id.to_string())])
}

/// The conditions, written row by row; when they are right, the list with them.
#[handler]
pub async fn filter(cx: Cx, address: Address, Asked(typed): Asked) -> Result<Response> {
    let list = list_of(&cx, &address)?;
    let (lens, choices) =
        cx.read(|view| Ok((views::store::open(view, list, &typed)?, choices(&cx, view, list)?)))?;
    let mut draft = match typed.has("begun") {
        true => Draft::parse(list, &typed),
        false => Draft::of(&lens.state.rules),
    };
    match typed.first("act") {
        "show" => match draft.rules() {
            Ok(rules) => {
                let state = State { rules, ..lens.state.clone() };
                return Ok(flash::see_other(&shown(&cx, &lens, &state)));
            }
            Err(wrong) => draft = wrong,
        },
        "add" => {
            if let Ok(column) = typed.first("new").parse() {
                draft.add(column);
            }
        }
        act => {
            if let Some(place) = act.strip_prefix("drop-").and_then(|place| place.parse().ok()) {
                draft.drop(place);
            }
        }
    }
    Ok(views::builder(&cx, &lens, &draft, &choices).into_response())
}

/// The columns, one field a place; when they are chosen, the list with them.
#[handler]
pub async fn columns(cx: Cx, address: Address, Asked(typed): Asked) -> Result<Response> {
    let list = list_of(&cx, &address)?;
    if !list.is_table() {
        return Err(Error::NotFound);
    }
    let (lens, choices) =
        cx.read(|view| Ok((views::store::open(view, list, &typed)?, choices(&cx, view, list)?)))?;
    let codes = match typed.first("act") {
        "" => return Ok(views::columns(&cx, &lens, &choices).into_response()),
        "plain" => String::new(),
        _ => typed.all("col").collect::<Vec<_>>().join(","),
    };
    let fields = lens.state.fields().without("cols").with("cols", codes);
    Ok(flash::see_other(&shown(&cx, &lens, &State::parse(list, &fields))))
}

/// The form of a new view that shows what the list shows.
#[handler]
pub async fn save_form(cx: Cx, address: Address, Asked(query): Asked) -> Result<Response> {
    let list = list_of(&cx, &address)?;
    let typed = Fields::new().with("act", crate::platform::crypto::token());
    let sheet = Sheet {
        list,
        state: &State::parse(list, &query),
        saved: None,
        typed: &typed,
        problems: &Problems::default(),
    };
    Ok(views::naming(&cx, &sheet).into_response())
}

/// Keeps what the list shows under a name.
#[handler]
pub async fn save_as(cx: Cx, address: Address, Form(typed): Form) -> Result<Response> {
    let list = list_of(&cx, &address)?;
    let state = State::parse(list, &typed);
    let (named, kept, act) = (Names::parse(&typed), state.clone(), typed.first("act").to_owned());
    let made = match named {
        Ok(names) => {
            let run = move |tx: &crate::platform::Tx| {
                Ok(views::actions::create(tx, list, &names, &kept)?.to_string())
            };
            cx.write_once(&act, &typed, run).await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(id) => Ok(flash::done(with_view(&cx, list, id.parse()?), "views-saved")),
        Err(Error::Invalid(problems)) => {
            let sheet = Sheet { list, state: &state, saved: None, typed: &typed, problems: &problems };
            Ok(unprocessable(views::naming(&cx, &sheet)))
        }
        Err(other) => Err(other),
    }
}

/// Every view of a list that the reader has.
#[handler]
pub async fn all(cx: Cx, address: Address) -> Result<Response> {
    let list = list_of(&cx, &address)?;
    let (saved, first, owners) = cx.read(|view| {
        let first = views::store::first_of(view, list)?;
        Ok((views::store::list_all(view, list)?, first, owners::store::list(view)?))
    })?;
    Ok(views::all(&cx, list, (&saved, first), &owners).into_response())
}

/// Has the list begin with all records again.
#[handler]
pub async fn begin_plain(cx: Cx, address: Address) -> Result<Response> {
    let list = list_of(&cx, &address)?;
    cx.write(move |tx| views::actions::begin_with(tx, list, None)).await?;
    Ok(flash::done(overview(&cx, list), "views-begins-plain"))
}

/// The form of a view's name.
#[handler]
pub async fn edit_form(cx: Cx, Of(id): Of<kind::View>) -> Result<Response> {
    let (saved, first) = mine(&cx, id)?;
    let mut typed = Fields::new().with("name", &saved.name);
    for (name, is_on) in [("shared", saved.is_shared), ("first", first == Some(id))] {
        if is_on {
            typed.push(name, "1");
        }
    }
    Ok(naming(&cx, &saved, &typed, &Problems::default()).into_response())
}

/// Renames a view, shares it or keeps it for its author.
#[handler]
pub async fn edit(cx: Cx, Of(id): Of<kind::View>, Form(typed): Form) -> Result<Response> {
    let (saved, _) = mine(&cx, id)?;
    let version = version(&typed)?;
    let edited = match Names::parse(&typed) {
        Ok(names) => cx.write(move |tx| views::actions::edit(tx, id, version, &names)).await,
        Err(error) => Err(error),
    };
    match edited {
        Ok(()) => Ok(flash::done(overview(&cx, saved.list), "views-saved")),
        Err(Error::Invalid(problems)) => Ok(unprocessable(naming(&cx, &saved, &typed, &problems))),
        Err(other) => Err(other),
    }
}

/// Makes a view show what the list shows.
#[handler]
pub async fn save(cx: Cx, Of(id): Of<kind::View>, Form(typed): Form) -> Result<Response> {
    let (saved, _) = mine(&cx, id)?;
    let (version, state) = (version(&typed)?, State::parse(saved.list, &typed));
    cx.write(move |tx| views::actions::save(tx, id, version, state)).await?;
    Ok(flash::done(with_view(&cx, saved.list, id), "views-saved"))
}

/// Has the list begin with a view.
#[handler]
pub async fn begin_with(cx: Cx, Of(id): Of<kind::View>) -> Result<Response> {
    let saved = cx.read(|view| views::store::find(view, id))?;
    let list = saved.list;
    cx.write(move |tx| views::actions::begin_with(tx, list, Some(id))).await?;
    Ok(flash::done(overview(&cx, list), "views-begins"))
}

/// A view of one's own that shows the same.
#[handler]
pub async fn duplicate(cx: Cx, Of(id): Of<kind::View>) -> Result<Response> {
    let saved = cx.read(|view| views::store::find(view, id))?;
    let name: String =
        cx.tell("views-copy", &[("name", saved.name.as_str().into())]).chars().take(60).collect();
    let copy = cx.write(move |tx| views::actions::duplicate(tx, id, name)).await?;
    Ok(flash::done(cx.path(format_args!("/views/{copy}")), "views-duplicated"))
}

/// Deletes a view.
#[handler]
pub async fn remove(cx: Cx, Of(id): Of<kind::View>) -> Result<Response> {
    let saved = cx.read(|view| views::store::find(view, id))?;
    cx.write(move |tx| views::actions::remove(tx, id)).await?;
    Ok(flash::done(overview(&cx, saved.list), "views-removed"))
}

/// A view that the reader may change, and the one with which its list begins for them.
fn mine(cx: &Cx, id: ViewId) -> Result<(Saved, Option<ViewId>)> {
    cx.read(|view| {
        let saved = views::store::find(view, id)?;
        if !views::actions::is_mine(view, &saved) {
            return Err(Error::Forbidden);
        }
        let first = views::store::first_of(view, saved.list)?;
        Ok((saved, first))
    })
}

fn naming(cx: &Cx, saved: &Saved, typed: &Fields, problems: &Problems) -> maud::Markup {
    views::naming(cx, &Sheet { list: saved.list, state: &saved.state, saved: Some(saved), typed, problems })
}

fn overview(cx: &Cx, list: List) -> String {
    cx.path(format_args!("/lists/{}/views", list.code()))
}

fn version(typed: &Fields) -> Result<i64> {
    typed.first("version").parse().map_err(|_| Error::Malformed("version"))
}

fn unprocessable(page: maud::Markup) -> Response {
    page.with_status(poem::http::StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
