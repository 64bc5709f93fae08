//! Tests of the ledger.

use base::{Currency, Money};
use proptest::prelude::*;

use super::model::{Account, Entry};
use super::rules::{check_balanced, transfer};

fn account() -> impl Strategy<Value = Account> {
    prop::sample::select(Account::ALL.to_vec())
}

proptest! {
    #[test]
    fn a_transfer_balances_and_its_opposite_undoes_it(from in account(), to in account(), minor in -1_000_000_000_000i64..1_000_000_000_000) {
        let there = transfer(from, to, Money::new(minor, Currency::EUR)).unwrap();
        let back = transfer(to, from, Money::new(minor, Currency::EUR)).unwrap();
        prop_assert!(check_balanced(&there).is_ok());
        for account in Account::ALL {
            let sum: i64 = there.iter().chain(&back).filter(|e| e.account == account).map(|e| e.amount.minor).sum();
            prop_assert_eq!(sum, 0);
        }
    }

    #[test]
    fn what_does_not_sum_to_zero_is_refused(minors in prop::collection::vec(-1_000_000i64..1_000_000, 1..6)) {
        let entries: Vec<Entry> =
            minors.iter().map(|m| Entry { account: Account::Accrued, amount: Money::new(*m, Currency::EUR) }).collect();
        prop_assert_eq!(check_balanced(&entries).is_ok(), minors.iter().sum::<i64>() == 0);
    }
}

#[test]
fn currencies_never_share_a_journal() {
    let entries = [
        Entry { account: Account::Accrued, amount: Money::new(100, Currency::EUR) },
        Entry { account: Account::Payable, amount: Money::new(-100, Currency::USD) },
    ];
    assert!(check_balanced(&entries).is_err());
    assert!(check_balanced(&[]).is_err());
    assert!(transfer(Account::Accrued, Account::Payable, Money::new(i64::MIN, Currency::EUR)).is_err());
}

#[test]
fn every_account_has_its_name() {
    for account in Account::ALL {
        assert_eq!(Account::from_code(account.code()), Some(account));
    }
}
