import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has held at once, in megabytes (10^6 bytes). On Linux the
 * system's own count for this program: `maxRSS` would include what the parent held when it started
 * this process.
 */
export function peakMegabytes(): number {
  const kibibytes =
    process.platform === 'linux'
      ? Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))![1])
      : process.resourceUsage().maxRSS;
  return (kibibytes * 1_024) / 1e6;
}
