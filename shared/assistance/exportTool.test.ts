import { expect, it } from 'vitest';
import { exportToolOf } from './exportTool.ts';

it('finds the table of a programme’s tool, whatever it is called there', () => {
  expect(['ITOP', 'JSM', ' glpi', 'Jira', 'Mantis', null].map(exportToolOf)).toEqual([
    'itop',
    'jira',
    'glpi',
    'jira',
    'bascule',
    'bascule',
  ]);
});
