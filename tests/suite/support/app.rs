//! The running product without a network: two companies, somebody in every role, and browsers for them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use kantora::app;
use kantora::base::{AccountId, Actor, Door, Result, Role};
use kantora::platform::config::Config;
use kantora::platform::{Lane, Machines, Tx};
use kantora::workspace::sessions::{self, Browser as Device, CookieKind, Stay};
use poem::endpoint::BoxEndpoint;
use poem::http::{HeaderMap, Method, StatusCode, header};
use poem::{Endpoint, EndpointExt, Request, Response};

use super::{Installation, Workspace, add_member, machines, machines_with, workspace, workspace_named};

/// An installation asked through its doors.
pub struct App {
    /// The machines, clock and folder.
    pub installation: Installation,
    companies: Vec<Workspace>,
    members: Vec<(Role, AccountId)>,
    endpoint: BoxEndpoint<'static, Response>,
}

impl App {
    /// Starts with the companies `acme` and `other`, and a member of `acme` in every role.
    pub fn start() -> App {
        App::configured(|_| {})
    }

    /// The same where the operator chose something.
    pub fn configured(choose: impl FnOnce(&mut Config)) -> App {
        let mut app = App::on(machines_with(choose));
        (app.companies, app.members) = aside(|| {
            let acme = workspace(&app.installation);
            let other = workspace_named(&app.installation, "other");
            let members = staff(&app.installation, &acme);
            (vec![acme, other], members)
        });
        app
    }

    /// Starts a new installation, in which there is nobody.
    pub fn empty() -> App {
        App::on(machines())
    }

    fn on(installation: Installation) -> App {
        let endpoint = app::endpoint(Machines::clone(&installation)).boxed();
        App { installation, companies: Vec::new(), members: Vec::new(), endpoint }
    }

    /// The company of the story; its owner is Olga.
    pub fn acme(&self) -> &Workspace {
        &self.companies[0]
    }

    /// Another company of the same installation.
    pub fn other(&self) -> &Workspace {
        &self.companies[1]
    }

    /// Somebody who is not signed in.
    pub fn guest(&self) -> Browser<'_> {
        Browser { app: self, cookies: RefCell::default() }
    }

    /// A browser that holds these cookies.
    pub fn guest_with(&self, cookies: BTreeMap<String, String>) -> Browser<'_> {
        Browser { app: self, cookies: RefCell::new(cookies) }
    }

    /// The owner of `acme`.
    pub fn owner(&self) -> Browser<'_> {
        self.member(Role::Owner)
    }

    /// The member of `acme` in that role.
    pub fn member(&self, role: Role) -> Browser<'_> {
        self.signed_in(self.account(role))
    }

    /// The owner of `other`: a stranger in `acme`.
    pub fn stranger(&self) -> Browser<'_> {
        self.signed_in(self.other().account)
    }

    /// The account that runs the installation and works nowhere.
    pub fn operator(&self) -> AccountId {
        self.write_as(Actor::guest(Door::Cli), operator).unwrap()
    }

    /// The account in that role.
    pub fn account(&self, role: Role) -> AccountId {
        self.members.iter().find(|(own, _)| *own == role).unwrap().1
    }

    /// A new browser in which that account is signed in.
    pub fn signed_in(&self, account: AccountId) -> Browser<'_> {
        let config = &self.installation.config;
        let device = Device::new([127, 0, 0, 1].into(), "Firefox/140.0 Linux", Stay::Visit, &config.session);
        let token =
            self.write_as(Actor::guest(Door::Cli), move |tx| sessions::begin(tx, account, &device)).unwrap();
        let browser = self.guest();
        browser.keep(&CookieKind::of(config).set(&token, None));
        browser
    }

    /// Runs an act of `acme`'s owner.
    pub fn write<T: Send + 'static>(&self, act: impl FnOnce(&Tx) -> Result<T> + Send + 'static) -> Result<T> {
        self.write_as(self.acme().actor(), act)
    }

    /// Runs an act of anybody.
    pub fn write_as<T: Send + 'static>(
        &self,
        actor: Actor,
        act: impl FnOnce(&Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        aside(|| self.installation.db.write_blocking(&actor, Lane::Interactive, act))
    }

    /// Sends a request as it is.
    pub async fn ask(&self, request: Request) -> Answer {
        let answer = self.endpoint.get_response(request).await;
        let (parts, body) = answer.into_parts();
        let body = String::from_utf8_lossy(&body.into_vec().await.unwrap()).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

fn operator(tx: &Tx) -> Result<AccountId> {
    let known =
        tx.maybe("SELECT id FROM account WHERE email_norm = 'root@host.example'", [], |row| row.get("id"))?;
    if let Some(account) = known {
        return Ok(account);
    }
    let number = tx.insert(
        "INSERT INTO account (email, email_norm, name, password_hash, is_operator, created_at, updated_at)
         VALUES ('root@host.example', 'root@host.example', 'Otto Operator', '', 1, :now, :now)",
        rusqlite::named_params! { ":now": tx.now() },
    )?;
    Ok(AccountId::new(number))
}

/// A thread of its own, as nobody may wait inside the runtime of a test.
fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().unwrap())
}

fn staff(machines: &Machines, acme: &Workspace) -> Vec<(Role, AccountId)> {
    let hired = Role::ALL.into_iter().filter(|role| *role != Role::Owner).map(|role| {
        let acme = acme.id;
        let act = move |tx: &Tx| {
            let account = AccountId::new(tx.insert(
                "INSERT INTO account (email, email_norm, name, password_hash, created_at, updated_at)
                 VALUES (:email, :email, :name, '', :now, :now)",
                rusqlite::named_params! {
                    ":email": format!("{role}@acme.example"),
                    ":name": format!("The {role}"),
                    ":now": tx.now(),
                },
            )?);
            add_member(tx, acme, account, role)?;
            Ok((role, account))
        };
        machines.db.write_blocking(&Actor::guest(Door::Cli), Lane::Interactive, act).unwrap()
    });
    let owner = (Role::Owner, acme.account);
    std::iter::once(owner).chain(hired).collect()
}

/// A browser: sends what one would send, keeps cookies, follows nothing.
pub struct Browser<'a> {
    app: &'a App,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl Browser<'_> {
    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).finish()).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = |text: &str| {
            percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
        };
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = self.request(Method::POST, path).content_type("application/x-www-form-urlencoded");
        self.send(request.body(pairs.join("&"))).await
    }

    /// Sends a body of any kind.
    pub async fn post_body(&self, path: &str, content_type: &str, body: Vec<u8>) -> Answer {
        self.send(self.request(Method::POST, path).content_type(content_type).body(body)).await
    }

    /// Opens the page to which an act led.
    pub async fn follow(&self, answer: &Answer) -> Answer {
        self.get(answer.location()).await
    }

    /// What it holds.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.borrow().clone()
    }

    fn request(&self, method: Method, path: &str) -> poem::RequestBuilder {
        let cookies: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        Request::builder()
            .method(method)
            .uri(path.parse().unwrap())
            .header(header::HOST, "localhost")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookies.join("; "))
    }

    async fn send(&self, request: Request) -> Answer {
        let answer = self.app.ask(request).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        answer
    }

    fn keep(&self, set_cookie: &str) {
        let (pair, attributes) = set_cookie.split_once(';').unwrap_or((set_cookie, ""));
        let (name, value) = pair.split_once('=').unwrap();
        let mut cookies = self.cookies.borrow_mut();
        match attributes.contains("Max-Age=0") {
            true => cookies.remove(name),
            false => cookies.insert(name.to_owned(), value.to_owned()),
        };
    }
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The head.
    pub headers: HeaderMap,
    /// The body as text.
    pub body: String,
}

impl Answer {
    /// Asserts the status, showing the page if it is another.
    #[track_caller]
    pub fn expect(self, status: u16) -> Answer {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    /// Asserts that the page holds that text.
    #[track_caller]
    pub fn expect_text(self, text: &str) -> Answer {
        assert!(self.body.contains(text), "no {text:?} in\n{}", self.body);
        self
    }

    /// Asserts that the page does not hold that text.
    #[track_caller]
    pub fn expect_no_text(self, text: &str) -> Answer {
        assert!(!self.body.contains(text), "{text:?} stands in\n{}", self.body);
        self
    }

    /// Where it leads.
    #[track_caller]
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_else(|| panic!("{} leads nowhere\n{}", self.status, self.body))
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The value of the first hidden field of that name.
    #[track_caller]
    pub fn hidden(&self, name: &str) -> String {
        let start = format!("<input type=\"hidden\" name=\"{name}\" value=\"");
        let from = self.body.find(&start).unwrap_or_else(|| panic!("no hidden {name} in\n{}", self.body));
        let rest = &self.body[from + start.len()..];
        rest[..rest.find('"').unwrap()].to_owned()
    }
}
