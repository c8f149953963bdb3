//! Letters on their way out: by SMTP, or as files into a folder.
//!
//! The words of a letter come from above; here they become MIME and are handed to a server. What goes wrong is one of
//! three things, and the difference is all that matters to whoever keeps the letter: it certainly was not taken and may
//! be tried again ([`Undelivered::Later`]), it never will be ([`Undelivered::Never`]), or nobody can know
//! ([`Undelivered::Unclear`]): the connection broke after the letter was handed over and before the server answered.
//! The caller is told just before that moment, so that it can write it down.

mod mime;
mod address;
mod smtp;

use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use crate::base::{At, Result};
use crate::platform::config::{Config, MailServer, Way};

pub use mime::is_address;

/// Who writes or gets a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correspondent {
    /// The name; empty: none.
    pub name: String,
    /// The address.
    pub address: String,
}

/// A file that goes along with a letter.
#[derive(Clone)]
pub struct Enclosure {
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// On whose behalf a letter goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Manner {
    /// The program's own: nobody sits there who could read an answer, so out-of-office programs keep silent.
    #[default]
    Automatic,
    /// A person's, who gets the answers. One that goes to many says where one unsubscribes by one click (RFC 8058).
    Personal {
        /// Who gets the answers.
        reply_to: Correspondent,
        /// The address at which whoever gets it unsubscribes; none: it is only for them.
        way_out: Option<String>,
    },
}

/// A letter with all its words. It may hold secrets: it is sent and forgotten.
#[derive(Clone)]
pub struct Outgoing {
    /// On whose behalf it goes.
    pub manner: Manner,
    /// Who writes.
    pub from: Correspondent,
    /// Who gets it.
    pub to: Correspondent,
    /// Its name in the world, without angle brackets; the same at every try.
    pub message_id: String,
    /// What it is about.
    pub subject: String,
    /// Its text with looks.
    pub html: String,
    /// Its plain text.
    pub plain: String,
    /// What goes along.
    pub enclosures: Vec<Enclosure>,
    /// Its date.
    pub at: At,
}

/// Whose choice a server is, and with it how far it is trusted.
#[derive(Debug, Clone)]
pub enum Route {
    /// The operator's: taken as it is.
    Own(Way),
    /// A workspace's: only where the operator lets it go, and never to this machine's own neighbours.
    Foreign(MailServer),
}

/// Why a letter did not leave: the word that pages translate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The operator does not allow this server, or it has no public address.
    Forbidden,
    /// Nobody of that name, or nobody answers there.
    Unreachable,
    /// The server was silent for too long.
    Silent,
    /// The server offers no TLS.
    Plain,
    /// The server's certificate is not to be trusted.
    Certificate,
    /// The server does not take name and password.
    SignIn,
    /// The server asks to come back later (4xx).
    Busy,
    /// The server refuses the letter for good (5xx).
    Refused,
    /// The connection broke before the letter was handed over.
    Broken,
    /// The connection broke after the letter was handed over: it may have arrived.
    Unclear,
    /// An address that cannot be one.
    Address,
    /// The folder for letters cannot be written.
    Folder,
}

/// A letter that did not leave, as far as one can know; the text is what the server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undelivered {
    /// Certainly not taken: try again.
    Later(Trouble, String),
    /// Certainly not taken, and never will be.
    Never(Trouble, String),
    /// Handed over and not answered.
    Unclear(String),
}

/// The way out; cheap to clone.
#[derive(Clone)]
pub struct Mailer(Arc<Config>);

impl Mailer {
    /// With the rules of that configuration.
    pub fn new(config: Arc<Config>) -> Mailer {
        Mailer(config)
    }

    /// Brings the letter out. `handing_over` runs just before the point from which nobody can know what became of it;
    /// if it fails, nothing was sent.
    pub async fn deliver(
        &self,
        route: &Route,
        letter: &Outgoing,
        handing_over: impl Future<Output = Result<()>>,
    ) -> Result<(), Undelivered> {
        let message = mime::message(letter).map_err(|why| Undelivered::Never(Trouble::Address, why))?;
        match route {
            Route::Own(Way::Folder(folder)) => put(folder, letter, &message.formatted())
                .await
                .map_err(|error| Undelivered::Later(Trouble::Folder, error.to_string())),
            Route::Own(Way::Server(server)) => {
                let address = address::any(server).await?;
                self.line(server, address).send(&message, handing_over).await
            }
            Route::Foreign(server) => {
                let address = address::permitted(server, &self.0.mail_line.allowed_hosts).await?;
                self.line(server, address).send(&message, handing_over).await
            }
        }
    }

    fn line<'l>(&'l self, server: &'l MailServer, address: std::net::SocketAddr) -> smtp::Line<'l> {
        smtp::Line { server, address, rules: &self.0.mail_line, hello: self.0.public_host() }
    }
}

/// Writes the letter under its message id: written twice it is still one.
async fn put(folder: &Path, letter: &Outgoing, message: &[u8]) -> std::io::Result<()> {
    let (folder, message) = (folder.to_owned(), message.to_owned());
    let name = letter.message_id.split('@').next().unwrap_or_default().to_owned();
    let writing = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&folder)?;
        let beginning = folder.join(format!(".{name}.part"));
        std::fs::write(&beginning, message)?;
        std::fs::rename(beginning, folder.join(format!("{name}.eml")))
    });
    writing.await?
}
