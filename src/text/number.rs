//! stub
#![allow(missing_docs)]
pub fn decimal(v: f64, d: u8) -> String { format!("{v:.*}", d as usize) }
pub fn shortest(v: f64) -> String { format!("{v}") }
pub fn signed(v: f64, d: u8) -> String { format!("{v:+.*}", d as usize).replace('-', "−") }
pub fn money(v: f64, c: &str) -> String { format!("{c} {v}") }
pub fn count(v: f64) -> String { format!("{v}") }
pub fn date(v: &str) -> Option<String> { Some(v.to_owned()) }
