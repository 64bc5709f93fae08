//! Codes and their secrets.

use base::{Fault, Instant, Result};
use qrcode::QrCode;
use qrcode::render::svg;
use totp_rs::{Builder, Secret, Totp};

/// How many recovery codes somebody gets.
pub(crate) const N_RECOVERY: usize = 8;

// No letters and digits that look alike.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";

fn totp(secret: &[u8], email: &str, issuer: &str) -> Result<Totp> {
    Builder::new()
        .with_secret(secret.to_vec())
        .with_account_name(email.replace(':', " "))
        .with_issuer(Some(issuer.replace(':', " ")))
        .build()
        .map_err(|e| Fault::plain(format!("making a second factor: {e}")).into())
}

/// The step whose code this is, if it is one of now or of half a minute before or after.
pub(crate) fn step(secret: &[u8], code: &str, now: Instant) -> Result<Option<i64>> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 6 {
        return Ok(None);
    }
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let found = totp(secret, "account", "issuer")?.check(&digits, seconds);
    Ok(found.and_then(|s| i64::try_from(s).ok()))
}

/// The code of a moment, for tests and nobody else.
#[cfg(test)]
pub(crate) fn code(secret: &[u8], now: Instant) -> String {
    totp(secret, "account", "issuer").unwrap().generate(u64::try_from(now.timestamp()).unwrap()).to_string()
}

/// The secret as people type it, in groups of four.
pub(crate) fn spelled(secret: &[u8]) -> String {
    let text = Secret::from(secret.to_vec()).to_base32();
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The drawing that an authenticator app takes the secret from.
pub(crate) fn drawing(secret: &[u8], email: &str, issuer: &str) -> Result<String> {
    let address = totp(secret, email, issuer)?.to_url().map_err(|e| Fault::plain(format!("naming a second factor: {e}")))?;
    let code = QrCode::new(address).map_err(|e| Fault::plain(format!("drawing a second factor: {e}")))?;
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    // The declaration in front belongs to files, not to a page.
    Ok(drawn.find("<svg").and_then(|at| drawn.get(at..)).unwrap_or_default().to_owned())
}

/// A recovery code from random bytes, such as `k7mp-x2qd-9wtv`.
pub(crate) fn recovery_code(random: [u8; 12]) -> String {
    let letters: Vec<char> = random.iter().map(|b| ALPHABET.get(usize::from(*b) % 31).map_or('a', |c| char::from(*c))).collect();
    letters.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A recovery code as it is hashed, however it was typed.
pub(crate) fn plain_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_fits_its_moment_and_its_neighbors() {
        let secret = [5_u8; 20];
        let now = Instant::from_timestamp(1_700_000_000, 0).unwrap();
        let code = code(&secret, now);
        let at = step(&secret, &code, now).unwrap();
        assert_eq!(at, Some(1_700_000_000 / 30));
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        assert_eq!(step(&secret, &spaced, now + chrono::TimeDelta::seconds(30)).unwrap(), at);
        assert_eq!(step(&secret, &code, now + chrono::TimeDelta::seconds(90)).unwrap(), None);
        for bad in ["", "12345", "1234567", "abcdef"] {
            assert_eq!(step(&secret, bad, now).unwrap(), None, "{bad}");
        }
    }

    #[test]
    fn recovery_codes_are_read_however_they_are_typed() {
        let code = recovery_code([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 30, 255]);
        assert_eq!(code, "abcd-efgh-jk9h");
        assert_eq!(plain_code(" ABCD efgh-JK9H "), "abcdefghjk9h");
    }

    #[test]
    fn the_drawing_is_an_svg_without_style() {
        let svg = drawing(&[5; 20], "ada@example.com", "Kestrel: Partners").unwrap();
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>") && !svg.contains("style"), "{svg}");
    }
}
