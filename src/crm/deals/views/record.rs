//! The pieces of a deal's page.

use maud::{Markup, html};

use super::super::model::{Deal, LostReason, Person, PersonRole, Pipeline, Pipelines, Stage, State, Stay};
use super::{amount, today};
use crate::base::{Day, MemberId, format};
use crate::crm::activities::Access;
use crate::crm::fields::{self, Field};
use crate::crm::owners::{Owners, owner_name};
use crate::crm::{contacts, followers};
use crate::web::Cx;
use crate::web::components::{
    Button, Icon, Tone, day, fact_edit, icon, menu, menu_link, menu_post, menu_rule, section, state, time,
};

/// What can be done with the deal as a whole.
pub fn acts(cx: &Cx, deal: &Deal) -> Markup {
    let record = cx.path(format_args!("/deals/{}", deal.id));
    html! {
        @match deal.state {
            State::Open => {
                form method="post" action={ (record) "/win" } {
                    (version(deal))
                    (Button::submit(cx.t("deals-win")).primary().icon(Icon::Tick))
                }
                (Button::link(format!("{record}/lose"), cx.t("deals-lose")).icon(Icon::Close))
            }
            State::Won | State::Lost => {
                form method="post" action={ (record) "/reopen" } {
                    (version(deal))
                    (Button::submit(cx.t("deals-reopen")).icon(Icon::Back))
                }
            }
        }
        (Button::link(format!("{record}/edit"), cx.t("deals-edit")).icon(Icon::Pencil).key("e"))
        (menu("record-menu", cx.t("deals-more"), html! {
            @if deal.state == State::Open {
                (menu_link(Icon::Clock, &format!("{record}/hold"), cx.t("deals-hold")))
            }
            (menu_link(Icon::Plus, &cx.path("/deals/new"), cx.t("deals-new")))
            (menu_link(Icon::Draft, &cx.path(format_args!("/quotes/new?deal={}", deal.id)), cx.t("deals-new-quote")))
            (menu_link(Icon::Next, &cx.path(format_args!("/quotes?deal={}", deal.id)), cx.t("deals-quotes")))
            (menu_rule())
            (menu_post(Icon::Bin, &format!("{record}/trash"), cx.t("list-to-trash")))
        }))
    }
}

/// The version that an act means.
fn version(deal: &Deal) -> Markup {
    html! { input type="hidden" name="version" value=(deal.version); }
}

/// The way that the deal goes: every stage a step, and a button for whoever may move it there.
pub fn path(cx: &Cx, deal: &Deal, pipeline: &Pipeline, access: Access) -> Markup {
    let stages: Vec<&Stage> =
        pipeline.path().filter(|stage| !stage.is_end() || stage.id == deal.stage).collect();
    let here = stages.iter().position(|stage| stage.id == deal.stage);
    let can_move = access == Access::Write && deal.state == State::Open;
    html! {
        ol.steps.path aria-label=(cx.t("deals-path")) {
            @for (place, stage) in stages.iter().enumerate() {
                @if Some(place) == here {
                    li aria-current="step" { (icon(Icon::Pencil)) " " (stage.facts.name) }
                } @else {
                    @let is_past = here.is_some_and(|here| place < here);
                    li.past[is_past] {
                        (icon(if is_past { Icon::Tick } else { Icon::Draft }))
                        @if can_move { (turn(cx, deal, stage)) } @else { " " (stage.facts.name) }
                    }
                }
            }
        }
    }
}

fn turn(cx: &Cx, deal: &Deal, stage: &Stage) -> Markup {
    let label = cx.tell("deals-move-to", &[("stage", stage.facts.name.as_str().into())]);
    html! {
        form method="post" action=(cx.path(format_args!("/deals/{}/move", deal.id))) {
            (version(deal))
            input type="hidden" name="stage" value=(stage.id);
            button.button title=(label) aria-label=(label) { (stage.facts.name) }
        }
    }
}

/// By what a deal's facts are told.
pub struct Known<'a> {
    /// Every pipeline.
    pub pipelines: &'a Pipelines,
    /// Everybody who may own it.
    pub owners: &'a Owners,
    /// Why deals are lost.
    pub reasons: &'a [LostReason],
    /// The workspace's own fields.
    pub own: &'a [Field],
    /// Who is told of new notes about it.
    pub following: &'a [MemberId],
}

/// What is known of it.
pub fn facts(cx: &Cx, deal: &Deal, known: &Known, access: Access) -> Markup {
    let Known { pipelines, owners, reasons, own, following } = *known;
    let facts = &deal.facts;
    let edit = cx.path(format_args!("/deals/{}/edit", deal.id));
    let line = |key: &'static str, field: &str, value: Markup| {
        fact_edit(
            cx.t(key),
            value,
            &format!("{edit}#{field}"),
            &format!("{} {}", cx.t("deals-edit"), cx.t(key)),
        )
    };
    let unknown = || html! { span.soft { (cx.t("deals-unknown")) } };
    let list = html! {
        (ending(cx, deal, reasons, access))
        dl.facts.locked[access == Access::Read] {
            (line("deals-amount", "amount", html! {
                (amount(cx, facts.amount)) @if facts.amount.is_none() { (unknown()) }
            }))
            @if let Some(stage) = pipelines.stage(deal.stage).filter(|_| deal.state == State::Open) {
                (line("deals-probability", "probability", likely(cx, deal, stage)))
            }
            (line("deals-close-on", "close_on", html! {
                @if let Some(on) = facts.close_on { (expected(cx, deal, on)) } @else { (unknown()) }
            }))
            (line("deals-company", "company", html! {
                @if let Some(company) = facts.company_id {
                    a href=(cx.path(format_args!("/companies/{company}"))) { (facts.company) }
                } @else { (unknown()) }
            }))
            (line("owners-owner", "owner", owner_name(cx, owners, facts.owner)))
            @if !facts.source.is_empty() { (line("deals-source", "source", html! { (facts.source) })) }
            (fields::views::facts(cx, own, (&facts.values, owners), &edit))
            (followers::names(cx, owners, following))
        }
        p.help {
            (cx.t("contacts-added-on")) " " (time(cx, deal.created_at))
            @if deal.updated_at > deal.created_at {
                ", " (cx.t("contacts-changed-on")) " " (time(cx, deal.updated_at))
            }
        }
    };
    section("facts", cx.t("deals-facts"), html! {}, list)
}

fn likely(cx: &Cx, deal: &Deal, stage: &Stage) -> Markup {
    let by = if deal.facts.probability.is_some() { "deals-by-hand" } else { "deals-by-stage" };
    html! { (deal.probability(stage)) "% " span.soft { (cx.t(by)) } }
}

/// The day on which it should be won; one that has passed is overdue while the deal is open.
fn expected(cx: &Cx, deal: &Deal, on: Day) -> Markup {
    match deal.state == State::Open && on < today(cx) {
        true => state(Tone::Bad, day(cx, on)),
        false => day(cx, on),
    }
}

/// How it ended, or until when it rests.
fn ending(cx: &Cx, deal: &Deal, reasons: &[LostReason], access: Access) -> Markup {
    let when = html! { @if let Some(at) = deal.closed_at { " " (time(cx, at)) } };
    match (deal.state, &deal.loss, deal.held_until) {
        (State::Won, ..) => html! { p { (state(Tone::Good, cx.t("deals-state-won"))) (when) } },
        (State::Lost, loss, _) => html! {
            p {
                (state(Tone::Bad, cx.t("deals-state-lost"))) (when)
                @if let Some(loss) = loss {
                    @if let Some(reason) = reasons.iter().find(|reason| reason.id == loss.reason) { ": " (reason.name) }
                    @if !loss.note.is_empty() { ". " (loss.note) }
                }
            }
        },
        (State::Open, _, Some(until)) if deal.is_held(today(cx)) => html! {
            form.bar method="post" action=(cx.path(format_args!("/deals/{}/resume", deal.id))) {
                (version(deal))
                (state(Tone::Draft, html! { span { (cx.t("deals-held-until")) " " (day(cx, until)) } }))
                @if access == Access::Write { (Button::submit(cx.t("deals-resume")).quiet()) }
            }
        },
        (State::Open, ..) => html! {},
    }
}

/// Who is on it, each with a role, and the line for one more.
pub fn people(
    cx: &Cx,
    deal: &Deal,
    names: &[contacts::Short],
    offered: &[(String, String)],
    access: Access,
) -> Markup {
    let path = cx.path(format_args!("/deals/{}/people", deal.id));
    let list = html! {
        @if deal.facts.people.is_empty() { p.help { (cx.t("deals-nobody")) } }
        ul.lines { @for person in &deal.facts.people { (person_line(cx, person, names, (&path, access))) } }
        @if access == Access::Write {
            form.bar method="post" action=(path) {
                input.input name="person" list="known-people" aria-label=(cx.t("deals-person")) autocomplete="off"
                    placeholder=(cx.t("deals-person-quick")) required;
                select.input name="role" aria-label=(cx.t("deals-role")) {
                    @for role in PersonRole::ALL { option value=(role.code()) { (cx.t(role.key())) } }
                }
                button.button { (icon(Icon::Plus)) " " (cx.t("deals-person-add")) }
                datalist #known-people { @for (name, about) in offered { option value=(name) { (about) } } }
            }
        }
    };
    section("people", cx.t("deals-people"), html! {}, list)
}

fn person_line(
    cx: &Cx,
    person: &Person,
    names: &[contacts::Short],
    (path, access): (&str, Access),
) -> Markup {
    let contact = names.iter().find(|known| known.id == person.contact);
    let name = contact.map_or(cx.t("deals-person-gone"), |contact| contact.name.as_str());
    html! {
        li {
            a href=(cx.path(format_args!("/contacts/{}", person.contact))) { (name) }
            @if access == Access::Write {
                form.num method="post" action={ (path) "/remove" } {
                    input type="hidden" name="contact" value=(person.contact);
                    button.button.quiet.icon-only aria-label=(format!("{} {name}", cx.t("deals-person-off"))) {
                        (icon(Icon::Close))
                    }
                }
            }
            span.how {
                (cx.t(person.role.key()))
                @if let Some(contact) = contact { @if !contact.email.is_empty() { " · " (contact.email) } }
            }
        }
    }
}

/// In which stage it stood how long, the last first.
pub fn history(cx: &Cx, stays: &[Stay], pipelines: &Pipelines, owners: &Owners) -> Markup {
    let list = html! {
        ul.lines {
            @for stay in stays.iter().rev() {
                li {
                    span { @if let Some(stage) = pipelines.stage(stay.stage) { (stage.facts.name) } }
                    span.num {
                        (format::span(cx.language(), stay.left_at.unwrap_or(cx.now()).since(stay.entered_at)))
                    }
                    span.how { (time(cx, stay.entered_at)) ", " (owner_name(cx, owners, stay.entered_by)) }
                }
            }
        }
    };
    section("stages", cx.t("deals-history"), html! {}, list)
}
