//! What stands on invoices about the one who sells: details, bank accounts, cash, and how VAT is accounted for.

use std::time::Duration;

use kantora::base::Role;

use crate::support::{Answer, App, Browser};

const BILLING: &str = "/w/acme/settings/billing";
const NEW: &str = "/w/acme/settings/billing/accounts/new";
const IBAN: &str = "BG80 BNBG 9661 1020 3456 78";

async fn add(browser: &Browser<'_>, bank: &str, iban: &str) -> Answer {
    browser.post(NEW, &[("bank", bank), ("account_currency", "EUR"), ("iban", iban)]).await
}

/// Where the form of that act on the last account leads.
async fn act(browser: &Browser<'_>, verb: &str) -> String {
    let page = browser.get(BILLING).await.expect(200).body;
    let form = page.split("action=\"").find(|rest| rest.split('"').next().unwrap().ends_with(verb)).unwrap();
    form.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_page_says_what_is_missing_and_then_that_nothing_is() {
    let app = App::start();
    let owner = app.owner();
    let bare = owner.get(BILLING).await.expect(200);
    bare.expect_text("Before an invoice can be issued").expect_text("ЕИК").expect_text("Street and number");

    let version = owner.get("/w/acme/settings").await.expect(200).hidden("version");
    let company = [
        ("version", version.as_str()),
        ("name", "acme"),
        ("street", "ул. „Шипка“ 1"),
        ("city", "София"),
        ("country", "BG"),
        ("registration_number", "175074752"),
        ("vat_number", "BG175074752"),
    ];
    owner.post("/w/acme/settings", &company).await.expect(303);
    let details = [
        ("version", "0"),
        ("responsible", "Мара Илиева"),
        ("maker", "Том Колев"),
        ("terms", "days"),
        ("terms_number", "14"),
        ("languages", "bg en"),
        ("colour", "green"),
    ];
    owner.post(BILLING, &details).await.expect(303);

    let page = owner.get(BILLING).await.expect(200);
    page.expect_text("Everything is there").expect_text("Мара Илиева").expect_text("by invoices issued");
    owner.post(BILLING, &details).await.expect(409);
}

#[tokio::test]
async fn wrong_details_are_told_beside_their_fields_and_kept() {
    let app = App::start();
    let typed = [
        ("version", "0"),
        ("maker", "Том Колев"),
        ("terms", "day"),
        ("terms_number", "32"),
        ("languages", "fr"),
        ("colour", "green"),
    ];

    let again = app.owner().post(BILLING, &typed).await.expect(422);

    again.expect_text("between 1 and 31").expect_text("Choose a language").expect_text("Том Колев");
}

#[tokio::test]
async fn an_account_is_added_by_an_owner_told_to_all_owners_and_shown_for_a_week() {
    let app = App::start();
    let owner = app.owner();

    add(&owner, "UniCredit", IBAN).await.expect(303);

    owner.get(BILLING).await.expect(200).expect_text(IBAN).expect_text("on invoices").expect_text("Changed");
    let letters = app.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, "owner@acme.example");
    assert!(
        letters[0].plain.contains(IBAN) && letters[0].plain.contains("Olga Owner"),
        "{}",
        letters[0].plain
    );
    app.installation.pass(Duration::from_secs(8 * 86_400));
    app.owner().get(BILLING).await.expect(200).expect_text(IBAN).expect_no_text("Changed");
}

#[tokio::test]
async fn a_mistyped_account_and_one_that_is_there_are_refused_with_everything_typed() {
    let app = App::start();
    let owner = app.owner();
    add(&owner, "UniCredit", IBAN).await.expect(303);

    let mistyped = add(&owner, "Fibank", "BG81BNBG96611020345678").await.expect(422);
    let twice = add(&owner, "Fibank", "BG80BNBG96611020345678").await.expect(422);

    mistyped
        .expect_text("check digits do not fit")
        .expect_text("Fibank")
        .expect_text("BG81BNBG96611020345678");
    twice.expect_text("This account is there already");
    assert_eq!(app.letters().await.len(), 1);
}

#[tokio::test]
async fn invoices_name_one_account_of_a_currency_and_the_next_when_it_is_put_away() {
    let app = App::start();
    let owner = app.owner();
    add(&owner, "UniCredit", IBAN).await.expect(303);
    add(&owner, "Commerzbank", "DE89370400440532013000").await.expect(303);

    owner.post(&act(&owner, "/use").await, &[]).await.expect(303);
    let chosen = owner.get(BILLING).await.expect(200).body;
    owner.post(&act(&owner, "/remove").await, &[]).await.expect(303);
    let left = owner.get(BILLING).await.expect(200).body;

    let main = |page: &str| {
        let before = page.split("on invoices").next().unwrap().to_owned();
        before.rsplit("<li>").next().unwrap().contains("Commerzbank")
    };
    assert!(main(&chosen), "{chosen}");
    assert!(!main(&left) && left.contains("put away"), "{left}");
}

#[tokio::test]
async fn only_an_owner_who_proved_of_late_who_they_are_changes_accounts() {
    let app = App::start();
    let owner = app.owner();
    add(&owner, "UniCredit", IBAN).await.expect(303);
    let remove = act(&owner, "/remove").await;

    for role in [Role::Admin, Role::Bookkeeper] {
        let member = app.member(role);
        member.get(BILLING).await.expect(200).expect_text("Only an owner changes bank accounts");
        add(&member, "Fibank", "DE89370400440532013000").await.expect(403);
        member.post(&remove, &[]).await.expect(403);
    }
    app.member(Role::Sales).get(BILLING).await.expect(403);
    app.installation.pass(Duration::from_secs(3600));
    assert!(owner.get(NEW).await.expect(303).location().starts_with("/account/confirm"));
    owner.post(&remove, &[]).await.expect(403);
    owner.get(BILLING).await.expect(200).expect_text(IBAN).expect_no_text("put away");
}

#[tokio::test]
async fn a_bulgarian_seller_takes_cash_once_an_owner_has_read_the_ordinance() {
    let app = App::start();
    let owner = app.owner();
    owner.get(BILLING).await.expect(200).expect_text("Cash is not taken").expect_text("Н-18");

    app.member(Role::Bookkeeper).post(&format!("{BILLING}/cash"), &[]).await.expect(403);
    owner.post(&format!("{BILLING}/cash"), &[]).await.expect(303);

    owner.get(BILLING).await.expect(200).expect_text("Cash may be taken since");
    owner.post(&format!("{BILLING}/cash/off"), &[]).await.expect(303);
    owner.get(BILLING).await.expect(200).expect_text("Cash is not taken");
}

#[tokio::test]
async fn a_scheme_holds_from_its_day_and_decides_whether_vat_is_charged() {
    let app = App::start();
    let owner = app.owner();
    let ask = |day: &str| {
        format!("/w/acme/settings/taxes/ask?supply=service&kind=consumer&country=BG&number=missing&day={day}")
    };
    let set = |kind: &'static str, day: &'static str| [("scheme", kind), ("scheme_on", day)];
    let path = "/w/acme/settings/taxes/scheme";

    owner.post(path, &set("cash", "2026-07-01")).await.expect(303);

    owner.get(&ask("2026-06-30")).await.expect(200).expect_text("Article 113(9)");
    owner.get(&ask("2026-07-01")).await.expect(200).expect_text("20%");
    let page = owner.get("/w/acme/settings/taxes").await.expect(200).expect_text("cash accounting");
    let flat = owner.post(path, &set("flat", "soon")).await.expect(422);
    flat.expect_text("Choose a scheme").expect_text("year-month-day");
    let remove =
        page.body.split("/settings/vat-schemes/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    owner.post(&format!("/w/acme/settings/vat-schemes/{remove}/remove"), &[]).await.expect(303);
    owner.get(&ask("2026-07-01")).await.expect(200).expect_text("Article 113(9)");
}
