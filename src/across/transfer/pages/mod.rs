//! The pages of imports and exports. One address shows an import at whatever step it stands.

mod forms;
mod shown;
mod sets;
mod incoming;
mod outgoing;

use maud::html;
use poem::http::{StatusCode, header};
use poem::web::{Path, Query};
use poem::{IntoResponse, Response, handler};

use super::actions::{self, files};
use super::model::{Fate, Format, Import, ImportId, KINDS, Staged, Status};
use super::store;
use super::views::{self, Check, Chosen, Past, Sheet, Shown};
use crate::base::{Error, Fields, Problems, Result, SubjectKind};
use crate::web::{Cx, Form, flash};
use crate::workspace::members;

pub use incoming::upload;
pub use outgoing::{
    card, companies as export_companies, contacts as export_contacts, deals as export_deals, errors,
    leads as export_leads, notes as export_notes, tasks as export_tasks,
};
pub use sets::{
    discard as discard_set, progress as set_progress, run as run_set, show as show_set, take_for,
    undo as undo_set,
};

/// So many rows stand on the page of a dry run.
const ROWS: u32 = 50;
/// So many past imports are listed.
const PAST: u32 = 50;

/// The import that the address names.
type Address = Path<(String, String)>;

/// The lists that came in, and the form for the next one.
#[handler]
pub async fn list(cx: Cx, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let query: Fields = query.into_iter().collect();
    let asked = KINDS.into_iter().find(|kind| kind.code() == query.first("kind"));
    let kind = asked.map_or(views::ANY_KIND, SubjectKind::code);
    show_list(&cx, &Fields::new().with("kind", kind), &Problems::default()).map(IntoResponse::into_response)
}

fn show_list(cx: &Cx, fields: &Fields, problems: &Problems) -> Result<maud::Markup> {
    let past = cx.read(|view| {
        let members = members::list(view)?;
        let name = |import: &Import| {
            let by = members.iter().find(|member| Some(member.id) == import.member);
            by.map(|member| member.name.clone()).unwrap_or_default()
        };
        let imports = store::list(view, PAST)?;
        Ok(imports.into_iter().map(|import| Past { by: name(&import), import }).collect::<Vec<_>>())
    })?;
    Ok(views::list(cx, &past, fields, problems))
}

/// An import at the step where it stands.
#[handler]
pub async fn show(cx: Cx, address: Address, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let import = find(&cx, address)?;
    let query: Fields = query.into_iter().collect();
    let page = match import.status {
        Status::Uploaded | Status::Failed => show_columns(&cx, &import, None)?,
        Status::Analysed | Status::Ready => show_check(&cx, &import, &query, None)?,
        status if status.is_busy() => views::working(&cx, &import),
        _ => show_report(&cx, &import)?,
    };
    Ok(page.into_response())
}

/// How far the job came, for pages that look after it by script.
#[handler]
pub async fn progress(cx: Cx, address: Address) -> Result<Response> {
    let import = find(&cx, address)?;
    let fragment = if import.status.is_busy() {
        views::progress(&cx, &import)
    } else {
        html! { div {} }
    };
    Ok(fragment.into_response())
}

fn find(cx: &Cx, Path((_, id)): Address) -> Result<Import> {
    let id: ImportId = id.parse()?;
    cx.read(|view| store::find(view, id))
}

fn glimpse(cx: &Cx, import: &Import) -> Result<files::Glimpse> {
    let path = files::path(&cx.machines.config.data, cx.actor().workspace, &import.file_key)?;
    files::glimpse(&path, import.reading, files::PREVIEW_ROWS * 4)
}

fn show_columns(cx: &Cx, import: &Import, problem: Option<&str>) -> Result<maud::Markup> {
    let glimpse = glimpse(cx, import)?;
    let (preview, is_repeated, own) = cx.read(|view| {
        let repeated = store::find_done_with_hash(view, import.id)?.is_some();
        Ok((
            shown::preview(view, import, &glimpse, cx.language())?,
            repeated,
            actions::own_fields(view, import.kind)?,
        ))
    })?;
    let header = actions::header_of(&glimpse);
    let sheet = Sheet { header, rows: glimpse.rows, preview, own, is_repeated };
    Ok(views::columns(cx, import, &sheet, problem))
}

/// What was typed into the form of rules, and what is wrong with it.
type Typed = (Fields, Problems);

fn show_check(cx: &Cx, import: &Import, query: &Fields, typed: Option<Typed>) -> Result<maud::Markup> {
    let header = actions::header_of(&glimpse(cx, import)?);
    let likely = Fate::ALL.into_iter().find(|fate| import.planned.of(*fate) > 0).unwrap_or(Fate::Create);
    let shown = match query.first("fate") {
        "alike" => Chosen::Alike,
        code => Chosen::Fate(Fate::of(code).unwrap_or(likely)),
    };
    let after = (query.first("after").parse().unwrap_or(0), ROWS + 1);
    let (rows, has_more, owners, alike) = cx.read(|view| {
        let owners = members::list(view)?.into_iter().filter(|member| member.is_active);
        let owners = owners.map(|member| (member.id, member.name)).collect();
        let mut rows = match shown {
            Chosen::Alike => store::list_alike(view, import.id, after)?,
            Chosen::Fate(fate) => store::list_rows(view, import.id, fate, after)?,
        };
        let has_more = rows.len() > ROWS as usize;
        rows.truncate(ROWS as usize);
        let rows = shown::with_alikes(view, (import.kind, cx.language()), rows)?;
        Ok((rows, has_more, owners, store::count_alike(view, import.id)?))
    })?;
    let more = rows.last().filter(|_| has_more).map(|shown| shown.row.number);
    let stages = cx.read(|view| actions::Stages::of(view, import))?;
    let (fields, problems) =
        typed.unwrap_or_else(|| (forms::rules_fields(import, &stages), Problems::default()));
    let check = Check { header, rows, shown, alike, more, owners, stages, fields, problems };
    Ok(views::check(cx, import, &check))
}

/// The report; without its bad rows once the file is cleared away, be it while the page is made.
fn show_report(cx: &Cx, import: &Import) -> Result<maud::Markup> {
    let header = match glimpse(cx, import) {
        Ok(glimpse) => actions::header_of(&glimpse),
        Err(Error::Gone) => {
            return Ok(views::report(
                cx,
                &Import { file_key: String::new(), ..import.clone() },
                [&[], &[]],
                &[],
            ));
        }
        Err(error) => return Err(error),
    };
    let (bad, lessened) = cx.read(|view| {
        let bad = store::list_bad(view, import.id, 0, ROWS)?;
        Ok((bad, store::list_lessened(view, import.id, ROWS)?))
    })?;
    let told = (import.kind, cx.language());
    let shown = |rows: Vec<Staged>| -> Vec<Shown> {
        rows.into_iter().map(|row| shown::staged_row(row, told)).collect()
    };
    Ok(views::report(cx, import, [&shown(bad), &shown(lessened)], &header))
}

/// Reads the file in another way.
#[handler]
pub async fn reread(cx: Cx, address: Address, Form(typed): Form) -> Result<Response> {
    let import = find(&cx, address)?;
    let reading = forms::reading(&typed, &import);
    let data = cx.machines.config.data.clone();
    let id = import.id;
    match cx.write(move |tx| actions::reread(tx, id, &data, reading)).await {
        Err(Error::Invalid(problems)) => columns_again(&cx, &import, &problems),
        reread => reread.map(|()| back(&cx, id)),
    }
}

/// The columns as they stand, with what is wrong.
fn columns_again(cx: &Cx, import: &Import, problems: &Problems) -> Result<Response> {
    let key = problems.iter().next().map(|problem| problem.key.to_string());
    let page = show_columns(cx, import, key.as_deref())?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// Chooses the columns; `preview` draws them again as they would be.
#[handler]
pub async fn columns(cx: Cx, address: Address, Form(typed): Form) -> Result<Response> {
    let mut import = find(&cx, address)?;
    let mapping = forms::mapping(&typed)?;
    if typed.has("preview") {
        import.mapping = mapping;
        return Ok(show_columns(&cx, &import, import.mapping.problem(import.kind))?.into_response());
    }
    let header = actions::header_of(&glimpse(&cx, &import)?);
    let (id, chosen) = (import.id, mapping.clone());
    match cx.write(move |tx| actions::map(tx, id, &header, chosen)).await {
        Err(Error::Invalid(problems)) => {
            import.mapping = mapping;
            columns_again(&cx, &import, &problems)
        }
        chosen => chosen.map(|()| back(&cx, id)),
    }
}

/// Chooses the rules.
#[handler]
pub async fn rules(cx: Cx, address: Address, Form(typed): Form) -> Result<Response> {
    let import = find(&cx, address)?;
    let stages = cx.read(|view| actions::Stages::of(view, &import))?;
    match forms::rules(&typed, &import, &stages) {
        Ok(rules) => {
            cx.write(move |tx| actions::rule(tx, import.id, rules)).await?;
            Ok(back(&cx, import.id))
        }
        Err(Error::Invalid(problems)) => {
            let page = show_check(&cx, &import, &Fields::new(), Some((typed, problems)))?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(error) => Err(error),
    }
}

/// Goes back to the columns.
#[handler]
pub async fn reopen(cx: Cx, address: Address) -> Result<Response> {
    let import = find(&cx, address)?;
    cx.write(move |tx| actions::reopen(tx, import.id)).await?;
    Ok(back(&cx, import.id))
}

/// Begins to write.
#[handler]
pub async fn run(cx: Cx, address: Address) -> Result<Response> {
    let import = find(&cx, address)?;
    cx.write(move |tx| actions::run(tx, import.id)).await?;
    Ok(back(&cx, import.id))
}

/// Begins to take back.
#[handler]
pub async fn undo(cx: Cx, address: Address) -> Result<Response> {
    let import = find(&cx, address)?;
    cx.write(move |tx| actions::undo(tx, import.id)).await?;
    Ok(back(&cx, import.id))
}

/// Gives the import up.
#[handler]
pub async fn discard(cx: Cx, address: Address) -> Result<Response> {
    let import = find(&cx, address)?;
    cx.write(move |tx| actions::discard(tx, import.id)).await?;
    Ok(flash::done(cx.path("/import"), "transfer-discarded"))
}

fn back(cx: &Cx, id: ImportId) -> Response {
    flash::see_other(&cx.path(format_args!("/import/{id}")))
}

/// A file to be kept by the browser.
fn download(name: &str, format: Format, body: impl Into<poem::Body>) -> Response {
    Response::builder()
        .content_type(format.media_type())
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
        .body(body.into())
}
