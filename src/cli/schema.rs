//! `schema`: the JSON Schema of the format, or the same table of keys as a page.

use super::args::Schema;
use super::{Outcome, output};

/// Prints the schema, or the page.
pub(super) fn run(args: &Schema) -> Outcome {
    let text = if args.keys {
        crm_diagram::document::reference_text()
    } else {
        crm_diagram::document::schema_text()
    };
    if output::write_standard(text.as_bytes()) { Outcome::Done } else { Outcome::Failed }
}
