"""What people who are no programmers write: each mistake has its line, its cause and a fix."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from skills.matrix.reading import Reading, read_texts
from skills.matrix.reading.repair_search import WHOLE

GOOD = """\
# The skills of a small bakery.
matrix: bakery
title: Skills in a bakery
levels:
  - Not yet
  - {title: With help, about: Somebody stands beside you.}
  - Alone
  - Teaches others
scales:
  truth:
    title: How well can you do this today?
    options:
      not-yet: {title: Not yet, credit: 0}
      partly: {title: Partly, credit: 0.5}
      fully: {title: Fully, credit: 1}
areas:
  oven:
    title: At the oven
    skills:
      bread:
        title: Baking bread
        statements:
          loaf: {level: 1, text: I bake a loaf by the recipe.}
          dough: {level: 2, text: I tell by hand when a dough is ready.}
          plan:
            level: 3
            text: I plan the oven for a whole night.
        checks:
          crust:
            level: 1
            ask: Why does a loaf need steam?
            options: {a: The crust stays soft and rises, b: The loaf gets heavier}
            right: a
            because: Steam keeps the crust soft, so that the loaf can rise before it sets.
          salt: {level: 2, ask: Why salt?, options: {a: Taste, b: Speed}, right: a, because: So}
          rest: {level: 2, ask: Why rest?, options: {a: To rise, b: To dry}, right: a, because: So}
      rolls:
        title: Rolls
        statements:
          shape: {level: 1, text: I shape thirty rolls an hour.}
          twist: {level: 2, text: "I shape a plait: six strands, all even."}
  shop:
    title: In the shop
    skills:
      hygiene:
        title: Hygiene
        statements:
          hands: {level: 1, text: I wash my hands before I touch bread.}
          audit: {level: 2, text: I check the shop by the list.}
qualifications:
  certificate:
    title: Food hygiene
    kind: certificate
    expected: {baker.first: required, baker.master: usual}
roles:
  baker:
    title: Baker
    profiles:
      first:
        title: First year
        targets: {bread: 1, rolls: 1, hygiene: 1}
      master:
        title: Master
        targets:
          bread: {level: 3, weight: 2, must: yes}
          rolls: 2
          hygiene: 2
projects:
  sourdough:
    title: A sourdough of your own
    hours: 6
    raises: {bread: 2}
  market:
    title: A stall at the market
    hours: 8
    raises: {bread: 3}
    after: [sourdough]
day:
  baking:
    title: Baking
    from: "02:30"
    to: "06:00"
    activities: [mix, shape, bake]
    needs: {bread: 2}
"""


class Mistake(NamedTuple):
    """A slip in the good file.

    Attributes
    ----------
    at : words of the line that is wrong, as broken; the problem must stand there.
    what, fix : words of the explanation and of the fix.
    fixed : what following the fix makes of `broken`, if not `good` again.
    """

    name: str
    good: str
    broken: str
    at: str
    what: str
    fix: str
    fixed: str | None = None


TITLE = "        title: Rolls\n"
LOAF = "          loaf: {level: 1, text: I bake a loaf by the recipe.}\n"
PLAN = "            text: I plan the oven for a whole night.\n"
DAY = GOOD[GOOD.index("day:\n") :]
SHOP = GOOD[GOOD.index("  shop:\n") : GOOD.index("qualifications:\n")]
NBSP = "\u00a0"

MISTAKES = [
    # indentation
    Mistake("tab", TITLE, "\ttitle: Rolls\n", "title: Rolls", "a tab is used", "8 spaces"),
    Mistake(
        "tabs in several lines",
        "    title: In the shop\n    skills:\n",
        "\ttitle: In the shop\n\tskills:\n",
        "title: In the shop",
        "a tab is used where only spaces may indent a line, as in another line",
        "put 4 spaces in place of each tab",
    ),
    Mistake(
        "one space too few",
        TITLE,
        "       title: Rolls\n",
        "title: Rolls",
        "begins with 7 spaces, where 8 are expected",
        "begin it with 8 spaces",
    ),
    Mistake(
        "one space too many",
        TITLE,
        "         title: Rolls\n",
        "title: Rolls",
        "begins with 9 spaces, where 8 are expected",
        "begin it with 8 spaces",
    ),
    Mistake(
        "a child as far left as its parent",
        TITLE,
        "      title: Rolls\n",
        "title: Rolls",
        "begins with 6 spaces, where 8 are expected",
        "begin it with 8 spaces",
    ),
    Mistake(
        "all children as far left as their parent",
        "  certificate:\n    title: Food hygiene\n    kind: certificate\n    expected",
        "  certificate:\n  title: Food hygiene\n  kind: certificate\n  expected",
        "title: Food hygiene",
        'the keys "title" and "kind" and "expected" belong to qualification',
        'more spaces than "certificate:"',
    ),
    Mistake(
        "an id one space too far left",
        "      rolls:\n",
        "     rolls:\n",
        "     rolls:",
        "begins with 5 spaces, where 6 are expected",
        "begin it with 6 spaces",
    ),
    Mistake(
        "a key of the matrix indented",
        DAY,
        DAY.replace("\n", "\n  ").removesuffix("  ").replace("day:", "  day:"),
        "  day:",
        "indented too far: it belongs to the matrix",
        "as many spaces as",
    ),
    Mistake(
        "non-breaking spaces",
        TITLE,
        f"{NBSP * 8}title: Rolls\n",
        "title: Rolls",
        "non-breaking",
        "retype them",
    ),
    Mistake(
        "a non-breaking space after the colon",
        TITLE,
        f"        title:{NBSP}Rolls\n",
        "title:",
        "non-breaking",
        "retype them",
    ),
    Mistake(
        "a text that goes on at the margin",
        PLAN,
        "            text: I plan the oven\nfor a whole night.\n",
        "for a whole night.",
        "looks like the rest of the text above",
        "begin it with 14 spaces",
        "            text: I plan the oven\n              for a whole night.\n",
    ),
    Mistake(
        "a line that opens a group left out",
        "    title: In the shop\n    skills:\n",
        "    title: In the shop\n",
        "      hygiene:",
        'the line "skills:" is missing above this one',
        'add "skills:" above it, on a line that begins with 4 spaces',
    ),
    Mistake(
        "a line that opens a group left out, with its indentation",
        SHOP,
        SHOP.replace("    skills:\n", "").replace("\n      ", "\n    "),
        "    hygiene:",
        'the line "skills:" is missing above skill "hygiene"',
        'add "skills:" above',
    ),
    Mistake(
        "Markdown around it",
        "matrix: bakery\n",
        "```yaml\nmatrix: bakery\n",
        "```yaml",
        "belongs to Markdown",
        "remove the line",
    ),
    # colons
    Mistake(
        "no colon",
        TITLE,
        "        title Rolls\n",
        "title Rolls",
        'the colon is missing after "title"',
        "write: title: Rolls",
    ),
    Mistake(
        "an equals sign",
        TITLE,
        "        title = Rolls\n",
        "title = Rolls",
        'the colon is missing after "title"',
        "write: title: Rolls",
    ),
    Mistake(
        "no colon after an id",
        "      rolls:\n",
        "      rolls\n",
        "      rolls",
        'the colon is missing after "rolls"',
        "write: rolls:",
    ),
    Mistake(
        "no colon before { }",
        LOAF,
        LOAF.replace("loaf:", "loaf"),
        "loaf {",
        'the colon is missing after "loaf"',
        "write: loaf: {level: 1",
    ),
    Mistake(
        "no space after a colon",
        TITLE,
        "        title:Rolls\n",
        "title:Rolls",
        'a space is missing after the colon of "title"',
        "write: title: Rolls",
    ),
    Mistake(
        "no space after a colon in { }",
        LOAF,
        LOAF.replace("level: 1", "level:1"),
        "level:1",
        'a space is missing after the colon of "level"',
        'write "level: 1"',
    ),
    Mistake(
        "no colon in { }",
        LOAF,
        LOAF.replace("text: I", "text I"),
        "text I",
        'the colon is missing after "text"',
        'write "text: I bake a loaf by the recipe."',
    ),
    Mistake(
        "a colon in a text",
        PLAN,
        "            text: I plan the oven: all night.\n",
        "plan the oven: all",
        "a colon",
        'write: text: "I plan the oven: all night."',
        '            text: "I plan the oven: all night."\n',
    ),
    Mistake(
        "a colon in a text in { }",
        LOAF,
        LOAF.replace("loaf by", "loaf: by"),
        "loaf: by",
        "text in { } with a colon",
        '"I bake a loaf: by the recipe."',
        LOAF.replace("I bake a loaf by the recipe.", '"I bake a loaf: by the recipe."'),
    ),
    Mistake(
        "a colon in an entry of a list",
        "  - Alone\n",
        "  - Alone: by oneself\n",
        "- Alone: by oneself",
        "some text with a colon",
        'put the text in quotes: "Alone: by oneself"',
        '  - "Alone: by oneself"\n',
    ),
    # commas, brackets, quotes
    Mistake(
        "a comma in a text in { }",
        LOAF,
        LOAF.replace("loaf by", "loaf, by"),
        "loaf, by",
        "the comma after",
        'text: "I bake a loaf, by the recipe."',
        LOAF.replace("I bake a loaf by the recipe.", '"I bake a loaf, by the recipe."'),
    ),
    Mistake(
        "two commas in a text in { }",
        LOAF,
        LOAF.replace("a loaf by", "a loaf, or two, by"),
        "or two, by",
        "the comma after",
        'text: "I bake a loaf, or two, by the recipe."',
        LOAF.replace("I bake a loaf by the recipe.", '"I bake a loaf, or two, by the recipe."'),
    ),
    Mistake(
        "no comma between keys in { }",
        LOAF,
        LOAF.replace("1, text", "1 text"),
        "level: 1 text",
        'a comma is missing before "text"',
        "level: 1, text: I bake",
    ),
    Mistake(
        "an open brace",
        LOAF,
        LOAF.replace("}", ""),
        "loaf: {",
        'closing "}" is missing',
        "by the recipe.}",
    ),
    Mistake(
        "a brace not opened",
        LOAF,
        LOAF.replace("{", ""),
        "loaf: level: 1",
        'has no "{"',
        "write: loaf: {level: 1",
    ),
    Mistake(
        "round brackets",
        LOAF,
        LOAF.replace("{", "(").replace("}", ")"),
        "loaf: (",
        'has no "{"',
        "write: loaf: {level: 1",
    ),
    Mistake(
        "a brace too many",
        LOAF,
        LOAF.replace("}", "}}"),
        "loaf: {",
        'one "}" too many',
        "by the recipe.}",
    ),
    Mistake(
        "an open bracket",
        "    after: [sourdough]\n",
        "    after: [sourdough\n",
        "after: [",
        'closing "]" is missing',
        "write: after: [sourdough]",
    ),
    Mistake(
        "the wrong bracket",
        "    after: [sourdough]\n",
        "    after: [sourdough}\n",
        "after: [",
        'closing "]" is missing',
        "write: after: [sourdough]",
    ),
    Mistake(
        "an open quote",
        '    from: "02:30"\n',
        '    from: "02:30\n',
        'from: "02:30',
        "a quote is opened here and not closed",
        'write: from: "02:30"',
    ),
    Mistake(
        "an open quote far above the next one",
        "    title: At the oven\n",
        '    title: "At the oven\n',
        "At the oven",
        "a quote is opened here and not closed",
        'write: title: "At the oven"',
        '    title: "At the oven"\n',
    ),
    Mistake(
        "curly quotes",
        'text: "I shape a plait: six strands, all even."',
        "text: “I shape a plait: six strands, all even.”",
        "“I shape",
        "curly",
        'text: "I shape a plait: six strands, all even."',
    ),
    Mistake(
        "low and high quotes",
        PLAN,
        "            text: „I plan: the oven“\n",
        "„I plan",
        "curly",
        'write: text: "I plan: the oven"',
        '            text: "I plan: the oven"\n',
    ),
    Mistake(
        "an apostrophe in single quotes",
        PLAN,
        "            text: 'I plan the baker's night.'\n",
        "the baker's night",
        "an apostrophe inside single quotes",
        'write: text: "I plan the baker\'s night."',
        '            text: "I plan the baker\'s night."\n',
    ),
    Mistake(
        "quotes in quotes",
        PLAN,
        '            text: "I plan the "long" night."\n',
        'the "long" night',
        "the quotes end before the line does",
        "write: text: 'I plan the \"long\" night.'",
        "            text: 'I plan the \"long\" night.'\n",
    ),
    Mistake(
        "a text after quotes",
        TITLE,
        '        title: "Rolls" and buns\n',
        '"Rolls" and buns',
        "the quotes end before the line does",
        "write: title: '\"Rolls\" and buns'",
        "        title: '\"Rolls\" and buns'\n",
    ),
    Mistake(
        "a text in brackets and more",
        TITLE,
        "        title: [White] rolls\n",
        "[White] rolls",
        'begins with "["',
        'write: title: "[White] rolls"',
        '        title: "[White] rolls"\n',
    ),
    Mistake(
        "a text with stars",
        TITLE,
        "        title: *Rolls*\n",
        "*Rolls*",
        'begins with "*"',
        'write: title: "*Rolls*"',
        '        title: "*Rolls*"\n',
    ),
    # lists
    Mistake(
        "a bullet from Word",
        "  - Alone\n",
        "  • Alone\n",
        "• Alone",
        "begin with a hyphen and a space",
        "write: - Alone",
    ),
    Mistake(
        "bullets from Word all over a list",
        "    after: [sourdough]\n",
        "    after:\n      • sourdough\n",
        "• sourdough",
        "where a list is expected",
        'begin each line of the list with a hyphen and a space, "- "',
        "    after:\n      - sourdough\n",
    ),
    Mistake(
        "several bullets from Word",
        "  - Alone\n  - Teaches others\n",
        "  • Alone\n  • Teaches others\n",
        "• Alone",
        "begin with a hyphen and a space",
        "- Alone, and do the same for the next lines",
    ),
    Mistake(
        "a numbered entry",
        "  - Alone\n",
        "  3. Alone\n",
        "3. Alone",
        "begin with a hyphen and a space",
        "write: - Alone",
    ),
    Mistake(
        "an entry without a dash",
        "  - Alone\n",
        "  Alone\n",
        "  Alone",
        "the hyphen that begins the entries",
        "write: - Alone",
    ),
    Mistake(
        "a dash before an id",
        "          rolls: 2\n",
        "          - rolls: 2\n",
        "- rolls: 2",
        "a hyphen before a key",
        "write: rolls: 2",
    ),
    Mistake(
        "a dash in place of an id",
        LOAF,
        LOAF.replace("loaf:", "-"),
        "- {level",
        "an id is missing here",
        "write an id and a colon in place of the hyphen",
    ),
    Mistake(
        "no space after a dash",
        "  - Alone\n",
        "  -Alone\n",
        "-Alone",
        "begin with a hyphen and a space",
        "write: - Alone",
    ),
    Mistake(
        "a list without brackets",
        "    after: [sourdough]\n",
        "    after: sourdough, sourdough\n",
        "after: sourdough, sourdough",
        "where a list is expected",
        "write a list: [sourdough, sourdough]",
        "    after: [sourdough, sourdough]\n",
    ),
    Mistake(
        "ids with dashes",
        "        targets: {bread: 1, rolls: 1, hygiene: 1}\n",
        "        targets:\n          - bread: 1\n          - rolls: 1\n",
        "- bread: 1",
        "a list, where a group of keys is expected",
        "without a hyphen before it",
    ),
    Mistake(
        "options as a list",
        "{a: The crust stays soft and rises, b: The loaf gets heavier}",
        "[The crust stays soft and rises, The loaf gets heavier]",
        "[The crust stays",
        "a list, where a group of keys is expected",
        "{the-crust-stays-soft-and-rises: The crust stays soft and rises, the-loaf-gets-heavier:",
    ),
    Mistake(
        "numbers before the levels",
        "  - Alone\n  - Teaches others\nscales",
        "  - Alone\n  - 3: Teaches others\nscales",
        "3: Teaches others",
        "some text with a colon",
        'put the text in quotes: "3: Teaches others"',
        '  - Alone\n  - "3: Teaches others"\nscales',
    ),
    # notes
    Mistake(
        "a number sign",
        TITLE,
        "        title: Rolls #1\n",
        "Rolls #1",
        '"#1" after it is left out',
        'put the text in quotes: "Rolls #1"',
        '        title: "Rolls #1"\n',
    ),
    Mistake(
        "a text that begins with a number sign",
        TITLE,
        "        title: #1 rolls\n",
        "#1 rolls",
        '"title" without a value',
        'put the text in quotes: "#1 rolls"',
        '        title: "#1 rolls"\n',
    ),
    Mistake(
        "a number sign in { }",
        LOAF,
        LOAF.replace("a loaf", "loaf #1"),
        "loaf #1",
        'text in { } with " #"',
        '"I bake loaf #1 by the recipe."',
        LOAF.replace("I bake a loaf by the recipe.", '"I bake loaf #1 by the recipe."'),
    ),
    Mistake(
        "a spreadsheet's true",
        TITLE,
        "        title: TRUE\n",
        "title: TRUE",
        "probably not a title",
        "write the title",
    ),
    # ids
    Mistake(
        "an umlaut in an id",
        "  market:\n",
        "  märkte:\n",
        "  märkte:",
        'must not contain "ä", only the letters a to z',
        'write "maerkte"',
        "  maerkte:\n",
    ),
    Mistake(
        "a space in an id",
        "  market:\n",
        "  the market:\n",
        "  the market:",
        "must not contain spaces",
        'write "the-market"',
        "  the-market:\n",
    ),
    Mistake(
        "a capital in an id",
        "  market:\n",
        "  Market:\n",
        "  Market:",
        "must not contain capital letters",
        'write "market"',
    ),
    Mistake(
        "an underscore in an id",
        "  market:\n",
        "  our_market:\n",
        "  our_market:",
        "must not contain underscores",
        'write "our-market"',
        "  our-market:\n",
    ),
    Mistake(
        "an id that begins with a digit",
        "  market:\n",
        "  1.2:\n",
        "  1.2:",
        "must begin with a letter",
        'write "c1-2"',
        "  c1-2:\n",
    ),
    Mistake(
        "a matrix numbered",
        "matrix: bakery\n",
        "matrix: 1a\n",
        "matrix: 1a",
        "must begin with a letter",
        'write "c1a"',
        "matrix: c1a\n",
    ),
    Mistake(
        "an id twice",
        f"      rolls:\n{TITLE}",
        f"      bread:\n{TITLE}",
        "      bread:",
        "appears twice in the same group",
        "rename this one",
    ),
    Mistake(
        "a reference misspelt",
        "          rolls: 2\n",
        "          rools: 2\n",
        "rools",
        "which is not a skill in this matrix",
        'did you mean "rolls"',
    ),
    Mistake(
        "a profile by its title",
        "baker.first: required",
        "First Year: required",
        "First Year: required",
        "is not a full id",
        'write "baker.first"',
    ),
    Mistake(
        "a project by its title",
        "    after: [sourdough]\n",
        "    after: A sourdough of your own\n",
        "after: A sourdough",
        "is not an id",
        'write "sourdough"',
    ),
    Mistake(
        "a profile without its role",
        "baker.master: usual",
        "master: usual",
        "master: usual",
        "is not a full id",
        'write "baker.master"',
    ),
    # keys and values
    Mistake(
        "a key misspelt",
        "          hands: {level: 1, text:",
        "          hands: {level: 1, txt:",
        "txt:",
        'unknown key "txt"',
        'write "text"',
    ),
    Mistake(
        "a key misspelt whose value matters",
        TITLE + "        statements:\n",
        TITLE + "        statments:\n",
        "statments:",
        'unknown key "statments"',
        'write "statements"',
    ),
    Mistake(
        "a key with a capital",
        TITLE,
        "        Title: Rolls\n",
        "Title: Rolls",
        'unknown key "Title"',
        'write "title"',
    ),
    Mistake(
        "a level by its title",
        LOAF,
        LOAF.replace("level: 1", "level: With help"),
        "level: With help",
        "not a whole number",
        "write 1, the number of that level",
    ),
    Mistake(
        "a level of a target by its title",
        "          rolls: 2\n",
        "          rolls: alone\n",
        "rolls: alone",
        "not a whole number",
        "write 2, the number of that level",
    ),
    Mistake(
        "a level with a word",
        LOAF,
        LOAF.replace("level: 1", "level: L1"),
        "level: L1",
        "not a whole number",
        "write 1",
    ),
    Mistake(
        "a level above all levels",
        LOAF,
        LOAF.replace("level: 1", "level: 10"),
        "level: 10",
        "not from 1 to 7",
        "write a whole number from 1 to 3",
    ),
    Mistake(
        "a list in place of a group",
        "    raises: {bread: 2}\n",
        "    raises: [bread, rolls]\n",
        "raises: [",
        "where a group of keys is expected",
        "{bread: …, rolls: …}",
    ),
    Mistake(
        "a key by another name",
        TITLE,
        "        name: Rolls\n",
        "name: Rolls",
        'unknown key "name"',
        'write "title"',
    ),
    Mistake(
        "a level in quotes",
        LOAF,
        LOAF.replace("level: 1", 'level: "1"'),
        'level: "1"',
        "because of its quotes",
        "remove the quotes",
    ),
    Mistake(
        "a percentage",
        "credit: 0.5",
        "credit: 50%",
        "credit: 50%",
        "not a number",
        "write 0.5",
    ),
    Mistake(
        "a decimal comma",
        "    hours: 6\n",
        "    hours: 6,5\n",
        "hours: 6,5",
        "not a number",
        "write 6.5",
        "    hours: 6.5\n",
    ),
    Mistake(
        "a decimal comma in { }",
        "credit: 0.5",
        "credit: 0,5",
        "credit: 0,5",
        "decimal comma",
        'write "credit: 0.5"',
    ),
    Mistake("a unit", "    hours: 6\n", "    hours: 6 h\n", "6 h", "not a number", "write 6"),
    Mistake(
        "a time with a dot",
        'from: "02:30"',
        "from: 2.30",
        "from: 2.30",
        "not a time of day",
        'write "02:30"',
    ),
    Mistake(
        "a time with am",
        'from: "02:30"',
        "from: 2:30 am",
        "from: 2:30 am",
        "not a time of day",
        'write "02:30"',
    ),
    Mistake(
        "a time with pm",
        'from: "02:30"',
        "from: 9pm",
        "from: 9pm",
        "not a time of day",
        'write "21:00"',
        'from: "21:00"',
    ),
    Mistake(
        "yes in another word",
        "must: yes",
        "must: x",
        "must: x",
        "neither yes nor no",
        "write yes",
    ),
    Mistake(
        "a word of another kind",
        "baker.master: usual",
        "baker.master: nice to have",
        "nice to have",
        "not one of",
        'write "ideal"',
        "baker.master: ideal",
    ),
]


def read(text: str) -> Reading:
    return read_texts([("bakery.yaml", text.encode())])


def broken(mistake: Mistake, good: str = GOOD) -> str:
    assert good.count(mistake.good) == 1, mistake.name
    return good.replace(mistake.good, mistake.broken)


def test_the_good_file_is_good() -> None:
    assert read(GOOD).problems == ()
    assert len(MISTAKES) >= 51


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.name)
def test_a_mistake_is_told_once_at_its_line_with_cause_and_fix(mistake: Mistake) -> None:
    text = broken(mistake)
    first, *others = read(text).problems
    assert not others, others
    assert mistake.at in text.split("\n")[first.place.line - 1], first
    assert mistake.what in first.what
    assert mistake.fix in first.fix


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.name)
def test_following_the_fix_makes_a_valid_file(mistake: Mistake) -> None:
    fixed = mistake.good if mistake.fixed is None else mistake.fixed
    reading = read(broken(mistake).replace(mistake.broken, fixed, 1))
    assert reading.problems == ()
    _, is_literal, literal = mistake.fix.partition("write: ")
    assert not is_literal or literal in fixed


def test_one_entry_stands_for_a_list_of_one() -> None:
    lone = read(GOOD.replace("after: [sourdough]", "after: sourdough"))
    assert lone.problems == ()
    assert lone.matrix is not None
    assert lone.matrix.projects[1].after == ("sourdough",)


def test_a_block_may_pass_midnight() -> None:
    reading = read(GOOD.replace('"02:30"', '"22:00"'))
    assert reading.problems == ()
    assert reading.matrix is not None
    assert reading.matrix.day[0].minutes == 8 * 60


def test_a_repeated_key_does_not_make_other_places_wrong() -> None:
    (problem,) = read(GOOD.replace("      rolls:\n", "      bread:\n")).problems
    assert problem.code == "duplicate-key"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04 xl/workbook.xml", "an Excel file"),
        (b"PK\x03\x04 word/document.xml", "a Word file"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "LibreOffice"),
        (b"PK\x03\x04 x", "a ZIP file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel or Word file"),
        (b"%PDF-1.7", "a PDF"),
        (b"{\\rtf1", "Rich Text"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"area;skill;level\nshop;hygiene;1\n", "a table (CSV)"),
        ("skill\tlevel\nhygiene\t1\n".encode("utf-8-sig"), "a table (CSV)"),
    ],
)
def test_files_of_another_kind_say_what_they_are(data: bytes, what: str) -> None:
    (problem,) = read_texts([("f", data)]).problems
    assert problem.code == "other-file"
    assert what in problem.what
    assert problem.fix


def test_no_line_of_a_binary_file_is_shown() -> None:
    (problem,) = read_texts([("f", b"PK\x03\x04\x00\x00 xl/workbook.xml")]).problems
    assert problem.source_line == ""


def padded() -> str:
    """Return the good file with so many more skills that it is read again in parts only."""
    more = "".join(
        f"      more-{n}:\n        title: More {n}\n        statements:\n"
        f"          one: {{level: 1, text: I do number {n}.}}\n"
        for n in range(WHOLE // 100)
    )
    return GOOD.replace("  shop:\n", f"{more}  shop:\n")


BY_SYNTAX = [
    each
    for each in MISTAKES
    if any(problem.code == "not-yaml" for problem in read(broken(each)).problems)
]


@pytest.mark.parametrize("mistake", BY_SYNTAX, ids=lambda each: each.name)
def test_a_large_file_gets_the_same_explanation(mistake: Mistake) -> None:
    text = broken(mistake, padded())
    first = next(each for each in read(text).problems if each.blocks)
    assert mistake.at in text.split("\n")[first.place.line - 1], first
    assert mistake.what in first.what


@pytest.mark.parametrize("mistake", BY_SYNTAX, ids=lambda each: each.name)
def test_a_second_slip_does_not_hide_the_first(mistake: Mistake) -> None:
    text = broken(mistake).replace("    activities: [mix", "    activities [mix")
    first = read(text).problems[0]
    assert mistake.at in text.split("\n")[first.place.line - 1], first
