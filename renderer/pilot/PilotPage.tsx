/** To be built. */
export function PilotPage() {
  return <main />;
}
