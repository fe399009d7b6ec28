import type { Handlers } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type {
  importFilesContract,
  importsContract,
} from '../../shared/imports/imports.contract.ts';
import { exportAll, type ExportsParts } from './exports/exports.service.ts';
import { createImportsService, type ImportsParts } from './imports/imports.service.ts';
import { createImportsStore } from './imports/imports.store.ts';

type Methods = Handlers<typeof importsContract & typeof importFilesContract, CoreFailure>;

interface RegisterParts extends Omit<ImportsParts, 'store'>, ExportsParts {
  readonly rows: ExportsParts['rows'];
  readonly writable: boolean;
}

/** Handlers of what fills and empties the register: imports and exports. */
export function createRegisterHandlers(parts: RegisterParts): Methods {
  return {
    ...createImportsService({ ...parts, store: createImportsStore(parts.db, parts.writable) }),
    'exports.all': ({ file }) => exportAll(parts, file),
  };
}
