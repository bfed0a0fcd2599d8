//! What the marks of a chart mean.

use crate::diagram::erd::content::Content;
use crate::diagram::privacy;
use crate::furniture::{Badge, Legend, Swatch};

/// The marks that occur.
pub(in crate::diagram::erd) fn legend(content: &Content) -> Legend {
    let mut legend = Legend::default();
    let rows = || content.tables.iter().flat_map(|table| &table.words.rows);
    for line in &content.lines {
        for end in &line.ends {
            if let Some(words) = (content.notation.legend)(end) {
                legend.add(Swatch::DoubleLine, words);
            }
        }
    }
    if content.tables.iter().any(|table| table.words.is_dependent) {
        legend.add(Swatch::DoubleBox, "Known only through another");
    }
    let own = || rows().filter(|row| !row.badges.contains(&Badge::Foreign));
    if own().any(|row| row.badges.contains(&Badge::Primary)) {
        legend.add(Swatch::Underlined { is_dashed: false }, "Key");
    }
    let is_partial = content.tables.iter().filter(|table| table.words.is_dependent).any(|table| {
        let rows = table.words.rows.iter();
        rows.filter(|row| !row.badges.contains(&Badge::Foreign))
            .any(|row| row.badges.contains(&Badge::Primary))
    });
    if is_partial {
        legend.add(Swatch::Underlined { is_dashed: true }, "Key within its owner");
    }
    privacy::explain(&mut legend, |privacy| own().any(|row| row.privacy == Some(privacy)));
    legend
}
