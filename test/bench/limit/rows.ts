import { wave61 } from '../wave61.ts';
import type { BareRow } from './table.ts';

/** The steps of the workload as the bare server has them, wave by wave. */
export function* bareRows(times: number): Generator<BareRow[]> {
  for (let wave = 0; wave < times; wave += 1) {
    yield wave61(1, wave).flatMap(({ entity, id, scope, values, stamp }) =>
      entity !== 'kitStep'
        ? []
        : [
            {
              id,
              scope,
              establishment: String(values['establishment']),
              programme: String(values['programme']),
              action: String(values['action']),
              status: String(values['status']),
              doneOn: null,
              stamps: Object.fromEntries(Object.keys(values).map((field) => [field, stamp])),
            },
          ],
    );
  }
}
