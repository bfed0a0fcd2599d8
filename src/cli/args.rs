//! What the command line takes. Lists of formats, themes and types are read from the library's tables.

mod import;
mod values;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum, ValueHint};
use crm_diagram::layout::layered;
use crm_diagram::{diagram, export, print, report, theme};

pub(crate) use import::Import;
use values::{background, gap, names, scale, setting, version};

/// Draw CRM diagrams from one YAML file.
///
/// One file describes a company's customer work: stages, touchpoints, steps, swimlanes, entities, numbers. Every picture
/// of it comes from that one file.
#[derive(Debug, Parser)]
#[command(name = "crm-diagram", version, max_term_width = 100, after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,

    /// How findings are printed.
    #[arg(long, global = true, value_name = "NAME", value_parser = names(print::PRINTERS.iter().map(|row| row.name)), default_value = print::PRINTERS[0].name)]
    pub(crate) message_format: String,

    /// When to use colours.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,

    /// Print findings and errors only: no notes on what was written or left out.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

const AFTER_HELP: &str = "\
Examples:
  crm-diagram render journey.yaml -o journey.svg      one picture, the format by its ending
  crm-diagram render map.yaml --all -o pictures/      every view of a file
  crm-diagram check *.yaml                            all that is wrong, with lines
  crm-diagram views map.yaml                          which pictures a file offers
  crm-diagram stats map.yaml --set demo.wait=1d       all figures, before and after a change
  crm-diagram explain 'lead time' map.yaml            where a figure comes from
  crm-diagram layout graph.json -o geometry.json      places and routes for another program
  crm-diagram import sql schema.sql -o data.yaml      a document out of a foreign file

Exit codes: 0 done, 1 findings (of check), 2 bad input or failure, 3 wrong usage";

/// The commands; each is described to the parser only once it is called.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Draw pictures.
    Render(Render),
    /// Tell all that is wrong in documents, without drawing.
    Check(Check),
    /// List the pictures that a document offers.
    Views(Views),
    /// Compute the figures of a document, and what they would be if a value were another.
    Stats(Stats),
    /// Explain a figure: its formula, and the numbers of a document put in.
    Explain(Explain),
    /// Lay out a graph of another program: sizes in, places and routes out, both as JSON.
    Layout(Layout),
    /// Make a document of a foreign file: the schema of a database, the source of a CRM, a diagram of another tool.
    Import(Box<Import>),
    /// Print the JSON Schema of the format, for editors.
    Schema(Schema),
    /// Print completions for a shell.
    Completions(Completions),
    /// Print the manual page, or write one for each command.
    Man(Man),
}

/// Print the JSON Schema of the format, for editors.
#[derive(Debug, ClapArgs)]
pub(crate) struct Schema {
    /// Print a page about every key instead, in Markdown.
    #[arg(long)]
    pub(crate) keys: bool,
}

/// Draw pictures.
#[derive(Debug, ClapArgs)]
#[command(after_help = RENDER_HELP)]
pub(crate) struct Render {
    /// Documents; `-` is standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, default_value = "-")]
    pub(crate) files: Vec<PathBuf>,

    /// Draw a view of this type, with its own defaults.
    #[arg(short = 't', long = "type", value_name = "TYPE", conflicts_with_all = ["view", "all"])]
    pub(crate) kind: Option<String>,

    /// Draw this view of the document.
    #[arg(short, long, value_name = "VIEW", conflicts_with = "all")]
    pub(crate) view: Option<String>,

    /// Draw every view.
    #[arg(short, long)]
    pub(crate) all: bool,

    /// Where to: a file, a folder for several pictures, or `-` for standard output.
    #[arg(short, long, value_name = "FILE|DIR|-", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,

    /// The format; without it the ending of the output says it.
    #[arg(short, long, value_name = "FORMAT", value_parser = names(export::FORMATS.iter().map(|row| row.name)), conflicts_with = "template")]
    pub(crate) format: Option<String>,

    /// The colours; without it the document says it.
    #[arg(long, value_name = "THEME", value_parser = names(theme::THEMES.iter().map(|row| row.name)))]
    pub(crate) theme: Option<String>,

    /// Write a light and a dark file of each picture.
    #[arg(long, conflicts_with = "theme")]
    pub(crate) pair: bool,

    /// Width of the picture in pixels; its height follows.
    #[arg(long, value_name = "PX", value_parser = clap::value_parser!(u32).range(1..=30_000))]
    pub(crate) width: Option<u32>,

    /// Pixels for each unit of the picture.
    #[arg(long, value_name = "N", default_value = "1", value_parser = scale, conflicts_with = "width")]
    pub(crate) scale: f64,

    /// What lies behind the picture: `theme`, `transparent`, or a colour as #RRGGBB.
    #[arg(long, value_name = "COLOUR", default_value = "theme", value_parser = background)]
    pub(crate) background: export::Background,

    /// The version of Mermaid that is to read the text; from 11.16 on it knows lanes.
    #[arg(long, value_name = "VERSION", default_value = "11.3", value_parser = version)]
    pub(crate) mermaid: (u32, u32),

    /// How an SVG carries its fonts: inside it, by name alone, or as outlines.
    #[arg(long, value_enum, value_name = "HOW", default_value = "embed")]
    pub(crate) fonts: FontsIn,

    /// Measure and paint with the fonts of this folder too.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) font_dir: Vec<PathBuf>,

    /// Measure and paint with the fonts of this machine too; pictures then differ between machines.
    #[arg(long)]
    pub(crate) system_fonts: bool,

    /// Write text by this template (minijinja) instead of a format.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) template: Option<PathBuf>,
}

const RENDER_HELP: &str = "\
Examples:
  crm-diagram render journey.yaml -o journey.svg
  crm-diagram render journey.yaml -o journey.png --scale 2
  crm-diagram render map.yaml -v journey --theme dark -o dark.svg
  crm-diagram render map.yaml --all -o pictures/ -f png
  crm-diagram render journey.yaml -f mermaid > journey.mmd
  cat journey.yaml | crm-diagram render - -o journey.pdf

A file is written whole or not at all, is left alone when its bytes would be the same, and is never an input.
Nothing is written when a document has an error.";

/// Tell all that is wrong in documents.
#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    /// Documents; `-` is standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, default_value = "-")]
    pub(crate) files: Vec<PathBuf>,
}

/// List the pictures that a document offers.
#[derive(Debug, ClapArgs)]
pub(crate) struct Views {
    /// The document; `-` is standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, default_value = "-")]
    pub(crate) file: PathBuf,
}

/// Compute the figures of a document.
#[derive(Debug, ClapArgs)]
#[command(after_help = STATS_HELP)]
pub(crate) struct Stats {
    /// The document; `-` is standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, default_value = "-")]
    pub(crate) file: PathBuf,

    /// The figures of this view alone.
    #[arg(short, long, value_name = "VIEW")]
    pub(crate) view: Option<String>,

    /// What to write.
    #[arg(short, long, value_name = "FORMAT", value_parser = names(report::WRITERS.iter().map(|row| row.name)), default_value = report::WRITERS[0].name)]
    pub(crate) format: String,

    /// A value to try instead of the document's, as `demo.pt=30m`; the document stays as it is. May be given several times.
    #[arg(long, value_name = "ITEM.KEY=VALUE", value_parser = setting)]
    pub(crate) set: Vec<String>,

    /// Where to: a file, or `-` for standard output.
    #[arg(short, long, value_name = "FILE|-", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,
}

const STATS_HELP: &str = "\
Examples:
  crm-diagram stats map.yaml
  crm-diagram stats map.yaml -v stream -f json
  crm-diagram stats map.yaml --set opportunity.time=6d --set qualify.pt=15m

With --set only the figures that change are printed: before, after and the change.";

/// Explain a figure.
#[derive(Debug, ClapArgs)]
#[command(after_help = EXPLAIN_HELP)]
pub(crate) struct Explain {
    /// Its name, as `stats` prints it; `NAME of WHOM` for one of several. Without it all are listed, in Markdown.
    #[arg(value_name = "FIGURE")]
    pub(crate) figure: Option<String>,

    /// The document whose numbers are put in; `-` is standard input. Without it the formula alone is printed.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,

    /// As this view has it.
    #[arg(short, long, value_name = "VIEW", requires = "file")]
    pub(crate) view: Option<String>,

    /// A value to try instead of the document's, as `demo.pt=30m`.
    #[arg(long, value_name = "ITEM.KEY=VALUE", value_parser = setting, requires = "file")]
    pub(crate) set: Vec<String>,
}

const EXPLAIN_HELP: &str = "\
Examples:
  crm-diagram explain \"largest drop\"
  crm-diagram explain \"largest drop\" map.yaml
  crm-diagram explain \"mean emotion of onboarding\" map.yaml";

/// Lay out a graph of another program.
#[derive(Debug, ClapArgs)]
#[command(after_help = LAYOUT_HELP)]
pub(crate) struct Layout {
    /// The graph, as JSON; `-` is standard input.
    #[arg(value_name = "GRAPH", value_hint = ValueHint::FilePath, default_value = "-")]
    pub(crate) file: PathBuf,

    /// Where the main direction leads: top to bottom, bottom to top, left to right, right to left.
    #[arg(short, long, value_enum, value_name = "DIR", default_value = "TB", ignore_case = true)]
    pub(crate) direction: Heading,

    /// How edges run.
    #[arg(short, long, value_enum, value_name = "STYLE", default_value = "orthogonal")]
    pub(crate) style: Lines,

    /// Lay out as if there were no groups.
    #[arg(long)]
    pub(crate) ignore_groups: bool,

    /// Between two nodes of one rank, in px.
    #[arg(long, value_name = "PX", value_parser = gap, default_value_t = layered::Options::default().node_gap)]
    pub(crate) node_gap: f64,

    /// Between two ranks, in px, at least.
    #[arg(long, value_name = "PX", value_parser = gap, default_value_t = layered::Options::default().rank_gap)]
    pub(crate) rank_gap: f64,

    /// Between two edges that run side by side, in px.
    #[arg(long, value_name = "PX", value_parser = gap, default_value_t = layered::Options::default().edge_gap)]
    pub(crate) edge_gap: f64,

    /// Between two lanes, in px.
    #[arg(long, value_name = "PX", value_parser = gap, default_value_t = layered::Options::default().lane_gap)]
    pub(crate) lane_gap: f64,

    /// Where to: a file, or `-` for standard output.
    #[arg(short, long, value_name = "FILE|-", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,
}

const LAYOUT_HELP: &str = "\
Examples:
  crm-diagram layout graph.json -o geometry.json
  crm-diagram layout graph.json --direction LR --style spline > geometry.json
  echo '{\"nodes\": [{\"id\": \"a\", \"w\": 80, \"h\": 40}]}' | crm-diagram layout -

Nothing is written when the graph has an error. docs/layout-json.md has every key of both files.";

/// Where the main direction leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Heading {
    /// Top to bottom.
    #[value(name = "TB")]
    Down,
    /// Bottom to top.
    #[value(name = "BT")]
    Up,
    /// Left to right.
    #[value(name = "LR")]
    Right,
    /// Right to left.
    #[value(name = "RL")]
    Left,
}

impl From<Heading> for layered::Direction {
    fn from(heading: Heading) -> Self {
        match heading {
            Heading::Down => Self::Down,
            Heading::Up => Self::Up,
            Heading::Right => Self::Right,
            Heading::Left => Self::Left,
        }
    }
}

/// How edges run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lines {
    /// Along the axes.
    Orthogonal,
    /// Straight, with few bends.
    Polyline,
    /// Smooth.
    Spline,
}

impl From<Lines> for layered::Style {
    fn from(lines: Lines) -> Self {
        match lines {
            Lines::Orthogonal => Self::Orthogonal,
            Lines::Polyline => Self::Polyline,
            Lines::Spline => Self::Spline,
        }
    }
}

/// Print completions for a shell.
#[derive(Debug, ClapArgs)]
pub(crate) struct Completions {
    /// The shell.
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual page.
#[derive(Debug, ClapArgs)]
pub(crate) struct Man {
    /// Write a page for each command into this folder.
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) dir: Option<PathBuf>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl When {
    /// Sets it for all that is printed.
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// How an SVG carries its fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FontsIn {
    /// The letters that it uses, inside the file: looks the same everywhere.
    Embed,
    /// By name alone: smaller, and right only where Inter is installed.
    Link,
    /// Text as paths: looks the same everywhere, cannot be searched or edited.
    Outline,
}

impl From<FontsIn> for export::Embedding {
    fn from(fonts: FontsIn) -> Self {
        match fonts {
            FontsIn::Embed => Self::Embed,
            FontsIn::Link => Self::Link,
            FontsIn::Outline => Self::Outline,
        }
    }
}

impl Render {
    /// The kinds of diagram that are drawn, as messages list them.
    pub(crate) fn drawn() -> String {
        diagram::DIAGRAMS.iter().map(|diagram| diagram.kind()).collect::<Vec<_>>().join(", ")
    }
}
