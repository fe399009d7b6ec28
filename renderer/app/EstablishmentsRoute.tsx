import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { EstablishmentsPage } from '../establishments/EstablishmentsPage.tsx';
import { paths } from './paths.ts';
import { fromParams, toParams } from './schoolsAddress.ts';

/** The list of schools, wired to their kits; what it is narrowed to stands in its address. */
export function EstablishmentsRoute() {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => fromParams(params), [params]);
  return (
    <EstablishmentsPage
      filter={filter}
      onFilter={(change) => setParams(toParams({ ...filter, ...change }), { replace: true })}
      onOpen={(id) => void navigate(paths.kitOf(id))}
      onImport={() => void navigate(paths.importOf('establishments'))}
    />
  );
}
