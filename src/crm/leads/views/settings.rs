//! The settings of leads: who takes them in turn, and the words by which they are sorted.

use maud::{Markup, html};

use super::super::model::{Label, LabelKind};
use crate::base::{Fields, MemberId, Problems, Right};
use crate::crm::owners::Owners;
use crate::web::Cx;
use crate::web::components::{Button, Inputs, section};
use crate::workspace::settings::{Section, below, sections};

/// All that the page shows.
pub struct Words {
    /// Everybody who may take leads.
    pub owners: Owners,
    /// Who does, the next one first.
    pub takers: Vec<MemberId>,
    /// Where leads come from.
    pub sources: Vec<Label>,
    /// Why nothing came of them.
    pub reasons: Vec<Label>,
}

/// The whole page.
pub fn settings(cx: &Cx, words: &Words, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (inputs.errors())
        (takers(cx, words))
        (labels(cx, LabelKind::Source, &words.sources, &inputs))
        (labels(cx, LabelKind::Reason, &words.reasons, &inputs))
    };
    sections(cx, Section::Leads, &inputs.title(cx.t("settings-leads")), body)
}

fn takers(cx: &Cx, words: &Words) -> Markup {
    let chosen: Fields = words.takers.iter().map(|taker| ("taker".to_owned(), taker.to_string())).collect();
    let none = Problems::default();
    let inputs = Inputs::new(cx, &chosen, &none);
    let next = words.takers.first().and_then(|next| words.owners.name(*next));
    let choices = words.owners.here().map(|owner| (owner.id.to_string(), owner.name.as_str()));
    let fields = html! {
        (inputs.checks("taker", cx.t("leads-takers")).help(cx.t("leads-takers-help")).choices(choices))
        @if let Some(next) = next { p.help { (cx.tell("leads-takers-next", &[("name", next.to_owned().into())])) } }
    };
    html! {
        @if cx.may(Right::SettingsWrite) {
            form.form method="post" action=(cx.path("/settings/leads/takers")) {
                (fields)
                p.actions { (Button::submit(cx.t("settings-save")).primary().key("s")) }
            }
        } @else {
            p { (cx.t("settings-look-only")) }
            fieldset.form disabled { (fields) }
        }
    }
}

fn labels(cx: &Cx, kind: LabelKind, labels: &[Label], inputs: &Inputs) -> Markup {
    let may = cx.may(Right::SettingsWrite);
    let (place, new, add) = match kind {
        LabelKind::Source => ("sources", "leads-source-new", "leads-source-add"),
        LabelKind::Reason => ("reasons", "leads-reason-new", "leads-reason-add"),
    };
    let list = html! {
        @if labels.is_empty() { p.help { (cx.t("leads-labels-none")) } }
        ul.lines {
            @for label in labels {
                li {
                    @if may { a href=(cx.path(format_args!("/settings/leads/{}", label.id))) { (label.name) } }
                    @else { span { (label.name) } }
                }
            }
        }
        @if may {
            form.form method="post" action=(cx.path("/settings/leads")) {
                (inputs.text(kind.code(), cx.t(new)).autocomplete("off"))
                p.actions { (Button::submit(cx.t(add)).sends("kind", kind.code())) }
            }
        }
    };
    section(place, cx.t(kind.key()), html! {}, list)
}

/// One word: how it is spelt, and its end.
pub fn label(cx: &Cx, label: &Label, (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let path = cx.path(format_args!("/settings/leads/{}", label.id));
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(path) {
            (inputs.text("name", cx.t("leads-label-name")).help(cx.t("leads-label-help")).autocomplete("off"))
            p.actions { (Button::submit(cx.t("leads-label-save")).primary().key("s")) }
        }
        form.form method="post" action={ (path) "/remove" } {
            p { (cx.t("leads-label-remove-text")) }
            p.actions { (Button::submit(cx.t("leads-label-remove")).grave()) }
        }
    };
    below(cx, Section::Leads, &label.name, &inputs, body)
}
