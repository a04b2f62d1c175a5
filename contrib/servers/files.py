# SPDX-License-Identifier: MPL-2.0
"""Files of contrib that an installation copies: the tests run with them, so that they are right."""

import os

from .processes import Trouble


def shipped(folder, name, changes):
    """A file of contrib with what an installation changes in it; each must be there."""
    path = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), folder, name)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for old, new in changes.items():
        if old not in text:
            raise Trouble(f"contrib/{folder}/{name} has no {old}")
        text = text.replace(old, new)
    return text
