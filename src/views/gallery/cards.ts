/**
 * The scenarios of the gallery: one file each in scenarios/, whole and ready to be pasted anywhere. What the gallery alone needs stands in its `ext`, and
 * what another language says of it in scenarios/<language>/, words only, so that a translation cannot change a run.
 */
import { micros } from '../../scenario/durations.ts';
import { readDoor } from '../../share/door.ts';
import { idIn, type Translation, type Translations } from './translation.ts';

type File = Readonly<Record<string, unknown>> & {
  readonly system: string;
  readonly until: string;
  readonly about: Readonly<Record<string, unknown>>;
  readonly ext: { readonly gallery: OfGallery };
};

interface OfGallery {
  /** Among the others; from 1 on. */
  readonly place: number;
  /** The instant of its picture. */
  readonly picture: string;
  /** What else is opened with it. */
  readonly opens?: 'tour' | 'shop';
}

export interface Card {
  readonly id: string;
  readonly text: string;
  readonly title: string;
  readonly question: string;
  readonly system: string;
  /** Whole ones, and at least one. */
  readonly minutes: number;
  /** Where it opens, and how fast it plays. */
  readonly at: number;
  readonly pace: number;
  /** The instant of its picture. */
  readonly picture: number;
  readonly opens: 'tour' | 'shop' | null;
}

const SECONDS_A_MINUTE = 60_000_000;
const files = import.meta.glob<File>('../../../scenarios/*.json', { eager: true, import: 'default' });

const others: Readonly<Record<string, () => Promise<Translations>>> = {
  ja: async () => (await import('./japanese.ts')).japanese,
};

/** Where a language lacks one it is there in the first one. */
export async function cardsFor(language: string): Promise<readonly Card[]> {
  const translations = (await others[language]?.()) ?? new Map<string, Translation>();
  return Object.entries(files)
    .map(([path, file]) => ({ id: idIn(path), file }))
    .sort((left, right) => left.file.ext.gallery.place - right.file.ext.gallery.place)
    .map(({ id, file }) => cardOf(id, translated(file, translations.get(id))));
}

function cardOf(id: string, file: File): Card {
  const { system, about, until, ext } = file;
  const { door } = readDoor(about);
  const pace = door.preset.pace ?? 1;
  return {
    id,
    text: JSON.stringify(file, null, 2),
    title: typeof about['title'] === 'string' ? about['title'] : id,
    question: door.question ?? '',
    system,
    minutes: Math.max(1, Math.round((micros(until) - door.at) / pace / SECONDS_A_MINUTE)),
    at: door.at,
    pace,
    picture: micros(ext.gallery.picture),
    opens: ext.gallery.opens ?? null,
  };
}

/** The same scenario with other words. */
function translated(file: File, words: Translation | undefined): File {
  if (words === undefined) return file;
  const { answers, notes } = file.about as {
    readonly answers?: { readonly choices: readonly object[] };
    readonly notes?: readonly object[];
  };
  const { title, question } = words;
  const says = (one: object, place: number, texts: readonly string[]): object => ({
    ...one,
    says: texts[place],
  });
  return {
    ...file,
    about: {
      ...file.about,
      title,
      question,
      ...(answers !== undefined && {
        answers: {
          ...answers,
          choices: answers.choices.map((one, place) => says(one, place, words.choices)),
        },
      }),
      ...(notes !== undefined && { notes: notes.map((one, place) => says(one, place, words.notes)) }),
    },
  };
}
