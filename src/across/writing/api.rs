//! Letters to customers for programs.

use std::collections::HashMap;

use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::model::{Message, filled};
use super::{actions, store};
use crate::across::filing;
use crate::base::{Error, Fields, MailId, MailTemplateId, Result, SubjectId};
use crate::crm::mails::{self, Mail, Reach};
use crate::platform::{Tx, View};
use crate::web::Cx;
use crate::web::payload::{self, Added, Limit, List, Moment, Number, Page, Shown, Tag, Text, Word};
use crate::workspace::email;

/// The operations on letters.
pub struct Mails;

/// Words to begin a letter with.
#[derive(Debug, Object)]
#[oai(rename = "MailTemplate")]
pub struct TemplateRecord {
    /// The template's number.
    id: i64,
    /// How it is called.
    name: String,
    /// The language of its words: en or bg.
    language: String,
    /// What the letter is about.
    subject: String,
    /// The text, with fields like {first_name}.
    text: String,
    /// Grows with each change.
    version: i64,
    /// When it was last changed.
    updated_at: Moment,
}

/// Every template.
#[derive(Debug, Object)]
#[oai(rename = "MailTemplates")]
pub struct TemplateRecords {
    /// By name.
    data: Vec<TemplateRecord>,
}

/// A letter that somebody wrote to a customer.
#[derive(Debug, Object)]
#[oai(rename = "Mail")]
pub struct MailRecord {
    /// The letter's number.
    id: i64,
    /// The contact, company, lead or deal from which it was written, by number.
    about_id: i64,
    /// The contact, company or lead that gets it, by number.
    to_id: i64,
    /// The address.
    address: String,
    /// What it is about.
    subject: String,
    /// Its text as it was sent.
    text: String,
    /// Whether the same went to one or to many.
    reach: Word<Reach>,
    /// Where it stands: waiting, sending, handed, sent, held, failed, bounced, unclear or needless.
    state: String,
    /// What the mail server said last; absent: nothing.
    #[oai(skip_serializing_if_is_none)]
    said: Option<String>,
    /// When it was written.
    created_at: Moment,
    /// The member who wrote it; absent: nobody.
    #[oai(skip_serializing_if_is_none)]
    created_by: Option<i64>,
    /// When the mail server took it; absent: not yet.
    #[oai(skip_serializing_if_is_none)]
    sent_at: Option<Moment>,
}

/// A letter to write.
#[derive(Debug, Object)]
#[oai(rename = "NewMail", deny_unknown_fields)]
pub struct MailBody {
    /// The contact, company or lead that gets it, by number.
    to_id: Number,
    /// One of its addresses; left out: the first.
    address: Option<Text<254>>,
    /// A template whose words it has; what is sent beside it counts instead.
    template_id: Option<Number>,
    /// What it is about; may have fields.
    subject: Option<Text<200>>,
    /// Its text; may have fields.
    text: Option<Text<20_000>>,
    /// Files of that record that go along, by number.
    file_ids: Option<List<Number, 20>>,
    /// Whether your signature ends it.
    #[oai(default)]
    signed: bool,
    /// Whether it goes although they unsubscribed from letters that go to many.
    #[oai(default)]
    although_unsubscribed: bool,
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Mails")]
impl Mails {
    /// List the templates of letters
    #[oai(path = "/mail-templates", method = "get", operation_id = "mail-template.list")]
    async fn templates(&self, cx: Cx) -> poem::Result<Json<TemplateRecords>> {
        let templates = cx.read(mails::store::list_templates)?.into_iter().map(|template| TemplateRecord {
            id: template.id.number(),
            name: template.facts.name,
            language: template.facts.language.code().to_owned(),
            subject: template.facts.subject,
            text: template.facts.body,
            version: template.version,
            updated_at: Moment(template.updated_at),
        });
        Ok(Json(TemplateRecords { data: templates.collect() }))
    }

    /// List the letters that were written from a contact, a company, a lead or a deal
    #[oai(path = "/mails", method = "get", operation_id = "mail.list")]
    async fn list(
        &self,
        cx: Cx,
        /// The number of the contact, company, lead or deal.
        about_id: Query<Number>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
        /// Records on a page.
        limit: Query<Option<Limit>>,
    ) -> poem::Result<Json<Page<MailRecord>>> {
        let about = SubjectId::new(about_id.0.0);
        let walk = payload::Walk::new(&format!("mails {about}"), None, cursor.0.as_deref(), limit.0)?;
        let found = cx.read(|view| {
            filing::look(view, about)?;
            let found = mails::store::list_after(view, about, MailId::new(walk.after), walk.rows())?;
            records(view, found)
        })?;
        Ok(Json(walk.page(found, |mail| mail.id)))
    }

    /// Write a letter
    ///
    /// To one contact, company or lead. Answers go to you. Fields like {first_name} are filled in; one of which nothing is
    /// known is a problem of `text`. It leaves once this is answered; read it again for what became of it.
    #[oai(path = "/mails", method = "post", operation_id = "mail.send")]
    async fn send(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<MailBody>,
    ) -> poem::Result<Added<MailRecord>> {
        let about = SubjectId::new(body.0.to_id.0);
        let fields = cx.read(|view| typed(view, about, &body.0))?;
        let message = Message::parse(&fields).map_err(payload::renamed)?;
        let hourly = cx.machines.config.mail_line.hourly;
        let run = move |tx: &Tx| {
            let sent = actions::write(tx, &[about], &message, hourly)?;
            Ok(sent.first().ok_or(Error::NotFound)?.to_string())
        };
        let id: MailId = payload::once(&cx, key.0, &fields, run).await?.parse()?;
        let mail = cx.read(|view| one(view, mails::store::find(view, id)?))?;
        Ok(Added::New(Json(mail), payload::etag(1), format!("/api/v1/mails/{id}")))
    }

    /// Read a letter, and what became of it
    #[oai(path = "/mails/:id", method = "get", operation_id = "mail.show")]
    async fn show(&self, cx: Cx, id: Path<Number>) -> poem::Result<Shown<MailRecord>> {
        let mail = cx.read(|view| {
            let (mail, _) = store::find(view, MailId::new(id.0.0))?;
            one(view, mail)
        })?;
        Ok(Shown::Now(Json(mail), payload::etag(1)))
    }
}

/// What a form would have sent.
fn typed(view: &View, about: SubjectId, body: &MailBody) -> Result<Fields> {
    let desk = store::desk(view, about)?;
    let wanted = body.address.as_ref().map(|address| address.0.trim().to_lowercase());
    let to = desk.addressees.iter().find(|to| {
        let is_wanted = wanted.as_ref().is_none_or(|wanted| to.address.to_lowercase() == *wanted);
        to.person == about && is_wanted
    });
    let to = to.ok_or_else(|| Error::field("address", "writing-no-address"))?;
    let mut fields = Fields::new().with("to", to.code());
    if let Some(Number(number)) = body.template_id {
        let template = mails::store::find_template(view, MailTemplateId::new(number))
            .map_err(|_| Error::field("template_id", "writing-template-unknown"))?;
        fields = filled(fields, &template, &[]);
    }
    fields = payload::put(fields, "subject", body.subject.as_ref().map(|subject| subject.0.clone()));
    fields = payload::put(fields, "text", body.text.as_ref().map(|text| text.0.clone()));
    for Number(file) in body.file_ids.iter().flat_map(|files| &files.0) {
        fields.push("enclosed", file.to_string());
    }
    if body.signed {
        fields.push("signed", "1");
    }
    if body.although_unsubscribed {
        fields.push("anyway", "1");
    }
    Ok(fields)
}

fn one(view: &View, mail: Mail) -> Result<MailRecord> {
    records(view, vec![mail])?.pop().ok_or(Error::NotFound)
}

/// Each with what became of it.
fn records(view: &View, mails: Vec<Mail>) -> Result<Vec<MailRecord>> {
    let wanted: Vec<_> = mails.iter().map(|mail| mail.letter).collect();
    let mut letters: HashMap<_, _> =
        email::find_many(view, &wanted)?.into_iter().map(|letter| (letter.id, letter)).collect();
    Ok(mails.into_iter().filter_map(|mail| Some(record(letters.remove(&mail.letter)?, mail))).collect())
}

fn record(letter: email::Posted, mail: Mail) -> MailRecord {
    MailRecord {
        id: mail.id.number(),
        about_id: mail.about.number(),
        to_id: mail.person.number(),
        address: letter.to.address,
        subject: mail.subject,
        text: mail.body,
        reach: Word(mail.reach),
        state: letter.state.code().to_owned(),
        said: Some(letter.said).filter(|said| !said.is_empty()),
        created_at: Moment(mail.created_at),
        created_by: mail.created_by.map(|member| member.number()),
        sent_at: letter.sent_at.map(Moment),
    }
}
