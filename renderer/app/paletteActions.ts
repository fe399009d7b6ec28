import { useEffect, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useStore } from 'zustand';
import { importKinds } from '../../shared/imports/fields.ts';
import { languages } from '../../shared/kernel/language.ts';
import { useBridge, usePreferences, useReadValue } from '../bridge/BridgeContext.tsx';
import { useTerms } from '../bridge/useTerms.ts';
import { useCall } from '../bridge/useCall.ts';
import { focusRow } from '../kit/kit.focus.ts';
import { kitTabs } from '../kit/kit.select.ts';
import { matches, plain } from '../ui/plain.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { paths } from './paths.ts';
import { useStores } from './StoresContext.ts';
import type { RunCommand } from './useCommands.ts';

/** How many of the found actions are shown: more would be a list, and there is one. */
const SHOWN = 12;

export interface PaletteAction {
  readonly id: string;
  readonly label: string;
  /** What it is, in a word. */
  readonly kind: string;
  readonly search: string;
  readonly run: () => void;
}

/** The actions that hold every word of the query, without accents, in order. */
export function findActions(actions: readonly PaletteAction[], query: string): PaletteAction[] {
  const found: PaletteAction[] = [];
  for (const action of actions) {
    if (query.trim() !== '' && !matches(action.search, query.trim())) continue;
    found.push(action);
    if (found.length === SHOWN) break;
  }
  return found;
}

/** All that the palette can do now: commands first, then steps, then schools. */
export function usePaletteActions(onCommand: RunCommand, query: string): readonly PaletteAction[] {
  const { t, label, placed } = useLanguage();
  const terms = useTerms();
  const { reads } = useBridge();
  const { kit } = useStores();
  const [, writePreferences] = usePreferences();
  const navigate = useNavigate();
  const view = useStore(kit.store, (state) => state.view);
  const places = useReadValue(reads.places);
  useEffect(() => reads.places.ensure(), [reads]);
  const several = (places?.count ?? 0) + (places?.others ?? 0) > 1;
  const session = useReadValue(reads.session);
  const isPilot = session?.roles.some(({ role }) => role === 'pilot') === true;
  const schools = useCall(
    'pilot.schools',
    several ? { everywhere: true, search: query.slice(0, 200), limit: SHOWN } : null,
    [],
  ).value;

  return useMemo(() => {
    const action = (id: string, text: string, kind: string, run: () => void): PaletteAction => ({
      id,
      label: text,
      kind,
      search: plain(`${text} ${kind}`),
      run,
    });
    const go = (path: string) => () => void navigate(path);
    const home = view === null ? paths.kit : paths.kitOf(view.establishment.id);
    const actions = [
      action('sync', t('sync.now'), t('palette.command'), () => onCommand('syncNow')),
      action('kit', terms.One('switchoverKit'), t('palette.page'), go(home)),
      ...(several
        ? [
            action(
              'establishments',
              terms.Many('establishment'),
              t('palette.page'),
              go(paths.establishments),
            ),
          ]
        : []),
      action('week', t('rail.week'), t('palette.page'), go(paths.week)),
      action('training', t('rail.training'), t('palette.page'), go(paths.training)),
      action('assistance', t('rail.assistance'), t('palette.page'), go(paths.assistance)),
      action('tutoring', t('rail.tutoring'), t('palette.page'), go(paths.tutoring)),
      action('knowledge', t('rail.knowledge'), t('palette.page'), go(paths.knowledge)),
      action('conflicts', t('conflict.title'), t('palette.page'), go(paths.conflicts)),
      action('refused', t('review.title.refused'), t('palette.page'), go(paths.refused)),
      action('settings', t('rail.settings'), t('palette.page'), go(paths.settings)),
      action('devices', t('devices.title'), t('palette.page'), go(paths.devicesSettings)),
      action('print', t('printing.command'), t('palette.command'), () => onCommand('printKit')),
      action('export', t('exchange.export'), t('palette.command'), () => onCommand('exportBundle')),
      action('import', t('exchange.import'), t('palette.command'), () => onCommand('importBundle')),
      action('saveAll', t('settings.export'), t('palette.command'), () => onCommand('saveAll')),
      ...(isPilot
        ? [
            ...(['pilot', 'people', 'activation', 'template', 'programme'] as const).map((page) =>
              action(page, t(`rail.${page}`), t('palette.page'), go(paths[page])),
            ),
            action('waves', terms.Many('wave'), t('palette.page'), go(paths.waves)),
            ...importKinds.map((kind) =>
              action(
                `import-${kind}`,
                t('palette.importOf', {
                  kind: t(`palette.imports.${kind}`, { schools: terms.many('establishment') }),
                }),
                t('palette.command'),
                go(paths.importOf(kind)),
              ),
            ),
          ]
        : []),
      action('help', t('help.title'), t('palette.command'), () => onCommand('help')),
    ];
    if (view !== null) {
      for (const tab of kitTabs) {
        const text = `${terms.One('switchoverKit')} · ${t(`tab.${tab}`)}`;
        actions.push(
          action(`tab-${tab}`, text, t('palette.tab'), () => {
            void navigate(home);
            kit.read('list');
            kit.show(tab);
          }),
        );
      }
    }
    for (const language of languages) {
      actions.push(
        action(`language-${language}`, t(`languageName.${language}`), t('settings.language'), () =>
          writePreferences({ language }),
        ),
      );
    }
    for (const step of view?.steps ?? []) {
      actions.push(
        action(step.id, label(step.title), t('palette.step'), () => {
          void navigate(home);
          kit.reveal(step.id);
          requestAnimationFrame(() => focusRow(step.id));
        }),
      );
    }
    if (several) {
      const met = new Set<string>();
      for (const school of schools?.rows ?? []) {
        if (met.has(school.id)) continue;
        met.add(school.id);
        const text = placed(school);
        actions.push(
          action(
            `school-${school.id}`,
            text,
            terms.One('establishment'),
            go(paths.kitOf(school.id)),
          ),
        );
      }
    }
    return actions;
    // `label` is made anew on each drawing; it changes with `t`.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [
    t,
    placed,
    terms,
    view,
    several,
    isPilot,
    schools,
    kit,
    navigate,
    onCommand,
    writePreferences,
  ]);
}
