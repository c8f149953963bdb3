//! The table of keys: everything that can be set, with its form, its default and what it does.

use super::value::Kind;

/// One thing that can be set.
pub struct Key {
    /// Its name, with its section: `mail.host`.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// The default, as the environment would bring it.
    pub default: &'static str,
    /// What it does, for the example file.
    pub about: &'static str,
}

/// Whether the value of that key is shown to nobody.
pub fn is_secret(name: &str) -> bool {
    name.ends_with("password") || name.ends_with("client_secret")
}

/// Keys under it name targets of the log, which are as many as there are modules.
pub const LEVELS: &str = "log.levels.";
/// Sections under it are named by the operator, one for each service by which people sign in.
pub const PROVIDERS: &str = "oidc.";
/// What each of these sections holds.
pub const PROVIDER_KEYS: &[(&str, Kind)] = &[
    ("issuer", Kind::Text),
    ("client_id", Kind::Text),
    ("client_secret", Kind::Text),
    ("client_secret_file", Kind::Text),
    ("label", Kind::Text),
    ("private", Kind::Flag),
];
const LEVEL: Kind = Kind::Choice(&["off", "error", "warn", "info", "debug", "trace"]);

const fn key(name: &'static str, kind: Kind, default: &'static str, about: &'static str) -> Key {
    Key { name, kind, default, about }
}

/// Every key, in the order of the example file.
pub const KEYS: &[Key] = &[
    key("listen", Kind::Text, "127.0.0.1:8460", "Where to listen: address and port."),
    key(
        "public_url",
        Kind::Text,
        "",
        "The address that people type, like \"https://crm.example.com\". Without it Kantora listens on this machine only.",
    ),
    key(
        "insecure_http",
        Kind::Flag,
        "false",
        "Allow a public_url with plain http beyond this machine. Passwords then cross the network readable; every page says so.",
    ),
    key(
        "hsts_subdomains",
        Kind::Flag,
        "false",
        "Tell browsers that every host below that of public_url speaks https, too. Set it unless one does not.",
    ),
    key(
        "allowed_hosts",
        Kind::List,
        "",
        "Other host names under which requests are answered, besides that of public_url. Any other gets 421.",
    ),
    key(
        "trusted_proxies",
        Kind::List,
        "127.0.0.0/8, ::1/128",
        "Addresses or networks of proxies whose X-Forwarded-For is believed.",
    ),
    key(
        "operator.name",
        Kind::Text,
        "",
        "Who runs this installation: the person or company that the pages of the law name, with the next lines.",
    ),
    key("operator.address", Kind::Text, "", "Their postal address, its lines divided by commas."),
    key("operator.email", Kind::Text, "", "Where people write to them about their data or a barrier."),
    key(
        "operator.hosting",
        Kind::Text,
        "",
        "Who owns the machine and the place of the backups, if that is somebody else.",
    ),
    key(
        "operator.security_contact",
        Kind::Text,
        "",
        "Where holes are reported, for security.txt: a mail address or an https address [default: operator.email].",
    ),
    key("limits.body", Kind::Size, "1MB", "The largest form or JSON body."),
    key("limits.upload", Kind::Size, "50MB", "The largest uploaded file."),
    key("limits.connections", Kind::Count(16, 1_000_000), "16384", "Connections open at the same time."),
    key(
        "files.quota",
        Kind::Size,
        "10GB",
        "What the files of one company may take together; what was removed counts for 30 days more.",
    ),
    key(
        "files.scanner",
        Kind::Text,
        "",
        "The virus scanner clamd, which sees every new file before anybody may fetch it: its socket, like \"/run/clamav/clamd.ctl\", or its port on this machine, like \"127.0.0.1:3310\".",
    ),
    key(
        "api.cors_origins",
        Kind::List,
        "",
        "Origins whose pages may ask the API from a browser, exact, like \"https://app.example.com\".",
    ),
    key("api.requests", Kind::Count(1, 1_000_000), "1000", "What one token may ask in an hour,"),
    key("api.refusals", Kind::Count(1, 1_000_000), "100", "and one address without a valid token."),
    key(
        "log.format",
        Kind::Choice(&["human", "json"]),
        "human",
        "How lines on standard error look: \"human\" or \"json\".",
    ),
    key("log.level", LEVEL, "info", "\"off\", \"error\", \"warn\", \"info\", \"debug\" or \"trace\"."),
    key("log.files", Kind::Flag, "true", "Write files into the data folder's logs/ too, a new one each day."),
    key("log.keep_days", Kind::Count(1, 3650), "14", "Days for which these files are kept."),
    key("log.security_keep_days", Kind::Count(1, 3650), "90", "Days for which the security log is kept."),
    key("log.slow_statement", Kind::Length, "100ms", "Statements that take longer are written down."),
    key(
        "mail.host",
        Kind::Text,
        "",
        "The server that takes our letters, like \"smtp.example.com\". Without it no letter leaves.",
    ),
    key("mail.port", Kind::Count(1, 65_535), "587", "Its port."),
    key(
        "mail.encryption",
        Kind::Choice(&["starttls", "tls", "none"]),
        "starttls",
        "\"starttls\", \"tls\", or \"none\" for a server on this machine.",
    ),
    key("mail.user", Kind::Text, "", "The name to sign in with."),
    key(
        "mail.password",
        Kind::Text,
        "",
        "The password. Better in a file named by mail.password_file, or in a systemd credential called mail.password.",
    ),
    key("mail.password_file", Kind::Text, "", "A file that holds the password and nothing else."),
    key("mail.from", Kind::Text, "", "The sender of letters, like \"office@example.com\"."),
    key(
        "mail.folder",
        Kind::Text,
        "",
        "Write letters as files into this folder instead of sending them: for trying things out.",
    ),
    key("mail.timeout", Kind::Length, "30s", "How long a mail server may take for an answer, at most 60s."),
    key(
        "mail.ca_file",
        Kind::Text,
        "",
        "Certificates (PEM) of an authority of your own that is trusted besides the public ones.",
    ),
    key(
        "mail.hourly",
        Kind::Count(1, 1_000_000),
        "500",
        "Letters to customers that the people of one company may write in an hour.",
    ),
    key(
        "mail.allowed_hosts",
        Kind::List,
        "",
        "The only mail servers that companies may choose for their own letters. Without it any with a public address, on ports 25, 465, 587 and 2525.",
    ),
    key(
        "dns.server",
        Kind::Text,
        "",
        "The DNS server that is asked about the domains of senders, like \"127.0.0.1:53\". Without it the machine's.",
    ),
    key(
        "rates.ecb",
        Kind::Text,
        "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml",
        "Where the European Central Bank publishes its exchange rates; asked only for companies that chose it. Empty: never.",
    ),
    key(
        "rates.hmrc",
        Kind::Text,
        "https://www.trade-tariff.service.gov.uk/api/v2/exchange_rates/files/monthly_xml_{month}.xml",
        "The same of HM Revenue & Customs; {month} stands for one like 2026-11.",
    ),
    key(
        "registers.vies",
        Kind::Text,
        "https://ec.europa.eu/taxation_customs/vies/rest-api",
        "Who is asked about VAT numbers of the Union when somebody wishes it. Empty: nobody.",
    ),
    key(
        "registers.hmrc",
        Kind::Text,
        "https://api.service.hmrc.gov.uk",
        "The same for British ones: HM Revenue & Customs, for companies that have set a key.",
    ),
    key(
        "registers.companies",
        Kind::Text,
        "https://api.company-information.service.gov.uk",
        "The same for numbers of British companies: Companies House.",
    ),
    key("session.idle", Kind::Length, "8h", "A sign-in ends after that long without a request,"),
    key("session.absolute", Kind::Length, "14d", "after that long in any case,"),
    key("session.stay", Kind::Length, "30d", "and after that long where somebody chose to stay signed in."),
];

/// The form of that key, if there is such a key.
pub fn kind_of(name: &str) -> Option<Kind> {
    if let Some(target) = name.strip_prefix(LEVELS) {
        return (!target.is_empty()).then_some(LEVEL);
    }
    if let Some((_, part)) = name.strip_prefix(PROVIDERS).and_then(|rest| rest.split_once('.')) {
        return PROVIDER_KEYS.iter().find(|(known, _)| *known == part).map(|(_, kind)| *kind);
    }
    KEYS.iter().find(|key| key.name == name).map(|key| key.kind)
}

/// The key that was probably meant, if one is close.
pub fn closest(name: &str) -> Option<String> {
    if let Some((provider, part)) = name.strip_prefix(PROVIDERS).and_then(|rest| rest.split_once('.')) {
        let known = PROVIDER_KEYS.iter().map(|(known, _)| (*known, strsim::jaro_winkler(known, part)));
        let best = known.max_by(|one, other| one.1.total_cmp(&other.1))?;
        return Some(format!("{PROVIDERS}{provider}.{}", best.0));
    }
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let likeness = |known: &str| {
        let whole = strsim::jaro_winkler(known, name);
        let ending = strsim::jaro_winkler(&last(known), &last(name)) - 0.02;
        whole.max(ending)
    };
    KEYS.iter()
        .map(|key| (key.name, likeness(key.name)))
        .filter(|(_, likeness)| *likeness > 0.84)
        .max_by(|one, other| one.1.total_cmp(&other.1))
        .map(|(name, _)| name.to_owned())
}
