"""Read or listen in a real browser: what is spoken, what follows, what comes out on paper."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from lifecycle.sentences import spoken
from lifecycle.transcript import parts, sources
from tests.browser.page import LessonPage
from ui import cached

pytestmark = pytest.mark.browser

# A browser's voices as they are at their worst: they come late, some speak other languages or
# from somebody's server, and a sentence that is cancelled reports an error.
VOICES = """() => {
    const voices = new EventTarget();
    let current = null;
    const end = (report) => {
        const utterance = current;
        current = null;
        voices.speaking = false;
        utterance?.[report]({});
    };
    Object.assign(voices, {
        known: [],
        said: [],
        getVoices: () => voices.known,
        speak(utterance) {
            current = utterance;
            voices.speaking = true;
            voices.said.push([utterance.text, utterance.voice.voiceURI, utterance.rate]);
            utterance.onstart({});
        },
        cancel: () => end("onerror"),
        finish: () => end("onend"),
        fail: () => end("onerror"),
        come() {
            const voice = (voiceURI, lang, localService) =>
                ({ name: voiceURI, voiceURI, lang, localService, default: voiceURI === "Ada" });
            voices.known = [
                voice("Hans", "de-DE", true), voice("Cloud", "en-US", false),
                voice("Bea", "en_GB", true), voice("Ada", "en-US", true),
            ];
            voices.dispatchEvent(new Event("voiceschanged"));
        },
    });
    Object.defineProperty(window, "speechSynthesis", { value: voices });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""


class Reading(LessonPage):
    """The page Read or listen."""

    def __init__(self, lesson: LessonPage) -> None:
        super().__init__(lesson.page, lesson.server)
        self.text = self.page.get_by_role("article")
        self.current = self.text.locator("[aria-current=true]")
        self.bar = self.page.get_by_role("group", name="Reading aloud")

    def arrive(self, address: str = "") -> "Reading":
        self.page.goto(f"{self.server}/read-or-listen{address}")
        self.ready()
        expect(self.current).to_have_count(1)
        return self

    def sentence(self, text: str) -> Locator:
        return self.text.get_by_role("link", name=text, exact=True)

    def voices(self, act: str) -> Any:
        return self.page.evaluate(f"speechSynthesis.{act}")

    def listeners(self) -> int:
        """Count who on the document hears of the lesson's step."""
        browser = self.page.context.new_cdp_session(self.page)
        found = browser.send("Runtime.evaluate", {"expression": "document"})
        where = {"objectId": found["result"]["objectId"]}
        listeners = browser.send("DOMDebugger.getEventListeners", where)["listeners"]
        return sum(listener["type"] == "lesson-step" for listener in listeners)

    def stands_at(self, text: str, step: int) -> None:
        expect(self.current).to_have_text(text)
        expect(self.bar.locator(".caption")).to_have_text(text)
        expect(self.slider).to_have_value(str(step))


def told(scenario: str, step: int) -> list[str]:
    """Answer with the sentences of a step as a voice says them, its heading first."""
    part = next(p for p in parts(cached.walks_of(scenario)[-1]) if p.step == step)
    texts = [s for paragraph in part.paragraphs for s in paragraph.sentences]
    return [spoken(text) for text in (part.heading, *texts)]


def test_the_walk_is_read_aloud_and_the_player_follows(lesson: LessonPage) -> None:
    lesson.page.add_init_script(f"({VOICES})()")
    reading = Reading(lesson).arrive("?scenario=quiet-year&step=2&predict=1")
    second, third = told("quiet-year", 2), told("quiet-year", 3)
    reading.stands_at(second[0], 2)
    expect(lesson.predict_first).to_be_hidden()

    # Voices come late; those of another language or of a server are not offered.
    reading.voices("come()")
    voice = lesson.page.get_by_role("combobox", name="Voice")
    expect(voice.get_by_role("option")).to_have_text(["Bea (en_GB)", "Ada (en-US)"])

    # Sentence by sentence, into the next step; nothing live speaks at the same time.
    lesson.click("Play")
    for _ in second:
        reading.voices("finish()")
    reading.stands_at(third[0], 3)
    assert [text for text, *_ in reading.voices("said")] == [*second, third[0]]
    assert reading.voices("said[0]")[1:] == ["Ada", 1]
    expect(reading.bar.locator("[aria-live=polite]")).to_have_count(0)
    expect(lesson.narration).to_have_count(0)

    # Another voice and speed say the sentence at hand again.
    voice.select_option(label="Bea (en_GB)")
    lesson.page.get_by_role("combobox", name="Speed").last.select_option("1.5")
    lesson.page.wait_for_function("speechSynthesis.said.at(-1)[2] === 1.5")
    assert reading.voices("said.at(-1)") == [third[0], "Bea", 1.5]

    # Stepping in the player takes the voice along, and a pause ends it.
    lesson.button("Next step").click()
    fourth = told("quiet-year", 4)
    reading.stands_at(fourth[0], 4)
    lesson.page.wait_for_function("text => speechSynthesis.said.at(-1)[0] === text", arg=fourth[0])
    lesson.click("Pause")
    assert reading.voices("speaking") is False

    # By keyboard: to the text, two sentences on, and there.
    lesson.tab_to(reading.current)
    lesson.press("ArrowDown", "ArrowRight", "Enter")
    reading.stands_at(fourth[2], 4)
    expect(reading.bar.locator("[aria-live=polite]")).to_have_text(fourth[2])
    assert reading.voices("speaking") is False

    # A voice that fails says so; leaving the page silences what speaks, and nothing stays.
    assert reading.listeners() == 2
    lesson.click("Play")
    reading.voices("fail()")
    expect(reading.bar.get_by_role("status")).to_contain_text("The voice did not speak")
    lesson.click("Play")
    expect(reading.bar.get_by_role("status")).to_be_empty()
    lesson.choose_in_menu("Learn", "Step through")
    expect(reading.bar).to_have_count(0)
    expect(lesson.button("Play")).to_have_count(1)
    assert reading.voices("speaking") is False
    assert reading.listeners() == 1, "the player of the page that was opened"


def test_without_a_voice_it_reads_on_and_what_is_printed_is_the_transcript(
    lesson: LessonPage,
) -> None:
    lesson.page.emulate_media(color_scheme="dark")
    reading = Reading(lesson).arrive("?scenario=quiet-year&step=2")
    voiceless = reading.bar.get_by_role("status").filter(has_text="no English voice of its own")
    expect(voiceless).to_be_visible()

    # The time that reading takes passes from sentence to sentence.
    lesson.page.get_by_role("combobox", name="Speed").last.select_option("2")
    lesson.click("Next sentence")
    lesson.click("Play")
    reading.stands_at(told("quiet-year", 2)[2], 2)
    lesson.click("Pause")
    expect(voiceless).to_be_visible()

    # At the last sentence the walk is done.
    reading.text.get_by_role("link").last.click()
    expect(lesson.slider).to_have_value("6")
    expect(lesson.page.get_by_text("That was the whole walk.")).to_be_visible()

    # On paper stand the text, its address and its sources, whole, black on white.
    lesson.page.evaluate("window.print = () => { document.title = 'printed'; }")
    lesson.click("Print")
    expect(lesson.page).to_have_title("printed")
    lesson.page.emulate_media(media="print", color_scheme="dark")
    for unwanted in (lesson.player, reading.bar, lesson.page.get_by_text("That was the whole")):
        expect(unwanted).to_be_hidden()
    assert not lesson.page.get_by_role("button").or_(lesson.page.get_by_role("radio")).all()
    for wanted in ("To remember", sources().partition("[")[0].strip(), "?scenario=quiet-year"):
        expect(lesson.page.get_by_text(wanted)).to_be_visible()
    expect(lesson.page.get_by_test_id("stApp")).to_have_css(
        "background-color", "rgb(255, 255, 255)"
    )
    expect(reading.current).to_have_css("color", "rgb(0, 0, 0)")
    main = lesson.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollHeight <= main.clientHeight")
