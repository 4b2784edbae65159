import { redisScript } from './run-script.ts';

/**
 * The operations of the expiring store on Redis.
 *
 * An entry is a hash: `value`, `version`, `expires` and `forget` (milliseconds, empty for never), `groups` (a JSON list
 * of group key, generation, group key, …), `claim` (who spent it; empty while it is unspent) and `writer` (the last
 * operation that wrote its value). A group is a string, its generation: while an entry's groups still have the
 * generations that it was put with it is there, so that a group of any size is dropped by dropping that one string.
 *
 * What was so dropped goes when its time is over. Entries without end would stay, so each group names those in a sorted
 * set, by the time at which they were put. A group with such entries has no end either; its set then also holds, under
 * the empty name, until when its other entries can last.
 *
 * `ARGV[1]` is the time now, `ARGV[2]` the id of the operation. An operation that is sent again because its answer was
 * lost finds its own id and answers as it did the first time.
 */
const PRELUDE = `
  local now = tonumber(ARGV[1])
  local operation = ARGV[2]
  local function is_over(time)
    return time ~= '' and tonumber(time) <= now
  end
  local function find(key)
    local f = redis.call('HMGET', key, 'value', 'version', 'expires', 'forget', 'groups', 'claim', 'writer')
    if not f[1] or is_over(f[4]) then return nil end
    if f[5] ~= '' then
      local groups = cjson.decode(f[5])
      for i = 1, #groups, 2 do
        if redis.call('GET', groups[i]) ~= groups[i + 1] then return nil end
      end
    end
    return { value = f[1], version = f[2], expires = f[3], claim = f[6], writer = f[7] }
  end
`;

const GROUPS = `
  local function time_of_redis()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
  end
  local function endless_of(group)
    return (string.gsub(group, ':group:', ':endless:', 1))
  end
  local function lasts_until(group, time)
    local endless = endless_of(group)
    local known = redis.call('ZSCORE', endless, '')
    if not known or tonumber(known) < time then redis.call('ZADD', endless, time, '') end
  end
  local function settle(group)
    local endless = endless_of(group)
    local last = redis.call('ZSCORE', endless, '')
    if redis.call('ZCARD', endless) > (last and 1 or 0) then return end
    redis.call('DEL', endless)
    if redis.call('PTTL', group) ~= -1 then return end
    if last then redis.call('PEXPIREAT', group, last) else redis.call('UNLINK', group) end
  end
  local function forget(key)
    local f = redis.call('HMGET', key, 'groups', 'forget')
    redis.call('UNLINK', key)
    if not f[1] or f[1] == '' or f[2] ~= '' then return end
    local groups = cjson.decode(f[1])
    for i = 1, #groups, 2 do
      if redis.call('ZREM', endless_of(groups[i]), key) == 1 then settle(groups[i]) end
    end
  end
`;

/** KEYS: entry, groups. ARGV: …, `1` for only if absent, value, expires, forget, time to live. Returns 1 if written. */
export const PUT = redisScript(`${PRELUDE}${GROUPS}
  if ARGV[3] == '1' then
    local entry = find(KEYS[1])
    if entry then return entry.writer == operation and 1 or 0 end
  end
  forget(KEYS[1])
  local ttl = ARGV[7]
  local groups = {}
  for i = 2, #KEYS do
    local is_new = redis.call('SET', KEYS[i], operation, 'NX')
    local left = redis.call('PTTL', KEYS[i])
    if ttl == '' then
      if left >= 0 then
        redis.call('PERSIST', KEYS[i])
        lasts_until(KEYS[i], time_of_redis() + left)
      end
      redis.call('ZADD', endless_of(KEYS[i]), time_of_redis(), KEYS[1])
    elseif is_new or left >= 0 and left < tonumber(ttl) then
      redis.call('PEXPIRE', KEYS[i], ttl)
    elseif left < 0 then
      lasts_until(KEYS[i], time_of_redis() + tonumber(ttl))
    end
    groups[#groups + 1] = KEYS[i]
    groups[#groups + 1] = redis.call('GET', KEYS[i])
  end
  redis.call('HSET', KEYS[1], 'value', ARGV[4], 'version', '1', 'expires', ARGV[5], 'forget', ARGV[6],
    'groups', #groups > 0 and cjson.encode(groups) or '', 'claim', '', 'writer', operation)
  if ttl ~= '' then redis.call('PEXPIRE', KEYS[1], ttl) end
  return 1
`);

/** KEYS: entry, counter. */
export const DROP = redisScript(`${PRELUDE}${GROUPS}
  forget(KEYS[1])
  redis.call('UNLINK', KEYS[2])
  return 1
`);

/**
 * Drops a group, and then removes what it leaves behind in as many batches as that takes. An entry that was put into the
 * group after it was dropped has its new generation, and stays.
 *
 * KEYS: group. ARGV: …, `1` for the first batch, the size of a batch. Returns 1 while there can be more.
 */
export const DROP_GROUP = redisScript(`${PRELUDE}${GROUPS}
  local endless = endless_of(KEYS[1])
  if ARGV[3] == '1' then
    redis.call('UNLINK', KEYS[1])
    redis.call('ZREM', endless, '')
  end
  local generation = redis.call('GET', KEYS[1])
  local function belongs(key)
    local json = redis.call('HGET', key, 'groups')
    if not generation or not json or json == '' then return false end
    local groups = cjson.decode(json)
    for i = 1, #groups, 2 do
      if groups[i] == KEYS[1] and groups[i + 1] == generation then return true end
    end
    return false
  end
  local batch = redis.call('ZRANGE', endless, 0, tonumber(ARGV[4]) - 1)
  for _, key in ipairs(batch) do
    if key ~= '' then
      if belongs(key) then return 0 end
      redis.call('ZREM', endless, key)
      forget(key)
    end
  end
  return #batch == tonumber(ARGV[4]) and 1 or 0
`);

/** KEYS: entry. Returns value, version and state, or nothing. */
export const GET = redisScript(`${PRELUDE}
  local entry = find(KEYS[1])
  if not entry then return {} end
  local state = entry.claim ~= '' and 'spent' or is_over(entry.expires) and 'expired' or 'live'
  return { entry.value, entry.version, state }
`);

/** KEYS: entry. ARGV: …, earlier claims of the caller that were never answered. Returns the outcome and the value. */
export const TAKE_ONCE = redisScript(`${PRELUDE}
  local entry = find(KEYS[1])
  if not entry then return { 'absent' } end
  if entry.claim ~= '' then
    for i = 2, #ARGV do
      if ARGV[i] == entry.claim then return { 'taken', entry.value } end
    end
    return { 'spent' }
  end
  if is_over(entry.expires) then return { 'expired' } end
  redis.call('HSET', KEYS[1], 'claim', operation)
  return { 'taken', entry.value }
`);

/** KEYS: entry. ARGV: …, expected version, value. Returns 1 if replaced. */
export const COMPARE_AND_SET = redisScript(`${PRELUDE}
  local entry = find(KEYS[1])
  if not entry then return 0 end
  if entry.writer == operation then return 1 end
  if entry.claim ~= '' or is_over(entry.expires) or entry.version ~= ARGV[3] then return 0 end
  redis.call('HSET', KEYS[1], 'value', ARGV[4], 'writer', operation)
  redis.call('HINCRBY', KEYS[1], 'version', 1)
  return 1
`);

/** KEYS: counter. ARGV: …, by, reset time, time to live. Returns the count and its reset time. */
export const COUNT = redisScript(`${PRELUDE}
  local f = redis.call('HMGET', KEYS[1], 'count', 'resets', 'operation')
  local is_live = f[1] and not is_over(f[2])
  if ARGV[3] == '0' then return is_live and { f[1], f[2] } or {} end
  if not is_live then
    redis.call('DEL', KEYS[1])
    redis.call('HSET', KEYS[1], 'count', ARGV[3], 'resets', ARGV[4], 'operation', operation)
    redis.call('PEXPIRE', KEYS[1], ARGV[5])
    return { ARGV[3], ARGV[4] }
  end
  if f[3] == operation then return { f[1], f[2] } end
  redis.call('HSET', KEYS[1], 'operation', operation)
  return { redis.call('HINCRBY', KEYS[1], 'count', ARGV[3]), f[2] }
`);
