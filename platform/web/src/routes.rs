//! Pages with their gates: no route without one, and all of them listed.

use access::Permission;
use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};

use crate::App;
use crate::middleware::Gatekeeper;

/// Who may call a route at all; the thing itself is asked for in the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Anybody.
    Public,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever may do this to anything of their own.
    May(Permission),
}

/// One route, for the list that the access test reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteInfo {
    /// The method.
    pub method: &'static str,
    /// The path with its parameters in braces.
    pub path: String,
    /// Who may call it.
    pub gate: Gate,
    /// Whether it is part of the API.
    pub api: bool,
}

/// A set of pages.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    list: Vec<RouteInfo>,
}

impl Routes {
    /// No pages yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page or a fragment.
    #[must_use]
    pub fn get<H, T>(self, path: &str, gate: Gate, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("GET", path, gate, get(handler))
    }

    /// The target of a form.
    #[must_use]
    pub fn post<H, T>(self, path: &str, gate: Gate, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("POST", path, gate, post(handler))
    }

    fn add(mut self, method: &'static str, path: &str, gate: Gate, route: MethodRouter<App>) -> Self {
        self.list.push(RouteInfo { method, path: path.to_owned(), gate, api: false });
        self.router = self.router.route(path, guard(gate, route));
        self
    }

    /// Adds the pages of another set.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }

    /// The router and the list.
    pub(crate) fn into_parts(self) -> (Router<App>, Vec<RouteInfo>) {
        (self.router, self.list)
    }
}

/// Puts a gate before a route.
pub(crate) fn guard(gate: Gate, route: MethodRouter<App>) -> MethodRouter<App> {
    route.layer(from_fn(move |request: Request, next: Next| check(gate, request, next)))
}

async fn check(gate: Gate, request: Request, next: Next) -> Response {
    let Some(keeper) = request.extensions().get::<Gatekeeper>() else {
        return crate::Failed::from(base::Error::from(base::Fault::plain("a route outside the middleware"))).into_response();
    };
    match keeper.check(gate) {
        Ok(()) => next.run(request).await,
        Err(e) => crate::Failed::from(e).into_response(),
    }
}
