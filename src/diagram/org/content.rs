//! What an organisation chart shows: title, headline figures, posts, lines.

use super::figures;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::diagram::caption::Caption;
use crate::diagram::choice::passes_as;
use crate::diagram::written::counted;
use crate::metrics::organisation::Organisation;
use crate::model::{Density, Model, Post, View};

/// An organisation chart, chosen and ordered.
#[derive(Debug)]
pub(crate) struct Content {
    pub(super) caption: Caption,
    pub(super) density: Density,
    pub(super) posts: Vec<Card>,
    /// Second lines, from the post that reports to the one that it reports to.
    pub(super) dotted: Vec<(usize, usize)>,
}

impl Content {
    /// Second lines that are drawn: none where they are so many that cards tell them.
    pub(super) fn drawn_dotted(&self) -> &[(usize, usize)] {
        if self.dotted.len() > MOST_LINES { &[] } else { &self.dotted }
    }
}

impl AsRef<Caption> for Content {
    fn as_ref(&self) -> &Caption {
        &self.caption
    }
}

/// A post, or several of a kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Card {
    pub(super) id: String,
    /// Who holds it, or what it is where nobody is named.
    pub(super) name: String,
    /// What it is, where the name is a person's; how many there are, where it stands for several.
    pub(super) role: Option<String>,
    /// Its team, and who reports to it.
    pub(super) facts: Vec<String>,
    /// Whom it reports to by second lines that are not drawn.
    pub(super) dotted: Vec<String>,
    pub(super) badge: Badge,
    pub(super) count: u32,
    pub(super) vacant: u32,
    pub(super) parent: Option<usize>,
    pub(super) is_assistant: bool,
}

impl Card {
    /// What others call it: by who holds it, a vacant one by what it is.
    fn called(&self) -> String {
        self.role.as_ref().filter(|_| self.is_vacant() && self.count == 1).unwrap_or(&self.name).clone()
    }

    /// Whether nobody holds it.
    pub(super) fn is_vacant(&self) -> bool {
        self.count > 0 && self.vacant == self.count
    }
}

/// What stands at the left of a card.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Badge {
    /// The initials of a person.
    Initials(String),
    /// Somebody who is not named.
    Somebody,
    /// Nobody.
    Nobody,
    /// So many.
    Count(u32),
}

/// More second lines than this weave: cards say then whom they lead to.
const MOST_LINES: usize = 8;
/// More posts than this are no picture any more (VISUAL.md section 8).
const MOST_POSTS: usize = 200;

/// The posts that a view lets through, by their places in the document.
pub(super) fn chosen(model: &Model, view: &View, organisation: &Organisation) -> Vec<usize> {
    let posts: Vec<&Post> = model.posts.node_weights().collect();
    let kept = kept(view, &posts, organisation, &mut Diagnostics::default());
    (0..posts.len()).filter(|post| kept[*post]).collect()
}

/// Chooses what a view shows.
pub(super) fn select(model: &Model, view: &View) -> Result<Content, Diagnostics> {
    let mut findings = Diagnostics::default();
    let organisation = Organisation::of(model);
    let posts: Vec<&Post> = model.posts.node_weights().collect();
    let kept = kept(view, &posts, &organisation, &mut findings);
    let shown: Vec<usize> = (0..posts.len()).filter(|post| kept[*post]).collect();
    if shown.is_empty() && !findings.has_errors() {
        findings.push(nothing_to_show(view, posts.is_empty()));
    }
    if shown.len() > MOST_POSTS && view.density.is_none() {
        let message = format!("{} posts are too many for one picture", shown.len());
        let help = "show the upper layers by `level: 3`, or some posts by `around`; `density: dense` draws it anyway";
        findings.push(Diagnostic::error("V002", view.span, message).help(help));
    }
    let figures = figures::headline(model, view, &organisation, &shown, &mut findings);
    if findings.has_errors() {
        return Err(findings);
    }
    let place = |post: usize| shown.binary_search(&post).ok();
    let dotted = organisation.dotted.iter();
    let dotted: Vec<(usize, usize)> =
        dotted.filter_map(|(from, to)| Some((place(*from)?, place(*to)?))).collect();
    let cards = shown.iter().map(|post| Card {
        parent: organisation.parents[*post].and_then(place),
        is_assistant: organisation.is_assistant[*post],
        ..card(posts[*post], organisation.span(*post), hidden(&organisation, &kept, *post))
    });
    let mut cards: Vec<Card> = cards.collect();
    if dotted.len() > MOST_LINES {
        tell_dotted(&mut cards, &dotted);
    }
    let caption = Caption::new(model, view, "Organisation chart", "Organisation");
    Ok(Content {
        caption: caption.with(figures, figures::sentences(model, &organisation, &shown)),
        density: view.density.unwrap_or_else(|| density(shown.len())),
        posts: cards,
        dotted,
    })
}

/// Which posts a view shows: those that `include` and `exclude` let through, down to `level`, near `around`.
fn kept(view: &View, posts: &[&Post], organisation: &Organisation, findings: &mut Diagnostics) -> Vec<bool> {
    let deepest = deepest(view, findings);
    let near = near(view, posts, organisation);
    let passes = |(index, post): (usize, &&Post)| {
        let is_high = deepest.is_none_or(|deepest| organisation.depth(index) < deepest);
        let team = post.team.clone();
        is_high && near[index] && passes_as(&post.id, &post.name, team.as_slice(), view)
    };
    posts.iter().enumerate().map(passes).collect()
}

/// How many layers `level` asks for.
fn deepest(view: &View, findings: &mut Diagnostics) -> Option<usize> {
    let level = view.level.as_ref()?;
    let count = level.value.trim().parse::<usize>().ok().filter(|count| *count > 0);
    if count.is_none() {
        let message = format!("`{}` is no number of layers", level.value);
        let help = "write how many layers are shown from the top, as `level: 3`";
        findings.push(Diagnostic::error("V043", level.span, message).help(help));
    }
    count
}

/// Posts within `distance` lines of those that `around` names, by post or by person.
fn near(view: &View, posts: &[&Post], organisation: &Organisation) -> Vec<bool> {
    if view.around.is_empty() {
        return vec![true; posts.len()];
    }
    let mut near = vec![false; posts.len()];
    for wanted in &view.around {
        let lower = wanted.to_lowercase();
        let is_meant = |post: &&Post| {
            let person = post.person.as_ref().map(|person| person.to_lowercase());
            post.id == *wanted || post.name.to_lowercase() == lower || person == Some(lower.clone())
        };
        if let Some(post) = posts.iter().position(is_meant) {
            near[post] = true;
        }
    }
    let lines = organisation.parents.iter().enumerate().filter_map(|(post, boss)| Some((post, (*boss)?)));
    let lines: Vec<(usize, usize)> = lines.chain(organisation.dotted.iter().copied()).collect();
    for _ in 0..view.distance.unwrap_or(1) {
        let before = near.clone();
        for (from, to) in &lines {
            near[*to] |= before[*from];
            near[*from] |= before[*to];
        }
        if near == before {
            break;
        }
    }
    near
}

fn nothing_to_show(view: &View, is_empty: bool) -> Diagnostic {
    let (message, help) = if is_empty {
        (
            "an organisation chart needs posts, and this document has none",
            "list them under `people:`, as in `VP Sales: {person: Jon Ek, reports_to: CRO}`",
        )
    } else {
        ("this view leaves no post to show", "widen its `include`, `exclude`, `around` or `level`")
    };
    Diagnostic::error("V001", view.span, message).help(help)
}

/// Says on each card whom it reports to by a second line, and how many report to it so.
fn tell_dotted(cards: &mut [Card], dotted: &[(usize, usize)]) {
    for (from, to) in dotted {
        let manager = cards[*to].called();
        cards[*from].dotted.push(manager);
    }
    for (place, card) in cards.iter_mut().enumerate() {
        let count = dotted.iter().filter(|(_, to)| *to == place).count();
        card.facts.extend((count > 0).then(|| format!("{count}\u{a0}dotted")));
    }
}

fn density(posts: usize) -> Density {
    match posts {
        0..=24 => Density::Comfortable,
        25..=80 => Density::Compact,
        _ => Density::Dense,
    }
}

/// How many posts below one the view does not show.
fn hidden(organisation: &Organisation, kept: &[bool], post: usize) -> usize {
    let is_cut = |other: usize| organisation.parents[other] == Some(post) && !kept[other];
    let cut = (0..kept.len()).filter(|other| is_cut(*other));
    cut.map(|other| organisation.posts(&[other]) + organisation.all_below(other)).sum()
}

fn card(post: &Post, span: usize, hidden: usize) -> Card {
    let (count, vacant) = (post.count, post.vacant);
    let title = post.title.clone().unwrap_or_else(|| post.name.clone());
    let is_open = count > 0 && vacant == count;
    let (name, role, badge) = match &post.person {
        Some(person) if !is_open => (person.clone(), Some(title), Badge::Initials(initials(person))),
        _ if count != 1 => (title, Some(headcount(count, vacant)), Badge::Count(count)),
        _ if is_open => ("Vacant".to_owned(), Some(title), Badge::Nobody),
        _ => (title, None, Badge::Somebody),
    };
    let reports = (span > 0).then(|| {
        let (span, noun) = counted(span, "report");
        format!("{span}\u{a0}{noun}")
    });
    let below = (hidden > 0).then(|| format!("{hidden}\u{a0}not shown"));
    let facts = post.team.clone().into_iter().chain(reports).chain(below).collect();
    Card {
        id: post.id.clone(),
        name,
        role,
        facts,
        dotted: Vec::new(),
        badge,
        count,
        vacant,
        parent: None,
        is_assistant: false,
    }
}

/// As `6 posts, 1 vacant`.
fn headcount(count: u32, vacant: u32) -> String {
    let (number, noun) = counted(count as usize, "post");
    match vacant {
        0 => format!("{number} {noun}"),
        _ if vacant == count && count > 0 => format!("{number} {noun}, all vacant"),
        _ => format!("{number} {noun}, {vacant} vacant"),
    }
}

/// The first letters of the first and the last name; of names in signs of whole words the first sign.
fn initials(name: &str) -> String {
    let letter = |word: &&str| word.chars().next().filter(|letter| letter.is_alphabetic());
    let words: Vec<&str> = name.split(|sign: char| sign.is_whitespace() || sign == '-').collect();
    let letters: Vec<char> = words.iter().filter_map(letter).collect();
    let is_latin = |letter: &char| letter.is_uppercase() || letter.is_lowercase();
    match letters.as_slice() {
        [first, .., last] if is_latin(first) && is_latin(last) => {
            first.to_uppercase().chain(last.to_uppercase()).collect()
        }
        [first, ..] => first.to_uppercase().collect(),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Files;

    fn try_content(text: &str) -> Result<Content, Diagnostics> {
        let files = Files::single("test.yaml", text.to_owned());
        let model = crate::load(&files).model.expect("a sound document");
        select(&model, &model.views[0])
    }

    const PEOPLE: &str = "\npeople:\n  - CRO: {person: Mara Lind, title: Chief Revenue Officer}\n  - VP: {person: Jon Ek, reports_to: \
                          CRO}\n  - AE: {reports_to: VP, count: 6, vacant: 1, team: Field}\n  - Ops: {reports_to: CRO, vacant: 1}\n  - CFO: \
                          {person: 李明}\n  - PA: {assistant_to: Mara Lind, dotted: CFO}\n";

    fn names(text: &str) -> Vec<String> {
        let shown = try_content(&format!("{text}{PEOPLE}")).expect("a chart");
        shown.posts.iter().map(|post| post.name.clone()).collect()
    }

    #[test]
    fn cards_name_people_and_say_what_is_open() {
        let shown = try_content(&format!("type: org{PEOPLE}")).expect("a chart");
        let told: Vec<String> = shown
            .posts
            .iter()
            .map(|post| {
                format!("{}/{}/{}", post.name, post.role.as_deref().unwrap_or("-"), post.facts.join("+"))
            })
            .collect();
        let expected = [
            "Mara Lind/Chief Revenue Officer/2\u{a0}reports",
            "Jon Ek/VP/6\u{a0}reports",
            "AE/6 posts, 1 vacant/Field",
            "Vacant/Ops/",
            "李明/CFO/",
            "PA/-/",
        ];
        assert_eq!(told, expected);
        assert_eq!(shown.posts[0].badge, Badge::Initials("ML".to_owned()));
        assert_eq!(shown.posts[4].badge, Badge::Initials("李".to_owned()));
        assert_eq!((shown.posts[3].is_vacant(), shown.posts[2].is_vacant()), (true, false));
        assert_eq!((shown.posts[5].parent, shown.posts[5].is_assistant), (Some(0), true));
        assert_eq!(shown.dotted, [(5, 4)]);
    }

    #[test]
    fn many_second_lines_are_told_on_cards() {
        let posts = |count: usize| {
            let own = (1..=count).map(|post| format!("  - P{post}: {{reports_to: A, dotted: B}}\n"));
            format!("type: org\npeople:\n  - A\n  - B: {{person: Ana Roos}}\n{}", own.collect::<String>())
        };
        let few = try_content(&posts(8)).expect("a chart");
        assert_eq!((few.drawn_dotted().len(), few.posts[2].dotted.len()), (8, 0));
        let many = try_content(&posts(9)).expect("a chart");
        assert_eq!((many.drawn_dotted().len(), many.dotted.len()), (0, 9));
        assert_eq!(
            (many.posts[2].dotted.join(" "), many.posts[1].facts.join(" ")),
            ("Ana Roos".to_owned(), "9\u{a0}dotted".to_owned())
        );
    }

    #[test]
    fn views_show_upper_layers_or_a_neighbourhood() {
        assert_eq!(names("type: org\nlevel: 1"), ["Mara Lind", "李明"]);
        assert_eq!(names("type: org\naround: Jon Ek"), ["Mara Lind", "Jon Ek", "AE"]);
        assert_eq!(names("type: org\naround: AE\ndistance: 2"), ["Mara Lind", "Jon Ek", "AE"]);
        assert_eq!(names("type: org\nexclude: [VP, Field]"), ["Mara Lind", "Vacant", "李明", "PA"]);
        let shown = try_content(&format!("type: org\nlevel: 1{PEOPLE}")).expect("a chart");
        assert_eq!(shown.posts[0].facts, ["2\u{a0}reports", "9\u{a0}not shown"]);
    }

    #[test]
    fn what_a_chart_cannot_do_is_refused() {
        let codes = |text: &str| {
            let findings = try_content(&format!("{text}{PEOPLE}")).expect_err("nothing to draw");
            findings.in_order().iter().map(|finding| finding.code).collect::<Vec<_>>()
        };
        assert_eq!(codes("type: org\nexclude: '*'"), ["V001"]);
        assert_eq!(codes("type: org\nlevel: top"), ["V043"]);
    }
}
