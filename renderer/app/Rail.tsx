import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useStore } from 'zustand';
import { useBridge, useReadValue } from '../bridge/BridgeContext.tsx';
import { useOpenRows } from '../bridge/useOpenRows.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { isOpen } from '../../shared/kit/dependencies.ts';
import { SyncFoot } from '../sync/SyncFoot.tsx';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { onlyTrains } from './hasSeveralSchools.ts';
import { href, paths, pilotParts } from './paths.ts';
import { useStores } from './StoresContext.ts';
import styles from './Rail.module.css';

/** The rail: the place one is in, where one can go, and the state of the sync. */
export function Rail() {
  const { t, format, named, script } = useLanguage();
  const { reads } = useBridge();
  const { One, Many, one, many, programme: known } = useTerms();
  const { kit } = useStores();
  const view = useStore(kit.store, (state) => state.view);
  const failure = useStore(kit.store, (state) => state.failure);
  const places = useReadValue(reads.places);
  const status = useReadValue(reads.syncStatus);
  const openRows = useOpenRows();
  const schools = places?.count ?? 0;
  /** Academies and the like are in the list of schools, and not among their number. */
  const listed = schools + (places?.others ?? 0);
  const session = useReadValue(reads.session);
  const isPilot = session?.roles.some(({ role }) => role === 'pilot') === true;

  const trains = session !== null && onlyTrains(session);

  const { pathname } = useLocation();
  const inKit = pathname === '/' || pathname.startsWith(paths.kit);

  // How many schools there are only matters once the page is there.
  const counts = view !== null || failure !== null || !inKit;
  useEffect(() => (counts ? reads.places.watch() : undefined), [reads, counts]);

  // A window that was opened on another page has read no kit yet.
  const only = listed === 1 ? (places?.first[0] ?? null) : null;
  const school = view?.establishment ?? only;
  const overview = pathname === paths.establishments;
  // Only a school's own pages stand under its name: the others are about all that one has.
  const inSchool = inKit || (school !== null && pathname.startsWith(paths.schoolOf(school.id)));
  const programme = places?.programmes.length === 1 ? places.programmes[0]!.name : undefined;
  const place =
    school !== null && (listed <= 1 || inSchool)
      ? {
          name: named(school),
          line: format.line([
            school.town === null ? null : script(school.town),
            school.wave === null ? null : script(school.wave.label),
          ]),
        }
      : listed > 1
        ? {
            name: script(programme ?? 'Bascule'),
            line: t('counted', {
              count: format.number(schools),
              term: schools === 1 ? one('establishment') : many('establishment'),
            }),
          }
        : { name: script(known?.name ?? 'Bascule'), line: '' };

  return (
    <nav className={styles['rail']} aria-label={t('rail.label')}>
      <div className={styles['place']}>
        <span className={styles['square']} aria-hidden="true">
          {place.name.slice(0, 1)}
        </span>
        <span className={styles['where']}>
          <b title={place.name}>
            <bdi>{place.name}</bdi>
          </b>
          {place.line !== '' && (
            <small>
              <bdi>{place.line}</bdi>
            </small>
          )}
        </span>
      </div>
      <ul className={styles['links']}>
        {(school !== null || (listed <= 1 && !trains)) && (
          <To
            path={paths.kit}
            here={inKit}
            count={view === null ? undefined : format.number(view.steps.filter(isOpen).length)}
            counted={t('rail.toDo')}
          >
            {One('switchoverKit')}
          </To>
        )}
        {listed > 1 && (
          <To path={paths.establishments} here={overview} count={format.number(schools)}>
            {Many('establishment')}
          </To>
        )}
        <To path={paths.week} here={pathname === paths.week}>
          {t('rail.week')}
        </To>
        <To path={paths.training} here={pathname.startsWith(paths.training)}>
          {t('rail.training')}
        </To>
        <To path={paths.tutoring} here={pathname.startsWith(paths.tutoring)}>
          {t('rail.tutoring')}
        </To>
        <To path={paths.assistance} here={pathname.startsWith(paths.assistance)}>
          {t('rail.assistance')}
        </To>
        <To path={paths.knowledge} here={pathname.startsWith(paths.knowledge)}>
          {t('rail.knowledge')}
        </To>
        {isPilot &&
          pilotParts.map((name) => (
            <To key={name} path={paths[name]} here={pathname.startsWith(paths[name])}>
              {name === 'waves' ? Many('wave') : t(`rail.${name}`)}
            </To>
          ))}
        {part(paths.conflicts, openRows, t('conflict.title'))}
        {part(paths.refused, status?.rejected ?? 0, t('review.tab.refused'))}
        <To path={paths.settings} here={pathname.startsWith(paths.settings)}>
          {t('rail.settings')}
        </To>
      </ul>
      <SyncFoot refusedHref={href(paths.refused)} detailsHref={href(paths.syncSettings)} />
    </nav>
  );

  /** A destination that is only there while something waits in it, or somebody is on it. */
  function part(path: string, count: number, name: string) {
    if (count === 0 && pathname !== path) return null;
    return (
      <To path={path} here={pathname === path} count={format.number(count)} urgent={count > 0}>
        {name}
      </To>
    );
  }
}

interface ToProps {
  readonly path: string;
  /** Whether this is the page that is shown. */
  readonly here: boolean;
  readonly count?: string | undefined;
  /** Something waits there for a person. */
  readonly urgent?: boolean;
  /** What the count counts, for those who do not see where it stands. */
  readonly counted?: string;
  readonly children: ReactNode;
}

function To({ path, here, count, counted, urgent = false, children }: ToProps) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (here && item.current !== null) showInList(item.current);
  }, [here]);
  return (
    <li ref={item}>
      <Link
        to={path}
        aria-current={here ? 'page' : undefined}
        className={cx(styles['link'], here && styles['here'])}
      >
        <span>{children}</span>
        {count !== undefined && (
          <span className={cx(styles['count'], urgent && styles['urgent'])} title={counted}>
            {count}
          </span>
        )}
      </Link>
    </li>
  );
}

/** Scrolls the list, and nothing around it, to an item of it that is out of sight. */
function showInList(item: HTMLElement): void {
  const list = item.parentElement!;
  const isAbove = item.offsetTop < list.scrollTop;
  const isBelow = item.offsetTop + item.offsetHeight > list.scrollTop + list.clientHeight;
  if (isAbove || isBelow) list.scrollTop = item.offsetTop - list.clientHeight / 2;
}
