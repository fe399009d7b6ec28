/** To be built. */
export function SchoolPage() {
  return <main />;
}
