//! Two pieces of work, measured in turns in one run.

use std::time::{Duration, Instant};

/// Prints the median of the ratios of two pieces of work over some rounds.
pub(crate) fn compare(name: &str, rounds: usize, left: &dyn Fn(), right: &dyn Fn()) {
    if let Some((ratio, left, right)) = ratio(rounds, left, right) {
        println!("{name}: {ratio:.2} ({left:.1?} / {right:.1?})");
    }
}

/// The round with the median of the ratios: the ratio, and its two times.
fn ratio(rounds: usize, left: &dyn Fn(), right: &dyn Fn()) -> Option<(f64, Duration, Duration)> {
    let mut rounds: Vec<_> = (0..rounds)
        .map(|_| {
            let (left, right) = (time(left), time(right));
            (left.as_secs_f64() / right.as_secs_f64(), left, right)
        })
        .collect();
    rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
    rounds.get(rounds.len() / 2).copied()
}

fn time(work: &dyn Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
