//! The trash of leads.

use maud::{Markup, html};

use super::super::model::Line;
use crate::base::Right;
use crate::base::listing::Page;
use crate::web::components::{Drawing, Icon, empty, icon, pager, time_day, title, trail};
use crate::web::{Cx, flash, frame};

/// The whole page.
pub fn trash(cx: &Cx, page: &Page<Line>) -> Markup {
    let here = cx.path("/leads/trash");
    let newer = page.newer.as_deref().map(|cursor| flash::with(&here, &[("before", cursor)]));
    let older = page.older.as_deref().map(|cursor| flash::with(&here, &[("after", cursor)]));
    let body = html! {
        (trail(cx, &[(&cx.path("/leads"), cx.t("leads-title"))]))
        (title(cx.t("trash-title"), "", html! {}))
        @if page.rows.is_empty() {
            (empty(Drawing::Basket, cx.t("trash-empty-title"), cx.t("trash-empty-text"), html! {}))
        } @else {
            p.help { (cx.t("trash-help")) }
            div.sheet {
                table.ledger {
                    caption.unseen { (cx.t("trash-title")) }
                    thead {
                        tr {
                            th.name scope="col" { (cx.t("contacts-name")) }
                            th scope="col" { (cx.t("contacts-company")) }
                            th.when scope="col" { (cx.t("trash-since")) }
                            th scope="col" { span.unseen { (cx.t("trash-restore")) } }
                        }
                    }
                    tbody { @for line in &page.rows { (row(cx, line)) } }
                }
            }
            (pager(cx, "", newer.as_deref(), older.as_deref()))
        }
    };
    frame(cx, &format!("{}: {}", cx.t("trash-title"), cx.t("leads-title")), body)
}

fn row(cx: &Cx, line: &Line) -> Markup {
    let record = cx.path(format_args!("/leads/{}", line.id));
    html! {
        tr {
            th.name scope="row" { a href=(record) { (line.name) } }
            td { (line.company) }
            td.when { @if let Some(at) = line.trashed_at { (time_day(cx, at)) } }
            td.num {
                @if cx.actor().may_on(Right::SalesWrite, line.owner) {
                    form method="post" action={ (record) "/restore" } {
                        button.button.quiet aria-label={ (cx.t("trash-restore")) " " (line.name) } {
                            (icon(Icon::Undo)) " " (cx.t("trash-restore"))
                        }
                    }
                }
            }
        }
    }
}
