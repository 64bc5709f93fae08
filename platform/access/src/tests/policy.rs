use base::{PartnerId, UserId};
use uuid::Uuid;

use crate::{Actor, Permission as P, Policy, Resource, Role, Scope};

pub(crate) fn ours() -> PartnerId {
    PartnerId::from(Uuid::from_u128(1))
}

pub(crate) fn theirs() -> PartnerId {
    PartnerId::from(Uuid::from_u128(2))
}

fn user() -> UserId {
    UserId::from(Uuid::from_u128(3))
}

pub(crate) fn staff(roles: &[Role]) -> Actor {
    Actor::staff(user(), "Sasha Staff", roles)
}

pub(crate) fn member(roles: &[Role]) -> Actor {
    Actor::member(user(), "Mika Member", ours(), roles)
}

fn deal() -> Resource {
    Resource::of("deal", ours())
}

fn their_deal() -> Resource {
    Resource::of("deal", theirs())
}

#[test]
fn codes_are_unique_and_round_trip() {
    for p in P::ALL {
        assert_eq!(P::from_code(p.code()), Some(*p));
    }
    for r in Role::ALL {
        assert_eq!(Role::from_code(r.code()), Some(*r));
        assert_eq!(Role::ALL.iter().filter(|o| o.bit() == r.bit()).count(), 1, "{r}");
    }
    assert_eq!(P::from_code("deal.steal"), None);
    assert_eq!(Role::from_code("root"), None);
}

#[test]
fn the_policies_load_and_fit_their_schema() {
    if let Err(fault) = Policy::load() {
        panic!("{fault}");
    }
}

#[test]
fn a_member_never_reaches_another_partner() {
    let policy = Policy::load().unwrap();
    let everything = Role::ALL.to_vec();
    let actor = member(&everything);
    for p in P::ALL {
        assert!(!policy.may(&actor, *p, &their_deal()), "{p}");
    }
    assert!(policy.may(&actor, P::DealRegister, &deal()));
}

#[test]
fn roles_of_the_other_side_count_for_nothing() {
    let policy = Policy::load().unwrap();
    for p in P::ALL {
        assert!(!policy.may(&member(&[Role::Owner, Role::Auditor]), *p, &deal()), "{p}");
        assert!(!policy.may(&staff(&[Role::PartnerAdmin, Role::Executive]), *p, &deal()), "{p}");
    }
}

#[test]
fn nobody_and_no_role_may_nothing() {
    let policy = Policy::load().unwrap();
    for actor in [Actor::anonymous(), staff(&[]), member(&[])] {
        for p in P::ALL {
            for r in [deal(), their_deal(), Resource::general("course")] {
                assert!(!policy.may(&actor, *p, &r), "{p} {r:?}");
            }
        }
    }
}

#[test]
fn the_system_and_the_owner_may_everything_but_sign_for_the_other_side() {
    let policy = Policy::load().unwrap();
    assert!(!policy.may(&staff(&[Role::Owner]), P::AgreementSign, &deal()));
    for actor in [Actor::system("test"), staff(&[Role::Owner])] {
        for p in P::ALL.iter().filter(|p| **p != P::AgreementSign) {
            for r in [deal(), Resource::general("course")] {
                assert!(policy.may(&actor, *p, &r), "{p} {r:?}");
            }
        }
    }
}

#[test]
fn read_only_never_writes_and_still_reads() {
    let policy = Policy::load().unwrap();
    let viewing = Actor { read_only: true, on_behalf_of: Some(user()), ..member(&[Role::PartnerAdmin]) };
    let frozen_owner = Actor { read_only: true, ..staff(&[Role::Owner]) };
    for p in P::ALL.iter().filter(|p| p.is_write()) {
        assert!(!policy.may(&viewing, *p, &deal()), "{p}");
        assert!(!policy.may(&frozen_owner, *p, &deal()), "{p}");
    }
    assert!(policy.may(&viewing, P::DealRead, &deal()));
    assert!(policy.may(&frozen_owner, P::AuditRead, &Resource::general("audit")));
    // The same question without the flag is another question, also to the memory.
    assert!(policy.may(&member(&[Role::PartnerAdmin]), P::DealRegister, &deal()));
    assert!(!policy.may(&viewing, P::DealRegister, &deal()));
}

#[test]
fn an_auditor_reads_all_but_mails_and_changes_nothing_whatever_else_they_are() {
    let policy = Policy::load().unwrap();
    let auditor = staff(&[Role::Auditor]);
    let both = staff(&[Role::Auditor, Role::Owner]);
    for p in P::ALL {
        assert_eq!(policy.may(&auditor, *p, &deal()), !p.is_write() && *p != P::MailRead, "{p}");
        assert_eq!(policy.may(&both, *p, &deal()), !p.is_write(), "{p}");
    }
}

#[test]
fn a_token_does_no_more_than_its_scopes_and_no_more_than_its_user() {
    let policy = Policy::load().unwrap();
    let token = Actor { scopes: Some(vec![P::DealRead, P::AccrualApprove]), ..member(&[Role::Sales]) };
    assert!(policy.may(&token, P::DealRead, &deal()));
    assert!(!policy.may(&token, P::DealRegister, &deal()), "not in the scopes");
    assert!(!policy.may(&token, P::AccrualApprove, &deal()), "not the user's");
    assert!(!policy.may(&token, P::DealRead, &their_deal()), "not the user's partner");
    let useless = Actor { scopes: Some(Vec::new()), ..staff(&[Role::Owner]) };
    assert!(P::ALL.iter().all(|p| !policy.may(&useless, *p, &deal())));
}

#[test]
fn money_is_decided_by_finance_and_signed_by_those_who_may_bind() {
    let policy = Policy::load().unwrap();
    let may = |role: Role, p: P| {
        let actor = if role.is_staff() { staff(&[role]) } else { member(&[role]) };
        policy.may(&actor, p, &deal())
    };
    let who = |p: P| Role::ALL.iter().copied().filter(|r| may(*r, p)).collect::<Vec<_>>();
    assert_eq!(who(P::AccrualApprove), [Role::Owner, Role::PartnerFinance]);
    assert_eq!(who(P::AgreementSign), [Role::PartnerAdmin, Role::Executive]);
    assert_eq!(who(P::AgreementCountersign), [Role::Owner, Role::PartnerOps]);
    assert_eq!(who(P::DealDecide), [Role::Owner, Role::PartnerOps, Role::ChannelManager]);
    assert_eq!(who(P::SettingsManage), [Role::Owner]);
    assert_eq!(who(P::UserManage), [Role::Owner]);
    assert_eq!(who(P::MailRead), [Role::Owner]);
    assert_eq!(who(P::MemberManage), [Role::Owner, Role::PartnerOps, Role::ChannelManager, Role::PartnerAdmin]);
}

#[test]
fn a_member_changes_what_belongs_to_nobody_only_where_that_is_meant() {
    let policy = Policy::load().unwrap();
    let actor = member(Role::ALL);
    let allowed: Vec<P> = P::ALL.iter().copied().filter(|p| p.is_write() && policy.may(&actor, *p, &Resource::general("thing"))).collect();
    assert_eq!(allowed, [P::TokenManage, P::CourseTake, P::FileUpload]);
    assert!(policy.may(&actor, P::DealRegister, &Resource::own("deal", &actor)));
    let lost = Actor { partner: None, ..actor };
    assert!(!policy.may(&lost, P::DealRegister, &Resource::own("deal", &lost)));
}

#[test]
fn the_deciding_policies_are_named() {
    let policy = Policy::load().unwrap();
    assert_eq!(policy.explain(&member(&[Role::Sales]), P::DealRegister, &deal()), ["sell.member_register"]);
    assert_eq!(policy.explain(&member(&[Role::Sales]), P::DealRegister, &their_deal()), ["limits.other_partner"]);
    assert_eq!(policy.explain(&member(&[Role::Sales]), P::DealDecide, &deal()), Vec::<String>::new());
    let viewing = Actor { read_only: true, ..staff(&[Role::Owner]) };
    assert_eq!(policy.explain(&viewing, P::DealRegister, &deal()), ["limits.read_only"]);
}

#[test]
fn what_is_remembered_is_what_is_asked() {
    let policy = Policy::load().unwrap();
    let actors = [staff(&[Role::ChannelManager]), member(&[Role::Sales]), member(&[Role::Sales, Role::MemberFinance]), Actor::anonymous()];
    for round in 0..2 {
        for actor in &actors {
            for p in P::ALL {
                for r in [deal(), their_deal(), Resource::general("course")] {
                    assert_eq!(policy.may(actor, *p, &r), policy.may_afresh(actor, *p, &r), "round {round} {p} {r:?}");
                }
            }
        }
    }
}

#[test]
fn the_scope_follows_the_side() {
    assert_eq!(staff(&[]).scope(), Scope::All);
    assert_eq!(Actor::system("job").scope(), Scope::All);
    assert_eq!(member(&[Role::Sales]).scope(), Scope::Partners(vec![ours()]));
    assert_eq!(Actor { partner: None, ..member(&[Role::PartnerAdmin]) }.scope(), Scope::Nothing);
    assert_eq!(Actor::anonymous().scope(), Scope::Nothing);
    assert!(member(&[]).scope().holds(Some(ours())) && !member(&[]).scope().holds(Some(theirs())));
    assert!(!Actor::anonymous().scope().holds(None));
}
