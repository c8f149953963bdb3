//! The words of the product: ids, days, languages, who acts, what went wrong. Pure: no input, no output, no clock.

pub mod problems;
pub mod error;
pub mod fields;
pub mod id;
pub mod time;
pub mod locale;
pub mod look;
pub mod format;
pub mod money;
pub mod text;
pub mod likeness;
pub mod names;
pub mod right;
pub mod actor;
pub mod subject;
pub mod listing;
pub mod words;

pub use actor::{Actor, Door};
pub use error::{Error, Result};
pub use fields::Fields;
pub use id::{
    AccountId, AddressBlockId, BankAccountId, BankLineId, BankStatementId, BulkActId, ChangeSetId, CompanyId,
    ContactId, DealId, DuplicateId, FieldId, FieldOptionId, FileId, FormEntryId, Id, IdentityId,
    InvitationId, InvoiceId, LeadId, LeadLabelId, LostReasonId, MailId, MailTemplateId, MemberId, NoteId,
    NoticeId, PackId, PaymentId, PipelineId, ProFormaId, ProductId, QuoteId, QuoteVersionId, SessionId,
    StageId, SubjectId, SupportAccessId, SuppressionId, TagId, TaskId, TaxClassId, TaxRateId, TeamId,
    TokenId, VatReturnId, VatSchemeId, ViewId, WebFormId, WorkspaceId,
};
pub use locale::{Country, Currency, Language};
pub use look::{Density, Look, Shortcuts, Theme};
pub use money::Money;
pub use problems::{Problem, Problems};
pub use right::{Right, Rights, Role, Scope};
pub use subject::SubjectKind;
pub use time::{At, Day};
