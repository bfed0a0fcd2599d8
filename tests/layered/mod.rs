//! Layered graphs of every kind that the engine must not stumble over, and what must be true of each drawing.

mod checks;
mod graphs;
mod nested;
mod shrink;
mod steady;

use crm_diagram::layout::layered::{self, Direction, Graph, Options, Style};

use graphs::{Family, Random};

/// Lays a graph out and tells what is wrong with the drawing.
fn faults(graph: &Graph, options: &Options) -> Vec<checks::Fault> {
    checks::check(graph, options, &layered::layout(graph, options))
}

/// The options of a drawing: every direction with every style, and spacings that differ.
fn options(random: &mut Random) -> Options {
    let gaps = [(24.0, 48.0, 12.0), (40.0, 60.0, 10.0), (12.0, 30.0, 8.0)];
    let (node_gap, rank_gap, edge_gap) = *random.pick(&gaps);
    Options {
        direction: *random.pick(&[Direction::Down, Direction::Up, Direction::Right, Direction::Left]),
        style: *random.pick(&[Style::Orthogonal, Style::Orthogonal, Style::Polyline, Style::Spline]),
        node_gap,
        rank_gap,
        edge_gap,
        ..Options::default()
    }
}

/// Draws so many graphs of a family; the first that is wrong is made small and shown as a file to try.
fn draw(family: Family, count: u64) {
    draw_with(family, count, faults);
}

fn draw_with(family: Family, count: u64, faults: fn(&Graph, &Options) -> Vec<checks::Fault>) {
    for seed in 0..count {
        let mut random = Random::new(seed);
        let graph = family(&mut random);
        let options = options(&mut random);
        if let Some(fault) = faults(&graph, &options).first() {
            tell(seed, &graph, &options, fault.property, faults);
        }
        if seed % 16 == 0 {
            checks::same_again(&graph, &options);
            checks::same_when_turned(&graph, &options);
        }
    }
}

/// Fails with a graph as small as it can be made.
fn tell(
    seed: u64,
    graph: &Graph,
    options: &Options,
    property: &str,
    faults: fn(&Graph, &Options) -> Vec<checks::Fault>,
) {
    let fails = |graph: &Graph| faults(graph, options).iter().any(|fault| fault.property == property);
    let small = shrink::shrink(graph, fails);
    let told: Vec<String> = faults(&small, options).iter().map(ToString::to_string).collect();
    panic!("graph {seed}, with {options:?}:\n{}\n{}", told.join("\n"), shrink::json(&small));
}

#[test]
fn graphs_without_cycles() {
    draw(graphs::acyclic, 1500);
}

#[test]
fn graphs_with_cycles() {
    draw(graphs::cyclic, 1000);
}

#[test]
fn self_loops_and_parallel_edges() {
    draw(graphs::with_loops, 800);
}

#[test]
fn several_components_and_nodes_alone() {
    draw(graphs::in_pieces, 600);
}

#[test]
fn stars() {
    draw(graphs::star, 300);
}

#[test]
fn stars_of_200() {
    draw(graphs::large_star, 6);
}

#[test]
fn long_chains() {
    draw(graphs::chain, 100);
}

#[test]
fn complete_bipartite_graphs() {
    draw(graphs::bipartite, 100);
}

#[test]
fn labels_on_all_edges() {
    draw(graphs::labelled, 1100);
}

#[test]
fn flowcharts() {
    draw(graphs::flowchart, 794);
}

#[test]
fn boxes_of_every_size() {
    draw(graphs::uneven, 500);
}
