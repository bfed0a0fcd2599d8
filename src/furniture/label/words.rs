//! The words of an edge, wrapped.

use kurbo::Size;

use crate::furniture::pen::Block;
use crate::theme::{Look, typography};

/// Where on its edge a label belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// Beside the line, right behind its source: what a decision comes to.
    Outcome,
    /// Wherever on its way there is room.
    Remark,
}

/// The words of an edge, wrapped.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeLabel {
    pub(super) kind: LabelKind,
    /// The words.
    pub(super) words: Option<Block>,
    /// The share of the cases.
    pub(super) share: Option<Block>,
    /// All of it on one line, for the line itself.
    pub(super) chip: Block,
    text: String,
    /// Whether the edge is on the main path.
    pub(super) is_main: bool,
    /// Whether it is what flows along the edge, with what is said of it below.
    pub(super) is_flow: bool,
    /// Whether what runs along it is personal data.
    pub(super) is_personal: bool,
}

/// Outcomes and remarks are wrapped to this.
const OUTCOME_WIDTH: f64 = 104.0;
const REMARK_WIDTH: f64 = 150.0;
/// Between an outcome and its share.
pub(super) const SHARE_GAP: f64 = 6.0;

impl EdgeLabel {
    /// An outcome with the share of the cases that it has.
    pub fn outcome(look: &Look<'_>, words: Option<&str>, share: Option<&str>, is_main: bool) -> Self {
        let chip = [words, share].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Self {
            kind: LabelKind::Outcome,
            words: words.map(|text| Block::new(look, text, typography::TEXT_STRONG, Some(OUTCOME_WIDTH))),
            share: share.map(|text| Block::new(look, text, typography::NOTE, None)),
            chip: Block::new(look, &chip, typography::NOTE_MEDIUM, None),
            text: chip,
            is_main,
            is_flow: false,
            is_personal: false,
        }
    }

    /// Words about an edge.
    pub fn remark(look: &Look<'_>, words: &str, is_main: bool) -> Self {
        Self {
            kind: LabelKind::Remark,
            words: Some(Block::new(look, words, typography::NOTE_MEDIUM, Some(REMARK_WIDTH))),
            share: None,
            chip: Block::new(look, words, typography::NOTE_MEDIUM, None),
            text: words.to_owned(),
            is_main,
            is_flow: false,
            is_personal: false,
        }
    }

    /// The same in a column so wide.
    pub fn narrow(look: &Look<'_>, words: &str, width: f64) -> Self {
        let block = Block::new(look, words, typography::NOTE_MEDIUM, Some(width));
        Self { words: Some(block), ..Self::remark(look, words, false) }
    }

    /// What flows along an edge, and what is said of it: its class, how often.
    pub fn flow(look: &Look<'_>, words: Option<&str>, said: Option<&str>, is_personal: bool) -> Self {
        let text = [words, said].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let block = |text: &str, style| Block::new(look, text, style, Some(REMARK_WIDTH));
        Self {
            kind: LabelKind::Remark,
            words: words.map(|text| block(text, typography::NOTE_MEDIUM)),
            share: said.map(|text| block(text, typography::NOTE)),
            chip: Block::new(look, &text, typography::NOTE_MEDIUM, None),
            text,
            is_main: false,
            is_flow: true,
            is_personal,
        }
    }

    /// Where it belongs.
    pub fn kind(&self) -> LabelKind {
        self.kind
    }

    /// All of it, on one line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The room that it takes beside a line that runs sideways, or up and down.
    pub fn size(&self, is_sideways: bool) -> Size {
        let size = |block: &Option<Block>| {
            block.as_ref().map_or(Size::ZERO, |block| Size::new(block.width(), block.height()))
        };
        let (words, share) = (size(&self.words), size(&self.share));
        if self.is_flow {
            return Size::new(words.width.max(share.width), words.height + share.height);
        }
        if is_sideways {
            return Size::new(words.width.max(share.width), words.height + share.height + 4.0);
        }
        let gap = if self.words.is_some() && self.share.is_some() { SHARE_GAP } else { 0.0 };
        Size::new(words.width + gap + share.width, words.height.max(share.height))
    }

    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.blocks().map(Block::lines).sum()
    }

    pub(super) fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.words.iter().chain(&self.share)
    }
}
