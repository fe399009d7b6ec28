import type { DescribedTutoring } from '../described/tutorings.ts';

/** The delegation supports the pilot schools of its region until the end of the school year. */
export const massarTutoring: DescribedTutoring = {
  id: 'massar-mouakaba-rszz',
  wave: 'massar-lot1',
  label: 'مواكبة النيابة – سلا',
  tutors: [
    { id: 'massar-delegation-rszz', profession: 'المخاطب بالنيابة' },
    { id: 'massar-it-rszz', profession: 'مصلحة الإعلاميات بالأكاديمية' },
  ],
  schools: Array.from({ length: 6 }, (_, index) => `massar-rszz-${index + 1}`),
  series: { first: '2013-05-14', from: '15:00', to: '17:00', everyWeeks: 2, until: '2013-07-09' },
  sessions: [
    {
      on: '2013-05-14',
      theme: 'ولوج المديرين وتحيين المعطيات',
      status: 'held',
      absent: ['massar-rszz-4'],
    },
    { on: '2013-05-28', theme: 'إدخال النقط والمراقبة المستمرة', status: 'held' },
    { on: '2013-06-11', theme: 'إعداد نهاية السنة والنتائج' },
    {
      on: '2013-06-13',
      establishment: 'massar-rszz-4',
      theme: 'دعم داخل المؤسسة: الربط بالإنترنت',
      mode: 'inPerson',
    },
  ],
};
