"""Adds up the reports of the test runs named on the command line: files or directories with JUnit's XML.

Prints three numbers: passed, failed, skipped. Failed counts errors too.
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def reports(argument):
    path = pathlib.Path(argument)
    if path.is_dir():
        return sorted(path.glob("TEST-*.xml"))
    return [path] if path.exists() else []


def main(arguments):
    passed = failed = skipped = 0
    for report in (report for argument in arguments for report in reports(argument)):
        root = ElementTree.parse(report).getroot()
        for case in root.iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                print(f"failed: {case.get('classname')} {case.get('name')}", file=sys.stderr)
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1
    print(passed, failed, skipped)


main(sys.argv[1:])
