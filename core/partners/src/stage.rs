//! What the core's partners hand to the application.

use access::Permission;
use web::{MenuItem, SearchHit, Side, Source, Stage};

use crate::directory::model::Filter;
use crate::{directory, migrations, programs};

/// Pages, API, menu and search of the partners.
pub fn stage() -> Stage {
    Stage {
        migrations: migrations::MIGRATIONS.to_vec(),
        messages: vec![&[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))]],
        routes: directory::pages::routes().merge(programs::pages::routes()),
        api: directory::api::routes().merge(programs::api::routes()),
        menu: menu(),
        sources: vec![Source::Search(|work, reader, q| {
            Box::pin(async move {
                if !reader.me.is_staff() {
                    return Ok(Vec::new());
                }
                let filter = Filter { q: q.to_owned(), ..Filter::default() };
                let page = directory::actions::list(work, &filter, &base::PageRequest::first(6)).await?;
                let hit = |p: directory::model::Partner| SearchHit {
                    icon: ui::icon("building-2"),
                    detail: reader.l.t(p.kind.label_key()),
                    href: format!("/partners/{}", p.id),
                    title: p.name,
                    score: 1.0,
                };
                Ok(page.items.into_iter().map(hit).collect())
            })
        })],
        ..Stage::new("partners")
    }
}

fn menu() -> Vec<MenuItem> {
    let item = |side, group, label, icon, href, permission, order, quick| MenuItem {
        side,
        group,
        label,
        icon,
        href,
        permission,
        order,
        quick,
        count: None,
    };
    vec![
        item(Side::Console, "nav-partners", "partners-title", ui::icon("building-2"), "/partners", Permission::ConsoleView, 300, Some(4)),
        item(Side::Console, "nav-partners", "program-title", ui::icon("medal"), "/program", Permission::ProgramRead, 390, None),
        item(Side::Portal, "nav-earn", "program-title", ui::icon("medal"), "/program", Permission::ProgramRead, 420, None),
        item(Side::Portal, "nav-together", "company-title", ui::icon("building-2"), "/company", Permission::PartnerRead, 510, None),
    ]
}
