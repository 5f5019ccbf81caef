import { Stage } from './lab/lesson/stage.ts';
import { openingOf, differing } from '../src/lessons/opening.ts';
import { sketches } from '../src/systems/registry.ts';
const names=['Alfa','Bravo','Charlie','Delta','Echo'];
const base = { version:1, system:'cache', seed:1, nodes: names.map((name,i)=>({id:`kvn${i+1}`,name})), clients: 1,
 options:{ virtualNodes:1, replicas:5, heartbeat:'70ms', nodeTimeout:'200ms', staleReads:false },
 network:{latency:{min:'10ms',max:'24ms'},clients:{latency:{min:'10ms',max:'18ms'}}},
 script:[{at:'300ms',do:'command',client:'c1',text:'SET kiwi green'}], until:'30s'};
for (const [label,o] of [['primary',{}],['q',{mode:'quorum'}]] as any) {
const r = openingOf(differing(base,{options:o}), 1000000, sketches); if(!r.ok) throw new Error(r.says.join());
const s = await Stage.open(r.opening, false);
console.log(label, [...s.before!.keys].map(([k,v])=>k+' '+v.owners+' acts '+v.answers+' '+v.copies.map(c=>c.node+c.value)));
await s.act({kind:'do',action:{do:'partition',groups:[['kvn1','kvn2']]}});
await s.wait(600000);
for (const t of ['SET kiwi red @Alfa','SET kiwi blue @Charlie','SET kiwi blue @Delta','SET kiwi blue @Echo','SET kiwi yellow','GET kiwi @Alfa','GET kiwi']) { await s.act({kind:'do',action:{do:'command',client:'c1',text:t}}); await s.wait(200000);}
await s.wait(4000000);
let v=await s.view();
for (const o of v.operations) console.log('  ',o.id,JSON.stringify((o.body as any).command),o.status,o.text, o.settled&&(o.settled-o.invoked)/1000, JSON.stringify(o.value));
console.log('  ',[...v.facts!.keys].map(([k,v])=>k+' acts '+v.answers+' '+v.copies.map(c=>c.node+c.value)));
await s.act({kind:'do',action:{do:'heal'}}); await s.wait(3000000); 
await s.act({kind:'do',action:{do:'command',client:'c1',text:'GET apple'}}); await s.wait(200000);
v=await s.view(); console.log('  healed',v.operations.at(-1)?.text,[...v.facts!.keys].map(([k,v])=>k+' acts '+v.answers+' '+v.copies.map(c=>c.node+c.value)));
}
import { newPlacement } from '../src/placement/new-placement.ts';
const p=newPlacement(base.nodes.map((n:any)=>({id:n.id,weight:1})),{kind:'ring',virtualNodes:1} as any);
for (const k of ['apple','plum','kiwi','fig','kiwi','lime','melon','mango','peach','cherry','grape','lemon','olive','quince','banana','visits']) console.log(k,p.owners(k,5).join(' '));
