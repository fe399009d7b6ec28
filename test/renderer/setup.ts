/** What jsdom lacks and the design system asks for; loaded before every renderer test. */
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Waits end with what they wait for; a page that is fetched on a busy machine takes its time.
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

// A plain light screen of a fixed size, without any preference set.
window.matchMedia = (query: string): MediaQueryList => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
});

class NothingIsEverResized implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
window.ResizeObserver ??= NothingIsEverResized;

window.HTMLElement.prototype.scrollIntoView ??= () => {};
