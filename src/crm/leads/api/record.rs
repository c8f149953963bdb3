//! A lead as programs see and send it.

use poem_openapi::Object;
use poem_openapi::types::Example;

use super::super::model::{Lead, State, Utm};
use crate::base::Fields;
use crate::crm::fields::Field;
use crate::crm::fields::api::FieldValues;
use crate::web::payload::{Date, Moment, Nullable, Number, Sent, Text, Word, put};

/// A lead.
#[derive(Debug, Object)]
#[oai(rename = "Lead")]
pub struct LeadRecord {
    /// The lead's number.
    pub id: i64,
    /// Where it stands.
    state: Word<State>,
    /// The name as it is shown: the person's, or else the company's, or the first way to reach them.
    name: String,
    /// First name.
    first_name: String,
    /// Last name.
    last_name: String,
    /// What they do where they work.
    job_title: String,
    /// Where they work.
    company: String,
    /// The e-mail address.
    email: String,
    /// The telephone number.
    phone: String,
    /// The web site of where they work.
    website: String,
    /// The VAT number of where they work, capitals and digits only.
    vat_number: String,
    /// What they want.
    interest: String,
    /// Where they came from.
    source: String,
    /// By which campaign.
    campaign: String,
    /// What the address of their visit said of the campaign.
    utm: UtmBody,
    /// What to do next.
    next_step: String,
    /// By when.
    #[oai(skip_serializing_if_is_none)]
    next_step_on: Option<Date>,
    /// The member who looks after it.
    #[oai(skip_serializing_if_is_none)]
    owner_id: Option<i64>,
    /// Values of your own fields by key.
    fields: FieldValues,
    /// When they were first answered.
    #[oai(skip_serializing_if_is_none)]
    answered_at: Option<Moment>,
    /// Why nothing came of it; only of a dead one.
    #[oai(skip_serializing_if_is_none)]
    reason: Option<String>,
    /// The day on which it comes back; only of a recycled one.
    #[oai(skip_serializing_if_is_none)]
    back_on: Option<Date>,
    /// When it was converted.
    #[oai(skip_serializing_if_is_none)]
    converted_at: Option<Moment>,
    /// The contact that it became.
    #[oai(skip_serializing_if_is_none)]
    converted_contact_id: Option<i64>,
    /// The company that it became.
    #[oai(skip_serializing_if_is_none)]
    converted_company_id: Option<i64>,
    /// The deal that it began or joined.
    #[oai(skip_serializing_if_is_none)]
    converted_deal_id: Option<i64>,
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

/// The UTM parameters of a visit.
#[derive(Debug, Default, Object)]
#[oai(rename = "Utm", deny_unknown_fields)]
pub struct UtmBody {
    /// The site or list.
    source: Sent<Text<200>>,
    /// The way.
    medium: Sent<Text<200>>,
    /// The campaign.
    campaign: Sent<Text<200>>,
    /// The words that were searched.
    term: Sent<Text<200>>,
    /// Which of several links.
    content: Sent<Text<200>>,
}

impl LeadRecord {
    /// The stored lead.
    pub fn new(lead: Lead, own: &[Field]) -> LeadRecord {
        let facts = lead.facts;
        let into = lead.converted;
        LeadRecord {
            id: lead.id.number(),
            state: Word(lead.state),
            name: facts.name(),
            first_name: facts.first_name,
            last_name: facts.last_name,
            job_title: facts.job_title,
            company: facts.company,
            email: facts.email,
            phone: facts.phone,
            website: facts.website,
            vat_number: facts.vat_number,
            interest: facts.interest,
            source: facts.source,
            campaign: facts.campaign,
            utm: UtmBody::new(facts.utm),
            next_step: facts.next_step,
            next_step_on: facts.next_step_on.map(Date),
            owner_id: facts.owner.map(|owner| owner.number()),
            fields: FieldValues::of(own, &facts.values),
            answered_at: lead.answered_at.map(Moment),
            reason: lead.reason.map(|reason| reason.name),
            back_on: lead.back_on.map(Date),
            converted_at: into.map(|into| Moment(into.at)),
            converted_contact_id: into.and_then(|into| into.contact).map(|contact| contact.number()),
            converted_company_id: into.and_then(|into| into.company).map(|company| company.number()),
            converted_deal_id: into.and_then(|into| into.deal).map(|deal| deal.number()),
            version: lead.version,
            created_at: Moment(lead.created_at),
            created_by: lead.created_by.map(|member| member.number()),
            updated_at: Moment(lead.updated_at),
            updated_by: lead.updated_by.map(|member| member.number()),
            trashed_at: lead.trashed_at.map(Moment),
        }
    }
}

impl UtmBody {
    fn new(utm: Utm) -> UtmBody {
        let sent = |text: String| Sent(Some(Text(text)));
        UtmBody {
            source: sent(utm.source),
            medium: sent(utm.medium),
            campaign: sent(utm.campaign),
            term: sent(utm.term),
            content: sent(utm.content),
        }
    }

    fn onto(&self, fields: Fields) -> Fields {
        let sent = [&self.source, &self.medium, &self.campaign, &self.term, &self.content];
        Utm::NAMES.into_iter().zip(sent).fold(fields, |fields, (name, sent)| put(fields, name, sent.text()))
    }
}

/// What a program says of a lead; what is left out stays as it is, or is empty in a new one.
#[derive(Debug, Default, Object)]
#[oai(rename = "LeadChange", deny_unknown_fields, example)]
pub struct LeadBody {
    /// First name.
    first_name: Sent<Text<100>>,
    /// Last name.
    last_name: Sent<Text<100>>,
    /// What they do where they work.
    job_title: Sent<Text<200>>,
    /// Where they work.
    company: Sent<Text<200>>,
    /// The e-mail address.
    email: Sent<Text<200>>,
    /// The telephone number; without a country code it is one of your country.
    phone: Sent<Text<200>>,
    /// The web site of where they work.
    website: Sent<Text<200>>,
    /// The VAT number of where they work.
    vat_number: Sent<Text<200>>,
    /// What they want.
    interest: Sent<Text<200>>,
    /// Where they came from; a source that is not known yet is added.
    source: Sent<Text<100>>,
    /// By which campaign.
    campaign: Sent<Text<200>>,
    /// What the address of their visit said of the campaign.
    utm: Sent<UtmBody>,
    /// What to do next.
    next_step: Sent<Text<200>>,
    /// By when; `null`: some time.
    next_step_on: Sent<Nullable<Date>>,
    /// The member who looks after it; `null`: nobody, or in a new one whoever's turn it is.
    owner_id: Sent<Nullable<Number>>,
    /// Values of your own fields by key; keys that are left out stay as they are.
    pub fields: Sent<FieldValues>,
}

impl LeadBody {
    /// What a form would have sent, had it begun with those fields.
    pub fn onto(&self, fields: Fields) -> Fields {
        let fields = put(fields, "first_name", self.first_name.text());
        let fields = put(fields, "last_name", self.last_name.text());
        let fields = put(fields, "job_title", self.job_title.text());
        let fields = put(fields, "company", self.company.text());
        let fields = put(fields, "email", self.email.text());
        let fields = put(fields, "phone", self.phone.text());
        let fields = put(fields, "website", self.website.text());
        let fields = put(fields, "vat_number", self.vat_number.text());
        let fields = put(fields, "interest", self.interest.text());
        let fields = put(fields, "source", self.source.text());
        let fields = put(fields, "campaign", self.campaign.text());
        let fields = put(fields, "next_step", self.next_step.text());
        let fields = put(fields, "next_step_on", self.next_step_on.said(|day| day.0.to_string()));
        let fields = put(fields, "owner", self.owner_id.said(|owner| owner.0.to_string()));
        self.utm.0.iter().fold(fields, |fields, utm| utm.onto(fields))
    }
}

impl Example for LeadBody {
    fn example() -> LeadBody {
        let text = |text: &str| Sent(Some(Text(text.into())));
        LeadBody {
            first_name: Sent(Some(Text("Ana".into()))),
            last_name: Sent(Some(Text("Petrova".into()))),
            company: text("Rila Joinery"),
            email: text("ana@rila.example"),
            interest: text("Six oak tables"),
            source: Sent(Some(Text("Trade fair".into()))),
            ..LeadBody::default()
        }
    }
}

/// To whom a lead is given.
#[derive(Debug, Object)]
#[oai(rename = "LeadAssign", deny_unknown_fields)]
pub struct AssignBody {
    /// The member; left out: whoever's turn it is. `null`: nobody.
    pub owner_id: Sent<Nullable<Number>>,
}

/// Why a lead is given up.
#[derive(Debug, Object)]
#[oai(rename = "LeadDisqualify", deny_unknown_fields)]
pub struct DisqualifyBody {
    /// The reason in a few words.
    pub reason: Text<100>,
}

/// How long a lead rests.
#[derive(Debug, Object)]
#[oai(rename = "LeadRecycle", deny_unknown_fields)]
pub struct RecycleBody {
    /// The day on which it comes back, later than today.
    back_on: Date,
    /// What its owner has to do then; the name of the lead if left out.
    task: Sent<Text<200>>,
}

impl RecycleBody {
    /// What a form would have sent.
    pub fn fields(&self) -> Fields {
        let fields = Fields::new().with("back_on", self.back_on.0.to_string());
        put(fields, "task", self.task.text())
    }
}
