//! The legend of a value-stream map: the signs that occur.

use super::bands::BandKind;
use super::boxes::WayIn;
use super::content::Content;
use super::parties::{Part, Sign};
use crate::furniture::{Card, EdgeStyle, Legend, Meaning, Swatch, Symbol};
use crate::metrics::stream::Dialect;

/// The signs that occur, in order of their first use.
pub(super) fn legend(content: &Content) -> Legend {
    let mut legend = Legend::default();
    add_goods(content, &mut legend);
    if content.bands.has(BandKind::Information) {
        add_information(content, &mut legend);
    }
    if content.boxes.iter().any(|one| one.burst.is_some()) {
        legend.add(Swatch::Symbol(Symbol::Burst), "Improvement idea");
    }
    if content.returns.iter().any(|found| found.is_drawn) {
        legend.add(Swatch::Edge(EdgeStyle::Message), "Comes back");
    }
    if content.bands.has(BandKind::Timeline) || content.bands.has(BandKind::Scale) {
        add_times(content, &mut legend);
    }
    let cells = content.rows.iter().flat_map(|row| &row.cells).flatten();
    for limit in cells.filter_map(|cell| cell.beyond) {
        legend.add(Swatch::Triangle, limit.word());
    }
    for highlight in content.boxes.iter().filter_map(|one| one.highlight) {
        legend.add(Swatch::Icon(highlight.icon(), Meaning::Accent), highlight.word());
    }
    legend
}

fn add_goods(content: &Content, legend: &mut Legend) {
    let waits = content.boxes.iter().any(|one| one.queue.is_some() && one.way_in != WayIn::Supermarket);
    if waits {
        legend.add(Swatch::Symbol(Symbol::Queue), "Queue (inventory)");
    }
    let ways: Vec<&WayIn> = content.links.iter().map(|(_, to)| &content.boxes[*to].way_in).collect();
    for way in ways {
        match way {
            WayIn::Push => legend.add(Swatch::Symbol(Symbol::Push), "Push"),
            WayIn::Pull => legend.add(Swatch::Symbol(Symbol::Pull), "Pull"),
            WayIn::Supermarket => {
                legend.add(Swatch::Symbol(Symbol::Supermarket), "Supermarket");
                legend.add(Swatch::Symbol(Symbol::Pull), "Pull");
            }
            WayIn::Fifo(_) => legend.add(Swatch::Symbol(Symbol::Fifo), "First in, first out"),
        }
    }
    let parties = || content.around.parties.iter().map(|party| party.part);
    let (supplied, bought) =
        (parties().any(|part| part == Part::Supplier), parties().any(|part| part == Part::Customer));
    let word = match (supplied, bought) {
        (true, true) => "From outside, to customer",
        (true, false) => "From outside",
        (false, true) => "To customer",
        (false, false) => return,
    };
    if content.bands.has(BandKind::Information) {
        legend.add(Swatch::Symbol(Symbol::Shipment), word);
        let said = &content.around.shipments;
        if [&said.delivery, &said.dispatch].into_iter().flatten().any(|shipment| shipment.is_scheduled) {
            legend.add(Swatch::Symbol(Symbol::Truck), "How often");
        }
    }
}

fn add_information(content: &Content, legend: &mut Legend) {
    let flows = || content.around.flows.iter();
    if flows().any(|flow| !flow.is_manual) {
        legend.add(Swatch::Symbol(Symbol::Signal), "Electronic information");
    }
    if flows().any(|flow| flow.is_manual && flow.sign.is_none()) {
        legend.add(Swatch::Edge(EdgeStyle::Plain), "Manual information");
    }
    for sign in flows().filter_map(|flow| flow.sign) {
        let (symbol, word) = match sign {
            Sign::Kanban(Card::Production) => (Symbol::Kanban, "Kanban"),
            Sign::Kanban(Card::Withdrawal) => (Symbol::WithdrawalKanban, "Withdrawal kanban"),
            Sign::Kanban(Card::Signal) => (Symbol::SignalKanban, "Signal kanban"),
            Sign::Leveling => (Symbol::Leveling, "Load levelling"),
            Sign::GoSee => (Symbol::GoSee, "Go see"),
        };
        legend.add(Swatch::Symbol(symbol), word);
    }
}

fn add_times(content: &Content, legend: &mut Legend) {
    let critical = || content.critical.iter().map(|step| &content.boxes[*step]);
    if critical().any(|one| one.adds_value && one.work.is_some()) {
        legend.add(Swatch::Symbol(Symbol::Work), "Value-adding time");
    }
    if critical().any(|one| !one.adds_value && one.work.is_some()) {
        legend.add(Swatch::Symbol(Symbol::NoValue), "Work without value to the customer");
    }
    if critical().any(|one| one.wait.is_some()) {
        let word = match content.dialect {
            Dialect::Office => "Waiting",
            Dialect::Manufacturing => "Waiting: days that the stock lasts",
        };
        legend.add(Swatch::Symbol(Symbol::Waiting), word);
    }
}
