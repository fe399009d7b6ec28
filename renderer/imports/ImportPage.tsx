/** To be built. */
export function ImportPage() {
  return <main />;
}
