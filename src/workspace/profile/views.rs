//! The pages of a person's own affairs.

use maud::{Markup, html};

use super::model::Place;
use crate::base::{Fields, Problems};
use crate::web::components::{Button, Inputs, Kind, Tone, section, state, title, trail};
use crate::web::{Cx, frame};
use crate::workspace::accounts::{Account, Muted, Notice};
use crate::workspace::notices::{self, Choices};

/// A page one step below that of the account.
fn page(cx: &Cx, heading: &str, page_title: &str, body: Markup) -> Markup {
    let whole = html! {
        (trail(cx, &[("/account", cx.t("accounts-title"))]))
        (title(heading, "", html! {}))
        (body)
    };
    frame(cx, page_title, whole)
}

/// The address now, and the form for another one.
pub fn address(cx: &Cx, account: &Account, (fields, problems): (&Fields, &Problems)) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let body = html! {
        (inputs.errors())
        @if cx.machines.config.mail.is_some() {
            form.form method="post" action="/account/address" {
                p { (cx.t("profile-address-now")) " " b { (account.email) } }
                p { (cx.t("profile-address-text")) }
                (inputs.text("email", cx.t("profile-address-new")).kind(Kind::Email).autocomplete("email"))
                (inputs.text("password", cx.t("accounts-old-password")).kind(Kind::Password)
                    .autocomplete("current-password"))
                p.actions { (Button::submit(cx.t("profile-address-ask")).primary()) }
            }
        } @else {
            div.form {
                p { (cx.t("profile-address-now")) " " b { (account.email) } }
                p { (cx.t("profile-address-no-mail")) }
            }
        }
    };
    page(cx, cx.t("accounts-address"), &inputs.title(cx.t("accounts-address")), body)
}

/// The last step to another address.
pub fn new_address(cx: &Cx, email: &str) -> Markup {
    let body = html! {
        form.form method="post" {
            p { (cx.tell("profile-address-take-text", &[("email", email.into())])) }
            p.actions { (Button::submit(cx.t("profile-address-take")).primary()) }
        }
    };
    page(cx, cx.t("accounts-address"), cx.t("accounts-address"), body)
}

/// Which letters the person wants, and how they are told of what others do.
pub fn letters(cx: &Cx, muted: &Muted, choices: &Choices) -> Markup {
    let wanted = Notice::ALL.into_iter().filter(|notice| muted.lets(*notice));
    let fields: Fields = wanted.map(|notice| ("wanted".to_owned(), notice.code().to_owned())).collect();
    let problems = Problems::default();
    let inputs = Inputs::new(cx, &fields, &problems);
    let body = html! {
        form.form method="post" action="/account/letters" {
            (notices::choice_fields(cx, choices))
            (inputs.checks("wanted", cx.t("profile-letters-wanted"))
                .choices(Notice::ALL.map(|notice| (notice.code(), cx.t(notice.key())))))
            p.help { (cx.t("profile-letters-always")) }
            p.actions { (Button::submit(cx.t("profile-letters-save")).primary().key("s")) }
        }
    };
    page(cx, cx.t("accounts-letters"), cx.t("accounts-letters"), body)
}

/// The person's companies, what is held about them, and the way to the end.
pub fn data(cx: &Cx, places: &[Place]) -> Markup {
    let companies = html! {
        ul.lines {
            @for place in places {
                li {
                    @match place.ended_at {
                        None => {
                            a href={ "/w/" (place.slug) } { (place.name) }
                            a.help href={ "/w/" (place.slug) "/leave" } { (cx.t("members-leave")) }
                            span.how { (cx.t(place.role.key())) }
                        }
                        Some(_) => {
                            span { (place.name) }
                            (state(Tone::Draft, cx.t("profile-place-over")))
                        }
                    }
                }
            }
        }
        @if places.is_empty() { div.form { p { (cx.t("profile-places-none")) } } }
    };
    let held = html! {
        div.form {
            p { (cx.t("profile-download-text")) }
            p.actions { (Button::link("/account/data.json", cx.t("profile-download"))) }
        }
    };
    let end = html! {
        div.form {
            p { (cx.t("profile-close-text")) }
            p.actions { (Button::link("/account/close", cx.t("profile-close-go")).grave()) }
        }
    };
    let body = html! {
        (section("companies", cx.t("profile-places"), html! {}, companies))
        (section("held", cx.t("profile-held"), html! {}, held))
        (section("end", cx.t("profile-close-title"), html! {}, end))
    };
    page(cx, cx.t("accounts-data"), cx.t("accounts-data"), body)
}

/// What closing means, and the button.
pub fn close(cx: &Cx, problems: &Problems) -> Markup {
    let fields = Fields::new();
    let inputs = Inputs::new(cx, &fields, problems);
    let body = html! {
        (inputs.errors())
        form.form method="post" action="/account/close" {
            p { (cx.t("profile-close-text")) }
            p { (cx.t("profile-close-owner")) }
            (inputs.text("password", cx.t("accounts-old-password")).kind(Kind::Password)
                .autocomplete("current-password"))
            p.actions {
                (Button::submit(cx.t("profile-close")).primary())
                (Button::link("/account/data", cx.t("profile-close-not")).quiet())
            }
        }
    };
    page(cx, cx.t("profile-close-title"), &inputs.title(cx.t("profile-close-title")), body)
}
