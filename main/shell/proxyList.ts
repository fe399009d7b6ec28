const SCHEMES: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTPS: 'https',
  SOCKS5: 'socks5',
  SOCKS: 'socks5',
};

/**
 * The first way that a list of proxies names, as Chromium writes it (`PROXY a:3128; DIRECT`).
 * @returns its address, or null for the straight way and for what is not known here
 */
export function proxyOf(list: string): string | null {
  const [kind = '', host = ''] = list.split(';', 1)[0]!.trim().split(/\s+/);
  const scheme = SCHEMES[kind.toUpperCase()];
  return scheme === undefined || host === '' ? null : `${scheme}://${host}`;
}
