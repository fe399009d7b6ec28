import { useNavigate } from 'react-router';
import { EstablishmentsPage } from '../establishments/EstablishmentsPage.tsx';
import { paths } from './paths.ts';

/** The list of schools, wired to their kits. */
export function EstablishmentsRoute() {
  const navigate = useNavigate();
  return <EstablishmentsPage onOpen={(id) => void navigate(paths.kitOf(id))} />;
}
