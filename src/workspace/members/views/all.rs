//! Everybody, and one of them.

use maud::{Markup, html};

use super::super::model::{Invitation, Member, Standing, Team, roles_of};
use crate::base::{Fields, Problems, Right, Role};
use crate::web::Cx;
use crate::web::components::{Button, Icon, Inputs, Tone, day, section, state};
use crate::workspace::settings::{Section, below, sections};

/// Everybody with their role, and whoever is asked to come.
pub fn people(cx: &Cx, members: &[Member], invitations: &[Invitation]) -> Markup {
    let active = members.iter().filter(|member| member.is_active).count();
    let body = html! {
        ul.lines { @for member in members { (line(cx, member)) } }
        div.form {
            p.help { (cx.tell("members-count", &[("count", active.into())])) }
            @if cx.may(Right::PeopleWrite) {
                p.actions {
                    (Button::link(cx.path("/settings/people/invite"), cx.t("members-invite")).primary().icon(Icon::Plus).key("n"))
                }
            }
        }
        @if !invitations.is_empty() { (section("invited", cx.t("members-invited"), html! {}, invited(cx, invitations))) }
    };
    sections(cx, Section::People, cx.t("settings-people"), body)
}

fn line(cx: &Cx, member: &Member) -> Markup {
    let path = cx.path(format_args!("/settings/people/{}", member.id));
    html! {
        li {
            @if may_change(cx, member) { a href=(path) { (member.name) } } @else { span { (member.name) } }
            span.num.soft { (cx.t(member.role.key())) }
            span.how {
                (member.email)
                @if !member.is_active { " " (state(Tone::Draft, cx.t("members-inactive"))) }
            }
        }
    }
}

/// Whether the reader may change that member: only owners change owners.
fn may_change(cx: &Cx, member: &Member) -> bool {
    cx.may(Right::PeopleWrite) && roles_of(cx.actor()).any(|role| role == member.role)
}

fn invited(cx: &Cx, invitations: &[Invitation]) -> Markup {
    html! {
        ul.lines {
            @for invitation in invitations {
                @let path = cx.path(format_args!("/settings/invitations/{}", invitation.id));
                li {
                    span { (invitation.email) }
                    span.num.soft { (cx.t(invitation.role.key())) }
                    span.how {
                        @match invitation.standing(cx.now()) {
                            Standing::Expired => { (state(Tone::Due, cx.t("members-invitation-expired"))) }
                            _ => { (cx.t("members-invitation-until")) " " (day(cx, invitation.ends_at.day(&cx.who.reader.zone))) }
                        }
                    }
                    @if roles_of(cx.actor()).any(|role| role == invitation.role) {
                        form.actions method="post" action={ (path) "/send" } {
                            (Button::submit(cx.t("members-send-again")))
                            (Button::submit(cx.t("members-withdraw")).posts(format!("{path}/withdraw")).grave())
                        }
                    }
                }
            }
        }
    }
}

/// One of them: their role, their teams, the end of their work here.
pub fn member(cx: &Cx, member: &Member, teams: &[Team]) -> Markup {
    let body = html! {
        div.form {
            p { (member.email) }
            @if !member.is_active { p { (state(Tone::Draft, cx.t("members-inactive"))) } }
        }
        @let may_change = may_change(cx, member);
        @if may_change { (standing(cx, member)) }
        @let theirs: Vec<&Team> = teams.iter().filter(|team| team.fellows.iter().any(|fellow| fellow.member == member.id)).collect();
        @if !theirs.is_empty() {
            (section("teams", cx.t("settings-teams"), html! {}, html! {
                ul.lines {
                    @for team in theirs {
                        li { a href=(cx.path(format_args!("/settings/teams/{}", team.id))) { (team.name) } }
                    }
                }
            }))
        }
        @if may_change && member.is_active { (end(cx, member)) }
    };
    let (fields, problems) = (Fields::new(), Problems::default());
    below(cx, Section::People, &member.name, &Inputs::new(cx, &fields, &problems), body)
}

/// Their role, or the way back.
fn standing(cx: &Cx, member: &Member) -> Markup {
    let (fields, problems) = (Fields::new().with("role", member.role.code()), Problems::default());
    let inputs = Inputs::new(cx, &fields, &problems);
    let path = cx.path(format_args!("/settings/people/{}", member.id));
    html! {
        @if member.is_active {
            form.form method="post" action={ (path) "/role" } {
                (inputs.radios("role", cx.t("members-role")).choices(role_choices(cx)))
                p.actions { (Button::submit(cx.t("members-role-save")).primary().key("s")) }
            }
        } @else {
            form.form method="post" action={ (path) "/return" } {
                p { (cx.t("members-let-back-text")) }
                p.actions { (Button::submit(cx.t("members-let-back-button")).primary()) }
            }
        }
    }
}

fn end(cx: &Cx, member: &Member) -> Markup {
    let path = cx.path(format_args!("/settings/people/{}", member.id));
    section(
        "end",
        cx.t("members-end"),
        html! {},
        html! {
            form.form method="post" action={ (path) "/remove" } {
                p { (cx.t("members-remove-text")) }
                p.actions { (Button::submit(cx.t("members-remove")).grave()) }
            }
        },
    )
}

/// What the reader may make of somebody, each with what it means.
pub fn role_choices(cx: &Cx) -> Vec<(&'static str, String)> {
    let said = |role: Role| (role.code(), format!("{}: {}", cx.t(role.key()), cx.t(meaning(role))));
    roles_of(cx.actor()).map(said).collect()
}

fn meaning(role: Role) -> &'static str {
    match role {
        Role::Owner => "members-owner-may",
        Role::Admin => "members-admin-may",
        Role::Sales => "members-sales-may",
        Role::Bookkeeper => "members-bookkeeper-may",
        Role::Viewer => "members-viewer-may",
    }
}
