//! The small languages inside scalars.

pub mod edge;
pub mod field;
mod piece;
pub mod quantity;
pub mod relation;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::source::{SourceId, Span, Spanned};

    const PIECES: &[&str] = &[
        "A",
        "Büro",
        " ",
        "  ",
        "\t",
        "->",
        " -> ",
        " ~> ",
        "<->",
        "-->",
        "=>",
        ":",
        ": ",
        "1",
        "0..*",
        "*",
        "n",
        "--",
        " -- ",
        "==",
        "||--o{",
        "o--",
        "--|>",
        "..",
        "has many",
        " becomes ",
        "\"",
        "(",
        ")",
        "|",
        "enum(",
        ",",
        ".",
        "!",
        "pk",
        " pii",
        "requird",
        "%",
        "k",
        "M",
        "bn",
        " EUR",
        "€",
        "$",
        "/week",
        " per day",
        "h",
        "30m",
        "mo",
        "cal",
        "P",
        "T",
        "1D",
        "-",
        "−",
        "+",
        "_",
        "e9",
        "inf",
        "NaN",
        "🙂",
        "\u{fe0f}",
        "日",
        "hapy",
        "",
    ];

    /// The places that a finding names.
    fn places(finding: &Diagnostic) -> impl Iterator<Item = Span> {
        finding.span.into_iter().chain(finding.fix.as_ref().map(|fix| fix.span))
    }

    proptest::proptest! {
        /// Whatever is written, each language reads it or says where it stumbles.
        #[test]
        fn nothing_panics(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..12)) {
            let value = pieces.concat();
            let text = Spanned::new(value.clone(), Span::new(SourceId::default(), 0..value.len()));
            let mut findings: Vec<Diagnostic> = Vec::new();
            let mut spans: Vec<Span> = Vec::new();
            match edge::parse_chain(&text) {
                Ok(chain) => {
                    if let Some(chain) = chain {
                        proptest::prop_assert_eq!(chain.names.len(), chain.arrows.len() + 1);
                        spans.extend(chain.names.iter().chain(&chain.label).map(|name| name.span));
                    }
                }
                Err(finding) => findings.push(finding),
            }
            match relation::parse(&text) {
                Ok(relation) => spans.extend(relation.into_iter().flat_map(|relation| [relation.from.span, relation.to.span])),
                Err(finding) => findings.push(finding),
            }
            match field::parse(Spanned::default(), &text) {
                Ok(field) => spans.extend(
                    field.references.into_iter().chain(field.alternatives).map(|target| target.entity.span),
                ),
                Err(found) => findings.extend(found),
            }
            let numbers = [
                quantity::parse_number(&text),
                quantity::parse_share(&text),
                quantity::parse_ratio(&text),
                quantity::parse_score(&text),
                quantity::parse_money(&text).map(|money| money.amount),
                quantity::parse_rate(&text).map(|rate| rate.count),
                quantity::parse_duration(&text).map(|time| time.parts.iter().map(|(amount, _)| amount).sum()),
                quantity::parse_time_rate(&text).map(|rate| rate.time.parts.iter().map(|(amount, _)| amount).sum()),
            ];
            for number in numbers {
                match number {
                    Ok(number) => proptest::prop_assert!(number.is_finite(), "{} from {:?}", number, value),
                    Err(finding) => findings.push(finding),
                }
            }
            proptest::prop_assert!(quantity::parse_quantity(&text).is_ok());
            spans.extend(findings.iter().flat_map(places));
            for span in spans {
                proptest::prop_assert!(value.get(span.range()).is_some(), "{:?} in {:?}", span, value);
            }
        }
    }
}
