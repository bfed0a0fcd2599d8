//! Values put in place of those of a document, as a workshop asks: what if this took a day less?
//!
//! They are put into the tree, before anything is read, so that each is read and checked like what the author wrote.

use super::item::is_key_of_full_mapping;
use super::keys::{self, Section, Value};
use super::slug::{fold, slug, split_number};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::source::Span;
use crate::yaml::{Entry, Kind, Node};

/// A value to set leads nowhere. No document is told this, so it has a letter of its own.
const NOWHERE: &str = "S001";

/// Puts the values of `settings`, a mapping of paths such as `opportunity.time`, in place of those of a document.
///
/// A path begins with a key of the document, as `meta.period`, or with the id or the name of an item, as `demo.pt`; what
/// follows are keys, down to the value.
///
/// # Errors
/// Paths that lead nowhere. Whether a key or a value is one is for the reader to say.
pub fn set(tree: &mut Node, settings: &Node) -> Result<(), Diagnostics> {
    let mut findings = Diagnostics::default();
    match &settings.kind {
        Kind::Mapping(entries) => {
            for entry in entries {
                if let Err(finding) = put(tree, entry) {
                    findings.push(finding);
                }
            }
        }
        _ => findings.push(
            Diagnostic::error(NOWHERE, settings.span, "a value to set has no path")
                .help("write the item, the key and the value, as in `demo.pt=30m`"),
        ),
    }
    if findings.has_errors() { Err(findings) } else { Ok(()) }
}

/// One value in its place.
fn put(tree: &mut Node, setting: &Entry) -> Result<(), Diagnostic> {
    let path: Vec<&str> = setting.key.split('.').map(str::trim).collect();
    let item = find(tree, &path);
    let of_document = [&keys::TOP, &keys::VIEW].into_iter().find(|section| section.row(path[0]).is_some());
    match (item, of_document) {
        (Some(found), None) => put_into_item(tree, &found, &path, setting),
        (Some(found), Some(_)) if found.fit.has_key => put_into_item(tree, &found, &path, setting),
        (_, Some(section)) => put_into(entries_of(tree), section, &path, setting),
        (None, None) => Err(unknown(tree, &path, setting)),
    }
}

/// An item that a path may mean.
struct Found {
    fit: Fit,
    /// Its place among all items, in the order of [`walk`].
    place: usize,
    /// How many parts of the path are its name: names may have dots too.
    parts: usize,
}

/// The item that answers best to the beginning of a path.
fn find(tree: &mut Node, path: &[&str]) -> Option<Found> {
    let mut best: Option<Found> = None;
    for parts in 1..path.len() {
        let (wanted, key) = (path[..parts].join("."), path[parts]);
        let mut place = 0;
        walk(tree, &keys::TOP, &mut |section, spelled| {
            if let Some(fit) = spelled.fit(&wanted, section.row(key).is_some())
                && best.as_ref().is_none_or(|known| fit > known.fit)
            {
                best = Some(Found { fit, place, parts });
            }
            place += 1;
        });
    }
    best
}

fn put_into_item(tree: &mut Node, found: &Found, path: &[&str], setting: &Entry) -> Result<(), Diagnostic> {
    let mut place = 0;
    let mut done = Ok(());
    walk(tree, &keys::TOP, &mut |section, spelled| {
        if place == found.place {
            done = put_into(spelled.body(section), section, &path[found.parts..], setting);
        }
        place += 1;
    });
    done
}

fn unknown(tree: &mut Node, path: &[&str], setting: &Entry) -> Diagnostic {
    let wanted = path[..path.len().saturating_sub(1).max(1)].join(".");
    let mut names: Vec<String> = Vec::new();
    walk(tree, &keys::TOP, &mut |_, spelled| {
        let (id, name) = spelled.words();
        names.extend(id.into_iter().chain(name).flat_map(|name| [name.to_owned(), slug(name)]));
    });
    let finding = Diagnostic::error(NOWHERE, setting.key_span, format!("nothing is called `{wanted}`"));
    match nearest(&wanted, names.iter().map(String::as_str)) {
        Some(near) if path.len() > 1 => finding.help(format!("did you mean `{near}`?")),
        _ => finding.help(
            "begin with the id or the name of an item, as in `demo.pt=30m`, or with a key of the document",
        ),
    }
}

/// How well an item answers to a name: with the key that is wanted before without, an id before a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    has_key: bool,
    how: How,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    Name,
    Slug,
    Id,
}

/// Puts a value below a path of keys, mappings made where there are none.
fn put_into(
    entries: &mut Vec<Entry>,
    section: &'static Section,
    path: &[&str],
    setting: &Entry,
) -> Result<(), Diagnostic> {
    let [key, rest @ ..] = path else { return Ok(()) };
    let row = section.row(key);
    let is_it = |entry: &Entry| match row {
        Some(row) => section.row(&entry.key).is_some_and(|known| known.name == row.name),
        None => entry.key == *key,
    };
    let at = entries.iter().position(is_it);
    if rest.is_empty() {
        match at {
            Some(at) => entries[at].value = setting.value.clone(),
            None => entries.push(entry((*key).to_owned(), setting.key_span, setting.value.clone())),
        }
        return Ok(());
    }
    let at = at.unwrap_or_else(|| {
        entries.push(entry((*key).to_owned(), setting.key_span, empty_mapping(setting.key_span)));
        entries.len() - 1
    });
    let inner = match row.map(|row| row.value) {
        Some(Value::Section(inner)) => inner,
        _ => &ANYTHING,
    };
    match &mut entries[at].value {
        node if node.is_null() => {
            *node = empty_mapping(setting.key_span);
            put_into(entries_of(node), inner, rest, setting)
        }
        Node { kind: Kind::Mapping(entries), .. } => put_into(entries, inner, rest, setting),
        node => {
            let message = format!("`{key}` is {}, so it has no `{}`", node.describe(), rest.join("."));
            Err(Diagnostic::error(NOWHERE, setting.key_span, message)
                .label(node.span, "written here")
                .help(format!("set `{key}` itself")))
        }
    }
}

/// Mappings whose keys are names, as by segment.
static ANYTHING: Section = Section { name: "mapping", plural: "mappings", about: "", rows: &[] };

/// An item in one of its spellings.
enum Spelled<'a> {
    /// `- Name`, or an item of several keys.
    Node(&'a mut Node),
    /// `key: Name`, `Name: {…}`.
    Entry(&'a mut Entry),
}

impl<'a> Spelled<'a> {
    /// What it is called: its id, where it is written, and its name.
    fn words(&self) -> (Option<&str>, Option<&str>) {
        match self {
            Self::Node(node) => match &node.kind {
                Kind::Scalar(scalar) => (None, Some(&scalar.text)),
                Kind::Mapping(_) => (inside(node, "id"), inside(node, "name")),
                Kind::List(_) => (None, None),
            },
            Self::Entry(entry) => match &entry.value.kind {
                Kind::Scalar(scalar) if !scalar.is_null() && !is_number(&scalar.text) => {
                    (Some(&entry.key), Some(&scalar.text))
                }
                Kind::Mapping(_) => match (inside(&entry.value, "id"), inside(&entry.value, "name")) {
                    (_, Some(name)) => (Some(&entry.key), Some(name)),
                    (id, None) => (id, Some(&entry.key)),
                },
                _ => (None, Some(&entry.key)),
            },
        }
    }

    /// How well it answers to a name, if it does.
    fn fit(&self, wanted: &str, has_key: bool) -> Option<Fit> {
        let (id, name) = self.words();
        let name = name.map(|name| split_number(name).map_or(name, |(_, rest)| rest));
        let how = if id == Some(wanted) {
            How::Id
        } else if name.is_some_and(|name| slug(name) == wanted) {
            How::Slug
        } else if name.is_some_and(|name| fold(name) == fold(wanted)) {
            How::Name
        } else {
            return None;
        };
        Some(Fit { has_key, how })
    }

    /// The keys of its body; an item that is only a name gets one.
    fn body(self, section: &Section) -> &'a mut Vec<Entry> {
        match self {
            Self::Node(node) => {
                if let Kind::Scalar(scalar) = &node.kind {
                    let named = entry(scalar.text.clone(), node.span, empty_mapping(node.span));
                    node.kind = Kind::Mapping(vec![named]);
                    let Kind::Mapping(entries) = &mut node.kind else { unreachable!("it was just made one") };
                    return entries_of(&mut entries[0].value);
                }
                entries_of(node)
            }
            Self::Entry(entry) => {
                let value = &mut entry.value;
                if value.is_null() {
                    *value = empty_mapping(value.span);
                } else if let Kind::Scalar(scalar) = &value.kind {
                    let is_count = section.row("entered").is_some() && is_number(&scalar.text);
                    let key = if is_count { "entered" } else { "name" };
                    let inner = self::entry(key.to_owned(), value.span, value.clone());
                    *value = Node { kind: Kind::Mapping(vec![inner]), span: value.span };
                }
                entries_of(value)
            }
        }
    }
}

fn inside<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key).and_then(Node::scalar).map(|scalar| scalar.text.as_str())
}

/// A number beside the name of a stage is how many entered.
fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

fn entry(key: String, key_span: Span, value: Node) -> Entry {
    Entry { key, key_span, key_quoted: true, value }
}

fn empty_mapping(span: Span) -> Node {
    Node { kind: Kind::Mapping(Vec::new()), span }
}

/// The entries of a mapping; what is none becomes an empty one.
fn entries_of(node: &mut Node) -> &mut Vec<Entry> {
    if !matches!(node.kind, Kind::Mapping(_)) {
        node.kind = Kind::Mapping(Vec::new());
    }
    match &mut node.kind {
        Kind::Mapping(entries) => entries,
        Kind::Scalar(_) | Kind::List(_) => unreachable!("it was just made a mapping"),
    }
}

/// Shows all items of all collections to `visit`, in the order of the text, those inside of an item after it.
fn walk(body: &mut Node, section: &'static Section, visit: &mut dyn FnMut(&'static Section, Spelled<'_>)) {
    let Kind::Mapping(entries) = &mut body.kind else { return };
    for entry in entries {
        let Some(Value::Items(inner)) = section.row(&entry.key).map(|row| row.value) else { continue };
        match &mut entry.value.kind {
            Kind::List(nodes) => {
                for node in nodes {
                    walk_line(node, inner, visit);
                }
            }
            Kind::Mapping(items) => {
                for item in items {
                    visit(inner, Spelled::Entry(item));
                    walk(&mut item.value, inner, visit);
                }
            }
            Kind::Scalar(_) => {}
        }
    }
}

/// One item of a list.
fn walk_line(
    node: &mut Node,
    section: &'static Section,
    visit: &mut dyn FnMut(&'static Section, Spelled<'_>),
) {
    if let Kind::Mapping(entries) = &mut node.kind
        && let [only] = entries.as_mut_slice()
        && !is_key_of_full_mapping(&only.key)
    {
        visit(section, Spelled::Entry(only));
        walk(&mut only.value, section, visit);
        return;
    }
    visit(section, Spelled::Node(node));
    walk(node, section, visit);
}

#[cfg(test)]
mod tests {
    use crate::model::Model;
    use crate::source::{Files, Source};

    fn load(text: &str, setting: &str) -> crate::Loaded {
        let mut files = Files::single("map.yaml", text);
        let id = files.add(Source::new("--set", setting));
        let mut none = |_: &str| Err("no files here".to_owned());
        crate::load_with(&mut files, &[id], &mut crate::history::Exports::new(&mut none))
    }

    fn model(text: &str, setting: &str) -> Model {
        let loaded = load(text, setting);
        loaded.model.unwrap_or_else(|| panic!("{:#?}", loaded.findings))
    }

    fn told(text: &str, setting: &str) -> Vec<String> {
        let loaded = load(text, setting);
        loaded.findings.in_order().iter().map(|finding| finding.message.clone()).collect()
    }

    fn wait(model: &Model) -> f64 {
        let wait = model.steps[0].wait.all.as_ref().expect("a wait");
        crate::metrics::time::working_minutes(wait, &model.calendar.0)
    }

    #[test]
    fn an_item_takes_a_value_in_each_of_its_spellings() {
        for steps in ["- Demo", "- demo: Demo", "- Demo: {wait: 3d}", "- {id: demo, name: Demo}", "- Demo:"] {
            let text = format!("type: flowchart\nsteps:\n  {steps}\n  - Next\n");
            let model = model(&text, "demo.wait: 2h");
            assert_eq!(wait(&model), 120.0, "{steps}");
            assert_eq!(model.steps[0].name, "Demo", "{steps}");
        }
    }

    #[test]
    fn a_number_beside_a_stage_stays_how_many_entered() {
        let model = model("type: funnel\nstages:\n  - Leads: 500\n  - Won: 20\n", "Leads.time: 3d");
        assert_eq!(model.stages[0].entered.all, Some(500.0));
        assert!(model.stages[0].time.all.is_some());
    }

    #[test]
    fn of_a_stage_and_a_step_the_one_with_the_key_is_meant() {
        let text =
            "type: flowchart\nstages:\n  - qualify:\n      name: Qualification\n      steps: [Qualify]\n";
        let model = model(text, "qualify.wait: 2h");
        assert_eq!(wait(&model), 120.0);
    }

    #[test]
    fn values_by_segment_and_keys_of_the_document_have_paths_too() {
        let text =
            "type: funnel\nsegments: [smb, ent]\nstages:\n  - A: {entered: {smb: 5, ent: 4}}\n  - B: 3\n";
        let set = model(text, "a.entered.smb: 7");
        let entered: Vec<f64> = set.stages[0].entered.each.values().copied().collect();
        assert_eq!(entered, [7.0, 4.0]);
        assert_eq!(model(text, "meta.currency: USD").meta.currency.as_deref(), Some("USD"));
    }

    #[test]
    fn what_nothing_is_called_is_told_with_the_nearest_name() {
        let text = "type: flowchart\nsteps:\n  - Demo\n  - Next\n";
        assert_eq!(told(text, "dmo.wait: 2h"), ["nothing is called `dmo`"]);
        assert_eq!(told(text, "demo.wiat: 2h"), ["a step has no key `wiat`"]);
        assert_eq!(told(text, "demo.wait: soon").len(), 1);
    }
}
