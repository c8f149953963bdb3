//! What a company sells: the list, a product with its prices, its end and the way back.

use kantora::base::Role;

use crate::support::{Answer, App, Browser};

const PRODUCTS: &str = "/w/acme/products";

/// The number of the tax class that the form begins with.
async fn class(owner: &Browser<'_>) -> String {
    let page = owner.get("/w/acme/settings/taxes").await.expect(200).body;
    page.split("/settings/taxes/")
        .find_map(|rest| rest.split('"').next()?.parse::<i64>().ok())
        .unwrap()
        .to_string()
}

async fn add(owner: &Browser<'_>, name: &str, sku: &str, price: &str) -> Answer {
    let (act, class) =
        (owner.get(&format!("{PRODUCTS}/new")).await.expect(200).hidden("act"), class(owner).await);
    let typed = [
        ("act", act.as_str()),
        ("name", name),
        ("sku", sku),
        ("kind", "goods"),
        ("unit", "MTR"),
        ("class", &class),
        ("entry", "net"),
        ("price", price),
        ("currency", "EUR"),
        ("price", "10"),
        ("currency", "GBP"),
    ];
    owner.post(&format!("{PRODUCTS}/new"), &typed).await
}

fn place(answer: &Answer) -> String {
    answer.header("location").unwrap().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_product_is_added_with_two_prices_and_its_page_says_what_one_costs() {
    let app = App::start();
    let owner = app.owner();
    owner.get(PRODUCTS).await.expect(200).expect_text("What do you sell?");

    let added = add(&owner, "Oak board", "OAK-22", "12.5").await.expect(303);

    let page = owner.get(&place(&added)).await.expect(200);
    for text in ["Oak board", "OAK-22", "metre", "20% of €12.50", "€15.00", "£12.00"] {
        assert!(page.body.contains(text), "{text}\n{}", page.body);
    }
    owner.get(PRODUCTS).await.expect(200).expect_text("Oak board").expect_text("OAK-22");
    owner.get("/w/acme/search?q=oak-22").await.expect(200).expect_text("Oak board");
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_typed_is_lost() {
    let app = App::start();
    let owner = app.owner();
    add(&owner, "Oak board", "OAK-22", "12.5").await.expect(303);

    let taken = add(&owner, "Ash board", "oak-22", "9").await.expect(422);
    let wrong = add(&owner, "", "ASH-1", "much").await.expect(422);

    taken.expect_text("Another product has this number").expect_text("Ash board");
    wrong.expect_text("Type a name").expect_text("ASH-1").expect_text("much");
}

#[tokio::test]
async fn a_product_is_changed_by_one_at_a_time() {
    let app = App::start();
    let owner = app.owner();
    let product = place(&add(&owner, "Oak board", "", "12.5").await.expect(303));
    let (form, class) = (format!("{product}/edit"), class(&owner).await);
    let version = owner.get(&form).await.expect(200).hidden("version");
    let typed = |name| {
        let kind = ("kind", "service");
        [
            ("version", version.as_str()),
            ("name", name),
            kind,
            ("unit", "HUR"),
            ("class", class.as_str()),
            ("entry", "gross"),
        ]
    };

    owner.post(&form, &typed("Fitting")).await.expect(303);

    owner.post(&form, &typed("Laying")).await.expect(409).expect_text("Laying");
    let page = owner.get(&product).await.expect(200);
    page.expect_text("Fitting").expect_text("hour").expect_text("It has no price yet");
}

#[tokio::test]
async fn chosen_products_are_retired_and_come_back() {
    let app = App::start();
    let owner = app.owner();
    let mut chosen = Vec::new();
    for name in ["Oak board", "Ash board"] {
        chosen.push(
            place(&add(&owner, name, "", "9").await.expect(303)).rsplit('/').next().unwrap().to_owned(),
        );
    }
    let seen = chosen.iter().map(|id| format!("{id}.1")).collect::<Vec<_>>();

    let bulk = format!("{PRODUCTS}/bulk");
    owner.post(&bulk, &[("product", seen[0].as_str()), ("product", seen[1].as_str())]).await.expect(303);

    owner.get(PRODUCTS).await.expect(200).expect_text("What do you sell?");
    let retired = owner.get(&format!("{PRODUCTS}?state=retired")).await.expect(200);
    retired.expect_text("Oak board").expect_text("Ash board");
    owner.post(&format!("{PRODUCTS}/{}/use", chosen[0]), &[]).await.expect(303);
    owner.get(PRODUCTS).await.expect(200).expect_text("Oak board").expect_no_text("Ash board");
    // Somebody has changed it since the list was drawn.
    owner.post(&bulk, &[("product", seen[0].as_str())]).await.expect(303);
    owner.get(PRODUCTS).await.expect(200).expect_text("Oak board");
}

#[tokio::test]
async fn who_sells_looks_and_who_keeps_the_books_changes() {
    let app = App::start();
    let product = place(&add(&app.owner(), "Oak board", "", "9").await.expect(303));

    app.member(Role::Sales).get(&product).await.expect(200).expect_no_text("Change");
    app.member(Role::Sales).get(&format!("{product}/edit")).await.expect(403);
    app.member(Role::Bookkeeper).post(&format!("{product}/retire"), &[]).await.expect(303);
}
