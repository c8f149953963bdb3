//! Letters to people who were ticked in a list: who is left out is named, and nobody else's people are written to.

use kantora::base::{Fields, LeadId, SubjectId};
use kantora::crm::leads::{self, LeadInput};

use super::{press, send, sent};
use crate::support::App;

/// Leads of `acme` with these names and addresses.
fn leads(app: &App, people: &[(String, String)]) -> Vec<LeadId> {
    let people = people.to_vec();
    app.write(move |tx| {
        let create = |(name, email): &(String, String)| {
            let fields = Fields::new().with("last_name", name.as_str()).with("email", email.as_str());
            leads::actions::create(tx, LeadInput::parse(&fields, "BG".parse()?)?)
        };
        people.iter().map(create).collect()
    })
    .unwrap()
}

fn named(name: &str, email: &str) -> (String, String) {
    (name.to_owned(), email.to_owned())
}

#[tokio::test]
async fn leads_who_were_ticked_get_a_letter_each_and_who_gets_none_is_named() {
    let app = App::start();
    let owner = app.owner();
    let people = [
        named("Quarry", "inn@quarry.example"),
        named("Harbour", "pier@harbour.example"),
        named("Meadow", "hay@meadow.example"),
        named("Nowhere", ""),
        named("Twin", "inn@quarry.example"),
    ];
    let leads = leads(&app, &people);
    app.write(|tx| kantora::crm::mails::actions::note_asked(tx, "pier@harbour.example")).unwrap();
    let rows: Vec<String> = leads.iter().map(|lead| format!("{lead}.1")).collect();
    let mut ticked: Vec<(&str, &str)> = rows.iter().map(|row| ("lead", row.as_str())).collect();
    ticked.push(("verb", "write"));

    let gone = owner.post("/w/acme/leads/bulk", &ticked).await.expect(303);
    let form = owner.follow(&gone).await.expect(200);
    let from = leads.iter().map(LeadId::to_string).collect::<Vec<_>>().join("&about=");
    let act = form.hidden("act");
    let to: Vec<String> = leads.iter().zip(&people).map(|(id, (_, email))| format!("{id}:{email}")).collect();
    let mut fields = vec![("act", act.as_str()), ("subject", "Oak"), ("text", "Two tables")];
    fields.extend(to[..3].iter().map(|to| ("to", to.as_str())));
    fields.push(("do", "preview"));
    let preview = press(&owner, &from, &fields).await.expect(200);
    send(&owner, &from, &preview).await.expect(303);

    let form = form.expect_text("Left out, as there is no e-mail address: Nowhere");
    form.expect_text("gets the letter at the same address: Twin").expect_text("inn@quarry.example</p>");
    preview.expect_text("Left out, as there is no e-mail address: Nowhere").expect_text("Harbour");
    let letters = sent(&app).await;
    let mut got: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    got.sort_unstable();
    assert_eq!(got, ["hay@meadow.example", "inn@quarry.example"], "who unsubscribed gets nothing");
}

#[tokio::test]
async fn more_than_a_hundred_are_told_in_words_and_stay_ticked() {
    let app = App::start();
    let owner = app.owner();
    let people: Vec<_> =
        (0..101).map(|n| named(&format!("Guest {n}"), &format!("guest{n}@hart.example"))).collect();
    let leads = leads(&app, &people);
    let from = leads.iter().map(LeadId::to_string).collect::<Vec<_>>().join("&about=");

    let form = owner.get(&format!("/w/acme/mails/new?about={from}")).await.expect(200);
    let act = form.hidden("act");
    let to: Vec<String> = leads.iter().zip(&people).map(|(id, (_, email))| format!("{id}:{email}")).collect();
    let mut fields =
        vec![("act", act.as_str()), ("subject", "Oak"), ("text", "Two tables"), ("do", "preview")];
    fields.extend(to.iter().map(|to| ("to", to.as_str())));
    let refused = press(&owner, &from, &fields).await.expect(422);
    let preview = press(&owner, &from, &fields[..fields.len() - 1]).await.expect(200);

    for page in [&form, &refused] {
        assert_eq!(page.body.matches(" checked").count(), 101);
    }
    form.expect_text("A letter can go to at most 100 addresses at once");
    refused.expect_text("A letter can go to at most 100 addresses at once").expect_text("Two tables");
    preview.expect_text("guest99@hart.example").expect_no_text("guest100@hart.example");
}

#[tokio::test]
async fn people_of_another_company_are_written_to_by_nobody_here() {
    let app = App::start();
    let [lead] = leads(&app, &[named("Quarry", "inn@quarry.example")])[..] else { panic!("one lead") };
    let strange = app
        .write_as(app.other().actor(), |tx| {
            let fields = Fields::new().with("last_name", "Hidden").with("email", "hidden@other.example");
            leads::actions::create(tx, LeadInput::parse(&fields, "BG".parse()?)?)
        })
        .unwrap();
    let (lead, strange): (SubjectId, SubjectId) = (lead.subject(), strange.subject());
    let from = format!("{lead}&about={strange}");
    let (one, other) = (format!("{lead}:inn@quarry.example"), format!("{strange}:hidden@other.example"));
    let fields = [("act", "a"), ("to", &*one), ("to", &other), ("subject", "Oak"), ("text", "Two tables")];

    app.owner().get(&format!("/w/acme/mails/new?about={from}")).await.expect(404);
    app.owner().post(&format!("/w/acme/mails/send?about={from}"), &fields).await.expect(404);

    assert!(sent(&app).await.is_empty());
}
