//! Layered graphs: the passes in their order. Nothing draws with it yet.
