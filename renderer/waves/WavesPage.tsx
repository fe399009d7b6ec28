/** To be built. */
export function WavesPage() {
  return <main />;
}
