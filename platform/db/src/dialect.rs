//! Every place where the two databases want different words.

use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};

use crate::Dialect;

/// The calendar month (UTC) of an instant column, as `2026-11`.
pub fn month_bucket(dialect: Dialect, column: SimpleExpr) -> SimpleExpr {
    match dialect {
        Dialect::Sqlite => Expr::cust_with_exprs("strftime('%Y-%m', ?)", [column]),
        Dialect::Postgres => Expr::cust_with_exprs("to_char(date_trunc('month', $1 AT TIME ZONE 'UTC'), 'YYYY-MM')", [column]),
    }
}

/// A sum of whole numbers as a 64-bit whole number on both databases; null when there is no row.
pub fn sum(column: SimpleExpr) -> SimpleExpr {
    column.sum().cast_as("bigint")
}
