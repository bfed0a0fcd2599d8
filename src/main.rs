//! The command line of `crm-diagram`.

fn main() {}
