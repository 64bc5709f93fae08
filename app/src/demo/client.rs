//! The demo's people call the same API as everybody, in this process.

use anyhow::{Context as _, Result, bail};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::Value;
use tower::ServiceExt as _;

/// Somebody who calls the API with a token.
#[derive(Clone)]
pub(super) struct Client {
    pub(super) router: Router,
    pub(super) token: String,
}

impl Client {
    /// Calls and expects success.
    pub(super) async fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        let (status, answer) = self.try_call(method, path, body).await?;
        if !(200..300).contains(&status) {
            bail!("{method} {path} answered {status}: {answer}");
        }
        Ok(answer)
    }

    /// Calls and returns status and answer.
    pub(super) async fn try_call(&self, method: &str, path: &str, body: Option<&Value>) -> Result<(u16, Value)> {
        let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        self.send(request, body.map(Value::to_string).unwrap_or_default().into_bytes()).await
    }

    /// Uploads one file as the field `file`.
    pub(super) async fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Result<Value> {
        let boundary = "towpath-demo-boundary";
        let mut body = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/pdf\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let request = Request::post(path).header("content-type", format!("multipart/form-data; boundary={boundary}"));
        let (status, answer) = self.send(request, body).await?;
        if !(200..300).contains(&status) {
            bail!("POST {path} answered {status}: {answer}");
        }
        Ok(answer)
    }

    async fn send(&self, request: axum::http::request::Builder, body: Vec<u8>) -> Result<(u16, Value)> {
        let request =
            request.header("authorization", format!("Bearer {}", self.token)).body(Body::from(body)).context("making a request")?;
        let Ok(response) = self.router.clone().oneshot(request).await;
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), 16 * 1024 * 1024).await.context("reading an answer")?;
        Ok((status, serde_json::from_slice(&bytes).unwrap_or(Value::Null)))
    }
}
