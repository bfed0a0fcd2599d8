//! Orders of layers while they are searched.

use super::super::graph::{Chain, Kind, Layers, Port};
use super::abreast::Abreast;
use super::rules::Rules;

/// What an order costs: so much for each crossing, and 1 for each two nodes of a layer that stand against the order of
/// the document, which are few enough never to add up to a crossing.
pub(in super::super) const CROSSING: u64 = 1 << 32;

/// Where a search starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Start {
    /// A search in depth from the first node, so that what belongs together stands together.
    Search,
    /// The same from the last vertex.
    SearchUp,
    /// The order of the document.
    Document,
    /// No order at all.
    Shuffle,
}

/// Orders of all layers, with the neighbours of each vertex sorted by their places.
pub(super) struct Order {
    pub(super) layers: Vec<Vec<u32>>,
    pub(super) rank: Vec<u32>,
    pub(super) position: Vec<u32>,
    /// Neighbours in the layer above and below.
    pub(super) near: [Near; 2],
    /// Whether a vertex is a node, whose edges may be reordered along its side.
    pub(super) is_node: Vec<bool>,
    /// What edges within a layer pass.
    pub(super) abreast: Abreast,
    /// What groups and lanes allow, if there are any.
    pub(super) rules: Option<Rules>,
    pub(super) work: u64,
    pub(super) room: Room,
}

/// Lists that are filled again and again.
#[derive(Default)]
pub(super) struct Room {
    /// Vertices by where their neighbours stand.
    pub(super) keyed: Vec<(f64, u32)>,
    /// Keys of the nodes of a layer, sorted.
    keys: Vec<u32>,
    /// How many edges end at the places of a layer, as sums of a binary indexed tree.
    tree: Vec<u32>,
}

/// In a layer of so many vertices it is quicker to count what ends beyond each of them than to keep sums in a tree.
const FEW_VERTICES: usize = 32;

/// How many edges a border of a group counts as when edges cross it.
const BORDER: usize = 1;

/// The neighbours of each vertex in the layer on one side, sorted by their places.
#[derive(Default)]
pub(super) struct Near {
    /// Those of a vertex are `first[v]..first[v + 1]`.
    first: Vec<u32>,
    pub(super) vertices: Vec<u32>,
    /// The places of the same, times [`Ranks::most`] if there are ranks.
    places: Vec<u32>,
    /// Ranks of fixed ports, if there are any.
    ranks: Option<Ranks>,
}

/// Ranks of fixed ports along the sides of nodes, in the order of a [`Near`]: they count as places within a place.
struct Ranks {
    most: u32,
    /// At the vertex itself.
    own: Vec<u32>,
    /// At its neighbour.
    far: Vec<u32>,
}

impl Ranks {
    /// The rank that each piece of an edge has at its upper and at its lower end, if any edge has a fixed port. Free
    /// ports, which may slide to either side of the fixed ones, are in the middle of them.
    fn of_pieces(layers: &Layers) -> Option<Vec<[u32; 2]>> {
        let offset = |chain: &Chain, end: usize| match chain.ports[end] {
            Port::Free => None,
            Port::At(place) => Some((place * 4.0) as u32),
        };
        if !layers.chains.iter().any(Chain::has_fixed_port) {
            return None;
        }
        let mut sides: Vec<[Vec<u32>; 2]> = vec![[Vec::new(), Vec::new()]; layers.vertices.len()];
        for chain in &layers.chains {
            for (end, node) in chain.ends().into_iter().enumerate() {
                sides[node as usize][end].extend(offset(chain, end));
            }
        }
        for side in sides.iter_mut().flatten() {
            side.sort_unstable();
            side.dedup();
        }
        let mut ranks = Vec::new();
        for chain in &layers.chains {
            let first = ranks.len();
            ranks.resize(first + chain.vertices.len() - 1, [0, 0]);
            let last = ranks.len() - 1;
            for (end, piece) in [(0, first), (1, last)] {
                let side = &sides[chain.ends()[end] as usize][end];
                let rank =
                    offset(chain, end).map_or(side.len() / 2, |own| side.partition_point(|at| *at < own));
                ranks[piece][end] = rank as u32;
            }
        }
        Some(ranks)
    }
}

impl Near {
    fn new(count: usize, pairs: impl ExactSizeIterator<Item = (u32, u32)> + Clone) -> Self {
        let mut first = vec![0_u32; count + 1];
        for (vertex, _) in pairs.clone() {
            first[vertex as usize + 1] += 1;
        }
        for vertex in 0..count {
            first[vertex + 1] += first[vertex];
        }
        let mut fill = first.clone();
        let mut vertices = vec![0; pairs.len()];
        for (vertex, other) in pairs {
            vertices[fill[vertex as usize] as usize] = other;
            fill[vertex as usize] += 1;
        }
        Self { first, places: vec![0; vertices.len()], vertices, ranks: None }
    }

    /// The same with the ranks of fixed ports at both ends of each pair.
    fn with_ranks(count: usize, pairs: &[(u32, u32)], ranks: &[[u32; 2]], most: u32) -> Self {
        let mut near = Self::new(count, pairs.iter().copied());
        let mut fill = near.first.clone();
        let (mut own, mut far) = (vec![0; pairs.len()], vec![0; pairs.len()]);
        for ((vertex, _), ranks) in pairs.iter().zip(ranks) {
            let at = &mut fill[*vertex as usize];
            [own[*at as usize], far[*at as usize]] = *ranks;
            *at += 1;
        }
        near.ranks = Some(Ranks { most, own, far });
        near
    }

    pub(super) fn range(&self, vertex: u32) -> std::ops::Range<usize> {
        self.first[vertex as usize] as usize..self.first[vertex as usize + 1] as usize
    }

    pub(super) fn vertices(&self, vertex: u32) -> &[u32] {
        &self.vertices[self.range(vertex)]
    }

    pub(super) fn places(&self, vertex: u32) -> &[u32] {
        &self.places[self.range(vertex)]
    }

    /// Reads the places of a vertex's neighbours again and sorts by them; most are sorted already.
    pub(super) fn update(&mut self, vertex: u32, position: &[u32]) {
        let range = self.range(vertex);
        if let Some(ranks) = &mut self.ranks {
            let near = &self.vertices[range.clone()];
            let place = |at: usize| position[near[at] as usize] * ranks.most + ranks.far[range.start + at];
            let mut order: Vec<usize> = (0..near.len()).collect();
            order.sort_by_key(|at| place(*at));
            let sorted = |of: &[u32]| order.iter().map(|at| of[range.start + at]).collect::<Vec<u32>>();
            let places: Vec<u32> = order.iter().map(|at| place(*at)).collect();
            let [vertices, own, far] = [&self.vertices, &ranks.own, &ranks.far].map(|of| sorted(of));
            self.places[range.clone()].copy_from_slice(&places);
            self.vertices[range.clone()].copy_from_slice(&vertices);
            ranks.own[range.clone()].copy_from_slice(&own);
            ranks.far[range].copy_from_slice(&far);
            return;
        }
        let (vertices, places) = (&mut self.vertices[range.clone()], &mut self.places[range]);
        if let ([only], [place]) = (&*vertices, &mut *places) {
            *place = position[*only as usize];
            return;
        }
        for at in 0..vertices.len() {
            let (moved, place) = (vertices[at], position[vertices[at] as usize]);
            let mut to = at;
            while to > 0 && places[to - 1] > place {
                places[to] = places[to - 1];
                vertices[to] = vertices[to - 1];
                to -= 1;
            }
            places[to] = place;
            vertices[to] = moved;
        }
    }
}

pub(super) const UP: usize = 0;
pub(super) const DOWN: usize = 1;

impl Order {
    /// Takes the order out of the layers, until [`Self::write`] puts one back.
    pub(super) fn new(layers: &mut Layers) -> Self {
        let count = layers.vertices.len();
        let mut down: Vec<(u32, u32)> = Vec::with_capacity(count + layers.chains.len());
        for chain in &layers.chains {
            down.extend(chain.vertices.windows(2).map(|pair| (pair[0], pair[1])));
        }
        let borders = layers.borders.iter().flatten().flat_map(|border| border.windows(2));
        down.extend(borders.flat_map(|pair| std::iter::repeat_n((pair[0], pair[1]), BORDER)));
        let near = match Ranks::of_pieces(layers) {
            None => {
                let up = down.iter().map(|(upper, lower)| (*lower, *upper));
                [Near::new(count, up), Near::new(count, down.iter().copied())]
            }
            Some(mut ranks) => {
                let up: Vec<(u32, u32)> = down.iter().map(|(upper, lower)| (*lower, *upper)).collect();
                let most = ranks.iter().flatten().max().map_or(1, |most| most + 1);
                ranks.resize(down.len(), [0, 0]);
                let turned: Vec<[u32; 2]> = ranks.iter().map(|[upper, lower]| [*lower, *upper]).collect();
                [Near::with_ranks(count, &up, &turned, most), Near::with_ranks(count, &down, &ranks, most)]
            }
        };
        let mut order = Self {
            layers: std::mem::take(&mut layers.order),
            rank: layers.vertices.iter().map(|vertex| vertex.rank as u32).collect(),
            position: vec![0; count],
            near,
            is_node: layers.vertices.iter().map(|vertex| matches!(vertex.kind, Kind::Node(_))).collect(),
            abreast: Abreast::new(layers),
            rules: Rules::new(layers),
            work: 0,
            room: Room::default(),
        };
        (0..order.layers.len()).for_each(|layer| order.arrange(layer));
        order.renumber_all();
        order
    }

    /// Puts what was found into the layers.
    pub(super) fn write(self, layers: &mut Layers) {
        layers.order = self.layers;
        if let Some(rules) = self.rules {
            layers.nesting = rules.nesting;
        }
    }

    pub(super) fn load(&mut self, layers: &[Vec<u32>]) {
        self.layers.clone_from_slice(layers);
        self.renumber_all();
    }

    pub(super) fn renumber_all(&mut self) {
        for layer in 0..self.layers.len() {
            self.renumber(layer);
        }
        for layer in 0..self.layers.len() {
            self.sort_around(layer);
        }
    }

    pub(super) fn renumber(&mut self, layer: usize) {
        for (position, vertex) in self.layers[layer].iter().enumerate() {
            self.position[*vertex as usize] = position as u32;
        }
    }

    /// Sorts the neighbours of the layers beside one that has changed.
    pub(super) fn sort_around(&mut self, layer: usize) {
        if layer > 0 {
            for vertex in &self.layers[layer - 1] {
                self.near[DOWN].update(*vertex, &self.position);
            }
        }
        if let Some(below) = self.layers.get(layer + 1) {
            for vertex in below {
                self.near[UP].update(*vertex, &self.position);
            }
        }
    }

    /// What two vertices of a layer cost, the first left of the second, and the other way round.
    pub(super) fn pair(&mut self, one: u32, two: u32) -> (u64, u64) {
        let (mut kept, mut switched) = self.crossings_of_pair(one, two);
        if !self.abreast.is_empty() {
            let passed = self.abreast.passed_of_pair(one, two, &self.position);
            (kept, switched) = (kept + passed.0, switched + passed.1);
        }
        let are_nodes = self.is_node[one as usize] && self.is_node[two as usize];
        (
            kept * CROSSING + u64::from(are_nodes && one > two),
            switched * CROSSING + u64::from(are_nodes && one < two),
        )
    }

    /// Crossings of the edges of two vertices of a layer, the first left of the second, and the other way round.
    fn crossings_of_pair(&mut self, one: u32, two: u32) -> (u64, u64) {
        let (mut kept, mut switched) = (0, 0);
        for side in [UP, DOWN] {
            let (left, right) = (self.near[side].places(one), self.near[side].places(two));
            self.work += (left.len() + right.len()) as u64;
            if let ([a], [b]) = (left, right) {
                kept += u64::from(a > b);
                switched += u64::from(a < b);
                continue;
            }
            // Both are sorted: for each of the left count those of the right that stand before and behind it.
            let (mut before, mut up_to) = (0, 0);
            for place in left {
                while before < right.len() && right[before] < *place {
                    before += 1;
                }
                up_to = up_to.max(before);
                while up_to < right.len() && right[up_to] <= *place {
                    up_to += 1;
                }
                kept += before as u64;
                switched += (right.len() - up_to) as u64;
            }
        }
        (kept, switched)
    }

    /// How the cost changes when a vertex moves to a place in its layer.
    pub(super) fn change(&mut self, vertex: u32, place: usize) -> i64 {
        let layer = self.rank[vertex as usize] as usize;
        let own = self.position[vertex as usize] as usize;
        let mut change = 0;
        for at in place.min(own)..=place.max(own) {
            let other = self.layers[layer][at];
            if other != vertex {
                let (one, two) = if at < own { (other, vertex) } else { (vertex, other) };
                let (kept, switched) = self.pair(one, two);
                change += switched as i64 - kept as i64;
            }
        }
        change
    }

    pub(super) fn relocate(&mut self, vertex: u32, place: usize) {
        let layer = self.rank[vertex as usize] as usize;
        let own = self.position[vertex as usize] as usize;
        if own == place {
            return;
        }
        if own < place {
            self.layers[layer][own..=place].rotate_left(1);
        } else {
            self.layers[layer][place..=own].rotate_right(1);
        }
        for at in own.min(place)..=own.max(place) {
            self.position[self.layers[layer][at] as usize] = at as u32;
        }
        for at in own.min(place)..=own.max(place) {
            let moved = self.layers[layer][at];
            for side in [UP, DOWN] {
                for index in self.near[side].range(moved) {
                    let other = self.near[side].vertices[index];
                    self.near[1 - side].update(other, &self.position);
                }
            }
        }
    }

    /// What the order costs.
    pub(super) fn cost(&mut self) -> u64 {
        let layers = (0..self.layers.len()).map(|layer| self.cost_of(layer)).sum::<u64>();
        layers + self.abreast.passed(&self.layers, &self.rank, &self.position) * CROSSING
    }

    /// What a layer and the edges below it cost, without those within it.
    pub(super) fn cost_of(&mut self, layer: usize) -> u64 {
        let mut tree = std::mem::take(&mut self.room.tree);
        tree.clear();
        let crossings =
            if layer + 1 < self.layers.len() { self.crossings_below(layer, &mut tree) } else { 0 };
        self.room.tree = tree;
        crossings * CROSSING + self.turned_in(layer)
    }

    /// How many pairs of nodes of a layer stand against the order of the document.
    pub(super) fn turned_in(&mut self, layer: usize) -> u64 {
        self.turned_by(layer, |node| node)
    }

    /// How many pairs of nodes of a layer stand against an order by a key of each node.
    pub(super) fn turned_by(&mut self, layer: usize, key: impl Fn(u32) -> u32) -> u64 {
        let keys = &mut self.room.keys;
        keys.clear();
        let mut turned = 0;
        for node in self.layers[layer].iter().filter(|vertex| self.is_node[**vertex as usize]) {
            let own = key(*node);
            let mut place = keys.len();
            while place > 0 && keys[place - 1] > own {
                place -= 1;
            }
            turned += (keys.len() - place) as u64;
            keys.insert(place, own);
        }
        turned
    }

    /// Crossings between a layer and the one below it, in O(E log V) (Barth, Mutzel and Jünger 2004).
    fn crossings_below(&self, layer: usize, tree: &mut Vec<u32>) -> u64 {
        if self.near[DOWN].ranks.is_some() {
            return self.crossings_of_ports(layer);
        }
        let below = self.layers[layer + 1].len();
        if below <= FEW_VERTICES {
            return self.crossings_of_few(layer);
        }
        tree.resize(below + 1, 0);
        let (mut seen, mut crossings) = (0_u64, 0_u64);
        for vertex in &self.layers[layer] {
            let places = self.near[DOWN].places(*vertex);
            for place in places {
                // How many earlier edges end at this place or before it.
                let (mut at, mut before) = (*place as usize + 1, 0_u64);
                while at > 0 {
                    before += u64::from(tree[at]);
                    at &= at - 1;
                }
                crossings += seen - before;
            }
            for place in places {
                let mut at = *place as usize + 1;
                while at <= below {
                    tree[at] += 1;
                    at += at & at.wrapping_neg();
                }
            }
            seen += places.len() as u64;
        }
        crossings
    }

    /// The same for few vertices below.
    fn crossings_of_few(&self, layer: usize) -> u64 {
        // How many edges so far end right of each vertex.
        let mut beyond = [0_u32; FEW_VERTICES];
        let mut crossings = 0_u64;
        for vertex in &self.layers[layer] {
            let places = self.near[DOWN].places(*vertex);
            crossings += places.iter().map(|place| u64::from(beyond[*place as usize])).sum::<u64>();
            for place in places {
                beyond[..*place as usize].iter_mut().for_each(|count| *count += 1);
            }
        }
        crossings
    }

    /// The same where edges with fixed ports at one node may cross.
    fn crossings_of_ports(&self, layer: usize) -> u64 {
        let mut pieces = Vec::new();
        self.pieces_below(layer, &mut pieces);
        pieces.sort_unstable();
        let (mut crossings, mut begin) = (0, 0);
        let mut seen: Vec<u32> = Vec::with_capacity(pieces.len());
        for at in 0..pieces.len() {
            // Those from one port do not cross.
            if pieces[begin].0 != pieces[at].0 {
                begin = at;
            }
            let before = seen.partition_point(|place| *place <= pieces[at].1);
            let shared = pieces[begin..at].iter().filter(|piece| piece.1 > pieces[at].1).count();
            crossings += (seen.len() - before - shared) as u64;
            seen.insert(before, pieces[at].1);
        }
        crossings
    }

    /// Fills a list with the pieces from a layer to the next: place of the upper end, place of the lower end, both with
    /// the ranks of ports if there are any, and the lower vertex.
    fn pieces_below(&self, layer: usize, pieces: &mut Vec<(u32, u32, u32)>) {
        let near = &self.near[DOWN];
        pieces.clear();
        for (at, vertex) in self.layers[layer].iter().enumerate() {
            for index in near.range(*vertex) {
                let own =
                    near.ranks.as_ref().map_or(at as u32, |ranks| at as u32 * ranks.most + ranks.own[index]);
                pieces.push((own, near.places[index], near.vertices[index]));
            }
        }
    }

    /// Vertices with edges that cross others, each once, in the order of the layers.
    pub(super) fn tangled(&self) -> Vec<u32> {
        let mut is_tangled = vec![false; self.position.len()];
        let most = self.near[DOWN].ranks.as_ref().map_or(1, |ranks| ranks.most);
        let mut pieces = Vec::new();
        for (layer, upper) in self.layers[..self.layers.len().saturating_sub(1)].iter().enumerate() {
            self.pieces_below(layer, &mut pieces);
            if most > 1 {
                pieces.sort_unstable();
            }
            let mut mark = |at: u32, other: u32| {
                is_tangled[upper[(at / most) as usize] as usize] = true;
                is_tangled[other as usize] = true;
            };
            // What ends left of a piece from farther left, and right of one from farther right.
            let mut most = 0;
            for (at, place, other) in &pieces {
                if *place < most {
                    mark(*at, *other);
                }
                most = most.max(*place);
            }
            let mut least = u32::MAX;
            for (at, place, other) in pieces.iter().rev() {
                if *place > least {
                    mark(*at, *other);
                }
                least = least.min(*place);
            }
        }
        self.abreast.mark_passed(&self.layers, &self.rank, &self.position, &mut is_tangled);
        self.layers.iter().flatten().copied().filter(|vertex| is_tangled[*vertex as usize]).collect()
    }
}
