//! Ids as types: a bare number never says what it counts.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use super::error::Error;

/// The number of a row of one kind. 0 is nobody's: it matches no row.
pub struct Id<K>(i64, PhantomData<fn() -> K>);

/// Marks what an [`Id`] counts.
pub mod kind {
    /// A company that uses Kantora.
    pub enum Workspace {}
    /// A person who signs in, across workspaces.
    pub enum Account {}
    /// An account's place in a workspace.
    pub enum Member {}
    /// People who work together.
    pub enum Team {}
    /// A place kept for whoever has an address.
    pub enum Invitation {}
    /// A signed-in browser.
    pub enum Session {}
    /// An account's link to a service by which its person signs in.
    pub enum Identity {}
    /// A network that is let in nowhere for a time.
    pub enum AddressBlock {}
    /// A key by which a program asks.
    pub enum Token {}
    /// Anything that notes, tags and activities can hang on.
    pub enum Subject {}
    /// A company among the customers.
    pub enum Company {}
    /// A person among the customers.
    pub enum Contact {}
    /// Somebody who may become a customer.
    pub enum Lead {}
    /// A word by which leads are sorted.
    pub enum LeadLabel {}
    /// A form on the web by which strangers write.
    pub enum WebForm {}
    /// What a stranger sent by a form.
    pub enum FormEntry {}
    /// Something that somebody may buy.
    pub enum Deal {}
    /// A way that deals go, stage by stage.
    pub enum Pipeline {}
    /// A stage of a pipeline.
    pub enum Stage {}
    /// Why deals are lost.
    pub enum LostReason {}
    /// Something that somebody wrote down.
    pub enum Note {}
    /// Something that somebody has to do.
    pub enum Task {}
    /// A document or picture that somebody put with a record.
    pub enum File {}
    /// A letter that somebody wrote to a customer.
    pub enum Mail {}
    /// Words to begin such letters with.
    pub enum MailTemplate {}
    /// An address to which nothing goes that goes to many.
    pub enum Suppression {}
    /// Something that a member was told.
    pub enum Notice {}
    /// A word that people put on subjects.
    pub enum Tag {}
    /// What a list shows, under a name.
    pub enum View {}
    /// One thing done to all records that a list showed.
    pub enum BulkAct {}
    /// A field of a workspace's own.
    pub enum Field {}
    /// What such a field offers to choose from.
    pub enum FieldOption {}
    /// Something that is sold.
    pub enum Product {}
    /// A paper that asks for money.
    pub enum Invoice {}
    /// A paper that offers a sale.
    pub enum Quote {}
    /// What was offered at one time.
    pub enum QuoteVersion {}
    /// A paper that asks for money ahead of an invoice.
    pub enum ProForma {}
    /// A class of what is sold, by its tax.
    pub enum TaxClass {}
    /// A rate of such a class, from a day on.
    pub enum TaxRate {}
    /// A way to account for VAT, from a day on.
    pub enum VatScheme {}
    /// A VAT return that was made.
    pub enum VatReturn {}
    /// Where customers pay.
    pub enum BankAccount {}
    /// Money that came in.
    pub enum Payment {}
    /// What a bank says about an account.
    pub enum BankStatement {}
    /// What came in or went out, as a bank says.
    pub enum BankLine {}
    /// All papers and payments of some days in one file.
    pub enum Pack {}
    /// Two records that may be one.
    pub enum Duplicate {}
    /// An act that can be undone.
    pub enum ChangeSet {}
    /// An operator's wish to look into a workspace.
    pub enum SupportAccess {}
}

/// Marks kinds whose rows take their id from the `subject` table.
pub trait IsSubject {}
impl IsSubject for kind::Company {}
impl IsSubject for kind::Contact {}
impl IsSubject for kind::Lead {}
impl IsSubject for kind::Deal {}
impl IsSubject for kind::Note {}
impl IsSubject for kind::Task {}
impl IsSubject for kind::File {}
impl IsSubject for kind::Product {}
impl IsSubject for kind::Invoice {}
impl IsSubject for kind::Quote {}

/// Names a workspace.
pub type WorkspaceId = Id<kind::Workspace>;
/// Names an account.
pub type AccountId = Id<kind::Account>;
/// Names a member of a workspace.
pub type MemberId = Id<kind::Member>;
/// Names a team of a workspace.
pub type TeamId = Id<kind::Team>;
/// Names an invitation to a workspace.
pub type InvitationId = Id<kind::Invitation>;
/// Names a session.
pub type SessionId = Id<kind::Session>;
/// Names a block of a network.
pub type AddressBlockId = Id<kind::AddressBlock>;
/// Names an identity.
pub type IdentityId = Id<kind::Identity>;
/// Names an API token.
pub type TokenId = Id<kind::Token>;
/// Names a subject of any kind.
pub type SubjectId = Id<kind::Subject>;
/// Names a company.
pub type CompanyId = Id<kind::Company>;
/// Names a contact.
pub type ContactId = Id<kind::Contact>;
/// Names a lead.
pub type LeadId = Id<kind::Lead>;
/// Names a word by which leads are sorted.
pub type LeadLabelId = Id<kind::LeadLabel>;
/// Names a form on the web.
pub type WebFormId = Id<kind::WebForm>;
/// Names what a stranger sent by a form.
pub type FormEntryId = Id<kind::FormEntry>;
/// Names a deal.
pub type DealId = Id<kind::Deal>;
/// Names a pipeline.
pub type PipelineId = Id<kind::Pipeline>;
/// Names a stage of a pipeline.
pub type StageId = Id<kind::Stage>;
/// Names a reason why deals are lost.
pub type LostReasonId = Id<kind::LostReason>;
/// Names a note.
pub type NoteId = Id<kind::Note>;
/// Names a task.
pub type TaskId = Id<kind::Task>;
/// Names a file.
pub type FileId = Id<kind::File>;
/// Names a letter to a customer.
pub type MailId = Id<kind::Mail>;
/// Names a template of letters.
pub type MailTemplateId = Id<kind::MailTemplate>;
/// Names an address to which nothing goes that goes to many.
pub type SuppressionId = Id<kind::Suppression>;
/// Names a notice.
pub type NoticeId = Id<kind::Notice>;
/// Names a tag.
pub type TagId = Id<kind::Tag>;
/// Names a view of a list.
pub type ViewId = Id<kind::View>;
/// Names an act on all records that a list showed.
pub type BulkActId = Id<kind::BulkAct>;
/// Names a field of a workspace's own.
pub type FieldId = Id<kind::Field>;
/// Names what such a field offers to choose from.
pub type FieldOptionId = Id<kind::FieldOption>;
/// Names a product.
pub type ProductId = Id<kind::Product>;
/// Names a paper that asks for money.
pub type InvoiceId = Id<kind::Invoice>;
/// Names a paper that offers a sale.
pub type QuoteId = Id<kind::Quote>;
/// Names what was offered at one time.
pub type QuoteVersionId = Id<kind::QuoteVersion>;
/// Names a paper that asks for money ahead of an invoice.
pub type ProFormaId = Id<kind::ProForma>;
/// Names a class of what is sold.
pub type TaxClassId = Id<kind::TaxClass>;
/// Names a rate of such a class.
pub type TaxRateId = Id<kind::TaxRate>;
/// Names a way to account for VAT, from a day on.
pub type VatSchemeId = Id<kind::VatScheme>;
/// The number of a VAT return that was made.
pub type VatReturnId = Id<kind::VatReturn>;
/// Names an account at a bank.
pub type BankAccountId = Id<kind::BankAccount>;
/// Names money that came in.
pub type PaymentId = Id<kind::Payment>;
/// Names a bank statement.
pub type BankStatementId = Id<kind::BankStatement>;
/// Names a line of one.
pub type BankLineId = Id<kind::BankLine>;
/// Names a pack for accountants.
pub type PackId = Id<kind::Pack>;
/// Names two records that may be one.
pub type DuplicateId = Id<kind::Duplicate>;
/// Names a request of support.
pub type SupportAccessId = Id<kind::SupportAccess>;
/// Names a set of changes.
pub type ChangeSetId = Id<kind::ChangeSet>;

impl<K> Id<K> {
    /// Nobody: matches no row.
    pub const NONE: Id<K> = Id(0, PhantomData);

    /// From a stored number.
    pub const fn new(number: i64) -> Id<K> {
        Id(number, PhantomData)
    }

    /// The stored number.
    pub const fn number(self) -> i64 {
        self.0
    }
}

impl<K: IsSubject> Id<K> {
    /// The same row, as a subject.
    pub fn subject(self) -> SubjectId {
        Id::new(self.0)
    }

    /// A subject known to be of this kind.
    pub fn of(subject: SubjectId) -> Id<K> {
        Id::new(subject.0)
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Id<K> {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Id<K>) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Id<K>) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Id<K>) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K> Default for Id<K> {
    fn default() -> Id<K> {
        Id::NONE
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.0)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
impl<K> FromStr for Id<K> {
    type Err = Error;

    /// A path or form value; anything but a positive number is `NotFound`, as an unknown id would be.
    fn from_str(text: &str) -> Result<Id<K>, Error> {
        text.parse().ok().filter(|number| *number > 0).map(Id::new).ok_or(Error::NotFound)
    }
}
impl<K> serde::Serialize for Id<K> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}
impl<'de, K> serde::Deserialize<'de> for Id<K> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Id<K>, D::Error> {
        i64::deserialize(deserializer).map(Id::new)
    }
}
