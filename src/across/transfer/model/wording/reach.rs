//! Names of what people and companies are reached by.

use super::super::target::Label::{self, Billing, Delivery, Home, Mobile, Other, Work};
use super::super::target::Part::{self, City, Country, Postcode, Region, Street};
use super::super::target::Target;
use super::{email, phone};

/// Names of e-mail addresses and phones.
pub const POINTS: &[(Target, &[&str])] = &[
    (
        email(Work),
        &[
            "e mail",
            "email",
            "e mail address",
            "email address",
            "e mail work",
            "email work",
            "work email",
            "business email",
            "primary email",
            "mail",
            "e mail 2 address",
            "e mail 3 address",
            "email 2",
            "email 3",
            "additional email addresses",
            "имейл",
            "ел поща",
            "електронна поща",
            "е поща",
            "служебен имейл",
            "имейл служебен",
        ],
    ),
    (
        email(Home),
        &[
            "e mail home",
            "email home",
            "home email",
            "private email",
            "personal email",
            "личен имейл",
            "имейл личен",
        ],
    ),
    (email(Other), &["e mail other", "email other", "other email", "имейл друг", "друг имейл"]),
    (
        phone(Work),
        &[
            "phone",
            "phone number",
            "phone work",
            "work phone",
            "business phone",
            "business phone 2",
            "company main phone",
            "primary phone",
            "telephone",
            "tel",
            "office phone",
            "тел",
            "телефон",
            "телефонен номер",
            "служебен телефон",
            "телефон служебен",
            "стационарен телефон",
        ],
    ),
    (
        phone(Mobile),
        &[
            "mobile",
            "mobile phone",
            "mobile phone number",
            "phone mobile",
            "cell",
            "cell phone",
            "whatsapp phone number",
            "gsm",
            "мобилен",
            "мобилен телефон",
            "телефон мобилен",
            "моб",
            "моб тел",
            "мобилен номер",
            "джиесем",
        ],
    ),
    (phone(Home), &["home phone", "home phone 2", "phone home", "домашен телефон", "телефон домашен"]),
    (
        phone(Other),
        &[
            "other phone",
            "phone other",
            "callback",
            "car phone",
            "fax",
            "fax number",
            "business fax",
            "home fax",
            "other fax",
            "phone fax",
            "факс",
            "телефон факс",
            "phone 2",
            "телефон друг",
            "друг телефон",
            "телефон 2",
        ],
    ),
];

/// Names of parts of the one address of a file that has no more.
pub const PLACES: &[(Part, &[&str])] = &[
    (
        Street,
        &[
            "address",
            "street",
            "street address",
            "street address 2",
            "address 1",
            "address 2",
            "address line 1",
            "address line 2",
            "postal address",
            "street road name of address",
            "house number of address",
            "apartment suite no of address",
            "адрес",
            "улица",
            "адрес на управление",
        ],
    ),
    (City, &["city", "town", "city town village locality of address", "град", "населено място"]),
    (Region, &["region", "state", "state region", "state county of address", "county", "province", "област"]),
    (
        Postcode,
        &[
            "postcode",
            "postal code",
            "zip",
            "zip code",
            "zip postal code of address",
            "zip postal code",
            "пощенски код",
            "пк",
            "п к",
        ],
    ),
    (Country, &["country", "country region", "country of address", "държава", "страна"]),
];

/// The words by which products set one postal address apart from another.
pub const PLACE_LABELS: &[(Label, &[&str])] = &[
    (Work, &["business", "work", "служебен", "служебна"]),
    (Home, &["home", "домашен", "домашна"]),
    (Billing, &["billing", "invoice", "за фактура", "фактуриране"]),
    (Delivery, &["shipping", "delivery", "за доставка", "доставка"]),
    (Other, &["other", "друг", "друга"]),
];
