//! Which tax stands on what is sold: classes, their rates, and what a sale abroad bears.

use kantora::base::Role;

use crate::support::{App, Browser};

const TAXES: &str = "/w/acme/settings/taxes";

/// The page of the class of that name.
async fn class(owner: &Browser<'_>, name: &str) -> String {
    let page = owner.get(TAXES).await.expect(200).body;
    let before = page.split(&format!(">{name}</a>")).next().unwrap();
    before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_company_begins_with_the_classes_of_its_country() {
    let app = App::start();

    let page = app.owner().get(TAXES).await.expect(200);

    for text in ["Standard rate", "Reduced rate", "Zero rate", "Exempt", "20%", "9%"] {
        assert!(page.body.contains(text), "{text}");
    }
}

#[tokio::test]
async fn a_class_is_added_with_its_rate_and_a_wrong_one_says_what_is_wrong() {
    let app = App::start();
    let owner = app.owner();
    let form = format!("{TAXES}/new");
    let typed = |name, percent| {
        [
            ("name", name),
            ("category", "S"),
            ("percent", percent),
            ("country", "BG"),
            ("valid_on", "2026-01-01"),
        ]
    };

    owner.post(&form, &typed("Books", "5")).await.expect(303);

    owner.get(TAXES).await.expect(200).expect_text("Books").expect_text("5%");
    let taken = owner.post(&form, &typed("books", "5")).await.expect(422);
    taken.expect_text("Another class has this name").expect_text("books");
    let wrong = owner.post(&form, &typed("", "500")).await.expect(422);
    wrong.expect_text("Type a name").expect_text("Give a percentage between 0 and 100");
}

#[tokio::test]
async fn a_rate_of_the_future_is_set_and_removed() {
    let app = App::start();
    let owner = app.owner();
    let class = class(&owner, "Standard rate").await;
    let rate = [("percent", "21.5"), ("country", "BG"), ("valid_on", "2090-01-01")];

    owner.post(&format!("{class}/rates"), &rate).await.expect(303);

    let page = owner.get(&class).await.expect(200).expect_text("Bulgaria: 21.5%");
    let before = page.body.split("Bulgaria: 21.5%").nth(1).unwrap();
    let remove = before.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    owner.post(&remove, &[]).await.expect(303);
    owner.get(&class).await.expect(200).expect_no_text("21.5%");
    let wrong = [("percent", "much"), ("country", "BG"), ("valid_on", "soon")];
    let again = owner.post(&format!("{class}/rates"), &wrong).await.expect(422);
    again.expect_text("much").expect_text("Give the day as year-month-day");
}

#[tokio::test]
async fn somebody_who_was_slower_is_told_so() {
    let app = App::start();
    let owner = app.owner();
    let class = class(&owner, "Exempt").await;
    let version = owner.get(&class).await.expect(200).hidden("version");
    let facts = |name| [("version", version.as_str()), ("name", name), ("category", "E")];

    owner.post(&class, &facts("Free")).await.expect(303);

    owner.post(&class, &facts("Untaxed")).await.expect(409);
    owner.get(TAXES).await.expect(200).expect_text("Free").expect_no_text("Untaxed");
}

#[tokio::test]
async fn the_last_class_stays_in_use() {
    let app = App::start();
    let owner = app.owner();
    let mut answers = Vec::new();
    for name in ["Standard rate", "Reduced rate", "Zero rate", "Exempt"] {
        let class = class(&owner, name).await;
        answers.push(owner.post(&format!("{class}/away"), &[]).await.status.as_u16());
    }

    assert_eq!(answers, [303, 303, 303, 409]);
    let class = class(&owner, "Zero rate").await;
    owner.post(&format!("{class}/use"), &[]).await.expect(303);
    owner.get(&class).await.expect(200).expect_text("No new product gets a class");
}

#[tokio::test]
async fn the_page_says_which_vat_a_sale_would_bear() {
    let app = App::start();
    let owner = app.owner();
    let ask = |rest: &str| format!("{TAXES}/ask?day=2026-11-23&{rest}");

    let unregistered =
        owner.get(&ask("supply=goods&kind=business&country=DE&number=valid")).await.expect(200);
    let company = owner.get("/w/acme/settings").await.expect(200).hidden("version");
    let registered =
        [("version", company.as_str()), ("name", "acme"), ("country", "BG"), ("vat_number", "BG131071587")];
    owner.post("/w/acme/settings", &registered).await.expect(303);

    unregistered.expect_text("Article 113(9)");
    let within = owner.get(&ask("supply=goods&kind=business&country=DE&number=valid")).await.expect(200);
    within.expect_text("Article 53").expect_text("VATEX-EU-IC");
    let doubt = owner.get(&ask("supply=service&kind=business&country=DE&number=unchecked")).await.expect(200);
    doubt.expect_text("not checked yet").expect_text("20%");
    owner.post(TAXES, &[("version", "0"), ("oss", "1")]).await.expect(303);
    let there = owner.get(&ask("supply=goods&kind=consumer&country=DE&number=missing")).await.expect(200);
    there.expect_text("the buyer’s country: Germany").expect_text("19%");
    owner.get(&format!("{TAXES}/ask?country=DE&day=soon")).await.expect(422);
    owner.post(TAXES, &[("version", "0")]).await.expect(409);
}

#[tokio::test]
async fn who_keeps_the_books_changes_taxes_and_who_sells_does_not() {
    let app = App::start();
    let class = class(&app.owner(), "Exempt").await;

    app.member(Role::Bookkeeper).post(&format!("{class}/away"), &[]).await.expect(303);

    app.member(Role::Sales).get(TAXES).await.expect(403);
    app.member(Role::Viewer).post(&format!("{class}/use"), &[]).await.expect(403);
}
