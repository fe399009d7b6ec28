import { parseArgs } from 'node:util';
import { demoNames } from '../../server/demo/demos.ts';
import { RuntimeProblem } from '../runtime/problem.ts';

/** Bursar of a school of wave 6 that has done half of its kit, is late with much, and is blocked. */
export const DEFAULT_LOGIN = 'edgar.bergenia';

/** The practice data of that person. */
export const DEFAULT_DEMO = 'amiens-v6';

export const USAGE = `npm start                        the program, as ${DEFAULT_LOGIN}, with a server of its own
npm start -- --as LOGIN          as somebody else; beside a running one: a second window
npm start -- --demo NAME         as the first person of other practice data, or with --as of them;
                                 ${demoNames.join(', ')}
npm start -- --people [WORD]     who there is, with that word in name, role or school; --demo: of that one
npm start -- --fresh             throws away what was done in .data/ and begins anew
npm start -- --check             starts it on temporary folders, ticks a step, says how it went
npm start -- --help              this text`;

/** What the line asks for. */
export type StartLine =
  | {
      readonly want: 'program';
      /** Undefined: whoever comes first. */
      readonly login?: string;
      /** Undefined: the one that the person is of. */
      readonly demo?: string;
      readonly fresh: boolean;
    }
  | { readonly want: 'check' }
  | { readonly want: 'people'; readonly word: string; readonly demo?: string }
  | { readonly want: 'help' };

/**
 * Reads the arguments of `npm start`.
 *
 * @throws RuntimeProblem naming what is not understood.
 */
export function readLine(args: readonly string[]): StartLine {
  const { values, positionals } = parsed(args);
  if (values.help === true) return { want: 'help' };
  const { as: login, demo } = values;
  if (demo !== undefined && !demoNames.includes(demo)) {
    throw new RuntimeProblem(
      `There is no practice data "${demo}". There is: ${demoNames.join(', ')}.`,
    );
  }
  const of = demo === undefined ? {} : { demo };
  if (values.people === true) return { want: 'people', word: positionals.join(' '), ...of };
  const [stray] = positionals;
  if (stray !== undefined) throw new RuntimeProblem(`What is "${stray}"? There is:\n${USAGE}`);
  if (values.check === true) return { want: 'check' };
  const fresh = values.fresh === true;
  return { want: 'program', ...(login !== undefined && { login }), ...of, fresh };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        as: { type: 'string' },
        check: { type: 'boolean' },
        demo: { type: 'string' },
        fresh: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        people: { type: 'boolean' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    throw new RuntimeProblem(`${(error as Error).message}. There is:\n${USAGE}`);
  }
}
