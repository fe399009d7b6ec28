import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { activationContract } from '../../../shared/activation/activation.contract.ts';
import type { environmentsContract } from '../../../shared/activation/environments.contract.ts';
import type { WritingParts } from '../access/writing.ts';
import type { Reader } from '../store/database.ts';
import { createAccountsService } from './accounts.service.ts';
import { createAccountsStore } from './accounts.store.ts';
import { createEnvironmentsService } from './environments.service.ts';
import { createEnvironmentsStore } from './environments.store.ts';
import { createServicesService } from './services.service.ts';
import { createServicesStore } from './services.store.ts';

type ActivationHandlers = Handlers<
  typeof activationContract & typeof environmentsContract,
  CoreFailure
>;

/** Services, accounts and environments of schools. */
export function createActivationHandlers(db: Reader, parts: WritingParts): ActivationHandlers {
  const services = createServicesService(createServicesStore(db), parts);
  const accounts = createAccountsService(createAccountsStore(db), parts);
  const environments = createEnvironmentsService(createEnvironmentsStore(db), parts);
  return {
    'activation.services': (input) => services.read(input),
    'activation.grid': (input) => services.grid(input),
    'activation.set': (input) => services.set(input),
    'activation.setPolicy': (input) => services.setPolicy(input),
    'activation.accounts': (input) => accounts.read(input),
    'activation.accountsGrid': (input) => accounts.grid(input),
    'activation.setAccounts': (input) => accounts.set(input),
    'environments.read': (input) => environments.read(input),
    'environments.grid': (input) => environments.grid(input),
    'environments.set': (input) => environments.set(input),
    'environments.setWindow': (input) => environments.setWindow(input),
    'environments.removeWindow': (input) => environments.removeWindow(input),
  };
}
