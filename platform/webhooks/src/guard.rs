//! Where webhooks and connections may go: not to private, loopback or link-local addresses, unless the deployment
//! allows that host.
//!
//! The check is made on the addresses that a name resolves to, at the moment of connecting, and only
//! those addresses are connected to; a name that changes its mind in between gains nothing.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// Why an address is not called.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GuardError {
    /// The text is no address of the web.
    #[error("not a web address")]
    Unreadable,
    /// It begins with something else than https.
    #[error("only https:// is called")]
    Scheme,
    /// It holds a user name or password.
    #[error("an address with a user name in it is not called")]
    User,
    /// It leads into a private network.
    #[error("{0} is in a private network and is not called")]
    Private(String),
    /// The name is not known.
    #[error("{0} was not found")]
    Unknown(String),
}

/// Hosts that may be called although they are private, in lower case.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    allowed: Arc<Vec<String>>,
}

impl Guard {
    /// A guard that lets these hosts through.
    pub fn new(allowed: &[String]) -> Self {
        Self { allowed: Arc::new(allowed.iter().map(|h| h.trim().trim_matches(['[', ']']).to_lowercase()).collect()) }
    }

    fn allows(&self, host: &str) -> bool {
        self.allowed.iter().any(|a| a == host.trim_matches(['[', ']']).trim_end_matches('.'))
    }

    /// Checks an address before its name is resolved.
    pub fn check(&self, text: &str) -> Result<Url, GuardError> {
        let url = Url::parse(text).map_err(|_| GuardError::Unreadable)?;
        let host = url.host().ok_or(GuardError::Unreadable)?;
        let name = host.to_string().to_lowercase();
        if !url.username().is_empty() || url.password().is_some() {
            return Err(GuardError::User);
        }
        match url.scheme() {
            "https" => {}
            "http" if self.allows(&name) => {}
            _ => return Err(GuardError::Scheme),
        }
        let address = match host {
            Host::Ipv4(a) => Some(IpAddr::V4(a)),
            Host::Ipv6(a) => Some(IpAddr::V6(a)),
            Host::Domain(_) => None,
        };
        match address {
            Some(a) if !is_public(a) && !self.allows(&name) => Err(GuardError::Private(name)),
            None if is_local_name(&name) && !self.allows(&name) => Err(GuardError::Private(name)),
            None if !self.allows(&name) && !is_domain(&name) => Err(GuardError::Unreadable),
            _ if !is_plain(text) => Err(GuardError::Unreadable),
            _ => Ok(url),
        }
    }

    /// Of the addresses of a name, those that may be called.
    pub fn admitted(&self, name: &str, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, GuardError> {
        if found.is_empty() {
            return Err(GuardError::Unknown(name.to_owned()));
        }
        if self.allows(name) {
            return Ok(found);
        }
        // One private address among public ones is a trick, not a mistake.
        if found.iter().all(|a| is_public(a.ip())) { Ok(found) } else { Err(GuardError::Private(name.to_owned())) }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            let host = name.as_str().to_lowercase();
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((host.as_str(), 0)).await.map_err(|_| GuardError::Unknown(host.clone()))?.collect();
            let admitted = guard.admitted(&host, found)?;
            let addresses: Addrs = Box::new(admitted.into_iter());
            Ok(addresses)
        })
    }
}

/// Whether an address is written the one way that leaves nothing to guess: parsers forgive much, and
/// not all of them the same.
fn is_plain(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    !authority.is_empty() && authority.chars().all(plain) && text.chars().all(|c| c.is_ascii_graphic())
}

/// Whether a name is one of the public internet: labels of letters, digits and hyphens, and a last one
/// that is no number.
fn is_domain(name: &str) -> bool {
    let label =
        |l: &str| !l.is_empty() && !l.starts_with('-') && !l.ends_with('-') && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let last = name.rsplit('.').next().unwrap_or_default();
    let top = last.len() >= 2 && (last.starts_with("xn--") || last.chars().all(|c| c.is_ascii_alphabetic()));
    name.split('.').all(label) && top
}

fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    // A name without a dot is one of the own network.
    !name.contains('.') || name == "localhost" || [".localhost", ".local", ".internal"].iter().any(|end| name.ends_with(end))
}

/// Whether an address is one of the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(a) => is_public_v4(a),
        IpAddr::V6(a) => is_public_v6(a),
    }
}

fn is_public_v4(a: Ipv4Addr) -> bool {
    let [first, second, third, _] = a.octets();
    let special = a.is_private()
        || a.is_loopback()
        || a.is_link_local()
        || a.is_broadcast()
        || a.is_documentation()
        || a.is_unspecified()
        || a.is_multicast()
        || first == 0
        || first >= 240
        // Shared by carriers, protocol assignments, and benchmarks.
        || (first == 100 && (64..128).contains(&second))
        || (first == 192 && second == 0 && third == 0)
        || (first == 192 && second == 88 && third == 99)
        || (first == 198 && (18..20).contains(&second));
    !special
}

fn is_public_v6(a: Ipv6Addr) -> bool {
    let [s0, s1, s2, s3, s4, s5, s6, s7] = a.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    if a.is_loopback() || a.is_unspecified() || a.is_multicast() {
        return false;
    }
    // Addresses that carry another one inside are what that one is.
    match (s0, s1) {
        (0, 0) if (s2, s3, s4) == (0, 0, 0) => return (s5 == 0xffff || s5 == 0) && v4(s6, s7),
        (0x64, 0xff9b) if (s2, s3, s4, s5) == (0, 0, 0, 0) => return v4(s6, s7),
        (0x64, 0xff9b) => return false,
        (0x2002, _) => return v4(s1, s2),
        // Teredo, documentation and other assignments that are nobody's server.
        (0x2001, s) if s < 0x0200 || s == 0x0db8 => return false,
        _ => {}
    }
    // Only 2000::/3 is given out; unique local, link local, site local and discard are outside of it.
    s0 & 0xe000 == 0x2000 && s0 != 0x3fff
}
