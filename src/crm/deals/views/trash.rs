//! The trash of deals.

use maud::{Markup, html};

use super::super::model::Deal;
use super::amount;
use crate::base::Right;
use crate::base::listing::Page;
use crate::web::components::{Drawing, Icon, empty, icon, pager, time_day, title, trail};
use crate::web::{Cx, flash, frame};

/// The trash.
pub fn trash(cx: &Cx, page: &Page<Deal>) -> Markup {
    let here = cx.path("/deals/trash");
    let newer = page.newer.as_deref().map(|cursor| flash::with(&here, &[("before", cursor)]));
    let older = page.older.as_deref().map(|cursor| flash::with(&here, &[("after", cursor)]));
    let body = html! {
        (trail(cx, &[(&cx.path("/deals"), cx.t("deals-title"))]))
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
                            th.name scope="col" { (cx.t("deals-name")) }
                            th scope="col" { (cx.t("deals-amount")) }
                            th scope="col" { (cx.t("deals-company")) }
                            th.when scope="col" { (cx.t("trash-since")) }
                            th scope="col" { span.unseen { (cx.t("trash-restore")) } }
                        }
                    }
                    tbody { @for deal in &page.rows { (row(cx, deal)) } }
                }
            }
            (pager(cx, "", newer.as_deref(), older.as_deref()))
        }
    };
    frame(cx, &format!("{}: {}", cx.t("trash-title"), cx.t("deals-title")), body)
}

fn row(cx: &Cx, deal: &Deal) -> Markup {
    let record = cx.path(format_args!("/deals/{}", deal.id));
    let name = &deal.facts.name;
    html! {
        tr {
            th.name scope="row" { a href=(record) { (name) } }
            td { (amount(cx, deal.facts.amount)) }
            td { (deal.facts.company) }
            td.when { @if let Some(at) = deal.trashed_at { (time_day(cx, at)) } }
            td.num {
                @if cx.actor().may_on(Right::SalesWrite, deal.facts.owner) {
                    form method="post" action={ (record) "/restore" } {
                        button.button.quiet aria-label={ (cx.t("trash-restore")) " " (name) } {
                            (icon(Icon::Undo)) " " (cx.t("trash-restore"))
                        }
                    }
                }
            }
        }
    }
}
