//! Deals and pipelines as programs see and send them.

use poem_openapi::Object;

use super::super::model::{
    Deal, DealInput, LostReason, Person, PersonRole, Pipeline, Stage, StageKind, StageNeed, State,
};
use super::super::views::typed;
use crate::base::{Currency, Fields, Language, Money};
use crate::crm::fields::Field;
use crate::crm::fields::api::FieldValues;
use crate::web::payload::{Date, List, Moment, Nullable, Number, Sent, Text, Word, put};

/// Somebody on a deal.
#[derive(Debug, Object)]
#[oai(rename = "DealPerson")]
pub struct PersonBody {
    /// The contact, by number.
    contact_id: Number,
    /// What they do in the deal.
    role: Word<PersonRole>,
}

/// A deal.
#[derive(Debug, Object)]
#[oai(rename = "Deal")]
pub struct DealRecord {
    /// The deal's number.
    pub id: i64,
    /// What it is about.
    name: String,
    /// Whether it is open, won or lost.
    state: Word<State>,
    /// The pipeline that it goes along.
    pipeline_id: i64,
    /// The stage in which it stands.
    stage_id: i64,
    /// Since when it stands there.
    entered_at: Moment,
    /// The day before which it is on hold.
    #[oai(skip_serializing_if_is_none)]
    held_until_on: Option<Date>,
    /// What it is worth, in the currency's smallest unit; absent: not known yet.
    #[oai(skip_serializing_if_is_none)]
    amount_minor: Option<i64>,
    /// The currency of the amount, ISO 4217.
    #[oai(skip_serializing_if_is_none)]
    currency: Option<String>,
    /// How likely it is to be won, in percent, where somebody set it by hand; absent: as its stage says.
    #[oai(skip_serializing_if_is_none)]
    probability: Option<i64>,
    /// The day on which it is expected.
    #[oai(skip_serializing_if_is_none)]
    close_on: Option<Date>,
    /// The company.
    #[oai(skip_serializing_if_is_none)]
    company_id: Option<i64>,
    /// Everybody on it, the one above all first.
    people: Vec<PersonBody>,
    /// The member who looks after it.
    #[oai(skip_serializing_if_is_none)]
    owner_id: Option<i64>,
    /// Values of your own fields by key.
    fields: FieldValues,
    /// Where it came from.
    source: String,
    /// When it was won or lost.
    #[oai(skip_serializing_if_is_none)]
    closed_at: Option<Moment>,
    /// Why it is lost.
    #[oai(skip_serializing_if_is_none)]
    lost_reason_id: Option<i64>,
    /// And in words.
    #[oai(skip_serializing_if_is_none)]
    lost_note: Option<String>,
    /// Grows with each change; `ETag` holds it too.
    pub version: i64,
    /// When it was added.
    created_at: Moment,
    /// The member who added it; absent: Kantora itself.
    #[oai(skip_serializing_if_is_none)]
    created_by: Option<i64>,
    /// When it was last changed.
    updated_at: Moment,
    /// The member who changed it; absent: Kantora itself.
    #[oai(skip_serializing_if_is_none)]
    updated_by: Option<i64>,
    /// Since when it is in the trash; absent: it is in use.
    #[oai(skip_serializing_if_is_none)]
    trashed_at: Option<Moment>,
}

impl DealRecord {
    /// The stored deal.
    pub fn new(deal: Deal, own: &[Field]) -> DealRecord {
        let facts = deal.facts;
        let (lost_reason_id, lost_note) = deal.loss.map(|loss| (loss.reason.number(), loss.note)).unzip();
        let person = |person: &Person| PersonBody {
            contact_id: Number(person.contact.number()),
            role: Word(person.role),
        };
        DealRecord {
            id: deal.id.number(),
            name: facts.name,
            state: Word(deal.state),
            pipeline_id: deal.pipeline.number(),
            stage_id: deal.stage.number(),
            entered_at: Moment(deal.entered_at),
            held_until_on: deal.held_until.map(Date),
            amount_minor: facts.amount.map(|amount| amount.minor),
            currency: facts.amount.map(|amount| amount.currency.to_string()),
            probability: facts.probability,
            close_on: facts.close_on.map(Date),
            company_id: facts.company_id.map(|company| company.number()),
            people: facts.people.iter().map(person).collect(),
            owner_id: facts.owner.map(|owner| owner.number()),
            fields: FieldValues::of(own, &facts.values),
            source: facts.source,
            closed_at: deal.closed_at.map(Moment),
            lost_reason_id,
            lost_note: lost_note.filter(|note| !note.is_empty()),
            version: deal.version,
            created_at: Moment(deal.created_at),
            created_by: deal.created_by.map(|member| member.number()),
            updated_at: Moment(deal.updated_at),
            updated_by: deal.updated_by.map(|member| member.number()),
            trashed_at: deal.trashed_at.map(Moment),
        }
    }
}

/// What a program says of a deal; what is left out stays as it is, or is empty in a new one.
#[derive(Debug, Default, Object)]
#[oai(rename = "DealChange", deny_unknown_fields)]
pub struct DealBody {
    /// What it is about; a new deal needs it.
    name: Sent<Text<200>>,
    /// What it is worth, in the currency's smallest unit; `null`: not known.
    amount_minor: Sent<Nullable<i64>>,
    /// The currency of the amount, ISO 4217; the workspace's if left out of a new one.
    currency: Sent<Text<3>>,
    /// How likely it is to be won, in percent; `null`: as its stage says.
    probability: Sent<Nullable<i64>>,
    /// The day on which it is expected; `null`: not known.
    close_on: Sent<Nullable<Date>>,
    /// The company, by number; `null`: none.
    pub company_id: Sent<Nullable<Number>>,
    /// Everybody on it, the one above all first; replaces those that are stored.
    people: Sent<List<PersonBody, 50>>,
    /// The member who looks after it; `null`: nobody.
    owner_id: Sent<Nullable<Number>>,
    /// Where it came from.
    source: Sent<Text<100>>,
    /// Values of your own fields by key; keys that are left out stay as they are.
    pub fields: Sent<FieldValues>,
    /// The stage in which a new deal begins, one of the kind `open`; the first of the first pipeline if left out. A deal
    /// that is there moves by an operation of its own.
    pub stage_id: Sent<Number>,
}

impl DealBody {
    /// The fields of a form with what was sent in them, over what is known; amounts are of `currency` unless another is said.
    pub fn onto(self, known: &DealInput, currency: Currency) -> Fields {
        let fields = typed(known, Language::En);
        let fields = put(fields, "currency", self.currency.text());
        let of = fields.first("currency").parse().unwrap_or(currency);
        let amount = self.amount_minor.said(|minor| Money::new(*minor, of).typed(Language::En));
        let fields = put(fields, "amount", amount);
        let fields = put(fields, "name", self.name.text());
        let fields = put(fields, "probability", self.probability.said(|percent| percent.to_string()));
        let fields = put(fields, "close_on", self.close_on.said(|day| day.0.to_string()));
        let fields = put(fields, "owner", self.owner_id.said(|owner| owner.0.to_string()));
        let fields = put(fields, "source", self.source.text());
        let Some(people) = self.people.0 else { return fields };
        let fields = fields.without("contact").without("role");
        people.0.iter().fold(fields, |fields, person| {
            fields.with("contact", person.contact_id.0.to_string()).with("role", person.role.0.code())
        })
    }
}

/// Where a deal goes.
#[derive(Debug, Object)]
#[oai(rename = "DealMove", deny_unknown_fields)]
pub struct MoveBody {
    /// A stage of the deal's pipeline that ends nothing.
    pub stage_id: Number,
}

/// Until when a deal rests.
#[derive(Debug, Object)]
#[oai(rename = "DealHold", deny_unknown_fields)]
pub struct HoldBody {
    /// The day, which must come.
    pub until_on: Date,
}

/// Why a deal is lost.
#[derive(Debug, Object)]
#[oai(rename = "DealLoss", deny_unknown_fields)]
pub struct LossBody {
    /// One of the reasons that are offered.
    pub reason_id: Number,
    /// And in words.
    pub note: Sent<Text<500>>,
}

/// A stage of a pipeline.
#[derive(Debug, Object)]
#[oai(rename = "Stage")]
pub struct StageRecord {
    /// The stage's number.
    id: i64,
    /// Its name.
    name: String,
    /// What it means: deals begin in `open` ones and end in `won` and `lost`.
    kind: Word<StageKind>,
    /// How likely a deal here is to be won, in percent.
    probability: i64,
    /// After so many days in it a deal is marked; absent: never.
    #[oai(skip_serializing_if_is_none)]
    rot_days: Option<i64>,
    /// What a deal must have to come here.
    needs: Vec<Word<StageNeed>>,
}

/// A pipeline.
#[derive(Debug, Object)]
#[oai(rename = "Pipeline")]
pub struct PipelineRecord {
    /// The pipeline's number.
    id: i64,
    /// Its name.
    name: String,
    /// The stages in use, in their order.
    stages: Vec<StageRecord>,
}

impl PipelineRecord {
    /// The stored pipeline, with its stages in use.
    pub fn new(pipeline: &Pipeline) -> PipelineRecord {
        let stage = |stage: &Stage| StageRecord {
            id: stage.id.number(),
            name: stage.facts.name.clone(),
            kind: Word(stage.facts.kind),
            probability: stage.facts.probability,
            rot_days: stage.facts.rot_days,
            needs: stage.facts.needs.iter().copied().map(Word).collect(),
        };
        PipelineRecord {
            id: pipeline.id.number(),
            name: pipeline.name.clone(),
            stages: pipeline.path().map(stage).collect(),
        }
    }
}

/// The pipelines in use.
#[derive(Debug, Object)]
pub struct PipelineList {
    /// In their order.
    pub data: Vec<PipelineRecord>,
}

/// A reason why deals are lost.
#[derive(Debug, Object)]
#[oai(rename = "LostReason")]
pub struct ReasonRecord {
    /// The reason's number.
    id: i64,
    /// In a few words.
    name: String,
}

impl ReasonRecord {
    /// The stored reason.
    pub fn new(reason: LostReason) -> ReasonRecord {
        ReasonRecord { id: reason.id.number(), name: reason.name }
    }
}

/// The reasons that are offered.
#[derive(Debug, Object)]
pub struct ReasonList {
    /// In their order.
    pub data: Vec<ReasonRecord>,
}
