//! Points as facts of a record, and as rows of a form.

use maud::{Markup, html};

use super::model::{Address, Kind, Label, Point, Points, Purpose, phone_shown, rows};
use crate::base::{Country, Fields, SubjectKind};
use crate::web::Cx;
use crate::web::components::{Button, Icon, Inputs, Kind as Control, broken, fact_edit};

/// The points and addresses as lines of `dl.facts`, each with its way to the form; `log` leads to where a call of a
/// number is noted.
pub fn facts(cx: &Cx, points: &Points, of: SubjectKind, edit: &str, log: impl Fn(&str) -> Markup) -> Markup {
    let shown = |point: &Point| match point.kind {
        Kind::Phone => html! { (value(cx, of, point)) (log(&point.norm)) },
        Kind::Email | Kind::Domain => value(cx, of, point),
    };
    html! {
        @for point in &points.points {
            (fact_edit(cx.t(word(point)), shown(point), &format!("{edit}#{}.0", point.kind.code()), cx.t("points-change")))
        }
        @for address in &points.addresses {
            (fact_edit(cx.t(address.purpose.key()), lines(cx, address), &format!("{edit}#address.0.street"), cx.t("points-change")))
        }
    }
}

/// What stands before a point: where it rings for telephones, what it is for the rest.
fn word(point: &Point) -> &'static str {
    match (point.kind, point.label) {
        (Kind::Phone, Label::Other) => Kind::Phone.key(),
        (Kind::Phone, label) => label.key(),
        (kind, _) => kind.key(),
    }
}

fn value(cx: &Cx, of: SubjectKind, point: &Point) -> Markup {
    let shared = html! { @if point.shared && of == SubjectKind::Contact { " " small.soft { (cx.t("points-shared-short")) } } };
    match point.kind {
        Kind::Email => html! { a href={ "mailto:" (point.value) } { (broken(&point.value)) } (shared) },
        Kind::Phone => html! { a href={ "tel:" (point.norm) } { (phone_shown(&point.norm)) } },
        Kind::Domain => {
            html! { a href={ "https://" (point.norm) } rel="noopener noreferrer" { (point.value) } }
        }
    }
}

fn lines(cx: &Cx, address: &Address) -> Markup {
    html! {
        (address.line())
        @if let Some(country) = address.country { ", " (country.name(cx.language())) }
    }
}

/// The rows of points and addresses, each with its ways to more and to fewer rows.
pub fn form(cx: &Cx, inputs: &Inputs, of: SubjectKind) -> Markup {
    let kinds: &[Kind] = match of {
        SubjectKind::Company => &[Kind::Email, Kind::Phone, Kind::Domain],
        SubjectKind::Contact
        | SubjectKind::Lead
        | SubjectKind::Deal
        | SubjectKind::Note
        | SubjectKind::Task
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => &[Kind::Email, Kind::Phone],
    };
    let fields = inputs.fields();
    html! {
        @for kind in kinds.iter().copied() {
            fieldset.rows id=(kind.code()) data-rows=(kind.code()) {
                legend.label { (cx.t(kind.key())) }
                @for number in shown(fields, kind) { (point_row(cx, inputs, (of, kind), number)) }
                (Button::submit(cx.t(more(kind))).quiet().icon(Icon::Plus).sends("add", kind.code()))
            }
        }
        fieldset.rows id="address" data-rows="address" {
            legend.label { (cx.t("points-address")) }
            @for number in rows(fields, "address") { (address_row(cx, inputs, number)) }
            (Button::submit(cx.t("points-more-address")).quiet().icon(Icon::Plus).sends("add", "address"))
        }
    }
}

/// The rows of a kind; most people have an e-mail address and a telephone, so those show an empty one.
fn shown(fields: &Fields, kind: Kind) -> Vec<usize> {
    let found = rows(fields, kind.code());
    if found.is_empty() && kind != Kind::Domain { vec![0] } else { found }
}

fn more(kind: Kind) -> &'static str {
    match kind {
        Kind::Email => "points-more-email",
        Kind::Phone => "points-more-phone",
        Kind::Domain => "points-more-domain",
    }
}

fn point_row(cx: &Cx, inputs: &Inputs, (of, kind): (SubjectKind, Kind), number: usize) -> Markup {
    let name = format!("{}.{number}", kind.code());
    let (label, shared) = (format!("{name}.label"), format!("{name}.shared"));
    let control = match kind {
        Kind::Email => Control::Email,
        Kind::Phone => Control::Phone,
        Kind::Domain => Control::Url,
    };
    html! {
        div.row {
            (inputs.text(&name, cx.t(kind.key())).kind(control).unlabelled().autocomplete("off"))
            @if kind != Kind::Domain {
                (inputs.select(&label, cx.t("points-label")).unlabelled()
                    .choices(Label::ALL.iter().map(|label| (label.code(), cx.t(label.key())))))
            }
            @if kind == Kind::Email && of == SubjectKind::Contact { (inputs.check(&shared, cx.t("points-shared"))) }
            (remove(cx, &name))
        }
    }
}

fn address_row(cx: &Cx, inputs: &Inputs, number: usize) -> Markup {
    let row = format!("address.{number}");
    let name = |part: &str| format!("{row}.{part}");
    let (purpose, street, postcode) = (name("purpose"), name("street"), name("postcode"));
    let (city, region, country) = (name("city"), name("region"), name("country"));
    let countries = Country::by_name(cx.language());
    html! {
        div.row.tall {
            (inputs.select(&purpose, cx.t("points-purpose"))
                .choices(Purpose::ALL.iter().map(|purpose| (purpose.code(), cx.t(purpose.key())))))
            (inputs.area(&street, cx.t("points-street")).lines(2))
            div.pair {
                (inputs.text(&postcode, cx.t("points-postcode")))
                (inputs.text(&city, cx.t("points-city")))
            }
            div.pair {
                (inputs.text(&region, cx.t("points-region")).optional())
                (inputs.select(&country, cx.t("points-country")).none(cx.t("points-country-none")).choices(countries))
            }
            (remove(cx, &row))
        }
    }
}

fn remove(cx: &Cx, row: &str) -> Markup {
    html! {
        button.button.quiet.icon-only name="remove" value=(row) aria-label=(cx.t("points-remove")) {
            (crate::web::components::icon(Icon::Close))
        }
    }
}
