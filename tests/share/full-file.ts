/** A scenario in which something stands everywhere where something may. */
export const full = {
  version: 1,
  about: {
    title: 'Any',
    question: 'Who answers for apple now?',
    answers: { choices: [{ says: 'Alfa', holds: { answers: 'apple', node: 'n1' } }, { says: 'Bravo' }] },
    notes: [{ at: '9s', says: '<img src=x onerror=alert(1)>', node: 'n2' }],
    stage: { at: '9s', look: { node: 'n2' }, pace: 0.1, tools: ['kill'] },
  },
  system: 'cache',
  seed: 42,
  nodes: [{ id: 'n1' }, { id: 'n2' }, { id: 'n3' }],
  workload: [{ clients: 1, rate: 20, keys: 10, spread: 'zipf', reads: 0.9, from: '0s', until: '30s' }],
  script: [
    { at: '8s', do: 'command', client: 'c1', text: 'SET apple "1 2"' },
    { at: '10s', do: 'kill', node: 'n3' },
    { at: '12s', do: 'partition', groups: [['n1'], ['n2', 'n3']] },
  ],
  until: '40s',
  made: { editions: { cache: 1 }, fingerprint: '0a'.repeat(32), at: '20s' },
};
