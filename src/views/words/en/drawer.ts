/** The panels beneath the ring, and how to come to them. */

export const drawer = {
  panels: 'Panels',
  tabs: {
    console: 'Console',
    events: 'Events',
    'space-time': 'Space-time',
    nodes: 'Nodes',
    cache: 'Cache',
    tables: 'Tables',
    network: 'Network',
    health: 'Health',
    metrics: 'Metrics',
    api: 'API',
    configuration: 'Configuration',
    log: 'Log',
    profile: 'Profile',
    benchmark: 'Benchmark',
  },
  resize: 'Height of the panel',
  notLoaded: 'This panel could not be loaded.',
  tryAgain: 'Try again',
  lost: (count: string) => `${count} lost`,
  doubled: (count: string) => `${count} doubled`,

  // On a phone.
  inspect: 'Inspect',
  more: 'More',
  close: 'Close',
  tapSomething: 'Tap a node, a key or a message.',
};
