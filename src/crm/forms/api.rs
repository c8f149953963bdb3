//! Forms for programs.

use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{Field, WebForm};
use super::store;
use crate::base::{Language, WebFormId};
use crate::platform::config::Config;
use crate::web::Cx;
use crate::web::payload::{self, Limit, Moment, Number, Page, Tag, Word};

/// The operations on forms.
pub struct Forms;

/// A form on the web.
#[derive(Debug, Object)]
#[oai(rename = "Form")]
pub struct FormRecord {
    /// The form's number.
    id: i64,
    /// What colleagues call it.
    name: String,
    /// Its heading.
    title: String,
    /// Its public address.
    url: String,
    /// Whether it takes anything.
    open: bool,
    /// The language of its readers.
    language: Word<Language>,
    /// What it asks, in the order of the page.
    questions: Vec<QuestionRecord>,
    /// Where its leads come from.
    source: String,
    /// The member who gets its leads; absent: whoever's turn it is.
    #[oai(skip_serializing_if_is_none)]
    owner_id: Option<i64>,
    /// Whether its senders confirm by a letter (double opt-in).
    double_opt_in: bool,
    /// The version of the consent that it asks for; absent: none.
    #[oai(skip_serializing_if_is_none)]
    consent_version: Option<i64>,
    /// The wording of that version.
    #[oai(skip_serializing_if_is_none)]
    consent: Option<String>,
    /// The origins that may show it in a frame.
    sites: Vec<String>,
    /// How many leads it made.
    leads: i64,
    /// How much waits to be confirmed.
    waiting: i64,
    /// When it made the last lead.
    #[oai(skip_serializing_if_is_none)]
    last_at: Option<Moment>,
    /// When it was made.
    created_at: Moment,
    /// When it was last changed.
    updated_at: Moment,
}

/// Something that a form asks.
#[derive(Debug, Object)]
#[oai(rename = "FormQuestion")]
pub struct QuestionRecord {
    /// What.
    field: Word<Field>,
    /// Whether it needs an answer.
    required: bool,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Forms")]
impl Forms {
    /// List forms
    ///
    /// Open and closed ones, by rising number.
    #[oai(path = "/forms", method = "get", operation_id = "form.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<Page<FormRecord>>> {
        let walk = payload::Walk::new("forms", None, cursor.0.as_deref(), limit.0)?;
        let found = cx.read(|view| store::list_after(view, WebFormId::new(walk.after), walk.rows()))?;
        let config = &cx.machines.config;
        let records = found.into_iter().map(|form| record(config, form)).collect();
        Ok(Json(walk.page(records, |form: &FormRecord| form.id)))
    }

    /// Read a form
    #[oai(path = "/forms/:id", method = "get", operation_id = "form.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Json<FormRecord>> {
        let form = cx.read(|view| store::find(view, WebFormId::new(id.0.0)))?;
        Ok(Json(record(&cx.machines.config, form)))
    }
}

fn record(config: &Config, form: WebForm) -> FormRecord {
    let url = config.address(&form.path());
    let (facts, consent) = (form.facts, form.consent);
    let questions = facts.questions.into_iter();
    FormRecord {
        id: form.id.number(),
        name: facts.name,
        title: facts.title,
        url,
        open: form.is_open,
        language: Word(facts.language),
        questions: questions
            .map(|question| QuestionRecord { field: Word(question.field), required: question.is_required })
            .collect(),
        source: facts.source,
        owner_id: facts.owner.map(|owner| owner.number()),
        double_opt_in: facts.confirms,
        consent_version: consent.as_ref().map(|consent| consent.version),
        consent: consent.map(|consent| consent.wording),
        sites: facts.sites,
        leads: form.taken,
        waiting: form.waiting,
        last_at: form.last_at.map(Moment),
        created_at: Moment(form.created_at),
        updated_at: Moment(form.updated_at),
    }
}
