/**
 * Starts the program to look at and to work on: a central server with practice data of its own,
 * and the window of one of its people, already enrolled. `npm start -- --help` says what else.
 */
import { reportAndFail } from './runtime/problem.ts';
import { check } from './start/check.ts';
import { readLine, USAGE } from './start/line.ts';
import { peopleLines } from './start/people.ts';
import { runProgram } from './start/program.ts';
import { never } from '../shared/kernel/never.ts';

try {
  const line = readLine(process.argv.slice(2));
  switch (line.want) {
    case 'program':
      await runProgram(line);
      break;
    case 'check':
      await check();
      break;
    case 'people':
      for (const person of peopleLines(line.word, line.demo)) console.log(person);
      break;
    case 'help':
      console.log(USAGE);
      break;
    default:
      never(line);
  }
} catch (error) {
  reportAndFail(error);
}
