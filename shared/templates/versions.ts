/**
 * Compares version numbers such as `1.10.0` part by part: negative when `a` is older, 0 when they
 * are the same. What is no number is compared as text.
 */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const one = left[at] ?? '0';
    const other = right[at] ?? '0';
    const figures = /^\d+$/.test(one) && /^\d+$/.test(other);
    const order = figures ? Number(one) - Number(other) : one < other ? -1 : one > other ? 1 : 0;
    if (order !== 0) return order;
  }
  return 0;
}

/** The next version number that nobody has: `1.0.0` → `1.1.0`. */
export function nextVersion(current: string, taken: ReadonlySet<string>): string {
  const [major = '1', minor = '0'] = current.split('.');
  for (let next = Number.parseInt(minor, 10) || 0; ;) {
    next += 1;
    const version = `${major}.${next}.0`;
    if (!taken.has(version)) return version;
  }
}
