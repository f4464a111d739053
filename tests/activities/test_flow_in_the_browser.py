"""The browser's `flow.ts` held to the same table as `flow.py`, so that the two never tell a pupil different things."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from set_up import node
from set_up.places import NODE_MODULES

PROJECT = Path(__file__).parents[2]
TABLE = PROJECT / "activities" / "contract" / "cases.json"
TWIN = PROJECT / "voice_app" / "frontend" / "pupil" / "flow.ts"

#: Goes through the table in Node, and prints what came out of each row.
RUN_THE_TABLE = """
const fs = require("fs");
const flow = require(process.argv[2]);
const table = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
const tried = (row) => {
  try { return { after: flow.touch(row.question, row.answer, row.touch, row.around) }; }
  catch (problem) { if (problem instanceof flow.Refused) return { refused: true }; throw problem; }
};
const next = (row) => {
  const step = flow.nextStep(row.questions, row.answer, row.around);
  return step && { question: step.question.key, item: step.item };
};
console.log(JSON.stringify({
  conditions: table.conditions.map((row) => flow.holds(row.condition, row.answer, row.around)),
  touches: table.touches.map(tried),
  flow: table.flow.map(next),
}));
"""


@pytest.fixture(scope="module")
def came_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    folder = tmp_path_factory.mktemp("flow")
    program, bundle, script = node.find().program, folder / "flow.cjs", folder / "run.cjs"
    esbuild = NODE_MODULES / "esbuild" / "bin" / "esbuild"
    subprocess.run(
        [program, esbuild, TWIN, "--bundle", "--format=cjs", f"--outfile={bundle}", "--log-level=error"], check=True
    )
    script.write_text(RUN_THE_TABLE, encoding="utf-8")
    done = subprocess.run([program, script, bundle, TABLE], check=True, capture_output=True, encoding="utf-8")
    found: dict[str, list[Any]] = json.loads(done.stdout)
    return found


def table(part: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(TABLE.read_text(encoding="utf-8"))[part]
    return rows


def test_conditions_hold_in_the_browser_as_the_table_says(came_out: dict[str, list[Any]]) -> None:
    rows = zip(table("conditions"), came_out["conditions"], strict=True)
    assert [row["name"] for row, holds in rows if holds is not row["holds"]] == []


def test_touches_do_in_the_browser_what_the_table_says(came_out: dict[str, list[Any]]) -> None:
    rows = zip(table("touches"), came_out["touches"], strict=True)
    wanted = [(row["name"], {key: row[key] for key in ("after", "refused") if key in row}, got) for row, got in rows]
    assert [name for name, want, got in wanted if want != got] == []


def test_the_browser_asks_next_what_the_table_says(came_out: dict[str, list[Any]]) -> None:
    rows = zip(table("flow"), came_out["flow"], strict=True)
    assert [row["name"] for row, step in rows if step != row["next"]] == []
