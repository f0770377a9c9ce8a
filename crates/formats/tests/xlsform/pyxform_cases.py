"""Writes down the forms of pyxform's own tests, and whether each is expected to fail.

Nothing of pyxform is kept in this repository: its tests are read where they lie. Use, with pyxform's repository (the
folder that holds `tests/` and `pyxform/`) in data/pyxform:

    python3 -m venv /tmp/py && /tmp/py/bin/pip install pyxform==4.5.0 lxml psutil formencode
    /tmp/py/bin/python crates/formats/tests/xlsform/pyxform_cases.py ../shared/data/pyxform

It runs pyxform's tests with their one entry point (`assertPyxformXform`) replaced by one that writes down the form, so
that forms made by loops and formats are met as they are run. Whether a form fails is what pyxform itself does with it:
some tests expect the failure around that entry point and not in its arguments. It writes `cases.jsonl` beside `tests/` (or at the second
argument): one JSON object a line with `test`, `form` (markdown or CSV), `kind`, `errored` and `says`.
"""

import csv
import io
import json
import os
import sys
import unittest


def as_csv(sheets):
    """A form given as rows of cells, in the CSV layout."""
    out = io.StringIO()
    writer = csv.writer(out)
    for name, rows in sheets.items():
        if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
            continue
        columns = list(dict.fromkeys(column for row in rows for column in row))
        writer.writerow([name])
        writer.writerow([None, *columns])
        for row in rows:
            writer.writerow([None, *(row.get(column) for column in columns)])
    return out.getvalue()


def main():
    root = os.path.abspath(sys.argv[1])
    target = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else os.path.join(root, "cases.jsonl")
    os.chdir(root)
    sys.path.insert(0, root)
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert
    from tests import pyxform_test_case

    cases = []

    def fails(form, name):
        try:
            convert(xlsform=form, form_name=name or "test_name", warnings=[], file_type=".md")
        except PyXFormError:
            return True
        return False

    def write_down(self, md=None, ss_structure=None, survey=None, **said):
        if survey is not None or (md is None and ss_structure is None):
            return
        cases.append({
            "test": self.id(),
            "kind": "csv" if md is None else "md",
            "form": as_csv(ss_structure) if md is None else md,
            "errored": fails(ss_structure if md is None else md, said.get("name")),
            "says": list(said.get("error__contains") or []),
            "validator": bool(said.get("odk_validate_error__contains")),
            "name": said.get("name"),
        })

    pyxform_test_case.PyxformTestCase.assertPyxformXform = write_down
    suite = unittest.defaultTestLoader.discover("tests", top_level_dir=".")
    # A module that cannot be imported would leave its forms out in silence.
    if unittest.defaultTestLoader.errors:
        sys.exit("\n".join(unittest.defaultTestLoader.errors))
    with open(os.devnull, "w") as nowhere:
        unittest.TextTestRunner(stream=nowhere).run(suite)
    with open(target, "w") as out:
        for case in cases:
            out.write(json.dumps(case, ensure_ascii=False) + "\n")
    failing = sum(case["errored"] for case in cases)
    print(f"{len(cases)} forms, {failing} of them expected to fail: {target}")


if __name__ == "__main__":
    main()
