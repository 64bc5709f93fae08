//! Money is a whole number of minor units and a currency; rates are exact decimals.

use std::fmt;
use std::str::FromStr;

use rust_decimal::prelude::{Decimal, RoundingStrategy, ToPrimitive};

/// An ISO 4217 currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(iso_currency::Currency::EUR);
    /// The United States dollar.
    pub const USD: Self = Self(iso_currency::Currency::USD);

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many digits follow the decimal sign; 2 for EUR, 0 for JPY.
    pub fn digits(self) -> u32 {
        self.0.exponent().unwrap_or(0).into()
    }

    /// The symbol people write, such as `€`.
    pub fn symbol(self) -> String {
        self.0.symbol().to_string()
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;
    fn from_str(s: &str) -> Result<Self, MoneyError> {
        iso_currency::Currency::from_code(s).map(Self).ok_or(MoneyError::UnknownCurrency)
    }
}

/// Why a sum of money cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Adding two currencies is refused, never coerced.
    #[error("the currencies differ")]
    CurrencyMismatch,
    /// The code is not in ISO 4217.
    #[error("no such currency")]
    UnknownCurrency,
    /// Beyond what 64 bits of minor units hold.
    #[error("the amount is too large")]
    Overflow,
    /// Not a number, or more digits than the currency has.
    #[error("not an amount in this currency")]
    Unreadable,
}

/// How a product of money and a rate becomes whole minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Half away from zero, what people call commercial rounding.
    HalfUp,
    /// Half to even, what banks use for long sums.
    HalfEven,
    /// Toward zero.
    Down,
}

/// An exact factor such as a commission rate; 0.125 is 12.5 percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(Decimal);

impl Rate {
    /// A rate from basis points; 1250 is 12.5 percent.
    pub fn from_basis_points(points: i64) -> Self {
        Self(Decimal::new(points, 4))
    }

    /// The exact factor.
    pub fn factor(self) -> Decimal {
        self.0
    }

    /// The rate in percent, such as `12.5`.
    pub fn percent(self) -> Decimal {
        (self.0 * Decimal::ONE_HUNDRED).normalize()
    }
}

impl FromStr for Rate {
    type Err = MoneyError;
    fn from_str(s: &str) -> Result<Self, MoneyError> {
        Decimal::from_str_exact(s).map(Self).map_err(|_| MoneyError::Unreadable)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.normalize())
    }
}

/// An amount: whole minor units of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Whole minor units, such as cents.
    pub minor: i64,
    /// The currency they are of.
    pub currency: Currency,
}

impl Money {
    /// An amount from minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// The sum, in the same currency only.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch);
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The opposite amount.
    pub fn negated(self) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_neg().ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The share of this amount at a rate, rounded once to whole minor units.
    pub fn times(self, rate: Rate, rounding: Rounding) -> Result<Self, MoneyError> {
        let strategy = match rounding {
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
            Rounding::Down => RoundingStrategy::ToZero,
        };
        let exact = Decimal::from(self.minor).checked_mul(rate.0).ok_or(MoneyError::Overflow)?;
        let minor = exact.round_dp_with_strategy(0, strategy).to_i64().ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// Splits by weights so that the parts sum to the whole: largest remainder, earlier parts first.
    pub fn split(self, weights: &[u32]) -> Result<Vec<Self>, MoneyError> {
        let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
        if total == 0 {
            return Err(MoneyError::Unreadable);
        }
        let whole = i128::from(self.minor);
        let mut parts: Vec<(i128, i128, usize)> = Vec::with_capacity(weights.len());
        for (i, w) in weights.iter().enumerate() {
            let exact = whole * i128::from(*w);
            parts.push((exact.div_euclid(total), exact.rem_euclid(total), i));
        }
        let mut left = whole - parts.iter().map(|p| p.0).sum::<i128>();
        parts.sort_by(|a, b| b.1.cmp(&a.1).then(a.2.cmp(&b.2)));
        for part in &mut parts {
            if left > 0 {
                part.0 += 1;
                left -= 1;
            }
        }
        parts.sort_by_key(|p| p.2);
        parts.into_iter().map(|p| i64::try_from(p.0).map(|minor| Self { minor, ..self }).map_err(|_| MoneyError::Overflow)).collect()
    }

    /// The amount in major units, exact.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.digits())
    }

    /// Reads what a person typed, such as `95,000`, `95.000,50` or `95 000.50`.
    ///
    /// The last separator is the decimal sign when at most as many digits follow it as the currency
    /// has; a lone separator before exactly three digits groups thousands.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let kept: String = text.trim().chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != '’').collect();
        let (sign, body) = match kept.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", kept.as_str()),
        };
        if body.is_empty() || !body.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
            return Err(MoneyError::Unreadable);
        }
        let digits = usize::try_from(currency.digits()).unwrap_or(2);
        let (whole, fraction) = match body.rfind(['.', ',']) {
            Some(at) => {
                let (head, tail) = (body.get(..at).unwrap_or_default(), body.get(at + 1..).unwrap_or_default());
                if tail.len() <= digits && !tail.is_empty() {
                    (head, tail)
                } else if tail.len() == 3 {
                    (body, "")
                } else {
                    return Err(MoneyError::Unreadable);
                }
            }
            None => (body, ""),
        };
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        let number = format!("{sign}{}{fraction:0<digits$}", if whole.is_empty() { "0" } else { &whole });
        let minor = number.parse().map_err(|_| MoneyError::Overflow)?;
        Ok(Self { minor, currency })
    }
}

/// For logs and tests; people see `i18n::L10n::money`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_split_sums_to_the_whole(minor in -1_000_000_000_000i64..1_000_000_000_000, weights in prop::collection::vec(0u32..1000, 1..9)) {
            prop_assume!(weights.iter().any(|w| *w > 0));
            let parts = Money::new(minor, Currency::EUR).split(&weights).unwrap();
            prop_assert_eq!(parts.iter().map(|p| p.minor).sum::<i64>(), minor);
        }
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, minor) in [
            ("95,000", 9_500_000),
            ("95.000,50", 9_500_050),
            ("95 000.5", 9_500_050),
            ("1'234.56", 123_456),
            ("12", 1200),
            ("0,5", 50),
            ("-3.20", -320),
        ] {
            assert_eq!(Money::parse(text, Currency::EUR).unwrap().minor, minor, "{text}");
        }
        for bad in ["", "abc", "1.2345", "12e3", "1..", "١٢"] {
            assert!(Money::parse(bad, Currency::EUR).is_err(), "{bad}");
        }
        assert_eq!(Money::parse("1,000", "JPY".parse().unwrap()).unwrap().minor, 1000);
    }

    #[test]
    fn a_rate_rounds_once_and_by_name() {
        let m = Money::new(125, Currency::EUR);
        assert_eq!(m.times(Rate::from_basis_points(1000), Rounding::HalfUp).unwrap().minor, 13);
        assert_eq!(m.times(Rate::from_basis_points(1000), Rounding::HalfEven).unwrap().minor, 12);
        assert_eq!(m.times(Rate::from_basis_points(1000), Rounding::Down).unwrap().minor, 12);
    }

    #[test]
    fn currencies_never_mix() {
        assert_eq!(Money::new(1, Currency::EUR).plus(Money::new(1, Currency::USD)), Err(MoneyError::CurrencyMismatch));
    }
}
