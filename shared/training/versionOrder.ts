/** `N` is the version in use, `N-1` the one before it. */
const RELATIVE = /^N(?:\s*-\s*(\d+))?$/i;

/**
 * Whether a version of the product comes before another: by their figures in order (`23.4` before
 * `23.10`), or as `N-1` before `N`. Versions that cannot be compared are not older.
 */
export function isOlderVersion(one: string, other: string): boolean {
  const [back, otherBack] = [RELATIVE.exec(one.trim()), RELATIVE.exec(other.trim())];
  if (back !== null && otherBack !== null) {
    return Number(back[1] ?? 0) > Number(otherBack[1] ?? 0);
  }
  if (back !== null || otherBack !== null) return false;
  const [figures, others] = [figuresOf(one), figuresOf(other)];
  if (figures.length === 0 || others.length === 0) return false;
  for (let at = 0; at < Math.max(figures.length, others.length); at += 1) {
    const difference = (figures[at] ?? 0) - (others[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function figuresOf(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}
