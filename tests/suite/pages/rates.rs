//! What currencies cost: whose rates count, how they are fetched, and rates by hand.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kantora::base::{Money, Role};
use kantora::platform::queue::Holder;
use kantora::worker;
use kantora::workspace::rates::{self, Rates};

use crate::support::{Answer, App, Browser};

const BANK: &str = "<Envelope><Cube><Cube time='2026-02-27'><Cube currency='USD' rate='1.0832'/>\
    <Cube currency='GBP' rate='0.86943'/></Cube></Cube></Envelope>";

/// Somebody who publishes rates on this machine, whose next answer a test chooses.
struct Publisher {
    address: String,
    /// The answer, and the paths that were asked for.
    state: Arc<Mutex<(u16, String, Vec<String>)>>,
}

impl Publisher {
    fn open() -> Publisher {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new((200, BANK.to_owned(), Vec::new())));
        let answers = state.clone();
        std::thread::spawn(move || {
            for line in listener.incoming() {
                let (mut line, mut buffer) = (line.unwrap(), [0; 4096]);
                let length = line.read(&mut buffer).unwrap();
                let asked = String::from_utf8_lossy(&buffer[..length]).into_owned();
                let mut state = answers.lock().unwrap();
                state.2.push(asked.split(' ').nth(1).unwrap_or_default().to_owned());
                let (status, body) = (state.0, &state.1);
                let answer =
                    format!("HTTP/1.1 {status} Said\r\ncontent-length: {}\r\n\r\n{body}", body.len());
                line.write_all(answer.as_bytes()).unwrap();
            }
        });
        Publisher { address, state }
    }

    fn says(&self, status: u16, body: &str) {
        let mut state = self.state.lock().unwrap();
        (state.0, state.1) = (status, body.to_owned());
    }

    fn asked(&self) -> Vec<String> {
        self.state.lock().unwrap().2.clone()
    }
}

fn app(publisher: &Publisher) -> App {
    let address = publisher.address.clone();
    App::configured(move |config| {
        config.rates.ecb = format!("{address}/daily.xml");
        config.rates.hmrc = format!("{address}/monthly-{{month}}.xml");
    })
}

async fn follow(owner: &Browser<'_>, source: &str) -> Answer {
    let version = owner.get("/w/acme/settings/rates").await.expect(200).hidden("version");
    owner.post("/w/acme/settings/rates", &[("version", &version), ("source", source)]).await
}

async fn work(app: &App) {
    worker::run_due(&app.installation, Holder::Server).await.unwrap();
}

fn today(app: &App) -> Rates {
    let day = app.installation.clock.now().day(&jiff::tz::TimeZone::UTC);
    app.installation.db.read(&app.acme().actor(), |view| rates::on(view, day)).unwrap()
}

/// So many cents of a hundred of that currency.
fn of_a_hundred(rates: &Rates, code: &str) -> Option<i64> {
    let hundred = Money::new(10_000, code.parse().unwrap());
    rates.convert(hundred, "EUR".parse().unwrap()).map(|amount| amount.minor)
}

#[tokio::test]
async fn the_bank_is_asked_when_it_is_chosen_and_its_rates_count_from_then_on() {
    let publisher = Publisher::open();
    let app = app(&publisher);
    let owner = app.owner();
    assert_eq!(of_a_hundred(&today(&app), "USD"), None);

    follow(&owner, "ecb").await.expect(303);
    work(&app).await;

    assert_eq!(publisher.asked(), ["/daily.xml"]);
    assert_eq!(of_a_hundred(&today(&app), "USD"), Some(9_232));
    let page = owner.get("/w/acme/settings/rates").await.expect(200);
    page.expect_text("1 EUR = 1.0832 USD").expect_text("Fetched").expect_text("27 Feb");
}

#[tokio::test]
async fn the_revenue_is_asked_for_the_month() {
    let publisher = Publisher::open();
    let app = app(&publisher);
    publisher.says(
        200,
        "<exchangeRateMonthList Period=\"01/Mar/2026 to 31/Mar/2026\"><exchangeRate><currencyCode>EUR</currencyCode>\
         <rateNew>1.25</rateNew></exchangeRate></exchangeRateMonthList>",
    );

    follow(&app.owner(), "hmrc").await.expect(303);
    work(&app).await;

    assert_eq!(publisher.asked(), ["/monthly-2026-03.xml"]);
    assert_eq!(of_a_hundred(&today(&app), "GBP"), Some(12_500));
}

#[tokio::test]
async fn what_goes_wrong_is_said_the_last_rates_stay_and_the_next_hour_tries_again() {
    let publisher = Publisher::open();
    let app = app(&publisher);
    let owner = app.owner();
    follow(&owner, "ecb").await.expect(303);
    work(&app).await;

    for (status, body, said) in
        [(503, "", "The answer was a refusal"), (200, "<html></html>", "The answer was no table of rates")]
    {
        publisher.says(status, body);
        owner.post("/w/acme/settings/rates/fetch", &[]).await.expect(303);
        work(&app).await;
        let page = owner.get("/w/acme/settings/rates").await.expect(200);
        page.expect_text(said).expect_text("Kantora asks again every hour").expect_text("1.0832");
    }
    assert_eq!(of_a_hundred(&today(&app), "USD"), Some(9_232));

    publisher.says(200, &BANK.replace("1.0832", "1.25").replace("02-27", "03-02"));
    app.installation.pass(Duration::from_secs(7 * 3600));
    hourly(&app);
    work(&app).await;
    assert_eq!(of_a_hundred(&today(&app), "USD"), Some(8_000));
    owner.get("/w/acme/settings/rates").await.expect(200).expect_no_text("Kantora asks again");
}

#[tokio::test]
async fn nobody_is_asked_who_was_not_chosen_who_answered_lately_or_who_was_switched_off() {
    let publisher = Publisher::open();
    let app = app(&publisher);
    hourly(&app);
    work(&app).await;
    assert_eq!(publisher.asked(), Vec::<String>::new());

    follow(&app.owner(), "ecb").await.expect(303);
    work(&app).await;
    app.installation.pass(Duration::from_secs(3600));
    hourly(&app);
    work(&app).await;
    assert_eq!(publisher.asked().len(), 1);

    let without = App::configured(|config| config.rates.ecb.clear());
    let page = without.owner().get("/w/acme/settings/rates").await.expect(200);
    page.expect_no_text("value=\"ecb\"").expect_text("value=\"hmrc\"");
}

/// What the schedule does each hour.
fn hourly(app: &App) {
    let schedule = worker::SCHEDULES.iter().find(|schedule| schedule.name == "rates.fetch").unwrap();
    app.write(schedule.enqueue).unwrap();
}

#[tokio::test]
async fn a_rate_by_hand_goes_before_the_published_one_until_it_is_removed() {
    let publisher = Publisher::open();
    let app = app(&publisher);
    let owner = app.owner();
    follow(&owner, "ecb").await.expect(303);
    work(&app).await;

    let fields = [("currency", "USD"), ("rate", "1,25"), ("valid_on", "2026-03-01")];
    owner.post("/w/acme/settings/rates/new", &fields).await.expect(303);

    assert_eq!(of_a_hundred(&today(&app), "USD"), Some(8_000));
    let page = owner.get("/w/acme/settings/rates").await.expect(200);
    let page = page.expect_text("1 EUR = 1.2500 USD").expect_no_text("1 EUR = 1.0832 USD");
    let path =
        page.body.split("/w/acme/settings/rates/").find_map(|part| part.split_once("/remove\"")).unwrap().0;
    owner.post(&format!("/w/acme/settings/rates/{path}/remove"), &[]).await.expect(303);
    assert_eq!(of_a_hundred(&today(&app), "USD"), Some(9_232));
    owner.post(&format!("/w/acme/settings/rates/{path}/remove"), &[]).await.expect(404);
}

#[tokio::test]
async fn a_rate_counts_from_its_day_and_one_of_the_same_day_replaces_it() {
    let app = App::start();
    let owner = app.owner();
    for (rate, day) in [("1.5", "2026-03-03"), ("1.6", "2026-03-02"), ("2", "2026-03-02")] {
        let fields = [("currency", "USD"), ("rate", rate), ("valid_on", day)];
        owner.post("/w/acme/settings/rates/new", &fields).await.expect(303);
    }

    assert_eq!(of_a_hundred(&today(&app), "USD"), Some(5_000));
    app.installation.pass(Duration::from_secs(86_400));
    assert_eq!(of_a_hundred(&today(&app), "USD"), Some(6_667));
    app.installation.pass(Duration::from_secs(400 * 86_400));
    assert_eq!(of_a_hundred(&today(&app), "USD"), Some(6_667));
}

#[tokio::test]
async fn what_is_wrong_with_a_rate_is_said_at_its_field() {
    let app = App::start();
    let owner = app.owner();

    let fields = [("currency", "EUR"), ("rate", "1,234.5"), ("valid_on", "soon")];
    let page = owner.post("/w/acme/settings/rates/new", &fields).await.expect(422);

    page.expect_text("href=\"#currency\"")
        .expect_text("href=\"#rate\"")
        .expect_text("href=\"#valid_on\"")
        .expect_text("value=\"1,234.5\"");
    owner.post("/w/acme/settings/rates/fetch", &[]).await.expect(409);
}

#[tokio::test]
async fn two_who_choose_at_once_lose_nothing_and_whoever_sells_only_looks() {
    let app = App::configured(|config| config.rates.ecb = "http://127.0.0.1:9/".into());
    let owner = app.owner();
    let version = owner.get("/w/acme/settings/rates").await.expect(200).hidden("version");
    let fields = [("version", version.as_str()), ("source", "ecb")];
    owner.post("/w/acme/settings/rates", &fields).await.expect(303);

    owner.post("/w/acme/settings/rates", &[("version", &version), ("source", "none")]).await.expect(409);

    let sales = app.member(Role::Sales);
    sales.get("/w/acme/settings/rates").await.expect(403);
    sales.post("/w/acme/settings/rates", &fields).await.expect(403);
    work(&app).await;
    owner.get("/w/acme/settings/rates").await.expect(200).expect_text("There was no answer");
}
