//! The teams.

use maud::{Markup, html};

use super::super::model::{Member, Team};
use crate::base::{Fields, Problems, Right};
use crate::web::Cx;
use crate::web::components::{Button, Inputs, section};
use crate::workspace::settings::{Section, below, sections};

/// Every team with everybody in it, and a line to add one.
pub fn all_teams(cx: &Cx, teams: &[Team], fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (inputs.errors())
        div.form { p.help { (cx.t("members-teams-text")) } }
        @if !teams.is_empty() { ul.lines { @for team in teams { (line(cx, team)) } } }
        @if cx.may(Right::PeopleWrite) {
            form.form method="post" action=(cx.path("/settings/teams")) {
                (inputs.text("name", cx.t("members-team-new")).autocomplete("off"))
                p.actions { (Button::submit(cx.t("members-team-add")).primary()) }
            }
        }
    };
    sections(cx, Section::Teams, &inputs.title(cx.t("settings-teams")), body)
}

fn line(cx: &Cx, team: &Team) -> Markup {
    html! {
        li {
            @if cx.may(Right::PeopleWrite) {
                a href=(cx.path(format_args!("/settings/teams/{}", team.id))) { (team.name) }
            } @else {
                span { (team.name) }
            }
            span.how {
                @for (index, fellow) in team.fellows.iter().enumerate() {
                    @if index > 0 { ", " }
                    (fellow.name)
                    @if fellow.post.is_lead() { " (" (cx.t("members-leads")) ")" }
                }
                @if team.fellows.is_empty() { (cx.t("members-team-empty")) }
            }
        }
    }
}

/// A team as its form shows it.
pub fn team_fields(team: &Team) -> Fields {
    let numbers = team.fellows.iter().map(|fellow| ("member", fellow.member.to_string()));
    let leads = team.fellows.iter().filter(|fellow| fellow.post.is_lead());
    let leads = leads.map(|fellow| ("lead", fellow.member.to_string()));
    let all = std::iter::once(("name", team.name.clone())).chain(numbers).chain(leads);
    all.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// One of them: its name, who is in it, who leads.
pub fn team(cx: &Cx, team: &Team, members: &[Member], (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let here: Vec<(String, &str)> = members
        .iter()
        .filter(|member| member.is_active)
        .map(|member| (member.id.to_string(), member.name.as_str()))
        .collect();
    let path = cx.path(format_args!("/settings/teams/{}", team.id));
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(path) {
            (inputs.text("name", cx.t("members-team-name")))
            div.pair {
                (inputs.checks("member", cx.t("members-team-members")).choices(here.clone()))
                (inputs.checks("lead", cx.t("members-team-leads")).choices(here))
            }
            p.help { (cx.t("members-team-leads-help")) }
            p.actions { (Button::submit(cx.t("members-team-save")).primary().key("s")) }
        }
        (section("end", cx.t("members-team-end"), html! {}, html! {
            form.form method="post" action={ (path) "/remove" } {
                p { (cx.t("members-team-remove-text")) }
                p.actions { (Button::submit(cx.t("members-team-remove")).grave()) }
            }
        }))
    };
    below(cx, Section::Teams, &team.name, &inputs, body)
}
