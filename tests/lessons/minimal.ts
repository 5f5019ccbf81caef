/** The smallest lesson there can be, with a place for every fault. */
export const minimal = `---
id: small
question: What becomes of a key?
title: A small lesson
misconception: Keys are lost.
outcome: { verb: explain, says: Explain it. }
part: first-hour
minutes: 2
begin: 1s
---

\`\`\`scenario
version: 1
system: cache
seed: 1
nodes: 3
options: { virtualNodes: 1 }
workload: [{ clients: 1, rate: 100, keys: 5, spread: scan, reads: 0, from: 0s, until: 500ms }]
until: 20s
\`\`\`

## Stop it {#stop}

Somebody keeps the keys.

Stop Alfa.

\`\`\`predict
asks: Is a key lost?
branch: { acts: [{ do: kill, node: n1 }], looks: [3s] }
choices:
  - { says: A few are gone, holds: { keys: lost, atLeast: 1 } }
  - { says: None of them is, holds: { keys: lost, atMost: 0 } }
because: There are copies.
\`\`\`

\`\`\`task
checks:
  - { id: stopped, says: Alfa is stopped, holds: { node: n1, is: down } }
solve: [{ do: kill, node: n1 }]
wrong:
  - when: { node: n2, is: down }
    acts: [{ do: kill, node: n2 }]
    says: Bravo is stopped, and Alfa is not.
hints: { points: [n1], says: Drag it. }
\`\`\`

## Say it {#say}

You have seen it.

\`\`\`explain
asks: Why?
model: Because of copies.
\`\`\`

## Again {#again}

Once more.

Stop Bravo.

\`\`\`fresh
seed: 2
begin: 1s
\`\`\`

\`\`\`transfer
checks:
  - { id: bravo, says: Bravo is stopped, holds: { node: n2, is: down } }
solve: [{ do: kill, node: n2 }]
\`\`\`

## What it was {#recap}

[Alfa is stopped](#stopped), and nothing is lost.
`;

export function changed(from: string, to: string): string {
  if (!minimal.includes(from)) throw new Error(`the minimal lesson does not say ${from}`);
  return minimal.replace(from, to);
}

/** The line on which a text first stands. */
export function lineWith(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}
