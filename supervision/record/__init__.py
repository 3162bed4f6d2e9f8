"""The record: the log, its seal and its proof."""
