//! The Cedar policies and the question put to them.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::sync::{PoisonError, RwLock};

use base::Fault;
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicyId, PolicySet, Request, Response,
    RestrictedExpression, Schema, ValidationMode, Validator,
};

use crate::{Actor, ActorKind, Permission, Resource, Role};

const SCHEMA: &str = include_str!("../policies/schema.cedarschema");

/// One file per area; the name is for messages.
const FILES: &[(&str, &str)] = &[
    ("limits", include_str!("../policies/limits.cedar")),
    ("everywhere", include_str!("../policies/everywhere.cedar")),
    ("operation", include_str!("../policies/operation.cedar")),
    ("partners", include_str!("../policies/partners.cedar")),
    ("accounts", include_str!("../policies/accounts.cedar")),
    ("recruit", include_str!("../policies/recruit.cedar")),
    ("onboard", include_str!("../policies/onboard.cedar")),
    ("enable", include_str!("../policies/enable.cedar")),
    ("sell", include_str!("../policies/sell.cedar")),
    ("incentivize", include_str!("../policies/incentivize.cedar")),
];

/// How the resource stands to the actor's partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Standing {
    /// It belongs to the member's partner, or to one that the channel manager looks after.
    Own,
    /// It belongs to another partner.
    Other,
    /// It belongs to no partner.
    General,
}

impl Standing {
    const fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Other => "other",
            Self::General => "general",
        }
    }

    fn of(actor: &Actor, resource: &Resource) -> Self {
        match resource.partner {
            None => Self::General,
            Some(p) if actor.partner == Some(p) || actor.assigned.contains(&p) => Self::Own,
            Some(_) => Self::Other,
        }
    }
}

/// Everything that a decision may depend on.
///
/// The request that Cedar sees is built from this and from nothing else, so a remembered answer is the
/// answer Cedar would give. A policy that needs to know more (the owner, an amount) gets it by a new
/// field here, and is then remembered by it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Question {
    kind: ActorKind,
    roles: u32,
    permission: Permission,
    standing: Standing,
    read_only: bool,
    in_scope: bool,
}

impl Question {
    fn new(actor: &Actor, permission: Permission, resource: &Resource) -> Self {
        let roles = Role::ALL.iter().filter(|r| actor.has(**r)).fold(0, |set, r| set | r.bit());
        Self {
            kind: actor.kind,
            roles,
            permission,
            standing: Standing::of(actor, resource),
            read_only: actor.read_only,
            in_scope: actor.scopes.as_ref().is_none_or(|s| s.contains(&permission)),
        }
    }

    fn roles(self) -> impl Iterator<Item = Role> {
        Role::ALL.iter().copied().filter(move |r| self.roles & r.bit() != 0)
    }
}

/// The policies of this deployment, checked and ready to answer.
#[derive(Debug)]
pub struct Policy {
    schema: Schema,
    policies: PolicySet,
    types: Types,
    answers: RwLock<HashMap<Question, bool>>,
}

impl Policy {
    /// Reads the policies that ship in the binary and checks them strictly against their schema.
    pub fn load() -> Result<Self, Fault> {
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).map_err(|e| Fault::new("reading the access schema", e))?;
        let mut policies = PolicySet::new();
        for (file, text) in FILES {
            add_file(&mut policies, file, text)?;
        }
        let checked = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        if !checked.validation_passed_without_warnings() {
            let errors = checked.validation_errors().map(ToString::to_string);
            let warnings = checked.validation_warnings().map(ToString::to_string);
            return Err(Fault::plain(format!(
                "the access policies do not fit their schema: {}",
                errors.chain(warnings).collect::<Vec<_>>().join("; ")
            )));
        }
        let types = Types::new()?;
        same_actions(&schema, &types)?;
        Ok(Self { schema, policies, types, answers: RwLock::default() })
    }

    /// Whether the actor may do this on this resource.
    ///
    /// Answers are remembered by everything that they depend on, so that a page with a hundred rows
    /// costs a few decisions. There are few different questions (roles come in few combinations), so
    /// nothing is ever forgotten.
    pub fn may(&self, actor: &Actor, permission: Permission, resource: &Resource) -> bool {
        let question = Question::new(actor, permission, resource);
        let known = self.answers.read().unwrap_or_else(PoisonError::into_inner).get(&question).copied();
        if let Some(known) = known {
            return known;
        }
        let answer = self.decide(question);
        self.answers.write().unwrap_or_else(PoisonError::into_inner).insert(question, answer);
        answer
    }

    /// The ids of the policies that decided, in order; none when nothing permits it.
    pub fn explain(&self, actor: &Actor, permission: Permission, resource: &Resource) -> Vec<String> {
        match self.ask(Question::new(actor, permission, resource)) {
            Ok(response) => {
                let mut ids: Vec<String> = response.diagnostics().reason().map(ToString::to_string).collect();
                ids.sort();
                ids
            }
            Err(fault) => vec![format!("fault: {fault}")],
        }
    }

    /// The answer without the memory.
    #[cfg(test)]
    pub(crate) fn may_afresh(&self, actor: &Actor, permission: Permission, resource: &Resource) -> bool {
        self.decide(Question::new(actor, permission, resource))
    }

    fn decide(&self, question: Question) -> bool {
        self.ask(question).is_ok_and(|r| is_allowed(&r))
    }

    fn ask(&self, q: Question) -> Result<Response, Fault> {
        let t = &self.types;
        let (actor_type, role_type) = match q.kind {
            ActorKind::Anonymous => (&t.anonymous, None),
            ActorKind::Staff => (&t.staff, Some(&t.staff_role)),
            ActorKind::Member => (&t.member, Some(&t.partner_role)),
            ActorKind::System => (&t.system, None),
        };
        let principal = uid(actor_type, "actor");
        let roles: HashSet<EntityUid> = role_type.map(|t| q.roles().map(|r| uid(t, r.code())).collect()).unwrap_or_default();
        let action = uid(&t.action, q.permission.code());
        let resource = uid(&t.record, "resource");
        let standing = RestrictedExpression::new_entity_uid(uid(&t.standing, q.standing.code()));

        let doing = "asking the access policies";
        let record = Entity::new(resource.clone(), HashMap::from([("standing".to_owned(), standing)]), HashSet::new())
            .map_err(|e| Fault::new(doing, e))?;
        let entities = roles
            .iter()
            .map(|r| Entity::new_no_attrs(r.clone(), HashSet::new()))
            .chain([Entity::new_no_attrs(principal.clone(), roles.clone()), record]);
        let entities = Entities::from_entities(entities, Some(&self.schema)).map_err(|e| Fault::new(doing, e))?;
        let context = Context::from_pairs([
            ("read_only".to_owned(), RestrictedExpression::new_bool(q.read_only)),
            ("in_scope".to_owned(), RestrictedExpression::new_bool(q.in_scope)),
        ])
        .map_err(|e| Fault::new(doing, e))?;
        let request = Request::new(principal, action, resource, context, Some(&self.schema)).map_err(|e| Fault::new(doing, e))?;
        Ok(Authorizer::new().is_authorized(&request, &self.policies, &entities))
    }
}

/// Cedar skips a policy that fails to evaluate, which would drop a `forbid`; here it denies.
fn is_allowed(response: &Response) -> bool {
    response.decision() == Decision::Allow && response.diagnostics().errors().next().is_none()
}

/// Adds a file's policies under the ids that they name themselves.
fn add_file(all: &mut PolicySet, file: &str, text: &str) -> Result<(), Fault> {
    let read = PolicySet::from_str(text).map_err(|e| Fault::new(format!("reading the access policies of {file}"), e))?;
    for policy in read.policies() {
        let id = policy.annotation("id").ok_or_else(|| Fault::plain(format!("a policy of {file} has no @id: {policy}")))?;
        all.add(policy.new_id(PolicyId::new(id))).map_err(|e| Fault::new(format!("adding policy {id} of {file}"), e))?;
    }
    Ok(())
}

/// Checks that the schema's actions are the permissions, each in the right group.
fn same_actions(schema: &Schema, types: &Types) -> Result<(), Fault> {
    let entities = schema.action_entities().map_err(|e| Fault::new("reading the actions of the access schema", e))?;
    let group = |write: bool| uid(&types.action, if write { "write" } else { "read" });
    for p in Permission::ALL {
        let action = uid(&types.action, p.code());
        if entities.get(&action).is_none() {
            return Err(Fault::plain(format!("the access schema lacks action {p}")));
        }
        if !entities.is_ancestor_of(&group(p.is_write()), &action) || entities.is_ancestor_of(&group(!p.is_write()), &action) {
            return Err(Fault::plain(format!("the access schema has action {p} in the wrong group")));
        }
    }
    // Two more than the permissions: the groups themselves.
    let n_actions = schema.actions().count();
    if n_actions != Permission::ALL.len().saturating_add(2) {
        return Err(Fault::plain(format!(
            "the access schema has {n_actions} actions, not two groups and {} permissions",
            Permission::ALL.len()
        )));
    }
    Ok(())
}

fn uid(kind: &EntityTypeName, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(id))
}

/// The names of the entity types, parsed once.
#[derive(Debug)]
struct Types {
    action: EntityTypeName,
    anonymous: EntityTypeName,
    staff: EntityTypeName,
    member: EntityTypeName,
    system: EntityTypeName,
    staff_role: EntityTypeName,
    partner_role: EntityTypeName,
    record: EntityTypeName,
    standing: EntityTypeName,
}

impl Types {
    fn new() -> Result<Self, Fault> {
        let name = |n: &str| EntityTypeName::from_str(n).map_err(|e| Fault::new("naming an access entity type", e));
        Ok(Self {
            action: name("Action")?,
            anonymous: name("Anonymous")?,
            staff: name("Staff")?,
            member: name("Member")?,
            system: name("System")?,
            staff_role: name("StaffRole")?,
            partner_role: name("PartnerRole")?,
            record: name("Record")?,
            standing: name("Standing")?,
        })
    }
}
