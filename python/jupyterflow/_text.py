"""Cleans text of others before it is shown: no control sequences, and nothing that changes the order of the text.

The rules are those of the program, which applies them to all its output. Documents hold text unchanged, and so do the
bytes of `logs ID JOB`: where Python shows them, they pass through here.
"""

from __future__ import annotations

import re

# controls, bidi overrides and isolates, characters without a width; the joiners U+200C and U+200D are text
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
_EACH = re.compile(f"[{_HIDDEN}]")
_SEQUENCES = re.compile(
    r"(?P<color>\x1b\[[0-9;:]*m)"
    r"|(?:\x1b\[|\x9b)[ -?]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])(?:[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c|(?=\x1b)))?"
    r"|\x1b[ -/]*[0-~]?"
    f"|(?![\t\n])[{_HIDDEN}]"
)
_NAMES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def shown(text: str) -> str:
    """Output for a terminal or a notebook: text and colors."""
    return _SEQUENCES.sub(lambda found: found["color"] or "", text)


def spelled(text: str, keep: str = "") -> str:
    """A value for people: hidden characters appear as escapes, such as `\\n` and `\\u001b`."""
    return _EACH.sub(lambda found: found[0] if found[0] in keep else _spelled(found[0]), text)


def _spelled(c: str) -> str:
    if c in _NAMES:
        return _NAMES[c]
    return f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}"
