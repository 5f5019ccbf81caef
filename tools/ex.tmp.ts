import { Stage } from './lab/lesson/stage.ts';
import { openingOf, differing } from '../src/lessons/opening.ts';
import { sketches } from '../src/systems/registry.ts';
const names=['Alfa','Bravo','Charlie','Delta','Echo'];
const base = { version:1, system:'cache', seed:1, nodes: names.map((name,i)=>({id:`kvn${i+1}`,name})), clients: 1,
 options:{ virtualNodes:1, replicas:3, heartbeat:'70ms', nodeTimeout:'200ms', staleReads:false },
 network:{latency:{min:'10ms',max:'24ms'},clients:{latency:{min:'10ms',max:'18ms'}}},
 script:[{at:'800ms',do:'link',from:'kvn3',to:'c1',drop:1,both:false},{at:'1900ms',do:'link',from:'kvn3',to:'c1',clear:true,both:false}], until:'60s'};
for (const o of [{},{retries:1},{retries:1,requestIds:true},{retries:2,requestIds:true}]) {
const r = openingOf(differing(base,{options:o}), 1000000, sketches); if(!r.ok) throw new Error(r.says.join());
const s = await Stage.open(r.opening, false);
for (const [t,d] of [['INCR visits',4000],['GET visits',500],['INCR visits',1000]] as any) { await s.act({kind:'do',action:{do:'command',client:'c1',text:t}}); await s.wait(d*1000);} 
let v=await s.view();
console.log(JSON.stringify(o));
for (const o of v.operations) console.log('  ',o.id,(o.body as any).command.join(' '),o.status,o.text, o.settled&&(o.settled-o.invoked)/1000, JSON.stringify(o.value));
console.log('  ',[...v.facts!.keys].map(([k,v])=>k+' acts '+v.answers+' '+v.copies.map(c=>c.node+c.value)));
console.log(v.events.filter(e=>(e.what==='sent'||e.what==='dropped')&&(e.message.from==='c1'||e.message.to==='c1')).map(e=>e.at/1000+' '+e.what+' '+(e as any).message.name).join('\n'));
}
