//! Operations for programs.

/// `kantora print openapi > schema/openapi.json` writes it anew.
#[test]
fn the_description_of_the_api_is_current() {
    let kept = std::fs::read_to_string("schema/openapi.json").unwrap_or_default();

    assert!(
        kept == kantora::api::description(),
        "schema/openapi.json is not what `kantora print openapi` prints"
    );
}
