//! Languages, countries and currencies that a person can choose.

use std::fmt;
use std::str::FromStr;

use super::error::Error;

/// A language in which Kantora speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English as written in Britain.
    #[default]
    En,
    /// Bulgarian.
    Bg,
}

impl Language {
    /// Every language, in the order in which it is offered.
    pub const ALL: [Language; 2] = [Language::En, Language::Bg];

    /// The value of `lang` attributes and of the stored column.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Bg => "bg",
        }
    }

    /// Its own name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::Bg => "Български",
        }
    }
}

impl FromStr for Language {
    type Err = Error;

    fn from_str(code: &str) -> Result<Language, Error> {
        Language::ALL.into_iter().find(|language| language.code() == code).ok_or(Error::Malformed("language"))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// Two or three capital letters of a standard, checked for form and against our list.
macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $what:literal, [$($code:literal),* $(,)?]) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(&'static str);

        impl $name {
            /// Every code that can be chosen, in alphabetical order.
            pub const ALL: &'static [$name] = &[$($name($code)),*];

            /// The code itself.
            pub fn code(self) -> &'static str {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<$name, Error> {
                $name::ALL.iter().copied().find(|known| known.0.eq_ignore_ascii_case(text.trim())).ok_or(Error::Malformed($what))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

code!(
    /// An ISO 3166-1 country.
    Country, "country", [
        "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AR", "AT", "AU", "AZ", "BA", "BB", "BD", "BE", "BF", "BG",
        "BH", "BI", "BJ", "BM", "BN", "BO", "BR", "BS", "BT", "BW", "BY", "BZ", "CA", "CD", "CF", "CG", "CH", "CI",
        "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CY", "CZ", "DE", "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG",
        "ER", "ES", "ET", "FI", "FJ", "FO", "FR", "GA", "GB", "GD", "GE", "GG", "GH", "GI", "GL", "GM", "GN", "GR",
        "GT", "GW", "GY", "HK", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IQ", "IR", "IS", "IT", "JE",
        "JM", "JO", "JP", "KE", "KG", "KH", "KM", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS",
        "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MG", "MK", "ML", "MM", "MN", "MO", "MR", "MT", "MU", "MV",
        "MW", "MX", "MY", "MZ", "NA", "NE", "NG", "NI", "NL", "NO", "NP", "NZ", "OM", "PA", "PE", "PG", "PH", "PK",
        "PL", "PR", "PT", "PY", "QA", "RO", "RS", "RU", "RW", "SA", "SC", "SD", "SE", "SG", "SI", "SK", "SL", "SM",
        "SN", "SO", "SR", "SV", "SY", "SZ", "TD", "TG", "TH", "TJ", "TL", "TM", "TN", "TR", "TT", "TW", "TZ", "UA",
        "UG", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VN", "VU", "WS", "XK", "YE", "ZA", "ZM", "ZW",
    ]
);

code!(
    /// An ISO 4217 currency in which a company can keep its books.
    Currency, "currency", [
        "AED", "AUD", "BGN", "BHD", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "INR",
        "ISK", "JPY", "KWD", "MKD", "NOK", "NZD", "PLN", "RON", "RSD", "SEK", "SGD", "TRY", "UAH", "USD", "ZAR",
    ]
);
