//! Makes the typed configuration, and refuses what contradicts itself.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use poem::http::Uri;

use super::keys::{LEVELS, PROVIDERS};
use super::sources::Found;
use super::value::Value;
use super::{
    Api, Config, Files, Limits, Log, LogFormat, Mail, MailEncryption, MailLine, MailServer, Operator,
    Provider, Rates, Registers, Session, Way, host_of, is_loopback,
};
use crate::platform::scanner::Scanner;

/// The typed configuration. It can only be used if nothing was added to `faults`.
pub fn config(data: PathBuf, values: &BTreeMap<String, Found>, faults: &mut Vec<String>) -> Config {
    let mut reader = Reader { values, faults };
    let config = Config {
        data,
        public_url: reader.public_url(),
        listen: reader.listen(),
        insecure_http: reader.flag("insecure_http"),
        hsts_subdomains: reader.flag("hsts_subdomains"),
        allowed_hosts: reader.hosts(),
        trusted_proxies: reader.proxies(),
        operator: reader.operator(),
        limits: Limits {
            body: reader.size("limits.body"),
            upload: reader.size("limits.upload"),
            connections: reader.count("limits.connections"),
        },
        files: Files { quota: reader.size("files.quota"), scanner: reader.scanner() },
        api: Api {
            cors_origins: reader.origins(),
            requests: reader.most("api.requests"),
            refusals: reader.most("api.refusals"),
        },
        log: reader.log(),
        mail: reader.mail(),
        mail_line: reader.mail_line(),
        dns_server: reader.dns_server(),
        rates: Rates { ecb: reader.web_address("rates.ecb"), hmrc: reader.web_address("rates.hmrc") },
        registers: Registers {
            vies: reader.web_address("registers.vies"),
            hmrc: reader.web_address("registers.hmrc"),
            companies: reader.web_address("registers.companies"),
        },
        session: Session {
            idle: reader.length("session.idle"),
            absolute: reader.length("session.absolute"),
            stay: reader.length("session.stay"),
        },
        providers: reader.providers(),
    };
    reader.agreement(&config);
    config
}

struct Reader<'r> {
    values: &'r BTreeMap<String, Found>,
    faults: &'r mut Vec<String>,
}

impl Reader<'_> {
    fn value(&self, key: &str) -> Option<&Value> {
        self.values.get(key).map(|found| &found.value)
    }

    fn text(&self, key: &str) -> String {
        match self.value(key) {
            Some(Value::Text(text)) => text.trim().to_owned(),
            _ => String::new(),
        }
    }

    fn flag(&self, key: &str) -> bool {
        self.value(key) == Some(&Value::Flag(true))
    }

    fn list(&self, key: &str) -> Vec<String> {
        match self.value(key) {
            Some(Value::List(parts)) => parts.clone(),
            _ => Vec::new(),
        }
    }

    fn length(&self, key: &str) -> Duration {
        match self.value(key) {
            Some(Value::Length(length)) => *length,
            _ => Duration::ZERO,
        }
    }

    fn size(&self, key: &str) -> u64 {
        match self.value(key) {
            Some(Value::Size(number) | Value::Count(number)) => *number,
            _ => 0,
        }
    }

    fn count(&self, key: &str) -> usize {
        usize::try_from(self.size(key)).unwrap_or(usize::MAX)
    }

    fn most(&self, key: &str) -> u32 {
        u32::try_from(self.size(key)).unwrap_or(u32::MAX)
    }

    fn fault(&mut self, key: &str, what: &str) {
        let origin = self.values.get(key).map_or(String::new(), |found| format!("{}: ", found.origin));
        self.faults.push(format!("{origin}{key}: {what}"));
    }

    fn listen(&mut self) -> SocketAddr {
        let text = self.text("listen");
        text.parse().unwrap_or_else(|_| {
            let what = format!("an address with a port is needed, like \"127.0.0.1:8460\", not {text:?}");
            self.fault("listen", &what);
            SocketAddr::from(([127, 0, 0, 1], 0))
        })
    }

    fn public_url(&mut self) -> Option<String> {
        let text = self.text("public_url");
        if text.is_empty() {
            return None;
        }
        let parsed: Option<Uri> = text.parse().ok();
        let is_plain = parsed.as_ref().is_some_and(|uri| {
            matches!(uri.scheme_str(), Some("http" | "https"))
                && uri.path().trim_matches('/').is_empty()
                && uri.query().is_none()
                && uri.host().is_some_and(|host| !host.is_empty() && !text.contains('@'))
        });
        if !is_plain {
            let what = format!(
                "an address without a path is needed, like \"https://crm.example.com\", not {text:?}"
            );
            self.fault("public_url", &what);
        }
        Some(text.trim_end_matches('/').to_ascii_lowercase())
    }

    fn hosts(&mut self) -> Vec<String> {
        let hosts = self.list("allowed_hosts");
        for host in hosts.iter().filter(|host| host.contains(['/', '*', ':']) || host.is_empty()) {
            let what = format!("a bare host name is needed, like \"crm.example.com\", not {host:?}");
            self.fault("allowed_hosts", &what);
        }
        hosts.iter().map(|host| host.to_ascii_lowercase()).collect()
    }

    fn origins(&mut self) -> Vec<String> {
        let origins = self.list("api.cors_origins");
        for origin in &origins {
            let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            if host.is_none_or(|host| host.is_empty() || host.contains(['/', '*', '@', '?', '#'])) {
                let what =
                    format!("an exact origin is needed, like \"https://app.example.com\", not {origin:?}");
                self.fault("api.cors_origins", &what);
            }
        }
        origins.iter().map(|origin| origin.to_ascii_lowercase()).collect()
    }

    fn proxies(&mut self) -> Vec<IpNet> {
        let mut nets = Vec::new();
        for text in self.list("trusted_proxies") {
            match text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)) {
                Ok(net) => nets.push(net),
                Err(_) => {
                    let what =
                        format!("an address or a network is needed, like \"10.0.0.0/8\", not {text:?}");
                    self.fault("trusted_proxies", &what);
                }
            }
        }
        nets
    }

    fn operator(&mut self) -> Operator {
        let email = self.text("operator.email");
        if !email.is_empty() && !is_mail_address(&email) {
            self.fault("operator.email", "a mail address is needed, like \"office@example.com\"");
        }
        let contact = match self.text("operator.security_contact") {
            own if own.is_empty() => email.clone(),
            own => own,
        };
        let security_contact = match contact {
            contact if contact.is_empty() || contact.starts_with("https://") => contact,
            contact if is_mail_address(&contact) => format!("mailto:{contact}"),
            contact => {
                self.fault("operator.security_contact", "a mail address or an https address is needed");
                contact
            }
        };
        Operator {
            name: self.text("operator.name"),
            address: self.text("operator.address"),
            email,
            hosting: self.text("operator.hosting"),
            security_contact,
        }
    }

    fn log(&mut self) -> Log {
        let level = |text: &str| text.parse().unwrap_or(tracing::metadata::LevelFilter::INFO);
        let levels = self.values.iter().filter_map(|(name, found)| match &found.value {
            Value::Text(text) => Some((name.strip_prefix(LEVELS)?.to_owned(), level(text))),
            _ => None,
        });
        Log {
            format: if self.text("log.format") == "json" { LogFormat::Json } else { LogFormat::Human },
            level: level(&self.text("log.level")),
            levels: levels.collect(),
            files: self.flag("log.files"),
            keep_days: self.count("log.keep_days"),
            security_keep_days: self.count("log.security_keep_days"),
            slow_statement: self.length("log.slow_statement"),
        }
    }

    fn mail(&mut self) -> Option<Mail> {
        let (host, folder) = (self.text("mail.host"), self.text("mail.folder"));
        let way = match (host.is_empty(), folder.is_empty()) {
            (true, true) => return None,
            (true, false) => Way::Folder(folder.into()),
            (false, true) => Way::Server(self.mail_server(host)),
            (false, false) => {
                self.fault("mail.folder", "mail.host is set too: keep one of them");
                return None;
            }
        };
        let from = self.text("mail.from");
        if !from.contains('@') {
            self.fault("mail.from", "letters need a sender, like \"office@example.com\"");
        }
        Some(Mail { way, from })
    }

    fn mail_server(&mut self, host: String) -> MailServer {
        let encryption = MailEncryption::of(&self.text("mail.encryption"));
        let user = self.text("mail.user");
        if encryption == MailEncryption::None && !user.is_empty() && !is_loopback(&host) {
            self.fault("mail.encryption", "with \"none\" the password would cross the network readable");
        }
        MailServer {
            host,
            port: u16::try_from(self.size("mail.port")).unwrap_or(587),
            encryption,
            user,
            password: self.text("mail.password"),
        }
    }

    fn mail_line(&mut self) -> MailLine {
        let timeout = self.length("mail.timeout");
        if timeout.is_zero() || timeout > Duration::from_secs(60) {
            self.fault("mail.timeout", "between 1s and 60s, please");
        }
        let path = self.text("mail.ca_file");
        let authorities = (!path.is_empty()).then(|| std::fs::read(&path));
        if let Some(Err(error)) = &authorities {
            let what = format!("the file {path} cannot be read: {error}");
            self.fault("mail.ca_file", &what);
        }
        let allowed_hosts =
            self.list("mail.allowed_hosts").iter().map(|host| host.to_ascii_lowercase()).collect();
        let hourly = i64::from(self.most("mail.hourly"));
        MailLine { timeout, authorities: authorities.and_then(Result::ok), allowed_hosts, hourly }
    }

    /// Without encryption, so on this machine only.
    fn scanner(&mut self) -> Option<Scanner> {
        let text = self.text("files.scanner");
        let port = text.parse::<SocketAddr>().ok().filter(|address| address.ip().is_loopback());
        match port {
            _ if text.is_empty() => None,
            _ if text.starts_with('/') => Some(Scanner::Socket(text.into())),
            Some(address) => Some(Scanner::Port(address)),
            None => {
                let what = format!("the path of a socket or a port of this machine is needed, not {text:?}");
                self.fault("files.scanner", &what);
                None
            }
        }
    }

    fn dns_server(&mut self) -> Option<SocketAddr> {
        let text = self.text("dns.server");
        let server = text.parse().ok();
        if server.is_none() && !text.is_empty() {
            let what = format!("an address with a port is needed, like \"127.0.0.1:53\", not {text:?}");
            self.fault("dns.server", &what);
        }
        server
    }

    /// Over TLS, or on this machine; or none.
    fn web_address(&mut self, key: &str) -> String {
        let text = self.text(key);
        let is_near = text.starts_with("http://") && is_loopback(host_of(&text));
        let uri = text.replace("{month}", "2026-11").parse::<Uri>();
        if !text.is_empty() && (uri.is_err() || !(is_near || text.starts_with("https://"))) {
            let what = format!("an https address is needed, or nothing, not {text:?}");
            self.fault(key, &what);
        }
        text
    }

    /// Each section under `oidc`, by name.
    fn providers(&mut self) -> Vec<Provider> {
        let keys = self.values.keys().filter_map(|key| key.strip_prefix(PROVIDERS)?.split_once('.'));
        let names: BTreeSet<String> = keys.map(|(name, _)| name.to_owned()).collect();
        names.into_iter().map(|name| self.provider(name)).collect()
    }

    fn provider(&mut self, name: String) -> Provider {
        let key = |part: &str| format!("{PROVIDERS}{name}.{part}");
        let is_plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
        if name.is_empty() || name.len() > 32 || !name.bytes().all(is_plain) {
            self.fault(&key("issuer"), "the name of a section has small letters, digits and dashes only");
        }
        let label = Some(self.text(&key("label"))).filter(|label| !label.is_empty());
        let provider = Provider {
            label: label.unwrap_or_else(|| name.clone()),
            issuer: self.text(&key("issuer")),
            client_id: self.text(&key("client_id")),
            client_secret: self.text(&key("client_secret")),
            is_private: self.flag(&key("private")),
            name,
        };
        self.complete(&provider);
        provider
    }

    /// What a service cannot be asked without.
    fn complete(&mut self, provider: &Provider) {
        let key = |part: &str| format!("{PROVIDERS}{}.{part}", provider.name);
        let is_near = provider.is_private && is_loopback(host_of(&provider.issuer));
        let is_safe =
            provider.issuer.starts_with("https://") || is_near && provider.issuer.starts_with("http://");
        if !is_safe || provider.issuer.contains(['?', '#', '@']) || provider.issuer.parse::<Uri>().is_err() {
            let what = format!(
                "an address is needed, like \"https://accounts.google.com\", not {:?}",
                provider.issuer
            );
            self.fault(&key("issuer"), &what);
        }
        if provider.client_id.is_empty() {
            self.fault(
                &key("client_id"),
                "is needed: the service gives it to you when you register Kantora there",
            );
        }
        if provider.client_secret.is_empty() {
            self.fault(&key("client_secret"), "is needed: the service gives it to you beside the client_id");
        }
    }

    /// What two keys say about each other.
    fn agreement(&mut self, config: &Config) {
        match &config.public_url {
            None if !config.listen.ip().is_loopback() => self.fault(
                "listen",
                "reaches beyond this machine, but public_url is not set: set it to the address that people type",
            ),
            Some(url) if url.starts_with("http://") && !is_loopback(host_of(url)) && !config.insecure_http => self
                .fault(
                    "public_url",
                    "with http:// passwords cross the network readable: use https:// (a proxy such as Caddy gives you \
                     a certificate), or accept that with insecure_http = true",
                ),
            _ => {}
        }
        if config.session.idle > config.session.absolute {
            self.fault("session.idle", "is longer than session.absolute");
        }
    }
}

/// Whether it looks like one, and would not break a line of `security.txt`.
fn is_mail_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}
