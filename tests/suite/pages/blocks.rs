//! Networks that are let in nowhere for a time.

use std::time::Duration;

use kantora::base::{Actor, Door, Error, Role};
use kantora::workspace::{accounts, blocks};

use crate::support::{App, Browser};

fn operator(app: &App) -> Browser<'_> {
    let owner = app.account(Role::Owner);
    app.write_as(Actor::guest(Door::Cli), move |tx| accounts::make_operator(tx, owner)).unwrap();
    app.owner()
}

/// A block of this machine, which no page makes.
fn block_everybody(app: &App) {
    let owner = app.account(Role::Owner);
    app.write_as(Actor::guest(Door::Cli), move |tx| {
        let ends_at = tx.now().plus(Duration::from_secs(3600));
        tx.execute(
            "INSERT INTO address_block (network, why, account_id, created_at, ends_at)
             VALUES ('127.0.0.0/8', 'a test', :owner, :now, :ends_at)",
            rusqlite::named_params! { ":owner": owner, ":now": tx.now(), ":ends_at": ends_at },
        )
    })
    .unwrap();
}

fn after(app: &App, seconds: u64) {
    let clock = &app.installation.clock;
    clock.set(clock.now().plus(Duration::from_secs(seconds)));
}

#[tokio::test]
async fn a_blocked_network_gets_nothing_until_the_block_ends() {
    let app = App::start();
    app.guest().get("/sign-in").await.expect(200);
    block_everybody(&app);
    after(&app, 5);

    app.guest().get("/sign-in").await.expect(403).expect_text("Your network is not let in just now");
    app.owner().get("/w/acme").await.expect(403);

    after(&app, 3600);
    app.guest().get("/sign-in").await.expect(200);
}

#[tokio::test]
async fn the_operator_blocks_a_network_and_lifts_the_block() {
    let app = App::start();
    let operator = operator(&app);
    let fields = [("network", "198.51.100.7/24"), ("length", "week"), ("why", "guesses passwords")];

    let added = operator.post("/operator/blocks", &fields).await.expect(303);
    let page = operator.follow(&added).await.expect(200).expect_text("198.51.100.0/24");
    let lift = page.body.split("action=\"/operator/blocks/").nth(1).unwrap().split('"').next().unwrap();
    let lifted = operator.post(&format!("/operator/blocks/{lift}"), &[]).await.expect(303);

    operator.follow(&lifted).await.expect_text("No network is blocked.").expect_no_text("198.51.100.0/24");
}

#[tokio::test]
async fn nobody_shuts_themselves_out() {
    let app = App::start();

    for network in ["127.0.0.1", "127.0.0.0/16", "::1"] {
        let fields = [("network", network), ("length", "day"), ("why", "a mistake")];
        let answer = operator(&app).post("/operator/blocks", &fields).await.expect(422);
        answer.expect_text("you would shut yourself out");
    }
}

#[tokio::test]
async fn refusals_show_from_where_and_only_the_outline_of_whom() {
    let app = App::start();
    let operator = operator(&app);
    let tried = [("email", "sales@acme.example"), ("password", "wrong")];
    app.guest().post("/sign-in", &tried).await.expect(422);

    let page = operator.get("/operator/blocks").await.expect(200);

    page.expect_text("wrong password or unknown account")
        .expect_text("s…@a….example")
        .expect_no_text("sales@acme");
}

#[tokio::test]
async fn the_page_is_there_for_nobody_else() {
    let app = App::start();

    app.owner().get("/operator/blocks").await.expect(404);
    app.member(Role::Admin).post("/operator/blocks", &[]).await.expect(404);
}

#[tokio::test]
async fn the_command_line_lets_in_again_whoever_is_shut_out() {
    let app = App::start();
    block_everybody(&app);
    let let_in = |network: &str, door| {
        let network = blocks::network(network).unwrap();
        app.write_as(Actor::guest(door), move |tx| blocks::let_in(tx, network))
    };

    assert!(matches!(let_in("192.0.2.7", Door::Cli), Err(Error::NotFound)));
    assert!(matches!(let_in("127.0.0.1", Door::Page), Err(Error::Forbidden)));
    let_in("127.0.0.1", Door::Cli).unwrap();

    app.guest().get("/sign-in").await.expect(200);
}
