//! Quotes through their pages: written, sent, answered by their customer, ended.

use std::time::Duration;

use kantora::base::{Error, Role};
use kantora::billing::quotes;
use kantora::billing::taxes;

use crate::support::{Answer, App, Browser, bills};

const QUOTES: &str = "/w/acme/quotes";
/// A heading, two things of which one is optional in two quantities, and their sum.
const ROWS: [[&str; 5]; 4] = [
    ["heading", "Kitchen", "", "", ""],
    ["item", "Worktop", "2", "100", ""],
    ["optional", "Oil", "1", "10", "1; 3"],
    ["subtotal", "", "", "", ""],
];

/// Writes a quote with those rows that ends on that day.
async fn write(app: &App, browser: &Browser<'_>, rows: &[[&str; 5]], until: &str) -> Answer {
    let ready = app.write(bills::ready);
    let customer = ready.or_else(|_| app.write(|tx| bills::customer(tx, "Zdravets"))).unwrap();
    let class = app.write(|tx| Ok(taxes::store::list(tx)?[0].id.to_string())).unwrap();
    let page = browser.get(&format!("{QUOTES}/new?customer={customer}")).await.expect(200);
    let (act, customer) = (page.hidden("act"), customer.to_string());
    let mut typed = vec![
        ("act", act.as_str()),
        ("customer", &customer),
        ("currency", "EUR"),
        ("entry", "net"),
        ("valid_until", until),
    ];
    for [part, name, quantity, price, choices] in rows {
        typed.extend([("part", *part), ("name", name), ("quantity", quantity), ("price", price)]);
        typed.extend([("choices", *choices), ("class", &class), ("product", "")]);
    }
    browser.post(&format!("{QUOTES}/new"), &typed).await
}

pub(super) fn place(answer: &Answer) -> String {
    answer.header("location").unwrap().split('?').next().unwrap().to_owned()
}

/// Does that with the quote of that page, as it is now.
pub(super) async fn act(browser: &Browser<'_>, page: &str, verb: &str, fields: &[(&str, &str)]) -> Answer {
    let shown = browser.get(page).await.expect(200);
    let version = shown.hidden("version");
    let mut typed = vec![("version", version.as_str())];
    typed.extend(fields);
    browser.post(&format!("{page}/{verb}"), &typed).await
}

/// The customer's link on the page of a quote.
fn link(page: &Answer) -> String {
    let rest = page.body.split("/q/").nth(1).expect("a link");
    format!("/q/{}", rest.split('"').next().unwrap())
}

/// A quote that is with its customer: its page and its link.
pub(super) async fn sent(app: &App, browser: &Browser<'_>) -> (String, String) {
    let page = place(&write(app, browser, &ROWS, "2999-12-31").await.expect(303));
    act(browser, &page, "send", &[]).await.expect(303);
    let link = link(&browser.get(&page).await.expect(200));
    (page, link)
}

pub(super) const AGREES: [(&str, &str); 4] =
    [("do", "accept"), ("name", "Ana Petrova"), ("email", "ana@zdravets.example"), ("agreed", "1")];

#[tokio::test]
async fn a_quote_is_written_sent_and_accepted_with_what_the_customer_ticked() {
    let app = App::start();
    let owner = app.owner();
    owner.get(QUOTES).await.expect(200).expect_text("No quotes yet");
    let (page, link) = sent(&app, &owner).await;
    owner.get(&page).await.expect(200).expect_text("Q-0001").expect_text("€240.00").expect_text("Not yet");
    let guest = app.guest();

    let shown = guest.get(&link).await.expect(200);
    shown.expect_text("Kitchen").expect_text("Oil").expect_text("€240.00");
    let ticked = [("do", "reckon"), ("take", "1"), ("quantity-1", "3000000")];
    guest.post(&link, &ticked).await.expect(200).expect_text("€276.00");
    guest.get(&format!("{link}/seen")).await.expect(200);
    let wrong = [("do", "accept"), ("take", "1"), ("name", "Ana")];
    guest.post(&link, &wrong).await.expect(422).expect_text("Tick that you accept").expect_text("Ana");
    let accepts: Vec<_> = AGREES.into_iter().chain([("take", "1"), ("quantity-1", "3000000")]).collect();
    guest.post(&link, &accepts).await.expect(303);

    guest.post(&link, &AGREES).await.expect(303);
    guest.get(&link).await.expect(200).expect_text("Ana Petrova").expect_text("€276.00");
    let kept = owner.get(&page).await.expect(200);
    kept.expect_text("Ana Petrova")
        .expect_text("€276.00")
        .expect_no_text("Not yet")
        .expect_no_text("Withdraw");
    owner.get(QUOTES).await.expect(200).expect_text("Zdravets").expect_text("Accepted");
    owner.get("/w/acme/search?q=Q-0001").await.expect(200).expect_text("Zdravets");
}

#[tokio::test]
async fn what_the_customer_cannot_choose_is_not_chosen() {
    let app = App::start();
    let owner = app.owner();
    let (page, link) = sent(&app, &owner).await;

    // Two is not on offer, and the worktop is not optional.
    let typed: Vec<_> = AGREES.into_iter().chain([("take", "1"), ("quantity-1", "2000000")]).collect();
    app.guest().post(&link, &typed).await.expect(303);

    owner.get(&page).await.expect(200).expect_text("€252.00");
}

#[tokio::test]
async fn a_revised_quote_is_accepted_under_its_new_link_only() {
    let app = App::start();
    let owner = app.owner();
    let (page, old) = sent(&app, &owner).await;

    act(&owner, &page, "revise", &[]).await.expect(303);
    app.guest().get(&old).await.expect(410).expect_text("newer version");
    act(&owner, &page, "send", &[]).await.expect(303);

    let new = link(&owner.get(&page).await.expect(200).expect_text("Q-0001/2"));
    app.guest().post(&old, &AGREES).await.expect(410);
    app.guest().post(&new, &AGREES).await.expect(303);
    owner.get(&page).await.expect(200).expect_text("Ana Petrova").expect_text("Replaced");
    act_refused(&owner, &page).await;
}

/// An accepted quote has no further version.
async fn act_refused(owner: &Browser<'_>, page: &str) {
    let answer = owner.post(&format!("{page}/revise"), &[("version", "4")]).await;
    answer.expect(422).expect_text("Only a quote that is sent or expired");
}

#[tokio::test]
async fn a_quote_is_declined_with_its_reason_or_withdrawn() {
    let app = App::start();
    let owner = app.owner();
    let (page, link) = sent(&app, &owner).await;
    app.guest().post(&link, &[("do", "decline"), ("reason", "Too dear")]).await.expect(303);
    owner.get(&page).await.expect(200).expect_text("Too dear").expect_text("Declined");
    app.guest().post(&link, &AGREES).await.expect(303);
    owner.get(&page).await.expect(200).expect_no_text("Ana Petrova");

    let again =
        owner.get(&format!("{QUOTES}/new?like={}", page.rsplit('/').next().unwrap())).await.expect(200);
    again.expect_text("Worktop").expect_text("1; 3");
    let (page, link) = sent(&app, &owner).await;
    act(&owner, &page, "withdraw", &[]).await.expect(303);
    app.guest().get(&link).await.expect(410);
}

#[tokio::test]
async fn a_quote_is_the_pattern_of_one_for_another_customer() {
    let app = App::start();
    let owner = app.owner();
    let (page, _) = sent(&app, &owner).await;
    let like = format!("{QUOTES}/new?like={}", page.rsplit('/').next().unwrap());
    let vitosha = app.write(|tx| bills::customer(tx, "Vitosha")).unwrap();
    owner.get(&like).await.expect(200).expect_text("For another customer").expect_text("Zdravets");

    let found = owner.get(&format!("{like}&q=Vito")).await.expect(200);
    let like_too = format!("customer={vitosha}&amp;{}", like.split('?').nth(1).unwrap());
    assert!(found.body.contains(&like_too), "{}", found.body);
    let form = owner.get(&format!("{like}&customer={vitosha}")).await.expect(200);

    form.expect_text("Worktop").expect_text("1; 3").expect_text("Vitosha").expect_no_text("Zdravets");
    owner.get(&format!("{like}&customer=999999")).await.expect(404);
    app.stranger().get(&like.replace("/acme/", "/other/")).await.expect(404);
}

#[tokio::test]
async fn a_template_begins_quotes_for_whoever_is_chosen() {
    let app = App::start();
    let owner = app.owner();
    let (page, _) = sent(&app, &owner).await;
    let quote = page.rsplit('/').next().unwrap();
    let rila = app.write(|tx| bills::customer(tx, "Rila")).unwrap();
    let name = |name: &'static str| [("template", name)];
    owner.get(&format!("{QUOTES}/new")).await.expect(200).expect_no_text("Begin with");

    owner.post(&format!("{page}/template"), &name(" Kitchen  of oak ")).await.expect(303);

    let like = format!("{QUOTES}/new?like={quote}&amp;template=1");
    owner.get(&format!("{QUOTES}/new")).await.expect(200).expect_text("Kitchen of oak").expect_text(&like);
    let found = owner.get(&format!("{QUOTES}/new?like={quote}&template=1&q=Rila")).await.expect(200);
    found.expect_text(&format!("customer={rila}&amp;like={quote}&amp;template=1"));
    let form = owner.get(&format!("{QUOTES}/new?customer={rila}&like={quote}&template=1")).await.expect(200);
    form.expect_text("Worktop").expect_text("1; 3").expect_text("Rila");
    let (other, _) = sent(&app, &owner).await;
    let taken = owner.post(&format!("{other}/template"), &name("kitchen of OAK")).await.expect(422);
    taken.expect_text("Another template has that name").expect_text("kitchen of OAK");
    owner.post(&format!("{other}/template"), &[("template", &"x".repeat(101))]).await.expect(422);
    app.member(Role::Viewer).post(&format!("{page}/template"), &name("Mine")).await.expect(403);
    app.stranger()
        .post(&format!("{page}/template").replace("/acme/", "/other/"), &name("Mine"))
        .await
        .expect(404);

    owner.post(&format!("{page}/template"), &name("")).await.expect(303);
    owner.get(&format!("{QUOTES}/new")).await.expect(200).expect_no_text("Kitchen of oak");
}

#[tokio::test]
async fn a_question_becomes_a_note_about_the_customer_as_it_was_typed() {
    let app = App::start();
    let (_, link) = sent(&app, &app.owner()).await;

    app.guest().post(&link, &[("do", "ask"), ("question", "")]).await.expect(422);
    let asked = [("do", "ask"), ("who", "Ana"), ("question", "Is *oak* in stock?")];
    app.guest().post(&link, &asked).await.expect(303);

    let note = app.write(|tx| {
        tx.one("SELECT body FROM note WHERE workspace_id = ?1", [tx.workspace()], |row| {
            row.get::<_, String>(0)
        })
    });
    assert_eq!(note.unwrap(), "Q-0001: Ana: Is \\*oak\\* in stock?");
}

#[tokio::test]
async fn a_quote_ends_with_its_last_day_where_the_company_is() {
    let app = App::start();
    let owner = app.owner();
    let today = app.write(|tx| quotes::actions::today(tx)).unwrap().to_string();
    let page = place(&write(&app, &owner, &ROWS, &today).await.expect(303));
    act(&owner, &page, "send", &[]).await.expect(303);
    let link = link(&owner.get(&page).await.expect(200));
    app.guest().get(&link).await.expect(200).expect_text("Accept");

    app.installation.pass(Duration::from_secs(86_400));

    // The day counts, whether the job came by already or not.
    app.guest().post(&link, &AGREES).await.expect(303);
    app.guest().get(&link).await.expect(200).expect_text("Expired");
    app.write(quotes::expire).unwrap();
    assert_eq!(app.write(quotes::expire).unwrap(), 0);
    let owner = app.owner();
    owner.get(&page).await.expect(200).expect_text("Expired");
    act(&owner, &page, "accept", &[("reason", "")]).await.expect(422);
    act(&owner, &page, "accept", &[("reason", "Their order 77, by phone")]).await.expect(303);
    owner.get(&page).await.expect(200).expect_text("Their order 77").expect_text("Accepted");
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_typed_is_lost() {
    let app = App::start();
    let owner = app.owner();
    let rows = [["item", "Worktop", "many", "dear", "some; more"], ["heading", "", "", "3", ""]];

    let wrong = write(&app, &owner, &rows, "").await.expect(422);

    wrong.expect_text("many").expect_text("dear").expect_text("some; more").expect_text("Enter the last day");
    let page = place(&write(&app, &owner, &ROWS, "2000-01-01").await.expect(303));
    act(&owner, &page, "send", &[]).await.expect(422).expect_text("This day is over");
}

#[tokio::test]
async fn nobody_else_reads_or_answers_a_quote() {
    let app = App::start();
    let (page, link) = sent(&app, &app.owner()).await;
    let id = page.rsplit('/').next().unwrap();

    app.stranger().get(&format!("/w/other/quotes/{id}")).await.expect(404);
    app.guest().get(&page).await.expect(303);
    app.guest().get(&format!("/q/{}", "0".repeat(64))).await.expect(404);
    app.guest().post(&format!("/q/{}", "0".repeat(64)), &AGREES).await.expect(404);
    app.member(Role::Viewer).get(&page).await.expect(200).expect_no_text("Withdraw");
    app.member(Role::Viewer).post(&format!("{page}/withdraw"), &[("version", "2")]).await.expect(403);
    app.guest().get(&link).await.expect(200);
}

#[tokio::test]
async fn what_was_sent_never_changes() {
    let app = App::start();
    sent(&app, &app.owner()).await;

    for change in [
        "UPDATE quote_version SET note = 'Other' WHERE workspace_id = ?1",
        "UPDATE quote_version SET valid_until = '3000-01-01' WHERE workspace_id = ?1",
        "UPDATE quote_line SET price = 1 WHERE workspace_id = ?1",
        "DELETE FROM quote_line WHERE workspace_id = ?1",
    ] {
        let done = app.write(move |tx| tx.execute(change, [tx.workspace()]));
        assert!(matches!(done, Err(Error::Internal(_))), "{change}");
    }
}
