//! The seller for programs.

use poem_openapi::param::Header;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{Account, Bank, Colour, Details, Languages, Missing, Stored};
use super::{actions, store, views};
use crate::base::{Error, Fields, Result};
use crate::billing::taxes::{self, SchemeKind};
use crate::billing::terms::Terms;
use crate::web::Cx;
use crate::web::payload::{self, Sent, Shown, Tag, Text, Word, put};
use crate::workspace::settings;

/// The operations on the seller.
pub struct Sellers;

/// What papers say of the company that uses Kantora.
#[derive(Debug, Object)]
#[oai(rename = "Seller")]
pub struct SellerRecord {
    /// The registered name.
    legal_name: String,
    /// The name that it trades under.
    trading_name: String,
    /// Street and number.
    street: String,
    /// Town.
    city: String,
    /// County, province or region.
    region: String,
    /// Postal code.
    postcode: String,
    /// Country, ISO 3166-1 alpha-2.
    country: String,
    /// Number in the register of companies.
    company_number: String,
    /// VAT number with the country's letters in front; empty: none.
    vat_number: String,
    /// How it accounts for VAT today.
    vat_scheme: Word<SchemeKind>,
    /// Where it is registered, and its registered office (GB).
    office: String,
    /// Who answers for it: МОЛ (BG).
    responsible: String,
    /// Who draws its papers up: съставил (BG).
    maker: String,
    /// Payment terms: `at-once`, `days 30`, `month-end 0` (days after the end of the month), `day 15` (of the month).
    terms: String,
    /// The currency of new papers, ISO 4217.
    currency: String,
    /// The languages of papers, the leading one first.
    languages: Word<Languages>,
    /// The colour of their headings.
    colour: Word<Colour>,
    /// Where customers pay; changed on the page only, by an owner.
    accounts: Vec<BankAccountRecord>,
    /// Whether it takes cash.
    takes_cash: bool,
    /// What is missing before a paper can be issued: field names of the settings.
    missing: Vec<String>,
    /// Grows with each change; `ETag` holds it too.
    version: i64,
}

/// Where customers pay.
#[derive(Debug, Object)]
#[oai(rename = "BankAccount")]
pub struct BankAccountRecord {
    /// The account's number here.
    id: i64,
    /// The bank's name.
    bank: String,
    /// Its currency, ISO 4217.
    currency: String,
    /// IBAN; absent: it is known by its sort code.
    #[oai(skip_serializing_if_is_none)]
    iban: Option<String>,
    /// BIC of the bank.
    #[oai(skip_serializing_if_is_none)]
    bic: Option<String>,
    /// Sort code of the branch, six digits (GB).
    #[oai(skip_serializing_if_is_none)]
    sort_code: Option<String>,
    /// Number at that branch, eight digits (GB).
    #[oai(skip_serializing_if_is_none)]
    number: Option<String>,
    /// Whether papers of its currency name it.
    main: bool,
}

/// What a program says of the seller; what is left out stays as it is.
#[derive(Debug, Object)]
#[oai(rename = "SellerChange", deny_unknown_fields)]
pub struct SellerBody {
    /// Where it is registered, and its registered office (GB).
    office: Sent<Text<200>>,
    /// Who answers for it: МОЛ (BG).
    responsible: Sent<Text<100>>,
    /// Who draws its papers up: съставил (BG).
    maker: Sent<Text<100>>,
    /// Payment terms, like `days 30`.
    terms: Sent<Text<20>>,
    /// The currency of new papers; empty: that of the books.
    currency: Sent<Text<3>>,
    /// The languages of papers.
    languages: Sent<Word<Languages>>,
    /// The colour of their headings.
    colour: Sent<Word<Colour>>,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Billing")]
impl Sellers {
    /// Read what papers say of the seller
    ///
    /// Names, address and numbers are those of the company; its page in the settings changes them.
    #[oai(path = "/seller", method = "get", operation_id = "seller.show")]
    async fn show(&self, cx: Cx) -> poem::Result<Shown<SellerRecord>> {
        shown(&cx)
    }

    /// Change what papers say of the seller
    ///
    /// Fields that are left out stay as they are. `If-Match` names the version that you read.
    #[oai(path = "/seller", method = "patch", operation_id = "seller.edit")]
    async fn edit(
        &self,
        cx: Cx,
        /// The `ETag` of the version that you read.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<SellerBody>,
    ) -> poem::Result<Shown<SellerRecord>> {
        let stored = stored(&cx)?;
        let version = payload::required(if_match.0.as_deref(), stored.version)?;
        let details = Details::parse(&onto(&body.0, views::details_typed(&stored))).map_err(renamed)?;
        cx.write(move |tx| actions::save(tx, version, &details)).await?;
        shown(&cx)
    }
}

/// What a form would have sent, had it begun with those fields.
fn onto(body: &SellerBody, fields: Fields) -> Fields {
    let fields = put(fields, "office", body.office.text());
    let fields = put(fields, "responsible", body.responsible.text());
    let fields = put(fields, "maker", body.maker.text());
    let fields = put(fields, "currency", body.currency.text());
    let languages = body.languages.0.as_ref().map(|languages| languages.0.code().to_owned());
    let fields = put(fields, "languages", languages);
    let fields = put(fields, "colour", body.colour.0.as_ref().map(|colour| colour.0.code().to_owned()));
    match body.terms.text() {
        Some(code) => Terms::split(&code)
            .into_iter()
            .fold(fields, |fields, (name, value)| put(fields, name, Some(value))),
        None => fields,
    }
}

/// Problems stand on the fields as programs name them.
fn renamed(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let mut told = crate::base::Problems::default();
    for problem in problems.iter() {
        let is_terms = ["terms_number", "terms_early"].contains(&problem.field.as_str());
        told.push(if is_terms { "terms".to_owned() } else { problem.field.clone() }, problem.key.clone());
    }
    Error::Invalid(told)
}

fn stored(cx: &Cx) -> Result<Stored> {
    let country = settings::at_hand(cx)?.company.country;
    cx.read(|view| store::find(view, country))
}

fn shown(cx: &Cx) -> poem::Result<Shown<SellerRecord>> {
    let today = views::today(cx);
    let settings = settings::at_hand(cx)?;
    let (company, stored) = (settings.company.clone(), stored(cx)?);
    let (standing, accounts, facts) = cx.read(|view| {
        let accounts = store::list_accounts(view)?;
        Ok((taxes::store::standing(view, today)?, accounts, store::facts(view, today)?))
    })?;
    let live = accounts.into_iter().filter(|dated| dated.is_live).map(|dated| account(dated.account));
    let missing = facts.err().unwrap_or_default();
    let has_legal = !company.legal_name.is_empty();
    let details = &stored.details;
    let record = SellerRecord {
        legal_name: if has_legal { company.legal_name } else { company.name.clone() },
        trading_name: company.name,
        street: company.street,
        city: company.city,
        region: company.region,
        postcode: company.postcode,
        country: company.country.code().to_owned(),
        company_number: company.registration_number,
        vat_number: company.vat_number,
        vat_scheme: Word(standing.scheme.kind),
        office: details.office.clone(),
        responsible: details.responsible.clone(),
        maker: details.maker.clone(),
        terms: details.terms.to_string(),
        currency: details.currency.unwrap_or(settings.regional.currency).code().to_owned(),
        languages: Word(details.languages),
        colour: Word(details.colour),
        accounts: live.collect(),
        takes_cash: stored.takes_cash(company.country),
        missing: missing.into_iter().map(|what| field(what).to_owned()).collect(),
        version: stored.version,
    };
    Ok(Shown::Now(Json(record), payload::etag(stored.version)))
}

/// The field that a program would look for.
fn field(what: Missing) -> &'static str {
    match what {
        Missing::Street => "street",
        Missing::City => "city",
        Missing::CompanyNumber | Missing::CompanyNumberWrong => "company_number",
        Missing::VatNumber | Missing::VatNumberWrong => "vat_number",
        Missing::Office => "office",
        Missing::Responsible => "responsible",
        Missing::Maker => "maker",
    }
}

fn account(account: Account) -> BankAccountRecord {
    let (iban, bic, sort_code, number) = match account.bank {
        Bank::International { iban, bic } => {
            (Some(iban.as_str().to_owned()), bic.map(|bic| bic.as_str().to_owned()), None, None)
        }
        Bank::British { sort_code, number } => {
            (None, None, Some(sort_code.as_str().to_owned()), Some(number.as_str().to_owned()))
        }
    };
    BankAccountRecord {
        id: account.id.number(),
        bank: account.name,
        currency: account.currency.code().to_owned(),
        iban,
        bic,
        sort_code,
        number,
        main: account.is_main,
    }
}
