//! Opening programs and adding products; reading them.

use access::{Permission, Resource};
use base::{Error, Fault, ProductId, ProgramId, Result};
use serde_json::json;
use work::{Entry, Work};

use super::model::{Design, NewProduct, NewProgram, NewTier, Product, ProductChange, Program, Tier};
use super::{rules, store};

const GENERAL: Resource = Resource { kind: "program", id: None, partner: None, owner: None };

/// The program that new partners are enrolled in.
pub async fn default_program(work: &Work) -> Result<Program> {
    let found = store::default_program(work).await?;
    Ok(found.ok_or_else(|| Fault::plain("there is no default program; open one in the console under Programs"))?)
}

/// The program that new partners are enrolled in, if one has been opened.
pub async fn current(work: &Work) -> Result<Option<Program>> {
    store::default_program(work).await
}

/// The tiers of a program, entry first.
pub async fn tiers(work: &Work, program: ProgramId) -> Result<Vec<Tier>> {
    store::tiers(work, program).await
}

/// The tier of a rank in the default program.
pub async fn tier_by_rank(work: &Work, rank: i64) -> Result<Option<Tier>> {
    let program = default_program(work).await?;
    Ok(store::tiers(work, program.id).await?.into_iter().find(|t| t.rank == rank))
}

/// The products, in the order of the catalog.
pub async fn products(work: &Work) -> Result<Vec<Product>> {
    store::products(work).await
}

/// Opens a program with its tiers; the first one opened is the default.
pub async fn open_program(work: &Work, new: &NewProgram) -> Result<Program> {
    open(work, &rules::design_of(new)).await
}

/// Opens a program by its design; the first one opened is the default.
pub async fn open(work: &Work, design: &Design) -> Result<Program> {
    work.may(Permission::ProgramManage, &GENERAL)?;
    rules::check_program(design)?;
    let is_default = store::default_program(work).await?.is_none();
    let program = as_designed(
        Program { id: work.new_id(), name: String::new(), purpose: String::new(), kinds: Vec::new(), is_default, version: 1 },
        design,
    );
    let levels = levels(work, program.id, design, &[]);
    store::add_program(work, &program, &levels).await?;
    work.audit(Entry::new("program.opened", "program", program.id).after(told(&program, &levels)));
    Ok(program)
}

/// Changes the program that new partners are enrolled in; `version` is the one that was read.
///
/// The tiers of the design are the program's in order; further ones are added on top.
pub async fn redesign(work: &Work, version: Option<i64>, design: &Design) -> Result<Program> {
    work.may(Permission::ProgramManage, &GENERAL)?;
    let program = store::default_program(work).await?.ok_or_else(Error::missing)?;
    if version.is_some_and(|v| v != program.version) {
        return Err(Error::stale());
    }
    rules::check_program(design)?;
    let before = store::tiers(work, program.id).await?;
    rules::check_kept(&before, design)?;
    let was = told(&program, &before);
    let program = store::save_program(work, &as_designed(program, design)).await?;
    let levels = levels(work, program.id, design, &before);
    store::save_tiers(work, &levels, before.len()).await?;
    work.audit(Entry::new("program.changed", "program", program.id).change(was, told(&program, &levels)));
    Ok(program)
}

fn as_designed(program: Program, design: &Design) -> Program {
    Program { name: base::one_line(&design.name), purpose: base::one_line(&design.purpose), kinds: design.kinds.clone(), ..program }
}

/// The tiers of a design, with the ids of those that are there.
fn levels(work: &Work, program: ProgramId, design: &Design, before: &[Tier]) -> Vec<Tier> {
    let mut ids = before.iter().map(|t| t.id);
    let level = |(rank, t): (i64, &NewTier)| Tier {
        id: ids.next().unwrap_or_else(|| work.new_id()),
        program,
        rank,
        name: base::one_line(&t.name),
        min_revenue_minor: t.min_revenue_minor,
        currency: t.currency,
        min_certified: t.min_certified,
        margin_points: t.margin_points,
        protection_days: t.protection_days,
        benefits: rules::lines(&t.benefits),
    };
    (1..).zip(&design.tiers).map(level).collect()
}

fn told(program: &Program, levels: &[Tier]) -> serde_json::Value {
    let tier = |t: &Tier| {
        json!({
            "name": t.name, "min_revenue_minor": t.min_revenue_minor, "currency": t.currency.code(), "min_certified": t.min_certified,
            "margin_points": t.margin_points, "protection_days": t.protection_days, "benefits": t.benefits,
        })
    };
    let kinds: Vec<&str> = program.kinds.iter().map(|k| k.code()).collect();
    json!({ "name": program.name, "purpose": program.purpose, "types": kinds, "tiers": levels.iter().map(tier).collect::<Vec<_>>() })
}

/// Adds a product at the end of the catalog.
pub async fn add_product(work: &Work, new: &NewProduct) -> Result<Product> {
    work.may(Permission::ProgramManage, &GENERAL)?;
    rules::check_product(new)?;
    let position = i64::try_from(store::products(work).await?.len()).unwrap_or(i64::MAX);
    let product = Product {
        id: work.new_id(),
        key: new.key.clone(),
        name: base::one_line(&new.name),
        family: base::one_line(&new.family),
        active: true,
        version: 1,
    };
    store::add_product(work, &product, position).await?;
    work.audit(Entry::new("product.added", "product", product.id).after(json!({ "key": product.key, "name": product.name })));
    Ok(product)
}

/// One product.
pub async fn product(work: &Work, id: ProductId) -> Result<Product> {
    work.may(Permission::ProgramRead, &GENERAL)?;
    store::product(work, id).await
}

/// Changes a product, or takes it off sale; `version` is the one that was read.
pub async fn change_product(work: &Work, id: ProductId, version: Option<i64>, change: &ProductChange) -> Result<Product> {
    work.may(Permission::ProgramManage, &GENERAL)?;
    let product = store::product(work, id).await?;
    if version.is_some_and(|v| v != product.version) {
        return Err(Error::stale());
    }
    rules::check_change(change)?;
    let was = json!({ "name": product.name, "family": product.family, "active": product.active });
    let product = Product { name: base::one_line(&change.name), family: base::one_line(&change.family), active: change.active, ..product };
    let product = store::save_product(work, &product).await?;
    let is = json!({ "name": product.name, "family": product.family, "active": product.active });
    work.audit(Entry::new("product.changed", "product", product.id).change(was, is));
    Ok(product)
}
