import { app, session, shell, type Session, type WebContents } from 'electron';
import { HOST, PAGE, SCHEME } from './assets.ts';
import type { Log } from './log.ts';

/** Addresses outside that a link may open in the system's browser. None so far. */
const OPENABLE_ORIGINS: ReadonlySet<string> = new Set();

/** A proxy that nobody can be: port 1 of this computer. */
const NOWHERE = '127.0.0.1:1';

/**
 * Takes from every page, ours or any that should not be there, what the product does not use:
 * permissions, devices, downloads, other addresses, other windows, embedded views.
 */
export function guardPages(log: Log): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_page, permission, answer) => {
    log.note('refused.permission', { permission });
    answer(false);
  });
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => {
    log.note('refused.download');
    event.preventDefault();
  });
  cutNetwork(defaultSession);
  app.on('web-contents-created', (_event, page) => guardPage(page, log));
  app.on('select-client-certificate', (event) => event.preventDefault());
}

/**
 * Leaves pages without a network: the core, in another process, has its own. The content security
 * policy comes first; this also holds what it does not speak of.
 */
function cutNetwork(pages: Session): void {
  pages.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isLocal(url) });
  });
  // Calls between browsers ask no permission: without datagrams they must go through the proxy.
  void pages.setProxy({
    mode: 'fixed_servers',
    proxyRules: NOWHERE,
    proxyBypassRules: '<-loopback>',
  });
}

function guardPage(page: WebContents, log: Log): void {
  page.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  page.on('will-frame-navigate', (event) => {
    // Our own page may be loaded anew, whatever part of it (`#…`) is shown; there is no other way.
    if (event.isMainFrame && withoutPart(event.url) === PAGE) return;
    log.note('refused.navigation');
    event.preventDefault();
  });
  // An empty page asks nobody: the way back is all there is.
  page.on('did-navigate', (_event, url) => {
    if (url !== 'about:blank') return;
    log.note('refused.navigation');
    void page.loadURL(PAGE);
  });
  page.on('will-redirect', (event) => {
    log.note('refused.redirect');
    event.preventDefault();
  });
  page.on('will-attach-webview', (event) => {
    log.note('refused.webview');
    event.preventDefault();
  });
  page.setWindowOpenHandler(({ url }) => {
    if (isOpenable(url)) void shell.openExternal(url);
    else log.note('refused.window');
    return { action: 'deny' };
  });
}

/** The page's own files, what it makes itself, and the developer tools; never the network. */
function isLocal(address: string): boolean {
  const { protocol, host } = new URL(address);
  if (protocol === `${SCHEME}:`) return host === HOST;
  return protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:';
}

function withoutPart(address: string): string {
  return address.split('#', 1)[0] ?? '';
}

function isOpenable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && OPENABLE_ORIGINS.has(url.origin);
}
