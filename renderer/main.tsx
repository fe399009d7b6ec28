import { createRoot } from 'react-dom/client';
import type { BasculeWindow } from '../shared/bridge/window.ts';
import { App } from './app/App.tsx';
import { boot } from './app/boot.ts';
import { paintScheme } from './app/colorScheme.ts';
import { createPageTexts, speak } from './app/i18n.ts';
import { createRouter } from './app/routes.tsx';
import { createNotices } from './ui/notices.ts';
import './ui/theme/mantine.css';
import './ui/theme/fonts.css';
import './ui/theme/tokens.css';
import './ui/theme/base.css';

declare global {
  interface Window {
    readonly bascule: BasculeWindow;
  }
}

const { language, theme } = window.bascule.preferences.read();
paintScheme(theme);
const { bridge, kit, review } = boot(window.bascule);
const texts = createPageTexts();

await speak(texts, language);

const parts = { bridge, kit, review, notices: createNotices(), texts, router: createRouter() };
createRoot(document.getElementById('root')!).render(<App {...parts} />);
requestAnimationFrame(() => performance.mark('bascule:first-paint'));
