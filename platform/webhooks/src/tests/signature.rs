use base::Instant;
use chrono::TimeDelta;

use crate::signature::{SignatureError, secret, sign, verify};

// The example of the public Standard Webhooks specification.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

fn at() -> Instant {
    Instant::from_timestamp(1_614_265_330, 0).unwrap()
}

#[test]
fn the_example_of_the_specification_fits() {
    assert_eq!(sign(&[SECRET], ID, at(), BODY).unwrap(), SIGNATURE);
    assert_eq!(verify(SECRET, ID, "1614265330", SIGNATURE, BODY, at()), Ok(()));
}

#[test]
fn what_was_tampered_with_is_refused() {
    let refused = Err(SignatureError::Signature);
    assert_eq!(verify(SECRET, ID, "1614265330", SIGNATURE, br#"{"test": 2432232315}"#, at()), refused);
    assert_eq!(verify(SECRET, "msg_other", "1614265330", SIGNATURE, BODY, at()), refused);
    assert_eq!(verify(SECRET, ID, "1614265331", SIGNATURE, BODY, at()), refused);
    assert_eq!(verify(SECRET, ID, "1614265330", "v1,AAAA", BODY, at()), refused);
    assert_eq!(verify(SECRET, ID, "1614265330", "", BODY, at()), refused);
    assert_eq!(verify(SECRET, ID, "1614265330", &SIGNATURE.replace("v1", "v2"), BODY, at()), refused);
    assert_eq!(verify(&secret([1; 24]), ID, "1614265330", SIGNATURE, BODY, at()), refused);
}

#[test]
fn what_is_old_or_ahead_is_refused() {
    for off in [TimeDelta::minutes(6), TimeDelta::minutes(-6), TimeDelta::days(400)] {
        assert_eq!(verify(SECRET, ID, "1614265330", SIGNATURE, BODY, at() + off), Err(SignatureError::Moment));
    }
    assert_eq!(verify(SECRET, ID, "1614265330", SIGNATURE, BODY, at() + TimeDelta::minutes(4)), Ok(()));
    for unreadable in ["", "now", "99999999999999999999"] {
        assert_eq!(verify(SECRET, ID, unreadable, SIGNATURE, BODY, at()), Err(SignatureError::Moment), "{unreadable}");
    }
}

#[test]
fn a_rotation_signs_with_both() {
    let (old, new) = (secret([1; 24]), secret([2; 24]));
    let both = sign(&[&new, &old], ID, at(), BODY).unwrap();
    assert_eq!(both.split(' ').count(), 2);
    for known in [&old, &new] {
        assert_eq!(verify(known, ID, "1614265330", &both, BODY, at()), Ok(()));
    }
    assert_eq!(sign(&["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], ID, at(), BODY), Err(SignatureError::Secret));
    assert_eq!(sign(&["whsec_"], ID, at(), BODY), Err(SignatureError::Secret));
}
