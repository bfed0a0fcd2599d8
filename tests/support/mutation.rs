//! Documents with one slip each, made from whole ones.

use crm_diagram::yaml::{Entry, Kind, Node, Scalar};

/// Values that slips put in the place of others.
const VALUES: &[&str] = &[
    "",
    "x",
    "none",
    "yes",
    "true",
    "2",
    "-1",
    "0.4",
    "3.5",
    "40%",
    "2d",
    "1h 30m",
    "18k EUR",
    "35/week",
    "2026-10-01",
    "A -> B",
    "Account has many Contact",
    "journey",
    "decision",
    "happy",
    "text required pii",
    "-> Account!",
    "A/R",
];

/// A little generator of numbers (Marsaglia 2003): tests must find the same slips each time.
pub(crate) struct Slips(pub(crate) u64);

impl Slips {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap_or(0)
    }

    fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }

    /// Changes one place of a tree; new keys are taken from `keys`.
    pub(crate) fn slip(&mut self, node: &mut Node, keys: &[&str]) {
        let mut place = self.below(count(node));
        self.change(node, &mut place, keys);
    }

    fn change(&mut self, node: &mut Node, place: &mut usize, keys: &[&str]) -> bool {
        if *place == 0 {
            self.change_here(node, keys);
            return true;
        }
        *place -= 1;
        match &mut node.kind {
            Kind::Scalar(_) => false,
            Kind::List(nodes) => nodes.iter_mut().any(|node| self.change(node, place, keys)),
            Kind::Mapping(entries) => {
                entries.iter_mut().any(|entry| self.change(&mut entry.value, place, keys))
            }
        }
    }

    fn change_here(&mut self, node: &mut Node, keys: &[&str]) {
        let change = self.below(6);
        match (&mut node.kind, change) {
            (Kind::Mapping(entries), 0 | 1) => {
                let key = self.pick(keys);
                if entries.iter().all(|entry| entry.key != key) {
                    let at = self.below(entries.len() + 1);
                    entries.insert(at, entry(key, scalar(self.pick(VALUES))));
                }
            }
            (Kind::Mapping(entries), 2) if !entries.is_empty() => {
                let at = self.below(entries.len());
                let key = self.pick(keys);
                if entries.iter().all(|entry| entry.key != key) {
                    key.clone_into(&mut entries[at].key);
                }
            }
            (Kind::Mapping(entries), 3) if !entries.is_empty() => {
                let at = self.below(entries.len());
                entries.remove(at);
            }
            (Kind::List(nodes), 0 | 1) => nodes.push(scalar(self.pick(VALUES))),
            (Kind::List(nodes), 2) if !nodes.is_empty() => {
                let at = self.below(nodes.len());
                nodes.remove(at);
            }
            (_, 4) => {
                let inner = node.clone();
                *node = Node { kind: Kind::List(vec![inner]), span: node.span };
            }
            (_, 5) => {
                let inner = entry(self.pick(keys), node.clone());
                *node = Node { kind: Kind::Mapping(vec![inner]), span: node.span };
            }
            _ => *node = scalar(self.pick(VALUES)),
        }
    }
}

fn count(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::Scalar(_) => 0,
        Kind::List(nodes) => nodes.iter().map(count).sum(),
        Kind::Mapping(entries) => entries.iter().map(|entry| count(&entry.value)).sum(),
    }
}

fn scalar(text: &str) -> Node {
    Node { kind: Kind::Scalar(Scalar { text: text.to_owned(), quoted: false }), span: Default::default() }
}

fn entry(key: &str, value: Node) -> Entry {
    Entry { key: key.to_owned(), key_span: Default::default(), key_quoted: false, value }
}
