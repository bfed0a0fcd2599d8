//! The command line of `crm-diagram`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
