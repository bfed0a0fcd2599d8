//! The structure of a class diagram.

use super::content::Content;
use super::members::Member;
use crate::diagram::process::outline as process;
use crate::drawing::outline::{self, ClassRelation, Classes, Outline};
use crate::furniture::ObjectRelation as LinkKind;

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let member = |member: &Member| outline::ClassMember {
        visibility: member.visibility.map(String::from).unwrap_or_default(),
        text: member.text.clone(),
        is_static: member.is_static,
        is_abstract: member.is_abstract,
    };
    let classes = content.classes.iter().map(|class| outline::Class {
        id: class.id.clone(),
        name: class.name.clone(),
        stereotype: class.stereotype.clone().or_else(|| class.is_abstract.then(|| "abstract".to_owned())),
        attributes: class.attributes.iter().map(member).collect(),
        operations: class.operations.iter().map(member).collect(),
    });
    let relations = content.links.iter().map(|link| ClassRelation {
        source: content.classes[link.source].id.clone(),
        target: content.classes[link.target].id.clone(),
        kind: match link.kind {
            LinkKind::Association => outline::ClassLine::Association,
            LinkKind::Directed => outline::ClassLine::Directed,
            LinkKind::Aggregation => outline::ClassLine::Aggregation,
            LinkKind::Composition => outline::ClassLine::Composition,
            LinkKind::Generalization => outline::ClassLine::Generalization,
            LinkKind::Realization => outline::ClassLine::Realization,
            LinkKind::Dependency => outline::ClassLine::Dependency,
        },
        label: link.label.clone(),
        source_words: link.source_words.clone(),
        target_words: link.target_words.clone(),
        is_upward: link.is_upward,
    });
    Outline::Classes(Classes {
        title: content.caption.title_block.title.clone(),
        direction: match content.direction {
            None => outline::Direction::Down,
            given => process::direction(given),
        },
        classes: classes.collect(),
        relations: relations.collect(),
        unsaid: vec![("headline figure".to_owned(), content.caption.title_block.figures.len())],
    })
}
