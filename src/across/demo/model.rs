//! Who works at Rila Joinery, whom they know, and when it was written down.

mod forms;
mod products;
mod sales;

use std::time::Duration;

use jiff::ToSpan;

use crate::base::{At, Country, Day, Error, Fields, Language, Result, Role};
use crate::crm::activities::NoteInput;
use crate::crm::companies::CompanyInput;
use crate::crm::contacts::ContactInput;
use crate::crm::leads::LeadInput;
use crate::workspace::members::Post;

pub use forms::{answers, web_form};
pub use products::products;

/// The one password of all five; the demo listens on this machine only and is thrown away.
pub const PASSWORD: &str = "oak table by the window";

/// Somebody who works at Rila Joinery.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// How the tables name them.
    pub key: &'static str,
    /// Their name.
    pub name: &'static str,
    /// The address to sign in with.
    pub email: &'static str,
    /// What they may do.
    pub role: Role,
    /// In which language they read.
    pub language: Language,
}

/// The five, one of each role.
pub const PEOPLE: [Person; 5] = [
    person("mara", "Mara Ilieva", "mara@rilajoinery.example", Role::Owner, Language::En),
    person("ivan", "Иван Русев", "ivan@rilajoinery.example", Role::Admin, Language::Bg),
    person("tom", "Tom Ashdown", "tom@rilajoinery.example", Role::Sales, Language::En),
    person("petya", "Petya Koleva", "petya@rilajoinery.example", Role::Bookkeeper, Language::En),
    person("nora", "Nora Finch", "nora@rilajoinery.example", Role::Viewer, Language::En),
];

/// Who works in which team.
pub const TEAMS: [(&str, &str, Post); 5] = [
    ("Bristol", "tom", Post::Lead),
    ("Bristol", "mara", Post::Fellow),
    ("Bristol", "nora", Post::Fellow),
    ("Sofia", "ivan", Post::Lead),
    ("Sofia", "petya", Post::Fellow),
];

/// What the office needs to know and Kantora does not ask: what the form of each new field holds.
pub fn own_fields() -> Vec<Fields> {
    let typed = |row: Fields| {
        let cells = row.pairs().filter(|(_, cell)| !cell.is_empty());
        cells.map(|(name, cell)| (name.to_owned(), cell.replace('|', "\n"))).collect()
    };
    rows(FIELDS).into_iter().map(typed).collect()
}

/// Who is asked to come.
pub const INVITED: &str = "freya.holt@example.com";

const fn person(
    key: &'static str,
    name: &'static str,
    email: &'static str,
    role: Role,
    language: Language,
) -> Person {
    Person { key, name, email, role, language }
}

/// What the settings page of the company holds.
pub fn settings() -> Fields {
    [
        ("company", "Rila Joinery"),
        ("name", "Rila Joinery"),
        ("legal_name", "Rila Joinery Ltd"),
        ("street", "8 Cumberland Basin"),
        ("city", "Bristol"),
        ("postcode", "BS1 6XG"),
        ("country", "GB"),
        ("registration_number", "07214883"),
        ("vat_number", "GB 482 1170 09"),
        ("currency", "GBP"),
        ("zone", "Europe/London"),
        ("language", "en"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}

/// What papers say of the seller, and its bank accounts.
pub fn seller() -> [Fields; 3] {
    let papers = [
        ("office", "Registered in England and Wales, registered office 8 Cumberland Basin, Bristol BS1 6XG"),
        ("terms", "days"),
        ("terms_number", "30"),
        ("languages", "en"),
        ("colour", "green"),
    ];
    let pounds = [
        ("bank", "Harbourside Bank"),
        ("account_currency", "GBP"),
        ("sort_code", "60-16-13"),
        ("number", "31926819"),
    ];
    let euros = [
        ("bank", "Harbourside Bank"),
        ("account_currency", "EUR"),
        ("iban", "GB29 NWBK 6016 1331 9268 19"),
        ("bic", "NWBKGB2L"),
    ];
    [&papers[..], &pounds[..], &euros[..]]
        .map(|row| row.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

/// What papers say of some companies, each known by its domain.
pub fn customers() -> Vec<Fields> {
    rows(CUSTOMERS)
}

/// What is asked for, from the first paper to the last draft.
pub fn invoices() -> Vec<Fields> {
    rows(INVOICES)
}

/// What is offered, from the first quote to the last draft.
pub fn quotes() -> Vec<Fields> {
    rows(QUOTES)
}

/// Something that somebody did.
pub struct Deed {
    /// When.
    pub at: At,
    /// Who, as the tables name them.
    pub author: String,
    /// What.
    pub act: Act,
}

/// What was done.
pub enum Act {
    /// A company was added; what the form would hold, too.
    Company(CompanyInput, Fields),
    /// A contact was added; what the form would hold, too.
    Contact(ContactInput, Fields),
    /// A note was written about the contact of that address, or the deal of that name.
    Note(String, NoteInput),
    /// A lead came in, and became what it is.
    Lead(Box<LeadInput>, Fate),
    /// The deal of that name came to be, or went on.
    Deal(String, Step),
}

/// What became of a lead.
pub enum Fate {
    /// Nothing yet.
    Open,
    /// Somebody has answered.
    Answered(NoteInput),
    /// It was given up, for that reason.
    Dead(String),
    /// It was answered, and rests until that day.
    Rests(Day),
    /// It became a deal of somebody who was known already; what the form of the deal would hold.
    Deal(Fields),
}

/// What was done with a deal.
pub enum Step {
    /// It was added; what the form would hold, and the address of whom it is about.
    Add(Fields, String),
    /// It was moved to the stage of that place, from 1.
    Move(usize),
    /// It was put on hold for so many days.
    Hold(i64),
    /// It was won.
    Win,
    /// It was lost for the reason of that place, from 1.
    Lose(usize),
}

const FIELDS: &str = include_str!("data/fields.tsv");
const COMPANIES: &str = include_str!("data/companies.tsv");
const CUSTOMERS: &str = include_str!("data/customers.tsv");
const INVOICES: &str = include_str!("data/invoices.tsv");
const QUOTES: &str = include_str!("data/quotes.tsv");
const CONTACTS: &str = include_str!("data/contacts.tsv");
const NOTES: &str = include_str!("data/notes.tsv");
const TASKS: &str = include_str!("data/tasks.tsv");
const LEADS: &str = include_str!("data/leads.tsv");
const DEALS: &str = include_str!("data/deals.tsv");
const TEMPLATES: &str = include_str!("data/templates.tsv");
const LETTERS: &str = include_str!("data/letters.tsv");

/// A task of the plan.
pub struct Planned {
    /// Who writes it down, as the tables name them.
    pub author: String,
    /// The address of the contact that it is about; empty: nobody in particular.
    pub about: String,
    /// Whether it is done.
    pub is_done: bool,
    /// What the form would hold, but for whom it is about.
    pub fields: Fields,
}

/// What is to be done around `today`. `member` gives the number of the member of that key.
pub fn plan(today: Day, member: impl Fn(&str) -> String) -> Vec<Planned> {
    let planned = |row: Fields| {
        let due =
            row.first("days").parse::<i64>().ok().and_then(|days| today.0.checked_add(days.days()).ok());
        let assignee =
            if row.first("assignee").is_empty() { String::new() } else { member(row.first("assignee")) };
        Planned {
            author: row.first("author").to_owned(),
            about: row.first("about").to_owned(),
            is_done: row.has("done") && !row.first("done").is_empty(),
            fields: with(
                &row,
                &[
                    ("assignee", assignee),
                    ("about", String::new()),
                    ("due_on", due.map(|day| day.to_string()).unwrap_or_default()),
                    ("due_time", row.first("time").to_owned()),
                ],
            ),
        }
    };
    rows(TASKS).into_iter().map(planned).collect()
}

/// Templates of letters (`author`, and what their form would hold), and letters to contacts (`to`, `when` and `fate`, too).
/// Lines of a text end with `\n` written out.
pub fn letters() -> [Vec<Fields>; 2] {
    let lined = |row: Fields| with(&row, &[("text", row.first("text").replace("\\n", "\n"))]);
    [TEMPLATES, LETTERS].map(|table| rows(table).into_iter().map(lined).collect())
}

/// A file that somebody keeps with a contact.
pub struct Paper {
    /// Who adds it, as the tables name them.
    pub author: &'static str,
    /// The address of the contact.
    pub about: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A list of prices, and the drawing of a table's top.
pub fn papers() -> Result<[Paper; 2]> {
    let prices = "Timber;Thickness;Pounds per square metre\r\nEuropean oak;27 mm;118.00\r\n\
                  European oak;40 mm;164.00\r\nAsh;27 mm;96.00\r\nWalnut;27 mm;210.00\r\n";
    let (author, about) = ("mara", "amelia@hartbooks.example");
    Ok([
        Paper { author, about, name: "Timber prices.csv", bytes: prices.as_bytes().to_vec() },
        Paper { author, about, name: "Oak top with rings.png", bytes: rings()? },
    ])
}

/// The end of an oak beam, ring by ring.
fn rings() -> Result<Vec<u8>> {
    let wood = image::RgbImage::from_fn(320, 240, |x, y| {
        let (across, down) = (i64::from(x) - 90, (i64::from(y) - 160) * 3 / 2);
        let ring = (across * across + down * down) / 700 % 7;
        let shade = u8::try_from(ring * 9).unwrap_or_default();
        image::Rgb([206 - shade, 168 - shade, 118 - shade])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    wood.write_to(&mut bytes, image::ImageFormat::Png).map_err(Error::internal)?;
    Ok(bytes.into_inner())
}

/// Everything that was done up to `now`, in order. `member` gives the number of the member of that key.
pub fn deeds(now: At, member: impl Fn(&str) -> String) -> Result<Vec<Deed>> {
    let mut dice = Dice(2_026);
    let mut deeds = Vec::new();
    let companies = rows(COMPANIES);
    // The first company of the table is the oldest customer; contacts follow their company within weeks.
    let count = companies.len() as u64;
    let mut added = std::collections::HashMap::new();
    for (place, row) in (0..).zip(&companies) {
        let days_ago = 420 - place * 350 / count - dice.below(6);
        added.insert(row.first("name").to_owned(), days_ago);
        let fields = company(row, &member);
        let input = CompanyInput::parse(&fields, country(row)?)?;
        deeds.push(Deed {
            at: moment(now, days_ago, 8 + dice.below(8), dice.below(60)),
            author: row.first("owner").to_owned(),
            act: Act::Company(input, fields),
        });
    }
    for row in rows(CONTACTS) {
        let known = added.get(row.first("company")).copied().unwrap_or(90);
        let days_ago = known.saturating_sub(1 + dice.below(20)).max(62);
        let basis_on = moment(now, days_ago, 0, 0).day(&jiff::tz::TimeZone::UTC);
        let fields = with(&row, &[("basis_on", basis_on.to_string()), ("owner", owner(&row, &member))]);
        let author = if row.first("owner").is_empty() { "mara" } else { row.first("owner") };
        deeds.push(Deed {
            at: moment(now, days_ago, 9 + dice.below(8), dice.below(60)),
            author: author.to_owned(),
            act: Act::Contact(ContactInput::parse(&fields, home(row.first("language")))?, fields),
        });
    }
    for row in rows(NOTES) {
        let number = |name: &str| row.first(name).parse::<u64>().map_err(|_| Error::Malformed("note"));
        deeds.push(Deed {
            at: moment(now, number("days")?, number("hour")?, dice.below(60)),
            author: row.first("author").to_owned(),
            act: Act::Note(row.first("about").to_owned(), NoteInput::parse(&row)?),
        });
    }
    for row in rows(LEADS) {
        deeds.push(sales::lead(&row, now, &member)?);
    }
    for row in rows(DEALS) {
        deeds.extend(sales::deal(now, &row, &member)?);
    }
    deeds.sort_by_key(|deed| deed.at);
    Ok(deeds)
}

/// That many days ago at that time, but never later than a little before now.
fn moment(now: At, days_ago: u64, hour: u64, minute: u64) -> At {
    const DAY: u64 = 86_400_000;
    let today = now.0 - now.0.rem_euclid(DAY as i64);
    let at = At(today).minus(Duration::from_millis(days_ago * DAY));
    let at = at.plus(Duration::from_secs(hour * 3_600 + minute * 60));
    at.min(now.minus(Duration::from_secs(600)))
}

fn company(row: &Fields, member: impl Fn(&str) -> String) -> Fields {
    let address = ["street", "city", "postcode", "country"]
        .map(|part| (format!("address.0.{part}"), row.first(part).to_owned()));
    address
        .into_iter()
        .fold(with(row, &[("owner", owner(row, &member))]), |fields, (name, value)| fields.with(name, value))
}

fn owner(row: &Fields, member: impl Fn(&str) -> String) -> String {
    let key = row.first("owner");
    if key.is_empty() { String::new() } else { member(key) }
}

/// The row with these fields instead of its own.
fn with(row: &Fields, instead: &[(&str, String)]) -> Fields {
    let kept = row.pairs().filter(|(name, _)| instead.iter().all(|(other, _)| other != name));
    let kept = kept.map(|(name, value)| (name.to_owned(), value.to_owned()));
    kept.chain(instead.iter().map(|(name, value)| ((*name).to_owned(), value.clone()))).collect()
}

fn country(row: &Fields) -> Result<Country> {
    row.first("country").parse()
}

/// Where people who read that language telephone.
fn home(language: &str) -> Country {
    let code = if language == "bg" { "BG" } else { "GB" };
    code.parse().expect("both are in the list of countries")
}

/// A table with a head: one `Fields` a row.
fn rows(table: &str) -> Vec<Fields> {
    let mut lines = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = lines.next().unwrap_or_default();
    let row = |cells: Vec<&str>| {
        let named = head.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), cell.to_owned()));
        named.collect()
    };
    lines.map(row).collect()
}

/// Chance with a fixed seed (SplitMix64), so that every demo is the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}
