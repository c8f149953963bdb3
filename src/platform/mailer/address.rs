//! Where a mail server really is: the name is looked up once, and the address that was judged is the one that is asked.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::{Trouble, Undelivered};
use crate::platform::config::MailServer;

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

async fn look_up(server: &MailServer) -> Result<Vec<SocketAddr>, Undelivered> {
    let found = tokio::net::lookup_host((server.host.as_str(), server.port)).await;
    Ok(found.map_err(|_| unreachable(server))?.collect())
}

fn unreachable(server: &MailServer) -> Undelivered {
    Undelivered::Later(Trouble::Unreachable, server.host.clone())
}

/// Whether an address belongs to the public Internet: neither this machine, nor its network, nor anything reserved
/// (IANA special-purpose registries), also when it is wrapped in an IPv6 address.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match embedded(address) {
            Some(inner) => is_public_v4(inner),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || first == 0
        || first >= 240
        || (first == 100 && (64..128).contains(&second))
        || (first == 192 && second == 0 && third == 0)
        || (first == 198 && (second == 18 || second == 19));
    !is_special
}

/// Global unicast is 2000::/3 alone; the pieces set apart in it are not.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    first & 0xe000 == 0x2000
        && !(first == 0x2001 && second < 0x0200)
        && !(first == 0x2001 && second == 0x0db8)
        && !(first == 0x3fff && second < 0x1000)
}

/// The IPv4 address inside: mapped, NAT64 (64:ff9b::/96), 6to4 (2002::/16).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let words = address.segments();
    let of = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match words {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(of(high, low)),
        [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
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

    #[test]
    fn this_machine_and_its_neighbours_are_not_public_in_any_spelling() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["9.9.9.9", "2620:fe::9", "::ffff:9.9.9.9"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
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
