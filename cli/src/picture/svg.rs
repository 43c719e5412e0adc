//! A picture as SVG: text is escaped, and the same picture gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::layout::{self, HEIGHT, Layout, Point, WIDTH};
use super::{Arrow, Node, Picture, Tone};
use crate::html::escaped;

/// The colours and fonts of pictures, in light and dark.
pub(crate) const STYLE: &str = include_str!("picture.css");

const MARGIN: f64 = 24.0;
/// The height of title, summary and legend.
const HEAD: f64 = 104.0;
/// The number of letters of a name, and of the smaller line below it, that fit into a box.
pub(crate) const NAME: usize = 31;
pub(crate) const NOTE: usize = 40;

/// The picture as a file of its own.
pub(crate) fn write(picture: &Picture) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", drawing(picture, Some(STYLE)))
}

/// The picture as an element; without a style, the page around it has to bring [`STYLE`].
pub(crate) fn drawing(picture: &Picture, style: Option<&str>) -> String {
    let layout = layout::of(picture);
    let legend = legend(picture).map(|(.., words)| swatch_width(words)).sum::<f64>();
    let width = (layout.width.max(legend) + 2.0 * MARGIN).max(560.0).ceil();
    let height = (layout.height + HEAD + 2.0 * MARGIN).ceil();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">\n",
        escaped(&format!("{}: {}", picture.title, picture.summary))
    );
    if let Some(style) = style {
        let _ = writeln!(svg, "<style>\n{style}</style>");
    }
    markers(&mut svg, picture);
    let _ = writeln!(svg, "<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>");
    head(&mut svg, picture);
    let _ = writeln!(svg, "<g transform=\"translate({MARGIN} {})\">", HEAD + MARGIN);
    arrows(&mut svg, picture, &layout);
    for (node, place) in picture.nodes.iter().zip(&layout.places) {
        draw(&mut svg, node, *place);
    }
    svg.push_str("</g>\n</svg>");
    svg
}

fn markers(svg: &mut String, picture: &Picture) {
    let tones: BTreeSet<_> = picture.arrows.iter().map(|arrow| arrow.tone).filter(|tone| *tone != Tone::Many).collect();
    svg.push_str("<defs>\n");
    for tone in tones {
        let _ = writeln!(
            svg,
            "<marker id=\"head-{0}\" class=\"{0}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" \
             markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"head\" d=\"M0 0 8 4 0 8z\"/></marker>",
            tone.class()
        );
    }
    svg.push_str("</defs>\n");
}

/// Title, summary and legend.
fn head(svg: &mut String, picture: &Picture) {
    let _ = writeln!(svg, "<text class=\"title\" x=\"{MARGIN}\" y=\"42\">{}</text>", escaped(&picture.title));
    let _ = writeln!(svg, "<text class=\"summary\" x=\"{MARGIN}\" y=\"64\">{}</text>", escaped(&picture.summary));
    let mut x = MARGIN;
    for (tone, is_outside, words) in legend(picture) {
        let (class, outside) = (tone.class(), if is_outside { " outside" } else { "" });
        let mark = match is_outside {
            true => "<rect class=\"box\" x=\"0\" y=\"-7\" width=\"26\" height=\"14\" rx=\"4\"/>",
            false => "<path class=\"arrow\" d=\"M0 0h26\"/>",
        };
        let _ = writeln!(
            svg,
            "<g class=\"swatch {class}{outside}\" transform=\"translate({x} 90)\">{mark}<text x=\"34\" y=\"4\">{}</text></g>",
            escaped(words)
        );
        x += swatch_width(words);
    }
}

/// Writes the meaning of tones, and of a broken frame.
fn legend(picture: &Picture) -> impl Iterator<Item = (Tone, bool, &str)> {
    let tones = picture.legend.iter().map(|(tone, words)| (*tone, false, words.as_str()));
    let has_outside = picture.nodes.iter().any(|node| node.is_outside);
    tones.chain(has_outside.then_some((Tone::Plain, true, "not described by the pages")))
}

fn swatch_width(words: &str) -> f64 {
    58.0 + 6.2 * words.chars().count() as f64
}

fn draw(svg: &mut String, node: &Node, place: Point) {
    let Node { name, note, hint, tone, is_outside } = node;
    let (x, y) = (round(place.x), round(place.y));
    let outside = if *is_outside { " outside" } else { "" };
    let _ = write!(
        svg,
        "<g class=\"node {}{outside}\" transform=\"translate({x} {y})\"><title>{}</title>\
         <rect class=\"box\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"8\"/>",
        tone.class(),
        escaped(hint)
    );
    let (middle, upper) = (HEIGHT / 2.0 + 4.0, HEIGHT / 2.0 - 3.0);
    let y = if note.is_empty() { middle } else { upper };
    let _ = write!(svg, "<text class=\"name\" x=\"14\" y=\"{y}\">{}</text>", escaped(&cut(name, NAME)));
    if !note.is_empty() {
        let _ =
            write!(svg, "<text class=\"note\" x=\"14\" y=\"{}\">{}</text>", upper + 15.0, escaped(&cut(note, NOTE)));
    }
    svg.push_str("</g>\n");
}

fn arrows(svg: &mut String, picture: &Picture, layout: &Layout) {
    let mut same_ends: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for arrow in &picture.arrows {
        let count = same_ends.entry((arrow.from.min(arrow.to), arrow.from.max(arrow.to))).or_default();
        let aside = [0.0, 7.0, -7.0, 14.0, -14.0].get(*count).copied().unwrap_or_default();
        *count += 1;
        let Some(path) = path(arrow, layout, aside, picture.is_tree) else { continue };
        let class = arrow.tone.class();
        let head = if arrow.tone == Tone::Many { String::new() } else { format!(" marker-end=\"url(#head-{class})\"") };
        let title = if arrow.label.is_empty() { String::new() } else { escaped(&arrow.label) };
        let _ =
            writeln!(svg, "<g class=\"{class}\"><title>{title}</title><path class=\"arrow\" d=\"{path}\"{head}/></g>");
    }
}

/// The way of an arrow: from the side of one box, through its lanes, to the side of the other. An arrow back takes the
/// same way in the other direction.
fn path(arrow: &Arrow, layout: &Layout, aside: f64, is_tree: bool) -> Option<String> {
    let &Arrow { from, to, tone, .. } = arrow;
    let middle = |place: &Point| place.y + HEIGHT / 2.0 + aside;
    let (start, end) = (layout.places.get(from)?, layout.places.get(to)?);
    if from == to {
        let (x, y) = (round(start.x + WIDTH - 34.0), round(start.y));
        return Some(format!("M{x} {y}c0 -16 24 -16 24 -2"));
    }
    let forward = start.x < end.x;
    let lanes = layout.lanes.get(&if forward { (from, to) } else { (to, from) }).map_or(&[][..], Vec::as_slice);
    let mut stops: Vec<(f64, f64, f64)> = lanes.iter().map(|lane| (lane.x, lane.x + WIDTH, lane.y + aside)).collect();
    if !forward {
        stops = stops.into_iter().rev().map(|(left, right, y)| (right, left, y)).collect();
    }
    let (leave, arrive) = if forward { (start.x + WIDTH, end.x) } else { (start.x, end.x + WIDTH) };
    stops.push((arrive, arrive, middle(end)));
    let (mut x, mut y) = (leave, middle(start));
    let mut path = format!("M{} {}", round(x), round(y));
    for (near, far, next) in stops {
        path.push_str(&if is_tree { elbow((x, y), (near, next), turn(tone)) } else { curve((x, y), (near, next)) });
        if near != far {
            let _ = write!(path, "H{}", round(far));
        }
        (x, y) = (far, next);
    }
    Some(path)
}

/// The way from the side of one layer to that of the next: a curve that can be told from others where they cross.
fn curve((x, y): (f64, f64), (to_x, to_y): (f64, f64)) -> String {
    let bend = round((x + to_x) / 2.0);
    format!("C{bend} {} {bend} {} {} {}", round(y), round(to_y), round(to_x), round(to_y))
}

/// The same in a tree: straight, up or down in the middle, and straight again, so
/// that arrows from one box share a trunk.
fn elbow((x, y): (f64, f64), (to_x, to_y): (f64, f64), aside: f64) -> String {
    const BEND: f64 = 10.0;
    let (height, side) = (to_y - y, (to_x - x).signum());
    if height.abs() < 0.5 {
        return format!("H{}", round(to_x));
    }
    let (bend, turn) = (BEND.min(height.abs() / 2.0), (x + to_x) / 2.0 + aside);
    let down = bend * height.signum();
    format!(
        "H{}Q{turn} {} {turn} {}V{}Q{turn} {} {} {}H{}",
        round(turn - side * bend),
        round(y),
        round(y + down),
        round(to_y - down),
        round(to_y),
        round(turn + side * bend),
        round(to_y),
        round(to_x),
        turn = round(turn),
    )
}

/// Returns the distance from the middle at which arrows turn: different tones have separate trunks.
pub(crate) const fn turn(tone: Tone) -> f64 {
    match tone {
        Tone::Block => -12.0,
        Tone::Some => 6.0,
        Tone::Clear => 12.0,
        Tone::Unknown | Tone::Many => 18.0,
        Tone::Plain | Tone::Start | Tone::All => 0.0,
    }
}

/// A place to a tenth of a pixel: as exact as eyes are, and short.
fn round(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}

/// A text that fits. Letters that are not ASCII count twice, since those of some scripts are twice as wide.
fn cut(text: &str, fits: usize) -> String {
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    if text.chars().map(wide).sum::<usize>() <= fits {
        return text.to_owned();
    }
    let mut room = fits.saturating_sub(1);
    let kept = text.chars().take_while(|&c| room.checked_sub(wide(c)).map(|left| room = left).is_some());
    let mut kept: String = kept.collect();
    kept.push('…');
    kept
}
