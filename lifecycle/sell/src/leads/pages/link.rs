//! The page behind the link of a mail: the offer and two buttons, on a phone, without signing in.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::super::actions::{self, Answer};
use super::super::model::{Decline, Lead, Offer, OfferState};
use super::choices;

#[derive(Template)]
#[template(path = "leads/pages/link.html")]
struct LinkPage {
    ui: Ui,
    errors: Errors,
    path: String,
    company: String,
    place: String,
    need: String,
    products: String,
    by: String,
    left: String,
    open: bool,
    state: String,
    taken: bool,
    lead_href: String,
    reasons: Vec<Choice>,
    f: LinkForm,
}

/// What the buttons send.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct LinkForm {
    answer: String,
    reason_code: String,
    note: String,
}

fn page(app: &App, me: &Me, secret: &str, offer: &Offer, lead: &Lead, f: LinkForm, errors: Errors) -> LinkPage {
    let ui = Page::plain(app, me);
    let open = offer.state == OfferState::Open && offer.answer_by > ui.now;
    let country = accounts::countries::name(&ui.l, &lead.customer.country);
    LinkPage {
        path: format!("/lead-offers/{secret}"),
        // What was offered is shown while it is offered, or to who took it; the person who asks is named only then.
        company: lead.customer.company.clone(),
        place: [lead.customer.city.clone(), country].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", "),
        need: if open { lead.wish.need.clone() } else { String::new() },
        products: if open { lead.wish.products.join(", ") } else { String::new() },
        by: ui.day_and_time(&offer.answer_by),
        left: ui.l.relative(ui.now, offer.answer_by),
        state: if offer.state == OfferState::Open { ui.t("lead-offer-timed-out") } else { ui.t(&offer.state.label_key()) },
        taken: offer.state == OfferState::Accepted,
        lead_href: format!("/leads/{}", lead.id),
        reasons: choices(&ui, Decline::ALL, Decline::code, Decline::label_key),
        open,
        errors,
        f,
        ui,
    }
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let (offer, lead) = actions::linked(&app.read(&app.system("lead link")), &secret).await?;
    html(&page(&app, &me, &secret, &offer, &lead, LinkForm::default(), Errors::none()))
}

pub(super) async fn answer(State(app): State<App>, me: Me, Path(secret): Path<String>, Form(form): Form<LinkForm>) -> Reply {
    // The link itself says for whom it acts; nobody has to be signed in.
    let mut actor = app.system("lead link");
    actor.address = me.actor.address;
    actor.request.clone_from(&me.actor.request);
    let said = match form.answer.as_str() {
        "accept" => Ok(Answer::Accept),
        "decline" => {
            Decline::from_code(&form.reason_code).map(|reason| Answer::Decline { reason, note: form.note.clone() }).ok_or("reason_code")
        }
        _ => Err("answer"),
    };
    let done = match &said {
        Ok(said) => {
            let key = secret.as_str();
            app.transact(&actor, |work| async move { actions::by_link(&work, key, said).await }).await
        }
        Err(field) => {
            let mut invalid = base::Invalid::new();
            invalid.push(base::FieldError::new(*field, "choice"));
            Err(invalid.into())
        }
    };
    match done {
        Ok(_) => Ok(flash_to(&app, &format!("/lead-offers/{secret}"), "leads-answered")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            let (offer, lead) = actions::linked(&app.read(&actor), &secret).await?;
            Page::refused(&page(&app, &me, &secret, &offer, &lead, form, errors))
        }
    }
}
