//! Whose address a request comes from. Used for limits in memory only; it is stored and logged nowhere.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, connect_info::Connected},
    http::{HeaderMap, request::Parts},
    serve::IncomingStream,
};

use super::listen::Door;

/// The address at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

impl Connected<IncomingStream<'_, Door>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// The client's address: the connection's own, or what `X-Forwarded-For` says where every proxy on the way back to that
/// address is one we were told to trust. What a stranger writes into that header is never believed.
pub fn client(parts: &Parts, trusted: &[IpAddr]) -> IpAddr {
    let connection = parts.extensions.get::<ConnectInfo<Peer>>().map(|info| info.0.0.ip().to_canonical());
    behind(connection.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)), &parts.headers, trusted)
}

fn behind(connection: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let mut nearest = connection;
    let said = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = said.flat_map(|value| value.split(',')).map(str::trim).collect();
    for hop in hops.iter().rev() {
        if !trusted.contains(&nearest) {
            break;
        }
        let Ok(address) = hop.parse::<IpAddr>() else { break };
        nearest = address.to_canonical();
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(connection: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted: Vec<IpAddr> = trusted.iter().map(|t| t.parse().unwrap()).collect();
        behind(connection.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_stranger_s_header_is_not_believed() {
        assert_eq!(ask("203.0.113.5", &["198.51.100.1"], &[]), "203.0.113.5");
        assert_eq!(ask("203.0.113.5", &["198.51.100.1"], &["10.0.0.1"]), "203.0.113.5");
    }

    #[test]
    fn the_last_address_that_no_trusted_proxy_wrote_counts() {
        assert_eq!(ask("10.0.0.1", &["1.1.1.1, 198.51.100.1"], &["10.0.0.1"]), "198.51.100.1");
        assert_eq!(ask("10.0.0.1", &["1.1.1.1", "198.51.100.1, 10.0.0.2"], &["10.0.0.1", "10.0.0.2"]), "198.51.100.1");
        assert_eq!(ask("10.0.0.1", &["not an address"], &["10.0.0.1"]), "10.0.0.1");
    }
}
