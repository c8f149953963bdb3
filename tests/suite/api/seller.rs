//! The seller for programs.

use kantora::base::Role;
use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn a_program_reads_what_papers_say_and_changes_it_by_version() {
    let app = App::start();
    app.owner()
        .post(
            "/w/acme/settings/billing/accounts/new",
            &[("bank", "UniCredit"), ("account_currency", "EUR"), ("iban", "BG80BNBG96611020345678")],
        )
        .await
        .expect(303);
    let program = app.program();
    let before = program.get("/api/v1/seller").await.expect(200).json();
    let change = json!({ "maker": "Том Колев", "terms": "month-end 15", "languages": "bg en" });

    let after = program
        .send("PATCH".parse().unwrap(), "/api/v1/seller", &[("if-match", "\"0\"")], Some(change.clone()))
        .await
        .expect(200)
        .json();

    assert_eq!(before["terms"], "days 30");
    assert_eq!(before["accounts"][0]["iban"], "BG80BNBG96611020345678");
    assert_eq!((&before["takes_cash"], &before["vat_scheme"]), (&json!(false), &json!("unregistered")));
    assert_eq!(before["missing"], json!(["street", "city", "company_number", "responsible", "maker"]));
    assert_eq!((&after["maker"], &after["terms"]), (&json!("Том Колев"), &json!("month-end 15")));
    assert_eq!(after["languages"], "bg en");
    let stale = [("if-match", "\"0\"")];
    program.send("PATCH".parse().unwrap(), "/api/v1/seller", &stale, Some(change)).await.expect(412);
    let wrong = Some(json!({ "terms": "day 32" }));
    let refused = program.send("PATCH".parse().unwrap(), "/api/v1/seller", &[("if-match", "*")], wrong).await;
    assert_eq!(refused.expect(422).json()["errors"][0]["field"], "terms");
}

#[tokio::test]
async fn a_program_of_somebody_who_sells_reads_and_does_not_change() {
    let app = App::start();
    let sales = app.program_of(Role::Sales);

    sales.get("/api/v1/seller").await.expect(200);

    let change = Some(json!({ "maker": "Tom" }));
    sales.send("PATCH".parse().unwrap(), "/api/v1/seller", &[("if-match", "*")], change).await.expect(403);
}
