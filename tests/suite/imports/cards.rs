//! People go out as vCards, one by one and as a list, and come back in as they were.

use kantora::base::Role;

use super::desk::{bring_in, check, contacts, count, send};
use crate::support::App;

const PEOPLE: &str = "External id,First name,Last name,Company,E-mail,Mobile,Tags,Notes\n\
    7,Amelia,Hart,\"Hart, Sons\",amelia@hart.example,+44 7700 900418,VIP,\"=1+1\"\n\
    8,Калина,Василева,,kalina@reka.example,,,\n";

/// The path of the contact of that name.
async fn contact(app: &App, name: &str) -> String {
    let list = app.owner().get(&format!("/w/acme/contacts?q={name}")).await.expect(200);
    let links = list.body.split("/w/acme/contacts/").skip(1);
    let numbers = links.map(|link| link.chars().take_while(char::is_ascii_digit).collect::<String>());
    let number = numbers.filter(|digits| !digits.is_empty()).last();
    format!("/w/acme/contacts/{}", number.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_read_a_contact_may_save_its_card() {
    let app = App::start();
    bring_in(&app, PEOPLE).await;
    let path = contact(&app, "Amelia").await;
    let viewer = app.member(Role::Viewer);

    let page = viewer.get(&path).await.expect(200);
    let old = viewer.get(&format!("{path}/card.vcf")).await.expect(200);
    let new = viewer.get(&format!("{path}/card.vcf?format=vcard4")).await.expect(200);

    page.expect_text("/card.vcf").expect_text("Save as vCard 4.0");
    assert_eq!(old.header("content-type"), Some("text/vcard; charset=utf-8"));
    assert!(old.header("content-disposition").unwrap().contains(".vcf\""));
    old.expect_text("VERSION:3.0\r\n").expect_text("ORG:Hart\\, Sons\r\n").expect_no_text("1+1");
    new.expect_text("VERSION:4.0\r\n")
        .expect_text("TEL;TYPE=cell:+447700900418\r\n")
        .expect_text("CATEGORIES:VIP\r\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_of_another_workspace_is_not_there() {
    let app = App::start();
    bring_in(&app, PEOPLE).await;
    let path = contact(&app, "Amelia").await;

    app.stranger().get(&format!("{}/card.vcf", path.replace("/w/acme/", "/w/other/"))).await.expect(404);
    app.owner().get("/w/acme/contacts/999999/card.vcf").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_goes_out_as_cards_with_its_filter_and_comes_back_in_unchanged() {
    let app = App::start();
    bring_in(&app, PEOPLE).await;
    let before = contacts(&app).await;

    let list = app.owner().get("/w/acme/contacts?q=Amelia").await.expect(200);
    let some = app.owner().get("/w/acme/contacts/export?q=Amelia&format=vcard3").await.expect(200);
    let all = app.owner().get("/w/acme/contacts/export?format=vcard4").await.expect(200);
    let import = send(&app.owner(), "contact", "all.vcf", all.body.as_bytes()).await.expect(303);
    let checked = check(&app, import.location().split('?').next().unwrap()).await;

    list.expect_text("/w/acme/contacts/export?q=Amelia&amp;format=vcard3");
    assert_eq!(some.body.matches("BEGIN:VCARD").count(), 1);
    assert_eq!(all.body.matches("BEGIN:VCARD").count(), 2);
    assert!(all.header("content-disposition").unwrap().contains(".vcf"));
    assert_eq!((count(&checked, "new"), count(&checked, "unchanged")), (0, 2));
    assert_eq!(contacts(&app).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn companies_go_out_as_rows_whatever_is_asked_and_only_with_the_right_to_export() {
    let app = App::start();
    bring_in(&app, PEOPLE).await;

    let rows = app.owner().get("/w/acme/companies/export?format=vcard4").await.expect(200);

    assert_eq!(rows.header("content-type"), Some("text/csv; charset=utf-8"));
    app.member(Role::Viewer).get("/w/acme/contacts/export?format=vcard4").await.expect(403);
}
