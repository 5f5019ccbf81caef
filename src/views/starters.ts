/** Scenarios to begin with, as the texts that people would paste. Their links are slow enough for the eye to follow at pace 1. */
import type { Words } from './words/types.ts';

export interface Starter {
  /** Under it the catalogue has its title. */
  readonly id: keyof Words['starters'];
  readonly text: string;
  /** How fast to play it; real time where nothing is said. */
  readonly pace?: number;
  /** The first instant to be seen, in virtual microseconds. */
  readonly opensAt?: number;
}

/** What stands in the place of a starter's id while something else is open. */
export const OWN = 'own';
/** And while a lesson has opened it. */
export const LESSON = 'lesson';

/**
 * Six nodes in the order of their names, one slice each, no slice under 8 % or over 28 % of the circle: the hashes of these ids have it so.
 * Somebody writes 26 keys, and from then on somebody reads them, one after the other. With this seed whoever is killed first is noticed, and its
 * keys can be read again, within 400 ms of virtual time: a visitor waits for less than 4 s.
 */
export const firstVisit: Starter = {
  id: 'first',
  pace: 0.1,
  // By then every key stands on three nodes, and each of them has told the owner so.
  opensAt: 400_000,
  text: `{
  "version": 1,
  "about": { "title": "Six nodes keep 26 keys", "question": "Who answers when one is gone?" },
  "system": "cache",
  "seed": 2,
  "nodes": [
    { "id": "kvn1", "name": "Alfa" }, { "id": "kvn2", "name": "Bravo" }, { "id": "kvn3", "name": "Charlie" },
    { "id": "kvn4", "name": "Delta" }, { "id": "kvn5", "name": "Echo" }, { "id": "kvn6", "name": "Foxtrot" }
  ],
  "options": {
    "virtualNodes": 1, "heartbeat": "70ms", "nodeTimeout": "200ms", "replaceAfter": "500ms", "staleReads": false
  },
  "network": {
    "latency": { "min": "10ms", "max": "20ms" },
    "clients": { "latency": { "min": "10ms", "max": "18ms" } }
  },
  "workload": [
    { "clients": 1, "rate": 200, "keys": 26, "spread": "scan", "reads": 0, "from": "0s", "until": "130ms" },
    { "clients": 1, "rate": 30, "keys": 26, "spread": "scan", "reads": 1, "from": "180ms", "until": "600s" }
  ],
  "until": "6s"
}
`,
};

/** What the page says of the first lesson before it is loaded; a test holds it to the lesson. Its cluster is that of the first visit. */
export const firstLesson = {
  minutes: 5,
  /** To pull this one off is its first step. */
  node: 'kvn2',
} as const;

export const starters: readonly [Starter, ...Starter[]] = [
  firstVisit,
  {
    id: 'echo',
    text: `{
  "version": 1,
  "about": { "title": "Five nodes say hello", "question": "Who still answers when one is gone?" },
  "system": "echo",
  "seed": 7,
  "nodes": 5,
  "options": { "every": "900ms" },
  "network": {
    "latency": { "min": "350ms", "max": "900ms" },
    "clients": { "latency": { "min": "150ms", "max": "300ms" } }
  },
  "until": "30s"
}
`,
  },
  {
    id: 'counter',
    text: `{
  "version": 1,
  "about": { "title": "A counter loses its power", "question": "Which increments survive?" },
  "system": "counter",
  "seed": 3,
  "nodes": 3,
  "network": {
    "latency": { "min": "150ms", "max": "400ms" },
    "clients": { "latency": { "min": "150ms", "max": "300ms" } }
  },
  "workload": [{ "clients": 2, "rate": 5, "keys": 10, "reads": 0.1, "from": "0s", "until": "28s" }],
  "script": [
    { "at": "7s", "do": "kill", "node": "n1", "how": "power" },
    { "at": "10s", "do": "restart", "node": "n1" },
    { "at": "17s", "do": "kill", "node": "n1", "how": "process" },
    { "at": "20s", "do": "restart", "node": "n1" },
    { "at": "25s", "do": "command", "client": "c1", "text": "GET" }
  ],
  "until": "30s"
}
`,
  },
  {
    id: 'relay',
    text: `{
  "version": 1,
  "about": { "title": "Sixteen pass tokens round", "question": "Where do tokens pile up when one freezes?" },
  "system": "relay",
  "seed": 5,
  "nodes": 16,
  "options": { "tokens": 1, "hold": "150ms" },
  "network": { "latency": { "min": "250ms", "max": "700ms" } },
  "until": "30s"
}
`,
  },
  {
    id: 'wrong',
    text: `{
  "version": 1,
  "about": { "title": "Everything goes wrong", "question": "What does a client see of all this?" },
  "system": "counter",
  "seed": 11,
  "nodes": 5,
  "network": {
    "latency": { "min": "150ms", "max": "450ms" },
    "drop": 0.03,
    "duplicate": 0.02,
    "clients": { "latency": { "min": "150ms", "max": "300ms" } }
  },
  "workload": [{ "clients": 2, "rate": 4, "keys": 10, "reads": 0.3, "from": "0s", "until": "38s" }],
  "script": [
    { "at": "3s", "do": "partition", "groups": [["n1", "n2"], ["n3", "n4", "n5"]] },
    { "at": "7s", "do": "heal" },
    { "at": "9s", "do": "link", "from": "n1", "to": "n2", "block": true, "both": false },
    { "at": "12s", "do": "link", "from": "n1", "to": "n2", "clear": true },
    { "at": "14s", "do": "freeze", "node": "n1" },
    { "at": "16s", "do": "thaw", "node": "n1" },
    { "at": "19s", "do": "skew", "node": "n4", "by": "5s", "drift": 200 },
    { "at": "21s", "do": "disk", "node": "n1", "act": "fail", "times": 3 },
    { "at": "26s", "do": "kill", "node": "n1", "how": "power" },
    { "at": "29s", "do": "restart", "node": "n1" },
    { "at": "33s", "do": "isolate", "node": "n3" },
    { "at": "36s", "do": "heal", "node": "n3" }
  ],
  "until": "40s"
}
`,
  },
];
