//! Companies and contacts through their pages.

mod bulk;
mod conflicts;
mod companies;
mod finding;
mod merge;
mod notes;
mod people;
mod trash;

use kantora::base::{CompanyId, ContactId, Fields, MemberId};
use kantora::crm::companies::CompanyInput;
use kantora::crm::contacts::{self, ContactInput};

use crate::support::{Answer, App, Browser};

/// A contact of `acme` from typed fields.
pub fn add(app: &App, fields: &[(&str, &str)]) -> ContactId {
    let input = input(fields);
    app.write(move |tx| contacts::actions::create(tx, input)).unwrap()
}

/// A company of `acme`.
pub fn add_company(app: &App, name: &str) -> CompanyId {
    let input = CompanyInput { name: name.to_owned(), ..CompanyInput::default() };
    app.write(move |tx| kantora::crm::companies::actions::create(tx, input)).unwrap()
}

/// The contact as it is stored.
pub fn stored(app: &App, id: ContactId) -> contacts::Contact {
    app.installation.db.read(&app.acme().actor(), |view| contacts::store::find(view, id)).unwrap()
}

/// What the fields of a form mean.
pub fn input(fields: &[(&str, &str)]) -> ContactInput {
    let fields: Fields =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap()
}

/// Sends the form of a new contact with its hidden `act`.
pub async fn send_new(browser: &Browser<'_>, fields: &[(&str, &str)]) -> Answer {
    let act = browser.get("/w/acme/contacts/new").await.expect(200).hidden("act");
    let mut all = vec![("act", act.as_str())];
    all.extend(fields);
    browser.post("/w/acme/contacts/new", &all).await
}

/// The number of the member in whom the owner of `acme` acts.
pub fn olga(app: &App) -> MemberId {
    app.acme().owner
}

/// Presses the Undo button of the page to which an act led.
pub async fn press_undo(browser: &Browser<'_>, answer: &Answer) -> Answer {
    let page = browser.follow(answer).await.expect(200);
    let action =
        page.body.split("action=\"").find(|part| part.starts_with("/w/acme/undo/")).expect("an undo button");
    let path = action[..action.find('"').unwrap()].to_owned();
    browser.post(&path, &[("back", "/w/acme/contacts")]).await
}
