//! `layout`: places and routes for the graphs of other programs.

use std::path::Path;

use crm_diagram::layout::exchange::{Input, InputError};
use crm_diagram::layout::layered::{self, Options};

use super::args::{Args, Layout};
use super::output::{Target, is_same_file, write_all};
use super::{Outcome, input, message};

/// Larger graphs are refused before they are read.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Reads a graph, lays it out and writes its geometry.
pub(super) fn run(layout: &Layout, args: &Args) -> Outcome {
    let path = layout.output.clone().filter(|path| path != Path::new("-"));
    if path.as_ref().is_some_and(|path| is_same_file(&layout.file, path)) {
        message::fail(&format!("`{}` is an input, and would be overwritten", layout.file.display()), None);
        message::say("help: give the output another name");
        return Outcome::Usage;
    }
    let Some(graph) = read(layout) else { return Outcome::Failed };
    let options = Options {
        direction: layout.direction.into(),
        style: layout.style.into(),
        node_gap: layout.node_gap,
        rank_gap: layout.rank_gap,
        edge_gap: layout.edge_gap,
        lane_gap: layout.lane_gap,
        ..Options::default()
    };
    let geometry = layered::layout(&graph.graph, &options);
    let bytes = graph.write(&geometry, options.direction).into_bytes();
    if write_all(&[Target { path, bytes }], args.quiet) { Outcome::Done } else { Outcome::Failed }
}

/// The graph; tells all that is wrong with it.
fn read(layout: &Layout) -> Option<Input> {
    let files = input::read(&layout.file)
        .map_err(|error| message::fail(&error.to_string(), std::error::Error::source(&error)))
        .ok()?;
    let (_, source) = files.root()?;
    let name = source.name();
    if source.text().len() > MOST_BYTES {
        message::fail(&format!("{name}: graphs of more than 16 MiB are not read"), None);
        return None;
    }
    match Input::read(source.text()) {
        Ok(mut graph) => {
            if layout.ignore_groups {
                graph.ignore_groups();
            }
            Some(graph)
        }
        Err(InputError::Content(faults)) => {
            for fault in faults {
                message::fail(&format!("{name}: {fault}"), None);
            }
            None
        }
        Err(error @ InputError::Form { .. }) => {
            message::fail(&format!("{name}:{error}"), None);
            None
        }
    }
}
