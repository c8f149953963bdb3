//! What members and the invited are told by mail.

use serde::{Deserialize, Serialize};

use super::model::{Invitation, Member, Standing};
use super::store;
use crate::base::{InvitationId, MemberId, Result};
use crate::platform::{Tx, crypto, i18n};
use crate::web::letter::Draft;
use crate::workspace::accounts::{self, Notice};
use crate::workspace::email::{self, Desk, Letter, Recipient};
use crate::workspace::settings;

/// Asks somebody to come; its link is made when it is sent.
#[derive(Debug, Serialize, Deserialize)]
pub struct InvitationLetter {
    /// The invitation.
    pub invitation: InvitationId,
}

impl Letter for InvitationLetter {
    const KIND: &'static str = "member.invitation";
    const NAME: &'static str = "members-letter-invitation";

    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let invitation = store::invitations::find(tx, self.invitation)?;
        if invitation.standing(tx.now()) != Standing::Open {
            return Ok(None);
        }
        let token = mint(tx, invitation.id)?;
        let tell = |key, arguments: &[(&'static str, i18n::Value)]| i18n::tell(to.language, key, arguments);
        let t = |key| i18n::message(to.language, key);
        let role = t(invitation.role.key());
        let asked = match &invitation.inviter {
            Some(inviter) => {
                tell("members-welcome-by", &[("inviter", inviter.clone().into()), ("role", role.into())])
            }
            None => tell("members-welcome-text", &[("role", role.into())]),
        };
        let subject = tell("members-letter-subject", &[("company", desk.name().to_owned().into())]);
        let draft = Draft::new(subject).text(asked);
        let draft = match invitation.signature.as_str() {
            "" => draft,
            signature => draft.text(signature),
        };
        let link = desk.address(format_args!("/invitation/{token}"));
        Ok(Some(draft.action(t("members-letter-open"), link).small(t("members-letter-small"))))
    }
}

/// Makes the token of an invitation's link; the one before ends. Only its hash is stored.
pub fn mint(tx: &Tx, id: InvitationId) -> Result<String> {
    let token = crypto::token();
    store::invitations::save_token(tx, id, &crypto::hash(&token))?;
    Ok(token)
}

/// Sends the invitation's letter, in the language of the company: nothing is looked up about whoever gets it.
pub fn send_invitation(tx: &Tx, invitation: &Invitation) -> Result<()> {
    let to = Recipient {
        address: invitation.email.clone(),
        name: String::new(),
        language: settings::of(tx)?.regional.language,
        account: None,
    };
    email::send(tx, &to, &InvitationLetter { invitation: invitation.id }).map(|_| ())
}

/// Tells whoever invited that somebody came.
#[derive(Debug, Serialize, Deserialize)]
pub struct JoinedLetter {
    /// Who came.
    pub member: MemberId,
}

impl Letter for JoinedLetter {
    const KIND: &'static str = "member.joined";
    const NAME: &'static str = "members-letter-joined";

    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let member = store::find(tx, self.member)?;
        let told = [("name", member.name.into()), ("company", desk.name().to_owned().into())];
        let t = |key| i18n::message(to.language, key);
        Ok(Some(
            Draft::new(i18n::tell(to.language, "members-joined-subject", &told))
                .text(i18n::tell(to.language, "members-joined-text", &told))
                .action(t("members-joined-look"), desk.page("/settings/people"))
                .small(t("members-letter-off")),
        ))
    }
}

/// Tells a member what became of their place.
#[derive(Debug, Serialize, Deserialize)]
pub struct PlaceLetter {
    /// Whose place.
    pub member: MemberId,
}

impl Letter for PlaceLetter {
    const KIND: &'static str = "member.place";
    const NAME: &'static str = "members-letter-place";

    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let member = store::find(tx, self.member)?;
        let role = i18n::message(to.language, member.role.key());
        let told = [("company", desk.name().to_owned().into()), ("role", role.into())];
        let small = i18n::message(to.language, "members-letter-off");
        if !member.is_active {
            let draft = Draft::new(i18n::tell(to.language, "members-place-over", &told));
            return Ok(Some(
                draft.text(i18n::tell(to.language, "members-place-over-text", &told)).small(small),
            ));
        }
        Ok(Some(
            Draft::new(i18n::tell(to.language, "members-place-subject", &told))
                .text(i18n::tell(to.language, "members-place-text", &told))
                .action(i18n::message(to.language, "members-place-look"), desk.page(""))
                .small(small),
        ))
    }
}

/// Tells whoever invited, if they want to know and still work here.
pub fn tell_joined(tx: &Tx, inviter: Option<MemberId>, member: MemberId) -> Result<()> {
    match inviter {
        Some(inviter) => tell(tx, &store::find(tx, inviter)?, Notice::Joined, &JoinedLetter { member }),
        None => Ok(()),
    }
}

/// Tells a member what became of their place, if they want to know.
pub fn tell_place(tx: &Tx, member: &Member) -> Result<()> {
    tell_whoever(tx, member, Notice::Place, &PlaceLetter { member: member.id })
}

fn tell<L: Letter>(tx: &Tx, member: &Member, notice: Notice, letter: &L) -> Result<()> {
    if member.is_active { tell_whoever(tx, member, notice, letter) } else { Ok(()) }
}

fn tell_whoever<L: Letter>(tx: &Tx, member: &Member, notice: Notice, letter: &L) -> Result<()> {
    let account = accounts::find(tx, member.account)?;
    if account.disabled_at.is_some() || !account.muted.lets(notice) || tx.actor().account == Some(account.id)
    {
        return Ok(());
    }
    email::send(tx, &accounts::recipient(&account), letter).map(|_| ())
}
