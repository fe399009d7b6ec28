/** Ports that addresses of a scheme mean without naming one. */
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * The proxy that the environment puts on the way to an address, by the usual names:
 * `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, in small letters as well, which come first.
 */
export function proxyFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): (url: string) => Promise<string | null> {
  const read = (name: string): string =>
    (environment[name.toLowerCase()] ?? environment[name] ?? '').trim();
  return async (url) => {
    const { protocol, hostname, port } = new URL(url);
    const proxy = read(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
    if (proxy === '') return null;
    const target = { host: hostname.toLowerCase(), port: port || (DEFAULT_PORTS[protocol] ?? '') };
    if (isSpared(target, read('NO_PROXY'))) return null;
    return /^[a-z0-9]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  };
}

/** Whether `NO_PROXY` names a host: itself, a domain above it, with or without a port, or all. */
function isSpared(target: { host: string; port: string }, list: string): boolean {
  return list.split(/[,\s]+/).some((entry) => {
    if (entry === '') return false;
    if (entry === '*') return true;
    const { host, port } = /^(?<host>.+?)(?::(?<port>\d+))?$/.exec(entry)!.groups!;
    if (port !== undefined && port !== target.port) return false;
    const name = host!.toLowerCase().replace(/^\*?\./, '');
    return target.host === name || target.host.endsWith(`.${name}`);
  });
}
