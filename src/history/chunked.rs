//! A growing list that never moves what it holds: doubling a large one would need twice its room for a moment.

/// The most values of one piece.
const PIECE: usize = 1 << 16;

/// Values by number, in pieces of one size.
#[derive(Debug)]
pub(super) struct Chunked<T> {
    pieces: Vec<Vec<T>>,
    len: usize,
}

impl<T> Default for Chunked<T> {
    fn default() -> Self {
        Self { pieces: Vec::new(), len: 0 }
    }
}

impl<T: Copy> Chunked<T> {
    pub(super) fn push(&mut self, value: T) {
        if self.len.is_multiple_of(PIECE) {
            // The first pieces of short lists stay short.
            let room = if self.pieces.is_empty() { 0 } else { PIECE };
            self.pieces.push(Vec::with_capacity(room));
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.push(value);
        }
        self.len += 1;
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn get(&self, at: usize) -> T {
        self.pieces[at / PIECE][at % PIECE]
    }

    pub(super) fn set(&mut self, at: usize, value: T) {
        self.pieces[at / PIECE][at % PIECE] = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_number_across_pieces() {
        let mut list = Chunked::default();
        (0..PIECE + 3).for_each(|value| list.push(value));
        list.set(PIECE + 1, 7);
        assert_eq!((list.get(PIECE - 1), list.get(PIECE), list.get(PIECE + 1)), (PIECE - 1, PIECE, 7));
        assert_eq!(list.len(), PIECE + 3);
    }
}
