//! Quotes for programs.

use kantora::base::Role;
use kantora::billing::quotes;
use kantora::platform::crypto::MasterKey;
use poem::http::Method;
use serde_json::json;

use crate::support::{App, bills};

#[tokio::test]
async fn an_accepted_quote_is_read_listed_and_invoiced_in_parts() {
    let app = App::start();
    let id = app.write(|tx| {
        let customer = bills::ready(tx)?;
        let facts = bills::offer(tx, customer, &[["item", "Advice", "2", "50", ""]])?;
        let id = quotes::actions::create(tx, &facts)?;
        quotes::actions::send(tx, id, 1, &MasterKey::new([7; 32]))?;
        quotes::actions::accept_for_customer(tx, id, 2, "By phone")?;
        Ok(id)
    });
    let path = format!("/api/v1/quotes/{}", id.unwrap());
    let program = app.program();
    let ask = async |version: &'static str, body| {
        let path = format!("{path}/invoices");
        program.send(Method::POST, &path, &[("If-Match", version)], Some(body)).await
    };

    let deposit = json!({ "stage": "deposit", "percent": "30" });
    let first = ask("\"3\"", deposit.clone()).await.expect(200).json();
    ask("\"3\"", deposit).await.expect(412);
    let wrong = ask("*", json!({ "stage": "milestone", "amount": "0", "title": "Roof" })).await;

    let billing = &first["billing"];
    assert_eq!((&billing["accepted"], &billing["rest"]), (&json!("120"), &json!("84")));
    assert_eq!(billing["invoices"][0]["stage"], "deposit");
    assert_eq!((&first["state"], &first["lines"][0]["taken"]), (&json!("accepted"), &json!("2")));
    assert_eq!(wrong.expect(422).json()["errors"][0]["field"], "amount");
    let list = program.get("/api/v1/quotes").await.expect(200).json();
    assert_eq!((&list["data"][0]["number"], &list["data"][0]["gross"]), (&json!("Q-0001"), &json!("120")));
    app.program_of(Role::Sales).get(&path).await.expect(200);
    let sales = app.program_of(Role::Sales);
    sales.send(Method::POST, &format!("{path}/invoices"), &[], Some(json!({}))).await.expect(403);
}
