//! Letters to customers: how they are written, what each of them gets, and who wants none.

mod templates;
mod ticked;
mod unsubscribed;
mod forgotten;

use std::time::Duration;

use kantora::base::{ContactId, DealId, Fields, LeadId, Role};
use kantora::crm::contacts::{self, ContactInput};
use kantora::crm::deals::{self, DealInput, Person, PersonRole};
use kantora::crm::leads::{self, LeadInput};

use crate::support::{Answer, App, Browser, FORM, Letter};

/// A contact of `acme` with that first name and address.
fn contact(app: &App, first_name: &str, email: &str) -> ContactId {
    let fields =
        Fields::new().with("first_name", first_name).with("last_name", "Petrova").with("email", email);
    let input = ContactInput::parse(&fields, "BG".parse().unwrap()).unwrap();
    app.write(move |tx| contacts::actions::create(tx, input)).unwrap()
}

/// A deal with these people on it.
fn deal(app: &App, people: &[ContactId]) -> DealId {
    let people = people.iter().map(|contact| Person { contact: *contact, role: PersonRole::Other }).collect();
    let facts = DealInput { name: "Counter in ash".into(), people, ..Default::default() };
    app.write(move |tx| {
        let stage = deals::store::pipelines(tx)?.first().unwrap().id;
        deals::actions::add(tx, facts, stage)
    })
    .unwrap()
}

/// The form of a letter as a browser sends it, with these fields and files.
fn typed(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(b"--b--\r\n");
    body
}

async fn press(browser: &Browser<'_>, about: impl std::fmt::Display, fields: &[(&str, &str)]) -> Answer {
    browser.post_body(&format!("/w/acme/mails/new?about={about}"), FORM, typed(fields, &[])).await
}

/// Sends what a preview carries.
async fn send(browser: &Browser<'_>, about: impl std::fmt::Display, preview: &Answer) -> Answer {
    let form = preview.body.split("/mails/send?").nth(1).unwrap().split("</form>").next().unwrap().to_owned();
    let part = |tag: &str, name: &str| {
        let value = tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()?;
        Some(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    };
    let carried: Vec<(String, String)> = form
        .split("<input type=\"hidden\"")
        .skip(1)
        .filter_map(|tag| Some((part(tag, " name")?, part(tag, " value")?)))
        .collect();
    let fields: Vec<(&str, &str)> =
        carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("/w/acme/mails/send?about={about}"), &fields).await
}

/// Every letter to customers that was sent.
async fn sent(app: &App) -> Vec<Letter> {
    app.letters().await.into_iter().filter(|letter| letter.head.contains("Reply-To")).collect()
}

/// Writes to both from a deal; gives the deal and the path of Ana's way out.
async fn write_to_many(app: &App, (ana, boris): (ContactId, ContactId)) -> (DealId, String) {
    let owner = app.owner();
    let deal = deal(app, &[ana, boris]);
    let (one, other) = (format!("{ana}:ana@hart.example"), format!("{boris}:boris@hart.example"));
    let fields = [("act", "many"), ("to", &*one), ("to", &other), ("subject", "Oak"), ("text", "Two tables")];
    owner.post(&format!("/w/acme/mails/send?about={deal}"), &fields).await.expect(303);
    let letters = sent(app).await;
    let letter = letters.iter().find(|letter| letter.to == "ana@hart.example").unwrap();
    let path = format!("/unsubscribe/{}", letter.plain.rsplit("/unsubscribe/").next().unwrap().trim());
    (deal, path)
}

#[tokio::test]
async fn a_letter_is_looked_over_sent_and_stands_in_the_timeline_with_what_became_of_it() {
    let app = App::start();
    let owner = app.owner();
    let ana = contact(&app, "Ana", "ana@hart.example");
    let record = format!("/w/acme/contacts/{ana}");
    let page = owner.get(&record).await.expect(200);
    page.expect_text(&format!("/w/acme/mails/new?about={ana}"));
    let form = owner.get(&format!("/w/acme/mails/new?about={ana}")).await.expect(200);
    form.body.find("checked").expect("the only address is chosen");
    let (act, to) = (form.hidden("act"), format!("{ana}:ana@hart.example"));

    let fields = [
        ("act", act.as_str()),
        ("to", &to),
        ("subject", "Tables for {first_name}"),
        ("text", "Dear {first_name},\r\n\r\ntwo tables, as you asked."),
        ("do", "preview"),
    ];
    let preview = press(&owner, ana, &fields).await.expect(200).expect_text("Tables for Ana");
    assert!(sent(&app).await.is_empty(), "nothing leaves before it was looked over");
    let answer = send(&owner, ana, &preview).await.expect(303);
    let again = send(&owner, ana, &preview).await.expect(303);

    assert_eq!(answer.location(), again.location());
    owner.get(&record).await.expect(200).expect_text("wrote a letter").expect_text("waiting");
    let [letter] = &sent(&app).await[..] else { panic!("one letter was to leave") };
    assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("ana@hart.example", "Tables for Ana"));
    assert_eq!(letter.plain.replace("\r\n", "\n"), "Dear Ana,\n\ntwo tables, as you asked.\n");
    assert!(!letter.head.contains("List-Unsubscribe") && !letter.head.contains("Auto-Submitted"));
    let page = owner.get(&record).await.expect(200).expect_text("state paid");
    let mut links =
        page.body.split("href=\"/w/acme/mails/").skip(1).filter_map(|link| link.split('"').next());
    let number = links.find(|link| link.parse::<i64>().is_ok()).expect("a link to the letter");
    let read = owner.get(&format!("/w/acme/mails/{number}")).await.expect(200);
    read.expect_text("two tables, as you asked.").expect_text("ana@hart.example");
    app.stranger().get(&format!("/w/acme/mails/{number}")).await.expect(404);
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_no_word_is_lost() {
    let app = App::start();
    let owner = app.owner();
    let ana = contact(&app, "Ana", "ana@hart.example");
    let to = format!("{ana}:ana@hart.example");

    let nobody = [("act", "a"), ("subject", "Oak"), ("text", "All of my words"), ("do", "preview")];
    let page = press(&owner, ana, &nobody).await.expect(422);
    page.expect_text("href=\"#to\"").expect_text("All of my words");
    let unknown =
        [("act", "a"), ("to", &*to), ("subject", "Oak"), ("text", "Dear {frist_name}"), ("do", "preview")];
    let page = press(&owner, ana, &unknown).await.expect(422);
    page.expect_text("href=\"#text\"").expect_text("There is no such field").expect_text("Dear {frist_name}");

    let stranger = [("act", "a"), ("to", "999999:eve@evil.example"), ("subject", "Oak"), ("text", "Hello")];
    owner.post(&format!("/w/acme/mails/send?about={ana}"), &stranger).await.expect(422);
    owner
        .post(&format!("/w/acme/mails/change?about={ana}"), &nobody)
        .await
        .expect(200)
        .expect_text("All of my words");
    assert!(sent(&app).await.is_empty());
}

#[tokio::test]
async fn a_gap_must_be_filled_before_a_letter_leaves() {
    let app = App::start();
    let owner = app.owner();
    let ana = contact(&app, "Ana", "ana@hart.example");
    let to = format!("{ana}:ana@hart.example");
    let fields =
        [("act", "a"), ("to", &*to), ("subject", "Oak"), ("text", "How is {company}?"), ("do", "preview")];

    let preview = press(&owner, ana, &fields).await.expect(200);

    let preview = preview.expect_text("Something is missing").expect_text("<mark>[Where they work]</mark>");
    assert!(!preview.body.contains("button primary"), "it cannot be sent: {}", preview.body);
    owner.post(&format!("/w/acme/mails/send?about={ana}"), &fields).await.expect(422);
    assert!(sent(&app).await.is_empty());
}

#[tokio::test]
async fn several_get_a_letter_of_their_own_each_with_a_way_out() {
    let app = App::start();
    let owner = app.owner();
    let (ana, boris) =
        (contact(&app, "Ana", "ana@hart.example"), contact(&app, "Boris", "boris@hart.example"));
    let deal = deal(&app, &[ana, boris]);
    let (one, other) = (format!("{ana}:ana@hart.example"), format!("{boris}:boris@hart.example"));
    let fields = [
        ("act", "a"),
        ("to", one.as_str()),
        ("to", &other),
        ("subject", "{deal}"),
        ("text", "Dear {first_name}"),
        ("do", "preview"),
    ];

    let preview = press(&owner, deal, &fields).await.expect(200).expect_text("Send 2 letters");
    send(&owner, deal, &preview).await.expect(303);

    let letters = sent(&app).await;
    let [to_ana, to_boris] = &letters[..] else { panic!("two letters were to leave: {letters:?}") };
    assert_eq!((to_ana.to.as_str(), to_boris.to.as_str()), ("ana@hart.example", "boris@hart.example"));
    assert_eq!(to_ana.subject, "Counter in ash");
    assert!(to_ana.plain.starts_with("Dear Ana") && !to_ana.plain.contains("Boris"), "{}", to_ana.plain);
    for letter in &letters {
        assert!(letter.head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{}", letter.head);
        assert!(letter.plain.contains("/unsubscribe/"), "{}", letter.plain);
    }
    for record in [format!("contacts/{ana}"), format!("contacts/{boris}"), format!("deals/{deal}")] {
        owner.get(&format!("/w/acme/{record}")).await.expect(200).expect_text("wrote a letter");
    }
}

#[tokio::test]
async fn a_file_comes_along_and_is_kept_with_the_record() {
    let app = App::start();
    let owner = app.owner();
    let ana = contact(&app, "Ana", "ana@hart.example");
    let to = format!("{ana}:ana@hart.example");
    let address = format!("/w/acme/mails/new?about={ana}");
    let fields =
        [("act", "a"), ("to", &*to), ("subject", "Oak"), ("text", "See the plan"), ("do", "enclose")];

    let body = typed(&fields, &[("plan.txt", b"Six boards of oak")]);
    let page = owner.post_body(&address, FORM, body.clone()).await.expect(200);
    owner.post_body(&address, FORM, body).await.expect(200);
    let page = page.expect_text("plan.txt").expect_text("See the plan");
    let chosen = page.body.split("name=\"enclosed\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let fields =
        [("act", "a"), ("to", &*to), ("subject", "Oak"), ("text", "See the plan"), ("enclosed", chosen)];
    owner.post(&format!("/w/acme/mails/send?about={ana}"), &fields).await.expect(303);

    let [letter] = &sent(&app).await[..] else { panic!("one letter was to leave") };
    assert_eq!(letter.enclosures, ["plan.txt"]);
    let list = owner.get(&format!("/w/acme/files?about={ana}")).await.expect(200);
    assert_eq!(list.body.matches("/download\"").count(), 1, "the same file twice is one: {}", list.body);
    let refused = typed(&[("act", "c"), ("to", &to), ("text", "Kept")], &[("run.exe", b"MZ")]);
    owner
        .post_body(&address, FORM, refused)
        .await
        .expect(422)
        .expect_text("Kept")
        .expect_text("href=\"#file\"");
}

#[tokio::test]
async fn the_first_letter_to_a_lead_is_the_first_answer() {
    let app = App::start();
    let owner = app.owner();
    let lead: LeadId = app
        .write(|tx| {
            let fields = Fields::new().with("last_name", "Quarry").with("email", "inn@quarry.example");
            leads::actions::create(tx, LeadInput::parse(&fields, "BG".parse()?)?)
        })
        .unwrap();
    let to = format!("{lead}:inn@quarry.example");
    let fields = [("act", "a"), ("to", &*to), ("subject", "Your benches"), ("text", "Dear {name}, gladly.")];

    owner.post(&format!("/w/acme/mails/send?about={lead}"), &fields).await.expect(303);

    let lead = app.write(move |tx| leads::store::find(tx, lead)).unwrap();
    assert_eq!(lead.state, leads::State::Working);
    assert!(lead.answered_at.is_some());
    let [letter] = &sent(&app).await[..] else { panic!("one letter was to leave") };
    assert!(letter.plain.starts_with("Dear Quarry, gladly."), "{}", letter.plain);
}

#[tokio::test]
async fn an_hour_has_a_limit_and_the_draft_survives_it() {
    let app = App::configured(|config| config.mail_line.hourly = 1);
    let owner = app.owner();
    let ana = contact(&app, "Ana", "ana@hart.example");
    let (to, path) = (format!("{ana}:ana@hart.example"), format!("/w/acme/mails/send?about={ana}"));
    let write = async |act: &str| {
        let fields = [("act", act), ("to", &*to), ("subject", "Oak"), ("text", "Once more")];
        owner.post(&path, &fields).await
    };

    write("a").await.expect(303);
    write("b").await.expect(422).expect_text("very many letters").expect_text("Once more");
    app.installation.pass(Duration::from_secs(3_601));

    write("b").await.expect(303);
}

#[tokio::test]
async fn who_may_change_the_record_may_write_and_nobody_else() {
    let app = App::start();
    let ana = contact(&app, "Ana", "ana@hart.example");
    let account = app.account(Role::Owner);
    app.write(move |tx| {
        let owner = kantora::workspace::members::maybe_find_of(tx, account)?.map(|member| member.id);
        let known = contacts::store::find(tx, ana)?;
        contacts::actions::edit(tx, ana, known.version, ContactInput { owner, ..known.facts }).map(|_| ())
    })
    .unwrap();
    let (to, path) = (format!("{ana}:ana@hart.example"), format!("/w/acme/mails/send?about={ana}"));
    let fields = [("act", "a"), ("to", &*to), ("subject", "Oak"), ("text", "Two tables")];

    for role in [Role::Sales, Role::Viewer] {
        app.member(role).get(&format!("/w/acme/mails/new?about={ana}")).await.expect(403);
        app.member(role).post(&path, &fields).await.expect(403);
    }
    app.stranger().post(&path, &fields).await.expect(404);
    app.owner().post(&path, &fields).await.expect(303);
    assert_eq!(sent(&app).await.len(), 1);
}

#[tokio::test]
async fn people_who_were_ticked_in_a_list_get_a_letter_each_unless_they_want_none() {
    let app = App::start();
    let owner = app.owner();
    let (ana, boris) =
        (contact(&app, "Ana", "ana@hart.example"), contact(&app, "Boris", "boris@hart.example"));
    let clara = contact(&app, "Clara", "clara@hart.example");
    app.write(|tx| kantora::crm::mails::actions::note_asked(tx, "clara@hart.example")).unwrap();
    let rows = [ana, boris, clara].map(|id| format!("{id}.1"));
    let mut ticked: Vec<(&str, &str)> = rows.iter().map(|row| ("contact", row.as_str())).collect();
    ticked.push(("verb", "write"));

    let gone = owner.post("/w/acme/contacts/bulk", &ticked).await.expect(303);
    let form = owner.follow(&gone).await.expect(200).expect_no_text("type=\"file\"");
    let from = format!("{ana}&about={boris}&about={clara}");
    let act = form.hidden("act");
    let to = [(ana, "ana"), (boris, "boris"), (clara, "clara")]
        .map(|(id, name)| format!("{id}:{name}@hart.example"));
    let mut fields = vec![("act", act.as_str()), ("subject", "Oak for {first_name}"), ("text", "Two tables")];
    fields.extend(to.iter().map(|to| ("to", to.as_str())));
    fields.push(("do", "preview"));
    let preview = press(&owner, &from, &fields).await.expect(200);
    send(&owner, &from, &preview).await.expect(303);

    assert_eq!(form.body.matches(" checked").count(), 3, "whoever was ticked is chosen");
    preview.expect_text("Clara Petrova");
    let letters = sent(&app).await;
    let mut subjects: Vec<&str> = letters.iter().map(|letter| letter.subject.as_str()).collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["Oak for Ana", "Oak for Boris"]);
    assert!(letters.iter().all(|letter| letter.head.contains("List-Unsubscribe-Post")));
    owner.get(&format!("/w/acme/contacts/{boris}")).await.expect(200).expect_text("Oak for Boris");
    owner.get(&format!("/w/acme/contacts/{clara}")).await.expect(200).expect_no_text("Oak for");
}

#[tokio::test]
async fn a_letter_to_many_goes_to_nobody_whom_the_writer_may_not_change() {
    let app = App::start();
    let (ana, boris) =
        (contact(&app, "Ana", "ana@hart.example"), contact(&app, "Boris", "boris@hart.example"));
    let place = format!("/w/acme/mails/new?about={ana}&about={boris}");

    app.owner().get(&place).await.expect(200).expect_text("Ana Petrova, Boris Petrova");
    app.member(Role::Viewer).get(&place).await.expect(403);
    app.owner().get(&format!("/w/acme/mails/new?about={ana}&about=999999")).await.expect(404);
    app.owner().get("/w/acme/mails/new").await.expect(404);
}
