//! What `import` takes.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueHint};
use crm_diagram::document::sections::{Data, DataShape, DateOrder, Decimals, Delimiter, Visits};
use crm_diagram::document::words::Words;
use crm_diagram::import;
use crm_diagram::source::Spanned;

use super::values::{day, names, pattern};

/// Make a document of a foreign file.
#[derive(Debug, ClapArgs)]
#[command(after_help = import_help())]
pub(crate) struct Import {
    /// The kind of input; may be left out where the ending of the file says it.
    #[arg(value_name = "KIND")]
    pub(crate) kind: String,

    /// The file or folder; `-` is standard input.
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(crate) input: Option<PathBuf>,

    /// Where to: a file, or `-` for standard output.
    #[arg(short, long, value_name = "FILE|-", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,

    /// Mark fields as personal data by what their names say, each with a remark that it is a guess.
    #[arg(long)]
    pub(crate) suggest_pii: bool,

    /// The process whose stages are wanted: a business process of Salesforce, a pipeline of HubSpot or of an export.
    #[arg(long, value_name = "NAME")]
    pub(crate) process: Option<String>,

    /// The dialect of SQL: postgres, mysql, sqlite, sqlserver, oracle, generic; guessed when left out.
    #[arg(long, value_name = "NAME")]
    pub(crate) dialect: Option<String>,

    /// How an export of records is to be read.
    #[command(flatten)]
    pub(crate) export: Export,
}

/// How an export of records is to be read; what is left out is found in the file.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Exports of records (csv)")]
pub(crate) struct Export {
    /// What a row is: a change, a record with its dates, or a record as it is now.
    #[arg(long, value_name = "SHAPE", value_parser = names(DataShape::WORDS.iter().copied()))]
    pub(crate) shape: Option<String>,

    /// The column that says which record a row is about.
    #[arg(long, value_name = "HEADER")]
    pub(crate) id: Option<String>,

    /// The column with the stage.
    #[arg(long, value_name = "HEADER")]
    pub(crate) stage: Option<String>,

    /// The column with the stage before.
    #[arg(long, value_name = "HEADER")]
    pub(crate) before: Option<String>,

    /// The column that says when the stage was entered.
    #[arg(long, value_name = "HEADER")]
    pub(crate) at: Option<String>,

    /// The column that says when the stage was left.
    #[arg(long, value_name = "HEADER")]
    pub(crate) left: Option<String>,

    /// The column with what a record is worth.
    #[arg(long, value_name = "HEADER")]
    pub(crate) amount: Option<String>,

    /// The column with the currency of the amount.
    #[arg(long, value_name = "HEADER")]
    pub(crate) currency: Option<String>,

    /// The column by whose values numbers are split.
    #[arg(long, value_name = "HEADER")]
    pub(crate) segment: Option<String>,

    /// The column that says why a record was lost.
    #[arg(long, value_name = "HEADER")]
    pub(crate) reason: Option<String>,

    /// The column that says whether a record is open, won or lost, where stages do not.
    #[arg(long, value_name = "HEADER")]
    pub(crate) status: Option<String>,

    /// Headers of the columns that say when a stage was entered, `*` for the stage.
    #[arg(long, value_name = "PATTERN", value_parser = pattern)]
    pub(crate) entered: Option<String>,

    /// Headers of the columns that say when a stage was left, `*` for the stage.
    #[arg(long, value_name = "PATTERN", value_parser = pattern, requires = "entered")]
    pub(crate) exited: Option<String>,

    /// A stage that means won, where its name does not say it.
    #[arg(long, value_name = "STAGE")]
    pub(crate) won: Vec<String>,

    /// A stage that means lost, where its name does not say it.
    #[arg(long, value_name = "STAGE")]
    pub(crate) lost: Vec<String>,

    /// Only records whose history begins on this day or later.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) since: Option<String>,

    /// Only records whose history begins on this day or earlier.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) until: Option<String>,

    /// Count the equally long period before as well.
    #[arg(long, requires = "since")]
    pub(crate) previous: bool,

    /// Whether the time in a stage is the sum of all visits to it, or the first alone.
    #[arg(long, value_name = "WHICH", value_parser = names(Visits::WORDS.iter().copied()))]
    pub(crate) visits: Option<String>,

    /// The order of day and month.
    #[arg(long, value_name = "ORDER", value_parser = names(DateOrder::WORDS.iter().copied()))]
    pub(crate) dates: Option<String>,

    /// What stands before the decimals of amounts.
    #[arg(long, value_name = "MARK", value_parser = names(Decimals::WORDS.iter().copied()))]
    pub(crate) decimals: Option<String>,

    /// What stands between the cells of a row.
    #[arg(long, value_name = "MARK", value_parser = names(Delimiter::WORDS.iter().copied()))]
    pub(crate) delimiter: Option<String>,
}

impl Export {
    /// The same as the section of a document says it.
    pub(crate) fn data(&self, from: &str, pipeline: Option<&str>) -> Data {
        fn word<T: Words>(text: &Option<String>) -> Option<T> {
            text.as_deref().and_then(T::of)
        }
        let columns = [
            ("id", &self.id),
            ("stage", &self.stage),
            ("before", &self.before),
            ("at", &self.at),
            ("left", &self.left),
            ("amount", &self.amount),
            ("currency", &self.currency),
            ("segment", &self.segment),
            ("reason", &self.reason),
            ("status", &self.status),
        ];
        Data {
            from: Spanned { value: from.to_owned(), ..Spanned::default() },
            shape: word(&self.shape),
            columns: columns
                .iter()
                .filter_map(|(key, header)| Some((*key, header.as_ref()?.clone())))
                .collect(),
            entered: self.entered.clone(),
            exited: self.exited.clone(),
            stages: Vec::new(),
            won: self.won.clone(),
            lost: self.lost.clone(),
            pipeline: pipeline.map(str::to_owned),
            since: self.since.clone(),
            until: self.until.clone(),
            is_compared: self.previous,
            visits: word(&self.visits).unwrap_or_default(),
            dates: word(&self.dates),
            decimals: word(&self.decimals),
            delimiter: word(&self.delimiter),
        }
    }
}

fn import_help() -> String {
    let width = import::IMPORTERS.iter().map(|importer| importer.name.len()).max().unwrap_or(0);
    let kinds = import::IMPORTERS
        .iter()
        .map(|importer| format!("  {:width$}  {}\n", importer.name, importer.summary));
    let kinds: String = kinds.collect();
    format!("Kinds:\n{kinds}{IMPORT_EXAMPLES}")
}

const IMPORT_EXAMPLES: &str = "
Examples:
  crm-diagram import sql schema.sql -o data.yaml
  crm-diagram import schema.sql --suggest-pii > data.yaml
  pg_dump --schema-only crm | crm-diagram import sql - -o data.yaml
  crm-diagram import csv deals.csv --segment Industry -o funnel.yaml

What records hold is never written: no names, addresses or amounts. What was skipped is counted on standard error;
what could not be read is told with its line. Nothing is written when something is wrong.";
