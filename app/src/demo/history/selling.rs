//! Registering deals, deciding on them, winning and losing them, and paying for them.

use anyhow::{Context as _, Result};
use base::Instant;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{Customer, Event, History};

/// What is submitted in these last days waits for the reader of the demo.
const UNDECIDED: TimeDelta = TimeDelta::days(6);

impl History<'_> {
    pub(super) async fn register(&mut self, i: usize) -> Result<()> {
        // A partner that is late with its plan has nobody who sells yet.
        let Some(seller) = self.known(i)?.seller.clone() else { return Ok(()) };
        let Some((company, domain, country, city)) = self.customer() else { return Ok(()) };
        self.sold.insert(company.clone());
        let Some((product, price)) = self.dice.pick(&self.products).cloned() else { return Ok(()) };
        let amount = price * self.dice.between(4, 40) * 100;
        let today = self.app.now().date_naive();
        let close = today + TimeDelta::days(self.dice.between(20, 110));
        let (first, last) = (self.dice.pick(CONTACTS).copied().unwrap_or("Ingrid"), self.dice.pick(SURNAMES).copied().unwrap_or("Aas"));
        let step = self.dice.pick(STEPS).copied().unwrap_or_default();
        let body = json!({
            "customer": {
                "company": company, "domain": domain, "country": country, "city": city,
                "contact_name": format!("{first} {last}"),
                "contact_email": format!("{}.{}@customer.example", first.to_lowercase(), last.to_lowercase()),
                "contact_role": "Head of operations",
            },
            "need": format!("Met {first} {last} on {}. They want to replace manual planning before the next season.", today.format("%-d %B")),
            "lines": [{ "product_id": product, "quantity": 1, "amount_minor": amount }],
            "currency": "EUR",
            "close_on": close,
            "next_step": step,
        });
        let (status, deal) = seller.try_call("POST", "/api/v1/deals", Some(&body)).await?;
        let left = {
            let known = self.known(i)?;
            known.deals_left -= 1;
            known.deals_left
        };
        if left > 0 {
            self.later((6, 38), Event::Register(i));
        }
        let id = deal.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if status != 201 {
            // Somebody else holds this customer: that is how the year goes.
            return Ok(());
        }
        match deal.get("state").and_then(Value::as_str) {
            Some("approved") => {
                if self.until - self.app.now() < TimeDelta::days(60) {
                    self.held.push((company, domain, country, city));
                }
                // One in twelve is forgotten, and its protection ends.
                if self.dice.chance(92) {
                    self.later((5, 16), Event::Move(i, id, 0));
                }
            }
            Some("in_review") => self.later((0, 2), Event::Review(i, id)),
            _ => {}
        }
        Ok(())
    }

    /// Whom to sell to; in the last days now and then somebody to whom another partner sells.
    fn customer(&mut self) -> Option<Customer> {
        if self.until - self.app.now() < UNDECIDED && self.dice.chance(35) && !self.held.is_empty() {
            return self.dice.pick(&self.held).cloned();
        }
        self.dice.pick(&self.customers).cloned()
    }

    pub(super) async fn review(&mut self, i: usize, deal: &str) -> Result<()> {
        // Some wait for the reader of the demo.
        if self.until - self.app.now() < UNDECIDED {
            return Ok(());
        }
        let note = json!({ "note": "A clear need and a named person.", "separate": false });
        let (status, _) = self.ops.try_call("POST", &format!("/api/v1/deals/{deal}/approval"), Some(&note)).await?;
        if status == 200 || self.ruled(deal).await? {
            self.later((5, 16), Event::Move(i, deal.to_owned(), 0));
        } else {
            let no = json!({ "reason": "already_registered", "note": "Another registration covers this project." });
            self.ops.try_call("POST", &format!("/api/v1/deals/{deal}/rejection"), Some(&no)).await?;
        }
        Ok(())
    }

    /// Rules a conflict about a deal as the rules propose; whether there was one.
    async fn ruled(&mut self, deal: &str) -> Result<bool> {
        let cases = self.ops.call("GET", &format!("/api/v1/conflicts?deal_id={deal}"), None).await?;
        let Some(case) = cases.pointer("/data/0/id").and_then(Value::as_str) else { return Ok(false) };
        let (status, _) = self.ops.try_call("POST", &format!("/api/v1/conflicts/{case}/ruling"), Some(&json!({}))).await?;
        Ok(status == 200)
    }

    pub(super) async fn move_on(&mut self, i: usize, deal: String, stage: u8) -> Result<()> {
        let seller = self.known(i)?.seller.clone().context("no seller")?;
        let name = if stage == 0 { "proposal" } else { "negotiation" };
        let (status, _) = seller.try_call("PUT", &format!("/api/v1/deals/{deal}/stage"), Some(&json!({ "stage": name }))).await?;
        if status != 200 {
            return Ok(());
        }
        if stage == 0 && self.dice.chance(80) {
            self.later((7, 24), Event::Move(i, deal, 1));
        } else {
            self.later((10, 40), Event::End(i, deal));
        }
        Ok(())
    }

    pub(super) async fn end(&mut self, i: usize, deal: &str) -> Result<()> {
        let seller = self.known(i)?.seller.clone().context("no seller")?;
        if self.dice.chance(58) {
            let on = json!({ "won_on": self.app.now().date_naive() });
            seller.try_call("POST", &format!("/api/v1/deals/{deal}/win"), Some(&on)).await?;
        } else {
            let reason = self.dice.pick(&["competitor", "price", "no_budget", "no_decision"]).copied().unwrap_or("other");
            seller.try_call("POST", &format!("/api/v1/deals/{deal}/loss"), Some(&json!({ "reason": reason }))).await?;
        }
        Ok(())
    }

    /// Finance approves what waits and pays closed statements.
    pub(super) async fn approve_earnings(&mut self) -> Result<()> {
        let waiting = self.finance.call("GET", "/api/v1/accruals?state=accrued&limit=200", None).await?;
        for a in waiting.get("data").and_then(Value::as_array).into_iter().flatten() {
            if let Some(id) = a.get("id").and_then(Value::as_str) {
                self.finance.call("POST", &format!("/api/v1/accruals/{id}/approval"), None).await?;
            }
        }
        let statements = self.finance.call("GET", "/api/v1/statements?limit=200", None).await?;
        for s in statements.get("data").and_then(Value::as_array).into_iter().flatten() {
            let closed = s.get("closed_at").and_then(Value::as_str).and_then(|t| t.parse::<Instant>().ok());
            let due = closed.is_some_and(|c| self.app.now() - c > TimeDelta::days(12));
            if let (Some(id), true, None) = (s.get("id").and_then(Value::as_str), due, s.get("paid_at").and_then(Value::as_str)) {
                self.finance.call("POST", &format!("/api/v1/statements/{id}/payment"), None).await?;
            }
        }
        Ok(())
    }
}

pub(super) const CONTACTS: &[&str] = &["Ingrid", "Pavel", "Lucia", "Anders", "Marta", "Hugo", "Elif", "Nora", "Samir", "Greta"];
pub(super) const SURNAMES: &[&str] = &["Aas", "Novak", "Ferri", "Berg", "Kowal", "Marchand", "Demir", "Olsen", "Haddou", "Lang"];
const STEPS: &[&str] =
    &["Demo with the depot team", "Send the business case", "Contract with legal", "Trial on one depot", "Price agreed, wait for budget"];
