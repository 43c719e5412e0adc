//! Children before parents: the order in which a walk, depth first, leaves the rows.

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    Open,
    Left,
}

/// An order of the rows that `links` lead to from row 0, below `rows`, in which every child comes before its parents;
/// and how many links it does not satisfy, because rows point at each other in a circle.
///
/// `links` are pairs of a parent and a child. That a row points at itself does not matter.
pub(super) fn children_first(rows: usize, mut links: Vec<(usize, usize)>) -> (Vec<usize>, usize) {
    links.sort_unstable();
    links.dedup();
    let children = |row: usize| {
        let from = links.partition_point(|(parent, _)| *parent < row);
        links.iter().skip(from).take_while(move |(parent, _)| *parent == row).map(|(_, child)| *child)
    };
    let mut state = vec![State::Unseen; rows];
    let (mut order, mut circular) = (Vec::with_capacity(rows), 0);
    // On the heap, since a chain of rows may be long.
    let mut stack = vec![(0, children(0))];
    if let Some(start) = state.first_mut() {
        *start = State::Open;
    }
    while let Some((row, rest)) = stack.last_mut() {
        let row = *row;
        let Some(child) = rest.next() else {
            stack.pop();
            order.push(row);
            if let Some(state) = state.get_mut(row) {
                *state = State::Left;
            }
            continue;
        };
        match state.get_mut(child) {
            Some(state @ State::Unseen) => {
                *state = State::Open;
                stack.push((child, children(child)));
            }
            Some(State::Open) if child != row => circular += 1,
            _ => {}
        }
    }
    (order, circular)
}

#[cfg(test)]
mod tests {
    use super::children_first;

    #[test]
    fn a_child_found_before_its_parent_still_goes_first() {
        assert_eq!(children_first(4, vec![(0, 1), (0, 2), (2, 1), (1, 3)]), (vec![3, 1, 2, 0], 0));
    }

    #[test]
    fn circles_are_counted_and_what_is_above_them_comes_later() {
        let (order, circular) = children_first(4, vec![(0, 0), (0, 3), (3, 1), (1, 2), (2, 1)]);
        assert_eq!((order, circular), (vec![2, 1, 3, 0], 1));
    }

    #[test]
    fn a_chain_may_be_long() {
        let (order, _) = children_first(100_000, (1..100_000).map(|row| (row - 1, row)).collect());
        assert!(order.into_iter().rev().eq(0..100_000));
    }
}
