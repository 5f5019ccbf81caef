import { Stage } from './lab/lesson/stage.ts';
import { openingOf, differing } from '../src/lessons/opening.ts';
import { sketches } from '../src/systems/registry.ts';
import { firstVisit } from '../src/views/starters.ts';
const base = JSON.parse(firstVisit.text);
const { replaceAfter, ...opt } = base.options;
for (const vn of [1,2,3,4,8,16,64,128]) {
const raw = differing({...base,options:opt}, { options: { virtualNodes: vn }, workload: [{ clients: 1, rate: 500, keys:100, spread: 'scan', reads: 0, from: '0s', until: `300ms` }]});
const r = openingOf(raw, 1000000, sketches); if(!r.ok) throw new Error(r.says.join());
const s = await Stage.open(r.opening, false);
const b=s.before!;
const t=await s.fork();
await s.act({kind:'do', action:{do:'kill', node:'kvn4'}}); await s.wait(1000000); const v=await s.view();
for (const n of ['kvn1','kvn3','kvn5']) await t.act({kind:'do', action:{do:'kill', node:n}}); await t.wait(100000); const w=await t.view();
const lost=[...b.keys.keys()].filter(k=>!w.facts!.keys.has(k)).length;
console.log(vn, b.keys.size, b.deadlySets, [...b.circle].map(x=>x[0]+' '+x[1].toFixed(2)+'→'+(v.facts!.circle.get(x[0])??0).toFixed(2)+' '+((v.facts!.circle.get(x[0])??0)/x[1]).toFixed(2)).join(', '),'lost',lost, v.facts!.deadlySets);
}
