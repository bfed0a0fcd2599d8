//! What the linker must know for a quick start.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a build script hears of the target from the environment, and answers by printing"
)]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let of_target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    // A program that always stands at one address has no addresses to be mended at each start: a quarter of its page
    // faults, and a tenth of the time that a small picture takes.
    if [of_target("OS"), of_target("ENV"), of_target("ARCH")] == ["linux", "gnu", "x86_64"] {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
