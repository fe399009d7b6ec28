import { z } from 'zod';
import type { Call } from '../../shared/bridge/bridge.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, type Result } from '../../shared/kernel/result.ts';
import type { KitStepView } from '../../shared/kit/kit.contract.ts';
import { stepStatuses, type StepStatus } from '../../shared/kit/kitStep.entity.ts';
import { stdinLines } from './stdinText.ts';

const lineSchema = z.object({
  step: z.string(),
  status: z.string(),
  note: z.string().nullish(),
});

/** Sets one step's status from words that a person or a script gave. */
export async function tickStep(
  call: Call,
  input: { step: string; status: string; note?: string | null | undefined },
): Promise<Result<KitStepView, CoreFailure>> {
  if (!isStatus(input.status)) return err({ type: 'StatusUnknown', status: input.status });
  // Ids longer than any that exists would only be echoed back at length.
  if (input.step.length > 300)
    return err({ type: 'StepUnknown', step: `${input.step.slice(0, 60)}…` });
  const note = input.note ?? undefined;
  return call('kit.tick', {
    step: input.step,
    status: input.status,
    ...(note === undefined ? {} : { note }),
  });
}

function isStatus(text: string): text is StepStatus {
  return (stepStatuses as readonly string[]).includes(text);
}

/**
 * Ticks one step a line of `{"step","status","note"}`, each its own durable transaction, and hands
 * each outcome to `answer` after it is on disk. A bad line is answered and stops nothing.
 * @returns true when every line was done
 */
export async function tickLines(
  call: Call,
  input: NodeJS.ReadableStream,
  answer: (outcome: Result<KitStepView, CoreFailure>, line: string) => void,
): Promise<boolean> {
  let allDone = true;
  for await (const read of stdinLines(input)) {
    const line = read.ok ? read.value : '';
    if (read.ok && line.trim() === '') continue;
    const outcome = read.ok ? await tickLine(call, line) : read;
    if (!outcome.ok) allDone = false;
    answer(outcome, line);
  }
  return allDone;
}

async function tickLine(call: Call, line: string): Promise<Result<KitStepView, CoreFailure>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return err({ type: 'BadInput', detail: `JSON : ${line.slice(0, 40)}` });
  }
  const input = lineSchema.safeParse(parsed);
  if (!input.success) {
    return err({ type: 'BadInput', detail: input.error.issues[0]!.path.join('.') || 'JSON' });
  }
  return tickStep(call, input.data);
}
