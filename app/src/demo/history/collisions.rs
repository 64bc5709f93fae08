//! Conflicts of the last days: one customer, two partners, and how far each story has come.

use anyhow::{Context as _, Result};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::super::client::Client;
use super::{Customer, History};

/// How far the stories have come: waiting for statements, with them, shared, under appeal.
pub(super) const STORIES: u8 = 4;

impl History<'_> {
    /// Two partners register one customer, and the story goes as far as it is meant to.
    pub(super) async fn collide(&mut self, story: u8) -> Result<()> {
        let sellers: Vec<Client> = self.known.iter().filter_map(|k| k.seller.clone()).take(2).collect();
        let [first, second] = sellers.as_slice() else { return Ok(()) };
        let Some((product, _)) = self.products.first().cloned() else { return Ok(()) };
        // A customer may be taken already; a few tries find a free one.
        let mut held = None;
        for _ in 0..4 {
            let Some(customer) = self.dice.pick(&self.customers).cloned() else { return Ok(()) };
            let (_, deal) = first.try_call("POST", "/api/v1/deals", Some(&self.claim(&customer, &product, 3_200_000))).await?;
            if deal.get("state").and_then(Value::as_str) == Some("approved") {
                held = Some(customer);
                break;
            }
        }
        let Some(customer) = held else { return Ok(()) };
        let deal = second.call("POST", "/api/v1/deals", Some(&self.claim(&customer, &product, 4_100_000))).await?;
        web::settle(self.app).await?;
        let id = deal.get("id").and_then(Value::as_str).unwrap_or_default();
        let found = self.ops.call("GET", &format!("/api/v1/conflicts?deal_id={id}"), None).await?;
        let Some(case) = found.pointer("/data/0/id").and_then(Value::as_str).map(str::to_owned) else { return Ok(()) };
        if story == 0 {
            return Ok(());
        }
        for (who, words) in
            [(first, "We walked their yard in September and wrote the plan with them."), (second, "Their board asked us for an offer.")]
        {
            who.call("POST", &format!("/api/v1/conflicts/{case}/statements"), Some(&json!({ "body": words }))).await?;
        }
        match story {
            2 => self.share(&case).await?,
            3 => {
                self.ops.call("POST", &format!("/api/v1/conflicts/{case}/ruling"), Some(&json!({}))).await?;
                let why = json!({ "reason": "The offer that they asked us for is older than the registration." });
                second.call("POST", &format!("/api/v1/conflicts/{case}/appeal"), Some(&why)).await?;
            }
            _ => {}
        }
        web::settle(self.app).await?;
        Ok(())
    }

    /// Operations let both share: who registered first leads.
    async fn share(&self, case: &str) -> Result<()> {
        let seen = self.ops.call("GET", &format!("/api/v1/conflicts/{case}"), None).await?;
        let sides = seen.get("sides").and_then(Value::as_array).context("a conflict has sides")?;
        let ids: Vec<&Value> = sides.iter().filter_map(|s| s.get("id")).collect();
        let [lead, other] = ids.as_slice() else { return Ok(()) };
        let parts =
            json!([{ "side_id": lead, "share": 60, "role": "Sells" }, { "side_id": other, "share": 40, "role": "Knows the board" }]);
        let body = json!({ "kind": "split", "lead_id": lead, "parts": parts, "reason": "Both brought this customer as far as it is." });
        self.ops.call("POST", &format!("/api/v1/conflicts/{case}/ruling"), Some(&body)).await?;
        Ok(())
    }

    fn claim(&self, (company, domain, country, city): &Customer, product: &str, amount: i64) -> Value {
        let close = self.app.now().date_naive() + TimeDelta::days(60);
        json!({
            "customer": {
                "company": company, "domain": domain, "country": country, "city": city,
                "contact_name": "Greta Lang", "contact_email": "greta.lang@customer.example", "contact_role": "Head of operations",
            },
            "need": "They replace manual planning before the next season, and want a trial on one depot.",
            "lines": [{ "product_id": product, "quantity": 1, "amount_minor": amount }],
            "currency": "EUR",
            "close_on": close,
        })
    }
}
