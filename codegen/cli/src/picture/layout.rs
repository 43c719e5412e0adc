//! Where boxes stand and which way arrows take: layers from left to right (Sugiyama's method, by `rust-sugiyama`).

use std::collections::{BTreeMap, BTreeSet};

use rust_sugiyama::configure::Config;
use rust_sugiyama::from_vertices_and_edges;

use super::Picture;

/// The size of a box, and the space between boxes, in pixels.
pub(crate) const WIDTH: f64 = 230.0;
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
/// The first pass finds the layer of each box. Arrows that pass a layer get a lane there in the second pass.
fn layout(nodes: usize, arrows: impl IntoIterator<Item = (usize, usize)>) -> Layout {
    let edges: Edges = arrows.into_iter().filter(|&(from, to)| from != to && from < nodes && to < nodes).collect();
    let first = place(&vec![HEIGHT; nodes], &edges);
    let layer = |at: usize| first.get(at).map_or(0, |point| (point.x / (WIDTH + LAYER_GAP)).round() as usize);

    let mut heights = vec![HEIGHT; nodes];
    let (mut steps, mut chains) = (Edges::new(), BTreeMap::new());
    for &(from, to) in &edges {
        let (left, right) = if layer(from) <= layer(to) { (from, to) } else { (to, from) };
        let passed = (layer(right) - layer(left)).saturating_sub(1);
        let lanes: Vec<_> = (heights.len()..heights.len() + passed).collect();
        heights.resize(heights.len() + passed, LANE);
        let stops: Vec<_> = std::iter::once(left).chain(lanes.iter().copied()).chain([right]).collect();
        steps.extend(stops.windows(2).filter_map(|pair| <[usize; 2]>::try_from(pair).ok()).map(<(usize, usize)>::from));
        if passed > 0 {
            chains.insert((left, right), lanes);
        }
    }
    let places = if chains.is_empty() { first } else { place(&heights, &steps) };
    let at = |lane: &usize| places.get(*lane).map(|place| Point { x: place.x, y: place.y + LANE / 2.0 });
    let lanes = chains.iter().map(|(ends, lanes)| (*ends, lanes.iter().filter_map(at).collect())).collect();
    let extent = |size: f64, far: fn(&Point) -> f64| places.iter().map(far).fold(0.0, f64::max) + size;
    let (width, height) = (extent(WIDTH, |point| point.x), extent(HEIGHT, |point| point.y));
    Layout { width, height, places: places.into_iter().take(nodes).collect(), lanes }
}

/// The upper left corner of each box. Parts that no arrow connects stand below each other; boxes by themselves fill
/// rows at the end.
fn place(heights: &[f64], edges: &Edges) -> Vec<Point> {
    let mut places = vec![Point::default(); heights.len()];
    let mut below = 0.0;
    let mut width: f64 = 0.0;
    for part in parts(heights, edges) {
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
    let joined: BTreeSet<_> = edges.iter().flat_map(|&(from, to)| [from, to]).collect();
    for (count, at) in (0..heights.len()).filter(|at| !joined.contains(at)).enumerate() {
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
    let joined: BTreeSet<_> = edges.iter().flat_map(|&(from, to)| [from, to]).collect();
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    // The library's layers run from the top to the bottom: what is wide there is high here.
    let size = |at: usize| (heights.get(at).copied().unwrap_or_default(), WIDTH + LAYER_GAP - GAP);
    let vertices: Vec<_> = joined.iter().map(|&at| (number(at), size(at))).collect();
    let edges: Vec<_> = edges.iter().map(|&(from, to)| (number(from), number(to))).collect();
    let config = Config { vertex_spacing: GAP, dummy_vertices: false, ..Config::default() };
    let mut parts: Vec<Part> = from_vertices_and_edges(&vertices, &edges, &config)
        .into_iter()
        .map(|(part, ..)| part.into_iter().map(|(at, (middle, layer))| (at, (layer, middle))).collect())
        .collect();
    for part in &mut parts {
        part.sort_by_key(|&(at, _)| at);
    }
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part.first().map(|&(at, _)| at)));
    parts
}
