//! Lines of YAML, and items in the shortest of their three spellings.

use super::super::sections::Item;
use super::super::slug::{slug, split_number};
use super::scalar::{flow, scalar};

/// A longer line is broken at its keys.
const LONGEST: usize = 110;

/// The lines of a text.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
}

impl Lines {
    /// Adds a line, so many levels deep.
    pub(super) fn add(&mut self, depth: usize, line: impl AsRef<str>) {
        for _ in 0..depth {
            self.text.push_str("  ");
        }
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    /// Opens a collection, with a line left free above it, if there is anything in it.
    pub(super) fn open(&mut self, depth: usize, key: &str, is_filled: bool) {
        if is_filled {
            if !self.text.is_empty() && !self.text.lines().all(|line| line.starts_with('#')) {
                self.gap();
            }
            self.add(depth, format!("{key}:"));
        }
    }

    /// Leaves a line free.
    pub(super) fn gap(&mut self) {
        self.text.push('\n');
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// Keys and their values, as they stand between brackets.
pub(super) type Pairs = Vec<(&'static str, String)>;

/// An item of a list: a name, `id: name`, or with its keys behind it.
pub(super) fn item(lines: &mut Lines, item: &Item, mut body: Pairs) {
    let name =
        item.number.as_ref().map_or_else(|| item.name.clone(), |number| format!("{number} {}", item.name));
    let has_own_id = item.has_own_id && item.id != name;
    let is_full = |key: &str| matches!(key, "id" | "name" | "to" | "from") || key.starts_with("x-");
    let key = if has_own_id { item.id.as_str() } else { name.as_str() };
    if is_full(key) {
        if has_own_id {
            body.insert(0, ("name", flow(&name)));
        }
        body.insert(0, (if has_own_id { "id" } else { "name" }, flow(key)));
        lines.add(1, format!("- {{{}}}", joined(&body)));
        return;
    }
    if body.is_empty() {
        let line = if has_own_id {
            format!("- {}: {}", flow(key), scalar(&name))
        } else {
            format!("- {}", listed(&name))
        };
        lines.add(1, line);
        return;
    }
    if has_own_id {
        body.insert(0, ("name", flow(&name)));
    }
    let line = format!("- {}: {{{}}}", flow(key), joined(&body));
    if line.chars().count() + 2 <= LONGEST {
        lines.add(1, line);
        return;
    }
    lines.add(1, format!("- {}:", flow(key)));
    for (key, value) in body {
        let gap = if value.starts_with('\n') { "" } else { " " };
        lines.add(3, format!("{key}:{gap}{value}"));
    }
}

/// A mapping as the value of a key of an item: on one line, or on a line for each of its keys where that is too long.
pub(super) fn block(parts: &[String]) -> String {
    let line = format!("{{{}}}", parts.join(", "));
    if line.chars().count() <= LONGEST {
        return line;
    }
    parts.iter().map(|part| format!("\n{}{part}", "  ".repeat(4))).collect()
}

fn joined(body: &Pairs) -> String {
    body.iter().map(|(key, value)| format!("{key}: {value}")).collect::<Vec<_>>().join(", ")
}

/// A name alone in a list, in which a colon would make it a key.
fn listed(name: &str) -> String {
    if name.contains(':') { flow(name) } else { scalar(name) }
}

/// How another item is referred to: by its name where that is safe, else by its id.
pub(super) fn reference(name: &str) -> String {
    let is_safe = split_number(name).is_none()
        && !name.is_empty()
        && name.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'));
    let slug = slug(name);
    if is_safe || slug.is_empty() { name.to_owned() } else { slug }
}
