//! The names that other products give to columns, and what those hold.
//!
//! The names stand folded: lower case, one blank for anything that is neither letter nor digit. Where two columns
//! compete for one field, the name that stands earlier here wins.

use super::target::{Field, Label, Part, Slot, Target};

use Field::*;
use Label::{Billing, Delivery, Home, Mobile, Other, Work};
use Part::{City, Country, Postcode, Region, Street};

pub(super) const fn field(field: Field) -> Target {
    Target::Field(field)
}
pub(super) const fn email(label: Label) -> Target {
    Target::Email(Slot::For(label))
}
pub(super) const fn phone(label: Label) -> Target {
    Target::Phone(Slot::For(label))
}
pub(super) const fn place(label: Label, part: Part) -> Target {
    Target::Address(Slot::For(label), part)
}

/// Names of single fields.
pub(super) const FIELDS: &[(Field, &[&str])] = &[
    (
        FirstName,
        &["first name", "given name", "firstname", "forename", "собствено име", "първо име", "име на лицето"],
    ),
    (MiddleName, &["middle name", "additional name", "second name", "бащино име", "презиме"]),
    (LastName, &["last name", "family name", "lastname", "surname", "фамилия", "фамилно име"]),
    (
        FullName,
        &[
            "full name",
            "name",
            "contact name",
            "contact",
            "person",
            "display name",
            "име и фамилия",
            "имена",
            "име",
            "лице за контакт",
            "контакт",
            "пълно име",
            "клиент",
        ],
    ),
    (
        Company,
        &[
            "company",
            "company name",
            "organization",
            "organisation",
            "organization name",
            "organization 1 name",
            "associated company",
            "account name",
            "account",
            "employer",
            "customer",
            "фирма",
            "име на фирма",
            "име на фирмата",
            "наименование",
            "дружество",
            "организация",
            "компания",
            "контрагент",
        ],
    ),
    (
        JobTitle,
        &[
            "job title",
            "organization title",
            "organization 1 title",
            "position",
            "role",
            "title",
            "длъжност",
            "позиция",
        ],
    ),
    (
        Domain,
        &[
            "company domain name",
            "domain",
            "website",
            "website url",
            "web page",
            "business web page",
            "website 1 value",
            "url",
            "уебсайт",
            "сайт",
            "интернет страница",
            "домейн",
            "уеб сайт",
        ],
    ),
    (
        RegistrationNumber,
        &[
            "registration number",
            "company number",
            "company registration number",
            "reg no",
            "registry number",
            "organizational id number",
            "еик",
            "булстат",
            "еик булстат",
            "фирмен номер",
            "регистрационен номер",
        ],
    ),
    (
        VatNumber,
        &[
            "vat number",
            "vat id",
            "vat no",
            "vat",
            "vat registration number",
            "ддс номер",
            "ддс",
            "ин по ддс",
        ],
    ),
    (
        Tags,
        &[
            "tags",
            "tag",
            "labels",
            "label",
            "categories",
            "category",
            "group membership",
            "етикети",
            "етикет",
            "категории",
            "категория",
            "групи",
        ],
    ),
    (
        Owner,
        &[
            "owner",
            "contact owner",
            "company owner",
            "account owner",
            "assigned to",
            "responsible",
            "отговорник",
            "отговаря",
            "търговец",
        ],
    ),
    (
        Source,
        &[
            "source",
            "lead source",
            "original source",
            "latest source",
            "referred by",
            "източник",
            "откъде го познаваме",
        ],
    ),
    (
        LegalBasis,
        &[
            "legal basis",
            "legal basis for processing contact s data",
            "lawful basis",
            "правно основание",
            "основание",
        ],
    ),
    (
        LegalBasisOn,
        &[
            "legal basis date",
            "legal basis since",
            "consent date",
            "дата на основанието",
            "дата на съгласието",
        ],
    ),
    (Language, &["language", "preferred language", "език"]),
    (
        CreatedOn,
        &[
            "create date",
            "created",
            "created on",
            "created at",
            "creation date",
            "date created",
            "person created",
            "organization created",
            "дата на създаване",
            "създаден на",
        ],
    ),
    (
        Note,
        &[
            "note",
            "notes",
            "comments",
            "comment",
            "description",
            "about us",
            "бележка",
            "бележки",
            "забележка",
            "забележки",
            "коментар",
            "описание",
        ],
    ),
    (
        ExternalId,
        &[
            "record id",
            "external id",
            "id",
            "contact id",
            "company id",
            "customer id",
            "номер",
            "външен номер",
            "код",
        ],
    ),
];

/// Names of e-mail addresses and phones.
pub(super) const POINTS: &[(Target, &[&str])] = &[
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
pub(super) const PLACES: &[(Part, &[&str])] = &[
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
pub(super) const PLACE_LABELS: &[(Label, &[&str])] = &[
    (Work, &["business", "work", "служебен", "служебна"]),
    (Home, &["home", "домашен", "домашна"]),
    (Billing, &["billing", "invoice", "за фактура", "фактуриране"]),
    (Delivery, &["shipping", "delivery", "за доставка", "доставка"]),
    (Other, &["other", "друг", "друга"]),
];
