import { Stage } from './lab/lesson/stage.ts';
import { openingOf, differing } from '../src/lessons/opening.ts';
import { sketches } from '../src/systems/registry.ts';
const names=['Alfa','Bravo','Charlie'];
const base = { version:1, system:'cache', seed:1, nodes: names.map((name,i)=>({id:`kvn${i+1}`,name})), clients: 1,
 options:{ mode:'quorum', write:2, read:1, readRepair:false, virtualNodes:1, replicas:3, heartbeat:'70ms', nodeTimeout:'3s', quorumTimeout:'2s' },
 network:{latency:{min:'10ms',max:'24ms'},order:'free', clients:{latency:{min:'10ms',max:'18ms'}}},
 script:[{at:'300ms',do:'command',client:'c1',text:'SET apple old'},...['quorum write','items'].map(kind=>({at:'700ms',do:'link',from:'*',to:'kvn3',kind,latency:{law:'constant',min:'20s'},both:false}))], until:'30s'};
for (const [w,r0] of [[2,1],[2,2],[3,1],[1,3],[1,2]]) {
const r = openingOf(differing(base,{options:{write:w,read:r0}}), 1000000, sketches); if(!r.ok) throw new Error(r.says.join());
const s = await Stage.open(r.opening, false);
console.log(w,r0, [...s.before!.keys].map(([k,v])=>k+' '+v.owners+' acts '+v.answers+' '+v.copies.map(c=>c.node+c.value)));
const lat={law:'constant',min:'600ms'};

for (const [t,d] of [['SET apple new @Alfa',100],['GET apple @Charlie',100],['GET apple @Bravo',2500],['GET apple',2500],['GET apple @Charlie',2500]] as any) { await s.act({kind:'do',action:{do:'command',client:'c1',text:t}}); await s.wait(d*1000);} 
let v=await s.view();
for (const o of v.operations) console.log('  ',o.id,(o.body as any).command.join(' '),o.status,o.text, o.settled&&(o.settled-o.invoked)/1000, JSON.stringify(o.value));
console.log('  ',[...v.facts!.keys].map(([k,v])=>k+' acts '+v.answers+' '+v.copies.map(c=>c.node+c.value)));
}
