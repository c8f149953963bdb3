//! Payments for programs.

use kantora::base::Role;
use poem::http::Method;
use serde_json::json;

use crate::support::{App, bills};

#[tokio::test]
async fn one_payment_for_two_invoices_is_written_down_once_and_undone() {
    let app = App::start();
    let (one, two, other) = app
        .write(|tx| {
            let (customer, stranger) = (bills::ready(tx)?, bills::customer(tx, "Quarry")?);
            let of = |customer, price| bills::issue(tx, customer, price).map(|id| id.number());
            Ok((of(customer, "100")?, of(customer, "50")?, of(stranger, "10")?))
        })
        .unwrap();
    let program = app.program();
    let body = |second: i64, amount: &str| {
        json!({
            "kind": "bank", "received_on": "2026-03-01", "reference": "ST 7",
            "parts": [{ "invoice_id": one, "amount": "120" }, { "invoice_id": second, "amount": amount }],
        })
    };
    let record = async |body, key: &'static str| {
        program.send(Method::POST, "/api/v1/payments", &[("Idempotency-Key", key)], Some(body)).await
    };

    let first = record(body(two, "20.50"), "one").await.expect(201).json();
    let again = record(body(two, "20.50"), "one").await.expect(201).json();
    let strange = record(body(other, "5"), "two").await.expect(422).json();
    let nowhere = json!({
        "kind": "bank", "received_on": "2026-03-01", "parts": [{ "invoice_id": 999_999, "amount": "1" }],
    });

    assert_eq!(first, again, "the same request is done once");
    assert_eq!((&first["amount"], &first["currency"]), (&json!("140.50"), &json!("EUR")));
    assert_eq!(first["parts"][1], json!({ "invoice_id": two, "amount": "20.50" }));
    assert_eq!(strange["errors"][0]["field"], "parts.1.amount");
    assert_eq!(record(nowhere, "three").await.expect(422).json()["errors"][0]["field"], "parts.0.invoice_id");
    let path = format!("/api/v1/payments/{}", first["id"]);
    let rest = program.get(&format!("/api/v1/invoices/{two}")).await.expect(200).json();
    assert_eq!(rest["issued"]["balance"], json!("39.50"), "{rest}");
    assert_eq!(program.get("/api/v1/payments").await.expect(200).json()["data"][0], first);

    let undone = program.send(Method::POST, &format!("{path}/undo"), &[], None).await.expect(200).json();
    assert_eq!(undone["undone"], true);
    program.send(Method::POST, &format!("{path}/undo"), &[], None).await.expect(409);
    app.program_of(Role::Viewer).get(&path).await.expect(200);
    let sales = app.program_of(Role::Sales);
    sales.send(Method::POST, "/api/v1/payments", &[], Some(body(two, "1"))).await.expect(403);
}
