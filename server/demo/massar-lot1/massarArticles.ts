import type { DemoArticle } from '../articleRows.ts';

const TEAM = 'الفريق المركزي لمنظومة مسار';

/** What pilot schools of Massar ask most: invented. */
export const massarArticles: readonly DemoArticle[] = [
  {
    id: 'article-noqat',
    title: 'مسك نقط المراقبة المستمرة',
    language: 'ar',
    moments: ['during'],
    keywords: ['النقط', 'المراقبة المستمرة', 'ملف'],
    author: TEAM,
    versions: [
      { on: '2013-05-20' },
      { on: '2013-05-31', changes: 'أضيف التحقق من الغياب قبل الإرسال.' },
    ],
    body: `تُمسك النقط في الملف الذي تُصدره المنظومة لكل أستاذ.

1. تحميل ملف القسم.
2. مسك النقط دون تغيير الأعمدة.
3. التحقق من التلاميذ المتغيبين.
4. استيراد الملف من طرف المدير.`,
  },
  {
    id: 'article-tasjil',
    title: 'تسجيل التلاميذ الوافدين على المؤسسة',
    language: 'ar',
    moments: ['before', 'during'],
    roles: ['authorisingOfficer'],
    keywords: ['التسجيل', 'التلاميذ', 'رقم مسار'],
    author: TEAM,
    versions: [{ on: '2013-05-27' }],
    body: `يُبحث عن التلميذ أولا برقمه الوطني. إن وُجد يُطلب نقله من مؤسسته الأصلية، وإلا أنشئ له ملف جديد مع وثائقه.`,
  },
  {
    id: 'article-kalimat-sirr',
    title: 'استرجاع كلمة السر',
    language: 'ar',
    moments: ['during', 'after'],
    keywords: ['كلمة السر', 'الدخول', 'الحساب'],
    author: TEAM,
    versions: [{ on: '2013-05-22' }],
    body: `يسترجع المدير كلمة السر بواسطة بريده المهني. إذا لم يصل البريد، يتصل بالمسؤول التقني في النيابة.`,
  },
];
