/** Id of somebody's row in the document. */
export function rowId(enrolment: string): string {
  return `sheet-${enrolment}`;
}

/** Puts the keyboard on somebody's row. */
export function focusRow(enrolment: string | null): void {
  if (enrolment === null) return;
  document.getElementById(rowId(enrolment))?.focus({ preventScroll: true });
  showRow(enrolment);
}

/** Brings somebody's row into sight; the keyboard stays where it is. */
export function showRow(enrolment: string | null): void {
  if (enrolment === null) return;
  document.getElementById(rowId(enrolment))?.scrollIntoView({ block: 'nearest' });
}
