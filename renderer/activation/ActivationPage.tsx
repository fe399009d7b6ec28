/** To be built. */
export function ActivationPage() {
  return <main />;
}
