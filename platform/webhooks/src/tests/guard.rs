use std::net::SocketAddr;

use testkit::on_sqlite;

use super::{Receiver, allowing, endpoint, stages};
use crate::guard::{Guard, GuardError, is_public};

#[test]
fn only_addresses_of_the_public_internet_are_public() {
    let private = [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "3fff::1",
        "4000::1",
    ];
    for address in private {
        assert!(!is_public(address.parse().unwrap()), "{address}");
    }
    for address in [
        "1.1.1.1",
        "93.184.216.34",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "64:ff9b::101:101",
        "::ffff:1.1.1.1",
    ] {
        assert!(is_public(address.parse().unwrap()), "{address}");
    }
}

#[test]
fn addresses_are_checked_before_their_names_are_resolved() {
    let guard = Guard::new(&[]);
    for private in [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://LOCALHOST./",
        "https://a.localhost/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://0x7f000001/",
        "https://2130706433/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://metadata.google.internal/",
        "https://intranet/",
        "https://printer.local/",
    ] {
        assert!(matches!(guard.check(private), Err(GuardError::Private(_))), "{private}: {:?}", guard.check(private));
    }
    for (other, why) in [
        ("http://example.com/", GuardError::Scheme),
        ("ftp://example.com/", GuardError::Scheme),
        ("file:///etc/passwd", GuardError::Unreadable),
        ("https://me:secret@example.com/", GuardError::User),
        ("https://example.com@127.0.0.1/", GuardError::User),
        ("https:example.com", GuardError::Unreadable),
        ("https:///example.com", GuardError::Unreadable),
        ("https://example.com\\a", GuardError::Unreadable),
        ("https://exa mple.com/", GuardError::Unreadable),
        ("https://example.com/\ta", GuardError::Unreadable),
        ("HTTPS://example.com/", GuardError::Unreadable),
        (" https://example.com/", GuardError::Unreadable),
        ("https://example.com./", GuardError::Unreadable),
        ("https://a..example.com/", GuardError::Unreadable),
        ("https://-a.example.com/", GuardError::Unreadable),
        ("https://0.aa*/", GuardError::Unreadable),
        ("https://example.c1/", GuardError::Unreadable),
        ("example.com", GuardError::Unreadable),
        ("", GuardError::Unreadable),
    ] {
        assert_eq!(guard.check(other), Err(why), "{other}");
    }
    assert!(guard.check("https://hooks.example.com:8443/a?b=c").is_ok());
}

#[test]
fn a_name_that_leads_into_a_private_network_is_refused_even_in_part() {
    let guard = Guard::new(&["intranet.kestrel.example".to_owned()]);
    let at = |list: &[&str]| list.iter().map(|a| a.parse::<SocketAddr>().unwrap()).collect::<Vec<_>>();
    assert!(guard.admitted("hooks.example.com", at(&["1.1.1.1:0", "[2606:4700::1111]:0"])).is_ok());
    assert!(matches!(guard.admitted("hooks.example.com", at(&["10.0.0.1:0"])), Err(GuardError::Private(_))));
    assert!(matches!(guard.admitted("hooks.example.com", at(&["1.1.1.1:0", "10.0.0.1:0"])), Err(GuardError::Private(_))));
    assert!(matches!(guard.admitted("hooks.example.com", at(&[])), Err(GuardError::Unknown(_))));
    assert!(guard.admitted("intranet.kestrel.example", at(&["10.0.0.1:0"])).is_ok());
    assert!(guard.check("http://intranet.kestrel.example/hook").is_ok(), "an allowed host may do without TLS");
    assert!(guard.check("http://other.kestrel.example/hook").is_err());
}

#[tokio::test]
async fn nothing_is_sent_into_a_private_network_whatever_was_allowed_before() {
    on_sqlite(stages, async |t| {
        let receiver = Receiver::start().await;
        let allowed = allowing(&t, &["127.0.0.1", "localhost"]);
        let (made, _) = endpoint(&allowed, &receiver.url, &[]).await;
        // The same endpoint, after the deployment no longer allows the host.
        let strict = allowing(&t, &[]);
        super::happen(&t, 1).await;
        web::settle(&strict).await.unwrap();
        assert_eq!(receiver.got().len(), 0);
        let work = t.app.read(&work::Actor::system("test"));
        let page = crate::deliveries::store::list(&work, made.id, None, &base::PageRequest::default()).await.unwrap();
        let attempts = crate::deliveries::store::attempts(&work, page.items[0].id).await.unwrap();
        assert!(attempts[0].error.as_deref().unwrap().contains("only https"), "{attempts:?}");

        // A name that resolves to a private address is refused when it is resolved.
        let by_name =
            crate::client::post(&[], &receiver.url.replace("http://127.0.0.1", "https://localhost.localdomain"), &[], "{}".to_owned())
                .await;
        assert!(by_name.error.is_some() && by_name.status.is_none(), "{by_name:?}");
        assert_eq!(receiver.got().len(), 0);
    })
    .await;
}

#[tokio::test]
async fn redirects_are_not_followed() {
    on_sqlite(stages, async |t| {
        let receiver = Receiver::start().await;
        let app = allowing(&t, &["127.0.0.1"]);
        endpoint(&app, &receiver.url, &[]).await;
        for status in [301, 302, 307, 308] {
            receiver.answers(status, "");
            super::happen(&t, u128::from(status)).await;
        }
        web::settle(&app).await.unwrap();
        assert_eq!(receiver.got().len(), 4, "one call each, none to where the redirect leads");
    })
    .await;
}
