import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareStage } from '../../build/start/app.ts';
import { end } from '../../build/start/child.ts';
import { DEFAULT_LOGIN } from '../../build/start/line.ts';
import { openPage } from '../../build/start/page.ts';
import { startServer } from '../../build/start/server.ts';
import { pairs, type Figure } from './measure.ts';

const EMPTY = fileURLToPath(new URL('emptyWindow', import.meta.url));

/**
 * From the start of the process to a kit that can be ticked, on an enrolled device, against the
 * first paint of an empty Electron window. Milliseconds.
 */
export async function usableKit(folder: string): Promise<Figure> {
  const stage = await prepareStage();
  const server = await startServer(join(folder, 'window server'));
  try {
    const start = async (data: string, program?: string): Promise<number> => {
      const page = await openPage(stage, {
        data: join(folder, data),
        server: server.url,
        login: DEFAULT_LOGIN,
        ...(program === undefined ? {} : { program }),
      });
      const { usableMs } = await page.times();
      await page.close();
      return usableMs;
    };
    // The first, uncounted pair enrols the device.
    return await pairs(
      'usable-kit',
      5,
      () => start('window device'),
      () => start('empty window', EMPTY),
    );
  } finally {
    await end(server.child);
    await stage.display.close();
  }
}
