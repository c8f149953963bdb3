//! A company as programs see and send it.

use poem_openapi::Object;
use poem_openapi::types::Example;

use super::super::model::Company;
use crate::base::Fields;
use crate::crm::external_ids::api::{ExternalIdBody, ExternalIds};
use crate::crm::fields::Field;
use crate::crm::fields::api::FieldValues;
use crate::crm::points::api::{self as points, Addresses, Domains, EmailBody, Emails, Phones};
use crate::web::payload::{List, Moment, Nullable, Number, Sent, Text, put};

/// A company.
#[derive(Debug, Object)]
#[oai(rename = "Company")]
pub struct CompanyRecord {
    /// The company's number.
    pub id: i64,
    /// The name.
    name: String,
    /// The number in its country's register.
    registration_number: String,
    /// The VAT number, capitals and digits only.
    vat_number: String,
    /// The member who looks after it.
    #[oai(skip_serializing_if_is_none)]
    owner_id: Option<i64>,
    /// Where it came from.
    source: String,
    /// E-mail addresses, the first one first.
    emails: Emails,
    /// Telephone numbers, the first one first.
    phones: Phones,
    /// Web domains, the first one first.
    domains: Domains,
    /// Postal addresses.
    addresses: Addresses,
    /// Tags, by name.
    tags: Vec<String>,
    /// Values of your own fields by key.
    fields: FieldValues,
    /// What other systems call the company.
    external_ids: Vec<ExternalIdBody>,
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

impl CompanyRecord {
    /// The stored company, with what other systems call it.
    pub fn new(company: Company, external: &ExternalIds, own: &[Field]) -> CompanyRecord {
        let facts = company.facts;
        CompanyRecord {
            id: company.id.number(),
            emails: points::emails(&facts.points),
            phones: points::phones(&facts.points),
            domains: points::domains(&facts.points),
            addresses: points::addresses(&facts.points),
            external_ids: external.body(company.id.subject(), &facts.external_id),
            name: facts.name,
            registration_number: facts.registration_number,
            vat_number: facts.vat_number,
            owner_id: facts.owner.map(|owner| owner.number()),
            source: facts.source,
            tags: facts.tags,
            fields: FieldValues::of(own, &facts.values),
            version: company.version,
            created_at: Moment(company.created_at),
            created_by: company.created_by.map(|member| member.number()),
            updated_at: Moment(company.updated_at),
            updated_by: company.updated_by.map(|member| member.number()),
            trashed_at: company.trashed_at.map(Moment),
        }
    }
}

/// What a program says of a company; what is left out stays as it is, or is empty in a new one.
#[derive(Debug, Default, Object)]
#[oai(rename = "CompanyChange", deny_unknown_fields, example)]
pub struct CompanyBody {
    /// The name.
    name: Sent<Text<200>>,
    /// The number in its country's register.
    registration_number: Sent<Text<100>>,
    /// The VAT number; signs and blanks are dropped.
    vat_number: Sent<Text<100>>,
    /// The member who looks after it; `null`: nobody.
    owner_id: Sent<Nullable<Number>>,
    /// Where it came from.
    source: Sent<Text<100>>,
    /// All e-mail addresses; replaces those that are stored. Those of companies are always shared.
    emails: Sent<Emails>,
    /// All telephone numbers; replaces those that are stored.
    phones: Sent<Phones>,
    /// All web domains; replaces those that are stored.
    domains: Sent<Domains>,
    /// All postal addresses; replaces those that are stored.
    addresses: Sent<Addresses>,
    /// All tags, by name; replaces those that are stored. A comma or a semicolon parts two tags.
    tags: Sent<List<Text<60>, 30>>,
    /// Values of your own fields by key; keys that are left out stay as they are.
    pub fields: Sent<FieldValues>,
}

impl CompanyBody {
    /// What a form would have sent, had it begun with those fields.
    pub fn onto(&self, fields: Fields) -> Fields {
        let fields = put(fields, "name", self.name.text());
        let fields = put(fields, "registration_number", self.registration_number.text());
        let fields = put(fields, "vat_number", self.vat_number.text());
        let fields = put(fields, "source", self.source.text());
        let fields = put(fields, "owner", self.owner_id.said(|owner| owner.0.to_string()));
        let fields = points::put_emails(fields, &self.emails);
        let fields = points::put_phones(fields, &self.phones);
        let fields = points::put_domains(fields, &self.domains);
        let fields = points::put_addresses(fields, &self.addresses);
        put(fields, "tags", self.tags.joined())
    }
}

impl Example for CompanyBody {
    fn example() -> CompanyBody {
        let email =
            EmailBody { value: Text("office@rila.example".into()), label: Sent(None), shared: Sent(None) };
        CompanyBody {
            name: Sent(Some(Text("Rila Joinery".into()))),
            vat_number: Sent(Some(Text("BG131071587".into()))),
            emails: Sent(Some(List(vec![email]))),
            domains: Sent(Some(List(vec![Text("rila.example".into())]))),
            ..CompanyBody::default()
        }
    }
}
