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

/** What asks by itself, keeps no secret, or writes what has no other place: addresses of people, lists, codes. */
const OWN_WAY = /^(?:tickets\.save|(?:session|typed|people|team|imports|search|devices|print)\.)/;
/** What only reads by the words that it is given. */
const READS =
  /\.(?:similar|find|list|read|grid|rows|people|candidates|names|preview\w*|check|compare)$/;

/** What looks like a secret, or like data of a learner, in what a method is to write. */
export function secretsToAskOf(method: string, input: unknown): SecretOfField[] {
  return OWN_WAY.test(method) || READS.test(method) ? [] : secretsOf(textsWithin(input));
}

/** What is written once somebody has said that it is no secret: the core asks the same of some. */
export function confirmedInput<T>(method: string, input: T): T {
  return method === 'tickets.act' ? { ...input, confirmed: true } : input;
}

/** Questions are asked one after the other. */
let last: Promise<unknown> = Promise.resolve();

/** Asks before it is written. @returns whether somebody has confirmed that it is none */
export function askOfSecrets(secrets: readonly SecretOfField[]): Promise<boolean> {
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
  return asked;
}
