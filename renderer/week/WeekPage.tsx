/** To be built. */
export function WeekPage() {
  return <main />;
}
