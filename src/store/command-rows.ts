/** Made by `npm run protocol` from the table of commands, do not edit. What the cells mean: command-shapes.ts. */
export const COMMAND_ROWS = `
ping; fast; ; request_policy:all_shards response_policy:all_succeeded
echo; loading stale fast
quit; noscript loading stale fast no_auth allow_busy
auth; noscript loading stale fast no_auth allow_busy
hello; noscript loading stale fast no_auth allow_busy
client
client|id; noscript loading stale
client|getname; noscript loading stale
client|setname; noscript loading stale
client|setinfo; noscript loading stale
del; write; 1:-1:1 RM delete; request_policy:multi_shard response_policy:agg_sum
unlink; write fast; 1:-1:1 RM delete; request_policy:multi_shard response_policy:agg_sum
exists; readonly fast; 1:-1:1 RO; request_policy:multi_shard response_policy:agg_sum
touch; readonly fast; 1:-1:1 RO; request_policy:multi_shard response_policy:agg_sum
type; readonly fast; 1:1:1 RO
keys; readonly; ; request_policy:all_shards nondeterministic_output_order
scan; readonly; ; nondeterministic_output request_policy:special
randomkey; readonly; ; request_policy:all_shards nondeterministic_output
rename; write; 1:1:1 RW access delete, 2:2:1 OW update
renamenx; write fast; 1:1:1 RW access delete, 2:2:1 OW insert
expire; write fast; 1:1:1 RW update
pexpire; write fast; 1:1:1 RW update
expireat; write fast; 1:1:1 RW update
pexpireat; write fast; 1:1:1 RW update
ttl; readonly fast; 1:1:1 RO access; nondeterministic_output
pttl; readonly fast; 1:1:1 RO access; nondeterministic_output
expiretime; readonly fast; 1:1:1 RO access
pexpiretime; readonly fast; 1:1:1 RO access
persist; write fast; 1:1:1 RW update
object
object|encoding; readonly; 2:2:1 RO; nondeterministic_output
object|freq; readonly; 2:2:1 RO; nondeterministic_output
object|idletime; readonly; 2:2:1 RO; nondeterministic_output
object|refcount; readonly; 2:2:1 RO; nondeterministic_output
memory
memory|usage; readonly; 2:2:1 RO
select; loading stale fast
dbsize; readonly fast; ; request_policy:all_shards response_policy:agg_sum
flushdb; write; ; request_policy:all_shards response_policy:all_succeeded
flushall; write; ; request_policy:all_shards response_policy:all_succeeded
get; readonly fast; 1:1:1 RO access
set; write denyoom; 1:1:1 RW access update variable_flags
setnx; write denyoom fast; 1:1:1 OW insert
setex; write denyoom; 1:1:1 OW update
psetex; write denyoom; 1:1:1 OW update
getset; write denyoom fast; 1:1:1 RW access update
getdel; write fast; 1:1:1 RW access delete
getex; write fast; 1:1:1 RW access update
mget; readonly fast; 1:-1:1 RO access; request_policy:multi_shard
mset; write denyoom; 1:-1:2 OW update; request_policy:multi_shard response_policy:all_succeeded
msetnx; write denyoom; 1:-1:2 OW insert; request_policy:multi_shard response_policy:agg_min
incr; write denyoom fast; 1:1:1 RW access update
decr; write denyoom fast; 1:1:1 RW access update
incrby; write denyoom fast; 1:1:1 RW access update
decrby; write denyoom fast; 1:1:1 RW access update
incrbyfloat; write denyoom fast; 1:1:1 RW access update
append; write denyoom fast; 1:1:1 RW insert
strlen; readonly fast; 1:1:1 RO
getrange; readonly; 1:1:1 RO access
setrange; write denyoom; 1:1:1 RW update
lpush; write denyoom fast; 1:1:1 RW insert
rpush; write denyoom fast; 1:1:1 RW insert
lpushx; write denyoom fast; 1:1:1 RW insert
rpushx; write denyoom fast; 1:1:1 RW insert
lpop; write fast; 1:1:1 RW access delete
rpop; write fast; 1:1:1 RW access delete
llen; readonly fast; 1:1:1 RO
lindex; readonly; 1:1:1 RO access
lrange; readonly; 1:1:1 RO access
lset; write denyoom; 1:1:1 RW update
linsert; write denyoom; 1:1:1 RW insert
lrem; write; 1:1:1 RW delete
ltrim; write; 1:1:1 RW delete
lmove; write denyoom; 1:1:1 RW access delete, 2:2:1 RW insert
rpoplpush; write denyoom; 1:1:1 RW access delete, 2:2:1 RW insert
lpos; readonly; 1:1:1 RO access
sadd; write denyoom fast; 1:1:1 RW insert
srem; write fast; 1:1:1 RW delete
smove; write fast; 1:1:1 RW access delete, 2:2:1 RW insert
smembers; readonly; 1:1:1 RO access; nondeterministic_output_order
sismember; readonly fast; 1:1:1 RO
smismember; readonly fast; 1:1:1 RO access
scard; readonly fast; 1:1:1 RO
sscan; readonly; 1:1:1 RO access; nondeterministic_output
spop; write fast; 1:1:1 RW access delete; nondeterministic_output
srandmember; readonly; 1:1:1 RO access; nondeterministic_output
sinter; readonly; 1:-1:1 RO access; nondeterministic_output_order
sunion; readonly; 1:-1:1 RO access; nondeterministic_output_order
sdiff; readonly; 1:-1:1 RO access; nondeterministic_output_order
sinterstore; write denyoom; 1:1:1 RW update, 2:-1:1 RO access
sunionstore; write denyoom; 1:1:1 OW update, 2:-1:1 RO access
sdiffstore; write denyoom; 1:1:1 OW update, 2:-1:1 RO access
hset; write denyoom fast; 1:1:1 RW update
hmset; write denyoom fast; 1:1:1 RW update
hsetnx; write denyoom fast; 1:1:1 RW insert
hdel; write fast; 1:1:1 RW delete
hget; readonly fast; 1:1:1 RO access
hmget; readonly fast; 1:1:1 RO access
hexists; readonly fast; 1:1:1 RO
hstrlen; readonly fast; 1:1:1 RO
hincrby; write denyoom fast; 1:1:1 RW access update
hincrbyfloat; write denyoom fast; 1:1:1 RW access update
hgetall; readonly; 1:1:1 RO access; nondeterministic_output_order
hkeys; readonly; 1:1:1 RO access; nondeterministic_output_order
hvals; readonly; 1:1:1 RO access; nondeterministic_output_order
hlen; readonly fast; 1:1:1 RO
hscan; readonly; 1:1:1 RO access; nondeterministic_output
zrem; write fast; 1:1:1 RW delete
zcard; readonly fast; 1:1:1 RO
zscore; readonly fast; 1:1:1 RO access
zmscore; readonly fast; 1:1:1 RO access
zrank; readonly fast; 1:1:1 RO access
zrevrank; readonly fast; 1:1:1 RO access
zscan; readonly; 1:1:1 RO access; nondeterministic_output
zadd; write denyoom fast; 1:1:1 RW update
zincrby; write denyoom fast; 1:1:1 RW access update
zrange; readonly; 1:1:1 RO access
zrevrange; readonly; 1:1:1 RO access
zrangebyscore; readonly; 1:1:1 RO access
zrevrangebyscore; readonly; 1:1:1 RO access
zrangebylex; readonly; 1:1:1 RO access
zrevrangebylex; readonly; 1:1:1 RO access
zcount; readonly fast; 1:1:1 RO access
zlexcount; readonly fast; 1:1:1 RO access
zpopmin; write fast; 1:1:1 RW access delete
zpopmax; write fast; 1:1:1 RW access delete
zremrangebyrank; write; 1:1:1 RW delete
zremrangebyscore; write; 1:1:1 RW delete
zremrangebylex; write; 1:1:1 RW delete
zunionstore; write denyoom movablekeys; 1:1:1 OW update, #2 RO access
zinterstore; write denyoom movablekeys; 1:1:1 OW update, #2 RO access
info; loading stale; ; nondeterministic_output request_policy:all_shards response_policy:special
config
config|get; admin noscript loading stale
config|set; admin noscript loading stale; ; request_policy:all_nodes response_policy:all_succeeded
config|resetstat; admin noscript loading stale
time; loading stale fast; ; nondeterministic_output
lastsave; loading stale fast; ; nondeterministic_output
save; admin noscript no_async_loading no_multi
bgsave; admin noscript no_async_loading
bgrewriteaof; admin noscript no_async_loading
debug; admin noscript loading stale
wait; noscript; ; request_policy:all_shards response_policy:agg_min
command; loading stale; ; nondeterministic_output_order
command|count; loading stale
command|info; loading stale; ; nondeterministic_output_order
command|list; loading stale; ; nondeterministic_output_order
`;
