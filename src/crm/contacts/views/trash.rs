//! The trash, and what stands in the way of coming back from it.

use maud::{Markup, html};

use super::super::model::{Contact, Line, Short};
use crate::base::Right;
use crate::base::listing::Page;
use crate::web::components::{Button, Drawing, Icon, empty, pager, time_day, title, trail};
use crate::web::{Cx, flash, frame};

/// The trash.
pub fn trash(cx: &Cx, page: &Page<Line>) -> Markup {
    let here = cx.path("/contacts/trash");
    let newer = page.newer.as_deref().map(|cursor| flash::with(&here, &[("before", cursor)]));
    let older = page.older.as_deref().map(|cursor| flash::with(&here, &[("after", cursor)]));
    let body = html! {
        (trail(cx, &[(&cx.path("/contacts"), cx.t("contacts-title"))]))
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
    frame(cx, &format!("{}: {}", cx.t("trash-title"), cx.t("contacts-title")), body)
}

fn row(cx: &Cx, line: &Line) -> Markup {
    let record = cx.path(format_args!("/contacts/{}", line.id));
    html! {
        tr {
            th.name scope="row" { a href=(record) { (line.name) } }
            td { (line.company) }
            td.when { @if let Some(at) = line.trashed_at { (time_day(cx, at)) } }
            td.num {
                @if cx.actor().may_on(Right::CustomersWrite, line.owner) {
                    form method="post" action={ (record) "/restore" } {
                        button.button.quiet aria-label={ (cx.t("trash-restore")) " " (line.name) } {
                            (crate::web::components::icon(Icon::Undo)) " " (cx.t("trash-restore"))
                        }
                    }
                }
            }
        }
    }
}

/// Somebody has taken an e-mail address meanwhile: open the other, share, or leave it in the trash.
pub fn taken(cx: &Cx, contact: &Contact, takers: &[(String, Short)]) -> Markup {
    let record = cx.path(format_args!("/contacts/{}", contact.id));
    let heading = cx.tell("trash-taken-title", &[("name", contact.facts.name().into())]);
    let body = html! {
        (trail(cx, &[(&cx.path("/contacts/trash"), cx.t("trash-title"))]))
        (title(&heading, "", html! {}))
        p { (cx.t("trash-taken-text")) }
        ul.lines {
            @for (email, other) in takers {
                li {
                    a href=(cx.path(format_args!("/contacts/{}", other.id))) { (other.name) }
                    span.num { (email) }
                    span.how { (other.company) }
                }
            }
        }
        form method="post" action={ (record) "/restore" } {
            input type="hidden" name="share" value="1";
            p.actions {
                (Button::submit(cx.t("trash-taken-share")).primary())
                (Button::link(cx.path("/contacts/trash"), cx.t("trash-taken-leave")).quiet())
            }
        }
    };
    frame(cx, &heading, body)
}
