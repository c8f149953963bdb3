//! What a lead becomes, to choose.

use maud::{Markup, html};

use super::model::{Difference, is_person};
use super::store::{Match, Matches, Sureness};
use crate::base::{Fields, Problems, SubjectKind};
use crate::crm::deals::{Deal, Pipelines};
use crate::crm::fields::{self, Own};
use crate::crm::leads::{Lead, LeadInput};
use crate::crm::owners::Owners;
use crate::web::components::{Button, Inputs, Kind, section, title, trail};
use crate::web::{Cx, frame};

/// All that the page shows beside what was chosen.
pub struct Sheet {
    /// Who may be meant.
    pub matches: Matches,
    /// The open deals of those who were chosen.
    pub deals: Vec<Deal>,
    /// Where they differ from the lead.
    pub differences: Vec<Difference>,
    /// Where deals begin.
    pub pipelines: Pipelines,
    /// The own fields that new records need, by kind of record.
    pub needed: Vec<(SubjectKind, Own)>,
    /// Everybody who may be named in them.
    pub owners: Owners,
    /// What changed meanwhile.
    pub notice: Option<&'static str>,
}

/// The whole page.
pub fn convert(cx: &Cx, lead: &Lead, sheet: &Sheet, (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let name = lead.facts.name();
    let record = cx.path(format_args!("/leads/{}", lead.id));
    let heading = cx.tell("convert-title", &[("name", name.clone().into())]);
    let body = html! {
        (trail(cx, &[(&cx.path("/leads"), cx.t("leads-title")), (&record, &name)]))
        (title(&heading, "", html! {}))
        @if let Some(key) = sheet.notice {
            div.errors role="alert" aria-labelledby="changed-title" {
                h2 #changed-title { (cx.t(key)) }
                p { (cx.t("convert-look-again")) }
            }
        }
        (inputs.errors())
        form.form method="post" action={ (record) "/convert" } novalidate {
            // Enter in a field presses the first button of a form.
            button.unseen tabindex="-1" { (cx.t("convert-act")) }
            @for name in ["version", "act", "known", "compared"] { (inputs.hidden(name)) }
            (person(cx, &inputs, (&lead.facts, &sheet.matches)))
            (firm(cx, &inputs, (&lead.facts, &sheet.matches)))
            p.actions { (Button::submit(cx.t("convert-compare")).sends("look", "1")) }
            (differences(cx, fields, &sheet.differences))
            (deal(cx, &inputs, sheet))
            (needed(cx, &inputs, sheet, &lead.facts))
            p.help { (cx.t("convert-help")) }
            p.actions {
                (Button::submit(cx.t("convert-act")).primary().key("s"))
                (Button::link(record, cx.t("form-cancel")).quiet())
            }
        }
    };
    frame(cx, &inputs.title(&heading), body)
}

fn person(cx: &Cx, inputs: &Inputs, (lead, matches): (&LeadInput, &Matches)) -> Markup {
    let reach = [lead.email.as_str(), &lead.phone].into_iter().filter(|text| !text.is_empty());
    let fresh = std::iter::once(lead.name()).chain(reach.map(str::to_owned)).collect::<Vec<_>>().join(" · ");
    let fresh = ("new".to_owned(), format!("{}: {fresh}", cx.t("convert-new-contact")));
    let known = matches.contacts.iter().map(|found| (found.id.to_string(), named(cx, found)));
    let choices: Vec<(String, String)> = known.chain([fresh]).collect();
    let choices = inputs.radios("contact", cx.t("convert-person")).choices(choices);
    html! {
        // A lead without a person's name may be its company alone.
        @if is_person(lead) { (choices) } @else { (choices.choices([("", cx.t("convert-no-person"))])) }
    }
}

fn firm(cx: &Cx, inputs: &Inputs, (lead, matches): (&LeadInput, &Matches)) -> Markup {
    let known = matches.companies.iter().map(|found| (found.id.to_string(), named(cx, found)));
    let works_at = works_at(inputs.fields(), matches);
    let fresh = (!lead.company.is_empty())
        .then(|| ("new".to_owned(), format!("{}: {}", cx.t("convert-new-company"), lead.company)));
    let none = (String::new(), cx.t("convert-no-company").to_owned());
    let works_at = works_at.map(|id| (id, cx.t("convert-works-there").to_owned()));
    let choices: Vec<(String, String)> = known.chain(works_at).chain(fresh).chain([none]).collect();
    html! { (inputs.radios("company", cx.t("contacts-company")).choices(choices)) }
}

/// The chosen company, if it is none of those who may be meant: the person works there already.
fn works_at(fields: &Fields, matches: &Matches) -> Option<String> {
    let chosen = fields.first("company");
    let is_listed = matches.companies.iter().any(|found| found.id.to_string() == chosen);
    (chosen.parse::<i64>().is_ok() && !is_listed).then(|| chosen.to_owned())
}

/// "Amelia Hart · Hart & Sons · same e-mail".
fn named<T>(cx: &Cx, found: &Match<T>) -> String {
    let trashed = if found.sureness == Sureness::Trashed { cx.t("convert-from-trash") } else { "" };
    let words = [found.name.as_str(), &found.about, cx.t(found.key), trashed];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Where two values of one fact differ, with the one that is stored chosen.
fn differences(cx: &Cx, fields: &Fields, found: &[Difference]) -> Markup {
    let names: Vec<String> = found.iter().map(|one| format!("wins.{}", one.code)).collect();
    let missing = names.iter().filter(|name| !fields.has(name));
    let fields = missing.fold(fields.clone(), |fields, name| fields.with(name, "known"));
    let none = Problems::default();
    let inputs = Inputs::new(cx, &fields, &none);
    let values = |one: &Difference| {
        let stored = format!("{} · {}", one.known, cx.t("convert-stored"));
        [("known", stored), ("lead", format!("{} · {}", one.said, cx.t("convert-said")))]
    };
    let whose = |one: &Difference| match one.code.starts_with("company") {
        true => cx.t("naming-company"),
        false => cx.t("naming-contact"),
    };
    let list = html! {
        div.form {
            p.help { (cx.t("convert-differ-text")) }
            @for (name, one) in names.iter().zip(found) {
                (inputs.radios(name, format!("{}: {}", whose(one), cx.t(one.key))).choices(values(one)))
            }
        }
    };
    html! { @if !found.is_empty() { (section("differ", cx.t("convert-differ"), html! {}, list)) } }
}

fn deal(cx: &Cx, inputs: &Inputs, sheet: &Sheet) -> Markup {
    let open = sheet.deals.iter().map(|deal| {
        let worth = deal.facts.amount.map(|amount| amount.brief(cx.language()));
        let words = [Some(format!("{}: {}", cx.t("convert-join-deal"), deal.facts.name)), worth];
        (deal.id.to_string(), words.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    });
    let rest = [("new", "convert-new-deal"), ("", "convert-no-deal")];
    let rest = rest.into_iter().map(|(value, key)| (value.to_owned(), cx.t(key).to_owned()));
    let stages: Vec<(String, String)> = sheet
        .pipelines
        .in_use()
        .flat_map(|pipeline| {
            pipeline
                .beginnings()
                .map(|stage| (stage.id.to_string(), format!("{} · {}", pipeline.name, stage.facts.name)))
        })
        .collect();
    html! {
        (inputs.radios("deal", cx.t("convert-deal")).choices(open.chain(rest).collect::<Vec<_>>()))
        (inputs.text("name", cx.t("deals-name")).autocomplete("off"))
        div.pair {
            (inputs.text("amount", cx.t("deals-amount")).optional().autocomplete("off"))
            (inputs.text("close_on", cx.t("deals-close-on")).kind(Kind::Date).optional())
        }
        @if stages.len() > 1 { (inputs.select("stage", cx.t("deals-stage")).choices(stages)) }
    }
}

/// The own fields without which nothing new is added, for each kind of record that may be.
fn needed(cx: &Cx, inputs: &Inputs, sheet: &Sheet, lead: &LeadInput) -> Markup {
    let heading = |record: SubjectKind| match record {
        SubjectKind::Contact => Some(cx.t("convert-needed-contact")),
        SubjectKind::Company if lead.company.is_empty() => None,
        SubjectKind::Company => Some(cx.t("convert-needed-company")),
        _ => Some(cx.t("convert-needed-deal")),
    };
    html! {
        @for (record, own) in sheet.needed.iter().filter(|(_, own)| !own.fields.is_empty()) {
            @if let Some(heading) = heading(*record) {
                (section(&format!("needed-{}", record.code()), heading, html! {}, html! {
                    div.form { (fields::views::inputs(cx, inputs, own, &sheet.owners)) }
                }))
            }
        }
    }
}
