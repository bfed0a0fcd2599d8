//! Spoiled documents: whatever they hold, they end with findings or with a picture that keeps to the rules.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use std::fs;

use crm_diagram::source::Files;
use crm_diagram::text::Fonts;
use crm_diagram::{diagram, drawing, theme};
use proptest::prelude::*;

/// What is put in somewhere: what people mistype, and what breaks programs.
const PIECES: &[&str] = &[
    "",
    " ",
    "\t",
    "\n",
    ":",
    ": ",
    "- ",
    "-",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "#",
    "&a ",
    "*a",
    "<<: *a",
    "!",
    "%",
    "@",
    "|",
    ">",
    "~",
    "null",
    "0",
    "-1",
    "1e308",
    "999999999999999999999999999999999999999999",
    "NaN",
    "40%",
    "-2d",
    "999999999y",
    "→",
    "顧客",
    "رحلة",
    "👩‍👩‍👧‍👦",
    "\u{301}",
    "\u{202e}",
    "\u{0}",
    "aVeryLongWordWithoutAnyPlaceToBreakItThatGoesOnAndOnAndOnAndOn",
    "until: Demo",
    "emotion: 3",
    "next: x",
];

/// Reads a text and draws all that can be drawn of it.
fn try_out(text: &str, fonts: &Fonts) {
    let files = Files::single("a.yaml", text);
    let loaded = crm_diagram::load(&files);
    let findings = loaded.findings.in_order();
    for finding in &findings {
        assert!(finding.help.is_some(), "{finding}");
    }
    for printer in crm_diagram::print::PRINTERS {
        (printer.print)(&files, &findings, crm_diagram::print::Coloring::Plain);
    }
    let Some(model) = loaded.model else { return };
    for view in diagram::views(&model, diagram::DIAGRAMS) {
        let Some(diagram) = diagram::find(&view.kind) else { continue };
        if let Ok(drawn) = diagram.drawing(&model, &view, theme::THEMES[0], fonts) {
            let faults = drawing::audit::audit(&drawn.scene);
            assert!(faults.is_empty(), "{faults:?}\n{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        rng_seed: proptest::test_runner::RngSeed::Fixed(7),
        failure_persistence: None,
        ..ProptestConfig::with_cases(2000)
    })]

    #[test]
    fn spoiled_examples_end(
        which in 0..100_usize,
        spoils in proptest::collection::vec((0.0..1.0_f64, 0..12_usize, 0..PIECES.len()), 1..6),
    ) {
        let examples = support::files("examples", "yaml");
        let mut text = fs::read_to_string(&examples[which % examples.len()]).unwrap();
        for (at, length, piece) in spoils {
            let mut from = (at * text.len() as f64) as usize;
            while !text.is_char_boundary(from) {
                from -= 1;
            }
            let mut to = (from + length).min(text.len());
            while !text.is_char_boundary(to) {
                to += 1;
            }
            text.replace_range(from..to, PIECES[piece]);
        }
        try_out(&text, &Fonts::embedded());
    }
}
