use super::model::{Finding, Question, Register, Trouble};
use crate::base::{Error, Fields, SubjectId};

fn asked(register: Register, number: &str) -> Question {
    Question { subject: SubjectId::new(7), register, number: number.into() }
}

fn vies(body: &str) -> Result<Finding, Trouble> {
    Finding::read(&asked(Register::Vies, "BG175074752"), 200, body.as_bytes())
}

#[test]
fn each_country_has_its_register_or_none() {
    assert_eq!(Register::of_vat("BG175074752"), Some(Register::Vies));
    assert_eq!(Register::of_vat("EL123456789"), Some(Register::Vies));
    assert_eq!(Register::of_vat("XI123456789"), Some(Register::Vies));
    assert_eq!(Register::of_vat("GB310884275"), Some(Register::Hmrc));
    assert_eq!(Register::of_vat("CHE123456789"), None);
    assert_eq!(Register::of_vat(""), None);
}

#[test]
fn vies_says_who_has_a_number_and_gives_its_answer_one() {
    let said = r#"{"countryCode":"BG","vatNumber":"175074752","valid":true,"requestIdentifier":"WAPIAAAAZ1",
        "name":"ЗДРАВЕЦ - АД","address":"ул. ШИПКА 1, гр.СОФИЯ 1000"}"#;

    let found = vies(said).unwrap();

    assert!(found.is_valid);
    assert_eq!((found.name.as_str(), found.reference.as_str()), ("ЗДРАВЕЦ - АД", "WAPIAAAAZ1"));
    assert_eq!(found.address(), "ул. ШИПКА 1, 1000 СОФИЯ");
}

#[test]
fn an_address_in_lines_ends_with_the_town_before_or_behind_its_code() {
    let said = |address: &str| {
        let body = serde_json::json!({ "countryCode": "BG", "vatNumber": "175074752", "valid": true, "address": address });
        let found = vies(&body.to_string()).unwrap();
        [found.street, found.postcode, found.city]
    };

    assert_eq!(said("Rue Haute 12\n1000 Bruxelles"), ["Rue Haute 12", "1000", "Bruxelles"]);
    assert_eq!(said("Haus A\nAm Tor 3\n10115 Berlin\n"), ["Haus A, Am Tor 3", "10115", "Berlin"]);
    assert_eq!(said("Dame Street, Dublin D02"), ["Dame Street", "D02", "Dublin"]);
    assert_eq!(said("Somewhere"), ["Somewhere", "", ""]);
    assert_eq!(said("---"), ["", "", ""]);
}

#[test]
fn what_is_about_another_number_or_no_answer_at_all_is_none() {
    let other = r#"{"countryCode":"BG","vatNumber":"121880341","valid":true}"#;
    let doubtful = r#"{"countryCode":"BG","vatNumber":"175074752","valid":"yes"}"#;
    for body in ["", "<html></html>", "[]", "{}", other, doubtful] {
        assert_eq!(vies(body), Err(Trouble::Unreadable), "{body}");
    }
    let hmrc = asked(Register::Hmrc, "GB310884275");
    let said = br#"{"target":{"name":"Other","vatNumber":"553557881","address":{}}}"#;
    assert_eq!(Finding::read(&hmrc, 200, said), Err(Trouble::Unreadable));
}

#[test]
fn a_register_that_is_closed_or_full_is_asked_again_and_one_that_refuses_is_not() {
    let error =
        |code: &str| vies(&format!(r#"{{"actionSucceed":false,"errorWrappers":[{{"error":"{code}"}}]}}"#));

    assert_eq!(error("MS_UNAVAILABLE"), Err(Trouble::Busy));
    assert_eq!(error("GLOBAL_MAX_CONCURRENT_REQ"), Err(Trouble::Busy));
    assert_eq!(error("INVALID_REQUESTER_INFO"), Err(Trouble::Refused));
    assert_eq!(error("INVALID_INPUT"), Ok(Finding::default()));
    let hmrc = asked(Register::Hmrc, "GB310884275");
    for (status, trouble) in
        [(503, Trouble::Busy), (429, Trouble::Busy), (401, Trouble::Refused), (301, Trouble::Unreadable)]
    {
        assert_eq!(Finding::read(&hmrc, status, b"{}"), Err(trouble), "{status}");
    }
}

#[test]
fn an_unknown_british_number_is_not_valid_and_a_wrong_path_says_nothing() {
    let hmrc = asked(Register::Hmrc, "GB310884275");
    let companies = asked(Register::Companies, "04418237");

    assert_eq!(Finding::read(&hmrc, 404, br#"{"code":"NOT_FOUND"}"#), Ok(Finding::default()));
    assert_eq!(
        Finding::read(&hmrc, 404, br#"{"code":"MATCHING_RESOURCE_NOT_FOUND"}"#),
        Err(Trouble::Unreadable)
    );
    let unknown = br#"{"errors":[{"error":"company-profile-not-found"}]}"#;
    assert_eq!(Finding::read(&companies, 404, unknown), Ok(Finding::default()));
    assert_eq!(Finding::read(&companies, 404, b"<html>"), Err(Trouble::Unreadable));
}

#[test]
fn a_british_company_counts_while_it_is_active() {
    let asked = asked(Register::Companies, "04418237");
    let said = |status: &str| {
        let body = serde_json::json!({
            "company_number": "04418237", "company_name": "HART & SONS LTD", "company_status": status,
            "registered_office_address": { "address_line_1": "14 Milsom Street", "locality": "Bath", "postal_code": "BA1 1DB" },
        });
        Finding::read(&asked, 200, body.to_string().as_bytes()).unwrap()
    };

    assert!(said("active").is_valid);
    assert_eq!(said("active").address(), "14 Milsom Street, BA1 1DB Bath");
    assert!(!said("dissolved").is_valid);
}

#[test]
fn a_key_is_taken_as_it_was_given() {
    let typed = Fields::new().with("client_id", "aB3-x").with("client_secret", " 9f.0_~ ");
    assert_eq!(Register::Hmrc.key_of(&typed).unwrap(), "aB3-x:9f.0_~");

    let wrong = Fields::new().with("client_id", "a b").with("client_secret", "");
    match Register::Hmrc.key_of(&wrong) {
        Err(Error::Invalid(problems)) => {
            assert!(problems.on("client_id").is_some() && problems.on("client_secret").is_some());
        }
        other => panic!("{other:?}"),
    }
}
