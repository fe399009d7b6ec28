/** What the bench asks of the page; times in milliseconds. */
export interface Watch {
  /** Goes to an address; answers how long until the page says that it is there. */
  go(hash: string, ready: string): Promise<number>;
  /** Scrolls a list to a share of its height. */
  scroll(list: string, share: number): void;
  /** Waits until nothing changes; answers when the last change was drawn, since what was begun last. */
  still(): Promise<number>;
}

declare global {
  interface Window {
    benchWatch?: Watch;
  }
}

/** Runs in the page, and so uses nothing from outside of itself. */
export function installWatch(): void {
  const QUIET_MS = 200;
  const LOOK_MS = 20;
  let begun = performance.now();
  let drawn = begun;
  const begin = (at: number): void => {
    begun = at;
    drawn = at;
  };
  const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
  new MutationObserver((records) => {
    const isOnPage = records.some(({ target, addedNodes }) => {
      const element = target instanceof Element ? target : target.parentElement;
      const isMain = (node: Node): boolean => node instanceof Element && node.matches('main');
      return element?.closest('main') !== null || [...addedNodes].some(isMain);
    });
    if (isOnPage) requestAnimationFrame(() => (drawn = performance.now()));
  }).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  document.addEventListener('keydown', ({ timeStamp }) => begin(timeStamp), true);
  window.benchWatch = {
    go(hash, ready) {
      const root = document.documentElement;
      return new Promise((done) => {
        const started = performance.now();
        begin(started);
        if (location.hash === hash) return done(0);
        const observer = new MutationObserver(() => {
          if (root.dataset['ready'] !== ready || location.hash !== hash) return;
          observer.disconnect();
          done(performance.now() - started);
        });
        observer.observe(root, { attributes: true, attributeFilter: ['data-ready'] });
        location.hash = hash;
      });
    },
    scroll(list, share) {
      const scroller = document.querySelector(`${list} > [role="rowgroup"]:last-child`)!;
      begin(performance.now());
      scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight);
    },
    async still() {
      while (performance.now() - Math.max(begun, drawn) < QUIET_MS) await wait(LOOK_MS);
      return Math.max(0, drawn - begun);
    },
  };
}
