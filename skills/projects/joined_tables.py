"""Turn data files whose records belong together into tables: pairs, travellers, genes."""

from __future__ import annotations

import gzip
import re
from itertools import combinations
from typing import Final

from skills.projects.data_tables import DataTable, csv_table, table_from

_LINK: Final = re.compile(r'add_edge\("(\w+)", "(\w+)", weight=\d+\)')

_WAYS: Final = {"1": "air", "2": "train", "3": "bus", "4": "car"}
_OF_A_WAY: Final = ("ttme", "invc", "invt", "gc")


def character_pairs(data: bytes) -> DataTable:
    """Return all pairs of characters of Les Miserables; 1 is a pair that appears together."""
    text = data.decode().partition("def les_miserables_graph")[2]
    links = {frozenset(each) for each in _LINK.findall(text)}
    pairs = combinations(sorted(set().union(*links)), 2)
    rows = ((*pair, str(int(frozenset(pair) in links))) for pair in pairs)
    return table_from(["first", "second", "linked"], rows)


def travellers(data: bytes) -> DataTable:
    """Return one row per traveller: time and cost of each mode of travel, and the mode chosen."""
    table = csv_table(data.decode().replace(";", ","))
    people: dict[str, dict[str, str]] = {}
    for cells in table.rows:
        row = dict(zip(table.columns, (_whole(each) for each in cells), strict=True))
        way = _WAYS[row["mode"]]
        person = people.setdefault(row["individual"], {})
        person |= {f"{name}_{way}": row[name] for name in _OF_A_WAY}
        if row["choice"] == "1":
            person |= {"hinc": row["hinc"], "psize": row["psize"], "chosen": way}
    names = [f"{name}_{way}" for name in _OF_A_WAY for way in _WAYS.values()]
    names = [each for each in names if each != "ttme_car"] + ["hinc", "psize", "chosen"]
    return table_from(names, ([each[name] for name in names] for each in people.values()))


def genes(data: bytes) -> DataTable:
    """Return the genes of yeast with the numbers of their groups, separated by spaces."""
    table = csv_table(gzip.decompress(data).decode())
    inputs = [each for each in table.columns if not each.startswith("Class")]
    flags = table.only([each for each in table.columns if each.startswith("Class")])
    groups = (
        " ".join(
            name.removeprefix("Class")
            for name, flag in zip(flags.columns, row, strict=True)
            if flag == "1"
        )
        for row in flags.rows
    )
    rows = ((*row, found) for row, found in zip(table.only(inputs).rows, groups, strict=True))
    return table_from([*inputs, "groups"], rows)


def _whole(cell: str) -> str:
    return cell.strip().removesuffix(".0")
