//! Addresses to which nothing goes that goes to many.

use maud::{Markup, html};

use super::super::model::{Reason, Suppression};
use crate::base::{Fields, Problems, Right};
use crate::crm::owners::Owners;
use crate::web::Cx;
use crate::web::components::{Button, Drawing, Inputs, Kind, empty, pager, time};
use crate::workspace::settings::{Section, below, sections};

/// So many stand on a page.
const PAGE: usize = 50;

/// All that the page shows.
pub struct Unsubscribed {
    /// One page of them, and one more if there are others.
    pub rows: Vec<Suppression>,
    /// Whether these are the latest.
    pub is_first: bool,
    /// Everybody who may have noted one.
    pub owners: Owners,
}

/// Every one, and a line to note another.
pub fn suppressions(cx: &Cx, shown: &Unsubscribed, (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let here = cx.path("/settings/unsubscribed");
    let rows = &shown.rows[..shown.rows.len().min(PAGE)];
    let older =
        rows.last().filter(|_| shown.rows.len() > PAGE).map(|last| format!("{here}?before={}", last.id));
    let newest = (!shown.is_first).then_some(here.as_str());
    let body = html! {
        (inputs.errors())
        @if rows.is_empty() && shown.is_first {
            (empty(Drawing::Tray, cx.t("mails-unsubscribed-none-title"), cx.t("mails-unsubscribed-none-text"), html! {}))
        } @else {
            div.form { p.help { (cx.t("mails-unsubscribed-text")) } }
            ul.lines { @for row in rows { li { (line(cx, row, &shown.owners)) } } }
            @if older.is_some() || newest.is_some() { (pager(cx, "", newest, older.as_deref())) }
        }
        @if cx.may(Right::SettingsWrite) {
            form.form method="post" action=(here) novalidate {
                (inputs.text("address", cx.t("mails-unsubscribed-add")).kind(Kind::Email).autocomplete("off")
                    .help(cx.t("mails-unsubscribed-add-help")))
                p.actions { (Button::submit(cx.t("mails-unsubscribed-note"))) }
            }
        }
    };
    sections(cx, Section::Unsubscribed, &inputs.title(cx.t("settings-unsubscribed")), body)
}

fn line(cx: &Cx, row: &Suppression, owners: &Owners) -> Markup {
    html! {
        @if cx.may(Right::SettingsWrite) {
            a href=(cx.path(format_args!("/settings/unsubscribed/{}", row.id))) { (row.hint) }
        } @else { span { (row.hint) } }
        span.num.soft { (time(cx, row.created_at)) }
        span.how { (why(cx, row, owners)) }
    }
}

/// By a link, or noted by somebody.
fn why(cx: &Cx, row: &Suppression, owners: &Owners) -> String {
    let who = row.created_by.and_then(|member| owners.name(member)).unwrap_or_default();
    match row.reason {
        Reason::Asked if !who.is_empty() => cx.tell("mails-reason-noted", &[("name", who.to_owned().into())]),
        reason => cx.t(reason.key()).to_owned(),
    }
}

/// Letting one be written to again, with the reason.
pub fn lifting(
    cx: &Cx,
    row: &Suppression,
    owners: &Owners,
    (fields, problems): (&Fields, &Problems),
) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(cx.path(format_args!("/settings/unsubscribed/{}", row.id))) {
            p { (why(cx, row, owners)) ", " (time(cx, row.created_at)) }
            p { (cx.t("mails-lift-text")) }
            (inputs.text("why", cx.t("mails-why")).help(cx.t("mails-why-help")).autocomplete("off"))
            p.actions {
                (Button::submit(cx.t("mails-lift")).grave())
                (Button::link(cx.path("/settings/unsubscribed"), cx.t("form-cancel")).quiet())
            }
        }
    };
    below(cx, Section::Unsubscribed, &row.hint, &inputs, body)
}
