import type { DescribedHelp } from '../described/helps.ts';
import { massarArticles } from './massarArticles.ts';

/** What pilot schools ask of their delegation and academy: invented. */
export const massarHelp: DescribedHelp = {
  tickets: [
    {
      id: 'massar-talab-1',
      establishment: 'massar-rszz-5',
      on: '2013-05-27',
      fields: {
        kind: 'functional',
        title: 'ملف النقط لا يُستورَد',
        description: 'يرفض النظام ملف قسم الجذع المشترك العلمي ويذكر أن عدد الأعمدة تغير.',
        errorMessage: 'عدد الأعمدة غير مطابق',
        priority: 'blocking',
        requesterName: 'فاطمة الخزامى',
        requesterFunction: 'مديرة المؤسسة',
        level: 'delegation',
      },
      events: [
        {
          kind: 'answered',
          on: '2013-05-28',
          text: 'أُضيف عمود يدويا إلى الملف. حملوا الملف من جديد دون تغيير الأعمدة.',
          author: 'كريم البستاني',
        },
        { kind: 'closed', on: '2013-05-29' },
      ],
    },
    {
      id: 'massar-talab-2',
      establishment: 'massar-rszz-3',
      on: '2013-05-22',
      fields: {
        kind: 'technical',
        title: 'الربط بالإنترنت ينقطع عند المسك',
        description: 'ينقطع الربط كل صباح بين العاشرة والحادية عشرة، فيضيع ما لم يُحفظ.',
        priority: 'major',
        requesterName: 'سعاد الأقحواني',
        level: 'delegation',
      },
      events: [{ kind: 'moved', on: '2013-05-24', level: 'aref', author: 'كريم البستاني' }],
    },
    {
      id: 'massar-talab-3',
      establishment: 'massar-mt-1',
      on: '2013-06-05',
      fields: {
        kind: 'functional',
        title: 'تلميذان بالرقم نفسه',
        description: 'يظهر تلميذان وافدان برقم واحد بعد التسجيل.',
        priority: 'major',
        requesterName: 'خديجة الأرزي',
        level: 'delegation',
      },
      events: [
        {
          kind: 'answered',
          on: '2013-06-06',
          text: 'هل أُنشئ الملفان في اليوم نفسه؟ نحتاج إلى ذلك لتصحيح الرقم.',
          author: 'إدريس اللوزي',
        },
        { kind: 'waiting', on: '2013-06-06' },
      ],
    },
    {
      id: 'massar-talab-4',
      establishment: 'massar-mt-2',
      on: '2013-06-07',
      fields: {
        kind: 'complaint',
        title: 'تأخر تكوين الأساتذة',
        description: 'أُجلت حصتان دون إخبار المؤسسة.',
        priority: 'minor',
        requesterName: 'محمد النخيلي',
        level: 'aref',
      },
      events: [],
    },
  ],
  articles: massarArticles,
  places: [
    {
      kind: 'helpdesk',
      label: 'الخط الساخن لمنظومة مسار',
      address: 'https://hotline.exemple.invalid/',
    },
    { kind: 'documents', label: 'وثائق المنظومة', address: 'https://massar.exemple.invalid/docs' },
  ],
};
