//! `data`: where the numbers of stages come from.

use super::body::{Body, Slot};
use super::codes;
use super::keys;
use super::meta;
use super::sections::Data;
use super::top::pairs;
use crate::diagnostic::Diagnostic;

pub(super) fn read(slot: &Slot<'_>) -> Option<Data> {
    let entries = slot.entries()?;
    let body = Body::new(slot.reader, &keys::DATA, entries);
    let day = |name| body.parsed(name, meta::date).map(|day| day.value);
    let columns = keys::COLUMNS.iter().filter_map(|name| Some((*name, body.text(name)?)));
    let mut data = Data {
        shape: body.word("shape"),
        columns: columns.collect(),
        entered: body.parsed("entered", pattern).map(|text| text.value),
        exited: body.parsed("exited", pattern).map(|text| text.value),
        stages: body.slot("stages").map_or_else(Vec::new, |slot| pairs(&slot)),
        won: body.texts("won"),
        lost: body.texts("lost"),
        pipeline: body.text("pipeline"),
        since: day("since"),
        until: day("until"),
        is_compared: body.flag("previous"),
        visits: body.word("visits").unwrap_or_default(),
        dates: body.word("dates"),
        decimals: body.word("decimals"),
        delimiter: body.word("delimiter"),
        ..Data::default()
    };
    let Some(from) = body.named("from") else {
        let place = entries.first().map_or(slot.node.span, |entry| entry.key_span);
        let finding = Diagnostic::error(codes::NO_FILE, place, "`data` does not say which file");
        slot.reader.tell(finding.help("add `from: deals.csv`, a file beside this one"));
        return None;
    };
    data.from = from;
    Some(data)
}

/// How columns are called: a text with one `*`.
fn pattern(text: &crate::source::Spanned<String>) -> Result<crate::source::Spanned<String>, Diagnostic> {
    if text.value.matches('*').count() == 1 {
        return Ok(text.clone());
    }
    let message = format!("`{}` does not say where the stage stands", text.value);
    Err(Diagnostic::error(codes::PATTERN, text.span, message)
        .help("write `*` in the place of the stage, as in `* entered on`"))
}
