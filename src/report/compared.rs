//! The figures of a document before and after a change, side by side.

use super::sheet::{Row, Section, Sheet};

/// Both as one sheet: what a figure is after the change, and what it was before. Figures that went stand last, and views in
/// which nothing changes are left out.
#[must_use]
pub fn compare(before: &Sheet, after: Sheet) -> Sheet {
    let sections = after.sections.into_iter().map(|section| {
        let was = before.sections.iter().find(|was| was.view == section.view);
        Section { rows: rows(was.map_or(&[], |was| was.rows.as_slice()), section.rows), ..section }
    });
    let sections = sections.filter(|section| section.rows.iter().any(Row::has_changed));
    Sheet { sections: sections.collect(), is_compared: true, calendar: after.calendar }
}

fn rows(before: &[Row], after: Vec<Row>) -> Vec<Row> {
    let is_same = |one: &Row, two: &Row| {
        std::ptr::eq(one.figure.definition, two.figure.definition) && one.figure.of == two.figure.of
    };
    // Some are named by what they are of, as the longest wait: another step is another place for the same figure.
    let is_alike = |one: &Row, two: &Row| std::ptr::eq(one.figure.definition, two.figure.definition);
    let mut taken = vec![false; before.len()];
    let mut rows: Vec<Row> = Vec::new();
    for row in after {
        let exact = (0..before.len()).find(|at| !taken[*at] && is_same(&before[*at], &row));
        let is_only = |side: &[Row]| side.iter().filter(|other| is_alike(other, &row)).count() == 1;
        let only =
            || (0..before.len()).find(|at| !taken[*at] && is_alike(&before[*at], &row) && is_only(before));
        let was = exact.or_else(only);
        if let Some(at) = was {
            taken[at] = true;
        }
        rows.push(Row { before: was.map(|at| before[at].figure.value.clone()), ..row });
    }
    let gone = before.iter().zip(taken).filter(|(_, taken)| !taken).map(|(row, _)| Row {
        before: Some(row.figure.value.clone()),
        is_gone: true,
        figure: row.figure.clone(),
    });
    rows.extend(gone);
    rows
}
