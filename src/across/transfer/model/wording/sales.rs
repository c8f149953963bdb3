//! Names of fields of leads, deals, tasks and notes: in their lists they win over the names that all lists share.

use super::super::field::Field::{self, *};
use crate::base::SubjectKind;

/// Names that mean something in lists of that kind.
pub fn of_kind(kind: SubjectKind) -> &'static [(Field, &'static [&'static str])] {
    match kind {
        SubjectKind::Lead => LEAD,
        SubjectKind::Deal => DEAL,
        SubjectKind::Task => TASK,
        SubjectKind::Note => NOTE,
        SubjectKind::Contact => &[(CompanyId, COMPANY_ID)],
        SubjectKind::Company
        | SubjectKind::File
        | SubjectKind::Product
        | SubjectKind::Invoice
        | SubjectKind::Quote => &[],
    }
}

const COMPANY: &[&str] = &[
    "organization",
    "organisation",
    "organization name",
    "company",
    "company name",
    "associated company",
    "associated company primary",
    "primary company",
    "account name",
    "account",
    "customer",
    "client",
    "фирма",
    "компания",
    "организация",
    "клиент",
];
const COMPANY_ID: &[&str] = &[
    "organization id",
    "associated company ids",
    "associated company ids primary",
    "primary associated company id",
    "company id",
    "account id",
    "номер на фирмата",
];
const PERSON: &[&str] = &[
    "contact person",
    "person",
    "person name",
    "contact",
    "contact name",
    "associated contact",
    "primary contact",
    "лице за контакт",
    "контакт",
    "човек",
];
const PERSON_EMAIL: &[&str] = &[
    "contact email",
    "contact e mail",
    "person email",
    "person e mail",
    "associated contact email",
    "email",
    "e mail",
    "имейл",
    "имейл на контакта",
];
const PERSON_ID: &[&str] =
    &["contact person id", "person id", "associated contact ids", "contact id", "номер на контакта"];
const OWNER: &[&str] = &[
    "owner",
    "deal owner",
    "lead owner",
    "assigned to user",
    "assigned to",
    "assigned user name",
    "assigned user",
    "activity assigned to",
    "assignee",
    "responsible",
    "user",
    "creator",
    "created by",
    "created by name",
    "author",
    "отговорник",
    "изпълнител",
    "отговаря",
    "автор",
];
const EXTERNAL: &[&str] = &["id", "record id", "external id", "pipedrive system id", "външен номер", "номер"];
const CREATED: &[&str] = &[
    "create date",
    "created",
    "created at",
    "created on",
    "creation date",
    "date created",
    "add time",
    "deal created",
    "lead created",
    "added on",
    "добавена на",
    "създадена на",
    "дата на създаване",
];
const STATE: &[&str] = &["status", "state", "deal status", "lead status", "състояние", "статус"];
const LOST_REASON: &[&str] = &[
    "lost reason",
    "closed lost reason",
    "loss reason",
    "unqualified reason",
    "причина за загубата",
    "причина за отказа",
    "причина",
];
const SOURCE: &[&str] = &[
    "source",
    "lead source",
    "original source",
    "original source type",
    "deal source",
    "source channel",
    "източник",
];
const DETAILS: &[&str] = &[
    "note",
    "notes",
    "details",
    "description",
    "public description",
    "task notes",
    "body",
    "подробности",
    "описание",
    "бележка",
];
const DEAL_NAME: &[&str] = &["deal", "deal title", "deal name", "associated deal", "opportunity", "сделка"];
const DEAL_ID: &[&str] = &["deal id", "associated deal ids", "opportunity id", "номер на сделката"];
const LEAD_NAME: &[&str] = &["lead", "lead title", "lead name", "потенциален клиент", "запитване"];
const LEAD_ID: &[&str] = &["lead id", "номер на запитването"];
const ABOUT: &[&str] = &["parent", "parent name", "related to", "regarding", "about", "относно"];
const ABOUT_ID: &[&str] = &["parent id", "about id"];
const ABOUT_KIND: &[&str] = &["parent type", "about kind"];

const LEAD: &[(Field, &[&str])] = &[
    (Interest, &["interest", "product interest", "wants", "title of lead", "интерес", "какво търси"]),
    (State, STATE),
    (LostReason, LOST_REASON),
    (Source, SOURCE),
    (Campaign, &["campaign", "campaign name", "utm campaign", "кампания"]),
    (Owner, OWNER),
    (CreatedOn, CREATED),
    (ExternalId, EXTERNAL),
    (ExternalId, LEAD_ID),
];

const DEAL: &[(Field, &[&str])] = &[
    (Title, &["title", "deal name", "deal title", "opportunity name", "deal", "name", "сделка", "име"]),
    (Pipeline, &["pipeline", "sales pipeline", "фуния"]),
    (Stage, &["stage", "deal stage", "stage pipeline", "pipeline stage", "sales stage", "етап"]),
    (State, STATE),
    (LostReason, LOST_REASON),
    (Amount, &["value", "amount", "deal value", "amount in company currency", "стойност", "сума"]),
    (
        Currency,
        &[
            "currency",
            "currency of value",
            "deal currency code",
            "amount currency",
            "value currency",
            "валута",
        ],
    ),
    (Probability, &["probability", "deal probability", "вероятност"]),
    (
        CloseOn,
        &["expected close date", "expected close", "close date", "очаквано приключване", "очаквана дата"],
    ),
    (
        ClosedOn,
        &[
            "won time",
            "lost time",
            "deal closed on",
            "closed on",
            "close time",
            "won date",
            "lost date",
            "приключена на",
        ],
    ),
    (Company, COMPANY),
    (CompanyId, COMPANY_ID),
    (Person, PERSON),
    (PersonEmail, PERSON_EMAIL),
    (PersonId, PERSON_ID),
    (Owner, OWNER),
    (Source, SOURCE),
    (CreatedOn, CREATED),
    (ExternalId, EXTERNAL),
    (ExternalId, DEAL_ID),
];

const TASK: &[(Field, &[&str])] = &[
    (Title, &["subject", "title", "task title", "task name", "task", "name", "summary", "задача", "име"]),
    (TaskKind, &["kind", "task type", "вид"]),
    // EspoCRM's calls have no kind, but a direction.
    (ActivityKind, &["type", "activity type", "direction", "call direction"]),
    (
        DueOn,
        &["due date", "due on", "due", "date due", "date start", "start date", "date end", "срок", "падеж"],
    ),
    (DueTime, &["due time", "час"]),
    (Done, &["done", "status", "task status", "completed", "state", "готова", "състояние"]),
    (
        DoneOn,
        &[
            "marked as done time",
            "done on",
            "completed at",
            "completed date",
            "date completed",
            "завършена на",
            "готова на",
        ],
    ),
    (Details, DETAILS),
    (Deal, DEAL_NAME),
    (DealId, DEAL_ID),
    (Person, PERSON),
    (PersonEmail, PERSON_EMAIL),
    (PersonId, PERSON_ID),
    (Company, COMPANY),
    (CompanyId, COMPANY_ID),
    (Lead, LEAD_NAME),
    (LeadId, LEAD_ID),
    (About, ABOUT),
    (AboutId, ABOUT_ID),
    (AboutKind, ABOUT_KIND),
    (Owner, OWNER),
    (CreatedOn, CREATED),
    (ExternalId, EXTERNAL),
];

const NOTE: &[(Field, &[&str])] = &[
    (
        Note,
        &[
            "content",
            "note body",
            "note",
            "note content",
            "note text",
            "text",
            "post",
            "body",
            "бележка",
            "текст",
        ],
    ),
    (NoteKind, &["note type", "type", "kind", "kind of note", "activity type", "вид", "вид бележка"]),
    (
        NoteOn,
        &[
            "add time",
            "activity date",
            "create date",
            "created at",
            "note date",
            "date",
            "creation date",
            "дата",
        ],
    ),
    (Deal, DEAL_NAME),
    (DealId, DEAL_ID),
    (Person, PERSON),
    (PersonEmail, PERSON_EMAIL),
    (PersonId, PERSON_ID),
    (Company, COMPANY),
    (CompanyId, COMPANY_ID),
    (Lead, LEAD_NAME),
    (LeadId, LEAD_ID),
    (About, ABOUT),
    (AboutId, ABOUT_ID),
    (AboutKind, ABOUT_KIND),
    (Owner, OWNER),
    (ExternalId, EXTERNAL),
];
