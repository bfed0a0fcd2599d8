//! How long a document takes, pass by pass and format by format.
//!
//! `cargo bench --locked` for all; `cargo bench --locked -- reading` for some.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a bench may read files, unwrap, and start the program that it measures"
)]

use std::fs;
use std::path::{Path, PathBuf};

use crm_diagram::drawing::Drawing;
use crm_diagram::model::{Model, View};
use crm_diagram::source::Files;
use crm_diagram::text::Fonts;
use crm_diagram::{diagram, document, export, model, theme, yaml};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/journey.yaml")
}

fn files() -> Files {
    Files::single("journey.yaml", fs::read_to_string(example()).unwrap())
}

/// A document of about a megabyte: 9,000 touchpoints in 900 stages.
fn megabyte() -> Files {
    let mut text = String::from("stages:\n");
    for stage in 0..900 {
        text.push_str(&format!("  - Stage {stage}:\n      time: 3d\n      touchpoints:\n"));
        for at in 0..10 {
            text.push_str(&format!(
                "        - Touchpoint {stage} {at}: {{channel: web, emotion: {}, quote: What happens next?, pt: 20m, wait: 2d}}\n",
                f64::from(at % 5) - 2.0
            ));
        }
    }
    Files::single("large.yaml", text)
}

fn model(files: &Files) -> (Model, View) {
    let model = crm_diagram::load(files).model.unwrap();
    let view = diagram::views(&model, diagram::DIAGRAMS).remove(0);
    (model, view)
}

fn drawing(fonts: &Fonts) -> Drawing {
    let (model, view) = model(&files());
    let diagram = diagram::find(&view.kind).unwrap();
    diagram.drawing(&model, &view, theme::THEMES[0], fonts).unwrap()
}

#[divan::bench]
fn reading_the_example(bencher: Bencher<'_, '_>) {
    let files = files();
    bencher.bench(|| crm_diagram::load(black_box(&files)));
}

mod reading_a_megabyte {
    use super::*;

    fn tree(files: &Files) -> yaml::Node {
        yaml::parse(files, files.root().unwrap().0).unwrap()
    }

    #[divan::bench(sample_count = 10)]
    fn a_tree(bencher: Bencher<'_, '_>) {
        let files = megabyte();
        bencher.bench(|| tree(black_box(&files)));
    }

    #[divan::bench(sample_count = 10)]
    fn b_document(bencher: Bencher<'_, '_>) {
        let tree = tree(&megabyte());
        bencher.bench(|| document::read(black_box(&tree)));
    }

    #[divan::bench(sample_count = 10)]
    fn c_model(bencher: Bencher<'_, '_>) {
        let (document, _) = document::read(&tree(&megabyte()));
        bencher.bench(|| model::build(black_box(&document)));
    }
}

#[divan::bench]
fn drawing_the_example(bencher: Bencher<'_, '_>) {
    let fonts = Fonts::embedded();
    let (model, view) = model(&files());
    let diagram = diagram::find(&view.kind).unwrap();
    bencher.bench(|| diagram.drawing(black_box(&model), &view, theme::THEMES[0], &fonts));
}

#[divan::bench(args = export::FORMATS.iter().map(|format| format.name))]
fn writing_the_example(bencher: Bencher<'_, '_>, format: &str) {
    let fonts = Fonts::embedded();
    let drawing = drawing(&fonts);
    let format = export::find(format).unwrap();
    let settings = export::Settings::new(&fonts);
    bencher.bench(|| format.write(black_box(&drawing), &settings));
}

/// The program as a whole, from its start to its end.
#[divan::bench(args = ["svg", "png", "pdf", "mermaid"], sample_count = 20)]
fn the_whole_program(bencher: Bencher<'_, '_>, format: &str) {
    let program = env!("CARGO_BIN_EXE_crm-diagram");
    bencher.bench(|| {
        let run = std::process::Command::new(program)
            .args(["render", "-q", "-f", format, "-o", "-"])
            .arg(example())
            .output();
        assert!(run.unwrap().status.success());
    });
}
