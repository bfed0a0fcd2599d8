//! The command line: commands, streams, exit codes, and what is never done to files.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// A folder of its own for a test, with the journey in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        if path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        fs::create_dir_all(&path).unwrap();
        fs::copy(support::root().join("examples/journey.yaml"), path.join("journey.yaml")).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).unwrap();
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    fn run_with(&self, args: &[&str], input: &str) -> Run {
        let mut command = Command::cargo_bin("crm-diagram").unwrap();
        let output = command.current_dir(&self.0).args(args).write_stdin(input).output().unwrap();
        Run { code: output.status.code(), out: output.stdout, err: String::from_utf8(output.stderr).unwrap() }
    }
}

struct Run {
    code: Option<i32>,
    out: Vec<u8>,
    err: String,
}

impl Run {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.out).unwrap()
    }
}

fn exists(folder: &Folder, name: &str) -> bool {
    Path::new(&folder.0).join(name).exists()
}

#[test]
fn a_picture_is_written_in_the_format_of_its_ending() {
    let folder = Folder::new("format");
    for (name, start) in [
        ("out.svg", &b"<svg"[..]),
        ("out.png", b"\x89PNG"),
        ("out.pdf", b"%PDF"),
        ("out.mmd", b"journey\n"),
        ("out.dot", b"digraph"),
        ("out.json", b"{"),
    ] {
        let run = folder.run(&["render", "journey.yaml", "-o", name]);
        assert_eq!(run.code, Some(0), "{name}: {}", run.err);
        assert!(fs::read(folder.0.join(name)).unwrap().starts_with(start), "{name}");
    }
}

#[test]
fn standard_input_and_output_are_files_too() {
    let folder = Folder::new("streams");
    let text = fs::read_to_string(folder.0.join("journey.yaml")).unwrap();
    let run = folder.run_with(&["render", "-", "-f", "svg"], &text);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.text().starts_with("<svg") && run.text().ends_with("</svg>\n"));
    assert_eq!(run.err, "");
    let file = folder.run(&["render", "journey.yaml", "-o", "-", "-f", "svg"]);
    assert_eq!(file.out, run.out);
}

#[test]
fn a_document_with_an_error_writes_nothing() {
    let folder = Folder::new("errors");
    folder.write("bad.yaml", "type: journey\nstages:\n  - A: {touchpoints: [B: {chanel: web}]}\n");
    let run = folder.run(&["render", "journey.yaml", "bad.yaml", "-o", "out/"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("bad.yaml:3:27") && run.err.contains("did you mean `channel`?"), "{}", run.err);
    assert!(!exists(&folder, "out"));
}

#[test]
fn findings_of_check_are_exit_code_1() {
    let folder = Folder::new("check");
    folder.write("bad.yaml", "type: journey\nstagse: [A]\n");
    assert_eq!(folder.run(&["check", "journey.yaml"]).code, Some(0));
    let run = folder.run(&["check", "journey.yaml", "bad.yaml"]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.is_empty() && run.err.contains("2 errors"), "{}", run.err);
    let json = folder.run(&["check", "bad.yaml", "--message-format", "json"]);
    assert!(json.err.starts_with('{') && json.err.contains("\"line\":2"), "{}", json.err);
}

#[test]
fn check_also_tells_what_drawing_would_find() {
    let folder = Folder::new("check-views");
    folder.write("rows.yaml", "type: journey\nrows: [emotoin]\nstages:\n  - A: {touchpoints: [B]}\n");
    let run = folder.run(&["check", "rows.yaml"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("did you mean `emotion`?"), "{}", run.err);
}

#[test]
fn what_cannot_be_read_is_exit_code_2_and_all_of_it_is_told() {
    let folder = Folder::new("unreadable");
    fs::write(folder.0.join("utf16.yaml"), b"\xFF\xFEt\0y\0").unwrap();
    let run = folder.run(&["render", "none.yaml", "utf16.yaml", ".", "-o", "out/"]);
    assert_eq!(run.code, Some(2));
    for part in ["`none.yaml`", "UTF-16", "is a folder"] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
}

#[test]
fn wrong_usage_is_exit_code_3() {
    let folder = Folder::new("usage");
    for args in [
        &["render", "journey.yaml", "-o", "out.xyz"][..],
        &["render", "journey.yaml", "-t", "jurney", "-o", "out.svg"],
        &["render", "journey.yaml", "-v", "nothing", "-o", "out.svg"],
        &["render", "journey.yaml", "--theme", "pink"],
        &["render", "journey.yaml", "--scale", "0"],
        &["paint"],
        &[],
    ] {
        let run = folder.run(args);
        assert_eq!(run.code, Some(3), "{args:?}: {}", run.err);
        assert!(!run.err.is_empty());
    }
    assert_eq!(folder.names(), ["journey.yaml"]);
    assert_eq!(folder.run(&["--help"]).code, Some(0));
    assert_eq!(folder.run(&["render", "--help"]).code, Some(0));
    assert!(folder.run(&["--version"]).text().starts_with("crm-diagram 0."));
}

#[test]
fn a_type_that_there_is_not_is_told_with_the_nearest() {
    let folder = Folder::new("no-type");
    let run = folder.run(&["render", "journey.yaml", "-t", "jurney", "-o", "out.svg"]);
    assert!(run.err.contains("did you mean `journey`?"), "{}", run.err);
}

#[test]
fn an_input_is_never_overwritten() {
    let folder = Folder::new("input");
    let before = fs::read(folder.0.join("journey.yaml")).unwrap();
    for args in [
        &["render", "journey.yaml", "-o", "journey.yaml", "-f", "svg"][..],
        &["render", "journey.yaml", "-o", "../input/journey.yaml", "-f", "svg"],
    ] {
        assert_eq!(folder.run(args).code, Some(3));
    }
    fs::hard_link(folder.0.join("journey.yaml"), folder.0.join("linked.svg")).unwrap();
    assert_eq!(folder.run(&["render", "journey.yaml", "-o", "linked.svg"]).code, Some(3));
    assert_eq!(fs::read(folder.0.join("journey.yaml")).unwrap(), before);
}

#[test]
fn a_file_with_the_same_bytes_is_left_alone() {
    let folder = Folder::new("unchanged");
    let out = folder.0.join("out.svg");
    folder.run(&["render", "journey.yaml", "-o", "out.svg"]);
    let before = fs::metadata(&out).unwrap().modified().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    let run = folder.run(&["render", "journey.yaml", "-o", "out.svg"]);
    assert!(run.err.contains("unchanged"), "{}", run.err);
    assert_eq!(fs::metadata(&out).unwrap().modified().unwrap(), before);
    assert_eq!(folder.names(), ["journey.yaml", "out.svg"]);
}

#[test]
fn a_failed_write_leaves_the_old_file() {
    let folder = Folder::new("failed");
    folder.write("out.png", "old");
    folder.write("kanji.yaml", "type: journey\nstages:\n  - A: {touchpoints: [顧客]}\n");
    let run = folder.run(&["render", "kanji.yaml", "-o", "out.png"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("`顧` (U+9867)") && run.err.contains("--font-dir"), "{}", run.err);
    assert_eq!(fs::read_to_string(folder.0.join("out.png")).unwrap(), "old");
}

#[test]
fn several_pictures_go_into_a_folder() {
    let folder = Folder::new("several");
    fs::copy(folder.0.join("journey.yaml"), folder.0.join("other.yaml")).unwrap();
    let run = folder.run(&["render", "journey.yaml", "other.yaml", "-o", "out.svg"]);
    assert_eq!(run.code, Some(3), "{}", run.err);
    let run = folder.run(&["render", "journey.yaml", "other.yaml", "-o", "pictures/"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(exists(&folder, "pictures/journey-journey.svg") && exists(&folder, "pictures/other-journey.svg"));
    let run = folder.run(&["render", "journey.yaml", "--pair", "-o", "pictures/", "-q"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(exists(&folder, "pictures/journey-journey-dark.svg"));
}

#[test]
fn views_are_listed_and_chosen() {
    let folder = Folder::new("views");
    fs::copy(support::root().join("examples/northwind-cloud.yaml"), folder.0.join("map.yaml")).unwrap();
    let run = folder.run(&["views", "map.yaml"]);
    assert_eq!(run.code, Some(0));
    assert!(run.text().contains("stream") && run.text().contains("vsm"), "{}", run.text());
    let run = folder.run(&["render", "map.yaml", "-v", "journey", "-o", "out.svg"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let run = folder.run(&["render", "map.yaml", "-v", "jorney", "-o", "out.svg"]);
    assert!(run.err.contains("did you mean `journey`?"), "{}", run.err);
    let run = folder.run(&["render", "map.yaml", "--all", "-o", "all/"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let names = fs::read_dir(folder.0.join("all")).unwrap().count();
    assert_eq!(names, 7, "a file for each view");
}

#[test]
fn a_template_writes_any_text() {
    let folder = Folder::new("template");
    folder.write("t.txt", "{% for s in outline.sections %}{{ s.name }}={{ s.tasks|length }};{% endfor %}");
    let run = folder.run(&["render", "journey.yaml", "--template", "t.txt", "-o", "-"]);
    assert_eq!(run.text(), "Discover=2;Evaluate=2;Buy=1;Onboard=2;Use and renew=2;", "{}", run.err);
    folder.write("bad.txt", "line\n{{ outline.nothing.more }}\n");
    let run = folder.run(&["render", "journey.yaml", "--template", "bad.txt", "-o", "out.txt"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("bad.txt:2"), "{}", run.err);
    folder.write(
        "endless.txt",
        "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
    );
    let run = folder.run(&["render", "journey.yaml", "--template", "endless.txt", "-o", "out.txt"]);
    assert_eq!(run.code, Some(2));
    assert!(!exists(&folder, "out.txt"));
}

#[test]
fn what_a_format_cannot_say_is_counted() {
    let folder = Folder::new("losses");
    let run = folder.run(&["render", "journey.yaml", "-o", "out.mmd"]);
    assert!(run.err.contains("mermaid cannot say") && run.err.contains("9 quotes"), "{}", run.err);
}

#[test]
fn mermaid_has_lanes_from_the_version_that_knows_them() {
    let folder = Folder::new("lanes");
    folder.write("lanes.yaml", "type: swimlane\nswimlanes: [A, B]\nsteps: [One: {by: A}, Two: {by: B}]");
    let first = |version: &[&str]| {
        let run = folder.run(&[&["render", "lanes.yaml", "-f", "mermaid"], version].concat());
        run.text().lines().find(|line| line.ends_with(" LR")).unwrap_or_default().to_owned()
    };
    assert_eq!(first(&[]), "flowchart LR");
    assert_eq!(first(&["--mermaid", "11.15.2"]), "flowchart LR");
    assert_eq!(first(&["--mermaid", "11.16"]), "swimlane-beta LR");
    assert_eq!(first(&["--mermaid", "12"]), "swimlane-beta LR");
    let run = folder.run(&["render", "lanes.yaml", "-f", "mermaid", "--mermaid", "newest"]);
    assert_eq!(run.code, Some(3));
    assert!(run.err.contains("a version is written as 11.16"), "{}", run.err);
}

#[test]
fn schema_completions_and_manual_are_printed() {
    let folder = Folder::new("print");
    let schema = fs::read_to_string(support::root().join("schemas/crm-diagram.schema.json")).unwrap();
    assert_eq!(folder.run(&["schema"]).text(), schema);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(folder.run(&["completions", shell]).text().contains("crm-diagram"), "{shell}");
    }
    assert!(folder.run(&["man"]).text().contains(".TH crm-diagram"));
    assert_eq!(folder.run(&["man", "pages"]).code, Some(0));
    assert!(exists(&folder, "pages/crm-diagram-render.1"));
}

#[test]
fn colours_are_written_only_where_they_are_wanted() {
    let folder = Folder::new("colours");
    folder.write("bad.yaml", "type: journey\nstagse: [A]\n");
    assert!(!folder.run(&["check", "bad.yaml"]).err.contains('\u{1b}'));
    assert!(folder.run(&["check", "bad.yaml", "--color", "always"]).err.contains('\u{1b}'));
    assert!(!folder.run(&["check", "bad.yaml", "--color", "never"]).err.contains('\u{1b}'));
}

#[test]
fn sizes_follow_scale_and_width() {
    let folder = Folder::new("sizes");
    let width = |args: &[&str]| {
        let args = [&["render", "journey.yaml", "-o", "out.png", "-q"], args].concat();
        assert_eq!(folder.run(&args).code, Some(0));
        let bytes = fs::read(folder.0.join("out.png")).unwrap();
        u32::from_be_bytes(bytes[16..20].try_into().unwrap())
    };
    assert_eq!(width(&[]), 1780);
    assert_eq!(width(&["--scale", "2"]), 3560);
    assert_eq!(width(&["--width", "640"]), 640);
    let run = folder.run(&["render", "journey.yaml", "-o", "out.png", "--scale", "100"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
}

/// Two nodes, an edge with a label, and a key that nobody knows.
const GRAPH: &str = r#"{"name": "pair", "nodes": [{"id": "a", "w": 80, "h": 40}, {"id": "b", "w": 80, "h": 40}],
"edges": [["a", "b", "yes"]], "groups": [{"id": "g", "members": ["a", "b"]}]}"#;

fn number(value: &serde_json::Value) -> f64 {
    value.as_f64().unwrap()
}

#[test]
fn a_graph_becomes_a_geometry() {
    let folder = Folder::new("layout");
    folder.write("graph.json", GRAPH);
    let run = folder.run(&["layout", "graph.json"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let drawn: serde_json::Value = serde_json::from_str(run.text()).unwrap();
    assert_eq!(drawn["direction"], "TB");
    assert_eq!((&drawn["nodes"][1]["id"], number(&drawn["nodes"][1]["w"])), (&"b".into(), 80.0));
    let edge = &drawn["edges"][0];
    assert_eq!((&edge["source"], &edge["target"]), (&"a".into(), &"b".into()));
    assert!(edge["points"].as_array().unwrap().len() >= 2 && edge["bezier"].is_null());
    assert_eq!((number(&edge["label"]["w"]), number(&edge["label"]["h"])), (29.0, 18.0));
    assert!(number(&drawn["nodes"][1]["y"]) > number(&drawn["nodes"][0]["y"]) + 40.0);
    assert_eq!(folder.run_with(&["layout"], GRAPH).out, run.out);
    assert_eq!(folder.run_with(&["layout", "-", "-o", "-"], GRAPH).out, run.out);
    let file = folder.run(&["layout", "graph.json", "-o", "out.json"]);
    assert_eq!((file.code, file.err.trim()), (Some(0), "wrote out.json"));
    assert_eq!(fs::read(folder.0.join("out.json")).unwrap(), run.out);
}

#[test]
fn a_layout_follows_its_options() {
    let folder = Folder::new("layout-options");
    folder.write("graph.json", GRAPH);
    let drawn = |args: &[&str]| -> serde_json::Value {
        let run = folder.run(&[&["layout", "graph.json"], args].concat());
        assert_eq!(run.code, Some(0), "{args:?}: {}", run.err);
        serde_json::from_str(run.text()).unwrap()
    };
    for (name, key, sign) in [("TB", "y", 1.0), ("bt", "y", -1.0), ("LR", "x", 1.0), ("RL", "x", -1.0)] {
        let drawn = drawn(&["--direction", name]);
        assert_eq!(drawn["direction"], name.to_uppercase());
        let step = number(&drawn["nodes"][1][key]) - number(&drawn["nodes"][0][key]);
        assert!(step * sign > 40.0, "{name}: {step}");
    }
    assert!(drawn(&["--ignore-groups"])["groups"].is_null());
    let near = number(&drawn(&["--rank-gap", "40"])["height"]);
    assert!(number(&drawn(&["--rank-gap", "140"])["height"]) > near + 50.0);
    for (style, is_curved) in [("orthogonal", false), ("polyline", false), ("spline", true)] {
        let edge = &drawn(&["--style", style, "--node-gap", "30", "--edge-gap", "8"])["edges"][0];
        assert_eq!(edge["bezier"].as_bool().unwrap_or(false), is_curved, "{style}");
        assert!(!is_curved || edge["points"].as_array().unwrap().len() % 3 == 1, "{edge}");
    }
    for args in [
        &["--direction", "up"][..],
        &["--style", "wavy"],
        &["--node-gap", "NaN"],
        &["--rank-gap", "inf"],
        &["--edge-gap", "-3"],
        &["-o", "graph.json"],
    ] {
        let run = folder.run(&[&["layout", "graph.json"], args].concat());
        assert_eq!(run.code, Some(3), "{args:?}: {}", run.err);
    }
    assert_eq!(fs::read_to_string(folder.0.join("graph.json")).unwrap(), GRAPH);
}

#[test]
fn a_graph_with_a_fault_writes_nothing_and_tells_all() {
    let folder = Folder::new("layout-faults");
    let node = |more: &str| format!("{{\"nodes\": [{{\"id\": \"a\", \"w\": 8, \"h\": 4}}], {more}}}");
    for (text, parts) in [
        (String::new(), &["<stdin>:1:1: the text ends"][..]),
        ("{\n\"nodes\": [\n{\"id\": \"a\", \"w\": NaN}]}".to_owned(), &["<stdin>:3:18: this is not JSON"]),
        ("{\"nodes\": [{\"id\": \"a\", \"w\": 1}]}".to_owned(), &["<stdin>:1:", "`h` is missing"]),
        ("{\"nodes\": 3}".to_owned(), &["<stdin>:1:11: number `3` stands here"]),
        (node("\"edges\": [[\"a\", \"b\"], [\"c\", \"a\"]]"), &["no node is called `b`", "called `c`"]),
        (
            node("\"groups\": [{\"id\": \"g\", \"parent\": \"g\", \"members\": [\"x\"]}, {\"id\": \"g\"}]"),
            &["`g` is inside itself", "no node is called `x`", "called `g` too"],
        ),
        (format!("{{\"nodes\": {}", "[".repeat(1_000_000)), &["<stdin>:1:"]),
        (node(&format!("\"edges\": [{}[]]", "[\"a\",\"a\"],".repeat(1_000_000))), &["an edge names"]),
        (
            node(&format!("\"edges\": [{}[\"a\",\"a\"]]", "[\"a\",\"a\"],".repeat(999_999))),
            &["1000000 edges"],
        ),
        (" ".repeat(17 << 20), &["16 MiB"]),
    ] {
        let run = folder.run_with(&["layout", "-o", "out.json"], &text);
        assert_eq!(run.code, Some(2), "{parts:?}: {}", run.err);
        for part in parts {
            assert!(run.err.contains(part), "{part}: {}", run.err);
        }
        assert!(run.err.lines().all(|line| line.starts_with("error: <stdin>:")), "{}", run.err);
        assert!(run.out.is_empty() && !exists(&folder, "out.json"));
    }
    assert_eq!(folder.run(&["layout", "none.json"]).code, Some(2));
    assert_eq!(folder.run(&["layout", "."]).code, Some(2));
}

#[test]
fn graphs_at_the_edge_of_sense_are_laid_out() {
    let folder = Folder::new("layout-edges");
    for text in [
        r#"{"nodes": []}"#,
        r#"{"nodes": [{"id": "", "w": 0, "h": 0}], "edges": [["", ""], ["", "", "loop"]]}"#,
        r#"{"nodes": [{"id": "a", "w": 100000, "h": 100000}, {"id": "b", "w": 0, "h": 0}], "edges": [["a", "b"], ["b", "a"]]}"#,
        r#"{"nodes": [], "groups": [{"id": "g"}]}"#,
        r#"{"nodes": [{"id": "a", "w": 9, "h": 9}], "groups": [{"id": "g", "lane": true, "members": ["a"]}, {"id": "h", "lane": true}]}"#,
        r#"{"nodes": [{"id": "a", "w": 9, "h": 9, "phase": 999}, {"id": "b", "w": 9, "h": 9}], "edges": [["a", "b"]], "same_rank": [["a", "b"], []]}"#,
    ] {
        let run = folder.run_with(&["layout"], text);
        assert_eq!(run.code, Some(0), "{text}: {}", run.err);
        assert!(serde_json::from_str::<serde_json::Value>(run.text()).is_ok());
    }
}

const TIMES: &str = "type: swimlane\nswimlanes: [Sales, Legal]\nsteps:\n\
                     \x20 - Quote: {by: Sales, wait: 2d, pt: 1h}\n\
                     \x20 - Review: {by: Legal, wait: 6d, pt: 2h}\n";

#[test]
fn figures_are_printed_and_tried_with_other_values() {
    let folder = Folder::new("stats");
    folder.write("map.yaml", TIMES);
    let run = folder.run(&["stats", "map.yaml"]);
    assert_eq!(run.code, Some(0));
    // Six of eight days are before the review.
    let line =
        |text: &str, words: &[&str]| text.lines().any(|line| words.iter().all(|word| line.contains(word)));
    assert!(line(run.text(), &["bottleneck", "Review", "75%"]), "{}", run.text());
    let run = folder.run(&["stats", "map.yaml", "--set", "review.wait=2d"]);
    // Two waits of two days: the first is half of both.
    assert!(line(run.text(), &["bottleneck", "75%", "50%", "−25.0"]), "{}", run.text());
    assert!(!run.text().contains("hand-offs"), "what stays is left out: {}", run.text());
    assert_eq!(fs::read_to_string(folder.0.join("map.yaml")).unwrap(), TIMES);
    let run = folder.run(&["stats", "map.yaml", "--set", "revew.wait=2d"]);
    assert_eq!((run.code, run.text()), (Some(2), ""));
    assert!(run.err.contains("did you mean `Review`?"), "{}", run.err);
    let run = folder.run(&["stats", "map.yaml", "--set", "review"]);
    assert_eq!(run.code, Some(3));
}

#[test]
fn a_figure_is_explained_with_its_numbers() {
    let folder = Folder::new("explain");
    folder.write("map.yaml", TIMES);
    let run = folder.run(&["explain", "bottleneck", "map.yaml"]);
    let text = run.text().replace('\u{a0}', " ");
    assert!(text.contains("longest wait / all waiting"), "{text}");
    assert!(text.contains("6 d / 8 d") && text.contains("= 75%"), "{text}");
    let run = folder.run(&["explain", "botleneck"]);
    assert_eq!(run.code, Some(3));
    assert!(run.err.contains("did you mean `bottleneck`?"), "{}", run.err);
    let run = folder.run(&["explain", "hand-offs of sales → legal", "map.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
}

const LOG: &str = "deal,stage,at,customer\n1,Lead,2026-01-01,Secret A\n1,Won,2026-01-05,Secret A\n2,Lead,2026-01-02,Secret B\n";

#[test]
fn an_export_becomes_a_document_without_its_records() {
    let folder = Folder::new("import-csv");
    folder.write("deals.csv", LOG);
    let run = folder.run(&["import", "csv", "deals.csv", "-o", "out.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(
        run.err.starts_with("wrote out.yaml\ndetected: events, 2 stages; 2 records in 3 rows"),
        "{}",
        run.err
    );
    let text = fs::read_to_string(folder.0.join("out.yaml")).unwrap();
    assert!(
        text.contains("- Lead: {entered: 2, open: 1, time: {p50: 4d cal") && !text.contains("Secret"),
        "{text}"
    );
    assert_eq!(folder.run(&["check", "out.yaml"]).code, Some(0));
    let piped = folder.run_with(&["import", "csv", "-", "--stage", "stage"], LOG);
    assert!(piped.text().contains("- Lead:"), "{}", piped.err);
}

#[test]
fn a_broken_export_writes_nothing() {
    let folder = Folder::new("import-csv-broken");
    folder.write("deals.csv", &LOG.replace("2026-01-05", "soon").replace(',', ";"));
    let run = folder.run(&["import", "csv", "deals.csv", "-o", "out.yaml"]);
    assert_eq!((run.code, exists(&folder, "out.yaml")), (Some(2), false));
    assert!(run.err.contains("deals.csv:3:7"), "{}", run.err);
    let run = folder.run(&["import", "csv", "deals.csv", "--delimiter", "comma"]);
    assert!(run.err.contains("no comma parts the headers") && run.err.contains("`semicolon`"), "{}", run.err);
    assert_eq!(folder.run(&["import", "csv", "deals.csv", "--dates", "ymd"]).code, Some(3));
}

#[test]
fn a_document_reads_its_export_by_every_command() {
    let folder = Folder::new("data");
    folder.write("deals.csv", LOG);
    folder.write("map.yaml", "data: {from: deals.csv}\nstages: [Lead, Won]\nviews: [lifecycle]\n");
    for command in ["check", "views"] {
        let run = folder.run(&[command, "map.yaml"]);
        assert_eq!(run.code, Some(0), "{command}: {}", run.err);
        assert!(run.err.contains("deals.csv: detected: events, 2 stages"), "{command}: {}", run.err);
        assert!(!folder.run(&["--quiet", command, "map.yaml"]).err.contains("detected"));
    }
    folder.write("deals.csv", &LOG.replace("Won", "Wonn"));
    for command in ["check", "views", "render"] {
        let run = folder.run(&[command, "map.yaml"]);
        assert_ne!(run.code, Some(0), "{command}");
        assert!(
            run.err.contains("deals.csv:3:3") && run.err.contains("if it is `Won`"),
            "{command}: {}",
            run.err
        );
    }
}

#[test]
fn no_export_is_read_from_outside_the_folder() {
    let folder = Folder::new("data-outside");
    fs::create_dir_all(folder.0.join("maps/data")).unwrap();
    folder.write("deals.csv", LOG);
    folder.write("maps/data/deals.csv", LOG);
    let absolute = folder.0.join("deals.csv").display().to_string();
    let mut cases = vec![
        ("data/deals.csv", 0),
        ("../deals.csv", 1),
        ("https://example.com/a.csv", 1),
        (absolute.as_str(), 1),
        ("data", 1),
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.0.join("deals.csv"), folder.0.join("maps/link.csv")).unwrap();
        cases.push(("link.csv", 1));
    }
    for (from, code) in cases {
        folder.write("maps/map.yaml", &format!("data: {{from: '{from}'}}\nstages: [Lead, Won]\n"));
        let run = folder.run(&["check", "maps/map.yaml"]);
        assert_eq!(run.code, Some(code), "{from}: {}", run.err);
        assert_eq!(run.err.contains("H030"), code == 1, "{from}: {}", run.err);
    }
}

/// Small inputs of every kind, and what each is counted as.
const INPUTS: [(&str, &str, &str, &str); 5] = [
    (
        "sql",
        "a.sql",
        "CREATE TABLE a (id int PRIMARY KEY, b_id int REFERENCES b);",
        "1 entity, 2 fields, 1 relation",
    ),
    (
        "hubspot",
        "a.json",
        r#"{"results": [{"id": "p", "label": "Sales", "displayOrder": 0, "stages": [
        {"id": "1", "label": "Won", "displayOrder": 0, "metadata": {"probability": "1.0", "isClosed": "true"}}]}]}"#,
        "1 stage",
    ),
    ("dbml", "a.dbml", "Table a { id int [pk] }", "1 entity, 1 field"),
    ("mermaid", "a.mmd", "erDiagram\n  A ||--o{ B : has\n", "2 entities, 1 relation"),
    ("dot", "a.dot", "digraph { a -> b }", "2 steps"),
];

#[test]
fn every_kind_is_imported_from_files_and_streams() {
    let folder = Folder::new("import-kinds");
    for (kind, name, text, counted) in INPUTS {
        folder.write(name, text);
        let named = folder.run(&["import", kind, name]);
        assert_eq!(named.code, Some(0), "{kind}: {}", named.err);
        assert!(named.err.contains(&format!("imported {counted}")), "{kind}: {}", named.err);
        let piped = folder.run_with(&["import", kind, "-"], text);
        assert_eq!(piped.code, Some(0), "{kind}: {}", piped.err);
        let body = |text: &str| {
            text.lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let without_title: Vec<String> =
            body(named.text()).into_iter().filter(|line| !line.starts_with("title:")).collect();
        assert_eq!(body(piped.text()), without_title, "{kind}");
        let checked = folder.run_with(&["check", "-"], named.text());
        assert_eq!(checked.code, Some(0), "{kind}: {}", checked.err);
        let quiet = folder.run(&["import", kind, name, "-q", "-o", "out.yaml"]);
        assert_eq!((quiet.code, quiet.err.as_str(), quiet.text()), (Some(0), "", ""), "{kind}");
        assert!(exists(&folder, "out.yaml"));
    }
    let source = "force-app/objects/Visit__c";
    fs::create_dir_all(folder.0.join(source)).unwrap();
    folder.write(
        &format!("{source}/Visit__c.object-meta.xml"),
        "<CustomObject xmlns=\"http://soap.sforce.com/2006/04/metadata\"><label>Visit</label></CustomObject>",
    );
    let run = folder.run(&["import", "salesforce", "force-app"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.text().contains("Visit"), "{}", run.text());
    // The ending says the kind.
    assert_eq!(folder.run(&["import", "a.dbml"]).text(), folder.run(&["import", "dbml", "a.dbml"]).text());
}

#[test]
fn an_import_that_fails_writes_nothing() {
    let folder = Folder::new("import-faults");
    let before = folder.names();
    let refused = |args: &[&str], input: &str, code: i32, said: &str| {
        let run = folder.run_with(&[args, &["-o", "out.yaml"]].concat(), input);
        assert_eq!(run.code, Some(code), "{args:?}: {}", run.err);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
        assert!(run.out.is_empty(), "{args:?}");
        assert_eq!(folder.names(), before, "{args:?}");
    };
    refused(&["import", "sql", "missing.sql"], "", 2, "missing.sql");
    refused(&["import", "sql", "-"], "SELECT 1;", 2, "creates no table");
    refused(
        &["import", "sql", "-", "--dialect", "postgre"],
        "CREATE TABLE a (id int);",
        2,
        "did you mean `postgres`?",
    );
    refused(&["import", "dbml", "-"], "Table a { id int [pk }", 2, "<stdin>:1:");
    refused(&["import", "mermaid", "-"], "erDiagram\n  A |--o{ B", 2, "<stdin>:2:");
    refused(&["import", "mermaid", "-"], "pie\n  a: 1", 2, "`pie` is not imported");
    refused(&["import", "dot", "-"], "digraph { a -> ", 2, "<stdin>:1:");
    refused(&["import", "hubspot", "-"], "{\"results\": [", 2, "<stdin>");
    refused(&["import", "salesforce", "missing"], "", 2, "missing");
    refused(&["import", "sqll", "-"], "", 3, "did you mean `sql`?");
    refused(&["import", "notes.txt"], "", 3, "it is not clear what `notes.txt` is");
    refused(&["import", "sql"], "", 3, "needs an input");
}

#[test]
fn a_statement_that_cannot_be_read_is_told_with_its_line_and_the_rest_is_imported() {
    let folder = Folder::new("import-statements");
    let text = "CREATE TABLE a (id int PRIMARY KEY);\n\nCREATE TABLE b (\n  id int,\n  odd int WHAT IS THIS\n);\n\
                INSERT INTO a VALUES (4711, 'secret');\nINSERT INTO a VALUES (4712, 'secret');\nGRANT ALL ON a TO x;\n";
    folder.write("a.sql", text);
    let run = folder.run(&["import", "sql", "a.sql", "-o", "out.yaml"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("a.sql:5:11"), "{}", run.err);
    assert!(run.err.contains("imported 2 entities, 3 fields"), "{}", run.err);
    assert!(run.err.contains("skipped 2 INSERT, 1 GRANT"), "{}", run.err);
    let written = fs::read_to_string(folder.0.join("out.yaml")).unwrap();
    assert!(written.contains("odd: int") && !written.contains("4711"), "{written}");
}

/// What records hold is in none of the texts that are written, whatever state the input is in.
#[test]
fn what_records_hold_is_never_printed() {
    let folder = Folder::new("import-privacy");
    let sql = "CREATE TABLE a (id int, name text DEFAULT 'x');\nINSERT INTO a VALUES (1, 'Zorro''s Ltd'), (2, 'Zorro; Zorro');\n\
               COPY a (id, name) FROM stdin;\n3\tZorro\n\\.\nUPDATE a SET name = 'Zorro';\n";
    let broken = "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1, 'O'Zorro');\nINSERT INTO a VALUES ('Zorro;\n Zorro (2);\n";
    let said =
        "CREATE TABLE a (id int);\nINSERT INTO a VALUES ('\n-- relation: \"a\" 1 -- 1 \"Zorro\"\n');\n";
    let dbml = "Table a { id int\n name text }\nRecords a(id, name) {\n 1, 'Zorro'\n 2, \"Zorro\"\n}\n";
    let mermaid = "erDiagram\n  A {\n    int id\n  }\n%% Zorro is a customer\n";
    let dot = "digraph { a -> b // Zorro\n }";
    let hubspot = r#"{"results": [{"id": "51", "properties": {"firstname": "Zorro", "email": "Zorro@example.com"},
        "createdAt": "2026-01-01T00:00:00Z"}], "label": "Zorro"}"#;
    let inputs = [
        ("sql", sql),
        ("sql", broken),
        ("sql", said),
        ("dbml", dbml),
        ("mermaid", mermaid),
        ("dot", dot),
        ("hubspot", hubspot),
    ];
    for (kind, text) in inputs {
        for more in [&[][..], &["--suggest-pii"]] {
            let run = folder.run_with(&[&["import", kind, "-"], more].concat(), text);
            let all = format!("{}{}", run.text(), run.err);
            assert!(!all.to_lowercase().contains("zorro"), "{kind}: {all}");
        }
    }
    let source = "force-app/objects/Visit__c";
    fs::create_dir_all(folder.0.join(source)).unwrap();
    folder.write(
        &format!("{source}/Visit__c.object-meta.xml"),
        "<CustomObject xmlns=\"http://soap.sforce.com/2006/04/metadata\"><label>Visit</label></CustomObject>",
    );
    folder.write("force-app/export.csv", "Name\nZorro\n");
    folder.write(&format!("{source}/Visit__c.records.json"), "[\"Zorro\"]");
    let run = folder.run(&["import", "salesforce", "force-app"]);
    assert!(run.code == Some(0) && !format!("{}{}", run.text(), run.err).contains("Zorro"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_to_and_never_replaced() {
    use std::os::unix::fs::FileTypeExt as _;
    use std::process::Stdio;

    let folder = Folder::new("pipe");
    let pipe = folder.0.join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    // Whoever replaces the pipe by a file never ends it: the reader must not wait for that.
    let mut reader = std::process::Command::new("timeout")
        .arg("20")
        .arg("cat")
        .arg(&pipe)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut read = reader.stdout.take().unwrap();
    let run = folder.run(&["render", "journey.yaml", "-f", "svg", "-o", "pipe"]);
    let mut text = String::new();
    std::io::Read::read_to_string(&mut read, &mut text).unwrap();
    reader.wait().unwrap();
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(text.starts_with("<svg ") && text.trim_end().ends_with("</svg>"));
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert_eq!(folder.names(), ["journey.yaml", "pipe"]);
}
