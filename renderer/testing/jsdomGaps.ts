/*
 * What jsdom lacks and the pages rely on: modal dialogs, and a layout for the list that only draws
 * what is in sight.
 */
const SCREEN = { width: 1366, height: 768 };

HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement): void {
  before.set(this, document.activeElement);
  this.open = true;
  this.querySelector<HTMLElement>('input, button')?.focus();
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement): void {
  this.open = false;
  const origin = before.get(this);
  if (origin instanceof HTMLElement) origin.focus();
};
const before = new WeakMap<HTMLDialogElement, Element | null>();

Object.defineProperties(HTMLElement.prototype, {
  clientWidth: { get: () => SCREEN.width },
  clientHeight: { get: () => SCREEN.height },
});
