//! Exports of other products map themselves.

use std::path::PathBuf;

use kantora::across::transfer::model::{
    Detector, Dialect, Encoding, Field, Label, Mapping, Part, Rows, Slot, Target,
};
use kantora::base::SubjectKind;

/// The columns of a fixture with where they go, those that are left out not among them.
fn mapped(name: &str, kind: SubjectKind) -> (Encoding, Vec<(String, Target)>) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/imports").join(name);
    let bytes = std::fs::read(path).unwrap();
    let mut detector = Detector::default();
    detector.feed(&bytes);
    let encoding = detector.finish();
    let rows = Rows::open(bytes.as_slice(), encoding, Dialect::detect(&bytes, encoding)).unwrap();
    let header = rows.header().unwrap().to_vec();
    let mapping = Mapping::guess(&header, kind);
    assert_eq!(mapping.problem(kind), None);
    let pairs = header.into_iter().zip(mapping.targets().iter().copied());
    (encoding, pairs.filter(|(_, target)| *target != Target::Ignore).collect())
}

fn expect(name: &str, kind: SubjectKind, wanted: &[(&str, Target)]) {
    let (_, found) = mapped(name, kind);
    let wanted: Vec<(String, Target)> =
        wanted.iter().map(|(column, target)| ((*column).to_owned(), *target)).collect();
    assert_eq!(found, wanted, "{name}");
}

fn field(field: Field) -> Target {
    Target::Field(field)
}
fn email(label: Label) -> Target {
    Target::Email(Slot::For(label))
}
fn phone(label: Label) -> Target {
    Target::Phone(Slot::For(label))
}
fn place(label: Label, part: Part) -> Target {
    Target::Address(Slot::For(label), part)
}

#[test]
fn google_contacts_map_themselves() {
    let at = |part| Target::Address(Slot::Numbered(1), part);
    expect(
        "google-contacts.csv",
        SubjectKind::Contact,
        &[
            ("First Name", field(Field::FirstName)),
            ("Middle Name", field(Field::MiddleName)),
            ("Last Name", field(Field::LastName)),
            ("Organization Name", field(Field::Company)),
            ("Organization Title", field(Field::JobTitle)),
            ("Notes", field(Field::Note)),
            ("Labels", field(Field::Tags)),
            ("E-mail 1 - Label", Target::EmailLabel(1)),
            ("E-mail 1 - Value", Target::Email(Slot::Numbered(1))),
            ("E-mail 2 - Label", Target::EmailLabel(2)),
            ("E-mail 2 - Value", Target::Email(Slot::Numbered(2))),
            ("Phone 1 - Label", Target::PhoneLabel(1)),
            ("Phone 1 - Value", Target::Phone(Slot::Numbered(1))),
            ("Phone 2 - Label", Target::PhoneLabel(2)),
            ("Phone 2 - Value", Target::Phone(Slot::Numbered(2))),
            ("Address 1 - Label", Target::AddressLabel(1)),
            ("Address 1 - Street", at(Part::Street)),
            ("Address 1 - City", at(Part::City)),
            ("Address 1 - PO Box", at(Part::Street)),
            ("Address 1 - Region", at(Part::Region)),
            ("Address 1 - Postal Code", at(Part::Postcode)),
            ("Address 1 - Country", at(Part::Country)),
            ("Address 1 - Extended Address", at(Part::Street)),
            ("Website 1 - Value", field(Field::Domain)),
        ],
    );
}

#[test]
fn older_google_contacts_map_themselves() {
    let (_, found) = mapped("google-contacts-2023.csv", SubjectKind::Contact);
    let target = |column: &str| found.iter().find(|(name, _)| name == column).map(|(_, target)| *target);

    assert_eq!(target("Given Name"), Some(field(Field::FirstName)));
    assert_eq!(target("Family Name"), Some(field(Field::LastName)));
    assert_eq!(target("E-mail 1 - Type"), Some(Target::EmailLabel(1)));
    assert_eq!(target("Phone 1 - Value"), Some(Target::Phone(Slot::Numbered(1))));
    assert_eq!(target("Organization 1 - Name"), Some(field(Field::Company)));
    assert_eq!(target("Organization 1 - Title"), Some(field(Field::JobTitle)));
    assert_eq!(target("Group Membership"), Some(field(Field::Tags)));
}

#[test]
fn outlook_maps_itself_and_is_western() {
    let (encoding, found) = mapped("outlook.csv", SubjectKind::Contact);
    let target = |column: &str| found.iter().find(|(name, _)| name == column).map(|(_, target)| *target);

    assert_eq!(encoding, Encoding::Windows1252);
    assert_eq!(target("Title"), None);
    assert_eq!(target("Job Title"), Some(field(Field::JobTitle)));
    assert_eq!(target("Company"), Some(field(Field::Company)));
    assert_eq!(target("E-mail Address"), Some(email(Label::Work)));
    assert_eq!(target("E-mail 2 Address"), Some(email(Label::Work)));
    assert_eq!(target("Home Phone 2"), Some(phone(Label::Home)));
    assert_eq!(target("Business Phone"), Some(phone(Label::Work)));
    assert_eq!(target("Mobile Phone"), Some(phone(Label::Mobile)));
    assert_eq!(target("Business Country/Region"), Some(place(Label::Work, Part::Country)));
    assert_eq!(target("Home Street"), Some(place(Label::Home, Part::Street)));
    assert_eq!(target("Other Postal Code"), Some(place(Label::Other, Part::Postcode)));
    assert_eq!(target("Notes"), Some(field(Field::Note)));
}

#[test]
fn hubspot_maps_itself() {
    let (_, found) = mapped("hubspot-contacts.csv", SubjectKind::Contact);
    let target = |column: &str| found.iter().find(|(name, _)| name == column).map(|(_, target)| *target);

    assert_eq!(target("Record ID"), Some(field(Field::ExternalId)));
    assert_eq!(target("Email"), Some(email(Label::Work)));
    assert_eq!(target("Mobile Phone Number"), Some(phone(Label::Mobile)));
    assert_eq!(target("Contact owner"), Some(field(Field::Owner)));
    assert_eq!(target("Associated Company"), Some(field(Field::Company)));
    assert_eq!(target("State/Region"), Some(place(Label::Work, Part::Region)));
    assert_eq!(target("Legal basis for processing contact's data"), Some(field(Field::LegalBasis)));
    // What means the opposite of a field is never taken for it.
    assert_eq!(target("Unsubscribed from all email"), None);
    expect(
        "hubspot-companies.csv",
        SubjectKind::Company,
        &[
            ("Record ID", field(Field::ExternalId)),
            ("Company name", field(Field::Company)),
            ("Company owner", field(Field::Owner)),
            ("Create Date (GMT+2)", field(Field::CreatedOn)),
            ("Phone Number", phone(Label::Work)),
            ("City", place(Label::Work, Part::City)),
            ("Country/Region", place(Label::Work, Part::Country)),
            ("Company Domain Name", field(Field::Domain)),
            ("Street Address", place(Label::Work, Part::Street)),
            ("State/Region", place(Label::Work, Part::Region)),
            ("Postal Code", place(Label::Work, Part::Postcode)),
            ("Description", field(Field::Note)),
        ],
    );
}

#[test]
fn pipedrive_maps_itself() {
    expect(
        "pipedrive-people.csv",
        SubjectKind::Contact,
        &[
            ("Person - ID", field(Field::ExternalId)),
            ("Person - Name", field(Field::FullName)),
            ("Person - First name", field(Field::FirstName)),
            ("Person - Last name", field(Field::LastName)),
            ("Person - Label", field(Field::Tags)),
            ("Person - Organization", field(Field::Company)),
            ("Person - Phone - Work", phone(Label::Work)),
            ("Person - Phone - Home", phone(Label::Home)),
            ("Person - Phone - Mobile", phone(Label::Mobile)),
            ("Person - Phone - Other", phone(Label::Other)),
            ("Person - Email - Work", email(Label::Work)),
            ("Person - Email - Home", email(Label::Home)),
            ("Person - Email - Other", email(Label::Other)),
            ("Person - Owner", field(Field::Owner)),
            ("Person - Person created", field(Field::CreatedOn)),
            ("Person - Job title", field(Field::JobTitle)),
        ],
    );
    let (_, found) = mapped("pipedrive-organizations.csv", SubjectKind::Company);
    assert!(found.contains(&("Organization - Name".into(), field(Field::Company))));
    assert!(found.contains(&(
        "Organization - City/town/village/locality of Address".into(),
        place(Label::Work, Part::City)
    )));
}

#[test]
fn newer_pipedrive_exports_map_themselves_and_tell_an_address_once() {
    expect(
        "pipedrive-people-2026.csv",
        SubjectKind::Contact,
        &[
            ("Person - ID", field(Field::ExternalId)),
            ("Person - Name", field(Field::FullName)),
            ("Person - First name", field(Field::FirstName)),
            ("Person - Last name", field(Field::LastName)),
            ("Person - Labels", field(Field::Tags)),
            ("Person - Organization", field(Field::Company)),
            ("Person - Organization ID", field(Field::CompanyId)),
            ("Person - Email - Work", email(Label::Work)),
            ("Person - Email - Home", email(Label::Home)),
            ("Person - Email - Other", email(Label::Other)),
            ("Person - Phone - Work", phone(Label::Work)),
            ("Person - Phone - Home", phone(Label::Home)),
            ("Person - Phone - Mobile", phone(Label::Mobile)),
            ("Person - Phone - Other", phone(Label::Other)),
            ("Person - Owner", field(Field::Owner)),
            ("Person - Person created", field(Field::CreatedOn)),
            ("Person - Apartment/suite no of Postal address", place(Label::Work, Part::Street)),
            ("Person - House number of Postal address", place(Label::Work, Part::Street)),
            ("Person - Street/road name of Postal address", place(Label::Work, Part::Street)),
            ("Person - City/town/village/locality of Postal address", place(Label::Work, Part::City)),
            ("Person - State/county of Postal address", place(Label::Work, Part::Region)),
            ("Person - Country of Postal address", place(Label::Work, Part::Country)),
            ("Person - ZIP/Postal code of Postal address", place(Label::Work, Part::Postcode)),
            ("Person - Job title", field(Field::JobTitle)),
            ("Person - Notes", field(Field::Note)),
        ],
    );
    let (_, found) = mapped("pipedrive-organizations.csv", SubjectKind::Company);
    assert!(found.iter().all(|(column, _)| column != "Organization - Address"), "its parts follow");
}

#[test]
fn newer_hubspot_exports_map_themselves() {
    let (_, found) = mapped("hubspot-contacts-2026.csv", SubjectKind::Contact);
    let target = |column: &str| found.iter().find(|(name, _)| name == column).map(|(_, target)| *target);

    assert_eq!(target("Record ID - Contact"), Some(field(Field::ExternalId)));
    assert_eq!(target("Email"), Some(email(Label::Work)));
    assert_eq!(target("Work email"), Some(email(Label::Work)));
    assert_eq!(target("WhatsApp Phone Number"), Some(phone(Label::Mobile)));
    assert_eq!(target("Associated Company (Primary)"), Some(field(Field::Company)));
    assert_eq!(target("Associated Company IDs (Primary)"), Some(field(Field::CompanyId)));
    assert_eq!(target("LinkedIn URL"), None);
    assert_eq!(target("Marketing contact status"), None);
}

#[test]
fn espocrm_maps_itself_by_the_names_of_its_attributes() {
    expect(
        "espocrm-contacts.csv",
        SubjectKind::Contact,
        &[
            ("id", field(Field::ExternalId)),
            ("name", field(Field::FullName)),
            ("firstName", field(Field::FirstName)),
            ("lastName", field(Field::LastName)),
            ("accountId", field(Field::CompanyId)),
            ("accountName", field(Field::Company)),
            ("title", field(Field::JobTitle)),
            ("emailAddress", email(Label::Work)),
            ("phoneNumber", phone(Label::Work)),
            ("addressStreet", place(Label::Work, Part::Street)),
            ("addressCity", place(Label::Work, Part::City)),
            ("addressState", place(Label::Work, Part::Region)),
            ("addressCountry", place(Label::Work, Part::Country)),
            ("addressPostalCode", place(Label::Work, Part::Postcode)),
            ("description", field(Field::Note)),
            ("createdAt", field(Field::CreatedOn)),
            ("assignedUserName", field(Field::Owner)),
        ],
    );
    expect(
        "espocrm-accounts.csv",
        SubjectKind::Company,
        &[
            ("id", field(Field::ExternalId)),
            ("name", field(Field::Company)),
            ("website", field(Field::Domain)),
            ("emailAddress", email(Label::Work)),
            ("phoneNumber", phone(Label::Work)),
            ("billingAddressStreet", place(Label::Billing, Part::Street)),
            ("billingAddressCity", place(Label::Billing, Part::City)),
            ("billingAddressState", place(Label::Billing, Part::Region)),
            ("billingAddressCountry", place(Label::Billing, Part::Country)),
            ("billingAddressPostalCode", place(Label::Billing, Part::Postcode)),
            ("shippingAddressStreet", place(Label::Delivery, Part::Street)),
            ("shippingAddressCity", place(Label::Delivery, Part::City)),
            ("shippingAddressState", place(Label::Delivery, Part::Region)),
            ("shippingAddressCountry", place(Label::Delivery, Part::Country)),
            ("shippingAddressPostalCode", place(Label::Delivery, Part::Postcode)),
            ("description", field(Field::Note)),
            ("createdAt", field(Field::CreatedOn)),
            ("assignedUserName", field(Field::Owner)),
        ],
    );
}

#[test]
fn a_bulgarian_spreadsheet_maps_itself_but_for_what_nobody_knows() {
    let (encoding, found) = mapped("bulgarian-1251.csv", SubjectKind::Contact);

    assert_eq!(encoding, Encoding::Windows1251);
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Име", "Фирма", "E-mail", "Тел.", "ЕИК", "Бележки"]);
}

#[test]
fn a_set_of_pipedrive_maps_itself_file_by_file() {
    let about = |name: &str, kind| mapped(&format!("pipedrive-set/{name}"), kind).1;
    let has =
        |found: &[(String, Target)], wanted: Field| found.iter().any(|(_, target)| *target == field(wanted));

    let deals = about("deals.csv", SubjectKind::Deal);
    for wanted in [
        Field::Title,
        Field::Pipeline,
        Field::Stage,
        Field::State,
        Field::LostReason,
        Field::Amount,
        Field::Currency,
        Field::CloseOn,
        Field::ClosedOn,
        Field::Company,
        Field::Person,
        Field::Owner,
        Field::CreatedOn,
        Field::ExternalId,
    ] {
        assert!(has(&deals, wanted), "{wanted:?} of {deals:?}");
    }
    let activities = about("activities.csv", SubjectKind::Task);
    for wanted in [
        Field::Title,
        Field::ActivityKind,
        Field::DueOn,
        Field::DueTime,
        Field::Done,
        Field::Deal,
        Field::Details,
    ] {
        assert!(has(&activities, wanted), "{wanted:?} of {activities:?}");
    }
    let notes = about("notes.csv", SubjectKind::Note);
    for wanted in [Field::Note, Field::NoteOn, Field::Deal, Field::Person, Field::Company, Field::Owner] {
        assert!(has(&notes, wanted), "{wanted:?} of {notes:?}");
    }
}
