//! What can be asked for.

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $kind:ident;)*) => {
        /// One thing that an actor may or may not do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Permission { $($(#[$doc])* $name,)* }

        impl Permission {
            /// Every permission, in the order of the areas.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable name, in token scopes, the API and the policies.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The permission with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }

            /// Whether it changes something; read-only actors never get these.
            pub const fn is_write(self) -> bool {
                match self { $(Self::$name => permissions!(@write $kind),)* }
            }
        }
    };
    (@write read) => { false };
    (@write write) => { true };
}

permissions! {
    /// Open the vendor's console.
    ConsoleView = "console.view", read;
    /// Invite, re-role and remove staff.
    UserManage = "user.manage", write;
    /// Change the deployment's settings.
    SettingsManage = "settings.manage", write;
    /// Read the audit log.
    AuditRead = "audit.read", read;
    /// See background jobs.
    JobRead = "job.read", read;
    /// Retry and cancel background jobs.
    JobManage = "job.manage", write;
    /// Read mails in the outbox, which may hold sign-in links.
    MailRead = "mail.read", read;
    /// Set up webhook endpoints and redeliver.
    WebhookManage = "webhook.manage", write;
    /// Connect other systems, such as a CRM, and settle where they differ.
    ConnectionManage = "connection.manage", write;
    /// Create and revoke access tokens.
    TokenManage = "token.manage", write;
    /// Begin to see the portal as a partner does; counts as a write, so that it cannot be nested.
    ViewAsUse = "view_as.use", write;
    /// See the people of a partner.
    MemberRead = "member.read", read;
    /// Invite, re-role and remove the people of a partner.
    MemberManage = "member.manage", write;
    /// See a partner.
    PartnerRead = "partner.read", read;
    /// Change a partner, its tier and where it is in its lifecycle.
    PartnerManage = "partner.manage", write;
    /// See programs, types and tiers.
    ProgramRead = "program.read", read;
    /// Change programs, types and tiers.
    ProgramManage = "program.manage", write;
    /// See end-customer companies.
    AccountRead = "account.read", read;
    /// Change end-customer companies and their coverage.
    AccountManage = "account.manage", write;
    /// Import end-customer companies.
    AccountImport = "account.import", write;
    /// See the coverage plan and who serves an account.
    CoverageRead = "coverage.read", read;
    /// Draft and publish coverage plans.
    CoverageManage = "coverage.manage", write;
    /// See account mappings of the own side, and what they show.
    MappingRead = "mapping.read", read;
    /// Put lists in, agree to account mappings, withdraw.
    MappingManage = "mapping.manage", write;
    /// See applications to the program.
    ApplicationRead = "application.read", read;
    /// Decide on applications.
    ApplicationDecide = "application.decide", write;
    /// Change ideal partner profiles.
    ProfileManage = "profile.manage", write;
    /// See agreements.
    AgreementRead = "agreement.read", read;
    /// Sign for the partner.
    AgreementSign = "agreement.sign", write;
    /// Sign for the vendor.
    AgreementCountersign = "agreement.countersign", write;
    /// Change agreement templates, send, terminate.
    AgreementManage = "agreement.manage", write;
    /// See activation plans.
    ActivationRead = "activation.read", read;
    /// Work on the steps of an activation plan.
    ActivationWork = "activation.work", write;
    /// Accept or send back what a partner handed in.
    ActivationReview = "activation.review", write;
    /// See courses.
    CourseRead = "course.read", read;
    /// Take a course and its quiz.
    CourseTake = "course.take", write;
    /// Change courses, lessons and quizzes.
    CourseManage = "course.manage", write;
    /// See certificates.
    CertificateRead = "certificate.read", read;
    /// See deals.
    DealRead = "deal.read", read;
    /// Register a deal.
    DealRegister = "deal.register", write;
    /// Change a deal while that is allowed.
    DealEdit = "deal.edit", write;
    /// Approve and decline registrations, settle conflicts.
    DealDecide = "deal.decide", write;
    /// Extend, revoke and reassign deals, change the rules of engagement.
    DealManage = "deal.manage", write;
    /// See leads.
    LeadRead = "lead.read", read;
    /// Capture leads: by form, API and import.
    LeadCapture = "lead.capture", write;
    /// Answer an offered lead and work on it.
    LeadWork = "lead.work", write;
    /// Give leads to partners and take them back.
    LeadAssign = "lead.assign", write;
    /// Change the routing rules and what partners say they can take.
    LeadManage = "lead.manage", write;
    /// See incentive plans.
    PlanRead = "plan.read", read;
    /// Change incentive plans.
    PlanManage = "plan.manage", write;
    /// See accruals.
    AccrualRead = "accrual.read", read;
    /// Approve and adjust accruals.
    AccrualApprove = "accrual.approve", write;
    /// See statements.
    StatementRead = "statement.read", read;
    /// Issue and correct statements.
    StatementManage = "statement.manage", write;
    /// See the program's dashboards.
    OverviewRead = "overview.read", read;
    /// Open a partner's home page.
    HomeRead = "home.read", read;
    /// Search; results still pass the row scope.
    SearchUse = "search.use", read;
    /// Read one's own notices.
    NoticeRead = "notice.read", read;
    /// Download files.
    FileRead = "file.read", read;
    /// Upload files.
    FileUpload = "file.upload", write;
    /// Call the API with a token; each call asks for its own permission too.
    ApiUse = "api.use", read;
}

impl std::fmt::Display for Permission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
