//! What enabling tells.

use base::{AttemptId, CertificateId, CourseId, Instant, PartnerId, UserId};

crate::facts! {
    /// A person began a course.
    CourseBegun = "course.begun" v 1, "course" course, partner |f| f.partner => {
        /// Which course.
        course: CourseId,
        /// Its stable key.
        key: String,
        /// Who.
        user: UserId,
        /// Of which partner.
        partner: Option<PartnerId>,
    }

    /// A person finished a course with all that it asks for.
    CourseCompleted = "course.completed" v 1, "course" course, partner |f| f.partner => {
        /// Which course.
        course: CourseId,
        /// Its stable key.
        key: String,
        /// Who.
        user: UserId,
        /// Of which partner.
        partner: Option<PartnerId>,
        /// The score of the quiz in percent, where it has one.
        score: Option<i64>,
    }

    /// A quiz was handed in.
    QuizFinished = "quiz.finished" v 1, "attempt" attempt, partner |f| f.partner => {
        /// Which attempt.
        attempt: AttemptId,
        /// Of which course.
        course: CourseId,
        /// Who.
        user: UserId,
        /// Of which partner.
        partner: Option<PartnerId>,
        /// The score in percent.
        score: i64,
        /// Whether it reached the pass mark.
        passed: bool,
    }

    /// A person earned a certification.
    CertificateIssued = "certificate.issued" v 1, "certificate" certificate, partner |f| f.partner => {
        /// Which certificate.
        certificate: CertificateId,
        /// The certification's stable key.
        key: String,
        /// For which course.
        course: CourseId,
        /// Who.
        user: UserId,
        /// Of which partner.
        partner: Option<PartnerId>,
        /// Until when it is valid.
        until: Option<Instant>,
    }

    /// A certification lapsed or was taken back.
    CertificateEnded = "certificate.ended" v 1, "certificate" certificate, partner |f| f.partner => {
        /// Which certificate.
        certificate: CertificateId,
        /// The certification's stable key.
        key: String,
        /// Who.
        user: UserId,
        /// Of which partner.
        partner: Option<PartnerId>,
        /// `expired` or `revoked`.
        state: String,
    }
}
