//! A value stream's structure: parties, steps with their figures, what passes between them.

use super::content::Content;
use super::parties::{End, Part};
use crate::drawing::outline::{self, Direction, EdgeLine, Graph, NodeShape, Outline};

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let parties = content.around.parties.iter().map(|party| outline::Node {
        id: party.id.clone(),
        name: party.name.clone(),
        shape: match party.part {
            Part::Supplier | Part::Customer | Part::Other => NodeShape::Outsider,
            Part::Control | Part::System => NodeShape::StoredData,
        },
        facts: party.note.iter().cloned().collect(),
        cluster: None,
        link: None,
    });
    let steps = content.boxes.iter().enumerate().map(|(place, one)| outline::Node {
        id: one.id.clone(),
        name: one.name.clone(),
        shape: NodeShape::Process,
        facts: facts(content, place),
        cluster: None,
        link: one.link.clone(),
    });
    Outline::Graph(Graph {
        title: content.caption.title_block.title.clone(),
        direction: Direction::Right,
        nodes: parties.chain(steps).collect(),
        edges: edges(content),
        clusters: Vec::new(),
        unsaid: unsaid(content),
    })
}

/// Who works on a step, and its data, one a line.
fn facts(content: &Content, place: usize) -> Vec<String> {
    let one = &content.boxes[place];
    // A number alone would not say of what.
    let staff = one.staff.iter().map(|(_, text)| match text.as_str() {
        "1" => "1 person".to_owned(),
        count if count.chars().all(|c| c.is_ascii_digit() || c == '.') => format!("{count} people"),
        other => other.to_owned(),
    });
    let data = content.rows.iter().filter_map(|row| {
        let cell = row.cells[place].as_ref()?;
        Some(format!("{} {}", row.label, cell.text).trim().to_owned())
    });
    let burst = one.burst.iter().map(|burst| format!("Improvement: {burst}"));
    staff.chain(data).chain(burst).collect()
}

fn edges(content: &Content) -> Vec<outline::Edge> {
    let id = |end: End| match end {
        End::Party(party) => content.around.parties[party].id.clone(),
        End::Step(step) => content.boxes[step].id.clone(),
    };
    let party =
        |part: Part| content.around.parties.iter().find(|party| party.part == part).map(|party| &party.id);
    let edge = |source: String, target: String, label: Option<String>, line: EdgeLine| outline::Edge {
        source,
        target,
        label,
        line,
        is_both_ways: false,
    };
    // What is said before a step stands on the way into it.
    let queue = |step: usize| {
        let one = &content.boxes[step];
        let count =
            one.queue.as_ref().and_then(|queue| Some(format!("{} {}", queue.count, queue.unit.as_ref()?)));
        let wait = one.wait.as_ref().map(|wait| format!("{wait} wait"));
        Some(count.into_iter().chain(wait).collect::<Vec<_>>().join(", ")).filter(|text| !text.is_empty())
    };
    let mut edges = Vec::new();
    if let (Some(supplier), Some(first)) = (party(Part::Supplier), content.critical.first()) {
        edges.push(edge(supplier.clone(), content.boxes[*first].id.clone(), queue(*first), EdgeLine::Plain));
    }
    for (from, to) in &content.links {
        let ends = (content.boxes[*from].id.clone(), content.boxes[*to].id.clone());
        edges.push(edge(ends.0, ends.1, queue(*to), EdgeLine::Plain));
    }
    if let (Some(customer), Some(last)) = (party(Part::Customer), content.critical.last()) {
        edges.push(edge(content.boxes[*last].id.clone(), customer.clone(), None, EdgeLine::Plain));
    }
    for flow in &content.around.flows {
        let plain = edge(id(flow.from), id(flow.to), flow.label.clone(), EdgeLine::Message);
        edges.push(outline::Edge { is_both_ways: flow.is_both_ways, ..plain });
    }
    for found in &content.returns {
        let ends = (content.boxes[found.from].id.clone(), content.boxes[found.to].id.clone());
        edges.push(edge(ends.0, ends.1, Some(found.label.clone()), EdgeLine::Message));
    }
    edges
}

fn unsaid(content: &Content) -> Vec<(String, usize)> {
    let marks = content.rows.iter().flat_map(|row| &row.cells).flatten().filter(|cell| cell.beyond.is_some());
    let all = [
        ("timeline".to_owned(), usize::from(!content.critical.is_empty())),
        ("mark of a limit".to_owned(), marks.count()),
        ("headline figure".to_owned(), content.caption.title_block.figures.len()),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}
