//! What DNS says of the domain from which letters leave.

use kantora::base::Role;

use crate::support::{App, broken_dns, dns, empty_dns};

/// The key of RFC 6376, in pieces as a server sends it.
const KEY: &str = "v=DKIM1; k=rsa;\n p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYt\n\
    IxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhi\
    tdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB";

const PAGE: &str = "/w/acme/settings/mail/domain";

#[tokio::test]
async fn a_domain_that_says_everything_is_in_order() {
    let zone = vec![
        ("kantora.example", "a word of somebody else".to_owned()),
        ("kantora.example", "v=spf1 include:_spf.kantora.example\n -all".to_owned()),
        ("s7._domainkey.kantora.example", KEY.to_owned()),
        ("_dmarc.kantora.example", "v=DMARC1; p=reject".to_owned()),
    ];
    let app = App::configured(|config| config.dns_server = Some(dns(zone)));
    let owner = app.owner();

    let mail = owner.get("/w/acme/settings/mail").await.expect(200);
    let guessed = owner.get(PAGE).await.expect(200);
    let named = owner.get(&format!("{PAGE}?selector=S7")).await.expect(200);

    mail.expect_text(PAGE);
    guessed.expect_text("No key was found").expect_text("v=DKIM1; k=rsa; p=…");
    assert_eq!(named.body.matches("state paid").count(), 3, "{}", named.body);
    let named =
        named.expect_text("v=spf1 include:_spf.kantora.example -all").expect_text("v=DMARC1; p=reject");
    named.expect_text("v=DKIM1; k=rsa; p=MIGf").expect_text("value=\"S7\"");
}

#[tokio::test]
async fn a_domain_that_says_nothing_is_told_what_to_add() {
    let app = App::configured(|config| config.dns_server = Some(empty_dns()));

    let page = app.owner().get(PAGE).await.expect(200);

    assert_eq!(page.body.matches("state due").count(), 3, "{}", page.body);
    let page = page.expect_text("v=spf1 mx ~all").expect_text("_dmarc.kantora.example");
    page.expect_text("v=DMARC1; p=none; rua=mailto:office@kantora.example");
}

#[tokio::test]
async fn a_company_with_a_server_of_its_own_looks_at_its_own_domain() {
    let zone = vec![("_dmarc.acme.example", "v=DMARC1; p=none".to_owned())];
    let app = App::configured(|config| config.dns_server = Some(dns(zone)));
    let account = [
        ("version", "0"),
        ("host", "smtp.acme.example"),
        ("port", "587"),
        ("encryption", "starttls"),
        ("user", ""),
        ("password", ""),
        ("address", "office@shop.acme.example"),
        ("name", ""),
    ];
    app.owner().post("/w/acme/settings/mail", &account).await.expect(303);

    let page = app.owner().get(PAGE).await.expect(200);

    let page = page.expect_text("v=spf1 a:smtp.acme.example ~all").expect_text("only reported to you");
    page.expect_text("v=DMARC1; p=quarantine; rua=mailto:office@shop.acme.example");
}

#[tokio::test]
async fn when_dns_is_silent_the_page_says_so_and_claims_nothing() {
    let app = App::configured(|config| config.dns_server = Some(broken_dns()));

    let page = app.owner().get(PAGE).await.expect(200);

    let page = page.expect_text("DNS does not answer just now").expect_text("not known");
    page.expect_no_text("v=spf1").expect_no_text("state overdue");
}

#[tokio::test]
async fn only_those_who_change_settings_look_and_a_selector_has_to_be_one() {
    let app = App::start();

    app.member(Role::Admin).get(PAGE).await.expect(200);
    app.member(Role::Sales).get(PAGE).await.expect(403);
    app.stranger().get(PAGE).await.expect(404);
    let wrong = app.owner().get(&format!("{PAGE}?selector=a%20b%22")).await.expect(422);

    wrong.expect_text("Letters, digits, dashes and dots").expect_text("kantora.example");
}

#[tokio::test]
async fn without_a_way_out_there_is_no_domain_to_look_at() {
    let app = App::configured(|config| config.mail = None);

    app.owner().get(PAGE).await.expect(200).expect_text("no mail server is set up");
    app.owner().get("/w/acme/settings/mail").await.expect(200).expect_no_text(PAGE);
}
