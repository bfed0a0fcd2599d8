//! Values of options: which are taken, and what is said of those that are not.

use clap::builder::PossibleValuesParser;
use crm_diagram::export;

pub(super) fn names(names: impl Iterator<Item = &'static str>) -> PossibleValuesParser {
    PossibleValuesParser::new(names)
}

pub(super) fn scale(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(scale) if (0.01..=100.0).contains(&scale) => Ok(scale),
        _ => Err("a scale is a number from 0.01 to 100".to_owned()),
    }
}

pub(super) fn version(text: &str) -> Result<(u32, u32), String> {
    let mut parts = text.splitn(3, '.').map(str::parse::<u32>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(major)), None, _) => Ok((major, 0)),
        (Some(Ok(major)), Some(Ok(minor)), None | Some(Ok(_))) => Ok((major, minor)),
        _ => Err("a version is written as 11.16".to_owned()),
    }
}

pub(super) fn pattern(text: &str) -> Result<String, String> {
    match text.matches('*').count() {
        1 => Ok(text.to_owned()),
        _ => Err("write one `*` in the place of the stage, as in \"* entered on\"".to_owned()),
    }
}

pub(super) fn day(text: &str) -> Result<String, String> {
    match crm_diagram::document::is_date(text) {
        true => Ok(text.to_owned()),
        false => Err("write year, month and day, as in 2026-10-01".to_owned()),
    }
}

pub(super) fn gap(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(gap) if (1.0..=10_000.0).contains(&gap) => Ok(gap),
        _ => Err("a gap is a number of px from 1 to 10000".to_owned()),
    }
}

pub(super) fn background(text: &str) -> Result<export::Background, String> {
    match text {
        "theme" => Ok(export::Background::Theme),
        "transparent" => Ok(export::Background::Transparent),
        color => crm_diagram::color::Color::parse(color)
            .map(export::Background::Color)
            .ok_or_else(|| "write `theme`, `transparent`, or a colour as #RRGGBB".to_owned()),
    }
}

/// `ITEM.KEY=VALUE` as a line of YAML.
pub(super) fn setting(text: &str) -> Result<String, String> {
    match text.split_once('=') {
        Some((path, value)) if !path.trim().is_empty() && !value.trim().is_empty() => {
            let path = path.trim().replace('"', "\\\"");
            Ok(format!("\"{path}\": {value}"))
        }
        _ => Err("write the item, the key and the value, as in demo.pt=30m".to_owned()),
    }
}
