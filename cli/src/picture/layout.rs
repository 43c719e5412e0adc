//! The layout of boxes and arrows: layers from left to right (Sugiyama's method, by `rust-sugiyama`).

use std::collections::{BTreeMap, BTreeSet};

use rust_sugiyama::configure::{Config, RankingType};
use rust_sugiyama::from_vertices_and_edges;

use super::Picture;

/// The size of a box, and the space between boxes, in pixels.
pub(crate) const WIDTH: f64 = 264.0;
pub(crate) const HEIGHT: f64 = 44.0;
const GAP: f64 = 12.0;
const LAYER_GAP: f64 = 70.0;
/// The space that an arrow takes up where it passes a layer.
const LANE: f64 = 6.0;

/// Places for the boxes and arrows of a picture.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// The upper left corner of each box.
    pub(crate) places: Vec<Point>,
    /// The points between the layers that each arrow passes, from the left to the right; none for most.
    pub(crate) lanes: BTreeMap<(usize, usize), Vec<Point>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

type Edges = BTreeSet<(usize, usize)>;

/// Lays out a picture.
pub(crate) fn of(picture: &Picture) -> Layout {
    let arrows = picture.arrows.iter().map(|arrow| (arrow.from, arrow.to));
    if picture.is_tree { tree(picture.nodes.len(), arrows) } else { layout(picture.nodes.len(), arrows) }
}

/// Lays out a tree that grows from the first box. That one stands at the top, where readers begin, however high the
/// tree is.
pub(crate) fn tree(nodes: usize, arrows: impl IntoIterator<Item = (usize, usize)>) -> Layout {
    let mut layout = layout(nodes, arrows);
    if let Some(root) = layout.places.first_mut() {
        root.y = 0.0;
    }
    layout
}

/// Lays out as many boxes with arrows between them.
///
/// A box stands in the layer after the last of those that lead to it. An arrow that passes layers gets a lane in each
/// of them, which takes up a place like a box in a second round; layers stay as they are.
fn layout(nodes: usize, arrows: impl IntoIterator<Item = (usize, usize)>) -> Layout {
    let edges: Edges = arrows.into_iter().filter(|&(from, to)| from != to && from < nodes && to < nodes).collect();
    let mut heights = vec![HEIGHT; nodes];
    let mut places = place(&heights, &edges);
    let routes: Vec<_> = edges.iter().map(|&edge| route(edge, &places, &mut heights)).collect();
    if heights.len() > nodes {
        places = place(&heights, &routes.iter().flat_map(|route| steps(route)).collect());
    }
    let mut lanes = BTreeMap::new();
    for route in &routes {
        if let [left, passed @ .., right] = route.as_slice() {
            let middle = |lane: &usize| places.get(*lane).map(|place| Point { x: place.x, y: place.y + LANE / 2.0 });
            lanes.insert((*left, *right), passed.iter().filter_map(middle).collect());
        }
    }
    let extent = |size: f64, far: fn(&Point) -> f64| places.iter().map(far).fold(0.0, f64::max) + size;
    let (width, height) = (extent(WIDTH, |point| point.x), extent(HEIGHT, |point| point.y));
    Layout { width, height, places: places.into_iter().take(nodes).collect(), lanes }
}

/// The ends of an arrow, from the left to the right, and new lanes in the layers between them.
fn route((from, to): (usize, usize), places: &[Point], heights: &mut Vec<f64>) -> Vec<usize> {
    let layer = |at: usize| places.get(at).map_or(0, |point| layer(point.x));
    let (left, right) = if layer(from) <= layer(to) { (from, to) } else { (to, from) };
    let passed = layer(right).saturating_sub(layer(left) + 1);
    let lanes = heights.len()..heights.len() + passed;
    heights.resize(lanes.end, LANE);
    std::iter::once(left).chain(lanes).chain([right]).collect()
}

/// The ends of each piece of a route.
fn steps(route: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    route.iter().copied().zip(route.iter().copied().skip(1))
}

fn layer(x: f64) -> usize {
    (x / (WIDTH + LAYER_GAP)).round() as usize
}

/// The upper left corner of each box. Parts that no arrow connects stand below each other; boxes by themselves fill
/// rows at the end.
fn place(heights: &[f64], edges: &Edges) -> Vec<Point> {
    let mut places = vec![Point::default(); heights.len()];
    let mut below = 0.0;
    let mut width: f64 = 0.0;
    let (alone, parts): (Vec<_>, Vec<_>) = parts(heights, edges).into_iter().partition(|part| part.len() < 2);
    for part in parts {
        let height = |at: usize| heights.get(at).copied().unwrap_or_default();
        let top = part.iter().map(|&(at, (_, middle))| middle - height(at) / 2.0).fold(f64::MAX, f64::min);
        let left = part.iter().map(|&(_, (layer, _))| layer).fold(f64::MAX, f64::min);
        let mut bottom: f64 = 0.0;
        for &(at, (layer, middle)) in &part {
            let point = Point { x: layer - left, y: below + middle - height(at) / 2.0 - top };
            bottom = bottom.max(point.y + height(at));
            width = width.max(point.x);
            if let Some(place) = places.get_mut(at) {
                *place = point;
            }
        }
        below = bottom + 2.0 * GAP;
    }
    let columns = ((width / (WIDTH + GAP)).floor() as usize + 1).max(3);
    for (count, (at, _)) in alone.into_iter().flatten().enumerate() {
        if let Some(place) = places.get_mut(at) {
            *place = Point {
                x: (count % columns) as f64 * (WIDTH + GAP),
                y: below + (count / columns) as f64 * (HEIGHT + GAP),
            };
        }
    }
    places
}

type Part = Vec<(usize, (f64, f64))>;

/// The parts that arrows connect, each with the layer and the middle of its boxes; the largest first.
fn parts(heights: &[f64], edges: &Edges) -> Vec<Part> {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    // The library's layers run from the top to the bottom: what is wide there is high here. It puts the last box first.
    let size = |at: usize| (heights.get(at).copied().unwrap_or_default(), WIDTH + LAYER_GAP - GAP);
    // Without gaps, since it counts the boxes itself.
    let vertices: Vec<_> = (0..heights.len()).map(|at| (number(at), size(at))).collect();
    let edges: Vec<_> = edges.iter().map(|&(from, to)| (number(from), number(to))).collect();
    let config = Config { vertex_spacing: GAP, ranking_type: RankingType::Up, ..Config::default() };
    let mut parts: Vec<Part> = from_vertices_and_edges(&vertices, &edges, &config)
        .into_iter()
        .map(|(part, ..)| part.into_iter().map(|(at, (middle, layer))| (at, (layer, -middle))).collect())
        .collect();
    for part in &mut parts {
        part.sort_by_key(|&(at, _)| at);
    }
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part.first().map(|&(at, _)| at)));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlaps(layout: &Layout) -> usize {
        let places = &layout.places;
        let near = |a: &Point, b: &Point| (a.x - b.x).abs() < WIDTH && (a.y - b.y).abs() < HEIGHT;
        let after = |at: usize| places.iter().skip(at + 1);
        places.iter().enumerate().map(|(at, a)| after(at).filter(|b| near(a, b)).count()).sum()
    }

    /// Arrows as a small generator of random numbers gives them.
    fn random(nodes: usize, arrows: usize, mut seed: u64) -> Vec<(usize, usize)> {
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % nodes
        };
        (0..arrows).map(|_| (next(), next())).collect()
    }

    #[test]
    fn no_box_covers_another() {
        for seed in 0..100 {
            let (nodes, arrows) = (3 + seed as usize % 17, 2 + seed as usize % 23);
            let arrows = random(nodes, arrows, seed);
            let layout = layout(nodes, arrows.iter().copied());
            assert_eq!((layout.places.len(), overlaps(&layout)), (nodes, 0), "{arrows:?}");
        }
    }

    #[test]
    fn the_same_picture_has_the_same_places() {
        let arrows = random(20, 40, 7);
        let places = layout(20, arrows.iter().copied()).places;
        for _ in 0..5 {
            assert_eq!(layout(20, arrows.iter().copied()).places, places);
        }
    }

    #[test]
    fn a_long_arrow_has_a_lane_in_each_layer_that_it_passes() {
        let layout = layout(4, [(0, 1), (1, 2), (2, 3), (0, 3)]);
        assert_eq!(layout.lanes.get(&(0, 3)).map(Vec::len), Some(2));
        assert_eq!(layout.lanes.get(&(0, 1)).map(Vec::len), Some(0));
    }

    #[test]
    fn nothing_has_a_place_too() {
        assert!(layout(0, []).places.is_empty());
        assert_eq!(tree(1, []).places, [Point::default()]);
        assert_eq!(overlaps(&layout(7, [(9, 9), (3, 3)])), 0);
    }
}
