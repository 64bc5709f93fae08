use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// A browser: it keeps cookies and sends what browsers send.
#[derive(Clone)]
pub(crate) struct Browser {
    router: axum::Router,
    pub(super) cookies: Vec<(String, String)>,
    /// Set by the server with each cookie, for looking at its attributes.
    pub(super) set: Vec<String>,
    pub(super) token: Option<String>,
    /// The idempotency key of its calls.
    pub(super) key: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(super) status: u16,
    pub(super) location: String,
    pub(super) text: String,
}

impl Answer {
    #[track_caller]
    pub(super) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text.chars().take(3000).collect::<String>());
        self
    }

    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

impl Browser {
    pub(super) fn new(router: axum::Router) -> Self {
        Self { router, cookies: Vec::new(), set: Vec::new(), token: None, key: None }
    }

    /// A program with a token.
    pub(super) fn program(&self, token: &str) -> Self {
        Self { cookies: Vec::new(), token: Some(token.to_owned()), ..self.clone() }
    }

    async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let headers = request.headers_mut();
        if !cookies.is_empty() {
            headers.insert("cookie", cookies.join("; ").parse().unwrap());
        }
        if let Some(token) = &self.token {
            headers.insert("authorization", format!("Bearer {token}").parse().unwrap());
        } else {
            headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        }
        if let Some(key) = &self.key {
            headers.insert("idempotency-key", key.parse().unwrap());
        }
        headers.insert("user-agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0".parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        for value in response.headers().get_all("set-cookie") {
            let text = value.to_str().unwrap().to_owned();
            let (name, rest) = text.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.retain(|c| c.0 != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
            self.set.push(text);
        }
        let status = response.status().as_u16();
        let location = response.headers().get("location").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, location, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub(super) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(super) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let encode = |t: &str| percent_encoding::utf8_percent_encode(t, percent_encoding::NON_ALPHANUMERIC).to_string();
        let body: Vec<String> = form.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect();
        let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded").body(Body::from(body.join("&")));
        self.send(request.unwrap()).await
    }

    pub(super) async fn json(&mut self, method: &str, path: &str, body: &serde_json::Value) -> Answer {
        let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub(super) fn session(&self) -> Option<String> {
        self.cookies.iter().find(|c| c.0.ends_with("session")).map(|c| c.1.clone())
    }
}
