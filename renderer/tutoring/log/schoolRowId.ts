/** Id of a school's row in the document. */
export function schoolRowId(school: string): string {
  return `log-school-${school}`;
}
