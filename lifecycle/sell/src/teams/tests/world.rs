//! Brightpath has a protected deal, Nordic and Cato are other partners of the program.

use std::sync::Arc;

use base::PartnerId;
use serde_json::{Value, json};
use testkit::{Answer, Persona, Test};
use work::Role;

use crate::deals::actions as deals;
pub(super) use crate::deals::tests::world::{World, path_of, stages};
use crate::deals::tests::world::{id_of, partner, person};

/// A deal that can have a team.
pub(super) struct Joint {
    pub(super) w: World,
    pub(super) cato: PartnerId,
    /// Sells for Cato.
    pub(super) cleo: Persona,
    pub(super) deal: Value,
    pub(super) id: String,
}

/// What Brightpath offers Nordic: so many percent, and the value to read.
pub(super) fn offer(email: &str, percent: i64) -> Value {
    json!({
        "email": email, "role": "co_sell", "basis_points": percent * 100, "sees": { "value": true }, "message": "You know the **port**.",
    })
}

impl Joint {
    pub(super) async fn new(test: &Arc<Test>) -> Self {
        let w = World::new(test).await;
        // The schedules begin with the first look at them.
        test.tick().await;
        let jonas = w.jonas.actor.user.unwrap();
        let (cato, cleo) = test
            .system(|work| async move {
                let cato = partner(&work, "Cato Consulting", jonas).await?;
                Ok((cato, person(&work, "Cleo Berg", "cleo@cato.example", Role::Sales, Some(cato)).await?))
            })
            .await
            .unwrap();
        let deal = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        test.settle().await;
        let id = deal["id"].as_str().unwrap().to_owned();
        Self { cleo: test.member(Role::Sales, cato).as_user(cleo), cato, deal, id, w }
    }

    pub(super) fn api(&self, noun: &str) -> String {
        format!("/api/v1/deals/{}/team{}{noun}", self.id, if noun.is_empty() { "" } else { "/" })
    }

    pub(super) fn page(&self, noun: &str) -> String {
        format!("/deals/{}/team{}{noun}", self.id, if noun.is_empty() { "" } else { "/" })
    }

    /// The team as somebody reads it.
    pub(super) async fn read(&self, who: &Persona) -> Value {
        who.get(&self.api("")).await.expect(200).json()
    }

    /// Amara invites somebody, and the invitation finds its way.
    pub(super) async fn invite(&self, email: &str, percent: i64) -> Answer {
        let answer = self.w.amara.json("POST", &self.api("invitations"), &offer(email, percent)).await;
        self.w.test.settle().await;
        answer
    }

    /// What somebody is asked.
    pub(super) async fn asked(&self, who: &Persona) -> Vec<Value> {
        self.w.read(who, "/api/v1/joint-deals").await["invitations"].as_array().unwrap().clone()
    }

    /// Somebody accepts the invitation that waits for them.
    pub(super) async fn accept(&self, who: &Persona) -> Answer {
        let asked = self.asked(who).await;
        let answer =
            who.json("POST", &format!("/api/v1/team-invitations/{}/acceptance", asked[0]["id"].as_str().unwrap()), &Value::Null).await;
        self.w.test.settle().await;
        answer
    }

    /// Nordic and Cato are on the team with 30 and 20 percent, and everybody has agreed.
    pub(super) async fn whole(test: &Arc<Test>) -> Self {
        let j = Self::new(test).await;
        j.invite("erik@nordic.example", 30).await.expect(201);
        j.accept(&j.w.erik).await.expect(200);
        j.invite("cleo@cato.example", 20).await.expect(201);
        j.accept(&j.cleo).await.expect(200);
        j.answer(&j.w.erik, true).await.expect(200);
        j
    }

    /// Somebody proposes shares of Brightpath, Nordic and Cato, in percent.
    pub(super) async fn propose(&self, who: &Persona, percent: [i64; 3]) -> Answer {
        let all = [self.w.brightpath, self.w.nordic, self.cato].into_iter().zip(percent);
        let shares: Vec<Value> = all.filter(|s| s.1 > 0).map(|(p, n)| json!({ "partner_id": p, "basis_points": n * 100 })).collect();
        let answer = who.json("PUT", &self.api("shares"), &json!({ "shares": shares })).await;
        self.w.test.settle().await;
        answer
    }

    /// Somebody answers what is proposed now.
    pub(super) async fn answer(&self, who: &Persona, agrees: bool) -> Answer {
        let version = self.read(&self.w.mona).await["version"].clone();
        let body = json!({ "version": version, "agrees": agrees, "reason": if agrees { "" } else { "Too little for us." } });
        let answer = who.json("POST", &self.api("consent"), &body).await;
        self.w.test.settle().await;
        answer
    }

    /// The shares in force in percent, from the team as staff read it: Brightpath, Nordic, Cato.
    pub(super) async fn shares(&self) -> [i64; 3] {
        let team = self.read(&self.w.mona).await;
        let of = |p: PartnerId| {
            let member = team["members"].as_array().unwrap().iter().find(|m| m["partner_id"] == json!(p)).cloned();
            member.map_or(0, |m| m["basis_points"].as_i64().unwrap() / 100)
        };
        [of(self.w.brightpath), of(self.w.nordic), of(self.cato)]
    }

    /// The credit of the deal itself, as a ruling would set it.
    pub(super) async fn credit(&self) -> Vec<(PartnerId, i64)> {
        let work = self.w.test.app.read(&self.w.test.app.system("test"));
        deals::credits(&work, id_of(&self.deal)).await.unwrap()
    }

    pub(super) async fn win(&self) {
        let today = json!({ "won_on": self.w.test.app.now().date_naive() });
        self.w.amara.json("POST", &format!("{}/win", path_of(&self.deal)), &today).await.expect(200);
        self.w.test.settle().await;
    }

    /// What was told in facts of a kind, oldest first.
    pub(super) async fn facts(&self, kind: &str) -> Vec<Value> {
        let work = self.w.test.app.read(&self.w.mona.actor);
        let all = outbox::page_after(&work.conn(), 0, &[kind], 500).await.unwrap();
        all.into_iter().map(|e| e.data).collect()
    }
}

/// The code of a refusal.
pub(super) fn code(answer: &Answer) -> String {
    answer.json()["code"].as_str().unwrap_or_default().to_owned()
}
