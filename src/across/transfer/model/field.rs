//! The fields that a column of a file can fill.

use crate::base::SubjectKind;
use crate::base::words::words;

/// A field that holds one value, or one list of short ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// First, middle and last name in one cell.
    FullName,
    /// The first name.
    FirstName,
    /// The middle name; in Bulgaria the father's.
    MiddleName,
    /// The last name.
    LastName,
    /// What a deal or a task is called.
    Title,
    /// The company: its own name in a list of companies, the one that it is about in any other.
    Company,
    /// The other product's number for that company.
    CompanyId,
    /// What somebody does there.
    JobTitle,
    /// The company's domain or web address.
    Domain,
    /// The company's number in its register.
    RegistrationNumber,
    /// The company's VAT number.
    VatNumber,
    /// What a lead wants.
    Interest,
    /// The way that a deal goes.
    Pipeline,
    /// Where on it the deal stands.
    Stage,
    /// Whether a deal is open, won or lost; where a lead stands.
    State,
    /// Why it came to nothing.
    LostReason,
    /// How much a deal is worth.
    Amount,
    /// In which currency.
    Currency,
    /// How likely it is to be won.
    Probability,
    /// When it should be won.
    CloseOn,
    /// When it was won or lost.
    ClosedOn,
    /// What a task is.
    TaskKind,
    /// What another product's activity is: a call, a meeting or a letter that is done is no task any more.
    ActivityKind,
    /// By which day.
    DueOn,
    /// By which hour.
    DueTime,
    /// Whether it is done.
    Done,
    /// When it was.
    DoneOn,
    /// A task at length.
    Details,
    /// The person whom it is about, by name.
    Person,
    /// By e-mail address.
    PersonEmail,
    /// By the other product's number.
    PersonId,
    /// The deal that it is about, by name.
    Deal,
    /// By the other product's number.
    DealId,
    /// The lead that it is about, by name.
    Lead,
    /// By the other product's number.
    LeadId,
    /// The record that it is about, of any kind, by name.
    About,
    /// By the other product's number.
    AboutId,
    /// Of which kind that record is.
    AboutKind,
    /// Tags, set apart by semicolons or commas.
    Tags,
    /// The member who looks after it, by name or e-mail address; of a note: who wrote it.
    Owner,
    /// Where we know them from.
    Source,
    /// By which campaign.
    Campaign,
    /// On which legal basis we keep them.
    LegalBasis,
    /// Since when.
    LegalBasisOn,
    /// The language in which they are written to.
    Language,
    /// A note on the timeline.
    Note,
    /// Whether that note tells of a call or a meeting.
    NoteKind,
    /// The day of that note.
    NoteOn,
    /// The day on which the other product got it.
    CreatedOn,
    /// The number or name under which the other product knew them.
    ExternalId,
}
words!(Field, "field of an import",
    FullName = "full-name", "transfer-field-full-name";
    FirstName = "first-name", "transfer-field-first-name";
    MiddleName = "middle-name", "transfer-field-middle-name";
    LastName = "last-name", "transfer-field-last-name";
    Title = "title", "transfer-field-title";
    Company = "company", "transfer-field-company";
    CompanyId = "company-id", "transfer-field-company-id";
    JobTitle = "job-title", "transfer-field-job-title";
    Domain = "domain", "transfer-field-domain";
    RegistrationNumber = "registration-number", "transfer-field-registration-number";
    VatNumber = "vat-number", "transfer-field-vat-number";
    Interest = "interest", "transfer-field-interest";
    Pipeline = "pipeline", "transfer-field-pipeline";
    Stage = "stage", "transfer-field-stage";
    State = "state", "transfer-field-state";
    LostReason = "lost-reason", "transfer-field-lost-reason";
    Amount = "amount", "transfer-field-amount";
    Currency = "currency", "transfer-field-currency";
    Probability = "probability", "transfer-field-probability";
    CloseOn = "close-on", "transfer-field-close-on";
    ClosedOn = "closed-on", "transfer-field-closed-on";
    TaskKind = "task-kind", "transfer-field-task-kind";
    ActivityKind = "activity-kind", "transfer-field-activity-kind";
    DueOn = "due-on", "transfer-field-due-on";
    DueTime = "due-time", "transfer-field-due-time";
    Done = "done", "transfer-field-done";
    DoneOn = "done-on", "transfer-field-done-on";
    Details = "details", "transfer-field-details";
    Person = "person", "transfer-field-person";
    PersonEmail = "person-email", "transfer-field-person-email";
    PersonId = "person-id", "transfer-field-person-id";
    Deal = "deal", "transfer-field-deal";
    DealId = "deal-id", "transfer-field-deal-id";
    Lead = "lead", "transfer-field-lead";
    LeadId = "lead-id", "transfer-field-lead-id";
    About = "about", "transfer-field-about";
    AboutId = "about-id", "transfer-field-about-id";
    AboutKind = "about-kind", "transfer-field-about-kind";
    Tags = "tags", "transfer-field-tags";
    Owner = "owner", "transfer-field-owner";
    Source = "source", "transfer-field-source";
    Campaign = "campaign", "transfer-field-campaign";
    LegalBasis = "legal-basis", "transfer-field-legal-basis";
    LegalBasisOn = "legal-basis-on", "transfer-field-legal-basis-on";
    Language = "language", "transfer-field-language";
    Note = "note", "transfer-field-note";
    NoteKind = "note-kind", "transfer-field-note-kind";
    NoteOn = "note-on", "transfer-field-note-on";
    CreatedOn = "created-on", "transfer-field-created-on";
    ExternalId = "external-id", "transfer-field-external-id";
);

use Field::*;

/// What a list of each kind can fill, in the order in which it is offered.
const OF_COMPANY: &[Field] = &[
    Company,
    Domain,
    RegistrationNumber,
    VatNumber,
    Tags,
    Owner,
    Source,
    Language,
    Note,
    NoteKind,
    NoteOn,
    CreatedOn,
    ExternalId,
];
const OF_CONTACT: &[Field] = &[
    FullName,
    FirstName,
    MiddleName,
    LastName,
    Company,
    CompanyId,
    JobTitle,
    Domain,
    RegistrationNumber,
    VatNumber,
    Tags,
    Owner,
    Source,
    LegalBasis,
    LegalBasisOn,
    Language,
    Note,
    NoteKind,
    NoteOn,
    CreatedOn,
    ExternalId,
];
const OF_LEAD: &[Field] = &[
    FullName, FirstName, LastName, JobTitle, Company, Domain, VatNumber, Interest, State, LostReason, Source,
    Campaign, Owner, Note, CreatedOn, ExternalId,
];
const OF_DEAL: &[Field] = &[
    Title,
    Pipeline,
    Stage,
    State,
    LostReason,
    Amount,
    Currency,
    Probability,
    CloseOn,
    ClosedOn,
    Company,
    CompanyId,
    Person,
    PersonEmail,
    PersonId,
    Owner,
    Source,
    Note,
    CreatedOn,
    ExternalId,
];
/// What ties a task or a note to its record.
const TIES: &[Field] = &[
    Deal,
    DealId,
    Person,
    PersonEmail,
    PersonId,
    Company,
    CompanyId,
    Lead,
    LeadId,
    About,
    AboutId,
    AboutKind,
];
const OF_TASK: &[Field] =
    &[Title, TaskKind, ActivityKind, DueOn, DueTime, Done, DoneOn, Details, Owner, CreatedOn, ExternalId];
const OF_NOTE: &[Field] = &[Note, NoteKind, NoteOn, Owner, ExternalId];

impl Field {
    /// The field of that word.
    pub fn of(code: &str) -> Option<Field> {
        code.parse().ok()
    }

    /// The fields that a list of that kind can fill, in the order in which they are offered.
    pub fn offered(kind: SubjectKind) -> impl Iterator<Item = Field> {
        let (own, ties): (&[Field], &[Field]) = match kind {
            SubjectKind::Company => (OF_COMPANY, &[]),
            SubjectKind::Lead => (OF_LEAD, &[]),
            SubjectKind::Deal => (OF_DEAL, &[]),
            SubjectKind::Task => (OF_TASK, TIES),
            SubjectKind::Note => (OF_NOTE, TIES),
            SubjectKind::Contact
            | SubjectKind::File
            | SubjectKind::Product
            | SubjectKind::Invoice
            | SubjectKind::Quote => (OF_CONTACT, &[]),
        };
        own.iter().chain(ties).copied()
    }

    /// Whether a second column adds to the first instead of competing with it.
    pub fn takes_many(self) -> bool {
        // Pipedrive tells in three columns when a deal was won, lost or closed.
        matches!(self, Tags | Note | Details | ClosedOn)
    }

    /// Whether it names another record.
    pub fn is_tie(self) -> bool {
        TIES.contains(&self)
    }
}

impl serde::Serialize for Field {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Field, D::Error> {
        let code = String::deserialize(deserializer)?;
        Field::of(&code).ok_or_else(|| serde::de::Error::custom("unknown field"))
    }
}
