import { Stage } from './lab/lesson/stage.ts';
import { openingOf, differing } from '../src/lessons/opening.ts';
import { sketches } from '../src/systems/registry.ts';
const names = ['Alfa', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot'];
const base = {
  version: 1,
  system: 'cache',
  seed: 1,
  nodes: names.map((name, i) => ({ id: `kvn${i + 1}`, name })),
  clients: 1,
  options: { virtualNodes: 1, replicas: 1, heartbeat: '200ms', nodeTimeout: '1s', staleReads: false },
  network: { latency: { min: '60ms', max: '120ms' }, clients: { latency: { min: '10ms', max: '18ms' } } },
  workload: [
    { clients: 1, rate: 100, keys: 24, spread: 'scan', reads: 0, from: '0s', until: '260ms' } as any,
    { clients: 1, rate: 30, keys: 24, spread: 'scan', reads: 1, from: '600ms', until: '600s' } as any,
  ],
  script: [{ at: '300ms', do: 'command', client: 'c1', text: 'SET pear ripe' }],
  until: '60s',
};
for (const rep of [1, 3])
  for (const killAt of [0, 500, 700, 900]) {
    const r = openingOf(differing(base, { options: { replicas: rep } }), 1500000, sketches);
    if (!r.ok) throw new Error(r.says.join());
    const s = await Stage.open(r.opening, false);
    await s.act({ kind: 'do', action: { do: 'add', node: 'Golf', name: 'Golf' } });
    const t0 = s.cluster.position;
    let last = '';
    const out = [];
    let k = false;
    for (let i = 0; i < 250; i++) {
      if (killAt && !k && s.cluster.position - t0 >= killAt * 1000) {
        await s.act({ kind: 'do', action: { do: 'kill', node: 'Golf' } });
        k = true;
      }
      const v = await s.view();
      const p = v.facts!.keys.get('pear');
      const line = `ans ${p?.answers} read ${p?.isReadable} cop ${p?.copies.map((c) => c.node)} readable ${[...v.facts!.keys.values()].filter((k) => k.isReadable).length}/${v.facts!.keys.size} golf ${v
        .facts!.beliefs.filter((b) => b.about === 'Golf')
        .map((b) => b.is[0])
        .join('')}`;
      if (line !== last) out.push((s.cluster.position - t0) / 1000 + ': ' + line);
      last = line;
      await s.wait(20000);
    }
    console.log('REP', rep, 'kill', killAt, '\n  ' + out.join('\n  '));
    const v = await s.view();
    console.log(
      v.events
        .filter((e) => e.what === 'note' && /move|stand/.test(e.kind))
        .map((e) => (e.at - t0) / 1000 + e.node + (e as any).kind + JSON.stringify((e as any).detail))
        .join('\n')
        .slice(0, 900),
    );
  }
