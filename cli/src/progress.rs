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
    shown(ProgressStyle::default_spinner(), None, message, |_| work())
}

/// Runs `work`, which tells how far it is, and shows that where standard error is a terminal.
pub(crate) fn while_telling<T>(message: &'static str, work: impl FnOnce(&dyn Fn(String)) -> T) -> T {
    shown(ProgressStyle::default_spinner(), None, message, |bar| work(&|message| bar.set_message(message)))
}

/// Does something with each item until one fails, and shows how many are done where standard error is a terminal.
pub(crate) fn of_many<I, T, E>(
    message: &'static str,
    items: &[I],
    mut each: impl FnMut(&I) -> Result<T, E>,
) -> Result<Vec<T>, E> {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    shown(style, Some(items.len()), message, |bar| {
        let each = |item| {
            let done = each(item);
            bar.inc(1);
            done
        };
        items.iter().map(each).collect()
    })
}

/// Runs `work` with a bar, which shows after a moment.
fn shown<T>(
    style: ProgressStyle,
    count: Option<usize>,
    message: &'static str,
    work: impl FnOnce(&ProgressBar) -> T,
) -> T {
    if !std::io::stderr().is_terminal() {
        return work(&ProgressBar::hidden());
    }
    let hidden = ProgressBar::with_draw_target(count.map(|count| count as u64), ProgressDrawTarget::hidden());
    let bar = hidden.with_style(style).with_message(message);
    let later = bar.downgrade();
    let show = move || {
        thread::sleep(MOMENT);
        if let Some(bar) = later.upgrade() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
    };
    // Without another thread it stays hidden.
    let _ = thread::Builder::new().spawn(show);
    let done = work(&bar);
    bar.finish_and_clear();
    done
}
