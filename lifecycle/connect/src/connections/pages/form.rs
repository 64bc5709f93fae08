//! The form of a connection.

use askama::Template;
use base::{ConnectionId, Currency, FieldError, Invalid};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, FormErrors, Me, Page, Reply};

use super::super::model::NewConnection;
use super::system_name;
use crate::contract::model::{Field, Mark, Owner, Protocol, Settings, System};

/// What the form holds; secrets are never filled in again.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct ConnectionForm {
    pub(super) name: String,
    pub(super) system: String,
    pub(super) url: String,
    protocol: String,
    database: String,
    login: String,
    client_id: String,
    key_field: String,
    pipeline: String,
    currency: String,
    token: String,
    client_secret: String,
    stage_qualified: String,
    stage_proposal: String,
    stage_negotiation: String,
    stage_won: String,
    stage_lost: String,
    owner_value: String,
    owner_close_on: String,
    owner_stage: String,
    pub(super) version: Option<i64>,
}

impl ConnectionForm {
    /// The form of a connection with these settings.
    pub(super) fn of(system: System, s: &Settings) -> Self {
        let stage = |mark| s.stage_name(mark).to_owned();
        let owner = |field| s.owner(field).code().to_owned();
        Self {
            system: system.code().to_owned(),
            url: if system == System::HubSpot { "https://api.hubapi.com".to_owned() } else { String::new() },
            protocol: s.protocol.code().to_owned(),
            database: s.database.clone(),
            login: s.login.clone(),
            client_id: s.client_id.clone(),
            key_field: s.key_field.clone(),
            pipeline: s.pipeline.clone(),
            currency: s.currency.code().to_owned(),
            stage_qualified: stage(Mark::Qualified),
            stage_proposal: stage(Mark::Proposal),
            stage_negotiation: stage(Mark::Negotiation),
            stage_won: stage(Mark::Won),
            stage_lost: stage(Mark::Lost),
            owner_value: owner(Field::Value),
            owner_close_on: owner(Field::CloseOn),
            owner_stage: owner(Field::Stage),
            ..Self::default()
        }
    }

    fn kind(&self) -> System {
        System::from_code(&self.system).unwrap_or(System::Odoo)
    }

    /// The connection that it asks for.
    pub(super) fn wanted(&self) -> base::Result<NewConnection> {
        let mut invalid = Invalid::new();
        let system = System::from_code(&self.system);
        invalid.check(system.is_some(), "system", "choice");
        let currency: Option<Currency> = self.currency.trim().to_uppercase().parse().ok();
        invalid.check(currency.is_some(), "currency", "connection.currency");
        let protocol = if self.protocol.is_empty() { Some(Protocol::Auto) } else { Protocol::from_code(&self.protocol) };
        invalid.check(protocol.is_some(), "protocol", "choice");
        let mut owners = Vec::new();
        for (field, code) in [(Field::Value, &self.owner_value), (Field::CloseOn, &self.owner_close_on), (Field::Stage, &self.owner_stage)]
        {
            match Owner::from_code(code) {
                Some(owner) => owners.push((field, owner)),
                None => {
                    invalid.push(FieldError::new(format!("owner_{}", field.code()), "choice"));
                }
            }
        }
        let (Some(system), Some(currency), true) = (system, currency, invalid.is_empty()) else { return Err(invalid.into()) };
        let stages = [&self.stage_qualified, &self.stage_proposal, &self.stage_negotiation, &self.stage_won, &self.stage_lost];
        Ok(NewConnection {
            name: self.name.trim().to_owned(),
            system,
            url: self.url.trim().trim_end_matches('/').to_owned(),
            settings: Settings {
                protocol: protocol.unwrap_or(Protocol::Auto),
                database: self.database.trim().to_owned(),
                login: self.login.trim().to_owned(),
                client_id: self.client_id.trim().to_owned(),
                key_field: self.key_field.trim().to_owned(),
                pipeline: self.pipeline.trim().to_owned(),
                currency,
                stages: Mark::ALL.iter().copied().zip(stages.map(|s| s.trim().to_owned())).collect(),
                owners,
            },
            token: self.token.trim().to_owned(),
            client: self.client_secret.trim().to_owned(),
        })
    }
}

fn protocol_name(ui: &Ui, protocol: Protocol) -> String {
    if protocol == Protocol::Auto { ui.t("connection-protocol-auto") } else { protocol.title().to_owned() }
}

/// A stage and how it is called there.
struct StageRow {
    name: String,
    label: String,
    value: String,
    error: String,
}

/// A field and whose word counts for it.
struct OwnerRow {
    name: String,
    label: String,
    value: String,
}

#[derive(Template)]
#[template(path = "connections/pages/form.html")]
pub(super) struct FormPage {
    ui: Ui,
    errors: Errors,
    form: ConnectionForm,
    place: String,
    up: String,
    heading: String,
    go: String,
    system: &'static str,
    is_odoo: bool,
    is_salesforce: bool,
    is_hubspot: bool,
    stages: Vec<StageRow>,
    owned: Vec<OwnerRow>,
    owners: Vec<Choice>,
    protocols: Vec<Choice>,
    token_label: String,
    token_hint: String,
}

impl FormPage {
    pub(super) async fn new(app: &App, me: &Me, id: Option<ConnectionId>, form: ConnectionForm) -> base::Result<Self> {
        let mut ui = Page::full(app, me).await?;
        ui.task = true;
        let system = form.kind();
        let (place, up, words) = match id {
            Some(id) => (format!("/admin/connections/{id}/edit"), format!("/admin/connections/{id}"), "connection-edit"),
            None => ("/admin/connections".to_owned(), "/admin/connections".to_owned(), "connection-new"),
        };
        let hint = if id.is_some() { "connection-token-keep".to_owned() } else { format!("connection-token-hint-{}", system.code()) };
        Ok(Self {
            errors: Errors::none(),
            place,
            up,
            heading: ui.t(words),
            go: ui.t(&format!("{words}-go")),
            system: system_name(system),
            is_odoo: system == System::Odoo,
            is_salesforce: system == System::Salesforce,
            is_hubspot: system == System::HubSpot,
            stages: Vec::new(),
            owned: Vec::new(),
            owners: Owner::ALL.iter().map(|o| Choice::new(o.code(), ui.t(&format!("connection-owner-{}", o.code())))).collect(),
            protocols: Protocol::ALL.iter().map(|p| Choice::new(p.code(), protocol_name(&ui, *p))).collect(),
            token_label: ui.t(&format!("connection-token-{}", system.code())),
            token_hint: ui.t(&hint),
            form,
            ui,
        }
        .with_rows())
    }

    fn with_rows(mut self) -> Self {
        let f = &self.form;
        let values = [&f.stage_qualified, &f.stage_proposal, &f.stage_negotiation, &f.stage_won, &f.stage_lost];
        let row = |(mark, value): (&Mark, &String)| {
            let name = format!("stage_{}", mark.code());
            let label = self.ui.t(&format!("connection-mark-{}", mark.code()));
            StageRow { error: self.errors.of(&name).to_owned(), name, label, value: value.clone() }
        };
        let stages = Mark::ALL.iter().zip(values).map(row).collect();
        let owners = [(Field::Value, &f.owner_value), (Field::CloseOn, &f.owner_close_on), (Field::Stage, &f.owner_stage)];
        let owned = owners.map(|(field, value)| OwnerRow {
            name: format!("owner_{}", field.code()),
            label: self.ui.t(&format!("connection-field-{}", field.code())),
            value: value.clone(),
        });
        self.owned = owned.into();
        self.stages = stages;
        self
    }

    pub(super) fn refused(mut self, e: base::Error) -> Reply {
        let named = [
            ("name", "connection-name"),
            ("url", "connection-url"),
            ("protocol", "connection-protocol"),
            ("database", "connection-database"),
            ("login", "connection-login"),
            ("client_id", "connection-client-id"),
            ("key_field", "connection-key-field"),
            ("pipeline", "connection-pipeline"),
            ("currency", "connection-currency"),
            ("client_secret", "connection-client-secret"),
        ];
        let errors = FormErrors::of(e, &self.ui.l)?;
        let mut errors = named.into_iter().fold(errors, |e, (field, key)| e.named(field, self.ui.t(key)));
        errors = errors.named("token", self.token_label.clone());
        for row in &self.stages {
            errors = errors.named(&row.name, row.label.clone());
        }
        self.errors = errors;
        Page::refused(&self.with_rows())
    }
}
