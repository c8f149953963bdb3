//! Templates: who keeps them, and how a letter is begun with one.

use kantora::base::{Fields, MailTemplateId, Role};
use kantora::crm::mails::{self, TemplateInput};

use super::{contact, press};
use crate::support::App;

fn template(app: &App, name: &str, text: &str) -> MailTemplateId {
    let fields = Fields::new().with("name", name).with("subject", "Our offer").with("text", text);
    let input = TemplateInput::parse(&fields).unwrap();
    app.write(move |tx| mails::actions::add_template(tx, &input)).unwrap()
}

#[tokio::test]
async fn a_template_is_filled_in_and_what_was_typed_stays_below() {
    let app = App::start();
    let owner = app.owner();
    let ana = contact(&app, "Ana", "ana@hart.example");
    let (offer, thanks) =
        (template(&app, "Offer", "Dear {first_name}, an offer."), template(&app, "Thanks", "Thank you."));
    let take = async |template: MailTemplateId, text: &str| {
        let chosen = template.to_string();
        let fields = [("act", "a"), ("template", chosen.as_str()), ("text", text), ("do", "fill")];
        press(&owner, ana, &fields).await.expect(200)
    };

    let filled = take(offer, "").await.expect_text("Dear {first_name}, an offer.");
    filled.expect_text("value=\"Our offer\"");
    take(offer, "My own words").await.expect_text("Dear {first_name}, an offer.\n\nMy own words");
    let other = take(thanks, "Dear {first_name}, an offer.").await;

    other.expect_text("Thank you.").expect_no_text("an offer.");
}

#[tokio::test]
async fn templates_are_kept_by_whoever_may_change_settings() {
    let app = App::start();
    let owner = app.owner();
    let here = "/w/acme/settings/templates";
    owner.get(here).await.expect(200).expect_text("No templates yet");
    let act = owner.get(&format!("{here}/new")).await.expect(200).hidden("act");

    let wrong =
        [("act", &*act), ("name", "Offer"), ("subject", "{frist_name}"), ("text", "Dear {first_name}")];
    owner.post(&format!("{here}/new"), &wrong).await.expect(422).expect_text("href=\"#subject\"");
    let right = [("act", &*act), ("name", "Offer"), ("language", "bg"), ("text", "Dear {first_name}")];
    owner.post(&format!("{here}/new"), &right).await.expect(303);
    let other = [("act", "x"), ("name", "OFFER"), ("text", "Another")];
    owner
        .post(&format!("{here}/new"), &other)
        .await
        .expect(422)
        .expect_text("Another template has this name");
    let page = owner.get(here).await.expect(200).expect_text("Български");
    let number = page
        .body
        .split(&format!("href=\"{here}/"))
        .find_map(|rest| rest.split('"').next().filter(|end| end.parse::<i64>().is_ok()));
    let path = format!("{here}/{}", number.unwrap());
    let version = owner.get(&path).await.expect(200).hidden("version");
    let edit = [("version", &*version), ("name", "Offer"), ("text", "Dear {name}")];
    owner.post(&path, &edit).await.expect(303);
    owner.post(&path, &edit).await.expect(409).expect_text("Dear {name}");
    app.member(Role::Bookkeeper).post(&path, &edit).await.expect(403);
    owner.post(&format!("{path}/remove"), &[]).await.expect(303);

    owner.get(here).await.expect(200).expect_text("No templates yet");
}
