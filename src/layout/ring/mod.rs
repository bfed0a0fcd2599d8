//! Stations around a ring or a figure of eight, with a card outside each, and ways across the inside.

mod circle;
mod place;
mod track;
mod way;

pub use place::{Circuit, Form, Geometry, layout};
pub use track::Track;
pub use way::{Chord, chords};

#[cfg(test)]
mod tests {
    use kurbo::{Point, Rect, Shape as _, Size};

    use super::*;

    fn circuit(count: usize, form: Form) -> Circuit {
        Circuit { cards: vec![Size::new(176.0, 110.0); count], form, core: 50.0, chord_labels: vec![60.0] }
    }

    #[test]
    fn no_card_lies_over_another_or_over_the_track() {
        for form in [Form::Ring, Form::Eight { left: 0 }] {
            for count in 2..=12_usize {
                let form = if form == Form::Ring { form } else { Form::Eight { left: count.div_ceil(2) } };
                let placed = layout(&circuit(count, form));
                assert_eq!((placed.cards.len(), placed.tracks.len()), (count, count));
                let whole = placed.size.to_rect().inflate(0.5, 0.5);
                for (index, card) in placed.cards.iter().enumerate() {
                    assert!(whole.contains_rect(*card), "{count} {form:?}: {card:?} leaves {whole:?}");
                    for other in &placed.cards[index + 1..] {
                        let shared = card.intersect(*other);
                        assert!(shared.width() <= 0.0 || shared.height() <= 0.0, "{count} {form:?}");
                    }
                    for track in &placed.tracks {
                        let hit = track.pieces().iter().any(|piece| {
                            (0..=20).any(|at| {
                                let at = kurbo::ParamCurve::eval(piece, f64::from(at) / 20.0);
                                card.contains(at)
                            })
                        });
                        assert!(!hit, "{count} {form:?}: the track runs through a card");
                    }
                }
            }
        }
    }

    #[test]
    fn tracks_lead_from_each_station_to_the_next_and_back_to_the_first() {
        for form in [Form::Ring, Form::Eight { left: 4 }] {
            let placed = layout(&circuit(7, form));
            for (index, track) in placed.tracks.iter().enumerate() {
                let ends = (placed.stations[index], placed.stations[(index + 1) % 7]);
                assert!(
                    track.start().distance(ends.0) < 0.01 && track.end().distance(ends.1) < 0.01,
                    "{index}"
                );
            }
        }
    }

    #[test]
    fn stations_of_a_ring_are_evenly_apart() {
        let placed = layout(&circuit(6, Form::Ring));
        let apart = |one: Point, two: Point| one.distance(two);
        let first = apart(placed.stations[0], placed.stations[1]);
        for pair in placed.stations.windows(2) {
            assert!((apart(pair[0], pair[1]) - first).abs() < 1e-3);
        }
        // The side of a hexagon is its radius.
        assert!((first - placed.radius).abs() < 1e-3);
    }

    #[test]
    fn chords_stay_inside_and_leave_room_for_their_labels() {
        let placed = layout(&circuit(7, Form::Eight { left: 4 }));
        let found = chords(&placed, &[(6, 2), (5, 0)], &[Size::new(60.0, 16.0), Size::new(60.0, 16.0)]);
        for chord in &found {
            let bounds = chord.path.iter().map(|piece| piece.bounding_box());
            let bounds = bounds.reduce(|one: Rect, two| one.union(two)).expect("a path");
            assert!(placed.size.to_rect().contains_rect(bounds), "{bounds:?}");
            let label = chord.label.expect("a place for its label");
            let hits = chord.path.iter().any(|piece| {
                (0..=40).any(|at| label.contains(kurbo::ParamCurve::eval(piece, f64::from(at) / 40.0)))
            });
            assert!(!hits, "the line makes way for its label");
        }
        let shared = found[0].label.unwrap().intersect(found[1].label.unwrap());
        assert!(shared.width() <= 0.0 || shared.height() <= 0.0);
    }
}
