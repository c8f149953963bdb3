//! What customers owe by age, worked out by hand.

use kantora::base::{Day, InvoiceId, Role, SubjectId};
use kantora::billing::invoices;

use crate::support::{App, bills};

/// An invoice of that day, to be paid 14 days later; 20 % come on top of the price.
fn issue(app: &App, customer: SubjectId, price: &'static str, on: &'static str) -> InvoiceId {
    app.write(move |tx| {
        let facts = bills::draft(tx, customer, &[["Advice", "1", price]])?;
        let id = invoices::actions::create(tx, facts)?;
        invoices::actions::issue(tx, id, 1, on.parse::<Day>()?)?;
        Ok(id)
    })
    .unwrap()
}

/// The amounts of a row, dashes left out.
fn row<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let row = page.split("<tr>").find(|row| row.contains(name)).unwrap();
    row.split('€').skip(1).map(|part| part.split('<').next().unwrap()).collect()
}

#[tokio::test]
async fn debts_stand_by_age_and_lead_to_their_papers() {
    let app = App::start();
    app.installation.pass(std::time::Duration::from_secs(120 * 86_400));
    let (zdravets, quarry) = app.write(|tx| Ok((bills::ready(tx)?, bills::customer(tx, "Quarry")?))).unwrap();
    // By the 30th of June they are 91, 90, 61, 31, 30 and 1 days overdue, due that day, and in 14 days.
    issue(&app, zdravets, "1", "2026-03-17");
    issue(&app, zdravets, "2", "2026-03-18");
    issue(&app, zdravets, "4", "2026-04-16");
    issue(&app, quarry, "100", "2026-05-10");
    issue(&app, zdravets, "8", "2026-05-16");
    issue(&app, zdravets, "16", "2026-05-17");
    issue(&app, zdravets, "32", "2026-06-15");
    issue(&app, zdravets, "64", "2026-06-16");
    let voided = issue(&app, quarry, "1000", "2026-06-30");
    issue(&app, zdravets, "128", "2026-06-30");
    app.write(move |tx| invoices::actions::void(tx, voided, 2, "Twice")).unwrap();

    let page = app.member(Role::Bookkeeper).get("/w/acme/reports/receivables").await.expect(200);

    assert_eq!(row(&page.body, "Zdravets"), ["230.40", "57.60", "9.60", "7.20", "1.20", "306.00"]);
    assert_eq!(row(&page.body, "Quarry"), ["120.00", "120.00"], "what was voided is not owed");
    let places = page.body.find("Zdravets").unwrap() < page.body.find(">Quarry").unwrap();
    assert!(places, "who owes most stands first");
    let open = format!("/w/acme/invoices?customer={zdravets}&amp;state=open");
    page.expect_text("EUR €426.00").expect_text(&open);
    let home = app.member(Role::Bookkeeper).get("/w/acme").await.expect(200);
    home.expect_text("€230.40").expect_text("€195.60").expect_text("Paid this month");
    app.member(Role::Owner).get("/w/acme/reports").await.expect(200).expect_text("/reports/receivables");
}
