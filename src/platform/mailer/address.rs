//! Where a mail server really is: the name is looked up once, and the address that was judged is the one that is asked.

use std::net::SocketAddr;

use super::{Trouble, Undelivered};
use crate::platform::config::MailServer;
use crate::platform::outbound::is_public;

/// The ports at which servers take letters from those who may send.
const PORTS: [u16; 4] = [25, 465, 587, 2525];

/// The server of the operator's choice.
pub async fn any(server: &MailServer) -> Result<SocketAddr, Undelivered> {
    let found = look_up(server).await?;
    found.first().copied().ok_or_else(|| unreachable(server))
}

/// The server of a workspace's choice: one of the allowed ones; if none are named, any with a public address.
pub async fn permitted(server: &MailServer, allowed: &[String]) -> Result<SocketAddr, Undelivered> {
    let forbidden = || Undelivered::Later(Trouble::Forbidden, String::new());
    if !allowed.is_empty() {
        let is_named = allowed.iter().any(|host| host.eq_ignore_ascii_case(&server.host));
        return if is_named { any(server).await } else { Err(forbidden()) };
    }
    if !PORTS.contains(&server.port) {
        return Err(forbidden());
    }
    let found = look_up(server).await?;
    if found.is_empty() {
        return Err(unreachable(server));
    }
    found.into_iter().find(|address| is_public(address.ip())).ok_or_else(forbidden)
}

/// IPv4 first: many a small server has an IPv6 address and no way to use it.
async fn look_up(server: &MailServer) -> Result<Vec<SocketAddr>, Undelivered> {
    let found = tokio::net::lookup_host((server.host.as_str(), server.port)).await;
    let mut found: Vec<SocketAddr> = found.map_err(|_| unreachable(server))?.collect();
    found.sort_by_key(SocketAddr::is_ipv6);
    Ok(found)
}

fn unreachable(server: &MailServer) -> Undelivered {
    Undelivered::Later(Trouble::Unreachable, server.host.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::config::MailEncryption;

    fn server(host: &str, port: u16) -> MailServer {
        MailServer {
            host: host.into(),
            port,
            encryption: MailEncryption::StartTls,
            user: String::new(),
            password: String::new(),
        }
    }

    #[tokio::test]
    async fn a_workspace_cannot_reach_this_machine_unless_the_operator_names_it() {
        let refused = Err(Undelivered::Later(Trouble::Forbidden, String::new()));
        let allowed = ["localhost".to_owned()];

        assert_eq!(permitted(&server("127.0.0.1", 25), &[]).await, refused);
        assert_eq!(permitted(&server("localhost", 587), &[]).await, refused);
        assert_eq!(permitted(&server("9.9.9.9", 80), &[]).await, refused);
        assert_eq!(permitted(&server("9.9.9.9", 25), &allowed).await, refused);
        assert!(permitted(&server("LocalHost", 2526), &allowed).await.is_ok());
        assert!(permitted(&server("9.9.9.9", 25), &[]).await.is_ok());
    }
}
