//! Figures of an organisation.

use crate::metrics::figure::{Definition, Figure, Words};
use crate::metrics::organisation::Organisation;
use crate::model::Model;

static PEOPLE: Definition = Definition {
    name: "people",
    formula: "{posts} − {vacancies}, whoever is named twice once",
    about: "Who works there.",
    words: Words::Own,
};
static POSTS: Definition = Definition {
    name: "posts",
    formula: "sum of `count`",
    about: "All posts, open ones too.",
    words: Words::Things("post"),
};
static VACANCIES: Definition = Definition {
    name: "vacancies",
    formula: "sum of `vacant`",
    about: "Open posts.",
    words: Words::Things("vacancy"),
};
static LAYERS: Definition = Definition {
    name: "layers",
    formula: "greatest number of posts from the top down",
    about: "How far the top is from the customer.",
    words: Words::Things("layer"),
};
static SPAN: Definition = Definition {
    name: "span of control",
    formula: "number of posts that report to it directly, without assistants",
    about: "How many one leads.",
    words: Words::Own,
};
static SECOND_LINES: Definition = Definition {
    name: "dotted lines",
    formula: "number of `dotted` managers",
    about: "How many report to somebody else as well.",
    words: Words::Things("dotted line"),
};

/// The definitions of this family.
pub(super) static DEFINITIONS: &[&Definition] = &[&PEOPLE, &POSTS, &VACANCIES, &LAYERS, &SPAN, &SECOND_LINES];

/// The figures of some posts of an organisation.
pub fn organisation(model: &Model, organisation: &Organisation, shown: &[usize]) -> Vec<Figure> {
    let (posts, vacancies) = (organisation.posts(shown), organisation.vacancies(shown));
    let people = PEOPLE.figure(organisation.people(model, shown));
    let is_shown = |(from, to): &&(usize, usize)| shown.contains(from) && shown.contains(to);
    let mut figures = vec![
        people.with("posts", posts).with("vacancies", vacancies),
        POSTS.figure(posts),
        VACANCIES.figure(vacancies),
        LAYERS.figure(organisation.layers(shown)),
        SECOND_LINES.figure(organisation.dotted.iter().filter(is_shown).count()),
    ];
    for (place, post) in model.posts.node_weights().enumerate() {
        let span = organisation.span(place);
        if span > 0 && shown.contains(&place) {
            figures.push(SPAN.figure(span).of(&post.name));
        }
    }
    figures
}
