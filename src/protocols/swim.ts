/**
 * SWIM (Das, Gupta and Motivala, 2002): who is alive, at a cost for each member that does not grow with their number.
 *
 * **Probing.** In each period a member pings one other. If no answer comes in time it asks a few helpers to ping in its place, so that one bad
 * link is not taken for a death. If still nothing has come when the period ends, the other is *suspect*.
 *
 * **Suspicion.** A suspect has some periods to hear of it and to deny it. Each member has an **incarnation** that only itself may raise: "alive,
 * in incarnation 4" is newer than "suspect in incarnation 3". Who does not deny is taken for *dead*.
 *
 * **Rumours.** News rides on the pings and answers that are sent anyway, each a few times log n, and so reaches everybody in about log n periods.
 * Whom a member holds for suspect or dead, it tells so with every message to them (from Lifeguard, 2018): nobody else has as much reason
 * to deny it.
 *
 * Of two rumours about one member that of the later incarnation counts, and within one incarnation the worse. That is an order, so all come to
 * believe the same in whatever order they hear. In the paper death is final; here a later incarnation is heard, and now and then a dead member is
 * pinged: after a partition both sides hold each other for dead, and nobody would ever ask again.
 *
 * With n members, all others alive and targets drawn at random, somebody pings a dead one for the first time after 1/(1 − (1 − 1/(n−1))ⁿ⁻¹)
 * periods on the average: about e/(e − 1) = 1.58 however many they are. Going through a shuffled list instead also gives a limit for the
 * worst case: each member pings each other at least once in 2n − 3 periods.
 *
 * Everything here is plain data in, messages out; whoever uses it sends them and calls `beginPeriod`, and `askHelpers` within each period.
 */
export interface SwimOptions {
  /** How many are asked to ping in one's place. */
  readonly helpers: number;
  /** For how many periods a suspect may deny. */
  readonly suspicionPeriods: number;
  readonly targets: 'shuffled' | 'random';
  /** How many rumours a message carries at most, beside what it says of its receiver. */
  readonly rumoursMax: number;
  /** Each rumour is passed on this many times log₂ n. */
  readonly repeats: number;
  /** A dead member is pinged once in so many periods; 0: never. */
  readonly revivalPeriods: number;
}

export const SWIM_DEFAULTS: SwimOptions = {
  helpers: 3,
  suspicionPeriods: 5,
  targets: 'shuffled',
  rumoursMax: 8,
  repeats: 3,
  revivalPeriods: 10,
};

export type Standing = 'alive' | 'suspect' | 'dead';

export interface Rumour {
  readonly member: string;
  readonly standing: Standing;
  readonly incarnation: number;
}

export type SwimMessage =
  | { readonly kind: 'ping'; readonly sequence: number; readonly rumours: readonly Rumour[] }
  /** Please ping the target in my place, and tell me if it answers. */
  | {
      readonly kind: 'ping request';
      readonly sequence: number;
      readonly target: string;
      readonly rumours: readonly Rumour[];
    }
  | { readonly kind: 'ack'; readonly sequence: number; readonly rumours: readonly Rumour[] };

export interface Send {
  readonly to: string;
  readonly message: SwimMessage;
}

export interface Step {
  readonly sends: readonly Send[];
  /** What this member now believes otherwise than before. */
  readonly changes: readonly Rumour[];
}

export interface SwimMember {
  standing: Standing;
  incarnation: number;
  /** The period in which this became so. */
  since: number;
}

interface Probe {
  readonly target: string;
  readonly sequence: number;
  answered: boolean;
}

/** A ping made for somebody else. */
interface Relay {
  readonly sequence: number;
  readonly asker: string;
  /** The number under which the asker waits. */
  readonly askedAs: number;
  readonly period: number;
}

export interface Swim {
  readonly self: string;
  /** Of this member itself. Only it may raise it. */
  incarnation: number;
  /** All others that were ever heard of. */
  members: Map<string, SwimMember>;
  period: number;
  /** Numbers pings. */
  sequence: number;
  /** Who is still to be probed in this round, the next one last. */
  round: string[];
  probe: Probe | null;
  relays: Relay[];
  /** What is being spread, at most one rumour for each member. */
  spread: { rumour: Rumour; sent: number }[];
}

/** `incarnation` should grow from start to start; if it does not, the member learns from the others what they last heard of it. */
export function newSwim(self: string, incarnation: number, peers: readonly string[]): Swim {
  const members = new Map<string, SwimMember>();
  for (const peer of peers)
    if (peer !== self) members.set(peer, { standing: 'alive', incarnation: 0, since: 0 });
  const rumour: Rumour = { member: self, standing: 'alive', incarnation };
  return {
    self,
    incarnation,
    members,
    period: 0,
    sequence: 0,
    round: [],
    probe: null,
    relays: [],
    spread: [{ rumour, sent: 0 }],
  };
}

export function standingOf(swim: Swim, member: string): Standing | undefined {
  return member === swim.self ? 'alive' : swim.members.get(member)?.standing;
}

/** Who left for good is nobody's business any more. Its late messages, and rumours of it, would bring it back: keep them away. */
export function forget(swim: Swim, member: string): void {
  swim.members.delete(member);
  swim.spread = swim.spread.filter(({ rumour }) => rumour.member !== member);
}

/** Judges the last period and pings the next one. */
export function beginPeriod(swim: Swim, options: SwimOptions, random: () => number): Step {
  swim.period += 1;
  const changes = [...judgeProbe(swim), ...judgeSuspects(swim, options)];
  swim.relays = swim.relays.filter(({ period }) => period >= swim.period - 1);
  const target = nextTarget(swim, options, random);
  const sends: Send[] = [];
  swim.probe = null;
  if (target !== undefined) {
    const sequence = (swim.sequence += 1);
    swim.probe = { target, sequence, answered: false };
    sends.push(ping(swim, options, target, sequence));
  }
  const lost = lostMember(swim, options, random);
  if (lost !== undefined) sends.push(ping(swim, options, lost, (swim.sequence += 1)));
  return { sends, changes };
}

function judgeProbe(swim: Swim): readonly Rumour[] {
  const { probe } = swim;
  const member = probe === null ? undefined : swim.members.get(probe.target);
  if (probe === null || member === undefined || probe.answered) return [];
  return believe(swim, { member: probe.target, standing: 'suspect', incarnation: member.incarnation });
}

function judgeSuspects(swim: Swim, { suspicionPeriods }: SwimOptions): readonly Rumour[] {
  return [...swim.members].flatMap(([member, { standing, incarnation, since }]) =>
    standing === 'suspect' && swim.period - since >= suspicionPeriods
      ? believe(swim, { member, standing: 'dead', incarnation })
      : [],
  );
}

const isAmongUs = (swim: Swim, member: string): boolean => {
  const standing = swim.members.get(member)?.standing;
  return standing === 'alive' || standing === 'suspect';
};

function others(swim: Swim, isWanted: (member: string) => boolean): string[] {
  return [...swim.members.keys()].filter(isWanted).toSorted();
}

function nextTarget(swim: Swim, { targets }: SwimOptions, random: () => number): string | undefined {
  const candidates = others(swim, (member) => isAmongUs(swim, member));
  if (targets === 'random') return draw(candidates, random);
  for (let rounds = 0; rounds < 2; rounds += 1) {
    for (let next = swim.round.pop(); next !== undefined; next = swim.round.pop())
      if (isAmongUs(swim, next)) return next;
    swim.round = shuffled(candidates, random);
  }
  return undefined;
}

function lostMember(swim: Swim, { revivalPeriods }: SwimOptions, random: () => number): string | undefined {
  if (revivalPeriods === 0 || swim.period % revivalPeriods !== 0) return undefined;
  return draw(
    others(swim, (member) => !isAmongUs(swim, member)),
    random,
  );
}

function draw(list: readonly string[], random: () => number): string | undefined {
  return list[Math.floor(random() * list.length)];
}

/** Fisher and Yates. */
function shuffled(list: readonly string[], random: () => number): string[] {
  const cards = [...list];
  for (let last = cards.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [cards[last], cards[other]] = [cards[other] as string, cards[last] as string];
  }
  return cards;
}

/** The ping of this period has waited long enough: others shall try. Nothing to do where the answer came. */
export function askHelpers(swim: Swim, options: SwimOptions, random: () => number): Step {
  const { probe } = swim;
  if (probe === null || probe.answered) return NOTHING;
  const candidates = others(
    swim,
    (member) => member !== probe.target && swim.members.get(member)?.standing === 'alive',
  );
  const sends = shuffled(candidates, random)
    .slice(0, options.helpers)
    .map((to): Send => {
      const rumours = rumoursFor(swim, options, to);
      return {
        to,
        message: { kind: 'ping request', sequence: probe.sequence, target: probe.target, rumours },
      };
    });
  return { sends, changes: [] };
}

const NOTHING: Step = { sends: [], changes: [] };

export function receive(swim: Swim, options: SwimOptions, from: string, message: SwimMessage): Step {
  const isStranger = !isAmongUs(swim, from);
  const heard = message.rumours.flatMap((rumour) => believe(swim, rumour));
  // Whoever speaks was alive at some time; all else it must say itself.
  const met = believe(swim, { member: from, standing: 'alive', incarnation: 0 });
  const changes = [...heard, ...met];
  switch (message.kind) {
    case 'ping': {
      const answer = ack(swim, options, from, message.sequence);
      return { sends: [isStranger ? introduce(swim, answer) : answer], changes };
    }
    case 'ping request': {
      const sequence = (swim.sequence += 1);
      swim.relays.push({ sequence, asker: from, askedAs: message.sequence, period: swim.period });
      return { sends: [ping(swim, options, message.target, sequence)], changes };
    }
    case 'ack': {
      if (swim.probe?.sequence === message.sequence) swim.probe.answered = true;
      const relay = swim.relays.find(({ sequence }) => sequence === message.sequence);
      if (relay === undefined) return { sends: [], changes };
      swim.relays = swim.relays.filter((other) => other !== relay);
      return { sends: [ack(swim, options, relay.asker, relay.askedAs)], changes };
    }
  }
}

/** Who is new, or was thought dead, is told of everybody at once: what was news before it came, nobody spreads any more. */
function introduce(swim: Swim, { to, message }: Send): Send {
  const everybody = [...swim.members].map(([member, { standing, incarnation }]): Rumour => ({
    member,
    standing,
    incarnation,
  }));
  const self: Rumour = { member: swim.self, standing: 'alive', incarnation: swim.incarnation };
  return { to, message: { ...message, rumours: [self, ...everybody] } };
}

function ping(swim: Swim, options: SwimOptions, to: string, sequence: number): Send {
  return { to, message: { kind: 'ping', sequence, rumours: rumoursFor(swim, options, to) } };
}

function ack(swim: Swim, options: SwimOptions, to: string, sequence: number): Send {
  return { to, message: { kind: 'ack', sequence, rumours: rumoursFor(swim, options, to) } };
}

/** What is worse within one incarnation. */
const GRAVITY: Record<Standing, number> = { alive: 0, suspect: 1, dead: 2 };

/** Takes a rumour in; says what changed by it. What is news is spread on. */
function believe(swim: Swim, rumour: Rumour): readonly Rumour[] {
  const { member, standing, incarnation } = rumour;
  if (member === swim.self) {
    hearOfSelf(swim, rumour);
    return [];
  }
  const known = swim.members.get(member);
  if (known !== undefined) {
    if (incarnation < known.incarnation) return [];
    if (incarnation === known.incarnation && GRAVITY[standing] <= GRAVITY[known.standing]) return [];
  }
  swim.members.set(member, { standing, incarnation, since: swim.period });
  spread(swim, rumour);
  return known?.standing === standing ? [] : [rumour];
}

/** Denies what is wrong, in an incarnation later than the one that is spoken of. What is long denied is denied again. */
function hearOfSelf(swim: Swim, { standing, incarnation }: Rumour): void {
  if (standing === 'alive' && incarnation <= swim.incarnation) return;
  if (incarnation >= swim.incarnation) swim.incarnation = incarnation + 1;
  spread(swim, { member: swim.self, standing: 'alive', incarnation: swim.incarnation });
}

function spread(swim: Swim, rumour: Rumour): void {
  swim.spread = swim.spread.filter((other) => other.rumour.member !== rumour.member);
  swim.spread.push({ rumour, sent: 0 });
}

/** The rumours that were passed on least, and what is said of the receiver. */
function rumoursFor(swim: Swim, { rumoursMax, repeats }: SwimOptions, to: string): readonly Rumour[] {
  const limit = repeats * (32 - Math.clz32(swim.members.size));
  const chosen = swim.spread.toSorted((left, right) => left.sent - right.sent).slice(0, rumoursMax);
  for (const news of chosen) news.sent += 1;
  swim.spread = swim.spread.filter(({ sent }) => sent < limit);
  const rumours = chosen.map(({ rumour }) => rumour);
  const known = swim.members.get(to);
  if (known === undefined || known.standing === 'alive') return rumours;
  const { standing, incarnation } = known;
  return [{ member: to, standing, incarnation }, ...rumours.filter(({ member }) => member !== to)];
}
