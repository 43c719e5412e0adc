//! A sign of life on a terminal, for runs that take longer than a moment.

use std::io::IsTerminal;
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The time that a run may take before it shows progress.
const MOMENT: Duration = Duration::from_millis(400);
const TICK: Duration = Duration::from_millis(100);

/// Runs `work`, and shows that it is running where standard error is a terminal.
pub(crate) fn while_running<T>(message: &'static str, work: impl FnOnce() -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    let hidden = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    let bar = hidden.with_style(ProgressStyle::default_spinner()).with_message(message);
    let later = bar.downgrade();
    thread::spawn(move || {
        thread::sleep(MOMENT);
        if let Some(bar) = later.upgrade() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
    });
    let done = work();
    bar.finish_and_clear();
    done
}
