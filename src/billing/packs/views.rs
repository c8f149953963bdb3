//! What packs look like.

use maud::{Markup, html};

use super::model::{Pack, Quick, State};
use crate::base::{Fields, Problems, format};
use crate::web::components::{
    Button, Drawing, Icon, Inputs, Kind, Tone, chip, day, empty, section, state, time, title, trail,
};
use crate::web::{Cx, flash, frame, frame_live};

/// The packs with the form that asks for one.
pub fn list(cx: &Cx, packs: &[Pack], fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let here = cx.path("/packs");
    let body = html! {
        (trail(cx, &[(&cx.path("/invoices"), cx.t("invoices-title"))]))
        (title(cx.t("packs-title"), "", html! {}))
        (inputs.errors())
        p { (cx.t("packs-about")) }
        div.bar {
            @for quick in Quick::ALL { (chip(&flash::with(&here, &[("days", quick.code())]), cx.t(quick.key()))) }
        }
        form.form method="post" action=(here) {
            (inputs.text("from", cx.t("packs-from")).kind(Kind::Date).short())
            (inputs.text("to", cx.t("packs-to")).kind(Kind::Date).short().help(cx.t("packs-days-help")))
            p.actions { (Button::submit(cx.t("packs-start")).primary().icon(Icon::Export).key("s")) }
        }
        @if packs.is_empty() {
            (empty(Drawing::Tray, cx.t("packs-empty-title"), cx.t("packs-empty-text"), html! {}))
        } @else {
            (section("packs", cx.t("packs-list"), html! {}, table(cx, packs)))
            p.help { (cx.t("packs-kept")) }
        }
    };
    let whole = inputs.title(cx.t("packs-title"));
    match packs.iter().any(|pack| pack.state == State::Making) {
        true => frame_live(cx, &whole, body),
        false => frame(cx, &whole, body),
    }
}

fn table(cx: &Cx, packs: &[Pack]) -> Markup {
    html! {
        @for pack in packs.iter().filter(|pack| pack.state == State::Making) { (progress(cx, pack)) }
        div.sheet {
            table.ledger {
                caption.unseen { (cx.t("packs-list")) }
                thead { tr {
                    th.name scope="col" { (cx.t("packs-days")) }
                    th scope="col" { (cx.t("packs-state")) }
                    th.num scope="col" { (cx.t("packs-papers")) }
                    th.num.aside scope="col" { (cx.t("packs-size")) }
                    th.when scope="col" { (cx.t("packs-asked-on")) }
                } }
                tbody { @for pack in packs { (row(cx, pack)) } }
            }
        }
    }
}

fn row(cx: &Cx, pack: &Pack) -> Markup {
    let days = html! { (day(cx, pack.range.from)) " – " (day(cx, pack.range.to)) };
    let tone = match pack.state {
        State::Making => Tone::Due,
        State::Made => Tone::Good,
        State::Failed => Tone::Bad,
    };
    html! {
        tr {
            th.name scope="row" {
                @if pack.state == State::Made {
                    a href=(cx.path(format_args!("/packs/{}/download", pack.id))) download { (days) }
                } @else { (days) }
            }
            td { (state(tone, cx.t(pack.state.key()))) }
            td.num { @if pack.state == State::Made { (format::number(cx.language(), pack.papers)) } }
            td.num.aside { @if let Some(blob) = pack.blob { (format::size(cx.language(), blob.size)) } }
            td.when { (time(cx, pack.created_at)) }
        }
    }
}

/// How far a pack has come.
pub fn progress(cx: &Cx, pack: &Pack) -> Markup {
    let told = [("done", pack.done.into()), ("all", pack.papers.into())];
    let said = cx.tell("packs-progress", &told);
    html! {
        div.progress role="status" data-live=(cx.path(format_args!("/packs/{}/progress", pack.id))) {
            progress max=(pack.papers.max(1)) value=(pack.done) aria-label=(cx.t("packs-making")) { (said) }
            p { span { (said) } }
        }
    }
}
