//! The settings: an index on the left, one short form a page.

use maud::{Markup, html};

use super::model::{SecondFactor, Settings, WeekStart};
use crate::base::{Country, Currency, Fields, Language, Problems, Right, time};
use crate::web::components::{Button, Icon, Inputs, icon, section, title, to_index, trail};
use crate::web::{Cx, frame};

/// The parts of the settings, in the order of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Who the company is.
    Company,
    /// How it writes days and amounts.
    Regional,
    /// What other currencies cost.
    Rates,
    /// What stands on invoices.
    Billing,
    /// Which tax stands on what is sold.
    Taxes,
    /// Who says whether a number was given.
    Registers,
    /// Who works here.
    People,
    /// Who works with whom.
    Teams,
    /// Who takes leads, and how they are sorted.
    Leads,
    /// By which forms strangers write.
    Forms,
    /// How letters leave.
    Mail,
    /// Words to begin letters to customers with.
    Templates,
    /// Who wants no letters that go to many.
    Unsubscribed,
    /// How its people prove who they are.
    Security,
    /// The ways that deals go.
    Pipelines,
    /// Why deals are lost.
    LostReasons,
    /// Fields of its own.
    Fields,
    /// Whole lists in and out.
    Data,
    /// Who looks in from outside.
    Support,
    /// Keys for programs.
    Tokens,
}

impl Section {
    /// The index: what belongs together stands under one heading.
    const INDEX: [(&str, &[Section]); 6] = [
        ("settings-index-company", &[Section::Company, Section::Regional, Section::Rates]),
        ("settings-index-people", &[Section::People, Section::Teams, Section::Security, Section::Support]),
        (
            "settings-index-sales",
            &[Section::Pipelines, Section::LostReasons, Section::Leads, Section::Forms, Section::Fields],
        ),
        ("settings-index-money", &[Section::Billing, Section::Taxes, Section::Registers]),
        ("settings-index-letters", &[Section::Mail, Section::Templates, Section::Unsubscribed]),
        ("settings-index-data", &[Section::Data, Section::Tokens]),
    ];

    fn path(self) -> &'static str {
        match self {
            Section::Company => "/settings",
            Section::Regional => "/settings/regional",
            Section::Rates => "/settings/rates",
            Section::Billing => "/settings/billing",
            Section::Taxes => "/settings/taxes",
            Section::Registers => "/settings/registers",
            Section::People => "/settings/people",
            Section::Teams => "/settings/teams",
            Section::Leads => "/settings/leads",
            Section::Forms => "/settings/forms",
            Section::Mail => "/settings/mail",
            Section::Templates => "/settings/templates",
            Section::Unsubscribed => "/settings/unsubscribed",
            Section::Security => "/settings/security",
            Section::Pipelines => "/settings/pipelines",
            Section::LostReasons => "/settings/lost-reasons",
            Section::Fields => "/settings/fields",
            Section::Data => "/settings/data",
            Section::Support => "/settings/support",
            Section::Tokens => "/settings/tokens",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Section::Company => "settings-company",
            Section::Regional => "settings-regional",
            Section::Rates => "rates-title",
            Section::Billing => "seller-title",
            Section::Taxes => "taxes-title",
            Section::Registers => "registers-title",
            Section::People => "settings-people",
            Section::Teams => "settings-teams",
            Section::Leads => "settings-leads",
            Section::Forms => "forms-title",
            Section::Mail => "settings-mail",
            Section::Templates => "settings-templates",
            Section::Unsubscribed => "settings-unsubscribed",
            Section::Security => "settings-security",
            Section::Pipelines => "settings-pipelines",
            Section::LostReasons => "settings-lost-reasons",
            Section::Fields => "fields-title",
            Section::Data => "settings-data",
            Section::Support => "support-title",
            Section::Tokens => "settings-tokens",
        }
    }

    fn need(self) -> Right {
        match self {
            Section::Company
            | Section::Regional
            | Section::Rates
            | Section::Billing
            | Section::Taxes
            | Section::Registers
            | Section::Security
            | Section::Leads
            | Section::Forms
            | Section::Pipelines
            | Section::LostReasons
            | Section::Fields
            | Section::Templates
            | Section::Unsubscribed
            | Section::Data => Right::SettingsRead,
            Section::People | Section::Teams => Right::PeopleRead,
            Section::Support => Right::Support,
            Section::Mail => Right::SettingsWrite,
            // Everybody may give a program what they may do themselves.
            Section::Tokens => Right::CustomersRead,
        }
    }
}

/// A page of the settings: the index beside the body.
pub fn sections(cx: &Cx, here: Section, page_title: &str, body: Markup) -> Markup {
    let part = section("part", cx.t(here.key()), html! {}, body);
    beside(cx, here, page_title, part)
}

/// A page one step below a section, under a heading of its own and the way back.
pub fn below(cx: &Cx, here: Section, heading: &str, inputs: &Inputs, body: Markup) -> Markup {
    let part = html! {
        (trail(cx, &[(&cx.path(here.path()), cx.t(here.key()))]))
        (section("part", heading, html! {}, body))
    };
    beside(cx, here, &inputs.title(heading), part)
}

fn beside(cx: &Cx, here: Section, page_title: &str, part: Markup) -> Markup {
    let whole = html! {
        (title(cx.t("settings-title"), "", to_index(cx.t("settings-index"))))
        div.split.index-first {
            div.story { (part) }
            nav.index #index tabindex="-1" aria-label=(cx.t("settings-title")) {
                @for (heading, sections) in Section::INDEX {
                    @if sections.iter().any(|section| cx.may(section.need())) {
                        p.help #(heading) { (cx.t(heading)) }
                        ul aria-labelledby=(heading) { @for section in sections { (step(cx, *section, here)) } }
                    }
                }
                p { a href="/account" { (cx.t("settings-account")) } }
            }
        }
    };
    frame(cx, page_title, whole)
}

/// The line of a section, for whoever may see it.
fn step(cx: &Cx, section: Section, here: Section) -> Markup {
    html! {
        @if cx.may(section.need()) {
            li {
                a href=(cx.path(section.path())) aria-current=[(section == here).then_some("page")] {
                    (cx.t(section.key()))
                }
            }
        }
    }
}

/// The company as its form shows it.
pub fn company_fields(settings: &Settings) -> Fields {
    let company = &settings.company;
    Fields::new()
        .with("version", settings.version.to_string())
        .with("name", &company.name)
        .with("legal_name", &company.legal_name)
        .with("street", &company.street)
        .with("city", &company.city)
        .with("region", &company.region)
        .with("postcode", &company.postcode)
        .with("country", company.country.code())
        .with("registration_number", &company.registration_number)
        .with("vat_number", &company.vat_number)
}

/// Who the company is.
pub fn company(cx: &Cx, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let form = html! {
        (inputs.hidden("version"))
        (inputs.text("name", cx.t("settings-name")).help(cx.t("settings-name-help")).autocomplete("organization"))
        (inputs.text("legal_name", cx.t("settings-legal-name")).help(cx.t("settings-legal-name-help")).optional())
        (inputs.text("street", cx.t("settings-street")).autocomplete("street-address").optional())
        div.pair {
            (inputs.text("city", cx.t("settings-city")).autocomplete("address-level2").optional())
            (inputs.text("postcode", cx.t("settings-postcode")).autocomplete("postal-code").optional())
        }
        div.pair {
            (inputs.text("region", cx.t("settings-region")).autocomplete("address-level1").optional())
            (inputs.select("country", cx.t("settings-country")).choices(Country::by_name(cx.language())))
        }
        div.pair {
            (inputs.text("registration_number", cx.t("settings-registration-number")).optional())
            (inputs.text("vat_number", cx.t("settings-vat-number")).optional())
        }
    };
    let page_title = inputs.title(cx.t("settings-company"));
    sections(cx, Section::Company, &page_title, self::form(cx, inputs, "/settings", form))
}

/// The regional settings as their form shows them.
pub fn regional_fields(settings: &Settings) -> Fields {
    let regional = &settings.regional;
    Fields::new()
        .with("version", settings.version.to_string())
        .with("currency", regional.currency.code())
        .with("zone", &regional.zone)
        .with("week_start", regional.week_start.code())
        .with("language", regional.language.code())
        .with("phone_country", regional.phone_country.code())
}

/// How days and amounts are written.
pub fn regional(cx: &Cx, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let days = WeekStart::ALL.map(|day| (day.code(), cx.t(day.key())));
    let form = html! {
        (inputs.hidden("version"))
        div.pair {
            (inputs.select("currency", cx.t("settings-currency")).choices(Currency::by_name(cx.language())))
            (inputs.select("zone", cx.t("settings-zone")).help(cx.t("settings-zone-help")).choices(zones()))
        }
        div.pair {
            (inputs.select("language", cx.t("settings-language")).help(cx.t("settings-language-help"))
                .choices(Language::ALL.map(|language| (language.code(), language.name()))))
            (inputs.select("week_start", cx.t("settings-week")).choices(days))
        }
        (inputs.select("phone_country", cx.t("settings-phone-country")).help(cx.t("settings-phone-country-help"))
            .choices(Country::by_name(cx.language())))
    };
    let page_title = inputs.title(cx.t("settings-regional"));
    sections(cx, Section::Regional, &page_title, self::form(cx, inputs, "/settings/regional", form))
}

/// The security settings as their form shows them.
pub fn security_fields(settings: &Settings) -> Fields {
    Fields::new()
        .with("version", settings.version.to_string())
        .with("second_factor", settings.second_factor.code())
}

/// Who must have a second factor.
pub fn security(cx: &Cx, fields: &Fields, problems: &Problems) -> Markup {
    let inputs = Inputs::new(cx, fields, problems);
    let choices = SecondFactor::ALL.map(|choice| (choice.code(), cx.t(choice.key())));
    let form = html! {
        (inputs.hidden("version"))
        (inputs.radios("second_factor", cx.t("settings-factor")).help(cx.t("settings-factor-help")).choices(choices))
    };
    let page_title = inputs.title(cx.t("settings-security"));
    sections(cx, Section::Security, &page_title, self::form(cx, inputs, "/settings/security", form))
}

/// Every zone with blanks for a reader's eye.
fn zones<'a>() -> impl Iterator<Item = (&'a str, String)> {
    time::zones().iter().map(|zone| (zone.as_str(), zone.replace('_', " ")))
}

/// The fields with their button; for those who may only look, shut and without one.
fn form(cx: &Cx, inputs: Inputs, path: &str, fields: Markup) -> Markup {
    if cx.may(Right::SettingsWrite) {
        html! {
            (inputs.errors())
            form.form method="post" action=(cx.path(path)) {
                (fields)
                p.actions { (Button::submit(cx.t("settings-save")).primary().key("s")) }
            }
        }
    } else {
        html! {
            p { (cx.t("settings-look-only")) }
            fieldset.form disabled { (fields) }
        }
    }
}

/// The ways in and out for whole lists.
pub fn data(cx: &Cx) -> Markup {
    let (people, sales) = (Right::CustomersRead, Right::SalesRead);
    let ways = [
        (Right::Import, Icon::Import, "/import", "settings-import", "settings-import-help"),
        (people, Icon::Person, "/contacts", "settings-contacts", "settings-export-help"),
        (people, Icon::Building, "/companies", "settings-companies", "settings-export-help"),
        (sales, Icon::Inbox, "/leads", "settings-leads-list", "settings-export-help"),
        (sales, Icon::Funnel, "/deals", "settings-deals-list", "settings-export-help"),
        (people, Icon::Bin, "/contacts/trash", "settings-trash-contacts", "settings-trash-help"),
        (people, Icon::Bin, "/companies/trash", "settings-trash-companies", "settings-trash-help"),
        (sales, Icon::Bin, "/leads/trash", "settings-trash-leads", "settings-trash-help"),
        (sales, Icon::Bin, "/deals/trash", "settings-trash-deals", "settings-trash-help"),
    ];
    let body = html! {
        ul.lines {
            @for (right, drawing, path, name, help) in ways {
                @if cx.may(right) {
                    li {
                        a href=(cx.path(path)) { (icon(drawing)) " " (cx.t(name)) }
                        span.how { (cx.t(help)) }
                    }
                }
            }
        }
    };
    sections(cx, Section::Data, cx.t("settings-data"), body)
}
