//! The way of one record through the stages.

use super::log::{NEVER, Row};
use super::names::NONE;
use super::stages::Fate;

/// A stay in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Visit {
    pub(super) stage: Fate,
    /// `NEVER` where the file begins later.
    pub(super) entered: u32,
    /// `NEVER` where it still lasts.
    pub(super) left: u32,
}

/// Puts the rows of a record together to visits; gives how many rows repeated the stage before.
pub(super) fn visits(rows: &[Row], fates: &[Fate], visits: &mut Vec<Visit>) -> u64 {
    visits.clear();
    let mut repeated = 0;
    for row in rows {
        let stage = fates[usize::from(row.kind.stage)];
        if stage == Fate::Ignored {
            continue;
        }
        let from = (row.kind.from != NONE).then(|| fates[usize::from(row.kind.from)]);
        if let Some(from) = from.filter(|from| visits.is_empty() && *from != stage && *from != Fate::Ignored)
        {
            visits.push(Visit { stage: from, entered: NEVER, left: NEVER });
        }
        match visits.last_mut() {
            Some(last) if last.stage == stage => {
                repeated += 1;
                last.left = row.left;
                continue;
            }
            Some(last) if last.left == NEVER => last.left = row.time,
            _ => {}
        }
        visits.push(Visit { stage, entered: row.time, left: row.left });
    }
    repeated
}

/// How long a record was in a stage; `None` where the file does not tell it to the end.
pub(super) fn time_in(visits: &[Visit], stage: Fate, is_first_alone: bool) -> Option<u32> {
    let mut own = visits.iter().filter(|visit| visit.stage == stage);
    let length = |visit: &Visit| {
        (visit.entered != NEVER && visit.left != NEVER).then(|| visit.left.saturating_sub(visit.entered))
    };
    if is_first_alone {
        return length(own.next()?);
    }
    own.try_fold(0_u32, |sum, visit| Some(sum.saturating_add(length(visit)?)))
}

#[cfg(test)]
mod tests {
    use super::super::log::Kind;
    use super::*;

    const FATES: [Fate; 4] = [Fate::Stage(0), Fate::Stage(1), Fate::Lost, Fate::Ignored];

    fn row(time: u32, stage: u8) -> Row {
        let kind = Kind { stage, from: NONE, segment: NONE, reason: NONE, status: NONE };
        Row { time, left: NEVER, kind, number: 0 }
    }

    fn way(rows: &[Row]) -> (Vec<Visit>, u64) {
        let mut found = Vec::new();
        let repeated = visits(rows, &FATES, &mut found);
        (found, repeated)
    }

    #[test]
    fn equal_stages_in_a_row_are_one_visit() {
        let (found, repeated) = way(&[row(1, 0), row(2, 0), row(3, 3), row(5, 1)]);
        let expected = [
            Visit { stage: Fate::Stage(0), entered: 1, left: 5 },
            Visit { stage: Fate::Stage(1), entered: 5, left: NEVER },
        ];
        assert_eq!((found.as_slice(), repeated), (&expected[..], 1));
    }

    #[test]
    fn the_stage_before_the_first_row_was_entered_who_knows_when() {
        let moved = row(4, 1);
        let (found, _) = way(&[Row { kind: Kind { from: 0, ..moved.kind }, ..moved }]);
        assert_eq!(found[0], Visit { stage: Fate::Stage(0), entered: NEVER, left: 4 });
        assert_eq!(time_in(&found, Fate::Stage(0), false), None);
    }

    #[test]
    fn visits_are_added_up_and_an_open_one_hides_the_sum() {
        let rows = [row(0, 0), row(10, 1), row(13, 0), row(20, 1), row(25, 2)];
        let (found, _) = way(&rows);
        assert_eq!(time_in(&found, Fate::Stage(0), false), Some(10 + 7));
        assert_eq!(time_in(&found, Fate::Stage(1), true), Some(3));
        assert_eq!(time_in(&way(&rows[..4]).0, Fate::Stage(1), false), None);
    }
}
