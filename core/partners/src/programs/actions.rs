//! Opening programs and adding products; reading them.

use access::{Permission, Resource};
use base::{Fault, ProgramId, Result};
use serde_json::json;
use work::{Entry, Work};

use super::model::{NewProduct, NewProgram, Product, Program, Tier};
use super::{rules, store};

const GENERAL: Resource = Resource { kind: "program", id: None, partner: None, owner: None };

/// The program that new partners are enrolled in.
pub async fn default_program(work: &Work) -> Result<Program> {
    let found = store::default_program(work).await?;
    Ok(found.ok_or_else(|| Fault::plain("there is no default program; open one in the console under Programs"))?)
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
    work.may(Permission::ProgramManage, &GENERAL)?;
    rules::check_program(new)?;
    let is_default = store::default_program(work).await?.is_none();
    let program =
        Program { id: work.new_id(), name: base::one_line(&new.name), purpose: new.purpose.trim().to_owned(), is_default, version: 1 };
    let mut levels = Vec::with_capacity(new.tiers.len());
    for (rank, t) in (1..).zip(&new.tiers) {
        levels.push(Tier {
            id: work.new_id(),
            program: program.id,
            rank,
            name: base::one_line(&t.name),
            min_revenue_minor: t.min_revenue_minor,
            currency: t.currency,
            min_certified: t.min_certified,
            margin_points: t.margin_points,
            protection_days: t.protection_days,
            benefits: t.benefits.clone(),
        });
    }
    store::add_program(work, &program, &levels).await?;
    let names: Vec<&str> = levels.iter().map(|t| t.name.as_str()).collect();
    work.audit(Entry::new("program.opened", "program", program.id).after(json!({ "name": program.name, "tiers": names })));
    Ok(program)
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
    };
    store::add_product(work, &product, position).await?;
    work.audit(Entry::new("product.added", "product", product.id).after(json!({ "key": product.key, "name": product.name })));
    Ok(product)
}
