//! Changes to pages: one line or one cell is lost, doubled, moved, cut or garbled.

/// A small generator of numbers that look random and are the same on every run (xorshift64*).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`, which is not 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap() % limit
    }

    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// A change of a line or a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Delete,
    Duplicate,
    /// Changes places with the one after it.
    Swap,
    /// Loses its end.
    Cut,
    /// One character becomes another one.
    Garble,
    /// The page ends inside the line.
    CutPage,
}

impl Kind {
    const OF_A_LINE: [Self; 6] = [Self::Delete, Self::Duplicate, Self::Swap, Self::Cut, Self::Garble, Self::CutPage];
    const OF_A_CELL: [Self; 5] = [Self::Delete, Self::Duplicate, Self::Swap, Self::Cut, Self::Garble];
}

/// A change that was made to a page.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) kind: Kind,
    /// The line that was changed, from 0.
    pub(crate) line: usize,
    /// The lines of the page after the change.
    pub(crate) lines: Vec<String>,
}

impl Change {
    /// Changes a line, or a cell of it where it is a table row.
    pub(crate) fn make(lines: &[&str], line: usize, dice: &mut Dice) -> Self {
        let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let cells: Vec<&str> = lines[line].split('|').collect();
        if cells.len() < 3 || dice.below(2) == 0 {
            let kind = *dice.pick(&Kind::OF_A_LINE);
            apply(kind, &mut changed, line, dice);
            if kind == Kind::CutPage {
                changed.truncate(line + 1);
            }
            return Self { kind, line, lines: changed };
        }
        // The first and the last cell stand outside of the row.
        let cell = 1 + dice.below(cells.len() - 2);
        let kind = *dice.pick(&Kind::OF_A_CELL);
        let mut cells: Vec<String> = cells.into_iter().map(str::to_owned).collect();
        let edge = cells.pop().unwrap();
        apply(kind, &mut cells, cell, dice);
        cells.push(edge);
        changed[line] = cells.join("|");
        Self { kind, line, lines: changed }
    }

    /// Returns whether something of the line is left.
    pub(crate) fn garbles(&self) -> bool {
        matches!(self.kind, Kind::Cut | Kind::Garble)
    }
}

fn apply(kind: Kind, list: &mut Vec<String>, at: usize, dice: &mut Dice) {
    match kind {
        Kind::Delete => _ = list.remove(at),
        Kind::Duplicate => list.insert(at, list[at].clone()),
        Kind::Swap if at + 1 < list.len() => list.swap(at, at + 1),
        Kind::Swap => {}
        Kind::Cut | Kind::CutPage => list[at] = cut(&list[at], dice),
        Kind::Garble => list[at] = garble(&list[at], dice),
    }
}

/// Loses at least one character, and maybe all.
fn cut(text: &str, dice: &mut Dice) -> String {
    let length = text.chars().count();
    text.chars().take(if length == 0 { 0 } else { dice.below(length) }).collect()
}

/// The next letter of the alphabet takes a letter's place, and `x` that of any other character.
fn garble(text: &str, dice: &mut Dice) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    if characters.is_empty() {
        return "x".to_owned();
    }
    let at = dice.below(characters.len());
    characters[at] = match characters[at] {
        'z' => 'a',
        letter @ 'a'..='y' => char::from(letter as u8 + 1),
        '0' => '1',
        _ => 'x',
    };
    characters.into_iter().collect()
}
