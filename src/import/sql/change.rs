//! What a script does to tables that it has made: columns and keys away, other names.

use super::super::tables::{Foreign, Key, Table, Tables};

impl Table {
    /// Takes a column away, and every key that it is a part of.
    pub(super) fn drop_column(&mut self, name: &str) {
        let Some(at) = self.position(name) else { return };
        let column = self.columns.remove(at).name;
        let is_without = |key: &Vec<String>| !Self::has(key, &column);
        self.uniques.retain(is_without);
        self.foreign.retain(|foreign| is_without(&foreign.columns));
        if !is_without(&self.primary) {
            self.primary.clear();
        }
    }

    /// Takes a constraint away by its name; `false` if none has it.
    pub(super) fn drop_constraint(&mut self, name: &str) -> bool {
        let is_called = |other: &str| other.eq_ignore_ascii_case(name);
        let Some(at) = self.named.iter().position(|(own, ..)| is_called(own)) else { return false };
        let (_, key, columns) = self.named.remove(at);
        match key {
            Key::Foreign => self.foreign.retain(|foreign| foreign.columns != columns),
            Key::Unique => self.uniques.retain(|key| *key != columns),
            Key::Primary => self.primary.clear(),
        }
        true
    }
}

impl Tables {
    /// Takes a table away, and what refers to it.
    pub(super) fn remove(&mut self, at: usize) {
        for other in 0..self.tables.len() {
            let kept = |foreign: &Foreign| self.find(&foreign.table) != Some(at);
            let kept: Vec<Foreign> =
                self.tables[other].foreign.iter().filter(|foreign| kept(foreign)).cloned().collect();
            self.tables[other].foreign = kept;
        }
        self.tables.remove(at);
    }

    /// Gives a table another name, where others refer to it too.
    pub(super) fn rename(&mut self, at: usize, new: &str) {
        for (other, index) in self.references_to(at) {
            new.clone_into(&mut self.tables[other].foreign[index].table.name);
        }
        new.clone_into(&mut self.tables[at].name.name);
    }

    /// Gives a column another name, in its keys and where others refer to it too.
    pub(super) fn rename_column(&mut self, at: usize, old: &str, new: &str) {
        let change = |names: &mut Vec<String>| {
            for name in names.iter_mut().filter(|name| name.eq_ignore_ascii_case(old)) {
                new.clone_into(name);
            }
        };
        for (other, index) in self.references_to(at) {
            change(&mut self.tables[other].foreign[index].target);
        }
        let table = &mut self.tables[at];
        if let Some(column) = table.column(old) {
            new.clone_into(&mut column.name);
        }
        change(&mut table.primary);
        table.uniques.iter_mut().for_each(change);
        table.foreign.iter_mut().for_each(|foreign| change(&mut foreign.columns));
        table.named.iter_mut().for_each(|(.., columns)| change(columns));
    }

    /// The foreign keys that lead to a table: the table of each, and its place there.
    fn references_to(&self, at: usize) -> Vec<(usize, usize)> {
        let of = |(other, table): (usize, &Table)| {
            let found = table.foreign.iter().enumerate();
            let found = found.filter(|(_, foreign)| self.find(&foreign.table) == Some(at));
            found.map(|(index, _)| (other, index)).collect::<Vec<_>>()
        };
        self.tables.iter().enumerate().flat_map(of).collect()
    }
}
