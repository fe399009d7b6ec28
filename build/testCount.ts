import { z } from 'zod';

const report = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Counts tests in vitest's JSON report. A file that failed without a failed test (it did not load, a
 * hook threw) counts as one failure; so does a run that failed for any other reason.
 *
 * @param json the report, or undefined when vitest wrote none.
 * @param code vitest's exit code.
 */
export function count(json: string | undefined, code: number): Count {
  const files = json === undefined ? [] : report.parse(JSON.parse(json)).testResults;
  let passed = 0;
  let failed = 0;
  for (const file of files) {
    const failures = file.assertionResults.filter((test) => test.status === 'failed').length;
    passed += file.assertionResults.filter((test) => test.status === 'passed').length;
    failed += failures === 0 && file.status === 'failed' ? 1 : failures;
  }
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}
