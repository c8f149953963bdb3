//! One conversation with a mail server (RFC 5321), step by step, so that it is known how far it came.

use std::future::Future;
use std::net::SocketAddr;

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use tokio::time::timeout;

use super::{Trouble, Undelivered};
use crate::base::Result;
use crate::platform::config::{MailEncryption, MailLine, MailServer};

/// The answer to the whole letter takes a server longest: it may look for viruses first.
const PATIENCE: u32 = 4;

/// Whom to ask, and by which rules.
pub struct Line<'l> {
    /// The server as it is called: its certificate has to bear this name.
    pub server: &'l MailServer,
    /// Where it is.
    pub address: SocketAddr,
    /// Time-out and authorities.
    pub rules: &'l MailLine,
    /// How we introduce ourselves.
    pub hello: &'l str,
}

impl Line<'_> {
    /// Sends the letter.
    pub async fn send(
        &self,
        message: &Message,
        handing_over: impl Future<Output = Result<()>>,
    ) -> Result<(), Undelivered> {
        let silent = || Undelivered::Later(Trouble::Silent, self.server.host.clone());
        let mut open = timeout(self.rules.timeout, self.prepare(message)).await.map_err(|_| silent())??;
        handing_over.await.map_err(|error| Undelivered::Later(Trouble::Broken, error.to_string()))?;
        let answer = timeout(self.rules.timeout * PATIENCE, open.message(&message.formatted())).await;
        match answer {
            Ok(Ok(_)) => {
                // It is taken, whether or not the farewell is heard.
                let _ = timeout(self.rules.timeout, open.quit()).await;
                Ok(())
            }
            Ok(Err(error)) if error.is_transient() => Err(Undelivered::Later(Trouble::Busy, said(&error))),
            Ok(Err(error)) if error.is_permanent() => Err(Undelivered::Never(Trouble::Refused, said(&error))),
            Ok(Err(error)) => Err(Undelivered::Unclear(error.to_string())),
            Err(_) => Err(Undelivered::Unclear(String::new())),
        }
    }

    /// Everything up to the point where the letter itself is asked for.
    async fn prepare(&self, message: &Message) -> Result<AsyncSmtpConnection, Undelivered> {
        let mut open = self.connect().await?;
        if !self.server.user.is_empty() {
            let credentials = Credentials::new(self.server.user.clone(), self.server.password.clone());
            open.auth(&[Mechanism::Plain, Mechanism::Login], &credentials).await.map_err(sign_in)?;
        }
        let mut parameters = Vec::new();
        if !is_ascii(message) {
            if !open.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Undelivered::Never(Trouble::Address, String::new()));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        open.command(Mail::new(message.envelope().from().cloned(), parameters)).await.map_err(refused)?;
        for to in message.envelope().to() {
            open.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(refused)?;
        }
        open.command(Data).await.map_err(refused)?;
        Ok(open)
    }

    /// A connection that is as protected as it was asked for, or none.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Undelivered> {
        let hello = ClientId::Domain(self.hello.to_owned());
        let wrapped = match self.server.encryption {
            MailEncryption::Tls => Some(self.tls()?),
            MailEncryption::StartTls | MailEncryption::None => None,
        };
        let connecting = AsyncSmtpConnection::connect_tokio1(
            self.address,
            Some(self.rules.timeout),
            &hello,
            wrapped,
            None,
        );
        let mut open = connecting.await.map_err(|error| self.unreachable(&error))?;
        if self.server.encryption == MailEncryption::StartTls {
            if !open.can_starttls() {
                open.abort().await;
                return Err(Undelivered::Later(Trouble::Plain, self.server.host.clone()));
            }
            open.starttls(self.tls()?, &hello).await.map_err(|error| self.unreachable(&error))?;
        }
        Ok(open)
    }

    fn tls(&self) -> Result<TlsParameters, Undelivered> {
        let wrong = |error: Error| Undelivered::Later(Trouble::Certificate, error.to_string());
        let mut builder = TlsParameters::builder(self.server.host.clone());
        if let Some(pem) = &self.rules.authorities {
            builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(wrong)?);
        }
        builder.build().map_err(wrong)
    }

    fn unreachable(&self, error: &Error) -> Undelivered {
        let text = error.to_string();
        let trouble = match () {
            () if text.contains("certificate") => Trouble::Certificate,
            () if error.is_timeout() => Trouble::Silent,
            () if error.status().is_some() => Trouble::Busy,
            () if error.is_response() => Trouble::Broken,
            () => Trouble::Unreachable,
        };
        Undelivered::Later(trouble, said(error))
    }
}

/// Whether every address of the envelope is written in ASCII, as servers without SMTPUTF8 need it.
fn is_ascii(message: &Message) -> bool {
    let envelope = message.envelope();
    envelope.from().into_iter().chain(envelope.to()).all(|address| address.to_string().is_ascii())
}

/// A wrong password may be mended: the letter waits for that.
fn sign_in(error: Error) -> Undelivered {
    let trouble = if error.is_transient() { Trouble::Busy } else { Trouble::SignIn };
    Undelivered::Later(trouble, said(&error))
}

/// An answer to an envelope: 4xx later, 5xx never, none later.
fn refused(error: Error) -> Undelivered {
    match () {
        () if error.is_permanent() => Undelivered::Never(Trouble::Refused, said(&error)),
        () if error.is_transient() => Undelivered::Later(Trouble::Busy, said(&error)),
        () => Undelivered::Later(Trouble::Broken, said(&error)),
    }
}

/// What the server said, with its code, as one line of at most 300 letters.
fn said(error: &Error) -> String {
    let source = std::error::Error::source(error).map(ToString::to_string);
    let text = match (error.status(), source) {
        (Some(code), Some(text)) => format!("{code} {text}"),
        (_, Some(text)) => text,
        (_, None) => error.to_string(),
    };
    let plain: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}
