//! Searching in text columns.

use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, SimpleExpr};

/// Whether `column` holds `text` anywhere; what would be a pattern (`%`, `_`) is only text here.
pub fn holds(column: impl Into<Expr>, text: &str) -> SimpleExpr {
    let literal: String = text.chars().flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c])).collect();
    column.into().like(LikeExpr::new(format!("%{literal}%")).escape('!'))
}
