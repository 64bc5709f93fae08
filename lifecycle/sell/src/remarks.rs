//! What somebody wrote, as the pages of this stage show it.

use base::Instant;
use ui::{Html, Tone, Ui};

/// Something to know of a text before it is read.
pub(crate) struct Mark {
    pub(crate) text: String,
    pub(crate) tone: Tone,
    pub(crate) icon: &'static str,
}

/// A text with its author and what is to be known of it.
pub(crate) struct Remark {
    pub(crate) who: String,
    pub(crate) initials: String,
    pub(crate) hue: u8,
    pub(crate) machine: String,
    pub(crate) when: String,
    pub(crate) marks: Vec<Mark>,
    pub(crate) body: Html,
}

impl Remark {
    /// A text in Markdown, by somebody, of a moment.
    pub(crate) fn of(ui: &Ui, name: &str, at: &Instant, body: &str) -> Self {
        Self {
            who: name.to_owned(),
            initials: base::initials(name),
            hue: ui::hue(name),
            machine: ui.machine(at),
            when: ui.date_time(at),
            marks: Vec::new(),
            body: ui::markdown(body),
        }
    }

    /// The same with one more thing to know.
    pub(crate) fn marked(mut self, text: String, tone: Tone, icon: &'static str) -> Self {
        self.marks.push(Mark { text, tone, icon });
        self
    }
}
