//! What some customers pay instead of the catalogue's prices.

use kantora::base::{CompanyId, Fields, Language, ProductId, Role};
use kantora::billing::{products, taxes};

use super::customers::add_company;
use crate::support::{Answer, App};

const LIST: [(&str, &str); 6] = [
    ("act", "a-list"),
    ("name", "Trade 2026"),
    ("currency", "EUR"),
    ("way", "off"),
    ("percent", "10"),
    ("valid_on", "2026-01-01"),
];

/// A product that costs so much in euros.
fn product(app: &App, name: &'static str, price: &'static str) -> ProductId {
    app.write(move |tx| {
        let class = taxes::store::list(tx)?[0].id.to_string();
        let typed = Fields::new()
            .with("name", name)
            .with("kind", "goods")
            .with("unit", "H87")
            .with("entry", "net")
            .with("class", class)
            .with("price", price)
            .with("currency", "EUR");
        products::actions::create(tx, &products::ProductInput::parse(&typed, Language::En)?)
    })
    .unwrap()
}

/// A customer of that list.
async fn customer(app: &App, list: &str) -> CompanyId {
    let id = add_company(app, "Hart");
    app.owner()
        .post(&format!("/w/acme/customers/{id}/price-list"), &[("price_list", list)])
        .await
        .expect(303);
    id
}

/// The form of a draft that was added.
fn form_of(added: &Answer) -> String {
    let page = added.location().split('?').next().unwrap();
    format!("{page}/edit")
}

/// Adds the list and gives its number.
async fn add(app: &App, more: &[(&str, &str)]) -> String {
    let owner = app.owner();
    owner.post("/w/acme/price-lists/new", &[&LIST[..], more].concat()).await.expect(303);
    let page = owner.get("/w/acme/price-lists").await.expect(200);
    let rest =
        page.body.split("/w/acme/price-lists/").nth(2).or(page.body.split("/w/acme/price-lists/").nth(1));
    rest.unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_picked_product_brings_the_price_of_the_customers_list() {
    let app = App::start();
    let owner = app.owner();
    let (board, oil) = (product(&app, "Oak board", "40"), product(&app, "Oil", "20"));
    let (board, oil) = (board.to_string(), oil.to_string());
    let list = add(&app, &[("product", &board), ("price", "31.50")]).await;
    let hart = customer(&app, &list).await.to_string();
    let other = add_company(&app, "Other").to_string();
    let rows = [("product", &*board), ("quantity", "1"), ("product", &oil), ("quantity", "1")];
    let draft = |customer: &str, act: &'static str, currency: &'static str| {
        let head = [
            ("act", act),
            ("customer", customer),
            ("currency", currency),
            ("entry", "net"),
            ("paper", "invoice"),
        ];
        [&head[..], &rows[..]]
            .concat()
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<Vec<_>>()
    };
    let send = async |path: &str, typed: Vec<(String, String)>| {
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (&**name, &**value)).collect();
        owner.post(path, &typed).await
    };

    let form = owner.get(&format!("/w/acme/invoices/new?customer={hart}")).await.expect(200);
    form.expect_text("price list Trade 2026");
    let added = send("/w/acme/invoices/new", draft(&hart, "one", "EUR")).await.expect(303);
    let shown = owner.get(&form_of(&added)).await.expect(200);
    shown.expect_text("value=\"31.50\"").expect_text("value=\"18.00\"");
    let plain = send("/w/acme/invoices/new", draft(&other, "two", "EUR")).await.expect(303);
    owner.get(&form_of(&plain)).await.expect(200).expect_text("value=\"40.00\"");
    send("/w/acme/invoices/new", draft(&hart, "three", "GBP")).await.expect(422);

    let mut quote = draft(&hart, "four", "EUR");
    quote.push(("valid_until".into(), "2999-12-31".into()));
    let offered = send("/w/acme/quotes/new", quote).await.expect(303);
    owner.get(&form_of(&offered)).await.expect(200).expect_text("value=\"31.50\"");
}

#[tokio::test]
async fn a_list_that_holds_no_more_changes_nothing() {
    let app = App::start();
    let board = product(&app, "Oak board", "40").to_string();
    let list = add(&app, &[("valid_until", "2026-01-31")]).await;
    let hart = customer(&app, &list).await.to_string();
    let owner = app.owner();

    owner
        .get(&format!("/w/acme/invoices/new?customer={hart}"))
        .await
        .expect(200)
        .expect_no_text("Trade 2026");
    let typed = [
        ("act", "one"),
        ("customer", &*hart),
        ("currency", "EUR"),
        ("entry", "net"),
        ("paper", "invoice"),
        ("product", &board),
    ];
    let added = owner.post("/w/acme/invoices/new", &typed).await.expect(303);
    owner.get(&form_of(&added)).await.expect(200).expect_text("value=\"40.00\"");
}

#[tokio::test]
async fn what_is_wrong_with_a_list_is_told_and_nothing_is_lost() {
    let app = App::start();
    let owner = app.owner();
    add(&app, &[]).await;
    let again = [
        ("act", "b"),
        ("name", "TRADE 2026"),
        ("currency", "EUR"),
        ("way", "off"),
        ("valid_on", "2026-01-01"),
    ];
    let page = owner.post("/w/acme/price-lists/new", &again).await.expect(422);
    page.expect_text("a list of that name already").expect_text("TRADE 2026");

    let unknown = [("act", "c"), ("name", "Other"), ("product", "999999"), ("price", "5")];
    let typed: Vec<_> = LIST[2..].iter().chain(&unknown).copied().collect();
    owner.post("/w/acme/price-lists/new", &typed).await.expect(422).expect_text("Choose a product");
    let longer: Vec<_> = LIST.iter().chain(&[("more", "1"), ("rows", "3")]).copied().collect();
    owner.post("/w/acme/price-lists/new", &longer).await.expect(200).expect_text("Price 8");
}

#[tokio::test]
async fn whoever_is_slower_is_told_and_only_whoever_keeps_the_books_changes_lists() {
    let app = App::start();
    let owner = app.owner();
    let list = add(&app, &[]).await;
    let page = format!("/w/acme/price-lists/{list}");
    let version = owner.get(&page).await.expect(200).hidden("version");
    let typed: Vec<_> = LIST[1..].iter().chain(&[("version", &*version)]).copied().collect();
    owner.post(&page, &typed).await.expect(303);
    owner.post(&page, &typed).await.expect(409);

    for role in [Role::Sales, Role::Viewer] {
        let member = app.member(role);
        member.get("/w/acme/price-lists").await.expect(200).expect_text("Trade 2026");
        member.get(&page).await.expect(403);
        member.post(&page, &typed).await.expect(403);
    }
    let id = add_company(&app, "Hart");
    let choose = format!("/w/acme/customers/{id}/price-list");
    app.member(Role::Sales).post(&choose, &[("price_list", &*list)]).await.expect(403);
    owner.post(&choose, &[("price_list", "999999")]).await.expect(404);
    owner.post(&choose, &[("price_list", &*list)]).await.expect(303);
    owner.get(&format!("/w/acme/customers/{id}")).await.expect(200).expect_text("selected>Trade 2026");
    owner.post(&choose, &[("price_list", "")]).await.expect(303);
}
