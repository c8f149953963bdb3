//! Inviting, and being invited.

use maud::{Markup, html};

use super::super::model::{Invitation, Standing, Team};
use super::all::role_choices;
use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs, Kind};
use crate::web::{Cx, door, flash};
use crate::workspace::settings::{Section, below, sections};

/// Whom to invite, and as what.
pub fn invite(cx: &Cx, teams: &[Team], fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let teams: Vec<(String, &str)> =
        teams.iter().map(|team| (team.id.to_string(), team.name.as_str())).collect();
    let body = html! {
        (inputs.errors())
        form.form method="post" action=(cx.path("/settings/people/invite")) {
            p { (cx.t("members-invite-text")) }
            (inputs.text("email", cx.t("accounts-email")).kind(Kind::Email).autocomplete("off").focus())
            (inputs.radios("role", cx.t("members-role")).choices(role_choices(cx)))
            @if !teams.is_empty() {
                (inputs.select("team", cx.t("members-team")).none(cx.t("members-team-none")).choices(teams))
            }
            p.actions { (Button::submit(cx.t("members-invite-send")).primary().key("s")) }
        }
    };
    below(cx, Section::People, cx.t("members-invite"), &inputs, body)
}

/// The link of an invitation, shown this once.
pub fn link(cx: &Cx, email: &str, link: &str) -> Markup {
    let body = html! {
        div.form {
            p { (cx.tell("members-link-text", &[("email", email.into())])) }
            p { code #invitation-link { (link) } }
            p.help { (cx.t("members-link-help")) }
            p.actions { (Button::link(cx.path("/settings/people"), cx.t("members-link-done")).primary()) }
        }
    };
    sections(cx, Section::People, cx.t("members-link-title"), body)
}

/// Who looks at an invitation.
pub enum Invited {
    /// Somebody who is not signed in.
    Guest,
    /// Somebody signed in as the invited address.
    Meant,
    /// Somebody signed in as another one.
    Another(String),
}

/// An invitation as its page shows it.
pub struct Letter<'a> {
    /// The invitation.
    pub invitation: &'a Invitation,
    /// The name of the company.
    pub company: &'a str,
    /// Who looks at it.
    pub reader: Invited,
    /// The path of the page.
    pub next: &'a str,
}

/// Who invites whither, and the way in.
pub fn invitation(cx: &Cx, letter: &Letter, (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let heading = cx.tell("members-welcome-title", &[("company", letter.company.into())]);
    let body = html! {
        h1 { (heading) }
        p { (asked(cx, letter)) }
        @match &letter.reader {
            Invited::Guest => (guest(cx, letter, inputs)),
            Invited::Meant => {
                form method="post" action=(letter.next) { (Button::submit(cx.t("members-accept")).wide()) }
            }
            Invited::Another(email) => {
                p { (cx.tell("members-another", &[("email", email.as_str().into()), ("invited", letter.invitation.email.as_str().into())])) }
                form method="post" action="/sign-out" { (Button::submit(cx.t("frame-sign-out")).wide()) }
            }
        }
    };
    door(cx, &inputs.title(&heading), body)
}

fn asked(cx: &Cx, letter: &Letter) -> String {
    let role = cx.t(letter.invitation.role.key());
    match &letter.invitation.inviter {
        Some(inviter) => {
            cx.tell("members-welcome-by", &[("inviter", inviter.as_str().into()), ("role", role.into())])
        }
        None => cx.tell("members-welcome-text", &[("role", role.into())]),
    }
}

/// The same for everybody who is not signed in: the page does not say whether the address has an account.
fn guest(cx: &Cx, letter: &Letter, inputs: Inputs) -> Markup {
    html! {
        (inputs.errors())
        form.form method="post" action=(letter.next) {
            p { (cx.t("accounts-email")) ": " b { (letter.invitation.email) } }
            input type="hidden" name="username" autocomplete="username" value=(letter.invitation.email);
            (inputs.text("name", cx.t("setup-name")).autocomplete("name").focus())
            (inputs.text("password", cx.t("accounts-password")).kind(Kind::Password).autocomplete("new-password")
                .help(cx.t("accounts-password-help")))
            (Button::submit(cx.t("members-join")).wide())
        }
        p {
            (cx.t("members-have-account")) " "
            a href=(flash::with("/sign-in", &[("next", letter.next)])) { (cx.t("members-sign-in")) }
        }
    }
}

/// The link was right, and is no more.
pub fn over(cx: &Cx, standing: Standing) -> Markup {
    let (head, text) = match standing {
        Standing::Accepted => (cx.t("members-used"), cx.t("members-used-text")),
        Standing::Withdrawn => (cx.t("members-taken-back"), cx.t("members-taken-back-text")),
        Standing::Open | Standing::Expired => (cx.t("members-expired"), cx.t("members-expired-text")),
    };
    refusal(cx, head, text)
}

/// The link never was one.
pub fn unknown(cx: &Cx) -> Markup {
    refusal(cx, cx.t("members-link-unknown"), cx.t("members-link-unknown-text"))
}

fn refusal(cx: &Cx, head: &str, text: &str) -> Markup {
    let body = html! {
        h1 { (head) }
        p { (text) }
        p.actions { (Button::link("/sign-in", cx.t("sign-in-button"))) }
    };
    door(cx, head, body)
}
