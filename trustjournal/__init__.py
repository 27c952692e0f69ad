"""Trust Journal: a desktop journal of every touchpoint with the customers of a small business."""

__version__ = "0.1.0"
