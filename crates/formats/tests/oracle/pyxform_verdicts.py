"""Says of each form whether pyxform converts it: one a line in (a markdown form, or {"path": a workbook}), as JSON; one
a line out, null or why it is refused."""

import json
import sys

from pyxform.xls2xform import convert

for line in sys.stdin:
    form = json.loads(line)
    try:
        if isinstance(form, dict):
            convert(xlsform=form["path"], warnings=[])
        else:
            convert(xlsform=form, form_name="data", warnings=[], file_type=".md")
        said = None
    except Exception as error:  # Whatever stops it is a refusal; its kind is told with what it says.
        said = f"{type(error).__name__}: {error}"
    print(json.dumps(said), flush=True)
