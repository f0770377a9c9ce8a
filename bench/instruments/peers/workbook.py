"""pyxform on the workbook: `python workbook.py FOLDER`."""

import json
import resource
import sys
from xml.etree import ElementTree

from pyxform.xls2xform import convert

XFORMS = "{http://www.w3.org/2002/xforms}"


def microseconds():
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime * 1e6


def contents(xform):
    """What stands in the XForm, counted as the generator counts."""
    root = ElementTree.fromstring(xform)
    binds = list(root.iter(XFORMS + "bind"))
    own = [bind for bind in binds if "/s" in bind.get("nodeset")]
    having = lambda name: sum(1 for bind in own if bind.get(name))
    repeats = len(list(root.iter(XFORMS + "repeat")))
    return {
        "questions": len(own),
        # Every repeat stands in a group of its own.
        "groups": len(list(root.iter(XFORMS + "group"))) - repeats,
        "repeats": repeats,
        "relevants": having("relevant"),
        "constraints": having("constraint"),
        "calculations": having("calculate"),
    }


def main(folder):
    with open(f"{folder}/form.xlsx", "rb") as source:
        workbook = source.read()
    found = contents(convert(workbook, file_type=".xlsx").xform)
    rounds = 2
    start = microseconds()
    for _ in range(rounds):
        convert(workbook, file_type=".xlsx")
    print(json.dumps({"contents": found, "figures": {"both": (microseconds() - start) / rounds}}))


main(sys.argv[1])
