//! Templates as rows, and the ones that ship.

use access::Role;
use base::{Fault, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use work::Work;

use crate::activation::model::{NewTemplate, StepKind, StepSpec, Template, Words};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "activation_template")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub key: String,
    pub created_by: String,
    pub no: i64,
    pub types: Json,
    pub title: Json,
    pub steps: Json,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Words as JSON.
#[derive(Serialize, Deserialize)]
pub(super) struct WordsRow {
    en: String,
    #[serde(default)]
    de: String,
}

impl From<&Words> for WordsRow {
    fn from(w: &Words) -> Self {
        Self { en: w.en.clone(), de: w.de.clone() }
    }
}

impl From<WordsRow> for Words {
    fn from(w: WordsRow) -> Self {
        Self { en: w.en, de: w.de }
    }
}

/// A step as JSON, in rows and in the file that ships.
#[derive(Serialize, Deserialize)]
struct StepRow {
    key: String,
    kind: String,
    #[serde(default)]
    subject: String,
    owner: String,
    due_days: i64,
    weight: i64,
    required: bool,
    #[serde(default)]
    after: Vec<String>,
    title: WordsRow,
    what: WordsRow,
    why: WordsRow,
    takes: WordsRow,
    proof: WordsRow,
}

fn spec(s: StepRow) -> Result<StepSpec, Fault> {
    let broken = |what: &str| Fault::plain(format!("step {:?} of an activation template has no {what} that is known", s.key));
    let kind = StepKind::from_names(&s.kind, &s.subject).ok_or_else(|| broken("kind"))?;
    let owner = Role::from_code(&s.owner).ok_or_else(|| broken("owner"))?;
    Ok(StepSpec {
        key: s.key,
        title: s.title.into(),
        what: s.what.into(),
        why: s.why.into(),
        takes: s.takes.into(),
        proof: s.proof.into(),
        owner,
        due_days: s.due_days,
        after: s.after,
        required: s.required,
        weight: s.weight,
        kind,
    })
}

fn step_row(s: &StepSpec) -> StepRow {
    StepRow {
        key: s.key.clone(),
        kind: s.kind.name().to_owned(),
        subject: s.kind.subject().to_owned(),
        owner: s.owner.code().to_owned(),
        due_days: s.due_days,
        weight: s.weight,
        required: s.required,
        after: s.after.clone(),
        title: (&s.title).into(),
        what: (&s.what).into(),
        why: (&s.why).into(),
        takes: (&s.takes).into(),
        proof: (&s.proof).into(),
    }
}

fn read<T: serde::de::DeserializeOwned>(json: Json, id: Uuid, column: &str) -> Result<T, Fault> {
    serde_json::from_value(json).map_err(|e| Fault::new(format!("reading activation_template.{column} of {id}"), e))
}

fn template(m: Model) -> Result<Template> {
    let title: WordsRow = read(m.title, m.id, "title")?;
    let steps: Vec<StepRow> = read(m.steps, m.id, "steps")?;
    Ok(Template {
        types: read(m.types, m.id, "types")?,
        title: title.into(),
        steps: steps.into_iter().map(spec).collect::<Result<_, _>>()?,
        id: m.id,
        key: m.key,
        no: m.no,
        created_at: m.created_at,
        created_by: m.created_by,
    })
}

/// The templates that ship: for resellers, MSPs, service partners and all others.
pub(in crate::activation) fn shipped() -> Result<Vec<NewTemplate>> {
    #[derive(Deserialize)]
    struct File {
        key: String,
        types: Vec<String>,
        title: WordsRow,
        steps: Vec<StepRow>,
    }
    let files: Vec<File> = serde_json::from_str(include_str!("../../../defaults/activation.json"))
        .map_err(|e| Fault::new("reading the activation templates that ship", e))?;
    let new = |f: File| -> Result<NewTemplate> {
        let steps = f.steps.into_iter().map(spec).collect::<Result<_, _>>()?;
        Ok(NewTemplate { key: f.key, types: f.types, title: f.title.into(), steps })
    };
    files.into_iter().map(new).collect()
}

/// Writes a version.
pub(in crate::activation) async fn add_template(work: &Work, t: &Template) -> Result<()> {
    let json = |value: serde_json::Result<Json>| value.map_err(|e| Fault::new("writing an activation template", e));
    let row: ActiveModel = Model {
        id: t.id,
        key: t.key.clone(),
        created_by: t.created_by.clone(),
        no: t.no,
        types: json(serde_json::to_value(&t.types))?,
        title: json(serde_json::to_value(WordsRow::from(&t.title)))?,
        steps: json(serde_json::to_value(t.steps.iter().map(step_row).collect::<Vec<_>>()))?,
        created_at: t.created_at,
    }
    .into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing an activation template")?;
    Ok(())
}

/// Every version of every template, by key, newest first. They are few.
pub(in crate::activation) async fn templates(work: &Work) -> Result<Vec<Template>> {
    let query = Entity::find().order_by_asc(Column::Key).order_by_desc(Column::No);
    query.all(&work.conn()).await.broken("reading activation templates")?.into_iter().map(template).collect()
}

/// The newest version of each template.
pub(in crate::activation) async fn current_templates(work: &Work) -> Result<Vec<Template>> {
    let mut all = templates(work).await?;
    all.dedup_by(|a, b| a.key == b.key);
    Ok(all)
}

/// The number of the newest version of a key; 0 when there is none.
pub(in crate::activation) async fn latest_no(work: &Work, key: &str) -> Result<i64> {
    let query = Entity::find().filter(Column::Key.eq(key)).order_by_desc(Column::No).select_only().column(Column::No);
    let no: Option<i64> = query.into_tuple().one(&work.conn()).await.broken("reading an activation template")?;
    Ok(no.unwrap_or(0))
}
