/** What a click is for: where the mouse is let go, it has to be where it was pressed. */
const PRESSED = ['button', 'a', 'label', 'summary', '[role="tab"]', '[role="checkbox"]']
  .map((pressable) => `${pressable}:active`)
  .join(', ');
const ENDS = ['pointerup', 'pointercancel', 'dragend', 'blur', 'keydown'] as const;

/**
 * Runs what a field does once it is left. Where the press of a button takes the focus from the field,
 * that is once the button is let go: lines that come and go meanwhile would move it from under the
 * mouse, and the click would be lost. It is done before the click.
 */
export function afterPress(run: () => void): void {
  if (document.querySelector(PRESSED) === null) return run();
  const once = new AbortController();
  for (const end of ENDS) {
    window.addEventListener(
      end,
      (event) => {
        // The blur of an element is the one that began this; that of the window ends it.
        if (event.type === 'blur' && event.target !== window) return;
        once.abort();
        run();
      },
      { capture: true, signal: once.signal },
    );
  }
}
