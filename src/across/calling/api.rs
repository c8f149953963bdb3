//! Noting calls, meetings and letters, and filing e-mails, for programs.

use poem::Body;
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{Object, OpenApi};

use super::actions::{self, Filed};
use super::model::CallInput;
use crate::across::filing::{blobs, rules};
use crate::across::profiles::{self, api::NoteRecord};
use crate::base::{Fields, NoteId, SubjectId};
use crate::crm::activities::{MOST_OF_MAIL, NoteKind, Outcome};
use crate::crm::subjects;
use crate::platform::Tx;
use crate::web::Cx;
use crate::web::payload::{self, Added, Date, Moment, Number, Sent, Tag, Text, Word, put};

/// The operations on calls and e-mails.
pub struct Calls;

/// A call, a meeting or a letter about to be noted.
#[derive(Debug, Object)]
#[oai(rename = "NewCall", deny_unknown_fields)]
pub struct NewCallBody {
    /// The contact, company, lead or deal that it is about, by number.
    about_id: Number,
    /// What it was; `call` if left out.
    kind: Sent<Word<NoteKind>>,
    /// How it went.
    outcome: Word<Outcome>,
    /// When it was; now if left out.
    held_at: Sent<Moment>,
    /// How long it took.
    minutes: Sent<Number>,
    /// The number that was called.
    phone: Sent<Text<40>>,
    /// What was said, in Markdown.
    body: Sent<Text<20000>>,
    /// The day on which something is to be done next: a task of whom the token belongs to.
    follow_up_on: Sent<Date>,
    /// What; the name of the record if left out.
    follow_up_title: Sent<Text<200>>,
}

impl NewCallBody {
    /// The fields of a form with what was sent in them.
    fn fields(self) -> Fields {
        let kind = self.kind.0.map_or(NoteKind::Call, |kind| kind.0);
        let fields = Fields::new()
            .with("about_id", self.about_id.0.to_string())
            .with("kind", kind.code())
            .with("outcome", self.outcome.0.code());
        let fields = put(fields, "held_at", self.held_at.0.map(|at| at.0.to_string()));
        let fields = put(fields, "minutes", self.minutes.0.map(|minutes| minutes.0.to_string()));
        let fields = put(fields, "phone", self.phone.text());
        let fields = put(fields, "body", self.body.text());
        let soon = self.follow_up_on.0.as_ref().map(|_| "day".to_owned());
        let fields = put(fields, "follow_up", soon);
        let fields = put(fields, "follow_up_on", self.follow_up_on.0.map(|day| day.0.to_string()));
        put(fields, "follow_up_title", self.follow_up_title.text())
    }
}

#[OpenApi(prefix_path = "/api/v1", tag = "Tag::Notes")]
impl Calls {
    /// Note a call, a meeting or a letter
    ///
    /// It becomes a note with an outcome, and is read, changed and removed as one. A lead with whom somebody spoke is
    /// answered by it. What is to be done next becomes a task in the same act.
    #[oai(path = "/calls", method = "post", operation_id = "call.log")]
    async fn log(
        &self,
        cx: Cx,
        /// A random text of your own for this request.
        #[oai(name = "Idempotency-Key")]
        key: Header<Option<Text<160>>>,
        body: Json<NewCallBody>,
    ) -> poem::Result<Added<NoteRecord>> {
        let about = SubjectId::new(body.about_id.0);
        let fields = body.0.fields();
        let input = CallInput::parse(&fields, &cx.who.reader.zone, cx.today()).map_err(payload::renamed)?;
        let run = move |tx: &Tx| {
            let about = subjects::store::present(tx, about)?;
            profiles::require(tx, about).map_err(profiles::api::unknown)?;
            Ok(actions::log(tx, about, &input)?.0.to_string())
        };
        let id: NoteId = payload::once(&cx, key.0, &fields, run).await.map_err(payload::renamed)?.parse()?;
        Ok(profiles::api::added(&cx, id)?)
    }
    /// File an e-mail with a contact, a company, a lead or a deal
    ///
    /// The body is the e-mail as RFC 5322 writes it, up to 20 MB; of HTML only the words are kept, and attachments are not.
    /// One that is there already is not added again: the answer is the note that it has. An e-mail of a lead answers it.
    #[oai(path = "/records/:id/mail", method = "post", operation_id = "mail.file")]
    async fn file(&self, cx: Cx, id: Path<Number>, body: Binary<Body>) -> poem::Result<Added<NoteRecord>> {
        let about = SubjectId::new(id.0.0);
        cx.read(|view| profiles::require(view, subjects::store::present(view, about)?))?;
        let limit = usize::try_from(MOST_OF_MAIL).unwrap_or(usize::MAX);
        let source = body.0.into_bytes_limit(limit).await?;
        let mail = actions::read(source.to_vec(), cx.now()).await?;
        let (rules, blobs) = (rules(&cx.machines), blobs(&cx.machines, cx.actor().workspace));
        let run = move |tx: &Tx| {
            let about = subjects::store::present(tx, about)?;
            actions::file(tx, about, &mail, (&[], &rules, &blobs))
        };
        let (Filed::New(note, _) | Filed::Known(note)) = cx.write(run).await?;
        Ok(profiles::api::added(&cx, note)?)
    }
}
