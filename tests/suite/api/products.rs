//! Products for programs.

use kantora::base::Role;
use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn a_product_is_added_changed_retired_and_listed() {
    let app = App::start();
    let program = app.program();
    let class = program.get("/api/v1/tax-classes").await.expect(200).json()["data"][0]["id"].clone();
    let body = json!({
        "name": "Oak board", "sku": "OAK-22", "tax_class_id": class, "unit": "MTR",
        "prices": [{ "currency": "EUR", "price": "12.0375" }],
    });

    let added = program.post("/api/v1/products", body.clone()).await.expect(201).json();
    let path = format!("/api/v1/products/{}", added["id"]);
    let changed = program.patch(&path, "*", json!({ "entry": "gross" })).await.expect(200).json();
    let retired = program.post(&format!("{path}/retire"), json!({})).await.expect(200).json();

    assert_eq!(
        (&added["kind"], &added["entry"], &added["active"]),
        (&json!("goods"), &json!("net"), &json!(true))
    );
    assert_eq!(changed["prices"], json!([{ "currency": "EUR", "price": "12.0375" }]));
    assert_eq!((&changed["entry"], &changed["version"]), (&json!("gross"), &json!(2)));
    assert_eq!(retired["active"], json!(false));
    let again = program.post("/api/v1/products", body).await.expect(422).json();
    assert_eq!(again["errors"][0]["field"], "sku");
    let list = program.get("/api/v1/products").await.expect(200).json();
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
    app.program_of(Role::Sales).get(&path).await.expect(200);
    app.program_of(Role::Sales).post(&format!("{path}/use"), json!({})).await.expect(403);
}
