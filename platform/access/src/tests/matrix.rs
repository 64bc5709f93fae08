//! The whole matrix, role by permission by standing, checked in as `matrix.txt`.

use std::fmt::Write as _;

use crate::tests::policy::{member, ours, staff, theirs};
use crate::{Permission, Policy, Resource, Role};

/// `.` nothing, `o` own only, `g` general only, `A` all; letters combine.
fn cell(policy: &Policy, role: Role, permission: Permission) -> String {
    let actor = if role.is_staff() { staff(&[role]) } else { member(&[role]) };
    let may = |r: &Resource| policy.may(&actor, permission, r);
    let (own, other, general) =
        (may(&Resource::of("thing", ours())), may(&Resource::of("thing", theirs())), may(&Resource::general("thing")));
    match (own, other, general) {
        (true, true, true) => "A".to_owned(),
        (false, false, false) => ".".to_owned(),
        _ => [(own, 'o'), (other, 'x'), (general, 'g')].iter().filter(|c| c.0).map(|c| c.1).collect(),
    }
}

fn matrix(policy: &Policy) -> String {
    let mut text = String::from(
        "Who may do what. Generated from the policies; see src/tests/matrix.rs.\n\
         A: on every resource. o: on those of the own partner. x: on those of other partners.\n\
         g: on those of no partner. A dot: never.\n\n",
    );
    for (i, role) in Role::ALL.iter().enumerate() {
        writeln!(text, "{:22}{}{role}", "", "|  ".repeat(i)).unwrap();
    }
    for permission in Permission::ALL {
        let mut line = format!("{:22}", permission.code());
        for role in Role::ALL {
            write!(line, "{:3}", cell(policy, *role, *permission)).unwrap();
        }
        writeln!(text, "{}", line.trim_end()).unwrap();
    }
    text
}

#[test]
fn the_matrix_is_the_one_checked_in() {
    let policy = Policy::load().unwrap();
    let now = matrix(&policy);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/matrix.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let checked_in = std::fs::read_to_string(path).unwrap_or_default();
    assert!(checked_in == now, "the matrix changed; if that is meant, run with UPDATE_SNAPSHOTS=1 and read the difference.\n{now}");
}
