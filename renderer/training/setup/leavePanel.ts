/** Puts the panel away and gives the keyboard back to the row that it was about. */
export function leavePanel(onClose: () => void): void {
  const row = document.querySelector<HTMLElement>('[role="row"][aria-selected="true"]');
  onClose();
  row?.focus();
}
