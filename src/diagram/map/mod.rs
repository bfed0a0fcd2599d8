//! What pictures share that follow the customer from column to column: the columns, their headers, and rows of cells.

pub(super) mod card;
pub(super) mod row;
pub(super) mod row_header;
pub(super) mod scope;
pub(super) mod stage_header;
