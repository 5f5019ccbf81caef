/** What is done in the list of saved moments, and what is said of it. */
import type { Recording } from '../../lab/types.ts';
import { PLAIN_DOOR } from '../../share/door.ts';
import { writeSnapshot } from '../../shelf/snapshot.ts';
import { saveText } from '../save-text.ts';
import type { LabView } from '../lab-view.svelte.ts';
import { momentText } from '../numbers.ts';
import { enterByText } from '../share/enter.ts';
import { momentOf } from '../share/moment.ts';
import { fileName, pack } from '../share/parcel.ts';
import { nameFor } from '../share/standing.ts';
import type { StageView } from '../stage.svelte.ts';
import { OWN } from '../starters.ts';
import { words } from '../words/panels.ts';
import { miniatureOf } from './miniature.ts';
import { imported, nameIn, SavedMoments, type Kept, type Putting } from './saved-moments.svelte.ts';

const FILE_MAX = 16_000_000;

export class Saving {
  readonly moments = new SavedMoments();
  /** As it will be called. */
  name = $state('');
  recording = $state.raw<Recording | null>(null);
  said = $state('');
  isBad = $state(false);
  /** What was deleted last, and may be put back. */
  gone = $state.raw<Kept | null>(null);
  readonly #view: LabView;
  readonly #stage: StageView;

  constructor(view: LabView, stage: StageView) {
    this.#view = view;
    this.#stage = stage;
  }

  /** What can be kept is this moment: it stands still as long as it is looked at. */
  async begin(): Promise<void> {
    const view = this.#view;
    void this.moments.load();
    await view.pause();
    try {
      this.recording = await view.close.recording();
      const { marks } = await view.close.marks();
      this.name = nameIn(nameFor(momentOf(view, marks), view.nameOf, view.frame.title || words.ownScenario));
    } catch {
      this.recording = null;
    }
    if (this.recording === null) this.#tell(words.snapshots.failed, true);
  }

  async save(): Promise<void> {
    const { recording } = this;
    if (recording === null) return;
    const { frame, selection, door } = this.#view;
    const { at } = recording;
    const { title, system } = frame;
    const { text } = pack(recording, { ...(door ?? PLAIN_DOOR), at, look: selection });
    const name = nameIn(this.name) || words.snapshots.unnamed;
    const picture = miniatureOf(this.#stage);
    const how = await this.moments.put({
      ...{ version: 1, name, text, at, title, system, picture },
      savedAt: Date.now(),
    });
    this.#put(how, words.snapshots.saved(name));
  }

  /** False where it cannot be read: then what is open stays open. */
  async open([, { name, text, at }]: Kept): Promise<boolean> {
    const view = this.#view;
    if (!(await enterByText(view, text, true)).ok) {
      view.refusals = [];
      this.#tell(words.snapshots.unreadable(name), true);
      return false;
    }
    view.chosen = OWN;
    view.speech.say(words.snapshots.opened(name, momentText(at)));
    return true;
  }

  async rename(kept: Kept, typed: string): Promise<void> {
    const name = nameIn(typed);
    if (name === '' || name === kept[1].name) return;
    this.#put(await this.moments.rename(kept, name), words.snapshots.renamed(name));
  }

  take([, snapshot]: Kept): void {
    const file = fileName(snapshot.name);
    saveText(writeSnapshot(snapshot), file, 'application/json');
    this.#tell(words.share.saved(file));
  }

  async remove(kept: Kept): Promise<void> {
    if (!(await this.moments.remove(kept))) return this.#tell(words.notKept, true);
    this.#tell(words.snapshots.removed(kept[1].name));
    this.gone = kept;
  }

  async putBack([id, snapshot]: Kept): Promise<void> {
    this.#put(await this.moments.put(snapshot, id), words.snapshots.back(snapshot.name));
  }

  async bringIn(file: File): Promise<void> {
    if (file.size > FILE_MAX) return this.#tell(words.tooLarge, true);
    const read = imported(await file.text().catch(() => ''));
    if (!read.ok) return this.#tell(words.snapshots.bad[read.why], true);
    this.#put(await this.moments.put(read.snapshot), words.snapshots.imported(read.snapshot.name));
  }

  #put(how: Putting, done: string): void {
    const { passing, full } = words.snapshots;
    if (how === 'full') this.#tell(full, true);
    else if (how === 'passing') this.#tell(`${done} ${passing}`, true);
    else this.#tell(done);
  }

  #tell(text: string, isBad = false): void {
    this.said = text;
    this.isBad = isBad;
    this.gone = null;
  }
}
