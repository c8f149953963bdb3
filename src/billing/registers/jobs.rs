//! Asking registers.

use poem::http::request::Builder;
use poem::http::{Request, header};
use serde_json::{Value, json};

use super::model::{Finding, Question, Register, Trouble};
use super::{actions, store};
use crate::base::{Actor, Error, Result};
use crate::platform::Machines;
use crate::platform::outbound::Reach;
use crate::workspace::settings;

/// What HM Revenue & Customs wants to be asked for.
const HMRC_JSON: &str = "application/vnd.hmrc.2.0+json";

/// Asks the register, outside of any transaction. Neither the number nor the key stands in the log.
pub async fn ask(
    machines: &Machines,
    actor: &Actor,
    question: &Question,
) -> Result<Result<Finding, Trouble>> {
    let (key, own) = machines.db.read(actor, |view| {
        let key = match store::maybe_key(view, question.register)? {
            Some(locked) => machines.master_key.open(actions::place(view, question.register), &locked)?,
            None => Vec::new(),
        };
        Ok((key, settings::of(view)?.company.vat_number))
    })?;
    let key = String::from_utf8(key).map_err(Error::internal)?;
    let line = Line { machines, key: &key, own: &own };
    let found = line.ask(question).await;
    if let Err(trouble) = found {
        tracing::warn!(
            register = question.register.code(),
            trouble = trouble.code(),
            "a register did not answer"
        );
    }
    Ok(found)
}

/// What is needed to ask.
struct Line<'a> {
    machines: &'a Machines,
    key: &'a str,
    /// The workspace's own VAT number: with it, a register gives its answer a number.
    own: &'a str,
}

impl Line<'_> {
    async fn ask(&self, question: &Question) -> Result<Finding, Trouble> {
        let registers = &self.machines.config.registers;
        let base = match question.register {
            Register::Vies => &registers.vies,
            Register::Hmrc => &registers.hmrc,
            Register::Companies => &registers.companies,
        };
        if base.is_empty() || (question.register.needs_key() && self.key.is_empty()) {
            return Err(Trouble::Off);
        }
        let base = base.trim_end_matches('/');
        let request = match question.register {
            Register::Vies => vies(base, &question.number, self.own),
            Register::Hmrc => hmrc(base, &question.number, self.own, &self.enter(base).await?),
            Register::Companies => companies(base, &question.number, self.key),
        };
        let (status, body) = self.call(request?).await?;
        Finding::read(question, status, &body)
    }

    /// Changes the key for what HM Revenue & Customs wants to see with each question (RFC 6749, section 4.4).
    async fn enter(&self, base: &str) -> Result<String, Trouble> {
        let (id, secret) = self.key.split_once(':').ok_or(Trouble::Refused)?;
        // Parts of a key have no letter that a form would write otherwise.
        let form = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
        let request = Request::post(format!("{base}/oauth/token"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let (status, body) = self.call(bodied(request, form)?).await?;
        match status {
            200 => {}
            429 | 500..=599 => return Err(Trouble::Busy),
            _ => return Err(Trouble::Refused),
        }
        let said: Value = serde_json::from_slice(&body).map_err(|_| Trouble::Unreadable)?;
        said["access_token"].as_str().map(str::to_owned).ok_or(Trouble::Unreadable)
    }

    async fn call(&self, request: Request<Vec<u8>>) -> Result<(u16, Vec<u8>), Trouble> {
        // Why a call fails can name the address, and with it the number.
        let answer = self.machines.outbound.call(Reach::Named, request).await;
        let answer = answer.map_err(|_| Trouble::Unreachable)?;
        Ok((answer.status().as_u16(), answer.into_body()))
    }
}

fn vies(base: &str, number: &str, own: &str) -> Result<Request<Vec<u8>>, Trouble> {
    let (country, rest) = number.split_at_checked(2).ok_or(Trouble::Unreadable)?;
    let mut asked = json!({ "countryCode": country, "vatNumber": rest });
    if Register::of_vat(own) == Some(Register::Vies)
        && let Some((country, rest)) = own.split_at_checked(2)
    {
        asked["requesterMemberStateCode"] = country.into();
        asked["requesterNumber"] = rest.into();
    }
    let request = Request::post(format!("{base}/check-vat-number"))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/json");
    bodied(request, asked.to_string())
}

fn hmrc(base: &str, number: &str, own: &str, token: &str) -> Result<Request<Vec<u8>>, Trouble> {
    let number = number.trim_start_matches("GB");
    let own = own.strip_prefix("GB").map_or(String::new(), |own| format!("/{own}"));
    let address = format!("{base}/organisations/vat/check-vat-number/lookup/{number}{own}");
    let request = Request::get(address)
        .header(header::ACCEPT, HMRC_JSON)
        .header(header::AUTHORIZATION, format!("Bearer {token}"));
    bodied(request, String::new())
}

fn companies(base: &str, number: &str, key: &str) -> Result<Request<Vec<u8>>, Trouble> {
    let proof = data_encoding::BASE64.encode(format!("{key}:").as_bytes());
    let request = Request::get(format!("{base}/company/{number}"))
        .header(header::ACCEPT, "application/json")
        .header(header::AUTHORIZATION, format!("Basic {proof}"));
    bodied(request, String::new())
}

fn bodied(request: Builder, body: String) -> Result<Request<Vec<u8>>, Trouble> {
    request.body(body.into_bytes()).map_err(|_| Trouble::Unreachable)
}
