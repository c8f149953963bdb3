//! What bank statements look like.

use maud::{Markup, html};

use super::model::{Column, Line, OpenPaper, Proposal, Reason, State, Statement};
use crate::base::listing::Page;
use crate::base::{Fields, Money, Problems, Right};
use crate::web::components::{
    Button, Drawing, Icon, Inputs, Kind, Tone, chip, chip_on, day, empty, icon, menu, menu_post, notice,
    pager, progress, state, time_day, title, trail,
};
use crate::web::{Cx, flash, frame};

/// What a line probably pays, by name.
pub struct Proposed {
    /// Which papers, each with what of the line is for it.
    pub parts: Vec<(OpenPaper, i64)>,
    /// Why.
    pub reason: Reason,
}

impl Proposed {
    /// With the papers that it names.
    pub fn of(found: Proposal, papers: &[OpenPaper]) -> Proposed {
        let named = |invoice| papers.iter().find(|paper| paper.id == invoice).cloned();
        let parts = found.parts.iter().filter_map(|part| Some((named(part.invoice)?, part.amount)));
        Proposed { parts: parts.collect(), reason: found.reason }
    }
}

/// The list of statements with the form that brings one; `line` is where a file cannot be read.
pub fn list(cx: &Cx, page: &Page<Statement>, problems: &Problems, line: Option<usize>) -> Markup {
    let fields = Fields::new();
    let inputs = Inputs::new(cx, &fields, problems);
    let here = cx.path("/statements");
    let turn = |name: &str, cursor: &Option<String>| {
        cursor.as_deref().map(|cursor| flash::with(&here, &[(name, cursor)]))
    };
    let (newer, older) = (turn("before", &page.newer), turn("after", &page.older));
    let body = html! {
        (trail(cx, &[(&cx.path("/invoices"), cx.t("invoices-title"))]))
        (title(cx.t("statements-title"), "", html! {}))
        (inputs.errors())
        @if let Some(line) = line { (notice(&cx.tell("statements-in-line", &[("line", (line as i64).into())]), html! {})) }
        @if cx.may(Right::MoneyWrite) {
            form.form method="post" enctype="multipart/form-data" action=(here) {
                (inputs.text("file", cx.t("statements-file")).kind(Kind::File)
                    .accept(".csv,.xml,.sta,.mt940,.940,.txt,.ofx,.qfx").help(cx.t("statements-file-help")))
                p.actions { (Button::submit(cx.t("statements-bring")).primary().icon(Icon::Import).key("s")) }
            }
        }
        @if page.rows.is_empty() {
            (empty(Drawing::Tray, cx.t("statements-empty-title"), cx.t("statements-empty-text"), html! {}))
        } @else {
            div.sheet.section {
                table.ledger {
                    caption.unseen { (cx.t("statements-title")) }
                    thead { tr {
                        th.name scope="col" { (cx.t("statements-name")) }
                        th.aside scope="col" { (cx.t("statements-account")) }
                        th scope="col" { (cx.t("statements-brought-on")) }
                        th.num scope="col" { (cx.t("statements-lines")) }
                        th scope="col" { (cx.t("statements-state")) }
                    } }
                    tbody { @for one in &page.rows { (row(cx, one)) } }
                }
            }
            (pager(cx, "", newer.as_deref(), older.as_deref()))
        }
    };
    frame(cx, &inputs.title(cx.t("statements-title")), body)
}

fn row(cx: &Cx, one: &Statement) -> Markup {
    html! {
        tr {
            th.name scope="row" { a href=(cx.path(format_args!("/statements/{}", one.id))) { (one.name) } }
            td.aside { (one.account) }
            td { (time_day(cx, one.created_at)) }
            td.num { (one.lines) }
            td {
                @if one.is_unread { (state(Tone::Due, cx.t("statements-columns-asked"))) }
                @else if one.open > 0 { (state(Tone::Due, cx.tell("statements-open-count", &[("count", one.open.into())]))) }
                @else { (state(Tone::Good, cx.t("statements-settled"))) }
            }
        }
    }
}

/// A table of which somebody has to say what its columns are.
pub struct Asked {
    /// The statement.
    pub statement: Statement,
    /// Its header.
    pub header: Vec<String>,
    /// Some of its rows.
    pub rows: Vec<Vec<String>>,
}

impl Asked {
    /// What the form begins with: what the header says by itself.
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::new();
        for code in super::model::Mapping::of_header(&self.header).0 {
            fields.push("column", code.unwrap_or_default());
        }
        fields
    }
}

/// The page that asks for the columns.
pub fn columns(cx: &Cx, asked: &Asked, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let here = cx.path(format_args!("/statements/{}", asked.statement.id));
    let body = html! {
        (trail(cx, &[(&cx.path("/statements"), cx.t("statements-title"))]))
        (title(cx.t("statements-columns-title"), "", html! {}))
        (inputs.errors())
        p { (cx.t("statements-columns-text")) }
        form.form method="post" action={ (here) "/columns" } {
            @for (place, head) in asked.header.iter().enumerate() {
                @let cells: Vec<&str> = asked.rows.iter().filter_map(|row| row.get(place)).map(String::as_str).filter(|cell| !cell.is_empty()).take(3).collect();
                (inputs.select("column", if head.is_empty() { format!("{}", place + 1) } else { head.clone() }).row(place)
                    .none(cx.t("statements-column-none")).help(cells.join(" · "))
                    .choices(Column::ALL.iter().map(|column| (column.code(), cx.t(column.key())))))
            }
            p.actions {
                (Button::submit(cx.t("statements-columns-save")).primary().key("s"))
                (Button::submit(cx.t("statements-remove")).quiet().posts(format!("{here}/remove")))
            }
        }
    };
    frame(cx, &inputs.title(cx.t("statements-columns-title")), body)
}

/// A statement with its lines.
pub fn show(
    cx: &Cx,
    statement: &Statement,
    page: &Page<Line>,
    proposals: &Vec<Option<Proposed>>,
    which: Option<State>,
) -> Markup {
    let here = cx.path(format_args!("/statements/{}", statement.id));
    let may = cx.may(Right::MoneyWrite);
    let with = |which: Option<State>| {
        flash::with(&here, &which.map_or(Vec::new(), |one| vec![("state", one.code())]))
    };
    let turn = |name: &str, cursor: &Option<String>| {
        let mut pairs = which.map_or(Vec::new(), |one| vec![("state", one.code())]);
        cursor.as_deref().map(|cursor| {
            pairs.push((name, cursor));
            flash::with(&here, &pairs)
        })
    };
    let (newer, older) = (turn("before", &page.newer), turn("after", &page.older));
    let acts = html! {
        @if may && statement.open > 0 {
            form method="post" action={ (here) "/certain" } { (Button::submit(cx.t("statements-book-certain")).primary().icon(Icon::Tick)) }
        }
        @if may {
            (menu("more-statement", cx.t("statements-more"), menu_post(Icon::Bin, &format!("{here}/remove"), cx.t("statements-remove"))))
        }
    };
    let body = html! {
        (trail(cx, &[(&cx.path("/invoices"), cx.t("invoices-title")), (&cx.path("/statements"), cx.t("statements-title"))]))
        (title(&statement.name, "", acts))
        (progress(cx, statement.lines - statement.open, statement.lines, html! {
            @if !statement.account.is_empty() { (statement.account) ". " }
            (cx.tell("statements-progress", &[("done", (statement.lines - statement.open).into()), ("all", statement.lines.into())]))
            @if statement.known > 0 { " " (cx.tell("statements-known", &[("count", statement.known.into())])) }
        }))
        div.bar {
            @match which {
                None => { @for one in State::ALL { (chip(&with(Some(*one)), cx.t(one.key()))) } }
                Some(one) => (chip_on(cx, &with(None), cx.t(one.key()))),
            }
        }
        @if page.rows.is_empty() {
            (empty(Drawing::Glass, cx.t("statements-none-title"), cx.t("statements-none-text"), html! {}))
        } @else {
            ul.lines { @for (line, proposed) in page.rows.iter().zip(proposals) { (one(cx, line, proposed.as_ref(), may)) } }
            (pager(cx, "", newer.as_deref(), older.as_deref()))
        }
    };
    frame(cx, &statement.name, body)
}

fn one(cx: &Cx, line: &Line, proposed: Option<&Proposed>, may: bool) -> Markup {
    let here = cx.path(format_args!("/bank-lines/{}", line.id));
    html! {
        li {
            span { (said(cx, line)) }
            span.num { b { (line.entry.amount.full(cx.language())) } }
            @match line.state {
                State::Booked => span.how { (icon(Icon::Tick)) " " (cx.t("statements-booked")) },
                State::Ignored => span.how { (cx.t("statements-ignored")) },
                State::Open => @match proposed {
                    Some(proposed) => span.how { (told(cx, proposed)) },
                    None => span.how { (cx.t("statements-no-proposal")) },
                },
            }
            @if may { div.actions.how { (acts(cx, line, proposed, &here)) } }
        }
    }
}

/// What the bank says.
fn said(cx: &Cx, line: &Line) -> Markup {
    let entry = &line.entry;
    let words: Vec<&str> =
        [entry.reference.as_str(), &entry.text].into_iter().filter(|words| !words.is_empty()).collect();
    html! {
        (day(cx, entry.booked_on)) " "
        @if !entry.name.is_empty() { b { (entry.name) } " " }
        (words.join(" · "))
    }
}

fn told(cx: &Cx, proposed: &Proposed) -> Markup {
    html! {
        @for (place, (paper, amount)) in proposed.parts.iter().enumerate() {
            @if place > 0 { ", " }
            a href=(cx.path(format_args!("/invoices/{}", paper.id))) { (paper.number) } " " (paper.name) " "
            (Money::new(*amount, paper.rest.currency).full(cx.language()))
        }
        " · " (cx.t(proposed.reason.key()))
    }
}

fn acts(cx: &Cx, line: &Line, proposed: Option<&Proposed>, here: &str) -> Markup {
    html! {
        @match (line.state, proposed) {
            (State::Open, Some(proposed)) => form method="post" action={ (here) "/book" } {
                @for (paper, amount) in &proposed.parts {
                    input type="hidden" name="invoice" value=(paper.id);
                    input type="hidden" name="amount" value=(Money::new(amount.abs(), paper.rest.currency).typed(cx.language()));
                }
                (Button::submit(cx.t("statements-book")).icon(Icon::Tick))
            },
            (State::Booked | State::Ignored, _) => form method="post" action={ (here) "/reopen" } {
                (Button::submit(cx.t("statements-reopen")).quiet().icon(Icon::Undo))
            },
            (State::Open, None) => {}
        }
        @if line.state == State::Open {
            (Button::link(here.to_owned(), cx.t("statements-choose")).quiet())
            form method="post" action={ (here) "/ignore" } { (Button::submit(cx.t("statements-ignore")).quiet()) }
        }
    }
}

/// What the page needs on which somebody chooses what a line pays.
pub struct Choosing<'a> {
    /// The line.
    pub line: &'a Line,
    /// The papers that are offered.
    pub papers: &'a [OpenPaper],
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub problems: &'a Problems,
}

/// The page on which somebody chooses what a line pays.
pub fn choose(cx: &Cx, choosing: &Choosing) -> Markup {
    let Choosing { line, papers, fields, problems } = choosing;
    let inputs = Inputs::new(cx, fields, problems);
    let here = cx.path(format_args!("/bank-lines/{}", line.id));
    let back = cx.path(format_args!("/statements/{}", line.statement));
    let amount = line.entry.amount.full(cx.language());
    let body = html! {
        (trail(cx, &[(&cx.path("/statements"), cx.t("statements-title")), (&back, cx.t("statements-lines"))]))
        (title(cx.t("statements-choose"), "", html! {}))
        p { (said(cx, line)) " " b { (amount) } }
        (inputs.errors())
        form.bar role="search" action=(here) aria-label=(cx.t("statements-find")) {
            span.find {
                (icon(Icon::Search))
                input type="search" name="q" value=(fields.first("q")) aria-label=(cx.t("statements-find"))
                    placeholder=(cx.t("statements-find")) autocomplete="off";
            }
        }
        @if papers.is_empty() {
            (empty(Drawing::Glass, cx.t("statements-nothing-owed"), cx.t("statements-nothing-owed-text"),
                html! { (Button::link(back.clone(), cx.t("form-cancel"))) }))
        } @else {
            form.form method="post" action={ (here) "/book" } {
                @for (row, paper) in papers.iter().enumerate() { (paper_row(cx, &inputs, row, paper)) }
                (inputs.text("fee", cx.t("statements-fee")).help(cx.t("statements-fee-help")).optional().short().autocomplete("off"))
                p.actions {
                    (Button::submit(cx.t("statements-book")).primary().key("s"))
                    (Button::link(back, cx.t("form-cancel")).quiet())
                }
            }
        }
    };
    frame(cx, &inputs.title(&format!("{}: {amount}", cx.t("statements-choose"))), body)
}

fn paper_row<'a>(cx: &Cx, inputs: &Inputs<'a>, row: usize, paper: &OpenPaper) -> Markup {
    let owed = Money::new(paper.rest.minor.abs(), paper.rest.currency).full(cx.language());
    let told = [("number", format!("{} {}", paper.number, paper.name).into()), ("owed", owed.into())];
    html! {
        input type="hidden" name="invoice" value=(paper.id);
        (inputs.text("amount", cx.tell("payments-amount", &told)).row(row).optional().short().autocomplete("off"))
    }
}
