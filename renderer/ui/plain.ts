export { matches, plain } from '../../shared/kernel/plain.ts';
