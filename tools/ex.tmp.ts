import { Stage } from './lab/lesson/stage.ts';
import { openingOf, differing } from '../src/lessons/opening.ts';
import { sketches } from '../src/systems/registry.ts';
const names=['Alfa','Bravo','Charlie','Delta','Echo','Foxtrot'];
const base = { version:1, system:'cache', seed:1, nodes: names.map((name,i)=>({id:`kvn${i+1}`,name})), clients: 1,
 options:{ virtualNodes:1, replicas:3, heartbeat:'250ms', nodeTimeout:'1s', staleReads:false },
 network:{latency:{min:'10ms',max:'24ms'},clients:{latency:{min:'10ms',max:'18ms'}}},
 workload:[  { clients: 1, rate: 200, keys: 26, spread: 'scan', reads: 0, from: '0s', until: '130ms' } as any],
 until:'60s'};
for (const seed of [1,2]) for (const [hb,lat] of [['250ms',24],['250ms',150]] as any) for (const fz of [700,900,1000,1100,1300]) {
const r = openingOf(differing({...base,seed},{options:{heartbeat:hb},network:{latency:{min:'10ms',max:lat+'ms'}}}), 3000000, sketches); if(!r.ok) throw new Error(r.says.join());
const s = await Stage.open(r.opening, false);
await s.act({kind:'do',action:{do:'freeze',node:'kvn5'}});
const t0=s.cluster.position; let last=''; const out=[]; let thawed=false;
for (let i=0;i<150;i++){ if(!thawed && s.cluster.position-t0>=fz*1000){ await s.act({kind:'do',action:{do:'thaw',node:'kvn5'}}); thawed=true;}
 const v=await s.view(); const line=v.facts!.beliefs.filter(b=>b.about==='kvn5'&&b.is!=='up').map(b=>b.node.slice(3)+(b.is==='down'?'d':'s')).join(' '); if(line!==last) out.push((s.cluster.position-t0)/1000+':'+line); last=line; await s.wait(20000);} 
console.log(seed,hb,lat,fz,out.join(' | '));
}
