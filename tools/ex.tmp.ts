import { newPlacement } from '../src/placement/new-placement.ts';
const nodes=['kvn1','kvn2','kvn3','kvn4','kvn5','kvn6'].map(id=>({id,weight:1}));
const keys=[...Array(200).keys()].map(k=>`key:${k}`);
for (const id of ['n1','n7','kvn7','golf','Golf','kvg','kvn8','kvn9','kvn10','g','g1','kv7','kvn07','node7','c7x']) for (const n of [60,200]) {
 const p=(kind:any,vn:number,ns:any)=>newPlacement(ns,{kind,virtualNodes:vn} as any);
 const ks=keys.slice(0,n);
 const mv=(kind:any,vn:number)=>{const a=p(kind,vn,nodes),b=p(kind,vn,[...nodes,{id,weight:1}]);return ks.filter(k=>a.owners(k,1)[0]!==b.owners(k,1)[0]).length/n};
 console.log(id,n,'ring1',mv('ring',1),'ring64',mv('ring',64),'modulo',mv('modulo',1));
}
