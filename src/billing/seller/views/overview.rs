//! The page of what stands on invoices.

use maud::{Markup, html};

use super::super::model::{Colour, DatedAccount, Facts, Languages, Missing, Stored};
use super::{account, cash};
use crate::base::{Currency, Fields, Problems, Right};
use crate::billing::countries::Pack;
use crate::billing::taxes::Scheme;
use crate::billing::terms;
use crate::web::Cx;
use crate::web::components::{Button, Inputs, section};
use crate::workspace::members::Member;
use crate::workspace::settings::{Section, Settings, sections};

/// What the page shows besides what was typed.
pub struct Shown {
    /// Who the company is.
    pub settings: std::sync::Arc<Settings>,
    /// What is stored for papers.
    pub stored: Stored,
    /// How it accounts for VAT today.
    pub scheme: Scheme,
    /// What a paper of today would say, or what is missing for it.
    pub facts: Result<Facts, Vec<Missing>>,
    /// The accounts in use, and those put away of late.
    pub accounts: Vec<DatedAccount>,
    /// Who may have changed them.
    pub members: Vec<Member>,
}

/// What was typed before, as the form shows it.
pub fn details_typed(stored: &Stored) -> Fields {
    let begun = Fields::new().with("version", stored.version.to_string());
    stored.details.told().into_iter().fold(begun, |fields, (name, value)| fields.with(name, value))
}

/// The whole page.
pub fn overview(cx: &Cx, shown: &Shown, typed: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, typed, problems);
    let pack = Pack::of(shown.settings.company.country);
    let body = html! {
        (inputs.errors())
        div.form {
            p { (cx.t("seller-text")) }
            @if !cx.may(Right::MoneyWrite) { p { (cx.t("settings-look-only")) } }
        }
        (section("who", cx.t("seller-who"), html! {}, who(cx, shown)))
        (section("papers", cx.t("seller-papers"), html! {}, papers(cx, pack, inputs)))
        (section("accounts", cx.t("seller-accounts"), html! {},
            account::accounts(cx, &shown.accounts, &shown.members)))
        @if pack == Pack::Bulgaria {
            (section("cash", cx.t("seller-cash"), html! {}, cash::cash(cx, &shown.stored)))
        }
    };
    sections(cx, Section::Billing, &inputs.title(cx.t("seller-title")), body)
}

/// Who the company is, from the other settings, and what no paper can go without.
fn who(cx: &Cx, shown: &Shown) -> Markup {
    let company = &shown.settings.company;
    let name = if company.legal_name.is_empty() { &company.name } else { &company.legal_name };
    let place = [&company.street, &company.postcode, &company.city].map(String::as_str);
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let lines = [
        (cx.t("settings-legal-name"), name.clone()),
        (cx.t("settings-street"), place.join(", ")),
        (cx.t("settings-registration-number"), company.registration_number.clone()),
        (cx.t("settings-vat-number"), company.vat_number.clone()),
        (cx.t("taxes-scheme"), cx.t(shown.scheme.kind.key()).to_owned()),
    ];
    html! {
        @match &shown.facts {
            Ok(_) => p { (cx.t("seller-complete")) },
            Err(missing) => {
                p { (cx.t("seller-incomplete")) }
                ul.lines { @for what in missing { li { a href=(cx.path(what.place())) { (cx.t(what.key())) } } } }
            }
        }
        dl.facts.locked {
            @for (term, value) in lines {
                div { dt { (term) } dd { @if value.is_empty() { "–" } @else { (value) } } }
            }
        }
        p.actions {
            (Button::link(cx.path("/settings"), cx.t("seller-who-change")))
            (Button::link(cx.path("/settings/taxes#schemes"), cx.t("seller-scheme-change")).quiet())
        }
    }
}

fn papers(cx: &Cx, pack: Pack, inputs: Inputs) -> Markup {
    let fields = html! {
        (inputs.hidden("version"))
        @if pack.discloses_office() {
            (inputs.text("office", cx.t("seller-office")).help(cx.t("seller-office-help")))
        } @else { (inputs.hidden("office")) }
        @if pack.names_people() {
            div.pair {
                (inputs.text("responsible", cx.t("seller-responsible")).help(cx.t("seller-responsible-help")))
                (inputs.text("maker", cx.t("seller-maker")).help(cx.t("seller-maker-help")))
            }
        } @else { (inputs.hidden("responsible")) (inputs.hidden("maker")) }
        (terms::chosen(cx, &inputs, None))
        div.pair {
            (inputs.select("currency", cx.t("seller-currency")).none(cx.t("seller-currency-own"))
                .choices(Currency::by_name(cx.language())))
            (inputs.select("languages", cx.t("seller-languages"))
                .choices(Languages::ALL.iter().map(|languages| (languages.code(), cx.t(languages.key())))))
        }
        (inputs.select("colour", cx.t("seller-colour")).help(cx.t("seller-colour-help"))
            .choices(Colour::ALL.iter().map(|colour| (colour.code(), cx.t(colour.key())))))
    };
    html! {
        @if cx.may(Right::MoneyWrite) {
            form.form method="post" action=(cx.path("/settings/billing")) {
                (fields)
                p.actions { (Button::submit(cx.t("settings-save")).primary().key("s")) }
            }
        } @else {
            fieldset.form disabled { (fields) }
        }
    }
}
