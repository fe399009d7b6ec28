import { freshDatabase } from '../../test/support/freshDatabase.ts';
import { openStorage } from '../testing/server.ts';
import { storageConformance } from './storage.conformance.ts';

storageConformance({
  open: async () => openStorage(await freshDatabase()),
  openTwice: async () => {
    const url = await freshDatabase();
    return [await openStorage(url), await openStorage(url)];
  },
  views: 20,
});
