//! What a letter is to those who write one, and the table of all kinds.

use std::collections::HashMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::model::{Posted, Recipient};
use super::store;
use crate::base::{Error, Language, Result};
use crate::platform::config::Config;
use crate::platform::crypto::Cell;
use crate::platform::mailer::{Correspondent, Route};
use crate::platform::{Machines, Tx, View, i18n};
use crate::web::letter::{Draft, Letterhead};
use crate::workspace::settings;

/// A letter that can be written again at any time: it holds ids and never words. Its kind stands in `letters.rs` at the
/// doors.
pub trait Letter: Serialize + DeserializeOwned + Send + 'static {
    /// The stored name, like `members.invitation`; never changes once released.
    const KIND: &'static str;
    /// The key of what it is called on pages.
    const NAME: &'static str;
    /// Whether its slice shows what became of it for as long as it likes, and forgets it itself
    /// ([`forget`](super::forget)).
    const IS_KEPT: bool = false;

    /// Makes its words when it is sent, in a short transaction of the act's workspace: a token is minted here and its
    /// hash stored. `None`: there is no reason for it any more. It may be called again for the same letter.
    fn compose(&self, tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>>;
}

/// What a letter is written at: addresses of pages, and in whose name it goes.
#[derive(Clone)]
pub struct Desk {
    config: Arc<Config>,
    office: Option<(String, String)>,
}

impl Desk {
    /// The desk of the workspace at hand, or that of the installation.
    pub(super) fn of(view: &View, config: &Arc<Config>) -> Result<Desk> {
        let office = match settings::of(view) {
            Ok(settings) => Some((settings.slug, settings.company.name)),
            Err(Error::NotFound) => None,
            Err(error) => return Err(error),
        };
        Ok(Desk { config: config.clone(), office })
    }

    /// The address of a page outside any workspace: `desk.address("/reset/…")`.
    pub fn address(&self, path: impl std::fmt::Display) -> String {
        self.config.address(&path.to_string())
    }

    /// The address of a page of the workspace: `desk.page("/settings")` is `https://…/w/acme/settings`.
    pub fn page(&self, path: impl std::fmt::Display) -> String {
        match &self.office {
            Some((slug, _)) => self.address(format_args!("/w/{slug}{path}")),
            None => self.address(path),
        }
    }

    /// The name of the workspace; outside any, the product's.
    pub fn name(&self) -> &str {
        self.office.as_ref().map_or("Kantora", |(_, name)| name)
    }

    /// The letter with looks, and its plain text.
    pub(super) fn written(&self, language: Language, draft: &Draft) -> (String, String) {
        let reason = match &self.office {
            Some((_, name)) => {
                i18n::tell(language, "email-reason-company", &[("company", name.clone().into())])
            }
            None => i18n::message(language, "email-reason-account").to_owned(),
        };
        let head = Letterhead { language, name: self.name(), reason: &reason };
        (head.html(draft), head.plain(draft))
    }
}

/// Whether letters of the workspace at hand have a way out now.
pub fn is_possible(config: &Config, view: &View) -> Result<bool> {
    Ok(config.mail.is_some() || store::maybe_account(view)?.is_some())
}

/// In whose name letters of the workspace at hand leave now; none: they wait for a way out.
pub fn sender(machines: &Machines, view: &View) -> Result<Option<Correspondent>> {
    Ok(way(machines, view)?.map(|(_, from)| from))
}

/// By which way letters of the workspace at hand leave now, and in whose name; none: they are held.
pub(super) fn way(machines: &Machines, view: &View) -> Result<Option<(Route, Correspondent)>> {
    let name = Desk::of(view, &machines.config)?.name().to_owned();
    if let Some(stored) = store::maybe_account(view)? {
        let password = match &stored.password {
            Some(locked) => machines.master_key.open(place(view), locked)?,
            None => Vec::new(),
        };
        let password = String::from_utf8(password).map_err(Error::internal)?;
        let name = if stored.account.name.is_empty() { name } else { stored.account.name.clone() };
        let from = Correspondent { name, address: stored.account.address.clone() };
        return Ok(Some((Route::Foreign(stored.account.server(password)), from)));
    }
    let Some(mail) = &machines.config.mail else { return Ok(None) };
    Ok(Some((Route::Own(mail.way.clone()), Correspondent { name, address: mail.from.clone() })))
}

/// Where the password of the workspace at hand is locked to: a workspace has one account.
pub(super) fn place(view: &View) -> Cell {
    Cell { table: "mail_account", row: view.workspace().number(), column: "password" }
}

type Compose = fn(&str, &Tx, &Recipient, &Desk) -> Result<Option<Draft>>;

/// Every kind of letter by its stored name.
#[derive(Default)]
pub struct Letters(HashMap<&'static str, Compose>);

impl Letters {
    /// One more kind.
    pub fn kind<L: Letter>(mut self) -> Letters {
        self.0.insert(L::KIND, |payload, tx, to, desk| {
            serde_json::from_str::<L>(payload)?.compose(tx, to, desk)
        });
        self
    }

    /// The words of that letter.
    pub(super) fn compose(&self, letter: &Posted, tx: &Tx, desk: &Desk) -> Result<Option<Draft>> {
        let unknown = || Error::internal(format!("there is no letter of kind {}", letter.kind));
        let compose = self.0.get(letter.kind.as_str()).ok_or_else(unknown)?;
        compose(&letter.payload, tx, &letter.to, desk)
    }
}

/// Shows that letters arrive.
#[derive(Debug, Serialize, Deserialize)]
pub struct TestLetter {}

impl Letter for TestLetter {
    const KIND: &'static str = "email.test";
    const NAME: &'static str = "email-test";

    fn compose(&self, _tx: &Tx, to: &Recipient, desk: &Desk) -> Result<Option<Draft>> {
        let language = to.language;
        let text = i18n::tell(language, "email-test-text", &[("company", desk.name().to_owned().into())]);
        Ok(Some(
            Draft::new(i18n::message(language, "email-test-subject"))
                .text(text)
                .action(i18n::message(language, "email-test-action"), desk.page("")),
        ))
    }
}
