//! A short way to say tables, for migrations: one definition, rendered for either database.

use base::Result;
use sea_orm::sea_query::{Alias, ColumnDef, Expr, ExprTrait, ForeignKey, ForeignKeyAction, Index, Table};
use sea_orm::{ConnectionTrait, DatabaseExecutor};

use crate::Dialect;
use crate::fault::Broken;

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    name: &'static str,
    kind: ColumnKind,
    null: bool,
    primary: bool,
    one_of: &'static [&'static str],
    default: Option<Default>,
}

#[derive(Debug, Clone, Copy)]
enum ColumnKind {
    Uuid,
    Text,
    Int,
    Bool,
    Instant,
    Date,
    Json,
    Real,
}

#[derive(Debug, Clone, Copy)]
enum Default {
    Int(i64),
    Bool(bool),
    Text(&'static str),
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $fn:ident = $kind:ident,)*) => {$(
        $(#[$doc])*
        pub const fn $fn(name: &'static str) -> Self {
            Self { name, kind: ColumnKind::$kind, null: false, primary: false, one_of: &[], default: None }
        }
    )*};
}

impl Column {
    kinds! {
        /// A key.
        uuid = Uuid,
        /// A text; lengths are checked by the domain, because SQLite would not.
        text = Text,
        /// A 64-bit whole number; also money in minor units.
        int = Int,
        /// Yes or no.
        boolean = Bool,
        /// A moment in UTC.
        instant = Instant,
        /// A calendar date.
        date = Date,
        /// A JSON value.
        json = Json,
        /// A floating-point number; never money.
        real = Real,
    }

    /// May be absent.
    #[must_use]
    pub const fn null(mut self) -> Self {
        self.null = true;
        self
    }

    /// The primary key.
    #[must_use]
    pub const fn primary(mut self) -> Self {
        self.primary = true;
        self
    }

    /// A text that must be one of these, by a CHECK constraint.
    #[must_use]
    pub const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.one_of = values;
        self
    }

    /// A default for rows that are already there.
    #[must_use]
    pub const fn default_int(mut self, value: i64) -> Self {
        self.default = Some(Default::Int(value));
        self
    }

    /// A default for rows that are already there.
    #[must_use]
    pub const fn default_bool(mut self, value: bool) -> Self {
        self.default = Some(Default::Bool(value));
        self
    }

    /// A default for rows that are already there.
    #[must_use]
    pub const fn default_text(mut self, value: &'static str) -> Self {
        self.default = Some(Default::Text(value));
        self
    }

    fn def(&self) -> ColumnDef {
        let mut def = ColumnDef::new(Alias::new(self.name));
        match self.kind {
            ColumnKind::Uuid => def.uuid(),
            ColumnKind::Text => def.text(),
            ColumnKind::Int => def.big_integer(),
            ColumnKind::Bool => def.boolean(),
            ColumnKind::Instant => def.timestamp_with_time_zone(),
            ColumnKind::Date => def.date(),
            ColumnKind::Json => def.json_binary(),
            ColumnKind::Real => def.double(),
        };
        if !self.null {
            def.not_null();
        }
        if self.primary {
            def.primary_key();
        }
        match self.default {
            Some(Default::Int(v)) => def.default(v),
            Some(Default::Bool(v)) => def.default(v),
            Some(Default::Text(v)) => def.default(v),
            None => &mut def,
        };
        if !self.one_of.is_empty() {
            def.check(Expr::col(Alias::new(self.name)).is_in(self.one_of.iter().copied()));
        }
        def
    }
}

/// A table to create.
#[derive(Debug, Clone)]
pub struct TableDef {
    name: &'static str,
    columns: Vec<Column>,
    primary: Vec<&'static str>,
    unique: Vec<&'static [&'static str]>,
    index: Vec<&'static [&'static str]>,
    references: Vec<(&'static str, &'static str)>,
    if_absent: bool,
}

/// Begins a table; `.id()` gives it the usual uuid key.
pub fn table(name: &'static str) -> TableDef {
    TableDef { name, columns: vec![], primary: vec![], unique: vec![], index: vec![], references: vec![], if_absent: false }
}

impl TableDef {
    /// The usual key: `id uuid primary key`.
    #[must_use]
    pub fn id(self) -> Self {
        self.column(Column::uuid("id").primary())
    }
    /// Adds a column.
    #[must_use]
    pub fn column(mut self, column: Column) -> Self {
        self.columns.push(column);
        self
    }
    /// Adds several columns of one making, such as `.all(Column::text, &["name", "city"])`.
    #[must_use]
    pub fn all(mut self, make: fn(&'static str) -> Column, names: &[&'static str]) -> Self {
        self.columns.extend(names.iter().map(|n| make(n)));
        self
    }
    /// Adds several columns that may be absent.
    #[must_use]
    pub fn all_null(mut self, make: fn(&'static str) -> Column, names: &[&'static str]) -> Self {
        self.columns.extend(names.iter().map(|n| make(n).null()));
        self
    }
    /// A key of several columns.
    #[must_use]
    pub fn key(mut self, columns: &[&'static str]) -> Self {
        self.primary = columns.to_vec();
        self
    }
    /// A unique index, named `uq_table_columns`.
    #[must_use]
    pub fn unique(mut self, columns: &'static [&'static str]) -> Self {
        self.unique.push(columns);
        self
    }
    /// An index, named `ix_table_columns`.
    #[must_use]
    pub fn index(mut self, columns: &'static [&'static str]) -> Self {
        self.index.push(columns);
        self
    }
    /// A foreign key to another table's `id`.
    #[must_use]
    pub fn references(mut self, column: &'static str, table: &'static str) -> Self {
        self.references.push((column, table));
        self
    }
    /// Does nothing when the table is there.
    #[must_use]
    pub fn if_absent(mut self) -> Self {
        self.if_absent = true;
        self
    }
}

/// What a migration talks to.
pub struct Schema<'c> {
    conn: DatabaseExecutor<'c>,
    dialect: Dialect,
}

impl<'c> Schema<'c> {
    /// A helper on a connection or a transaction.
    pub fn new(conn: impl Into<DatabaseExecutor<'c>>, dialect: Dialect) -> Self {
        Self { conn: conn.into(), dialect }
    }

    /// Which database it is; for the rare statement that only one of them needs.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Creates a table with its indexes.
    pub async fn create(&self, def: TableDef) -> Result<()> {
        let mut create = Table::create();
        create.table(Alias::new(def.name));
        if def.if_absent {
            create.if_not_exists();
        }
        for column in &def.columns {
            create.col(column.def());
        }
        if !def.primary.is_empty() {
            let mut key = Index::create();
            for column in &def.primary {
                key.col(Alias::new(*column));
            }
            create.primary_key(&mut key);
        }
        for (column, target) in &def.references {
            create.foreign_key(
                ForeignKey::create()
                    .name(format!("fk_{}_{column}", def.name))
                    .from(Alias::new(def.name), Alias::new(*column))
                    .to(Alias::new(*target), Alias::new("id"))
                    .on_delete(ForeignKeyAction::NoAction),
            );
        }
        self.conn.execute(&create).await.broken(&format!("creating table {}", def.name))?;
        for columns in &def.unique {
            self.index(def.name, columns, true).await?;
        }
        for columns in &def.index {
            self.index(def.name, columns, false).await?;
        }
        Ok(())
    }

    /// Adds columns to a table that is there; each may be absent or has a default.
    pub async fn add_columns(&self, name: &'static str, columns: &[Column]) -> Result<()> {
        for column in columns {
            let alter = Table::alter().table(Alias::new(name)).add_column(column.def()).to_owned();
            self.conn.execute(&alter).await.broken(&format!("adding a column to {name}"))?;
        }
        Ok(())
    }

    /// Creates an index on a table that is there.
    pub async fn index(&self, name: &'static str, columns: &[&'static str], unique: bool) -> Result<()> {
        let mut index = Index::create();
        index.table(Alias::new(name)).name(format!("{}_{name}_{}", if unique { "uq" } else { "ix" }, columns.join("_")));
        if unique {
            index.unique();
        }
        for column in columns {
            index.col(Alias::new(*column));
        }
        self.conn.execute(&index).await.broken(&format!("indexing {name}"))?;
        Ok(())
    }

    /// Runs a statement as it is written, for what only one database needs.
    pub async fn raw(&self, sql: &str) -> Result<()> {
        self.conn.execute_unprepared(sql).await.broken("running a migration statement")?;
        Ok(())
    }
}
