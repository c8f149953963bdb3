//! The names of targets, fates and choices in the reader's language.

use super::super::model::{Area, Choice, Delimiter, Fate, Field, Label, Mode, Part, Slot, Target};
use crate::base::SubjectKind;
use crate::crm::fields;
use crate::web::Cx;
use crate::web::components::Tone;

/// Where a column goes.
pub fn target(cx: &Cx, kind: SubjectKind, target: Target, own: &[fields::Field]) -> String {
    match target {
        Target::NewOwn => cx.t("transfer-target-new").to_owned(),
        Target::Own(id) => {
            let field = own.iter().find(|field| field.id == id);
            field.map(|field| two(cx.t("transfer-own"), &field.facts.label)).unwrap_or_default()
        }
        Target::Ignore => cx.t("transfer-target-ignore").to_owned(),
        Target::Keep => cx.t("transfer-target-keep").to_owned(),
        Target::Field(field) => cx.t(field_key(kind, field)).to_owned(),
        Target::Email(Slot::For(label)) => two(cx.t("transfer-email"), cx.t(label_key(label))),
        Target::Phone(Slot::For(label)) => two(cx.t("transfer-phone"), cx.t(label_key(label))),
        Target::Address(Slot::For(label), part) => two(cx.t(address_key(label)), cx.t(part_key(part))),
        Target::Email(Slot::Numbered(number)) => numbered(cx.t("transfer-email"), number),
        Target::Phone(Slot::Numbered(number)) => numbered(cx.t("transfer-phone"), number),
        Target::Address(Slot::Numbered(number), part) => {
            two(&numbered(cx.t("transfer-address"), number), cx.t(part_key(part)))
        }
        Target::EmailLabel(number) => two(&numbered(cx.t("transfer-email"), number), cx.t("transfer-label")),
        Target::PhoneLabel(number) => two(&numbered(cx.t("transfer-phone"), number), cx.t("transfer-label")),
        Target::AddressLabel(number) => {
            two(&numbered(cx.t("transfer-address"), number), cx.t("transfer-label"))
        }
    }
}

fn two(what: &str, which: &str) -> String {
    format!("{what} · {which}")
}

fn numbered(what: &str, number: u8) -> String {
    format!("{what} {number}")
}

fn field_key(kind: SubjectKind, field: Field) -> &'static str {
    match (kind, field) {
        (SubjectKind::Company, Field::Company) => "transfer-field-name",
        (SubjectKind::Task, Field::Owner) => "transfer-field-assignee",
        (SubjectKind::Note, Field::Owner) => "transfer-field-author",
        (SubjectKind::Note, Field::NoteKind) => "transfer-field-task-kind",
        (SubjectKind::Note, Field::NoteOn) => "transfer-field-written-on",
        (SubjectKind::Lead, Field::LostReason) => "transfer-field-reason",
        (_, field) => field.key(),
    }
}

fn label_key(label: Label) -> &'static str {
    match label {
        Label::Work => "transfer-label-work",
        Label::Home => "transfer-label-home",
        Label::Mobile => "transfer-label-mobile",
        Label::Billing | Label::Delivery | Label::Other => "transfer-label-other",
    }
}

fn address_key(label: Label) -> &'static str {
    match label {
        Label::Work => "transfer-address-main",
        Label::Home => "transfer-address-home",
        Label::Billing => "transfer-address-billing",
        Label::Delivery => "transfer-address-delivery",
        Label::Mobile | Label::Other => "transfer-address-other",
    }
}

fn part_key(part: Part) -> &'static str {
    match part {
        Part::Street => "transfer-part-street",
        Part::City => "transfer-part-city",
        Part::Region => "transfer-part-region",
        Part::Postcode => "transfer-part-postcode",
        Part::Country => "transfer-part-country",
    }
}

/// What stands between two cells.
pub fn delimiter(cx: &Cx, delimiter: Delimiter) -> &'static str {
    cx.t(match delimiter {
        Delimiter::Comma => "transfer-delimiter-comma",
        Delimiter::Semicolon => "transfer-delimiter-semicolon",
        Delimiter::Tab => "transfer-delimiter-tab",
        Delimiter::Pipe => "transfer-delimiter-pipe",
    })
}

/// What will become of a row, or became.
pub fn fate(fate: Fate) -> (Tone, &'static str) {
    match fate {
        Fate::Staged => (Tone::Draft, "transfer-fate-staged"),
        Fate::Create => (Tone::Good, "transfer-fate-create"),
        Fate::Update => (Tone::Good, "transfer-fate-update"),
        Fate::Same => (Tone::Plain, "transfer-fate-same"),
        Fate::Merged => (Tone::Plain, "transfer-fate-merged"),
        Fate::Passed => (Tone::Draft, "transfer-fate-passed"),
        Fate::Ambiguous => (Tone::Due, "transfer-fate-ambiguous"),
        Fate::Invalid => (Tone::Bad, "transfer-fate-invalid"),
        Fate::Blocked => (Tone::Bad, "transfer-fate-blocked"),
        Fate::Unlinked => (Tone::Bad, "transfer-fate-unlinked"),
    }
}

/// The name of fields that follow one rule.
pub fn area(area: Area) -> &'static str {
    match area {
        Area::Name => "transfer-area-name",
        Area::Company => "transfer-field-company",
        Area::JobTitle => "transfer-field-job-title",
        Area::Numbers => "transfer-area-numbers",
        Area::Emails => "transfer-area-emails",
        Area::Phones => "transfer-area-phones",
        Area::Domains => "transfer-field-domain",
        Area::Addresses => "transfer-area-addresses",
        Area::Tags => "transfer-field-tags",
        Area::Owner => "transfer-field-owner",
        Area::Source => "transfer-field-source",
        Area::LegalBasis => "transfer-field-legal-basis",
        Area::Language => "transfer-field-language",
        Area::ExternalId => "transfer-field-external-id",
        Area::Notes => "transfer-area-notes",
        Area::Worth => "transfer-area-worth",
        Area::Stage => "transfer-area-stage",
        Area::Term => "transfer-area-term",
        Area::Done => "transfer-field-done",
        Area::People => "transfer-area-people",
        Area::Details => "transfer-field-details",
        Area::Own => "transfer-area-own",
    }
}

/// What stands in such a list.
pub fn kind(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Company => "transfer-kind-company",
        SubjectKind::Lead => "transfer-kind-lead",
        SubjectKind::Deal => "transfer-kind-deal",
        SubjectKind::Task => "transfer-kind-task",
        SubjectKind::Note => "transfer-kind-note",
        SubjectKind::Contact
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => "transfer-kind-contact",
    }
}

/// What happens to a field that is filled already.
pub fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Keep => "transfer-choice-keep",
        Choice::Overwrite => "transfer-choice-overwrite",
        Choice::Fill => "transfer-choice-fill",
        Choice::Append => "transfer-choice-append",
    }
}

/// Which records are touched.
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Both => "transfer-mode-both",
        Mode::CreateOnly => "transfer-mode-create-only",
        Mode::UpdateOnly => "transfer-mode-update-only",
    }
}
