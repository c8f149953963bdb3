//! Points and addresses.

mod form;
mod norm;
mod read;

use serde::{Deserialize, Serialize};

use crate::base::Country;
use crate::base::words::words;

pub use form::{fill, rows, tidy};
pub use norm::{domain_norm, email_norm, is_own_domain, phone_norm, phone_shown};

/// What a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A web domain.
    Domain,
}

/// Where a point rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// At work.
    #[default]
    Work,
    /// At home.
    Home,
    /// In the pocket.
    Mobile,
    /// Elsewhere.
    Other,
}

/// What a postal address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Visits and letters.
    #[default]
    Main,
    /// Invoices.
    Billing,
    /// Goods.
    Delivery,
    /// Where somebody lives.
    Home,
    /// Anything else.
    Other,
}

/// One e-mail address, telephone number or domain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// What it is.
    pub kind: Kind,
    /// Where it rings.
    pub label: Label,
    /// As typed.
    pub value: String,
    /// As compared.
    pub norm: String,
    /// Whether several may have it.
    pub shared: bool,
}

/// One postal address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Address {
    /// What it is for.
    pub purpose: Purpose,
    /// Street and number; may have several lines.
    pub street: String,
    /// Town.
    pub city: String,
    /// County, state, oblast.
    pub region: String,
    /// Postal code.
    pub postcode: String,
    /// Country.
    pub country: Option<Country>,
}

/// All ways to reach a subject, in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Points {
    /// E-mail addresses, telephone numbers, domains.
    pub points: Vec<Point>,
    /// Postal addresses.
    pub addresses: Vec<Address>,
}

words!(Kind, "kind of point",
    Email = "email", "points-email";
    Phone = "phone", "points-phone";
    Domain = "domain", "points-domain";
);
words!(Label, "label",
    Work = "work", "points-work";
    Home = "home", "points-home";
    Mobile = "mobile", "points-mobile";
    Other = "other", "points-other";
);
words!(Purpose, "purpose",
    Main = "main", "points-main-address";
    Billing = "billing", "points-billing-address";
    Delivery = "delivery", "points-delivery-address";
    Home = "home", "points-home-address";
    Other = "other", "points-other-address";
);

/// What to do when somebody else has an e-mail address that a record brings back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Refuse, so that somebody decides.
    Refuse,
    /// Bring it back as a shared address.
    Share,
}

impl Points {
    /// The points of one kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(move |point| point.kind == kind)
    }

    /// The first point of that kind as typed, or an empty text.
    pub fn first(&self, kind: Kind) -> &str {
        self.of(kind).next().map_or("", |point| &point.value)
    }

    /// Marks every point of that kind as shared.
    pub fn share(&mut self, kind: Kind) {
        for point in self.points.iter_mut().filter(|point| point.kind == kind) {
            point.shared = true;
        }
    }

    /// The points of one kind as one text, for the audit and for people who compare.
    pub fn told(&self, kind: Kind) -> String {
        self.of(kind).map(|point| point.value.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The addresses as one text.
    pub fn told_addresses(&self) -> String {
        let line = |address: &Address| match address.country {
            Some(country) => format!("{}, {country}", address.line()),
            None => address.line(),
        };
        self.addresses.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    /// Every text by which a search should find the subject.
    pub fn search_texts(&self) -> Vec<String> {
        let points = self.points.iter().flat_map(|point| match point.kind {
            Kind::Phone => vec![point.value.clone(), point.norm.clone()],
            Kind::Email | Kind::Domain => vec![point.value.clone()],
        });
        let addresses = self.addresses.iter().flat_map(|at| [at.city.clone(), at.street.clone()]);
        points.chain(addresses).filter(|text| !text.is_empty()).collect()
    }
}

impl Address {
    /// The lines of the address as one text, without the country.
    pub fn line(&self) -> String {
        let street = self.street.lines().map(str::trim).collect::<Vec<_>>().join(", ");
        let town = [self.postcode.as_str(), self.city.as_str()].join(" ");
        let parts = [street.as_str(), town.trim(), self.region.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn is_empty(&self) -> bool {
        self.line().is_empty()
    }
}
