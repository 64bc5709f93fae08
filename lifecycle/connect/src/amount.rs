//! Amounts as other systems write them, to and from whole minor units, without a float in between.

use base::Currency;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

/// Reads a number or a text with a decimal point; none when it is no amount of this currency.
pub(crate) fn minor(value: &Value, currency: Currency) -> Option<i64> {
    let text = match value {
        Value::Number(n) => n.to_string(),
        Value::String(s) if s.len() < 40 => s.trim().to_owned(),
        _ => return None,
    };
    let exact = Decimal::from_str_exact(&text).or_else(|_| Decimal::from_scientific(&text)).ok()?;
    let scale = Decimal::from(10_i64.checked_pow(currency.digits())?);
    exact.checked_mul(scale)?.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64()
}

/// The canonical text of an amount.
pub(crate) fn canonical(value: &Value, currency: Currency) -> Option<String> {
    minor(value, currency).map(|m| m.to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn amounts_are_exact_and_nonsense_is_none() {
        let read = |v: Value| minor(&v, Currency::EUR);
        assert_eq!(read(json!(28450.0)), Some(2_845_000));
        assert_eq!(read(json!("0.1")), Some(10));
        assert_eq!(read(json!(19.99)), Some(1_999));
        assert_eq!(read(json!(1e3)), Some(100_000));
        for odd in [json!(null), json!(true), json!("12,5"), json!([1]), json!("<b>"), json!(1e300), json!("9".repeat(50))] {
            assert_eq!(read(odd.clone()), None, "{odd}");
        }
    }
}
