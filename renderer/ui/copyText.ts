/**
 * Puts a text on the clipboard, in answer to a press. The page may not use the clipboard by itself
 * (it has no permission at all), so that the browser's own copying is asked for.
 * @returns whether it was copied
 */
export function copyText(text: string): boolean {
  const holder = document.createElement('textarea');
  const before = document.activeElement;
  holder.value = text;
  holder.readOnly = true;
  holder.style.position = 'fixed';
  holder.style.opacity = '0';
  document.body.append(holder);
  holder.focus();
  holder.select();
  try {
    // Old, and the only way without a permission.
    return document.execCommand('copy');
  } finally {
    holder.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
