"""A person's story as Markdown, in which no word of the owner's is taken for markup."""

import re

from trustjournal.domain.story_words import Chapter, Line, Told

# Whatever CommonMark reads as markup within a line, or at its beginning.
_INLINE = re.compile(r"([\\`*_\[\]<>|~&$#])")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_BEGINNING = re.compile(r"^(\s*)([-+=]|\d{1,9}[.)])")


def markdown(told: Told) -> str:
    """Return the story as CommonMark, ended by a line end."""
    parts = [f"# {_inline(told.title)}", _text(told.lead)]
    for chapter in told.chapters:
        parts += [f"## {_inline(chapter.title)}", *_lines(chapter)]
    return "\n\n".join(parts) + "\n"


def _lines(chapter: Chapter) -> list[str]:
    if chapter.is_facts:
        return ["\n".join(f"- **{_inline(one.head)}:** {_indented(one)}" for one in chapter.lines)]
    return [f"**{_inline(one.head)}**" + _below(one) for one in chapter.lines]


def _indented(one: Line) -> str:
    return _text(one.text).replace("\n", "\n  ")


def _below(one: Line) -> str:
    return f"\n\n{_text(one.text)}" if one.text else ""


def _text(text: str) -> str:
    """Return lines that stay lines: two blanks at an end break one."""
    lines = [_escaped(line) for line in text.splitlines() if line.strip()]
    return "  \n".join(lines)


def _inline(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(line: str) -> str:
    escaped = _INLINE.sub(r"\\\1", _CONTROL.sub(" ", line).strip())
    return _BEGINNING.sub(lambda found: f"{found[1]}{_marked(found[2])}", escaped)


def _marked(beginning: str) -> str:
    return f"{beginning[:-1]}\\{beginning[-1]}"
