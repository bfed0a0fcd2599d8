//! Printers of findings.

mod excerpt;
mod github;
mod json;
mod printer;
mod region;
mod sarif;
mod text;

pub use printer::{Coloring, Printer};

/// All printers; the first is the one that is taken when nobody asks.
pub static PRINTERS: &[&Printer] = &[&text::PRINTER, &json::PRINTER, &sarif::PRINTER, &github::PRINTER];

/// The printer of a name.
pub fn find(name: &str) -> Option<&'static Printer> {
    PRINTERS.iter().copied().find(|printer| printer.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::source::{Files, Source, SourceId, Span};

    fn span(start: usize, end: usize) -> Span {
        Span::new(SourceId::default(), start..end)
    }

    fn text(files: &Files, findings: &[&Diagnostic]) -> String {
        (find("text").expect("it is there").print)(files, findings, Coloring::Plain)
    }

    #[test]
    fn a_finding_has_its_line_a_caret_and_the_way_out() {
        let files = Files::single("map.yaml", "steps:\n  - 日本語: {chanel: web}\n");
        let finding = Diagnostic::error("D003", span(24, 30), "a step has no key `chanel`")
            .note("not a key")
            .help("did you mean `channel`?");
        insta::assert_snapshot!(text(&files, &[&finding]), @r"
        error[D003]: a step has no key `chanel`
         --> map.yaml:2:12
          |
        2 |   - 日本語: {chanel: web}
          |               ^^^^^^ not a key
          |
          = help: did you mean `channel`?

        1 error
        ");
    }

    #[test]
    fn other_places_are_shown_near_far_and_in_other_files() {
        let mut files = Files::single("map.yaml", format!("a: 1\nb: 2\na: 3\n{}a: 4\n", "c: d\n".repeat(50)));
        let other = files.add(Source::new("parts/more.yaml", "\ta: 5\r\n"));
        let finding = Diagnostic::error("Y009", span(10, 11), "the key `a` is given twice")
            .label(span(0, 1), "first given here")
            .label(span(265, 266), "and here")
            .label(Span::new(other, 1..2), "and there");
        insta::assert_snapshot!(text(&files, &[&finding]), @r"
        error[Y009]: the key `a` is given twice
          --> map.yaml:3:1
           |
         1 | a: 1
           | - first given here
         2 | b: 2
         3 | a: 3
           | ^
          ::: map.yaml:54:1
           |
        54 | a: 4
           | - and here
          ::: parts/more.yaml:1:2
           |
         1 |     a: 5
           |     - and there

        1 error
        ");
    }

    #[test]
    fn the_summary_counts_what_was_found() {
        let files = Files::single("map.yaml", "");
        let error = Diagnostic::whole("D007", "nothing to draw");
        let warning = Diagnostic::warning("M001", span(0, 0), "strange").help("look");
        insta::assert_snapshot!(text(&files, &[&error, &error, &warning]), @r"
        error[D007]: nothing to draw
        --> map.yaml

        error[D007]: nothing to draw
        --> map.yaml

        warning[M001]: strange
         --> map.yaml:1:1
          |
        1 |
          | ^
          |
          = help: look

        2 errors, 1 warning
        ");
        assert_eq!(text(&files, &[]), "");
    }

    #[test]
    fn people_are_told_once_what_is_alike_in_many_lines() {
        let files = Files::single("map.yaml", "lane: a\n".repeat(9));
        let finding = |line: usize| {
            Diagnostic::error("D003", span(8 * line - 8, 8 * line - 4), "no key `lane`")
                .help("did you mean `by`?")
        };
        let findings = [1, 2, 3, 4, 6, 9].map(finding);
        let other = Diagnostic::error("D003", span(8, 12), "no key `lan`");
        let all =
            [&findings[0], &findings[1], &other, &findings[2], &findings[3], &findings[4], &findings[5]];
        insta::assert_snapshot!(text(&files, &all), @r"
        error[D003]: no key `lane`
         --> map.yaml:1:1
          |
        1 | lane: a
          | ^^^^
          |
          = help: did you mean `by`?
          = note: the same in lines 2 to 4, 6 and 9

        error[D003]: no key `lan`
         --> map.yaml:2:1
          |
        2 | lane: a
          | ^^^^

        7 errors
        ");
        let few = text(&files, &all[..2]);
        assert_eq!(few.matches("did you mean").count(), 2, "two are shown in full");
        let machines = (find("json").expect("it is there").print)(&files, &all, Coloring::Plain);
        assert_eq!(machines.lines().count(), 7, "machines get them all");
    }

    /// What a printer makes of a finding with all that it may have.
    fn full(name: &str) -> String {
        let files = Files::single("a,b.yaml", "x: ü\nchanel: 1\n");
        let finding = Diagnostic::error("D003", span(6, 12), "no key `chanel`:\n100% sure")
            .label(span(0, 1), "beside this")
            .help("did you mean `channel`?")
            .fix(span(6, 12), "channel");
        (find(name).expect("it is there").print)(&files, &[&finding], Coloring::Plain)
    }

    #[test]
    fn machines_get_places_in_lines_and_columns() {
        insta::assert_snapshot!(full("json"), @r#"
        {"code":"D003","severity":"error","message":"no key `chanel`:\n100% sure","file":"a,b.yaml","line":2,"column":1,"endLine":2,"endColumn":7,"help":"did you mean `channel`?","labels":[{"file":"a,b.yaml","line":1,"column":1,"endLine":1,"endColumn":2,"text":"beside this"}],"fix":{"file":"a,b.yaml","line":2,"column":1,"endLine":2,"endColumn":7,"replacement":"channel"}}
        "#);
        insta::assert_snapshot!(full("github"), @r"
        ::error file=a%2Cb.yaml,line=2,col=1,endLine=2,endColumn=7,title=D003::no key `chanel`:%0A100%25 sure%0Aa,b.yaml:1:1: beside this%0Ahelp: did you mean `channel`?
        ");
    }

    #[test]
    fn code_scanners_get_rules_results_and_fixes() {
        insta::assert_snapshot!(full("sarif"), @r#"
        {
          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "crm-diagram",
                  "version": "0.1.0",
                  "informationUri": "https://github.com/crm-diagram/crm-diagram",
                  "rules": [
                    {
                      "id": "D003"
                    }
                  ]
                }
              },
              "columnKind": "unicodeCodePoints",
              "results": [
                {
                  "ruleId": "D003",
                  "ruleIndex": 0,
                  "level": "error",
                  "message": {
                    "text": "no key `chanel`:\n100% sure\nhelp: did you mean `channel`?"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "a,b.yaml"
                        },
                        "region": {
                          "startLine": 2,
                          "startColumn": 1,
                          "endLine": 2,
                          "endColumn": 7
                        }
                      }
                    }
                  ],
                  "relatedLocations": [
                    {
                      "id": 1,
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "a,b.yaml"
                        },
                        "region": {
                          "startLine": 1,
                          "startColumn": 1,
                          "endLine": 1,
                          "endColumn": 2
                        }
                      },
                      "message": {
                        "text": "beside this"
                      }
                    }
                  ],
                  "fixes": [
                    {
                      "description": {
                        "text": "did you mean `channel`?"
                      },
                      "artifactChanges": [
                        {
                          "artifactLocation": {
                            "uri": "a,b.yaml"
                          },
                          "replacements": [
                            {
                              "deletedRegion": {
                                "startLine": 2,
                                "startColumn": 1,
                                "endLine": 2,
                                "endColumn": 7
                              },
                              "insertedContent": {
                                "text": "channel"
                              }
                            }
                          ]
                        }
                      ]
                    }
                  ]
                }
              ]
            }
          ]
        }
        "#);
    }

    /// Findings in every awkward place of every awkward text.
    #[test]
    fn every_printer_prints_every_finding() {
        let long = format!("a: {}", "x, ".repeat(1 << 19));
        let texts = [
            "",
            "\n",
            "a",
            "a: b\r\nc:\td\r\n",
            "日本語: {a: b}",
            "\u{feff}a: b",
            "a: \u{1b}[31m\0",
            &long,
            "a\n\n\nb",
        ];
        for text in texts {
            let files = Files::single("a.yaml", text);
            let end = text.len();
            for (start, stop) in
                [(0, 0), (0, 1), (1, 2), (0, end), (end / 2, end), (end, end), (end + 5, end + 9)]
            {
                let finding =
                    Diagnostic::error("D001", span(start, stop), "a fault\nin two lines \u{1b}[31m")
                        .note("here")
                        .label(span(0, end), "all of it")
                        .label(span(end, end), "the end")
                        .help("mend it")
                        .fix(span(start, stop), "x");
                for printer in PRINTERS {
                    for coloring in [Coloring::Plain, Coloring::Ansi] {
                        let printed =
                            (printer.print)(&files, &[&finding, &Diagnostic::whole("D002", "all")], coloring);
                        assert!(printed.contains("D001") && printed.ends_with('\n'));
                        assert!(printed.len() < 5000, "{} prints {} bytes", printer.name, printed.len());
                        if coloring == Coloring::Plain {
                            assert!(!printed.contains('\u{1b}'), "{}: {printed:?}", printer.name);
                        }
                    }
                }
            }
        }
        for printer in PRINTERS {
            let printed =
                (printer.print)(&Files::default(), &[&Diagnostic::whole("D002", "all")], Coloring::Plain);
            assert!(printed.contains("D002"));
        }
    }
}
