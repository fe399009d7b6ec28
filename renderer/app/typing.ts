/** Whether somebody is writing in an element: its keys are then its own. */
export function isTyping(element: unknown): boolean {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && element.type !== 'checkbox') ||
    (element instanceof HTMLElement && element.isContentEditable)
  );
}
