//! Exports of CRMs: figures as an independent script computes them, faults as they are told, documents that are filled.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may read files and unwrap")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crm_diagram::document::sections::{BySegment, Data, Visits};
use crm_diagram::history::{self, Exports, Figures, History, Table, Wanted};
use crm_diagram::import::csv::read_stream;
use crm_diagram::metrics::funnel::{Funnel, Refusal};
use crm_diagram::print::{self, Coloring};
use crm_diagram::source::{Files, Source, SourceId};
use serde_json::Value;

/// Every shape that `reshape.py` writes the example in.
const SHAPES: &[&str] = &[
    "events",
    "first",
    "period",
    "shuffled",
    "newest-first",
    "german",
    "from-to",
    "wide",
    "hubspot",
    "snapshot",
];

fn python(script: &str, args: &[&str]) -> String {
    let mut command = Command::new("python3");
    let output = command.arg(support::root().join("tests/tools").join(script)).args(args).output().unwrap();
    assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn read(path: &Path, data: &Data) -> History {
    let mut file = fs::File::open(path).unwrap();
    match history::read(&mut file, data, &Wanted::default()) {
        Ok(history) => history,
        Err(refusal) => {
            let mut files = Files::default();
            panic!("{:#?}", refusal.tell("export", &mut files));
        }
    }
}

fn near(one: Option<f64>, two: &Value, what: &str) {
    match (one, two.as_f64()) {
        (None, None) => {}
        (Some(one), Some(two)) if (one - two).abs() <= 1e-9 * two.abs().max(1.0) => {}
        (one, _) => panic!("{what}: {one:?}, and the script says {two}"),
    }
}

fn compare(figures: &Figures, script: &Value, what: &str) {
    let counts = [
        ("entered", figures.entered),
        ("won", figures.won),
        ("lost", figures.lost),
        ("open", figures.open),
        ("previous", figures.previous.unwrap_or(0)),
        ("timed", figures.timed),
    ];
    for (name, count) in counts {
        assert_eq!(Some(count), script[name].as_u64(), "{what}, {name}");
    }
    near(figures.value, &script["value"], what);
    let time = figures.time;
    near(time.map(|time| time.p50), &script["p50"], what);
    near(time.map(|time| time.p75), &script["p75"], what);
    near(time.map(|time| time.p90), &script["p90"], what);
    // Rare reasons are put together; the script keeps each.
    for (reason, count) in figures.reasons.iter().filter(|(reason, _)| reason != "Other") {
        assert_eq!(Some(*count), script["reasons"][reason].as_u64(), "{what}, {reason}");
    }
    let all: u64 = script["reasons"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
    assert_eq!(figures.reasons.iter().map(|(_, count)| count).sum::<u64>(), all, "{what}, reasons");
}

#[test]
fn figures_of_every_shape_are_those_of_the_script() {
    let folder = folder("shapes");
    let example = support::root().join("examples/funnel-from-export/deals.csv");
    for shape in SHAPES {
        let path = folder.join(format!("{shape}.csv"));
        let spec = python("reshape.py", &[shape, example.to_str().unwrap(), path.to_str().unwrap()]);
        let script: Value =
            serde_json::from_str(&python("funnel_from_csv.py", &[path.to_str().unwrap(), spec.trim()]))
                .unwrap();
        let mut data = Data::default();
        if *shape == "first" {
            data.visits = Visits::First;
        }
        if *shape == "period" {
            data.since = Some("2026-04-01".to_owned());
            data.until = Some("2026-06-30".to_owned());
            data.is_compared = true;
        }
        let history = read(&path, &data);
        assert_eq!(history.stages.len(), 5, "{shape}: {}", history.summary());
        for stage in &history.stages {
            let of = &script["stages"][&stage.name];
            compare(&stage.all, &of[""], &format!("{shape}, {}", stage.name));
            assert!(*shape == "from-to" || history.segments.len() == 3, "{shape}");
            for (name, figures) in history.segments.iter().zip(&stage.each) {
                compare(figures, &of[name], &format!("{shape}, {}, {name}", stage.name));
            }
        }
        let account = &history.account;
        let totals = [
            ("records", account.records),
            ("repeated", account.repeated),
            ("skips", account.skips),
            ("backward", account.backward),
            ("reentries", account.reentries),
            ("reopened", account.reopened),
            ("open", account.open),
            ("left", account.left),
            ("outside", account.outside),
            ("without_stage", account.without_stage),
        ];
        for (name, count) in totals {
            assert_eq!(Some(count), script["totals"][name].as_u64(), "{shape}, {name}");
        }
    }
}

#[test]
fn stages_stand_in_the_order_in_which_records_pass_them() {
    let example = support::root().join("examples/funnel-from-export/deals.csv");
    let history = read(&example, &Data::default());
    let names: Vec<&str> = history.stages.iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(names, ["Qualification", "Discovery", "Proposal", "Negotiation", "Closed Won"]);
    assert_eq!((history.profile, history.stages[4].is_won), ("salesforce-history", true));
}

#[test]
fn the_example_is_what_its_generator_makes() {
    let folder = support::root().join("examples/funnel-from-export");
    let output = Command::new("python3").arg(folder.join("generate.py")).output().unwrap();
    assert!(output.status.success());
    assert!(output.stdout == fs::read(folder.join("deals.csv")).unwrap(), "run generate.py > deals.csv");
}

fn told(path: &Path) -> String {
    let name = path.strip_prefix(support::root()).unwrap().display().to_string();
    let mut files = Files::default();
    let data = Data::default();
    let imported = read_stream(&name, &mut fs::File::open(path).unwrap(), &data, &mut files);
    let findings = imported.findings.in_order();
    assert!(imported.findings.has_errors(), "{name} is not rejected");
    for finding in &findings {
        assert!(finding.help.is_some(), "{name}: {finding} shows no way out");
        assert!(
            finding.code == "H001"
                || finding.place(&files).is_some_and(|place| place.matches(':').count() >= 2),
            "{name}: {finding}"
        );
        assert!(finding.message.starts_with(|first: char| !first.is_uppercase()), "{name}: {finding}");
    }
    (print::PRINTERS[0].print)(&files, &findings, Coloring::Plain)
}

#[test]
fn every_broken_export_is_told_as_accepted() {
    let mut count = 0;
    for path in support::entries("tests/import-rejected") {
        let printed = told(&path);
        // The fixtures call "secret" whatever has nothing to do with the fault.
        assert!(!printed.to_lowercase().contains("secret"), "{printed}");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(support::root().join("snapshots/import-rejected"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        settings.bind(|| insta::assert_snapshot!(name, printed));
        count += 1;
    }
    assert!(count >= 12);
}

/// A document beside tables that are texts.
fn load(document: &str, table: &'static str) -> (crm_diagram::Loaded, Files) {
    let mut files = Files::single("map.yaml", document);
    let mut open = |from: &str| -> Result<Table, String> {
        match from {
            "deals.csv" => Ok((from.to_owned(), Box::new(table.as_bytes()))),
            _ => Err("there is no such file".to_owned()),
        }
    };
    let loaded = crm_diagram::load_with(&mut files, &[], &mut Exports::new(&mut open));
    (loaded, files)
}

#[test]
fn an_export_is_read_once_for_a_document_with_other_values() {
    let document =
        "data: {from: deals.csv}\nstages: [Lead, Qualified, Closed Lost]\nsteps: [{Demo: {pt: 1h}}]";
    let mut files = Files::single("map.yaml", document);
    let mut set = |text: &str| files.add(Source::new("--set", text));
    let (faster, other) = (set("Demo.pt: 30m"), set("Lead.entered: 9"));
    let mut opened = 0;
    let mut open = |from: &str| -> Result<Table, String> {
        opened += 1;
        Ok((from.to_owned(), Box::new(LOG.as_bytes())))
    };
    let mut exports = Exports::new(&mut open);
    let mut entered = |settings: &[SourceId]| {
        let loaded = crm_diagram::load_with(&mut files, settings, &mut exports);
        let model = loaded.model.expect("a sound document");
        let first = model.stage_ids().next().expect("a stage");
        (format!("{:?}", model.stage(first).entered), loaded.told)
    };
    let (before, after) = (entered(&[]), entered(&[faster]));
    assert_eq!(before, after);
    assert_ne!(entered(&[other]).0, before.0);
    assert_eq!(opened, 1);
}

fn findings(document: &str, table: &'static str) -> Vec<String> {
    let (loaded, files) = load(document, table);
    let told = |finding: &&crm_diagram::diagnostic::Diagnostic| {
        let help = finding.help.clone().unwrap_or_default();
        format!("{} {finding} ({help})", finding.place(&files).unwrap_or_default())
    };
    loaded.findings.in_order().iter().map(told).collect()
}

const LOG: &str = "id,stage,at,amount,segment
1,Lead,2026-01-01,100,SMB
1,Qualified,2026-01-05,300,SMB
2,Lead,2026-01-02,,ENT
2,Closed Lost,2026-01-12,,ENT
3,Lead,2026-01-03,50,SMB
";

#[test]
fn a_document_is_filled_where_it_is_silent() {
    let text = "type: journey\ndata: {from: deals.csv}\nsegments: {smb: SMB, large: Enterprise}\nstages:\n  - Lead: {lost: 7}\n  - qualified: {name: Qualified by sales}\n";
    let said = findings(text, LOG);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("the segment `ENT` is not in the document"), "{said:?}");
    let text = text.replace("large: Enterprise", "ent: Enterprise");
    let (loaded, _) = load(&text, LOG);
    assert!(loaded.findings.is_empty(), "{:?}", loaded.findings);
    let model = loaded.model.unwrap();
    let lead = &model.stages[0];
    let counts =
        |split: &crm_diagram::model::BySegment<f64>| split.each.values().copied().collect::<Vec<_>>();
    assert_eq!(counts(&lead.entered), [2.0, 1.0]);
    // What the author wrote stays.
    assert_eq!((lead.lost.all, lead.lost.each.len()), (Some(7.0), 0));
    assert_eq!(counts(&model.stages[1].entered), [1.0, 0.0]);
    assert_eq!(
        loaded.told[0],
        "deals.csv: detected: events, 2 stages; 3 records in 5 rows, 2026-01-01 to 2026-01-12"
    );
}

#[test]
fn a_document_without_stages_gets_those_of_the_file() {
    let (loaded, _) = load("data: {from: deals.csv}", LOG);
    let model = loaded.model.unwrap();
    let names: Vec<&str> = model.stages.iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(names, ["Lead", "Qualified"]);
    assert_eq!(model.segments.len(), 2);
}

#[test]
fn a_stage_that_the_document_lacks_is_told_with_its_place() {
    let said = findings("data: {from: deals.csv}\nstages: [Lead, Qualifeid]", LOG);
    assert_eq!(
        said,
        [
            "deals.csv:3:3 error[H028]: the stage `Qualified` is not in the document (if it is `Qualifeid`, say so: `stages: {Qualified: Qualifeid}` below `data`; `Qualified: none` leaves it out)"
        ]
    );
    for mapped in ["{Qualified: sql}", "{qualified: none}"] {
        let text = format!("data: {{from: deals.csv, stages: {mapped}}}\nstages: [Lead, sql: SQL]");
        assert_eq!(findings(&text, LOG), Vec::<String>::new(), "{mapped}");
    }
}

#[test]
fn a_snapshot_says_what_is_open_and_gives_no_conversion() {
    const SNAPSHOT: &str = "id,name,stage,amount\n1,x,Lead,5\n2,y,Won,7\n";
    let (loaded, _) = load("data: {from: deals.csv}\nstages: [Lead, Won]", SNAPSHOT);
    let model = loaded.model.unwrap();
    assert_eq!((model.stages[0].open.all, model.stages[0].entered.all), (Some(1.0), None));
    assert!(loaded.told[0].ends_with("so it gives no conversion: `open` is filled, `entered` is not"));
    let ids: Vec<_> = model.stage_ids().collect();
    let funnel = Funnel::new(&model, &ids, None, None);
    assert_eq!(funnel.refusal, Some(Refusal::Snapshot));
}

#[test]
fn a_file_that_is_not_there_is_told() {
    assert_eq!(
        findings("data: {from: other.csv}\nstages: [Lead]", LOG),
        [
            "map.yaml:1:14 error[H030]: `other.csv` cannot be read: there is no such file (name a file beside the document, or in a folder below it)"
        ]
    );
}

#[test]
fn what_the_import_writes_says_what_the_file_says() {
    let mut files = Files::default();
    let imported = read_stream("deals.csv", &mut LOG.as_bytes(), &Data::default(), &mut files);
    let lead = &imported.document.stages[0];
    let Some(BySegment::Split(entered)) = &lead.entered else { panic!("it is split") };
    assert_eq!(
        entered.iter().map(|(name, count)| (name.value.as_str(), *count)).collect::<Vec<_>>(),
        [("ent", 1.0), ("smb", 2.0)]
    );
    assert_eq!(imported.document.meta.source.as_deref(), Some("deals.csv"));
}
