"""A fictional integrated care board, generated from a committed seed and marked synthetic everywhere."""
