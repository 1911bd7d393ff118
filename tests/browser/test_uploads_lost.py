"""A file that its server lost is not shown as if it were there, and can be chosen again."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import file_transfer
from playwright.sync_api import expect
from serving import Server
from tab import Tab

CHIP: Final = "[data-testid=stFileChip]"
"""What a field for files shows of each file."""


def choose(tab: Tab, file: Path) -> None:
    with tab.a_run():
        tab.page.locator("input[type=file]").set_input_files(file)
    expect(tab.page.locator(CHIP)).to_have_count(1)
    expect(file_transfer.target_list(tab)).to_be_visible()


def test_a_file_that_a_restart_lost_is_chosen_again(
    tab: Tab, server: Server, tmp_path: Path
) -> None:
    tab.begin()
    tab.answer(1, "Fully")
    tab.go_to("Assessments and data")
    tab.unfold("Import a file")
    file = file_transfer.write_file(tmp_path)
    choose(tab, file)
    server.kill()
    tab.forget_runs()
    server.start()
    tab.wait_for_server()
    tab.wait_for_run(0)
    expect(tab.page.locator(CHIP)).to_have_count(0)
    expect(tab.page.locator("[data-testid=stFileUploaderDropzone]")).to_be_visible()
    choose(tab, file)
