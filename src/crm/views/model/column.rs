//! What can be asked of a record, and how.

use std::str::FromStr;

use crate::base::words::words;
use crate::base::{Error, FieldId};
use crate::crm::fields::FieldKind;

/// A field of the workspace's own, as far as conditions have to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Own {
    /// Which.
    pub id: FieldId,
    /// What it holds.
    pub kind: FieldKind,
    /// Decimals of a number.
    pub scale: u32,
}

/// Something that is known of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// How it is called.
    Name,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// The name of its company.
    Company,
    /// What they do where they work.
    JobTitle,
    /// Who looks after it.
    Owner,
    /// A word that somebody put on it.
    Tag,
    /// Where it came from, in words.
    Source,
    /// Where a lead came from, of the workspace's list.
    LeadSource,
    /// Where a lead or deal stands.
    State,
    /// On which way a deal goes.
    Pipeline,
    /// In which stage a deal stands.
    Stage,
    /// What a deal is worth.
    Amount,
    /// In which currency.
    Currency,
    /// When a deal should be won.
    CloseOn,
    /// When a deal was won or lost.
    Closed,
    /// Why a deal was lost.
    LostReason,
    /// To which stage a deal came, or beyond.
    Reached,
    /// By when the next step with a lead is due.
    NextStepOn,
    /// When a lead was first answered.
    Answered,
    /// Where the deal stands that a lead became.
    DealState,
    /// By when a task is due.
    Due,
    /// Who has to do a task.
    Assignee,
    /// What has to be done.
    TaskKind,
    /// A record of which kind a task is about.
    About,
    /// Who wrote a task down.
    Author,
    /// The town of an address.
    City,
    /// The country of an address.
    Country,
    /// When it was added.
    Created,
    /// When it was last changed.
    Changed,
    /// When something was last done about it.
    Activity,
    /// A field of the workspace's own.
    Own(Own),
}

/// Every column but the workspace's own, with its word and the key of its name.
const BUILT_IN: [(Column, &str, &str); 31] = [
    (Column::Name, "name", "views-name"),
    (Column::Email, "email", "points-email"),
    (Column::Phone, "phone", "points-phone"),
    (Column::Company, "company", "contacts-company"),
    (Column::JobTitle, "job", "contacts-job-title"),
    (Column::Owner, "owner", "owners-owner"),
    (Column::Tag, "tag", "tags-tag"),
    (Column::Source, "source", "contacts-source"),
    (Column::LeadSource, "origin", "leads-source"),
    (Column::State, "state", "leads-state"),
    (Column::Pipeline, "pipeline", "deals-pipeline"),
    (Column::Stage, "stage", "deals-stage"),
    (Column::Amount, "amount", "deals-amount"),
    (Column::Currency, "currency", "deals-currency"),
    (Column::CloseOn, "close", "deals-close-on"),
    (Column::Closed, "closed", "views-closed"),
    (Column::LostReason, "reason", "views-lost-reason"),
    (Column::Reached, "reached", "views-reached"),
    (Column::NextStepOn, "next", "leads-next-step-on"),
    (Column::Answered, "answered", "views-answered"),
    (Column::DealState, "sale", "views-deal-state"),
    (Column::Due, "due", "tasks-due-on"),
    (Column::Assignee, "assignee", "tasks-assignee"),
    (Column::TaskKind, "kind", "tasks-kind"),
    (Column::About, "about", "views-about"),
    (Column::Author, "author", "views-author"),
    (Column::City, "city", "points-city"),
    (Column::Country, "country", "points-country"),
    (Column::Created, "created", "views-created"),
    (Column::Changed, "changed", "list-changed"),
    (Column::Activity, "activity", "views-activity"),
];

impl Column {
    /// Its word in addresses, in JSON and in the API; of the workspace's own fields `own-7-number-2`, with number, kind
    /// and decimals.
    pub fn code(self) -> String {
        match self {
            Column::Own(Own { id, kind, scale }) => format!("own-{id}-{}-{scale}", kind.code()),
            known => built_in(known).0.to_owned(),
        }
    }

    /// The key of its name; none for the workspace's own fields, which have names of their own.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Column::Own(_) => None,
            known => Some(built_in(known).1),
        }
    }
}

fn built_in(column: Column) -> (&'static str, &'static str) {
    BUILT_IN.iter().find(|(known, ..)| *known == column).map_or(("", ""), |(_, code, key)| (code, key))
}

impl FromStr for Column {
    type Err = Error;

    fn from_str(code: &str) -> Result<Column, Error> {
        let unknown = || Error::Malformed("column");
        let Some(own) = code.strip_prefix("own-") else {
            let found = BUILT_IN.iter().find(|(_, known, _)| *known == code);
            return found.map(|(column, ..)| *column).ok_or_else(unknown);
        };
        let parts: Vec<&str> = own.split('-').collect();
        let [id, kind, scale] = parts[..] else { return Err(unknown()) };
        let scale = scale.parse().ok().filter(|scale| *scale <= 6).ok_or_else(unknown)?;
        Ok(Column::Own(Own { id: id.parse()?, kind: kind.parse()?, scale }))
    }
}

/// Of what kind a column's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A telephone number, compared by its digits.
    Phone,
    /// One of a closed set.
    Choice(Set),
    /// An instant.
    Moment,
    /// An instant that may lie ahead.
    Term,
    /// A day.
    Day,
    /// Money or a number, compared by its number.
    Amount,
}

/// Out of which set a value is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Members, and whoever looks.
    Members,
    /// Tags, by number.
    Tags,
    /// Sources of leads, by number.
    Sources,
    /// States of leads or deals.
    States,
    /// States of the deals that leads became.
    DealStates,
    /// Reasons for which deals are lost, by number.
    LostReasons,
    /// Pipelines, by number.
    Pipelines,
    /// Stages, by number.
    Stages,
    /// Currencies.
    Currencies,
    /// Countries.
    Countries,
    /// Kinds of tasks.
    TaskKinds,
    /// Kinds of records.
    Records,
    /// Yes or no.
    YesNo,
    /// What a field of the workspace's own offers, by number.
    Options(FieldId),
}

impl Set {
    /// Whether its values are numbers of rows.
    pub fn is_numbered(self) -> bool {
        let is_coded = matches!(self, Set::States | Set::DealStates | Set::Currencies | Set::Countries);
        !is_coded && !matches!(self, Set::YesNo | Set::TaskKinds | Set::Records)
    }
}

impl Own {
    fn kind(self) -> Kind {
        match self.kind {
            FieldKind::Text | FieldKind::Link => Kind::Text,
            FieldKind::Number | FieldKind::Money => Kind::Amount,
            FieldKind::Day => Kind::Day,
            FieldKind::YesNo => Kind::Choice(Set::YesNo),
            FieldKind::Choice | FieldKind::Choices => Kind::Choice(Set::Options(self.id)),
            FieldKind::Person => Kind::Choice(Set::Members),
        }
    }
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// It is in there.
    Contains,
    /// It is that.
    Is,
    /// It is anything but that.
    IsNot,
    /// It begins so.
    Starts,
    /// Within the last days, today too.
    Last,
    /// Within the next days, today too.
    Next,
    /// Before that day.
    Before,
    /// After that day.
    After,
    /// More than that.
    More,
    /// Less than that.
    Less,
    /// From one to the other, both included.
    Between,
    /// There is none.
    Empty,
    /// There is one.
    Filled,
}
words!(Op, "operator",
    Contains = "contains", "views-op-contains";
    Is = "is", "views-op-is";
    IsNot = "not", "views-op-not";
    Starts = "starts", "views-op-starts";
    Last = "last", "views-op-last";
    Next = "next", "views-op-next";
    Before = "before", "views-op-before";
    After = "after", "views-op-after";
    More = "more", "views-op-more";
    Less = "less", "views-op-less";
    Between = "between", "views-op-between";
    Empty = "empty", "views-op-empty";
    Filled = "filled", "views-op-filled";
);

impl Column {
    /// Of what kind its values are.
    pub fn kind(self) -> Kind {
        match self {
            Column::Name | Column::Email | Column::Company | Column::JobTitle => Kind::Text,
            Column::Source | Column::City => Kind::Text,
            Column::Phone => Kind::Phone,
            Column::Owner | Column::Assignee | Column::Author => Kind::Choice(Set::Members),
            Column::TaskKind => Kind::Choice(Set::TaskKinds),
            Column::About => Kind::Choice(Set::Records),
            Column::Due => Kind::Term,
            Column::Tag => Kind::Choice(Set::Tags),
            Column::LeadSource => Kind::Choice(Set::Sources),
            Column::State => Kind::Choice(Set::States),
            Column::Pipeline => Kind::Choice(Set::Pipelines),
            Column::Stage | Column::Reached => Kind::Choice(Set::Stages),
            Column::LostReason => Kind::Choice(Set::LostReasons),
            Column::DealState => Kind::Choice(Set::DealStates),
            Column::Currency => Kind::Choice(Set::Currencies),
            Column::Country => Kind::Choice(Set::Countries),
            Column::Created | Column::Changed | Column::Activity => Kind::Moment,
            Column::Closed | Column::Answered => Kind::Moment,
            Column::CloseOn | Column::NextStepOn => Kind::Day,
            Column::Amount => Kind::Amount,
            Column::Own(own) => own.kind(),
        }
    }

    /// Whether every record has a value.
    fn is_always_there(self) -> bool {
        matches!(
            self,
            Column::Name
                | Column::State
                | Column::Pipeline
                | Column::Stage
                | Column::TaskKind
                | Column::Created
                | Column::Changed
        )
    }

    /// How its values can be compared; the first is the one that is offered first.
    pub fn ops(self) -> impl Iterator<Item = Op> {
        let ops: &'static [Op] = match self.kind() {
            Kind::Text => &[Op::Contains, Op::Is, Op::IsNot, Op::Starts, Op::Empty, Op::Filled],
            Kind::Phone => &[Op::Contains, Op::Empty, Op::Filled],
            Kind::Choice(_) => &[Op::Is, Op::IsNot, Op::Empty, Op::Filled],
            Kind::Moment => &[Op::Last, Op::Before, Op::After, Op::Between, Op::Empty, Op::Filled],
            Kind::Term => &[Op::Next, Op::Last, Op::Before, Op::After, Op::Between, Op::Empty, Op::Filled],
            Kind::Day => {
                &[Op::Next, Op::Last, Op::Is, Op::Before, Op::After, Op::Between, Op::Empty, Op::Filled]
            }
            Kind::Amount => &[Op::More, Op::Less, Op::Is, Op::Between, Op::Empty, Op::Filled],
        };
        let is_there = self.is_always_there();
        ops.iter().copied().filter(move |op| !is_there || !matches!(op, Op::Empty | Op::Filled))
    }
}
