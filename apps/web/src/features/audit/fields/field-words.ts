import type { Translated } from '../../../kit/i18n/translated.ts';
import { wordsEn as businessEn } from './business/words.en.ts';
import { wordsEs as businessEs } from './business/words.es.ts';
import { wordsEn as eventsEn } from './events/words.en.ts';
import { wordsEs as eventsEs } from './events/words.es.ts';
import { wordsEn as plantEn } from './plant/words.en.ts';
import { wordsEs as plantEs } from './plant/words.es.ts';
import { wordsEn as platformEn } from './platform/words.en.ts';
import { wordsEs as platformEs } from './platform/words.es.ts';
import { wordsEn as sharedEn } from './shared/words.en.ts';
import { wordsEs as sharedEs } from './shared/words.es.ts';
import { wordsEn as wellsEn } from './wells/words.en.ts';
import { wordsEs as wellsEs } from './wells/words.es.ts';

/** Names of all that an entry of the log may have a value of: columns of tables, and details of events. No two areas have one in common. */
export const fieldWords: Translated<Readonly<Record<string, string>>> = {
  en: { ...businessEn, ...eventsEn, ...plantEn, ...platformEn, ...sharedEn, ...wellsEn },
  es: { ...businessEs, ...eventsEs, ...plantEs, ...platformEs, ...sharedEs, ...wellsEs },
};
