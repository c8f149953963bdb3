//! A contact as programs see and send it.

use poem_openapi::Object;
use poem_openapi::types::Example;

use super::super::model::{Basis, Contact};
use crate::base::{CompanyId, Error, Fields, Language, Result};
use crate::crm::companies;
use crate::crm::external_ids::api::{ExternalIdBody, ExternalIds};
use crate::crm::fields::Field;
use crate::crm::fields::api::FieldValues;
use crate::crm::points::api::{self as points, Addresses, EmailBody, Emails, PhoneBody, Phones};
use crate::platform::View;
use crate::web::payload::{Date, List, Moment, Nullable, Number, Sent, Text, Word, put};

/// A contact.
#[derive(Debug, Object)]
#[oai(rename = "Contact")]
pub struct ContactRecord {
    /// The contact's number.
    pub id: i64,
    /// The name as it is shown: the person's, or else the first way to reach them.
    name: String,
    /// First name.
    first_name: String,
    /// Middle name, patronymic.
    middle_name: String,
    /// Last name.
    last_name: String,
    /// What they do where they work.
    job_title: String,
    /// Where they work, by name; empty if nowhere known.
    company: String,
    /// Where they work, by number.
    #[oai(skip_serializing_if_is_none)]
    company_id: Option<i64>,
    /// The member who looks after them.
    #[oai(skip_serializing_if_is_none)]
    owner_id: Option<i64>,
    /// Where they came from.
    source: String,
    /// Why the law lets you keep their data (GDPR article 6).
    #[oai(skip_serializing_if_is_none)]
    basis: Option<Word<Basis>>,
    /// Since when.
    #[oai(skip_serializing_if_is_none)]
    basis_on: Option<Date>,
    /// The language of letters to them; absent: the company's.
    #[oai(skip_serializing_if_is_none)]
    language: Option<Word<Language>>,
    /// E-mail addresses, the first one first.
    emails: Emails,
    /// Telephone numbers, the first one first.
    phones: Phones,
    /// Postal addresses.
    addresses: Addresses,
    /// Tags, by name.
    tags: Vec<String>,
    /// Values of your own fields by key.
    fields: FieldValues,
    /// What other systems call the contact.
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

impl ContactRecord {
    /// The stored contact, with what other systems call it and its own fields.
    pub fn new(contact: Contact, external: &ExternalIds, own: &[Field]) -> ContactRecord {
        let facts = contact.facts;
        ContactRecord {
            id: contact.id.number(),
            name: facts.name(),
            emails: points::emails(&facts.points),
            phones: points::phones(&facts.points),
            addresses: points::addresses(&facts.points),
            external_ids: external.body(contact.id.subject(), &facts.external_id),
            first_name: facts.first_name,
            middle_name: facts.middle_name,
            last_name: facts.last_name,
            job_title: facts.job_title,
            company: facts.company,
            company_id: facts.company_id.map(|company| company.number()),
            owner_id: facts.owner.map(|owner| owner.number()),
            source: facts.source,
            basis: facts.basis.map(Word),
            basis_on: facts.basis_on.map(Date),
            language: facts.language.map(Word),
            tags: facts.tags,
            fields: FieldValues::of(own, &facts.values),
            version: contact.version,
            created_at: Moment(contact.created_at),
            created_by: contact.created_by.map(|member| member.number()),
            updated_at: Moment(contact.updated_at),
            updated_by: contact.updated_by.map(|member| member.number()),
            trashed_at: contact.trashed_at.map(Moment),
        }
    }
}

/// What a program says of a contact; what is left out stays as it is, or is empty in a new one.
#[derive(Debug, Default, Object)]
#[oai(rename = "ContactChange", deny_unknown_fields, example)]
pub struct ContactBody {
    /// First name.
    first_name: Sent<Text<100>>,
    /// Middle name, patronymic.
    middle_name: Sent<Text<100>>,
    /// Last name.
    last_name: Sent<Text<100>>,
    /// What they do where they work.
    job_title: Sent<Text<200>>,
    /// Where they work, by name; a company that is not known yet is added. Empty: nowhere.
    company: Sent<Text<200>>,
    /// Where they work, by number; counts before `company`. `null`: nowhere.
    company_id: Sent<Nullable<Number>>,
    /// The member who looks after them; `null`: nobody.
    owner_id: Sent<Nullable<Number>>,
    /// Where they came from.
    source: Sent<Text<100>>,
    /// Why the law lets you keep their data (GDPR article 6).
    basis: Sent<Nullable<Word<Basis>>>,
    /// Since when.
    basis_on: Sent<Nullable<Date>>,
    /// The language of letters to them; `null`: the company's.
    language: Sent<Nullable<Word<Language>>>,
    /// All e-mail addresses; replaces those that are stored.
    emails: Sent<Emails>,
    /// All telephone numbers; replaces those that are stored.
    phones: Sent<Phones>,
    /// All postal addresses; replaces those that are stored.
    addresses: Sent<Addresses>,
    /// All tags, by name; replaces those that are stored. A comma or a semicolon parts two tags.
    tags: Sent<List<Text<60>, 30>>,
    /// Values of your own fields by key; keys that are left out stay as they are.
    pub fields: Sent<FieldValues>,
}

impl ContactBody {
    /// What a form would have sent, had it begun with those fields. `Invalid` if there is no such company.
    pub fn onto(&self, fields: Fields, view: &View) -> Result<Fields> {
        let fields = put(fields, "first_name", self.first_name.text());
        let fields = put(fields, "middle_name", self.middle_name.text());
        let fields = put(fields, "last_name", self.last_name.text());
        let fields = put(fields, "job_title", self.job_title.text());
        let fields = put(fields, "source", self.source.text());
        let fields = put(fields, "owner", self.owner_id.said(|owner| owner.0.to_string()));
        let fields = put(fields, "basis", self.basis.said(|basis| basis.0.code().to_owned()));
        let fields = put(fields, "basis_on", self.basis_on.said(|day| day.0.to_string()));
        let fields = put(fields, "language", self.language.said(|language| language.0.code().to_owned()));
        let fields = points::put_emails(fields, &self.emails);
        let fields = points::put_phones(fields, &self.phones);
        let fields = points::put_addresses(fields, &self.addresses);
        self.put_company(put(fields, "tags", self.tags.joined()), view)
    }

    fn put_company(&self, fields: Fields, view: &View) -> Result<Fields> {
        let (name, id) = match (&self.company_id.0, self.company.text()) {
            (Some(Nullable(Some(id))), _) => {
                let company = companies::store::maybe_find(view, CompanyId::new(id.0))?;
                let company = company.filter(companies::Company::is_live);
                let company = company.ok_or(Error::field("company_id", "contacts-company-unknown"))?;
                (company.facts.name, company.id.to_string())
            }
            (Some(Nullable(None)), name) => (name.unwrap_or_default(), String::new()),
            (None, Some(name)) => (name, String::new()),
            (None, None) => return Ok(fields),
        };
        Ok(fields.without("company").without("company_id").with("company", name).with("company_id", id))
    }
}

impl Example for ContactBody {
    fn example() -> ContactBody {
        let email =
            EmailBody { value: Text("ana@rila.example".into()), label: Sent(None), shared: Sent(None) };
        let phone = PhoneBody { value: Text("+359 888 123 456".into()), label: Sent(None) };
        ContactBody {
            first_name: Sent(Some(Text("Ana".into()))),
            last_name: Sent(Some(Text("Petrova".into()))),
            company: Sent(Some(Text("Rila Joinery".into()))),
            emails: Sent(Some(List(vec![email]))),
            phones: Sent(Some(List(vec![phone]))),
            tags: Sent(Some(List(vec![Text("oak".into())]))),
            ..ContactBody::default()
        }
    }
}
