//! What is under way besides deals and leads: requests for proposals, a contact form, an absence, a question.

use anyhow::{Context as _, Result};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::super::client::Client;
use super::{Event, History};

/// The steps, in order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    /// A request is published that will be decided.
    Publish,
    /// Its answers are handed in.
    Answer,
    /// It is decided.
    Award,
    /// Another one is published, which is open when the demo begins; and a contact form, and an absence.
    Open,
    /// A partner answers the open one, another asks how its deal stands, and two sell one together.
    Ask,
}

impl History<'_> {
    /// Puts the steps at their times: none so late that a weekend before the demo's first day would leave it out.
    pub(super) fn plan_calls(&mut self) {
        for (days, call) in [(26, Call::Publish), (23, Call::Answer), (14, Call::Award), (6, Call::Open), (4, Call::Ask)] {
            self.at(self.until - TimeDelta::days(days), Event::Call(call));
        }
    }

    /// Takes one step.
    pub(super) async fn ask_for_proposals(&mut self, call: Call) -> Result<()> {
        match call {
            Call::Publish => {
                let id = self.publish("Yard control for a carrier with four depots", 5).await?;
                self.request = Some(id);
            }
            Call::Answer => {
                self.answers(&["We begin with one depot and take the others along.", "Our team of six has done this three times."]).await?;
            }
            Call::Award => self.award().await?,
            Call::Open => {
                let id = self.publish("Route planning before the spring season", 8).await?;
                self.request = Some(id);
                self.contact_form().await?;
                self.absence().await?;
            }
            Call::Ask => {
                self.answers(&["We plan with the drivers, not for them: a pilot of four weeks on two tours."]).await?;
                self.status_question().await?;
                self.team().await?;
            }
        }
        Ok(())
    }

    /// Operations writes down a need and publishes it to the partners that qualify.
    async fn publish(&mut self, title: &str, answer_days: i64) -> Result<String> {
        let customer = self.dice.pick(&self.customers).cloned().context("somebody needs something")?;
        let body = json!({
            "title": title,
            "body": "They plan **by hand** today, and want to see a first depot live within a quarter.",
            "company": customer.0,
            "country": customer.2,
            "city": customer.3,
            "questions": [
                { "text": "How do you go about it?", "kind": "long", "required": true },
                { "text": "What do your services cost?", "kind": "money", "required": true },
                { "text": "How many people do you have for it?", "kind": "number", "required": true },
                { "text": "Have you done it before?", "kind": "yes_no" },
                { "text": "When can you begin?", "kind": "choice", "options": ["At once", "Within a month", "Later"], "required": true },
            ],
            "criteria": [{ "text": "Experience with depots", "weight": 50 }, { "text": "Price", "weight": 30 }, { "text": "How soon", "weight": 20 }],
            "answer_days": answer_days,
            "show_scores": true,
        });
        let made = self.ops.call("POST", "/api/v1/proposal-requests", Some(&body)).await?;
        let id = made.get("id").and_then(Value::as_str).context("a request has an id")?.to_owned();
        self.ops.call("POST", &format!("/api/v1/proposal-requests/{id}/publication"), None).await?;
        Ok(id)
    }

    /// The partners that a reader signs in as answer.
    async fn answers(&mut self, how: &[&str]) -> Result<()> {
        let Some(id) = self.request.clone() else { return Ok(()) };
        let sellers: Vec<Client> = self.known.iter().filter_map(|k| k.seller.clone()).take(how.len()).collect();
        for (n, (seller, how)) in sellers.iter().zip(how).enumerate() {
            let (cost, people, when) = if n == 0 { ("18,400", "4", "At once") } else { ("16,900", "6", "Within a month") };
            let answers = json!({ "answers": { "q1": how, "q2": cost, "q3": people, "q4": "yes", "q5": when } });
            seller.call("POST", &format!("/api/v1/proposal-requests/{id}/answer/submission"), Some(&answers)).await?;
        }
        Ok(())
    }

    /// Operations weighs the answers and gives the request to the best.
    async fn award(&mut self) -> Result<()> {
        let Some(id) = self.request.take() else { return Ok(()) };
        let found = self.ops.call("GET", &format!("/api/v1/proposal-requests/{id}/proposals"), None).await?;
        let proposals: Vec<Value> = found.as_array().into_iter().flatten().filter_map(|p| p.get("id").cloned()).collect();
        for (n, proposal) in proposals.iter().enumerate() {
            let points = if n == 0 { [5, 3, 5] } else { [4, 4, 3] };
            let points = json!({ "c1": { "points": points[0] }, "c2": { "points": points[1] }, "c3": { "points": points[2] } });
            let review = json!({ "proposal_id": proposal, "points": points });
            self.ops.call("PUT", &format!("/api/v1/proposal-requests/{id}/points"), Some(&review)).await?;
        }
        let reason = "Three depots like these were done by the team that is awarded; the price was the second reason.";
        let award = json!({ "proposal_id": proposals.first(), "reason": reason });
        self.ops.call("POST", &format!("/api/v1/proposal-requests/{id}/award"), Some(&award)).await?;
        Ok(())
    }

    async fn contact_form(&self) -> Result<()> {
        let form = json!({
            "key": "route-planning",
            "title": "Plan your routes with somebody near you",
            "intro": "Tell us where you are and what you plan. A partner in your region answers within two working days.",
            "consent": "Kestrel may hand my details to one partner, who contacts me about this.",
            "thanks": "Thank you. The partner that answers writes to you from its own address.",
            "locale": "en",
            "source": "web",
            "campaign": "Spring season",
            "fields": ["need", "phone", "city", "size"],
            "live": true,
        });
        self.ops.call("POST", "/api/v1/lead-forms", Some(&form)).await?;
        Ok(())
    }

    /// Who works at operations is away over the turn of the year, and a manager decides meanwhile.
    async fn absence(&self) -> Result<()> {
        let day = self.until.date_naive();
        let away = json!({ "from": day + TimeDelta::days(31), "until": day + TimeDelta::days(44), "substitute_id": self.substitute });
        self.ops.call("PUT", "/api/v1/absence", Some(&away)).await?;
        Ok(())
    }

    /// A partner whose deal waits for a decision asks how it stands.
    async fn status_question(&self) -> Result<()> {
        for seller in self.known.iter().filter_map(|k| k.seller.as_ref()) {
            let found = seller.call("GET", "/api/v1/deals?state=in_review&limit=1", None).await?;
            let Some(id) = found.pointer("/data/0/id").and_then(Value::as_str) else { continue };
            let asks =
                json!({ "body": "The customer would like to know by Friday whether we come together. How does it stand?", "asks": true });
            seller.call("POST", &format!("/api/v1/deals/{id}/notes"), Some(&asks)).await?;
            return Ok(());
        }
        Ok(())
    }

    /// A partner sells a deal together with a second one, and has asked a third.
    async fn team(&self) -> Result<()> {
        let text = |p: &Value, name: &str| p.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let sellers: Vec<(String, Client)> = self
            .personas
            .iter()
            .filter(|p| text(p, "role") == "sales")
            .map(|p| (text(p, "email"), Client { router: self.router.clone(), token: text(p, "token") }))
            .take(3)
            .collect();
        let [(_, lead), (second_mail, second), (third_mail, _)] = sellers.as_slice() else { return Ok(()) };
        let found = lead.call("GET", "/api/v1/deals?state=approved&limit=1", None).await?;
        let Some(deal) = found.pointer("/data/0") else { return Ok(()) };
        let path = format!("/api/v1/deals/{}/team", text(deal, "id"));
        let offer = |mail: &str, role: &str, points: i64| json!({ "email": mail, "role": role, "basis_points": points, "sees": { "value": true }, "message": "You know their yard." });
        let asked = lead.call("POST", &format!("{path}/invitations"), Some(&offer(second_mail, "co_sell", 2_500))).await?;
        // Whose address it is, a job finds.
        web::settle(self.app).await?;
        second.call("POST", &format!("/api/v1/team-invitations/{}/acceptance", text(&asked, "id")), None).await?;
        let task = json!({ "title": "Show the yard plan to the head of operations", "owner_id": text(deal, "owner_id"), "due_on": self.until.date_naive() + TimeDelta::days(6) });
        lead.call("POST", &format!("{path}/tasks"), Some(&task)).await?;
        let note = json!({ "body": "We have the drawings of the yard. Let us speak on Thursday.", "own": false });
        second.call("POST", &format!("{path}/notes"), Some(&note)).await?;
        lead.call("POST", &format!("{path}/invitations"), Some(&offer(third_mail, "service", 0))).await?;
        Ok(())
    }
}
