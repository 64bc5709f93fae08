//! Shares by values: what they come to, and to whom.

use base::PartnerId;
use proptest::prelude::*;
use testkit::beginning;
use uuid::Uuid;

use super::super::model::{Member, Role, Share, View, WHOLE};
use super::super::rules;

fn partner(n: u128) -> PartnerId {
    Uuid::from_u128(n).into()
}

fn member(n: u128) -> Member {
    Member {
        deal: Uuid::from_u128(1).into(),
        partner: partner(n),
        role: Role::CoSell,
        view: View::default(),
        by_ruling: false,
        person: None,
        person_name: String::new(),
        since: beginning(),
        ended: None,
    }
}

proptest! {
    #[test]
    fn offering_and_leaving_keep_the_whole_and_nobody_else_loses(gives in proptest::collection::vec((2u128..6, 0i64..60, any::<bool>()), 1..12)) {
        let lead = partner(1);
        let mut shares = rules::in_force(lead, &[]);
        for (n, percent, leaves) in gives {
            let (who, before) = (partner(n), shares.clone());
            if leaves {
                shares = rules::after_leaving(&shares, lead, who);
                prop_assert_eq!(rules::of(&shares, who), 0);
            } else {
                match rules::offered(&shares, lead, who, percent * 100) {
                    Ok(after) => shares = after,
                    Err(_) => prop_assert!(rules::of(&shares, lead) < percent * 100),
                }
            }
            for other in (2..6).map(partner).filter(|p| *p != who) {
                prop_assert_eq!(rules::of(&shares, other), rules::of(&before, other));
            }
            let members: Vec<Member> = (2..6).map(member).collect();
            prop_assert!(rules::check_shares(lead, &members, &shares).is_ok());
            prop_assert_eq!(rules::credits(&shares).iter().map(|c| c.1 * 100).sum::<i64>(), WHOLE);
            prop_assert_eq!(rules::in_force(lead, &rules::credits(&shares)).iter().map(|s| s.points).sum::<i64>(), WHOLE);
        }
    }
}

#[test]
fn shares_of_strangers_of_parts_of_a_percent_and_twice_are_refused() {
    let lead = partner(1);
    let members = [member(2)];
    let sum = |all: &[(u128, i64)]| {
        let shares: Vec<Share> = all.iter().map(|(n, points)| Share { partner: partner(*n), points: *points }).collect();
        rules::check_shares(lead, &members, &shares).map(|s| s.iter().map(|s| (s.partner, s.points)).collect::<Vec<_>>())
    };
    assert_eq!(sum(&[(2, 4_000), (1, 6_000)]), Ok(vec![(lead, 6_000), (partner(2), 4_000)]), "the lead's first");
    assert_eq!(sum(&[(1, 10_000), (2, 0)]), Ok(vec![(lead, 10_000)]));
    let wrong: [&[(u128, i64)]; 6] =
        [&[(1, 6_000), (3, 4_000)], &[(1, 5_950), (2, 4_050)], &[(1, 6_000), (1, 4_000)], &[(1, 11_000), (2, -1_000)], &[(1, 9_000)], &[]];
    for all in wrong {
        assert_eq!(sum(all).map_err(|e| e.to_string()), Err(format!("the shares come to {}", all.iter().map(|a| a.1).sum::<i64>())));
    }
}
