//! A form, and what somebody sent by it.

mod site;
mod sent;
mod input;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::words::words;
use crate::base::{At, FormEntryId, LeadId, WebFormId, WorkspaceId};

pub use input::FormInput;
pub use sent::{Sent, Typed, as_text};
pub use site::site_of;

/// How long something waits for its sender to confirm it.
pub const WAITS: Duration = Duration::from_secs(7 * 86_400);
/// One address gets one letter within this time.
pub const LETTER_EVERY: Duration = Duration::from_secs(86_400);
/// So much a form takes within a day.
pub const MOST_A_DAY: i64 = 2_000;
/// So much a form takes within an hour from browsers that did no work for it.
pub const MOST_UNPROVEN: i64 = 30;

/// What a form can ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The first name.
    FirstName,
    /// The last name.
    LastName,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// Where they work.
    Company,
    /// What they want to say.
    Message,
}
words!(Field, "field of a form",
    FirstName = "first_name", "contacts-first-name";
    LastName = "last_name", "contacts-last-name";
    Email = "email", "points-email";
    Phone = "phone", "points-phone";
    Company = "company", "contacts-company";
    Message = "message", "forms-message";
);

impl Field {
    /// The name under which a form of ours says whether it is asked.
    pub fn choice(self) -> &'static str {
        match self {
            Field::FirstName => "ask_first_name",
            Field::LastName => "ask_last_name",
            Field::Email => "ask_email",
            Field::Phone => "ask_phone",
            Field::Company => "ask_company",
            Field::Message => "ask_message",
        }
    }
}

/// Whether a form asks something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// It does not.
    No,
    /// It does, and takes no answer, too.
    May,
    /// It needs an answer.
    Must,
}
words!(Asking, "way of asking",
    No = "no", "forms-asking-no";
    May = "may", "forms-asking-may";
    Must = "must", "forms-asking-must";
);

/// Something that a form asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What.
    pub field: Field,
    /// Whether it needs an answer.
    #[serde(rename = "required")]
    pub is_required: bool,
}

/// A wording of the consent that a form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Its number.
    pub id: i64,
    /// Counts the wordings of the form from 1.
    pub version: i64,
    /// What is agreed to.
    pub wording: String,
}

/// A form as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebForm {
    /// Its number.
    pub id: WebFormId,
    /// Whose.
    pub workspace: WorkspaceId,
    /// Of its public address.
    pub token: String,
    /// What somebody chose about it.
    pub facts: FormInput,
    /// The consent that it asks for.
    pub consent: Option<Consent>,
    /// Whether it takes anything.
    pub is_open: bool,
    /// How many leads it made.
    pub taken: i64,
    /// How much waits to be confirmed.
    pub waiting: i64,
    /// When it made the last lead.
    pub last_at: Option<At>,
    /// Grows with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: At,
    /// When it was last changed.
    pub updated_at: At,
}

impl WebForm {
    /// The path of its public page.
    pub fn path(&self) -> String {
        format!("/form/{}", self.token)
    }
}

/// What became of something that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is a lead.
    Taken,
    /// Its sender has to confirm it.
    Waiting,
}
words!(State, "state of an entry",
    Taken = "taken", "forms-taken";
    Waiting = "waiting", "forms-waiting";
);

/// What is kept of whoever sent something: hashes under the installation's key, which tell the same one from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Of the network address.
    pub address: [u8; 32],
    /// Of the e-mail address.
    pub email: Option<[u8; 32]>,
    /// Whether the browser worked for it.
    pub is_proven: bool,
}

/// Something that was sent, as its row knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: FormEntryId,
    /// Whose.
    pub workspace: WorkspaceId,
    /// By which form.
    pub form: WebFormId,
    /// The lead that it became.
    pub lead: Option<LeadId>,
    /// The words, while it waits.
    pub typed: Option<Typed>,
    /// Of the e-mail address that is to confirm it.
    pub email_hash: Option<[u8; 32]>,
    /// When it came.
    pub created_at: At,
}

impl Entry {
    /// Whether it waits still: for a week.
    pub fn is_waiting(&self, now: At) -> bool {
        self.lead.is_none() && now.since(self.created_at) < WAITS
    }
}

/// How a lead came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// By which form.
    pub form: WebFormId,
    /// The form's name.
    pub name: String,
    /// The site from which its sender came, as the browser said; empty: it did not.
    pub site: String,
    /// The version and the wording that they agreed to.
    pub consent: Option<(i64, String)>,
    /// The beginning of the hash of their network address.
    pub address: String,
    /// When they sent it.
    pub at: At,
}
