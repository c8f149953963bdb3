//! What an import may do to records that are there already, and what it gives to all of its rows.

use std::collections::BTreeMap;

use crate::base::{Day, MemberId, StageId, SubjectKind, text};

use super::field::Field;
use super::target::Target;

/// Which records an import touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// New ones are added, known ones changed.
    #[default]
    Both,
    /// Known ones are left as they are.
    CreateOnly,
    /// New ones are left out.
    UpdateOnly,
}

impl Mode {
    /// Every mode, in the order in which it is offered.
    pub const ALL: [Mode; 3] = [Mode::Both, Mode::CreateOnly, Mode::UpdateOnly];

    /// The value of the choice.
    pub fn code(self) -> &'static str {
        match self {
            Mode::Both => "both",
            Mode::CreateOnly => "create-only",
            Mode::UpdateOnly => "update-only",
        }
    }

    /// The mode of that value.
    pub fn of(code: &str) -> Option<Mode> {
        Mode::ALL.into_iter().find(|mode| mode.code() == code)
    }
}

/// What happens to a field of a record that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// It stays.
    Keep,
    /// The file wins.
    Overwrite,
    /// The file fills what is empty.
    Fill,
    /// The file's values join those that are there.
    Append,
}

impl Choice {
    /// Every choice, in the order in which it is offered.
    pub const ALL: [Choice; 4] = [Choice::Append, Choice::Overwrite, Choice::Fill, Choice::Keep];

    /// The value of the choice.
    pub fn code(self) -> &'static str {
        match self {
            Choice::Keep => "keep",
            Choice::Overwrite => "overwrite",
            Choice::Fill => "fill",
            Choice::Append => "append",
        }
    }

    /// The choice of that value.
    pub fn of(code: &str) -> Option<Choice> {
        Choice::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// Fields that follow one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// First, middle and last name; a company's name.
    Name,
    /// The employer.
    Company,
    /// The job title.
    JobTitle,
    /// Registration and VAT number.
    Numbers,
    /// E-mail addresses.
    Emails,
    /// Telephone numbers.
    Phones,
    /// Web domains.
    Domains,
    /// Postal addresses.
    Addresses,
    /// Tags.
    Tags,
    /// The owner.
    Owner,
    /// The source.
    Source,
    /// Legal basis and its day.
    LegalBasis,
    /// The language of letters.
    Language,
    /// The other product's name for it.
    ExternalId,
    /// Notes.
    Notes,
    /// How much a deal is worth, and how likely that is.
    Worth,
    /// Pipeline, stage, and how it ended; where a lead stands.
    Stage,
    /// By when.
    Term,
    /// Whether it is done.
    Done,
    /// The people and records that it is tied to.
    People,
    /// What it is at length.
    Details,
    /// Fields of the workspace's own.
    Own,
}

impl Area {
    /// Every area, in the order in which it is offered.
    pub const ALL: [Area; 22] = [
        Area::Name,
        Area::Stage,
        Area::Worth,
        Area::Term,
        Area::Done,
        Area::Details,
        Area::Company,
        Area::People,
        Area::JobTitle,
        Area::Numbers,
        Area::Emails,
        Area::Phones,
        Area::Domains,
        Area::Addresses,
        Area::Tags,
        Area::Owner,
        Area::Source,
        Area::LegalBasis,
        Area::Language,
        Area::ExternalId,
        Area::Own,
        Area::Notes,
    ];

    /// The name of the control.
    pub fn code(self) -> &'static str {
        match self {
            Area::Name => "name",
            Area::Company => "company",
            Area::JobTitle => "job-title",
            Area::Numbers => "numbers",
            Area::Emails => "emails",
            Area::Phones => "phones",
            Area::Domains => "domains",
            Area::Addresses => "addresses",
            Area::Tags => "tags",
            Area::Owner => "owner",
            Area::Source => "source",
            Area::LegalBasis => "legal-basis",
            Area::Language => "language",
            Area::ExternalId => "external-id",
            Area::Notes => "notes",
            Area::Worth => "worth",
            Area::Stage => "stage",
            Area::Term => "term",
            Area::Done => "done",
            Area::People => "people",
            Area::Details => "details",
            Area::Own => "own",
        }
    }

    /// Whether it holds several values.
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Area::Emails
                | Area::Phones
                | Area::Domains
                | Area::Addresses
                | Area::Tags
                | Area::Notes
                | Area::People
        )
    }

    /// What one can choose for it, the usual choice first.
    pub fn choices(self) -> &'static [Choice] {
        match self {
            Area::Notes => &[Choice::Append, Choice::Keep],
            _ if self.is_list() => &[Choice::Append, Choice::Overwrite, Choice::Fill, Choice::Keep],
            _ => &[Choice::Overwrite, Choice::Fill, Choice::Keep],
        }
    }

    /// The area that a column of a list of that kind belongs to.
    fn of(target: Target, kind: SubjectKind) -> Option<Area> {
        match target {
            Target::Ignore | Target::EmailLabel(_) | Target::PhoneLabel(_) | Target::AddressLabel(_) => None,
            Target::Keep if matches!(kind, SubjectKind::Task | SubjectKind::Note) => Some(Area::Details),
            Target::Keep => Some(Area::Notes),
            Target::Own(_) | Target::NewOwn => Some(Area::Own),
            Target::Email(_) => Some(Area::Emails),
            Target::Phone(_) => Some(Area::Phones),
            Target::Address(..) => Some(Area::Addresses),
            Target::Field(field) => Area::of_field(field, kind),
        }
    }

    fn of_field(field: Field, kind: SubjectKind) -> Option<Area> {
        let is_company = kind == SubjectKind::Company;
        let is_tied = matches!(kind, SubjectKind::Task | SubjectKind::Note);
        Some(match field {
            field if is_tied && field.is_tie() => Area::People,
            Field::FullName | Field::FirstName | Field::MiddleName | Field::LastName | Field::Title => {
                Area::Name
            }
            Field::Company if is_company => Area::Name,
            Field::RegistrationNumber | Field::VatNumber if is_company || kind == SubjectKind::Lead => {
                Area::Numbers
            }
            Field::Domain if is_company || kind == SubjectKind::Lead => Area::Domains,
            Field::Company
            | Field::CompanyId
            | Field::RegistrationNumber
            | Field::VatNumber
            | Field::Domain => Area::Company,
            Field::JobTitle => Area::JobTitle,
            Field::Tags => Area::Tags,
            Field::Owner if kind == SubjectKind::Note => return None,
            Field::Owner => Area::Owner,
            Field::Source => Area::Source,
            Field::LegalBasis | Field::LegalBasisOn => Area::LegalBasis,
            Field::Language => Area::Language,
            Field::State | Field::LostReason if kind == SubjectKind::Lead => return None,
            Field::Pipeline | Field::Stage | Field::State | Field::LostReason | Field::ClosedOn => {
                Area::Stage
            }
            Field::Amount | Field::Currency | Field::Probability => Area::Worth,
            Field::CloseOn | Field::DueOn | Field::DueTime => Area::Term,
            Field::Done | Field::DoneOn => Area::Done,
            Field::Person
            | Field::PersonEmail
            | Field::PersonId
            | Field::Deal
            | Field::DealId
            | Field::Lead
            | Field::LeadId
            | Field::About
            | Field::AboutId
            | Field::AboutKind => Area::People,
            Field::Details | Field::TaskKind | Field::ActivityKind | Field::Interest | Field::Campaign => {
                Area::Details
            }
            Field::NoteOn if kind == SubjectKind::Note => return None,
            Field::Note | Field::NoteKind if kind == SubjectKind::Note => Area::Details,
            Field::CreatedOn => return None,
            Field::ExternalId => Area::ExternalId,
            Field::Note | Field::NoteKind | Field::NoteOn => Area::Notes,
        })
    }

    /// The areas that these columns fill, in the order in which they are offered.
    pub fn filled(targets: &[Target], kind: SubjectKind) -> Vec<Area> {
        let filled: Vec<Area> = targets.iter().filter_map(|target| Area::of(*target, kind)).collect();
        Area::ALL.into_iter().filter(|area| filled.contains(area)).collect()
    }
}

/// Which of two rows of the file for one record wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repeats {
    /// The later row fills what the earlier one leaves empty.
    #[default]
    Fill,
    /// The later row wins.
    Win,
}

/// What becomes of a row that meets nobody, but bears nearly the name of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alike {
    /// A new record: a name is no proof.
    #[default]
    Add,
    /// Nothing, until somebody has looked.
    Pass,
}

/// What becomes of a row that names a record that nobody here knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unlinked {
    /// It comes in without that record, and says so; a note has to be about something.
    #[default]
    Tell,
    /// It is bad.
    Refuse,
}

/// Where deals go whose stage nobody here knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StageChoice {
    /// Into a new stage of that name.
    New,
    /// Into that one.
    Into(StageId),
}

/// What is not said in the file: asked once for all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Givens {
    /// Who looks after the new ones.
    pub owner: Option<MemberId>,
    /// Tags for all.
    pub tags: Vec<String>,
    /// Where we know them from.
    pub source: String,
    /// On which legal basis we keep people.
    pub basis: String,
    /// Since when.
    pub basis_on: Option<Day>,
}

/// A stage as a file names it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NamedStage {
    /// The pipeline; empty: the first one.
    pub pipeline: String,
    /// The stage; empty: where deals begin.
    pub stage: String,
}

impl NamedStage {
    /// The same for every spelling.
    pub fn key(&self) -> String {
        [text::fold(&self.pipeline), text::fold(&self.stage)].join("/")
    }
}

/// How an import is to go about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Rules {
    /// Which records.
    pub mode: Mode,
    /// What was chosen otherwise than usual.
    pub choices: BTreeMap<Area, Choice>,
    /// Of two rows for one record.
    pub repeats: Repeats,
    /// Of a row that looks like somebody known.
    #[serde(default)]
    pub alike: Alike,
    /// Of a row that names a record nobody knows.
    #[serde(default)]
    pub unlinked: Unlinked,
    /// Of stages that nobody knows, by [`NamedStage::key`].
    #[serde(default)]
    pub stages: BTreeMap<String, StageChoice>,
    /// For all rows.
    pub givens: Givens,
}

impl Rules {
    /// The rule for that area.
    pub fn choice(&self, area: Area) -> Choice {
        self.choices.get(&area).copied().unwrap_or(area.choices()[0])
    }
}
