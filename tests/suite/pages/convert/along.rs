//! What new customers need besides what the lead says, and the letters that go along.

use kantora::base::Language;
use kantora::crm::deals;
use kantora::crm::fields::{self as own, NewField};
use kantora::crm::mails::{self, NewMail, Reach};
use kantora::platform::mailer::Correspondent;
use kantora::workspace::email::Recipient;

use super::{ANA, contact, convert, fields, note, person, stored};
use crate::support::App;

/// An own field that is needed, as its form makes it.
fn need(app: &App, record: &str, label: &str, kind: &str) {
    let pairs = [("record", record), ("kind", kind), ("label", label), ("needed", "1")];
    let typed = fields(&pairs);
    app.write(move |tx| own::actions::add(tx, &NewField::parse(&typed)?)).unwrap();
}

#[tokio::test]
async fn what_new_records_need_is_asked_for_and_refused_beside_the_field() {
    let app = App::start();
    let owner = app.owner();
    let (id, path) = note(&app, &ANA);
    need(&app, "contact", "Newsletter", "yes_no");
    need(&app, "company", "Size", "number");
    need(&app, "deal", "Wood", "text");

    let page = owner.get(&format!("{path}/convert")).await.expect(200);
    page.expect_text("Needed for a new contact").expect_text("Needed for a new company").expect_text("Wood");
    let refused = convert(&owner, &path, &[("amount", "1200"), ("field.deal.wood", "Oak")]).await.expect(422);
    let filled = [("field.contact.newsletter", "yes"), ("field.company.size", "12")];
    convert(&owner, &path, &[&filled[..], &[("field.deal.wood", "Oak")]].concat()).await.expect(303);

    let refused = refused.expect_text("href=\"#field.contact.newsletter\"").expect_text("value=\"1200\"");
    refused.expect_text("href=\"#field.company.size\"").expect_no_text("href=\"#field.deal.wood\"");
    let into = stored(&app, id).converted.unwrap();
    let values = person(&app, into.contact.unwrap()).facts.values;
    assert_eq!(values.iter().map(|(_, value)| value.told()).collect::<Vec<_>>(), ["yes"]);
    let deal = into.deal.unwrap();
    let deal = app.write(move |tx| deals::store::find(tx, deal)).unwrap();
    assert_eq!(deal.facts.values.iter().map(|(_, value)| value.told()).collect::<Vec<_>>(), ["Oak"]);
}

#[tokio::test]
async fn who_is_known_already_is_asked_for_nothing_and_the_lead_fills_in_what_it_knows() {
    let app = App::start();
    let owner = app.owner();
    contact(&app, &[("first_name", "Ana"), ("email", "ana@rila.example")]);
    need(&app, "contact", "Newsletter", "yes_no");
    need(&app, "lead", "Wood", "text");
    need(&app, "deal", "Wood", "text");
    let form = owner.get("/w/acme/leads/new").await.expect(200);
    let act = form.hidden("act");
    let typed = [("act", act.as_str()), ("email", "ana@rila.example"), ("field.wood", "Oak")];
    let made = owner.post("/w/acme/leads/new", &typed).await.expect(303);
    let path = made.location().split('?').next().unwrap().to_owned();

    let page = owner.get(&format!("{path}/convert")).await.expect(200);
    page.expect_text("id=\"field.deal.wood\"").expect_text("value=\"Oak\"");
    convert(&owner, &path, &[]).await.expect(303);
}

#[tokio::test]
async fn letters_to_a_lead_go_along_and_come_back() {
    let app = App::start();
    let owner = app.owner();
    let (id, path) = note(&app, &ANA);
    let mail = app
        .write(move |tx| {
            let new = NewMail {
                about: id.subject(),
                person: id.subject(),
                to: Recipient {
                    address: "ana@rila.example".into(),
                    name: "Ana".into(),
                    language: Language::En,
                    account: None,
                },
                reach: Reach::One,
                subject: "Your six tables".into(),
                body: "Dear Ana".into(),
                reply_to: Correspondent { name: "Olga".into(), address: "olga@example.com".into() },
                files: Vec::new(),
            };
            mails::actions::write(tx, &new)
        })
        .unwrap();

    let done = convert(&owner, &path, &[]).await.expect(303);
    let into = stored(&app, id).converted.unwrap().contact.unwrap();
    let record = owner.get(&format!("/w/acme/contacts/{into}")).await.expect(200);
    let lead = owner.get(&path).await.expect(200);
    let letter = owner.get(&format!("/w/acme/mails/{mail}")).await.expect(200);
    let set = done.location().split("undo=").nth(1).unwrap().to_owned();
    owner.post(&format!("/w/acme/undo/{set}"), &[]).await.expect(303);

    record.expect_text("Your six tables");
    lead.expect_no_text("Your six tables");
    letter.expect_text(&format!("/w/acme/contacts/{into}"));
    owner.get(&path).await.expect(200).expect_text("Your six tables");
    owner.get(&format!("/w/acme/mails/{mail}")).await.expect(200).expect_text(&format!("/w/acme/leads/{id}"));
    owner.get(&format!("/w/acme/contacts/{into}")).await.expect(404);
}
