import { createStore } from 'zustand/vanilla';
import { secretsOf, textsWithin, type SecretOfField } from '../../shared/schema/freeTexts.ts';

interface Question {
  readonly secrets: readonly SecretOfField[];
  readonly answer: (isWritten: boolean) => void;
}

/** The question that stands open: whether what looks like a secret is written all the same. */
export const secretsQuestion = createStore<{ readonly question: Question | null }>(() => ({
  question: null,
}));

/** Ways to write that ask by themselves, or that write what has no other place. */
const OWN_WAY = /^(?:tickets\.save|session\.|people\.|team\.|imports\.|search\.|devices\.|print\.)/;

/** Questions are asked one after the other. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Asks before something is written in which a secret or data of a learner stands.
 * @returns whether it may be written, and whether somebody has confirmed it
 */
export async function askOfSecrets(
  method: string,
  input: unknown,
): Promise<'clean' | 'confirmed' | 'kept'> {
  const secrets = OWN_WAY.test(method) ? [] : secretsOf(textsWithin(input));
  if (secrets.length === 0) return 'clean';
  const asked = last.then(
    () =>
      new Promise<boolean>((resolve) => {
        secretsQuestion.setState({
          question: {
            secrets,
            answer(isWritten) {
              secretsQuestion.setState({ question: null });
              resolve(isWritten);
            },
          },
        });
      }),
  );
  last = asked;
  return (await asked) ? 'confirmed' : 'kept';
}
