/**
 * What links have in common, given to both ends of the compression, so that a short scenario makes a short link. It is part of the link
 * format: one changed character, and every link of this version reads as damaged. What is met most often stands last, where it is
 * cheapest to name.
 */
export const DICTIONARY =
  '"goal":{"predicate":{"all":[{"not":{"any":[],"horizon":"10s","actions":["par":1' +
  '"made":{"editions":{"fingerprint":"0123456789abcdef"},"ext":{}' +
  '"about":{"title":"","question":"","answers":[],"notes":[],"lang":"en","licence":"CC BY 4.0","stage":{}},' +
  '"torn""corrupt""full""fail""slow""ok""drop""delay""duplicate""because":"hung"' +
  '"mutants":[],"reads":"local","preVote":true,"checkQuorum":true"successors":3,"bits":32,"reply":"direct"' +
  '"poll":"1s","sticky":false,"resolve":"last-write"' +
  '"policy":"noeviction","maxmemory":0,"appendfsync":"everysec","encrypted":false,"proxy":false,"detector":"phi","swim"' +
  '"mode":"primary","quorum","replicas":3,"write":1,"read":1,"virtualNodes":64,"placement":"ring",' +
  '"law":"exponential""law":"longtail""law":"normal""law":"constant","mean":"' +
  '"clients":{"latency":{"law":"uniform","min":"150ms","max":"300ms"}},"bandwidth":"reorder":0.1"block":true"order":"free"' +
  '"Alfa""Bravo""Charlie""n10""n11""n12""n13""n14""n15""n16","c2","c3"' +
  '"service":"20us","every":"900ms"' +
  '"version":1,"system":"tables","chord","todo","echo","relay","counter","cache","seed":42,"epoch":1735689600000,"nodes":[' +
  '"n1","n2","n3","n4","n5","n6","n7","n8","n9"],"clients":1,"options":{},"network":{"latency":{"law":"uniform",' +
  '"min":"5ms","max":"15ms"},"drop":0,"duplicate":0,"reorder":0,"order":"fifo","links":[]},"workload":[{"clients":1,' +
  '"rate":20,"keys":100,"spread":"zipf","uniform","reads":0.5,"from":"0s","until":"18s"}],"script":[' +
  ',"rebalance"],"dice","weight","remove","add","wipe","option","message","skew","-5s"],"disk","slow","thaw","freeze",' +
  '"isolate","partition",[["n1"],["n2","n3"]]],"link","*","*",null,true],"command","c1","SET apple 1"],"GET apple"],"INCR"],' +
  '"kill","n1","process"],[0,"heal"],[1000000,"restart","n1"],[500000,"kill","n2"],[2500000,"kill","n3"]],"until":"40s"}';
