//! What texts made to do harm are answered with.

use super::tests::{codes, findings, tree};

/// Each code once, with the first place.
fn answer(text: &str) -> Vec<&'static str> {
    let mut codes = codes(text);
    codes.dedup();
    codes
}

#[test]
fn deep_nesting_is_refused_wherever_it_comes_from() {
    let many = 100_000;
    assert_eq!(answer(&"[".repeat(many)), ["Y003"]);
    assert_eq!(answer(&"{a: ".repeat(many)), ["Y003"]);
    assert_eq!(answer(&"- ".repeat(many)), ["Y003"]);
    assert_eq!(answer(&"? ".repeat(many)), ["Y003"]);
    assert_eq!(answer(&"[{a: ".repeat(many)), ["Y003"]);
    let steps: String = (0..2000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(answer(&steps), ["Y003"]);
}

#[test]
fn what_is_as_deep_as_allowed_is_read() {
    tree(&format!("{}{}", "[".repeat(128), "]".repeat(128)));
    assert_eq!(answer(&format!("{}{}", "[".repeat(129), "]".repeat(129))), ["Y003"]);
}

#[test]
fn aliases_do_not_hide_depth() {
    let mut text = format!("a0: &a0 {}{}\n", "[".repeat(100), "]".repeat(100));
    for at in 1..100 {
        let inner = format!("{}*a{}{}", "[".repeat(100), at - 1, "]".repeat(100));
        text.push_str(&format!("a{at}: &a{at} {inner}\n"));
    }
    assert_eq!(answer(&text), ["Y003"]);
}

#[test]
fn a_billion_laughs_are_refused() {
    let mut text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for at in 1..10 {
        let aliases = vec![format!("*a{}", at - 1); 9].join(", ");
        text.push_str(&format!("a{at}: &a{at} [{aliases}]\n"));
    }
    // Elements of lists are items, and of those there are fewer.
    assert_eq!(answer(&text), ["Y005"]);
    let text = text.replace('[', "{k: ").replace(']', "}").replace("lol, ", "lol, l: ");
    assert!(!answer(&text).is_empty());
}

#[test]
fn mappings_and_merges_laugh_no_better() {
    let mut nested = "a0: &a0 {x: 1}\n".to_owned();
    let mut merged = "a0: &a0 {}\n".to_owned();
    for at in 1..40 {
        let last = at - 1;
        nested.push_str(&format!("a{at}: &a{at} {{p: *a{last}, q: *a{last}}}\n"));
        merged.push_str(&format!("a{at}: &a{at} {{<<: [*a{last}, *a{last}]}}\n"));
    }
    assert_eq!(answer(&nested), ["Y005"]);
    assert_eq!(answer(&merged), ["Y004"]);
}

#[test]
fn long_texts_cannot_be_multiplied() {
    let text = format!("a: &a {}\nb:\n{}", "x".repeat(1 << 20), "  - *a\n".repeat(1000));
    assert_eq!(answer(&text), ["Y004"]);
}

#[test]
fn items_are_limited_in_lists_and_in_mappings() {
    tree(&"- a\n".repeat(100_000));
    assert_eq!(answer(&"- a\n".repeat(100_001)), ["Y005"]);
    let mapping: String = (0..100_001).map(|at| format!("k{at}: {{a: 1}}\n")).collect();
    assert_eq!(answer(&mapping), ["Y005"]);
    tree(&(0..150_000).map(|at| format!("k{at}: 1\n")).collect::<String>());
}

#[test]
fn values_are_limited_without_aliases_too() {
    assert_eq!(answer(&(0..500_001).map(|at| format!("{at}:\n")).collect::<String>()), ["Y004"]);
}

#[test]
fn a_text_that_is_too_long_is_not_even_scanned() {
    assert_eq!(answer(&" ".repeat((16 << 20) + 1)), ["Y001"]);
}

#[test]
fn findings_are_limited() {
    let found = findings(&"a: 1\n".repeat(10_000));
    assert_eq!(found.len(), 101);
    assert!(
        found.iter().any(|finding| finding.message == "9899 more findings are not shown"),
        "{:?}",
        found[0]
    );
}

#[test]
fn nothing_takes_time_that_grows_faster_than_the_text() {
    let size = 1 << 17;
    let texts = [
        "a: \"".to_owned() + &"\\".repeat(size),
        "a: \"".to_owned() + &"\n".repeat(size),
        "a: '".to_owned() + &"'' ".repeat(size / 3),
        "a: |\n".to_owned() + &" x\n".repeat(size / 3),
        "a: ".to_owned() + &"b ".repeat(size / 2),
        "a: ".to_owned() + &"b\n  ".repeat(size / 4),
        "\n".repeat(size) + "\ta: b",
        "# x\n".repeat(size / 4) + " a: b: c",
        "a".repeat(size),
        "a: ".repeat(size / 3),
        "[a, ".to_owned() + &"b: c, ".repeat(size / 6),
        "{".to_owned() + &"a, ".repeat(size / 3),
        "!".repeat(size),
        "&a ".repeat(size / 3),
        "*a ".repeat(size / 3),
        "- *a\n".repeat(size / 5),
        "- !x y\n".repeat(size / 7),
        "? a\n".repeat(size / 4),
        "---\n".repeat(size / 4),
        "...\n".repeat(size / 4),
        "%".repeat(size),
        "%a b\n".repeat(size / 5),
        "- [] []\n".repeat(size / 8),
        "\u{feff}".repeat(size / 3),
        "\r".repeat(size),
        "\t".repeat(size),
        ", ".repeat(size / 2),
        ": ".repeat(size / 2),
        "}".repeat(size),
        // Findings without end on one line: each must not look at the whole line.
        "[".to_owned() + &"*a, ".repeat(size / 4),
        "[".to_owned() + &"!x y, ".repeat(size / 6),
    ];
    for text in texts {
        // Whether it is a tree does not matter here, but that it ends.
        super::tests::ends(&text);
    }
}

proptest::proptest! {
    /// Pieces of YAML in any order: a tree or findings, each with a place in the text.
    #[test]
    fn nothing_panics(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40)) {
        let text = pieces.concat();
        let files = crate::source::Files::single("a.yaml", text.clone());
        let (id, _) = files.root().expect("there is one");
        if let Err(found) = super::parse(&files, id) {
            proptest::prop_assert!(found.has_errors());
            for finding in found {
                let span = finding.span.expect("only the count of untold ones has none");
                proptest::prop_assert!(text.get(span.range()).is_some(), "{:?} in {:?}", finding, text);
                let fix = finding.fix.map_or(span, |fix| fix.span);
                proptest::prop_assert!(text.get(fix.range()).is_some());
                proptest::prop_assert!(!finding.message.contains('\n'));
            }
        }
    }
}

const PIECES: &[&str] = &[
    "a",
    "b: ",
    ": ",
    ":",
    "- ",
    "-",
    "\n",
    "\n  ",
    "\n    ",
    "\r\n",
    "\t",
    " ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    "'",
    "\"",
    "\\",
    "\\x",
    "|",
    ">",
    "|\n",
    "&a ",
    "*a",
    "<<: ",
    "<<: *a",
    "!",
    "!x ",
    "!!str ",
    "%",
    "@",
    "`",
    "?",
    "? ",
    "#",
    " # c",
    "---",
    "\n---\n",
    "\n...\n",
    "日本",
    "é",
    "\u{feff}",
    "\0",
    "\u{7}",
    "~",
    "null",
    "-> ",
    "=",
    "%YAML 1.2\n",
];
