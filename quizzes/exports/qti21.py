"""An IMS QTI 2.1 content package: a manifest and an item for each question."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from quizzes.exports import parts
from quizzes.exports.parts import Cells
from quizzes.exports.report import (
    CITING,
    PARTIAL,
    PROGRAM,
    STEPS,
    TABLE,
    Change,
    has_hints,
    is_order,
)
from quizzes.exports.text import paragraphs
from quizzes.question import Question

QTI: Final = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"
METADATA: Final = "http://ltsc.ieee.org/xsd/LOM"
SOLUTION: Final = "SOLUTION"

CHANGES: Final = (
    Change("Hints: left out, for QTI 2.1 items that are asked once have none.", has_hints),
    PARTIAL,
    Change("Order questions: right or wrong, without credit for a part.", is_order),
    Change("Feedback of an order's options: moved into the solution.", is_order),
    STEPS,
    CITING,
    PROGRAM,
    TABLE,
    Change(
        "Level, stage, misconceptions and source: keywords in the manifest.",
        lambda question: bool(parts.tags(question)),
    ),
)


def write(questions: Sequence[Question], cells: Cells) -> bytes:
    """Write the package; the same questions give the same bytes."""
    files = {"imsmanifest.xml": _manifest(questions)}
    files |= {f"{identifier(each)}.xml": _item(each, cells) for each in questions}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, root in files.items():
            told = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
            package.writestr(zipfile.ZipInfo(name), told, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def identifier(question: Question) -> str:
    """Name a question as QTI allows: letters first, and no `@`."""
    return "q-" + re.sub(r"[^A-Za-z0-9-]", ".", question.id)


def _manifest(questions: Sequence[Question]) -> ET.Element:
    manifest = ET.Element("manifest", xmlns=PACKAGE, identifier="ml-lifecycle")
    metadata = ET.SubElement(manifest, "metadata")
    ET.SubElement(metadata, "schema").text = "QTIv2.1 Package"
    ET.SubElement(metadata, "schemaversion").text = "1.0.0"
    ET.SubElement(manifest, "organizations")
    resources = ET.SubElement(manifest, "resources")
    for question in questions:
        name = identifier(question)
        href = f"{name}.xml"
        resource = ET.SubElement(
            resources, "resource", identifier=f"r-{name}", type="imsqti_item_xmlv2p1", href=href
        )
        lom = ET.SubElement(ET.SubElement(resource, "metadata"), "lom", xmlns=METADATA)
        general = ET.SubElement(lom, "general")
        for tag in parts.tags(question):
            keyword = ET.SubElement(general, "keyword")
            ET.SubElement(keyword, "string", language="en").text = tag
        ET.SubElement(resource, "file", href=href)
    return manifest


def _item(question: Question, cells: Cells) -> ET.Element:
    item = ET.Element(
        "assessmentItem",
        xmlns=QTI,
        identifier=identifier(question),
        title=question.id,
        adaptive="false",
        timeDependent="false",
    )
    _declare(item, question)
    body = ET.SubElement(item, "itemBody")
    body.extend(_blocks(parts.asked(question, cells)))
    body.append(_interaction(question))
    item.append(_processing(question))
    feedback = {each.letter.upper(): paragraphs(each.feedback) for each in question.options}
    if question.kind == "order":
        feedback = {}  # it stands in the solution
    for name, html in {**feedback, SOLUTION: parts.solution(question)}.items():
        modal = ET.SubElement(
            item, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=name, showHide="show"
        )
        modal.extend(_blocks(html))
    return item


def _declare(item: ET.Element, question: Question) -> None:
    cardinality = {"several": "multiple", "order": "ordered"}.get(question.kind, "single")
    response = _variable("response", "RESPONSE", cardinality, "identifier")
    right = ET.SubElement(response, "correctResponse")
    for letter in question.key:
        ET.SubElement(right, "value").text = letter.upper()
    if question.kind == "several":
        mapping = ET.SubElement(
            response, "mapping", lowerBound="0", upperBound="1", defaultValue="0"
        )
        for option in question.options:
            value = str(parts.credit(question, option) / 100)
            ET.SubElement(mapping, "mapEntry", mapKey=option.letter.upper(), mappedValue=value)
    score = _variable("outcome", "SCORE", "single", "float")
    ET.SubElement(ET.SubElement(score, "defaultValue"), "value").text = "0"
    item.extend([response, score, _variable("outcome", "FEEDBACK", "multiple", "identifier")])


def _interaction(question: Question) -> ET.Element:
    several, order = question.kind == "several", question.kind == "order"
    interaction = ET.Element(
        "orderInteraction" if order else "choiceInteraction",
        responseIdentifier="RESPONSE",
        shuffle="true",
    )
    if not order:
        interaction.set("maxChoices", "0" if several else "1")
    for option in parts.shown(question):
        choice = ET.SubElement(interaction, "simpleChoice", identifier=option.letter.upper())
        choice.extend(_blocks(parts.option_html(question, option)))
    return interaction


def _processing(question: Question) -> ET.Element:
    """Say how to mark, and which feedback to show: that of the options taken, and the solution."""
    processing = ET.Element("responseProcessing")
    if question.kind == "several":
        score = ET.SubElement(processing, "setOutcomeValue", identifier="SCORE")
        ET.SubElement(score, "mapResponse", identifier="RESPONSE")
    else:
        condition = ET.SubElement(processing, "responseCondition")
        right = ET.SubElement(condition, "responseIf")
        same = ET.SubElement(right, "match")
        ET.SubElement(same, "variable", identifier="RESPONSE")
        ET.SubElement(same, "correct", identifier="RESPONSE")
        _set_score(right, "1")
        _set_score(ET.SubElement(condition, "responseElse"), "0")
    feedback = ET.SubElement(processing, "setOutcomeValue", identifier="FEEDBACK")
    shown = ET.SubElement(feedback, "multiple")
    if question.kind != "order":
        ET.SubElement(shown, "variable", identifier="RESPONSE")
    ET.SubElement(shown, "baseValue", baseType="identifier").text = SOLUTION
    return processing


def _set_score(branch: ET.Element, score: str) -> None:
    setting = ET.SubElement(branch, "setOutcomeValue", identifier="SCORE")
    ET.SubElement(setting, "baseValue", baseType="float").text = score


def _variable(role: str, name: str, cardinality: str, kind: str) -> ET.Element:
    return ET.Element(f"{role}Declaration", identifier=name, cardinality=cardinality, baseType=kind)


def _blocks(html: str) -> ET.Element:
    return ET.fromstring(f"<div>{html}</div>")  # noqa: S314  our own HTML, escaped a line ago
