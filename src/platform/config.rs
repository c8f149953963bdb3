//! What the operator chose. TOML file < environment < flags; see `config.example.toml`.

use std::path::PathBuf;

use ipnet::IpNet;

/// The whole configuration; every value has a default but the data folder.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where everything lives.
    pub data: PathBuf,
    /// The address under which people reach Kantora, like `https://crm.example.com`.
    pub public_url: Option<String>,
    /// Where to listen.
    pub listen: String,
    /// Plain http beyond loopback is allowed (banner on every page).
    pub insecure_http: bool,
    /// Names under which requests are taken, beside the public one and those of this machine.
    pub allowed_hosts: Vec<String>,
    /// Networks of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// The largest file that an import takes.
    pub upload_bytes: u64,
}
