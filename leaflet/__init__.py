"""Printed health handouts, in every language that a clinic's patients read."""

import logging

__version__ = "0.1.0"

logging.getLogger(__name__).addHandler(logging.NullHandler())
