import { useNavigate, useParams } from 'react-router';
import { SchoolAccounts } from '../activation/SchoolAccounts.tsx';
import { SchoolAgreement } from '../activation/SchoolAgreement.tsx';
import { SchoolEnvironments } from '../activation/SchoolEnvironments.tsx';
import { useSchoolServices } from '../activation/SchoolServices.tsx';
import { useSchoolTeam } from '../activation/SchoolTeam.tsx';
import { never } from '../../shared/kernel/never.ts';
import { SchoolPage, schoolTabs, type SchoolTab } from '../schools/SchoolPage.tsx';
import { MoreTexts } from './MoreTexts.tsx';
import { href, paths } from './paths.ts';

/** The record of a school, put together with what other features keep of it. */
export function SchoolRoute() {
  const { establishment = '', tab } = useParams();
  return (
    <MoreTexts>
      <School
        key={establishment}
        establishment={establishment}
        tab={schoolTabs.find((one) => one === tab) ?? 'record'}
      />
    </MoreTexts>
  );
}

function School({ establishment, tab }: { establishment: string; tab: SchoolTab }) {
  const navigate = useNavigate();
  const services = useSchoolServices(establishment, tab === 'services');
  const team = useSchoolTeam(establishment, tab === 'team');
  return (
    <SchoolPage
      establishment={establishment}
      tab={tab}
      onTab={(value) =>
        void navigate(`${paths.schoolOf(establishment)}/${value}`, { replace: true })
      }
      kitHref={href(paths.kitOf(establishment))}
      schoolHref={(id) => href(paths.schoolOf(id))}
      part={partOf()}
    />
  );

  function partOf() {
    switch (tab) {
      case 'record':
        return null;
      case 'team':
        return team;
      case 'services':
        return services;
      case 'environments':
        return { body: <SchoolEnvironments establishment={establishment} />, panel: null };
      case 'accounts':
        return { body: <SchoolAccounts establishment={establishment} />, panel: null };
      case 'agreement':
        return { body: <SchoolAgreement establishment={establishment} />, panel: null };
      default:
        return never(tab);
    }
  }
}
