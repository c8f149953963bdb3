//! Customers for programs.

use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn a_program_reads_changes_and_checks_a_customer_by_version() {
    let app = App::start();
    let program = app.program();
    let company = json!({ "name": "Rila", "vat_number": "BG175074752" });
    let added = program.send("POST".parse().unwrap(), "/api/v1/companies", &[], Some(company)).await;
    let path = format!("/api/v1/customers/{}", added.expect(201).json()["id"]);
    let before = program.get(&path).await.expect(200).json();
    let change = json!({
        "street": "ul. Shipka 1", "city": "Sofia", "country": "BG", "company_number": "175 074 752",
        "terms": "month-end 15", "invoice_emails": ["a@example.com", "b@example.com"],
    });
    let patch = |etag: &'static str, body| {
        let program = &program;
        let path = &path;
        async move { program.send("PATCH".parse().unwrap(), path, &[("if-match", etag)], Some(body)).await }
    };

    let after = patch("\"0\"", change.clone()).await.expect(200).json();

    assert_eq!((&before["legal_name"], &before["version"]), (&json!("Rila"), &json!(0)));
    assert_eq!(before["missing"], json!(["street", "city", "country"]));
    assert_eq!((&after["terms"], &after["missing"]), (&json!("month-end 15"), &json!([])));
    assert_eq!(after["invoice_emails"], json!(["a@example.com", "b@example.com"]));
    assert_eq!(after["vat_number_state"], "unchecked");
    patch("\"0\"", change).await.expect(412);
    let refused = patch("*", json!({ "terms": "day 32" })).await.expect(422).json();
    assert_eq!(refused["errors"][0]["field"], "terms");
    let found = Some(json!({ "result": "valid", "reason": "VIES" }));
    let post = "POST".parse().unwrap();
    let checked = program.send(post, &format!("{path}/check"), &[("if-match", "\"1\"")], found).await;
    assert_eq!(checked.expect(200).json()["vat_number_state"], "valid");

    let ask = format!("{path}/ask");
    let refused = program.send("POST".parse().unwrap(), &ask, &[], Some(json!({ "register": "hmrc" }))).await;
    refused.expect(409);
    let asked = program.send("POST".parse().unwrap(), &ask, &[], Some(json!({ "register": "vies" }))).await;
    let asked = asked.expect(200).json();
    assert_eq!(
        (&asked["waiting"][0]["register"], &asked["waiting"][0]["tries"]),
        (&json!("vies"), &json!(0))
    );
    let known = program.get(&format!("{path}/checks")).await.expect(200).json();
    assert_eq!((&known["data"][0]["source"], &known["data"][0]["is_valid"]), (&json!("hand"), &json!(true)));
}
