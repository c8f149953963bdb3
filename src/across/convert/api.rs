//! Converting for programs.

use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::actions;
use super::model::{Bargain, Choice, Pick, Wins};
use crate::base::{
    CompanyId, ContactId, DealId, Error, Fields, Language, LeadId, Money, Problems, Result, StageId,
    SubjectKind,
};
use crate::crm::deals::DealInput;
use crate::crm::fields::{self, api::FieldValues};
use crate::crm::leads::{self, api::LeadRecord};
use crate::platform::Tx;
use crate::web::Cx;
use crate::web::payload::{self, Date, List, Nullable, Number, Sent, Shown, Tag, Text, put};
use crate::workspace::settings;

/// The operation that converts.
pub struct Convert;

/// What a lead is to become.
#[derive(Debug, Object)]
#[oai(rename = "LeadConvert", deny_unknown_fields)]
pub struct ConvertBody {
    /// The contact; left out: the one of the lead's e-mail address or telephone number, else a new one. `null`: none.
    contact_id: Sent<Nullable<Number>>,
    /// The company; left out: the one of the lead's VAT number or domain, else a new one. `null`: none.
    company_id: Sent<Nullable<Number>>,
    /// An open deal on which the contact is put.
    deal_id: Sent<Number>,
    /// A deal to begin.
    deal: Sent<NewDealBody>,
    /// Values of your own fields for a new contact, by key. Those that are needed must have one, here or in the lead's
    /// field with the same key and kind.
    contact_fields: Sent<FieldValues>,
    /// The same for a new company.
    company_fields: Sent<FieldValues>,
    /// Where the lead is right and the stored value is not, like `contact.job_title` or `company.name`. Everything that
    /// differs otherwise stays as it is stored, and what the lead says is kept in a note.
    prefer: Sent<List<Text<60>, 20>>,
}

/// A deal that comes of a lead.
#[derive(Debug, Object)]
#[oai(rename = "LeadDeal", deny_unknown_fields)]
pub struct NewDealBody {
    /// What it is about.
    name: Text<200>,
    /// What it is worth, in the currency's smallest unit; `null`: not known.
    amount_minor: Sent<Nullable<i64>>,
    /// The currency of the amount, ISO 4217; the workspace's if left out.
    currency: Sent<Text<3>>,
    /// When it should be won.
    close_on: Sent<Nullable<Date>>,
    /// The stage in which it begins; left out: the first.
    stage_id: Sent<Number>,
    /// Values of your own fields by key, as of a new contact.
    fields: Sent<FieldValues>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Leads")]
impl Convert {
    /// Convert a lead
    ///
    /// Links or adds a contact, a company and, if asked for, a deal, and moves what was written about the lead. A lead that
    /// is converted already is shown as it is: twice is once. People can take it back for a day. `If-Match` may name the
    /// version that is meant.
    #[oai(path = "/leads/:id/convert", method = "post", operation_id = "lead.convert")]
    async fn convert(
        &self,
        cx: Cx,
        id: Path<Number>,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<ConvertBody>,
    ) -> poem::Result<Shown<LeadRecord>> {
        let (id, language) = (LeadId::new(id.0.0), cx.language());
        let choice = body.0.choice(&cx)?;
        let run = move |tx: &Tx| {
            let lead = leads::store::find(tx, id)?;
            if lead.converted.is_none() {
                payload::matches(if_match.0.as_deref(), lead.version)?;
            }
            actions::convert(tx, id, &choice, language).map(|_| ())
        };
        cx.write(run).await.map_err(renamed)?;
        leads::api::shown(&cx, id)
    }
}

impl ConvertBody {
    fn choice(self, cx: &Cx) -> Result<Choice> {
        let own = self.own(cx)?;
        let deal = match (self.deal_id.0, self.deal.0) {
            (Some(_), Some(_)) => return Err(Error::field("deal", "convert-two-deals")),
            (Some(id), None) => Bargain::Known(DealId::new(id.0)),
            (None, Some(new)) => new.bargain(cx)?,
            (None, None) => Bargain::Nothing,
        };
        let wins = self.prefer.0.map(|list| list.0.into_iter().map(|code| code.0).collect());
        Ok(Choice {
            version: None,
            contact: pick(self.contact_id, ContactId::new),
            company: pick(self.company_id, CompanyId::new),
            deal,
            own: (own, Language::En),
            wins: Wins(wins.unwrap_or_default()),
            seen: None,
        })
    }

    /// Own fields of what is added as the form of the page names them. `Invalid` on each that cannot be.
    fn own(&self, cx: &Cx) -> Result<Fields> {
        let of_deal = self.deal.0.as_ref().and_then(|deal| deal.fields.0.as_ref());
        let sent = [
            (SubjectKind::Contact, self.contact_fields.0.as_ref()),
            (SubjectKind::Company, self.company_fields.0.as_ref()),
            (SubjectKind::Deal, of_deal),
        ];
        let mut own = Fields::new();
        for (record, values) in sent {
            let Some(values) = values else { continue };
            let fields = cx.read(|view| fields::store::list(view, record))?;
            let plain = values.onto(Fields::new(), &fields).map_err(|error| within(error, record))?;
            let code = record.code();
            let prefix = |name: &str| name.replacen("field.", &format!("field.{code}."), 1);
            plain.pairs().for_each(|(name, value)| own.push(prefix(name), value));
        }
        Ok(own)
    }
}

impl NewDealBody {
    fn bargain(self, cx: &Cx) -> Result<Bargain> {
        let fields = Fields::new().with("name", self.name.0);
        let fields = put(fields, "currency", self.currency.text());
        let currency = settings::at_hand(cx)?.regional.currency;
        let of = fields.first("currency").parse().unwrap_or(currency);
        let amount = self.amount_minor.said(|minor| Money::new(*minor, of).typed(Language::En));
        let fields = put(fields, "amount", amount);
        let fields = put(fields, "close_on", self.close_on.said(|day| day.0.to_string()));
        let facts = DealInput::parse(&fields, currency).map_err(renamed)?;
        let stage = self.stage_id.0.map(|stage| StageId::new(stage.0));
        Ok(Bargain::New(Box::new(facts), stage))
    }
}

fn pick<T>(sent: Sent<Nullable<Number>>, id: impl FnOnce(i64) -> T) -> Pick<T> {
    match sent.0 {
        None => Pick::Sure,
        Some(Nullable(None)) => Pick::Nobody,
        Some(Nullable(Some(number))) => Pick::Known(id(number.0)),
    }
}

/// Names the own fields of a record as the page does.
fn within(error: Error, record: SubjectKind) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let mut told = Problems::default();
    for problem in problems.iter() {
        let key = problem.field.trim_start_matches("fields.");
        told.push(format!("field.{}.{key}", record.code()), problem.key.clone());
    }
    renamed(Error::Invalid(told))
}

/// Names fields as programs know them here.
fn renamed(error: Error) -> Error {
    const NAMES: [(&str, &str); 7] = [
        ("contact", "contact_id"),
        ("company", "company_id"),
        ("name", "deal.name"),
        ("amount", "deal.amount_minor"),
        ("currency", "deal.currency"),
        ("close_on", "deal.close_on"),
        ("person", "contact_id"),
    ];
    const OWN: [(&str, &str); 3] = [
        ("field.contact.", "contact_fields"),
        ("field.company.", "company_fields"),
        ("field.deal.", "deal.fields"),
    ];
    let Error::Invalid(problems) = error else { return error };
    let mut told = Problems::default();
    for problem in problems.iter() {
        let name = NAMES.iter().find(|(form, _)| *form == problem.field).map(|(_, name)| *name);
        let own = OWN.iter().find_map(|(form, name)| Some((*name, problem.field.strip_prefix(form)?)));
        let name = match own {
            Some((list, key)) => format!("{list}.{key}"),
            None => name.unwrap_or(&problem.field).to_owned(),
        };
        told.push(name, problem.key.clone());
    }
    payload::renamed(Error::Invalid(told))
}
