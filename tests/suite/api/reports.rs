//! Reports, the forecast and rates for programs.

use kantora::base::{DealId, Fields, Role};
use kantora::crm::deals::{self, DealInput};
use serde_json::json;

use crate::support::App;

fn deal(app: &App, pairs: &[(&str, &str)]) -> DealId {
    let fields: Fields =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let input = DealInput::parse(&fields, "EUR".parse().unwrap()).unwrap();
    let add = move |tx: &kantora::platform::Tx| {
        let first = deals::store::pipelines(tx)?.0[0].stages[0].id;
        deals::actions::add(tx, input, first)
    };
    app.write(add).unwrap()
}

fn win(app: &App, id: DealId) {
    app.write(move |tx| deals::actions::win(tx, id, 1).map(|_| ())).unwrap();
}

#[tokio::test]
async fn a_report_names_its_days_its_currency_and_what_has_no_rate() {
    let app = App::start();
    win(&app, deal(&app, &[("name", "Counter"), ("amount", "1000"), ("source", "Website")]));
    win(&app, deal(&app, &[("name", "Sign"), ("amount", "70"), ("currency", "GBP")]));
    let program = app.program();

    let days = "days=2026-03-01/2026-03-31";
    let sales = program.get(&format!("/api/v1/reports/sales?{days}")).await.expect(200).json();
    let sources = program.get(&format!("/api/v1/reports/sources?{days}")).await.expect(200).json();
    let stages = program.get("/api/v1/reports/conversion").await.expect(200).json();

    assert_eq!(
        (&sales["days"]["from_on"], &sales["days"]["zone"]),
        (&json!("2026-03-01"), &json!("Europe/Sofia"))
    );
    assert_eq!(
        sales["whole"]["won"],
        json!({
            "count": 2,
            "amount_minor": 100_000,
            "currency": "EUR",
            "without_rate": [{ "amount_minor": 7_000, "currency": "GBP" }],
        })
    );
    assert_eq!(sales["months"].as_array().unwrap().len(), 1);
    assert_eq!(sales["whole"]["won_share_e4"], 10_000);
    assert_eq!(
        (&sources["sources"][0]["source"], &sources["sources"][0]["won"]["count"]),
        (&json!("Website"), &json!(1))
    );
    assert_eq!(
        (&stages["stages"][0]["count"], &stages["stages"][4]["of_all_e4"]),
        (&json!(2), &json!(10_000))
    );
}

#[tokio::test]
async fn what_is_no_question_is_malformed() {
    let app = App::start();
    let program = app.program();

    for query in ["days=2026", "days=2026-03-01", "days=a/b", "owner_id=me"] {
        program.get(&format!("/api/v1/reports/sales?{query}")).await.expect(400);
    }
    program.get("/api/v1/forecast?pipeline_id=999999").await.expect(404);
}

#[tokio::test]
async fn the_forecast_tells_what_may_come() {
    let app = App::start();
    deal(&app, &[("name", "Counter"), ("amount", "1000"), ("close_on", "2026-03-20")]);
    deal(&app, &[("name", "Door"), ("amount", "50"), ("close_on", "2026-02-20")]);

    let forecast = app.program().get("/api/v1/forecast").await.expect(200).json();

    let first = &forecast["lines"][0];
    assert_eq!((&first["time"], &first["month_on"]), (&json!("month"), &json!("2026-03-01")));
    // A new deal is one in ten likely to be won.
    assert_eq!(
        (&first["whole"]["amount_minor"], &first["likely"]["amount_minor"]),
        (&json!(100_000), &json!(10_000))
    );
    assert_eq!(
        (&forecast["overdue"]["whole"]["count"], &forecast["total"]["whole"]["count"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(forecast["currency"], "EUR");
}

#[tokio::test]
async fn a_rate_is_set_by_hand_and_listed() {
    let app = App::start();
    let program = app.program();
    let body = json!({ "currency": "USD", "rate": "1.25", "valid_on": "2026-03-01" });

    let set = program.put("/api/v1/rates", body.clone()).await.expect(200).json();
    let again = program.put("/api/v1/rates", body).await.expect(200).json();
    let wrong = json!({ "currency": "EUR", "rate": "much", "valid_on": "2026-03-01" });
    program.put("/api/v1/rates", wrong).await.expect(422);

    assert_eq!(
        set["data"],
        json!([{ "base": "EUR", "rate": "1.2500", "currency": "USD", "valid_on": "2026-03-01", "source": "hand" }])
    );
    assert_eq!(again["data"].as_array().unwrap().len(), 1);
    let sales = app.program_of(Role::Sales);
    sales.get("/api/v1/rates").await.expect(403);
}
