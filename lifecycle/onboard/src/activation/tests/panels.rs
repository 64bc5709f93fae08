//! What activation adds to gathering pages.

use testkit::{Persona, Test};
use web::{Me, Reader, Source};

use crate::tests::{World, stages, stranger};

fn me(t: &Test, who: &Persona) -> Me {
    let mut me = Me::nobody(t.app.settings().locale);
    me.actor = who.actor.clone();
    me
}

#[tokio::test]
async fn home_queue_next_and_figures_speak_to_their_reader() {
    testkit::each_db(stages, |t| async move {
        let w = World::signed(&t).await;
        let rival = stranger(&t).await;
        let l = t.app.l10n(t.app.settings().locale, chrono_tz());
        for (who, has_card, has_next) in [(&w.admin, true, true), (&rival, false, false), (&w.cam, false, false)] {
            let me = me(&t, who);
            let work = t.app.read(&who.actor);
            let reader = Reader { me: &me, l: &l };
            for source in crate::activation::panels::sources() {
                match source {
                    Source::HomeBlock(_, block) => {
                        let card = block(&work, &reader).await.unwrap();
                        assert_eq!(card.is_some(), has_card);
                        if let Some(card) = card {
                            assert!(card.contains("Complete your company profile") && card.contains("1 of 9"), "{card}");
                            assert!(!card.contains('⟦'));
                        }
                    }
                    Source::Next(next) => {
                        let moves = next(&work, &reader).await.unwrap();
                        assert_eq!(!moves.is_empty(), has_next);
                        if let Some(first) = moves.first() {
                            assert_eq!(first.title, "Complete your company profile");
                            assert!(first.due.is_some() && first.reason.contains("By "), "{}", first.reason);
                        }
                    }
                    Source::Figures(figures) => {
                        let n = figures(&work, &reader).await.unwrap().len();
                        assert_eq!(n, if who.actor.partner.is_none() { 2 } else { 0 });
                    }
                    Source::PartnerBlock(_, block) => {
                        let shown = block(&work, &reader, w.partner).await;
                        if who.actor.partner == rival.actor.partner {
                            assert!(shown.is_err() || shown.unwrap().is_none());
                        } else {
                            assert!(shown.unwrap().unwrap().contains("Running"));
                        }
                    }
                    Source::Queue(_, queue) => assert_eq!(queue(&work, &reader).await.unwrap().len(), 0),
                    Source::Count(..) | Source::Search(_) | Source::AccountBlock(..) | Source::AccountPipeline(_) | Source::Earning(_) => {}
                }
            }
        }
    })
    .await;
}

fn chrono_tz() -> i18n::Tz {
    i18n::Tz::UTC
}
