//! `schema`: the JSON Schema of the format.

use super::{Outcome, output};

/// Prints the schema.
pub(super) fn run() -> Outcome {
    let text = crm_diagram::document::schema_text();
    if output::write_standard(text.as_bytes()) { Outcome::Done } else { Outcome::Failed }
}
