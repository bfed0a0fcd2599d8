//! A responsibility matrix as rows and columns of words.

use super::content::{Content, Group, Row};
use crate::drawing::outline::{Matrix, MatrixRow, Outline};

/// The structure.
pub(super) fn outline(content: &Content) -> Outline {
    let spell = |cell: &Vec<usize>| {
        let letters = cell.iter().map(|letter| content.variant.letters[*letter].sign.to_string());
        letters.collect::<Vec<_>>().join("/")
    };
    let row = |group: &Group, row: &Row| MatrixRow {
        id: row.id.clone(),
        name: row.name.clone(),
        group: group.name.clone(),
        cells: row.cells.iter().map(spell).collect(),
    };
    let rows = content.groups.iter().flat_map(|group| group.rows.iter().map(move |own| row(group, own)));
    let used = |place: &usize| {
        content
            .groups
            .iter()
            .flat_map(|group| &group.rows)
            .flat_map(|row| &row.cells)
            .flatten()
            .any(|p| p == place)
    };
    let keys = content.variant.letters.iter().enumerate().filter(|(place, _)| used(place));
    Outline::Table(Matrix {
        title: content.caption.title_block.title.clone(),
        corner: "Activity".to_owned(),
        group_head: content.grouped_by.to_owned(),
        columns: content.roles.iter().map(|role| role.name.clone()).collect(),
        rows: rows.collect(),
        keys: keys.map(|(_, letter)| (letter.sign.to_string(), letter.word.to_lowercase())).collect(),
        unsaid: vec![("headline figure".to_owned(), content.caption.title_block.figures.len())],
    })
}
