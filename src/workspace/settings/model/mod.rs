//! What a workspace is made of, and the parsing of what people type about it.

mod slug;
mod vat;

use std::str::FromStr;

use jiff::tz::TimeZone;

use crate::base::{Country, Currency, Error, Fields, Language, Problems, Result, WorkspaceId, text};

pub use slug::slug;
pub use vat::read as read_vat_number;

/// The first day of its weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeekStart {
    /// As in Europe.
    Monday,
    /// As in Egypt.
    Saturday,
    /// As in North America.
    Sunday,
}

impl WeekStart {
    /// Every choice.
    pub const ALL: [WeekStart; 3] = [WeekStart::Monday, WeekStart::Saturday, WeekStart::Sunday];

    /// The ISO number of the day, as stored.
    pub fn number(self) -> i64 {
        match self {
            WeekStart::Monday => 1,
            WeekStart::Saturday => 6,
            WeekStart::Sunday => 7,
        }
    }

    /// From the stored number.
    pub fn from_number(number: i64) -> WeekStart {
        WeekStart::ALL.into_iter().find(|day| day.number() == number).unwrap_or(WeekStart::Monday)
    }

    /// The value of the form.
    pub fn code(self) -> &'static str {
        match self {
            WeekStart::Monday => "monday",
            WeekStart::Saturday => "saturday",
            WeekStart::Sunday => "sunday",
        }
    }

    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            WeekStart::Monday => "settings-week-monday",
            WeekStart::Saturday => "settings-week-saturday",
            WeekStart::Sunday => "settings-week-sunday",
        }
    }
}

impl FromStr for WeekStart {
    type Err = Error;

    fn from_str(code: &str) -> Result<WeekStart> {
        WeekStart::ALL.into_iter().find(|day| day.code() == code).ok_or(Error::Malformed("week start"))
    }
}

/// Who the company is, as papers name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// The trading name, shown in the frame.
    pub name: String,
    /// The registered name; empty: as the trading name.
    pub legal_name: String,
    /// Street and number, or the first lines of the address.
    pub street: String,
    /// Town.
    pub city: String,
    /// County, province or region.
    pub region: String,
    /// Postal code.
    pub postcode: String,
    /// Country.
    pub country: Country,
    /// Number in the register of companies.
    pub registration_number: String,
    /// VAT number with the country's letters in front; empty: not registered.
    pub vat_number: String,
}

impl Company {
    /// Reads the form.
    pub fn parse(fields: &Fields) -> Result<Company> {
        let mut problems = Problems::default();
        let line = |name: &str| text::one_line(fields.first(name));
        let name = line("name");
        if name.is_empty() || name.chars().count() > 200 {
            problems.add("name", "settings-name-wrong");
        }
        for field in ["legal_name", "street", "city", "region", "postcode", "registration_number"] {
            if line(field).chars().count() > 200 {
                problems.add(field, "settings-too-long");
            }
        }
        let country = fields.first("country").parse::<Country>();
        let vat_number = match &country {
            Ok(country) => vat::read(*country, fields.first("vat_number")),
            Err(_) => None,
        };
        if country.is_err() {
            problems.add("country", "settings-country-wrong");
        } else if vat_number.is_none() {
            problems.add("vat_number", "settings-vat-wrong");
        }
        problems.finish(())?;
        Ok(Company {
            name,
            legal_name: line("legal_name"),
            street: line("street"),
            city: line("city"),
            region: line("region"),
            postcode: line("postcode"),
            country: country?,
            registration_number: line("registration_number"),
            vat_number: vat_number.unwrap_or_default(),
        })
    }
}

/// How its days and amounts are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regional {
    /// The currency of its books.
    pub currency: Currency,
    /// The IANA zone of its days.
    pub zone: String,
    /// The first day of its weeks.
    pub week_start: WeekStart,
    /// The language of members who chose none and whose browser says none.
    pub language: Language,
    /// The country of telephone numbers without a country code.
    pub phone_country: Country,
}

impl Regional {
    /// Reads the form.
    pub fn parse(fields: &Fields) -> Result<Regional> {
        let mut problems = Problems::default();
        let currency = fields.first("currency").parse::<Currency>();
        if currency.is_err() {
            problems.add("currency", "settings-currency-wrong");
        }
        let zone = fields.first("zone");
        if zone.is_empty() || TimeZone::get(zone).is_err() {
            problems.add("zone", "settings-zone-wrong");
        }
        let week_start = fields.first("week_start").parse::<WeekStart>();
        if week_start.is_err() {
            problems.add("week_start", "settings-week-wrong");
        }
        let language = fields.first("language").parse::<Language>();
        if language.is_err() {
            problems.add("language", "settings-language-wrong");
        }
        let phone_country = fields.first("phone_country").parse::<Country>();
        if phone_country.is_err() {
            problems.add("phone_country", "settings-country-wrong");
        }
        problems.finish(())?;
        Ok(Regional {
            currency: currency?,
            zone: zone.to_owned(),
            week_start: week_start?,
            language: language?,
            phone_country: phone_country?,
        })
    }
}

/// Who must have a second factor to enter the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    /// Who wants one has one.
    Nobody,
    /// Owners and administrators.
    Admins,
    /// All members.
    Everybody,
}

impl SecondFactor {
    /// Every choice, the mildest first.
    pub const ALL: [SecondFactor; 3] = [SecondFactor::Nobody, SecondFactor::Admins, SecondFactor::Everybody];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            SecondFactor::Nobody => "nobody",
            SecondFactor::Admins => "admins",
            SecondFactor::Everybody => "everybody",
        }
    }

    /// The key of its name in the catalogues.
    pub fn key(self) -> &'static str {
        match self {
            SecondFactor::Nobody => "settings-factor-nobody",
            SecondFactor::Admins => "settings-factor-admins",
            SecondFactor::Everybody => "settings-factor-everybody",
        }
    }
}

impl FromStr for SecondFactor {
    type Err = Error;

    fn from_str(code: &str) -> Result<SecondFactor> {
        let found = SecondFactor::ALL.into_iter().find(|choice| choice.code() == code);
        found.ok_or_else(|| Error::field("second_factor", "settings-factor-wrong"))
    }
}

/// The workspace as it stands.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its number.
    pub id: WorkspaceId,
    /// The first part of its paths.
    pub slug: String,
    /// Who the company is.
    pub company: Company,
    /// How it writes days and amounts.
    pub regional: Regional,
    /// Who must have a second factor.
    pub second_factor: SecondFactor,
    /// Grows with settings, members and tags: keys the caches.
    pub changes: i64,
    /// Grows with settings: an edit must know it.
    pub version: i64,
}

impl Settings {
    /// The zone of its days; UTC where a newer release of the zone data has dropped the name.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.regional.zone).unwrap_or(TimeZone::UTC)
    }
}

/// A company about to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWorkspace {
    /// The trading name.
    pub name: String,
    /// Where it is at home; telephone numbers without a country code are of there too.
    pub country: Country,
    /// The currency of its books.
    pub currency: Currency,
    /// The IANA zone of its days.
    pub zone: String,
    /// Its language.
    pub language: Language,
}

impl NewWorkspace {
    /// Reads the form of the set-up page: `company`, `country`, `currency`, `zone`, `language`. Notes what is wrong.
    pub fn parse(fields: &Fields, problems: &mut Problems) -> Option<NewWorkspace> {
        let name = text::one_line(fields.first("company"));
        if name.is_empty() || name.chars().count() > 200 {
            problems.add("company", "settings-name-wrong");
        }
        let country = fields.first("country").parse::<Country>();
        if country.is_err() {
            problems.add("country", "settings-country-wrong");
        }
        let currency = fields.first("currency").parse::<Currency>();
        if currency.is_err() {
            problems.add("currency", "settings-currency-wrong");
        }
        let zone = fields.first("zone");
        if zone.is_empty() || TimeZone::get(zone).is_err() {
            problems.add("zone", "settings-zone-wrong");
        }
        let language = fields.first("language").parse::<Language>();
        if language.is_err() {
            problems.add("language", "settings-language-wrong");
        }
        if !problems.is_empty() {
            return None;
        }
        Some(NewWorkspace {
            name,
            country: country.ok()?,
            currency: currency.ok()?,
            zone: zone.to_owned(),
            language: language.ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company() -> Fields {
        Fields::new().with("name", " Rila  Joinery ").with("country", "GB").with("vat_number", "482 1170 35")
    }

    #[test]
    fn a_company_is_read_and_its_numbers_brought_into_one_spelling() {
        let read = Company::parse(&company()).unwrap();

        assert_eq!(read.name, "Rila Joinery");
        assert_eq!(read.vat_number, "GB482117035");
        assert_eq!(read.legal_name, "");
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let fields =
            Fields::new().with("country", "BG").with("vat_number", "12").with("city", "x".repeat(201));

        let Err(Error::Invalid(problems)) = Company::parse(&fields) else { panic!("it was taken") };

        let wrong: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(wrong, ["name", "city", "vat_number"]);
    }

    #[test]
    fn a_zone_must_be_one_of_the_world() {
        let fields = Fields::new()
            .with("currency", "EUR")
            .with("zone", "Europe/Sofia")
            .with("week_start", "monday")
            .with("language", "bg")
            .with("phone_country", "BG");
        assert_eq!(Regional::parse(&fields).unwrap().zone, "Europe/Sofia");

        let wrong = Fields::new().with("zone", "Europe/Plovdiv");
        let Err(Error::Invalid(problems)) = Regional::parse(&wrong) else { panic!("it was taken") };
        assert_eq!(problems.on("zone"), Some("settings-zone-wrong"));
    }
}
