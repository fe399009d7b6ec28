import type { Page } from 'playwright-core';

/** Where files are let go: the middle of the window's width, near its top. */
const AT = { x: 600, y: 60 };
const COPY = 1;

/** Drags files of this computer over the window and lets them go, as a person does. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: COPY };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, ...AT, data });
  }
  await devtools.detach();
}
