//! What a class diagram shows: title, headline figures, classes with their members, relations.

use super::members::{self, Member};
use super::relations::{self, Link};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diagram::caption::Caption;
use crate::diagram::choice::passes_as;
use crate::diagram::headline::{Catalogue, is_there};
use crate::diagram::written::counted;
use crate::furniture::Figure;
use crate::metrics;
use crate::metrics::objects::Counts;
use crate::model::{Density, Direction, Field, Model, Relation, View};

/// A class diagram, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    pub(super) density: Density,
    /// Which way it runs, if the author says so.
    pub(super) direction: Option<Direction>,
    pub(super) counts: Counts,
    pub(super) classes: Vec<Class>,
    pub(super) links: Vec<Link>,
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

/// A class.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Class {
    /// Unique in the picture.
    pub(super) id: String,
    pub(super) name: String,
    /// The word above its name, without guillemets.
    pub(super) stereotype: Option<String>,
    pub(super) is_abstract: bool,
    pub(super) attributes: Vec<Member>,
    pub(super) operations: Vec<Member>,
    pub(super) tooltip: Option<String>,
}

/// What classes and entities have in common.
struct Written<'a> {
    id: &'a str,
    name: &'a str,
    stereotype: Option<&'a str>,
    fields: &'a [Field],
    methods: &'a [String],
    /// Its group, by which a view may choose it.
    module: Option<&'a String>,
    note: Option<&'a str>,
}

/// More classes than this are no picture any more (VISUAL.md section 8).
const MOST_CLASSES: usize = 200;

/// Chooses what a view shows: the classes, or where there are none the entities.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    if model.classes.node_count() > 0 {
        let classes = model.classes.node_weights().map(|class| Written {
            id: &class.id,
            name: &class.name,
            stereotype: class.stereotype.as_deref(),
            fields: &class.fields,
            methods: &class.methods,
            module: None,
            note: None,
        });
        let relations = model.class_relations().collect();
        return of_objects(
            model,
            view,
            &Objects { classes: classes.collect(), relations, link: relations::of_classes },
        );
    }
    let entities = model.entities.node_weights().map(|entity| Written {
        id: &entity.id,
        name: &entity.name,
        stereotype: None,
        fields: &entity.fields,
        methods: &[],
        module: entity.module.as_ref(),
        note: entity.note.as_deref(),
    });
    let relations = model.all_relations();
    let relations = relations.map(|(source, target, relation)| (source.index(), target.index(), relation));
    let relations = relations.collect();
    of_objects(model, view, &Objects { classes: entities.collect(), relations, link: relations::of_entities })
}

/// Classes or entities, the relations between their places, and what these are drawn as.
struct Objects<'a> {
    classes: Vec<Written<'a>>,
    relations: Vec<(usize, usize, &'a Relation)>,
    link: fn(&Relation, usize, usize, Option<&str>) -> Link,
}

fn of_objects(model: &Model, view: &View, objects: &Objects<'_>) -> Result<Content, Diagnostics> {
    let mut findings = Diagnostics::default();
    let kept = kept(view, objects);
    let shown: Vec<usize> = (0..kept.len()).filter(|place| kept[*place]).collect();
    if shown.is_empty() {
        findings.push(nothing_to_show(view, objects.classes.is_empty()));
    }
    if shown.len() > MOST_CLASSES && view.density.is_none() {
        let message = format!("{} classes are too many for one picture", shown.len());
        let help = "choose some with `include` or `around`, or set `density: dense` to draw them anyway";
        findings.push(Diagnostic::error("V002", view.span, message).help(help));
    }
    let place = |node: usize| shown.iter().position(|place| *place == node);
    let link = |(source, target, relation): &(usize, usize, &Relation)| {
        let field = relation.source_field.and_then(|at| objects.classes[*source].fields.get(at));
        // A role that is called like its class says nothing.
        let name = plain(objects.classes[*target].name);
        let role = field.map(|field| field.name.as_str()).filter(|role| {
            let role = plain(role);
            role != name && role.strip_suffix("id") != Some(name.as_str())
        });
        Some((objects.link)(relation, place(*source)?, place(*target)?, role))
    };
    let links: Vec<Link> = objects.relations.iter().filter_map(link).collect();
    // What a relation draws is no attribute beside.
    let is_drawn = |node: usize, field: usize| {
        let is_its = |(source, target, relation): &(usize, usize, &Relation)| {
            *source == node && relation.source_field == Some(field) && place(*target).is_some()
        };
        objects.relations.iter().any(is_its)
    };
    let classes: Vec<Class> = shown
        .iter()
        .map(|node| class(&objects.classes[*node], view, |field| is_drawn(*node, field)))
        .collect();
    let counts = Counts::of(
        shown.iter().map(|node| (objects.classes[*node].fields, objects.classes[*node].methods)),
        links.len(),
    );
    let figures = headline(&counts, model, view, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let caption = Caption::new(model, view, "Class diagram", "Object model");
    Ok(Content {
        caption: caption.with(figures, sentences(&counts, &classes)),
        counts,
        density: view.density.unwrap_or_else(|| density(classes.len())),
        direction: view.direction,
        classes,
        links,
    })
}

/// Letters and digits alone, in small letters.
fn plain(name: &str) -> String {
    name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Which classes a view shows: those that `include` and `exclude` let through, and of these the neighbours of `around`.
fn kept(view: &View, objects: &Objects<'_>) -> Vec<bool> {
    let passes = |class: &Written<'_>| {
        passes_as(class.id, class.name, class.module.map_or(&[], std::slice::from_ref), view)
    };
    let kept: Vec<bool> = objects.classes.iter().map(passes).collect();
    if view.around.is_empty() {
        return kept;
    }
    let is_middle = |class: &Written<'_>| {
        let name = class.name.to_lowercase();
        view.around.iter().any(|wanted| wanted == class.id || wanted.to_lowercase() == name)
    };
    let mut near: Vec<bool> = objects.classes.iter().map(is_middle).collect();
    for _ in 0..view.distance.unwrap_or(1) {
        let before = near.clone();
        for (source, target, _) in &objects.relations {
            near[*target] |= before[*source];
            near[*source] |= before[*target];
        }
        if near == before {
            break;
        }
    }
    kept.iter().zip(near).map(|(kept, near)| *kept && near).collect()
}

fn nothing_to_show(view: &View, is_empty: bool) -> Diagnostic {
    let (message, help) = if is_empty {
        (
            "a class diagram needs classes or entities, and this document has none",
            "list them under `classes:`, as in `Deal: {fields: {amount: money}, methods: [forecast() money]}`",
        )
    } else {
        ("this view leaves no class to show", "widen its `include`, `exclude` or `around`")
    };
    Diagnostic::error("V001", view.span, message).help(help)
}

fn density(classes: usize) -> Density {
    match classes {
        0..=24 => Density::Comfortable,
        25..=80 => Density::Compact,
        _ => Density::Dense,
    }
}

fn class(written: &Written<'_>, view: &View, is_drawn: impl Fn(usize) -> bool) -> Class {
    let shows = view.fields.as_deref().unwrap_or("all");
    let is_shown = |(at, field): &(usize, &Field)| {
        let is_key = field.flags.is_primary || field.flags.is_unique;
        !is_drawn(*at) && (shows == "all" || shows == "keys" && is_key)
    };
    let stereotype = written.stereotype.map(str::trim);
    let is_abstract = stereotype.is_some_and(|word| word.eq_ignore_ascii_case("abstract"));
    let fields = written.fields.iter().enumerate().filter(is_shown);
    Class {
        id: written.id.to_owned(),
        name: written.name.to_owned(),
        stereotype: stereotype.filter(|_| !is_abstract).map(str::to_owned),
        is_abstract,
        attributes: fields.map(|(_, field)| members::attribute(field)).collect(),
        operations: if shows == "all" {
            written.methods.iter().map(|method| members::operation(method)).collect()
        } else {
            Vec::new()
        },
        tooltip: written.note.map(str::to_owned),
    }
}

/// What a view shows that names no figures.
const FIGURES: &[&str] = &["classes", "relations", "attributes", "operations", "personal attributes"];

/// The headline figures.
fn headline(counts: &Counts, model: &Model, view: &View, findings: &mut Diagnostics) -> Vec<Figure> {
    let computed = metrics::figures::objects(counts);
    let catalogue = Catalogue {
        own: Vec::new(),
        synonyms: &[],
        default: FIGURES.iter().copied().filter(|name| is_there(&computed, name)).collect(),
        compute: &|_| None,
        computed,
        kpis: Vec::new(),
        currency: model.meta.currency.as_deref().unwrap_or_default(),
    };
    catalogue.choose(view, findings)
}

/// Counts, and what is a kind of what.
fn sentences(counts: &Counts, classes: &[Class]) -> Vec<String> {
    let parts = [
        (counts.classes, "class"),
        (counts.attributes, "attribute"),
        (counts.operations, "operation"),
        (counts.relations, "relation"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| {
        let (count, noun) = counted(count, noun);
        format!("{count} {noun}")
    });
    let names: Vec<String> = classes.iter().map(|class| format!("“{}”", class.name)).collect();
    let mut sentences = vec![format!("{}.", parts.collect::<Vec<_>>().join(", "))];
    sentences.push(format!("The classes: {}.", names.join(", ")));
    if counts.personal > 0 {
        let (count, noun) = counted(counts.personal, "attribute");
        sentences.push(format!("{count} {noun} of personal data."));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::ObjectRelation;
    use crate::source::Files;

    fn content(text: &str) -> Content {
        let files = Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        select(&model, &model.views[0]).expect("something to show")
    }

    /// Every relation with the words at its ends.
    fn links(content: &Content) -> Vec<(String, ObjectRelation)> {
        let name = |place: usize| content.classes[place].name.clone();
        let words =
            |words: &Option<String>| words.clone().map(|words| format!(" [{words}]")).unwrap_or_default();
        let link = |link: &Link| {
            let (source, target) = (words(&link.source_words), words(&link.target_words));
            (format!("{}{source} {}{target}", name(link.source), name(link.target)), link.kind)
        };
        content.links.iter().map(link).collect()
    }

    fn expect(all: &[(&str, ObjectRelation)]) -> Vec<(String, ObjectRelation)> {
        all.iter().map(|(words, kind)| ((*words).to_owned(), *kind)).collect()
    }

    #[test]
    fn all_kinds_of_relation_are_drawn() {
        let shown = content(
            "type: class\nclasses:\n  A: {is: B, implements: C, fields: {next: -> D!}}\n  B: {stereotype: abstract}\n  C: {stereotype: \
             interface}\n  D: {}\nrelations: [A 1 -- 0..* D, A o-- D, A 1 *-- 1..* D, A ..> D]",
        );
        let expected = [
            ("A B", ObjectRelation::Generalization),
            ("A C", ObjectRelation::Realization),
            ("A D [1 next]", ObjectRelation::Directed),
            ("A [1] D [0..*]", ObjectRelation::Association),
            ("A D", ObjectRelation::Aggregation),
            ("A [1] D [1..*]", ObjectRelation::Composition),
            ("A D", ObjectRelation::Dependency),
        ];
        assert_eq!(links(&shown), expect(&expected));
        assert!(shown.classes[0].attributes.is_empty(), "what a relation draws is no attribute");
        assert!(shown.classes[1].is_abstract && shown.classes[1].stereotype.is_none());
        assert_eq!(shown.classes[2].stereotype.as_deref(), Some("interface"));
    }

    #[test]
    fn entities_stand_in_where_there_are_no_classes() {
        let shown = content(
            "type: class\nentities:\n  Account: {id: id pk}\n  Deal: {id: id pk, account_id: -> Account!, owner: -> User}\n  Role: \
             {deal: -> Deal! pk, name: text}\n  User: {id: id pk}\n  Lead: {id: id pk}\nrelations: [Lead becomes Account]",
        );
        let expected = [
            // A role that is called like its class says nothing; the whole of an identified part has the diamond, and of a
            // part whose key is its whole there is one.
            ("Deal [0..*] Account [1]", ObjectRelation::Directed),
            ("Deal [0..*] User [0..1 owner]", ObjectRelation::Directed),
            ("Deal [1] Role [0..1]", ObjectRelation::Composition),
            ("Lead Account", ObjectRelation::Dependency),
        ];
        assert_eq!(links(&shown), expect(&expected));
        assert_eq!(shown.links[3].label.as_deref(), Some("«becomes»"));
    }

    #[test]
    fn views_choose_classes_and_members() {
        let shown = |keys: &str| {
            content(&format!(
                "classes:\n  A: {{fields: {{x: text unique, y: text}}, methods: [go]}}\n  B: {{is: A}}\n  C: {{is: B}}\nviews: {{v: {{type: class, \
                 {keys}}}}}"
            ))
        };
        let names =
            |content: &Content| content.classes.iter().map(|class| class.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&shown("include: [A, C]")), ["A", "C"]);
        assert_eq!(names(&shown("around: A")), ["A", "B"]);
        let members =
            |content: &Content| (content.classes[0].attributes.len(), content.classes[0].operations.len());
        assert_eq!(members(&shown("fields: all")), (2, 1));
        assert_eq!(members(&shown("fields: keys")), (1, 0));
        assert_eq!(members(&shown("fields: none")), (0, 0));
    }
}
