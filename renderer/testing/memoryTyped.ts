import { ok } from '../../shared/kernel/result.ts';
import { mayKeep } from '../../shared/typed/typed.rules.ts';

/** Texts that are being typed, kept by their names. */
export function memoryTyped(state: { typed: Record<string, string> }) {
  return {
    'typed.read': ({ name }: { name: string }) => ok({ text: state.typed[name] ?? '' }),
    'typed.keep': ({ name, text }: { name: string; text: string }) => {
      const kept = mayKeep(text);
      state.typed = { ...state.typed, [name]: kept ? text : '' };
      return ok({ kept });
    },
  };
}
