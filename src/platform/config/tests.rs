use super::*;

fn sources() -> Sources {
    Sources::silent("/srv/kantora")
}

fn with_file(text: &str) -> Sources {
    Sources { file: Some(("kantora.toml".into(), text.into())), ..sources() }
}

fn with_environment(name: &str, value: &str) -> Sources {
    Sources { environment: vec![(name.into(), value.into())], ..sources() }
}

fn faults(sources: &Sources) -> String {
    load(sources).expect_err("this configuration must be refused").to_string()
}

#[test]
fn the_defaults_are_sound_and_stay_on_this_machine() {
    let config = Config::defaults("/srv/kantora");

    assert!(config.listen.ip().is_loopback());
    assert!(config.is_secure());
    assert!(config.mail.is_none());
    assert_eq!(config.session.idle, Duration::from_secs(8 * 3600));
    assert_eq!(config.limits.body, 1 << 20);
}

#[test]
fn the_example_file_equals_the_defaults() {
    let written =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/config.example.toml")).unwrap();
    assert_eq!(written, example(), "renew it: kantora print config > config.example.toml");

    // With every # taken away it is a file that gives the defaults again.
    let opened: String = written
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.split_once(" = ").is_some_and(|(name, _)| !name.contains(' ')) => rest,
            _ => line,
        })
        .collect::<Vec<_>>()
        .join("\n");
    let loaded = load(&with_file(&opened)).unwrap();
    let defaults = load(&sources()).unwrap();
    for (name, found) in &defaults.values {
        assert_eq!(loaded.values[name].value, found.value, "{name}");
        assert!(matches!(loaded.values[name].origin, Origin::File(..)), "{name} is missing in the example");
    }
}

#[test]
fn flags_beat_the_environment_which_beats_the_file_and_each_value_knows_its_origin() {
    let file = "[mail]\nhost = \"file\"\nport = 25\nuser = \"file\"\nfrom = \"a@b.example\"\n";
    let said = Sources {
        environment: vec![
            ("KANTORA_MAIL__HOST".into(), "environment".into()),
            ("KANTORA_MAIL__USER".into(), "environment".into()),
            ("KANTORA_LOG__LEVELS__ACCESS".into(), "debug".into()),
            ("PATH".into(), "/bin".into()),
        ],
        flags: vec![Flag { name: "--set".into(), key: "mail.user".into(), value: "flag".into() }],
        ..with_file(file)
    };

    let loaded = load(&said).unwrap();

    let mail = loaded.config.mail.unwrap();
    let Way::Server(mail) = mail.way else { panic!("it is no server") };
    assert_eq!((mail.host.as_str(), mail.port, mail.user.as_str()), ("environment", 25, "flag"));
    let origin = |name: &str| loaded.values[name].origin.to_string();
    assert_eq!(origin("mail.port"), "kantora.toml:3");
    assert_eq!(origin("mail.host"), "environment KANTORA_MAIL__HOST");
    assert_eq!(origin("mail.user"), "flag --set");
    assert_eq!(origin("log.level"), "default");
    assert_eq!(loaded.config.log.levels["access"], tracing::metadata::LevelFilter::DEBUG);
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_what_was_meant() {
    let cases = [
        (
            "[mail]\nhots = \"x\"",
            "kantora.toml:2: there is no key \"mail.hots\": did you mean \"mail.host\"?",
        ),
        (
            "publik_url = \"x\"",
            "kantora.toml:1: there is no key \"publik_url\": did you mean \"public_url\"?",
        ),
        ("host = \"x\"", "there is no key \"host\": did you mean \"mail.host\"?"),
        ("data = \"x\"", "the data folder is chosen by --data or KANTORA_DATA"),
        ("zebra = 1", "there is no key \"zebra\": `kantora print config` lists every key"),
        ("[zebra]\nhost = 1", "there is no key \"zebra\""),
        ("insecure_http = \"true\"", "true or false is needed, without quotes, not a string"),
        ("insecure_http = 1", "true or false is needed, without quotes, not an integer"),
        ("mail = 1", "there is no key \"mail\""),
        ("[mail]\nport = 70000", "mail.port: a whole number from 1 to 65535 is needed, not \"70000\""),
        ("[session]\nidle = \"8 hours\"", "session.idle: a length of time is needed"),
        ("[session]\nidle = \"15d\"", "session.idle: is longer than session.absolute"),
        ("[log]\nformat = \"xml\"", "log.format: one of \"human\", \"json\" is needed, not \"xml\""),
        ("[log.levels]\naccess = \"loud\"", "log.levels.access: one of \"off\""),
        ("listen = \"8460\"", "listen: an address with a port is needed"),
        ("listen = \"0.0.0.0:8460\"", "listen: reaches beyond this machine, but public_url is not set"),
        ("public_url = \"crm.example.com\"", "public_url: an address without a path is needed"),
        ("public_url = \"https://a.example/crm\"", "public_url: an address without a path is needed"),
        ("public_url = \"http://crm.example.com\"", "insecure_http = true"),
        ("allowed_hosts = [\"https://a.example\"]", "allowed_hosts: a bare host name is needed"),
        ("trusted_proxies = [\"proxy\"]", "trusted_proxies: an address or a network is needed"),
        ("[mail]\nhost = \"x\"", "mail.from: letters need a sender"),
        (
            "[mail]\nhost = \"smtp.example.com\"\nfrom = \"a@b.example\"\nencryption = \"none\"\nuser = \"a\"",
            "mail.encryption: with \"none\" the password would cross the network readable",
        ),
        ("[dns]\nserver = \"9.9.9.9\"", "dns.server: an address with a port is needed"),
        ("[oidc.google]\nisuer = \"x\"", "did you mean \"oidc.google.issuer\"?"),
        ("[oidc.google]\nlabel = \"Google\"", "oidc.google.client_id: is needed"),
        (
            "[oidc.google]\nissuer = \"http://a.example\"\nprivate = true",
            "oidc.google.issuer: an address is needed",
        ),
        ("[oidc.Google]\nissuer = \"https://a.example\"", "small letters, digits and dashes only"),
        ("listen = ", "kantora.toml:1: "),
    ];
    for (file, expected) in cases {
        let said = faults(&with_file(file));
        assert!(said.contains(expected), "{file:?} gave {said:?}, without {expected:?}");
    }
}

#[test]
fn the_environment_is_held_to_the_same_rules() {
    let cases = [
        (
            "KANTORA_MAIL__HOTS",
            "x",
            "KANTORA_MAIL__HOTS: there is no key \"mail.hots\": did you mean \"mail.host\"?",
        ),
        ("KANTORA_INSECURE_HTTP", "yes", "true or false is needed, not \"yes\""),
        ("KANTORA_INSECURE_HTTP", "1", "true or false is needed, not \"1\""),
        ("KANTORA_INSECURE_HTTP", "TRUE", "true or false is needed, not \"TRUE\""),
    ];
    for (name, value, expected) in cases {
        let said = faults(&with_environment(name, value));
        assert!(said.contains(expected), "{name}={value} gave {said:?}");
    }
    assert!(load(&with_environment("KANTORA_MAIL__HOST", "")).is_ok());
}

#[test]
fn every_fault_is_told_at_once() {
    let said = faults(&with_file("hots = 1\n[mail]\nport = 0\n"));

    assert_eq!(said.lines().count(), 2, "{said}");
}

#[test]
fn a_secret_comes_from_a_file_or_a_credential_and_is_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mail.password");
    std::fs::write(&path, "correct horse\n").unwrap();
    let mail = "[mail]\nhost = \"x\"\nfrom = \"a@b.example\"\n";

    let by_file = load(&with_file(&format!("{mail}password_file = {path:?}\n"))).unwrap();
    let by_credential = load(&Sources {
        environment: vec![("CREDENTIALS_DIRECTORY".into(), folder.path().display().to_string())],
        ..with_file(mail)
    })
    .unwrap();

    for loaded in [&by_file, &by_credential] {
        let Way::Server(server) = &loaded.config.mail.as_ref().unwrap().way else {
            panic!("it is no server")
        };
        assert_eq!(server.password, "correct horse");
        assert_eq!(loaded.values["mail.password"].shown(), "\"********\"");
        assert!(!format!("{:?}", loaded.config).contains("horse"));
    }
    assert_eq!(by_credential.values["mail.password"].origin, Origin::Credential("mail.password".into()));
    let both = faults(&with_file(&format!("{mail}password = \"x\"\npassword_file = {path:?}\n")));
    assert!(both.contains("keep one of them"));
    let missing = faults(&with_file(&format!("{mail}password_file = \"/nowhere\"\n")));
    assert!(missing.contains("mail.password: the file /nowhere cannot be read"));
}

#[test]
fn cookies_are_secure_over_https_and_on_this_machine_only() {
    let secure = |file: &str| load(&with_file(file)).unwrap().config.is_secure();

    assert!(secure("public_url = \"https://crm.example.com/\""));
    assert!(secure("public_url = \"http://localhost:8460\""));
    assert!(secure("public_url = \"http://127.0.0.1:8460\""));
    assert!(secure("public_url = \"http://[::1]:8460\""));
    assert!(!secure("public_url = \"http://crm.example.com\"\ninsecure_http = true"));
    assert!(!secure("public_url = \"http://localhost.example.com\"\ninsecure_http = true"));
}

#[test]
fn host_names_and_addresses_have_one_spelling() {
    let said =
        with_file("public_url = \"https://CRM.example.com:8443/\"\nallowed_hosts = [\"Old.example.com\"]");

    let config = load(&said).unwrap().config;

    assert_eq!(config.public_url.as_deref(), Some("https://crm.example.com:8443"));
    assert_eq!(config.address("/setup/x"), "https://crm.example.com:8443/setup/x");
    assert_eq!(config.allowed_hosts, ["old.example.com"]);
}

#[test]
fn services_to_sign_in_by_are_named_by_the_operator_and_keep_their_secrets() {
    let file = "[oidc.google]\nissuer = \"https://accounts.google.com\"\nclient_id = \"us\"\n\
                client_secret = \"correct horse\"\nlabel = \"Google\"\n";
    let near = [
        ("KANTORA_OIDC__NEAR__ISSUER", "http://127.0.0.1:9000"),
        ("KANTORA_OIDC__NEAR__CLIENT_ID", "us"),
        ("KANTORA_OIDC__NEAR__CLIENT_SECRET", "battery staple"),
        ("KANTORA_OIDC__NEAR__PRIVATE", "true"),
    ];
    let environment = near.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();

    let loaded = load(&Sources { environment, ..with_file(file) }).unwrap();

    let labels: Vec<&str> = loaded.config.providers.iter().map(|provider| provider.label.as_str()).collect();
    assert_eq!(labels, ["Google", "near"]);
    assert_eq!(loaded.config.providers[0].client_secret, "correct horse");
    assert!(!loaded.config.providers[0].is_private && loaded.config.providers[1].is_private);
    assert_eq!(loaded.values["oidc.near.client_secret"].shown(), "\"********\"");
    assert!(!format!("{:?}", loaded.config).contains("horse"));
}
