//! Posts of the organisation, and who reports to whom.

use petgraph::graph::NodeIndex;

use super::build::Builder;
use super::names::{Names, tell_unknown};
use super::sections::*;
use crate::diagnostic::Diagnostic;

impl Builder<'_> {
    /// All posts and the lines between them; line management has no cycle.
    pub(super) fn add_posts(&mut self) {
        let document = self.document;
        let names = Names::of(("post", "people"), document.people.iter().map(|person| &person.item));
        for person in &document.people {
            let count = person.count.unwrap_or(1);
            let vacant = person.vacant.unwrap_or(0);
            if vacant > count {
                let message = format!("`{}` has {vacant} vacant posts of {count}", person.item.name);
                let finding = Diagnostic::error("M004", person.item.span, message);
                self.tell(finding.help("`vacant` is how many of the `count` posts are open"));
            }
            self.model.posts.add_node(Post {
                id: person.item.id.clone(),
                name: person.item.name.clone(),
                person: person.person.clone(),
                title: person.title.clone(),
                team: person.team.clone(),
                count,
                vacant: vacant.min(count),
                span: person.item.span,
            });
        }
        let mut bosses: Vec<Option<usize>> = vec![None; document.people.len()];
        for (index, person) in document.people.iter().enumerate() {
            let lines = [
                (person.reports_to.as_slice(), Reporting::Solid),
                (person.dotted.as_slice(), Reporting::Dotted),
                (person.assistant_to.as_slice(), Reporting::Assistant),
            ];
            for (targets, kind) in lines {
                for name in targets {
                    // People are often named instead of their posts.
                    let holder = || {
                        let wanted = name.value.to_lowercase();
                        let is_holder = |held: &String| held.to_lowercase() == wanted;
                        document.people.iter().position(|other| other.person.as_ref().is_some_and(is_holder))
                    };
                    let Some(target) = names.find(&name.value).or_else(holder) else {
                        tell_unknown(name, &[&names], &[&self.swimlanes], &mut self.findings);
                        continue;
                    };
                    if kind == Reporting::Solid {
                        if closes_cycle(&bosses, index, target) {
                            let message = format!(
                                "`{}` would report to itself, by way of `{}`",
                                person.item.name, name.value
                            );
                            let finding = Diagnostic::error("M005", name.span, message);
                            self.tell(
                                finding.help("line management is a tree: use `dotted` for a second line"),
                            );
                            continue;
                        }
                        bosses[index] = Some(target);
                    }
                    self.model.posts.add_edge(NodeIndex::new(index), NodeIndex::new(target), kind);
                }
            }
        }
    }
}

/// Whether a line from one post to another leads back to the first.
fn closes_cycle(bosses: &[Option<usize>], from: usize, to: usize) -> bool {
    let mut current = Some(to);
    while let Some(post) = current {
        if post == from {
            return true;
        }
        current = bosses[post];
    }
    false
}
