"""Packs whose answers are classes."""

from __future__ import annotations

from typing import Final

from skills.projects import changed_digits, data_tables, joined_tables
from skills.projects.data_file import DataFile
from skills.projects.metrics import ACCURACY, MACRO_F1, MICRO_F1
from skills.projects.packs import Pack, ValueRule
from skills.projects.splits import RandomSplit, StreamSplit

_CLASS: Final = ValueRule("class")
_STRATIFIED: Final = RandomSplit()

_PENGUINS: Final = DataFile(
    "palmerpenguins",
    "palmerpenguins/data/penguins.csv",
    "f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93",
)
_DIGITS: Final = DataFile(
    "scikit-learn",
    "sklearn/datasets/data/digits.csv.gz",
    "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22",
)

CLASS_PACKS: Final = (
    Pack(
        name="penguins",
        files=(_PENGUINS,),
        read=data_tables.penguins,
        label="species",
        rule=_CLASS,
        metric=MACRO_F1,
        split=_STRATIFIED,
        starter="penguin_species",
        merit=0.99,
    ),
    Pack(
        name="penguins-without-bill",
        files=(_PENGUINS,),
        read=data_tables.penguins_without_bill,
        label="species",
        rule=_CLASS,
        metric=MACRO_F1,
        split=_STRATIFIED,
        starter="penguins_no_bill",
        baseline_wins=True,
    ),
    Pack(
        name="wine",
        files=(
            DataFile(
                "scikit-learn",
                "sklearn/datasets/data/wine_data.csv",
                "10e8a802908b34f86e5da8ce962f3c806694bc98450a18f61851af59f324bede",
            ),
        ),
        read=data_tables.wine,
        label="cultivar",
        rule=_CLASS,
        metric=MACRO_F1,
        split=_STRATIFIED,
        starter="wine_neighbours",
        merit=1.0,
    ),
    Pack(
        name="digits",
        files=(_DIGITS,),
        read=data_tables.digits,
        label="digit",
        rule=_CLASS,
        metric=MACRO_F1,
        split=_STRATIFIED,
        starter="digit_images",
        merit=0.99,
    ),
    Pack(
        name="fifty-labels",
        files=(_DIGITS,),
        read=data_tables.digits,
        label="digit",
        rule=_CLASS,
        metric=MACRO_F1,
        split=RandomSplit(train=50),
        starter="fifty_labels",
        merit=0.94,
    ),
    Pack(
        name="moved-digits",
        files=(_DIGITS,),
        read=changed_digits.moved_digits,
        label="digit",
        rule=_CLASS,
        metric=MACRO_F1,
        split=_STRATIFIED,
        starter="moved_digits",
        merit=0.973,
    ),
    Pack(
        name="bad-camera",
        files=(_DIGITS,),
        read=data_tables.digits,
        label="digit",
        rule=_CLASS,
        metric=MACRO_F1,
        split=_STRATIFIED,
        starter="camera_digits",
        merit=0.979,
        seen=changed_digits.seen_by_bad_camera,
    ),
    Pack(
        name="airports",
        files=(
            DataFile(
                "vega_datasets",
                "vega_datasets/_data/airports.csv",
                "903c7169e6d558eefb95295fe2947ec8503135fbb855ea5c737cf4a90ea603ad",
            ),
        ),
        read=data_tables.airports,
        label="state",
        rule=_CLASS,
        metric=ACCURACY,
        split=_STRATIFIED,
        starter="airport_states",
        merit=0.95,
    ),
    Pack(
        name="bananas",
        files=(
            DataFile(
                "river",
                "river/datasets/banana.zip",
                "0095525598e245d0f075fa65e4553eeadaba51ddf393e449e6959e061ed3303f",
            ),
        ),
        read=data_tables.bananas,
        label="group",
        rule=_CLASS,
        metric=ACCURACY,
        split=_STRATIFIED,
        starter="banana_border",
        merit=0.895,
    ),
    Pack(
        name="segments",
        files=(
            DataFile(
                "river",
                "river/datasets/segment.csv.zip",
                "91e4402efcb6f6a4087e4bcfcd074976dd8e48819d290f45bae6bd652bd16d75",
            ),
        ),
        read=data_tables.segments,
        label="surface",
        rule=_CLASS,
        metric=MACRO_F1,
        split=_STRATIFIED,
        starter="surface_patches",
        merit=0.977,
    ),
    Pack(
        name="find-the-leak",
        files=(
            DataFile(
                "statsmodels",
                "statsmodels/datasets/modechoice/modechoice.csv",
                "d2d72c1db440f8ffce01f58ed39fc1145569ec1703970dac1636c154fc01fd8e",
            ),
        ),
        read=joined_tables.travellers,
        label="chosen",
        rule=_CLASS,
        metric=MACRO_F1,
        split=RandomSplit(test=0.4),
        starter="travel_choice",
        merit=0.75,
        shuffled=("ttme_air", "ttme_train", "ttme_bus"),
    ),
    Pack(
        name="web-pages",
        files=(
            DataFile(
                "river",
                "river/datasets/phishing.csv.gz",
                "d8a6d44bd9672e852b8a53ad2c64229f81972158a77d981073a98b17c27af7a9",
            ),
        ),
        read=data_tables.web_pages,
        label="phishing",
        rule=_CLASS,
        metric=ACCURACY,
        split=StreamSplit(train=30),
        starter="page_stream",
        merit=0.917,
        answers_follow=True,
        before="phishing_before",
    ),
    Pack(
        name="several-labels",
        files=(
            DataFile(
                "river",
                "river/datasets/yeast.csv.gz",
                "2969cb4bab877a27adcbe17871fa0b378a1e54b98816cd6106b542ee450a1c09",
            ),
        ),
        read=joined_tables.genes,
        label="groups",
        rule=ValueRule("classes"),
        metric=MICRO_F1,
        split=RandomSplit(stratified=False),
        starter="gene_groups",
        merit=0.668,
    ),
)
"""All packs whose answers are classes."""
