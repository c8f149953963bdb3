//! OpenID Connect as one who relies on it: sends a browser to an issuer, and believes what the issuer says about who
//! came back.
//!
//! Code flow with PKCE. Believed is a token that the issuer's own key signed, for us, for this very departure (nonce),
//! and that is not over; algorithms without a public key are refused. Keys and endpoints are asked for each time, so a
//! change of keys needs nothing of us.

use std::pin::Pin;
use std::time::{Duration, SystemTime};

use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreErrorResponseType, CoreIdTokenClaims, CoreJwsSigningAlgorithm,
    CoreProviderMetadata,
};
use openidconnect::{
    AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, RequestTokenError, Scope, StandardErrorResponse, TokenResponse,
};

use super::config::Provider;
use super::outbound::{self, Outbound, Reach};
use crate::base::At;

/// What signs a token: keys whose public half the issuer shows. Never `none`, never a shared secret.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// A sign-in at the issuer counts as made for us if it is not older.
const JUST_NOW: Duration = Duration::from_secs(5 * 60);

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why an issuer does not help.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It cannot be asked, or does not know us: for the operator to mend.
    #[error("the issuer cannot be used: {0}")]
    Issuer(String),
    /// What it said of this person is not to be believed.
    #[error("the issuer's word is refused: {0}")]
    Refused(String),
}

/// What ties a departure to its arrival; all three are known to nobody but the browser, the issuer and us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secrets {
    /// Comes back in the address.
    pub state: String,
    /// Comes back in the token.
    pub nonce: String,
    /// Shows that whoever redeems the code asked for it.
    pub verifier: String,
}

/// Who came back, by the issuer's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Whose word it is.
    pub issuer: String,
    /// The issuer's name for the person, which never changes and never goes to another.
    pub subject: String,
    /// An address that the issuer says is the person's; a label, nothing to find an account by.
    pub email: String,
    /// Whether the issuer says it asked the person just now, not some day.
    pub is_fresh: bool,
    /// Whether the issuer says it asked for more than one factor.
    pub is_multiple: bool,
}

/// One issuer, and where it shall send people back to.
pub struct OpenId<'a> {
    /// Calls it.
    pub outbound: &'a Outbound,
    /// Who it is.
    pub provider: &'a Provider,
    /// Our address for those who come back.
    pub back: String,
}

impl OpenId<'_> {
    /// The address at the issuer to which the browser goes now.
    pub async fn departure(&self, secrets: &Secrets) -> Result<String, Fault> {
        let client = self.client().await?;
        let verifier = PkceCodeVerifier::new(secrets.verifier.clone());
        let (state, nonce) = (secrets.state.clone(), secrets.nonce.clone());
        let (address, _, _) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(state),
                || Nonce::new(nonce),
            )
            .add_scope(Scope::new("email".into()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        match address.scheme() {
            "https" => Ok(address.into()),
            "http" if self.provider.is_private => Ok(address.into()),
            other => Err(Fault::Issuer(format!("its sign-in page is at {other}:"))),
        }
    }

    /// Redeems the code that a browser brought back.
    pub async fn arrival(&self, secrets: &Secrets, code: String, now: At) -> Result<Arrival, Fault> {
        let client = self.client().await?;
        let exchange = client.exchange_code(AuthorizationCode::new(code)).map_err(issuer)?;
        let exchange = exchange.set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier.clone()));
        let answer = exchange.request_async(&self.line()).await.map_err(redeemed)?;
        let token = answer.id_token().ok_or_else(|| Fault::Refused("there is no token".into()))?;
        let clock = move || instant(now);
        let verifier = client.id_token_verifier().set_allowed_algs(ALGORITHMS).set_time_fn(clock);
        let nonce = Nonce::new(secrets.nonce.clone());
        let claims = token.claims(&verifier, &nonce).map_err(refused)?;
        arrival(claims, now)
    }

    async fn client(&self) -> Result<Client, Fault> {
        let provider = self.provider;
        let address = IssuerUrl::new(provider.issuer.clone()).map_err(issuer)?;
        let found = CoreProviderMetadata::discover_async(address, &self.line()).await;
        let back = RedirectUrl::new(self.back.clone()).map_err(issuer)?;
        let secret = ClientSecret::new(provider.client_secret.clone());
        let id = ClientId::new(provider.client_id.clone());
        let client = CoreClient::from_provider_metadata(found.map_err(issuer)?, id, Some(secret));
        Ok(client.set_redirect_uri(back))
    }

    fn line(&self) -> Line {
        let reach = if self.provider.is_private { Reach::Named } else { Reach::Public };
        Line { outbound: self.outbound.clone(), reach }
    }
}

/// How the library of the protocol calls.
struct Line {
    outbound: Outbound,
    reach: Reach,
}

impl<'c> AsyncHttpClient<'c> for Line {
    type Error = outbound::Fault;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, outbound::Fault>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.outbound.call(self.reach, request))
    }
}

fn arrival(claims: &CoreIdTokenClaims, now: At) -> Result<Arrival, Fault> {
    let subject = claims.subject().as_str();
    // OpenID Connect Core, section 2: at most 255 ASCII letters.
    if !(1..=255).contains(&subject.len()) || !subject.is_ascii() {
        return Err(Fault::Refused("the subject is empty, too long or not ASCII".into()));
    }
    let names = claims.auth_method_refs().into_iter().flatten();
    let is_recent = |at: At| at <= now.plus(JUST_NOW) && now <= at.plus(JUST_NOW);
    Ok(Arrival {
        issuer: claims.issuer().to_string(),
        subject: subject.to_owned(),
        email: claims.email().map(|email| email.chars().take(254).collect()).unwrap_or_default(),
        is_fresh: claims.auth_time().is_some_and(|then| is_recent(At(then.timestamp_millis()))),
        is_multiple: names.into_iter().any(|name| name.as_str() == "mfa"),
    })
}

/// The moment as the protocol's library reads it.
fn instant<T: From<SystemTime>>(at: At) -> T {
    (SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.0).unwrap_or(0))).into()
}

fn issuer(error: impl std::error::Error) -> Fault {
    Fault::Issuer(whole(&error))
}

fn refused(error: impl std::error::Error) -> Fault {
    Fault::Refused(whole(&error))
}

/// An issuer that does not know the code means the person; one that does not know us, or cannot be read, the operator.
fn redeemed<E: std::error::Error + 'static>(
    error: RequestTokenError<E, StandardErrorResponse<CoreErrorResponseType>>,
) -> Fault {
    match &error {
        RequestTokenError::ServerResponse(said) if *said.error() == CoreErrorResponseType::InvalidGrant => {
            refused(error)
        }
        _ => issuer(error),
    }
}

/// The error with its causes, for the log.
fn whole(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        said.push_str(": ");
        said.push_str(&inner.to_string());
        cause = inner.source();
    }
    said
}
