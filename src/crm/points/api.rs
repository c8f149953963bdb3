//! Points and addresses as programs see and send them.

use poem_openapi::Object;

use super::model::{Address, Kind, Label, Point, Points, Purpose};
use crate::base::Fields;
use crate::web::payload::{List, Sent, Text, Word};

/// How many points or addresses of one kind are taken.
const MOST: usize = 20;

/// An e-mail address.
#[derive(Debug, Clone, Object)]
#[oai(rename = "Email", deny_unknown_fields)]
pub struct EmailBody {
    /// The address.
    pub value: Text<254>,
    /// Where it is read; `work` if left out.
    pub label: Sent<Word<Label>>,
    /// Whether several may have it; no if left out. Another address belongs to one contact.
    pub shared: Sent<bool>,
}

/// A telephone number.
#[derive(Debug, Clone, Object)]
#[oai(rename = "Phone", deny_unknown_fields)]
pub struct PhoneBody {
    /// The number; without a country code it is of the country in the settings.
    pub value: Text<60>,
    /// Where it rings; `work` if left out.
    pub label: Sent<Word<Label>>,
}

/// A postal address.
#[derive(Debug, Clone, Object)]
#[oai(rename = "Address", deny_unknown_fields)]
pub struct AddressBody {
    /// What it is for; `main` if left out.
    pub purpose: Sent<Word<Purpose>>,
    /// Street and number; may have several lines.
    pub street: Sent<Text<300>>,
    /// Town.
    pub city: Sent<Text<300>>,
    /// County, state, oblast.
    pub region: Sent<Text<300>>,
    /// Postal code.
    pub postcode: Sent<Text<300>>,
    /// Country, ISO 3166-1 alpha-2.
    pub country: Sent<Text<2>>,
}

/// The e-mail addresses of a record.
pub type Emails = List<EmailBody, MOST>;
/// The telephone numbers of a record.
pub type Phones = List<PhoneBody, MOST>;
/// The web domains of a record.
pub type Domains = List<Text<253>, MOST>;
/// The postal addresses of a record.
pub type Addresses = List<AddressBody, MOST>;

/// The e-mail addresses that are stored.
pub fn emails(points: &Points) -> Emails {
    let email = |point: &Point| EmailBody {
        value: Text(point.value.clone()),
        label: label(point),
        shared: Sent(Some(point.shared)),
    };
    List(points.of(Kind::Email).map(email).collect())
}

/// The telephone numbers that are stored.
pub fn phones(points: &Points) -> Phones {
    let phone = |point: &Point| PhoneBody { value: Text(point.value.clone()), label: label(point) };
    List(points.of(Kind::Phone).map(phone).collect())
}

/// The web domains that are stored.
pub fn domains(points: &Points) -> Domains {
    List(points.of(Kind::Domain).map(|point| Text(point.value.clone())).collect())
}

/// The postal addresses that are stored.
pub fn addresses(points: &Points) -> Addresses {
    let address = |address: &Address| AddressBody {
        purpose: Sent(Some(Word(address.purpose))),
        street: text(&address.street),
        city: text(&address.city),
        region: text(&address.region),
        postcode: text(&address.postcode),
        country: text(address.country.map_or("", |country| country.code())),
    };
    List(points.addresses.iter().map(address).collect())
}

/// A text, or nothing where it is empty.
fn text<const MOST: usize>(value: &str) -> Sent<Text<MOST>> {
    Sent((!value.is_empty()).then(|| Text(value.to_owned())))
}

fn label(point: &Point) -> Sent<Word<Label>> {
    Sent(Some(Word(point.label)))
}

/// Puts the e-mail addresses into what a form would have sent, if the program sent any.
pub fn put_emails(mut fields: Fields, sent: &Sent<Emails>) -> Fields {
    let Some(List(emails)) = &sent.0 else { return fields };
    fields = fields.without("email");
    for (row, email) in emails.iter().enumerate() {
        put_point(&mut fields, &format!("email.{row}"), &email.value.0, &email.label);
        if email.shared.0 == Some(true) {
            fields.push(format!("email.{row}.shared"), "1");
        }
    }
    fields
}

/// Puts the telephone numbers in the same way.
pub fn put_phones(mut fields: Fields, sent: &Sent<Phones>) -> Fields {
    let Some(List(phones)) = &sent.0 else { return fields };
    fields = fields.without("phone");
    for (row, phone) in phones.iter().enumerate() {
        put_point(&mut fields, &format!("phone.{row}"), &phone.value.0, &phone.label);
    }
    fields
}

/// Puts the web domains in the same way.
pub fn put_domains(mut fields: Fields, sent: &Sent<Domains>) -> Fields {
    let Some(List(domains)) = &sent.0 else { return fields };
    fields = fields.without("domain");
    for (row, domain) in domains.iter().enumerate() {
        fields.push(format!("domain.{row}"), &domain.0);
    }
    fields
}

/// Puts the postal addresses in the same way.
pub fn put_addresses(mut fields: Fields, sent: &Sent<Addresses>) -> Fields {
    let Some(List(addresses)) = &sent.0 else { return fields };
    fields = fields.without("address");
    for (row, address) in addresses.iter().enumerate() {
        let parts = [
            ("street", &address.street.0),
            ("city", &address.city.0),
            ("region", &address.region.0),
            ("postcode", &address.postcode.0),
        ];
        for (part, text) in parts {
            fields.push(format!("address.{row}.{part}"), text.as_ref().map_or("", |text| &text.0));
        }
        if let Some(country) = &address.country.0 {
            fields.push(format!("address.{row}.country"), &country.0);
        }
        if let Some(Word(purpose)) = address.purpose.0 {
            fields.push(format!("address.{row}.purpose"), purpose.code());
        }
    }
    fields
}

fn put_point(fields: &mut Fields, row: &str, value: &str, label: &Sent<Word<Label>>) {
    fields.push(row, value);
    if let Some(Word(label)) = label.0 {
        fields.push(format!("{row}.label"), label.code());
    }
}
