/** To be built. */
export function PeoplePage() {
  return <main />;
}
