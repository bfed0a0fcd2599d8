//! What the linker must know for a quick start.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a build script hears of the target from the environment, and answers by printing"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // The library alone is linked by others.
    if std::env::var_os("CARGO_FEATURE_CLI").is_none() {
        return;
    }
    let of_target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    // A program that always stands at one address has no addresses to be mended at each start: a quarter of its page
    // faults, and a tenth of the time that a small picture takes.
    if [of_target("OS"), of_target("ENV"), of_target("ARCH")] == ["linux", "gnu", "x86_64"] {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        let Some(out) = std::env::var_os("OUT_DIR").map(PathBuf::from) else { return };
        link_c_library(&out.join("static"));
        order_functions(&out.join("order.ld"));
    }
}

/// Puts the C library into the program, if this machine has it to be put: the search for libraries at each start takes
/// a third of what starting takes, and the program then runs on systems with another C library or with none.
///
/// The compiler's own switch for this (`crt-static`) is one for all that a build compiles, and its plug-ins cannot be
/// built with it. So the linker hears of it alone, and finds libraries of the same names in a folder that only it sees.
fn link_c_library(folder: &Path) {
    // What the compiler asks for, and what that is in a program that is linked as a whole. The C library needs what the
    // compiler of C adds to it, for numbers with more digits than the processor knows: linkers that look at each library
    // once want to hear so.
    let libraries: [(&str, &[&str]); 3] =
        [("c", &["libc.a", "libgcc.a", "libgcc_eh.a"]), ("m", &["libm.a"]), ("gcc_s", &["libgcc_eh.a"])];
    if std::fs::create_dir_all(folder).is_err() {
        return;
    }
    for (name, files) in libraries {
        let Some(paths) = files.iter().map(|file| library(file)).collect::<Option<Vec<_>>>() else { return };
        let paths: String = paths.iter().map(|path| format!(" \"{}\"", path.display())).collect();
        if std::fs::write(folder.join(format!("lib{name}.a")), format!("GROUP({paths} )\n")).is_err() {
            return;
        }
    }
    println!("cargo::rustc-link-arg-bins=-static");
    println!("cargo::rustc-link-arg-bins=-L{}", folder.display());
}

/// Has the functions that pictures need laid side by side (`assets/order`): drawing a small one then takes a seventh fewer
/// page faults, and a twentieth to a tenth less time.
fn order_functions(script: &Path) {
    const LIST: &str = "assets/order/functions.txt";
    println!("cargo::rerun-if-changed={LIST}");
    // Not every linker reads scripts. The ones that come with the compilers do.
    let flags = std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    if std::env::var_os("RUSTC_LINKER").is_some() || flags.contains("link-arg") || flags.contains("linker=") {
        return;
    }
    let Ok(list) = std::fs::read_to_string(LIST) else { return };
    let names = list.lines().filter(|line| !line.starts_with('#'));
    let sections: String = names.map(|name| format!("*(.text.{name} .text.unlikely.{name})\n")).collect();
    let text = format!("SECTIONS {{ .text.pictures : {{\n{sections}}} }}\nINSERT BEFORE .text;\n");
    if std::fs::write(script, text).is_ok() {
        println!("cargo::rustc-link-arg-bins=-T{}", script.display());
    }
}

/// Where the linker has a library, if it has it.
fn library(file: &str) -> Option<PathBuf> {
    let linker = std::env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let answer = Command::new(linker).arg(format!("-print-file-name={file}")).output().ok()?;
    let path = PathBuf::from(String::from_utf8(answer.stdout).ok()?.trim());
    path.is_absolute().then_some(path)
}
