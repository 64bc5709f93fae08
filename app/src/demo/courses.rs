//! The demo's courses.

use enable::courses::model::NewCourse;

/// The courses that the activation plans name, and the product certification.
pub(super) fn all() -> Vec<NewCourse> {
    let course = |key: &str, title: &str, summary: &str, path: &str, certification: &str, text: &str| NewCourse {
        key: key.to_owned(),
        title: title.to_owned(),
        summary: summary.to_owned(),
        path: path.to_owned(),
        certification: certification.to_owned(),
        valid_months: 24,
        pass_mark: 60,
        draw: 3,
        attempts: 5,
        text: text.to_owned(),
    };
    vec![
        course(
            "sales-essentials",
            "Sales essentials",
            "Who buys fleet software, why, and how to open the conversation.",
            "sales",
            "sales-essentials",
            SALES,
        ),
        course(
            "technical-essentials",
            "Technical essentials",
            "How the products fit together and what a first rollout needs.",
            "technical",
            "technical-essentials",
            TECHNICAL,
        ),
        course(
            "route-planner",
            "Route Planner specialist",
            "Plan, simulate and prove savings with a customer's own routes.",
            "technical",
            "route-planner",
            ROUTES,
        ),
        course("support-basics", "Support basics", "How cases are opened, sorted and closed.", "support", "", SUPPORT),
    ]
}

const SALES: &str = "# Who buys, and why (6 min)
Fleet managers buy **time**: fewer empty kilometers, fewer calls, fewer surprises. Their directors buy *numbers*.

| They say | They mean |
| --- | --- |
| We plan by hand | Nobody can go on holiday |
| Fuel is dear | We cannot see where it goes |

# Opening the conversation (5 min)
Ask for last week's plan and what changed by Wednesday. Listen for overtime.

# Registering what you found (4 min)
Register the deal as soon as there is a named person, a need and a date. Approval protects your work.

? What do fleet managers buy first?
+ Time
- Dashboards
- Hardware
? When should a deal be registered?
+ Once there is a person, a need and a date
- After the contract is signed
- When the quarter ends
? What does approval give you?
+ Protection for a stated time
- A discount
- A lead
? Which of these are good opening questions?
+ What changed in last week's plan by Wednesday?
+ Who plans when the planner is on holiday?
- Would you like a brochure?
";

const TECHNICAL: &str = "# The parts (6 min)
**Route Planner** plans, **Fleet Insights** measures, **Yard Control** orders the gate, and the tracking device reports.

# What a rollout needs (7 min)
1. A list of vehicles with their limits
2. A week of real orders
3. One person who decides

# Data in and out (5 min)
Orders come by API or file; plans leave the same way. Every call is signed.

? Which product orders the gate?
+ Yard Control
- Fleet Insights
- Route Planner
? What does a rollout need first?
+ Vehicles, a week of orders and one who decides
- New tablets
- A server room
? How do orders come in?
+ By API or file
- By fax
- By phone only
? Which product measures?
+ Fleet Insights
- Yard Control
- The tracking device
";

const ROUTES: &str = "# Modeling a depot (8 min)
Time windows, vehicle limits and driver hours are hard; everything else is a preference with a price.

# Proving the saving (8 min)
Run last month's orders again. Compare kilometers, hours and late stops, and show the three worst days.

? Which of these are hard limits?
+ Driver hours
+ Time windows
- A driver's favorite road
? What proves a saving?
+ Last month's orders, planned again
- A brochure
- Another customer's figures
? What do you show besides totals?
+ The three worst days
- Only the best day
- Nothing
";

const SUPPORT: &str = "# A good case (5 min)
Say what was expected, what happened, when, and for whom. Add the request's reference.
";

/// Whether an answer is marked as right in one of the demo's courses.
pub(super) fn is_right(choice: &str) -> bool {
    [SALES, TECHNICAL, ROUTES, SUPPORT].iter().any(|text| text.lines().any(|line| line.strip_prefix("+ ") == Some(choice)))
}
