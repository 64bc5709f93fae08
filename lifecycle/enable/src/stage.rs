//! What this stage hands to the application.

use access::Permission;
use web::{JobKind, MenuItem, NextAction, Reader, SearchHit, Side, Source, Stage};
use work::Work;

use crate::{certificates, courses, migrations, quizzes};

/// Pages, API, jobs and what this stage adds to gathering pages.
pub fn stage() -> Stage {
    let item = |side, group, order, quick| MenuItem {
        side,
        group,
        label: "learning-title",
        icon: ui::icon("graduation-cap"),
        href: "/learning",
        permission: Permission::CourseRead,
        order,
        quick,
        count: None,
    };
    Stage {
        migrations: migrations::MIGRATIONS.to_vec(),
        messages: vec![&[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))]],
        routes: courses::pages::routes().merge(quizzes::pages::routes()).merge(certificates::pages::routes()),
        api: courses::api::routes().merge(quizzes::api::routes()).merge(certificates::api::routes()),
        jobs: vec![JobKind {
            name: "enable.certificates",
            cron: Some("20 * * * *"),
            run: |run| {
                Box::pin(async move {
                    let actor = run.app.system("enable.certificates");
                    while run.app.transact(&actor, |work| async move { certificates::actions::sweep(&work).await }).await? > 0 {}
                    Ok(())
                })
            },
        }],
        menu: vec![item(Side::Portal, "nav-grow", 300, Some(4)), item(Side::Console, "nav-enable", 400, None)],
        sources: vec![
            Source::Next(|work, reader| Box::pin(next(work, reader))),
            Source::Search(|work, reader, q| Box::pin(search(work, reader, q))),
        ],
        ..Stage::new("enable")
    }
}

/// Going on with a course that was begun.
async fn next(work: &Work, reader: &Reader<'_>) -> base::Result<Vec<NextAction>> {
    if !reader.me.is_member() {
        return Ok(Vec::new());
    }
    let seen = courses::actions::catalog(work).await?;
    let open = seen.into_iter().filter_map(|s| {
        let learner = s.learner.filter(|l| l.completed_at.is_none())?;
        let left = s.lessons - i64::try_from(learner.lessons.len()).unwrap_or(0);
        let reason = if s.course.certification.is_some() { "next-course-certifies" } else { "next-course" };
        Some(NextAction {
            icon: ui::icon("graduation-cap"),
            tone: ui::Tone::Brand,
            title: reader.l.t1("next-course-title", "course", s.course.title.as_str()),
            reason: reader.l.t1(reason, "left", left),
            verb: reader.l.t("course-continue"),
            href: format!("/learning/{}", s.course.key),
            value: if s.course.certification.is_some() { 100_000 } else { 10_000 },
            due: None,
        })
    });
    Ok(open.take(2).collect())
}

async fn search(work: &Work, reader: &Reader<'_>, q: &str) -> base::Result<Vec<SearchHit>> {
    let needle = q.to_lowercase();
    let seen = courses::actions::catalog(work).await?;
    let hits = seen.into_iter().filter(|s| s.course.title.to_lowercase().contains(&needle)).map(|s| SearchHit {
        icon: ui::icon("graduation-cap"),
        title: s.course.title,
        detail: reader.l.t("learning-course"),
        href: format!("/learning/{}", s.course.key),
        score: 0.8,
    });
    Ok(hits.collect())
}
