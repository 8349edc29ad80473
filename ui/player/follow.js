// Player and reader stand apart on one page. They meet in one event on the document: the step
// that the lesson has come to, told by whichever of them was moved.

const LESSON_STEP = "lesson-step";

function shareStep(step) {
  document.dispatchEvent(new CustomEvent(LESSON_STEP, { detail: { step } }));
}
