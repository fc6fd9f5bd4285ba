-- One limit of one account, for all processes that use it: who holds how much of the server's window, who waits, and
-- when the next request may go. KEYS[1] is the limit, ARGV[1] the process that asks, ARGV[2] what it says, as JSON.
--
-- A process says what it knows as whole figures, never as changes, so a message that is lost or sent twice does no harm,
-- and an empty database is filled again by the next one. The times of a message are seconds from now; those kept here
-- are seconds of this server's clock, which is the only one that all processes share.

local GUARD = 0.005        -- seconds after the latest moment at which the window can have turned
local DRIFT = 5e-4         -- seconds a second that two clocks may drift apart
local SKEW = 2             -- seconds by which two answers may differ and still mean one window
local HORIZON = 0.1        -- seconds ahead for which requests are let go
local TAIL, LONGEST_TAIL = 0.12, 3  -- even pacing ends this part of the window, or these seconds, before it does
local LONGEST_BURST = 10
local SCOUT, SCOUTS = 1, 3 -- seconds for which a request is alone to find out about a limit; how many try in vain
local LATE = 1000          -- milliseconds after which a message is too old
local SOON = 0.05          -- seconds after which to ask again when an answer on its way may change what is free

if ARGV[2] == '' then -- only whether this server would take what is written here
  redis.call('SET', KEYS[1], '', 'PX', 1000)
  return {}
end

local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1000000
local me = ARGV[1]
local said = cjson.decode(ARGV[2])
local clock_now = math.floor(now * 1000)
if said.at and clock_now - said.at > LATE then
  -- Read long after it was written, as by a server that stood still: what it says of "now" is wrong by then.
  return { 1, 0, 1, 0, 0, 0, clock_now }
end
local stored = redis.call('GET', KEYS[1])
local readable, gate = pcall(cjson.decode, stored or '{"workers":{}}')
if not readable or type(gate) ~= 'table' or type(gate.workers) ~= 'table' then
  gate = { workers = {} } -- somebody else's
end
local begun = 0

-- The window

local function turn(low, high)
  gate.low, gate.high = low, high
  gate.remaining = nil
  gate.left_counted, gate.left_unreported = 0, 0
  gate.marked, gate.others = high - gate.window, 0
  for _, worker in pairs(gate.workers) do
    worker.counted, worker.unreported = 0, 0
  end
end

local function roll()
  if gate.low - now > gate.window + SKEW then
    gate = { workers = {} } -- this server's clock was set back
  elseif now >= gate.high + GUARD then
    local span = (1 + math.floor((now - gate.high - GUARD) / gate.window)) * gate.window
    turn(gate.low + span * (1 - DRIFT), gate.high + span * (1 + DRIFT))
  end
end

-- Tell whether the process speaks of the window that is kept here, once that is the newer of the two.
local function agree(standing)
  local low, high = now + standing.low, now + standing.high
  if not gate.high then
    gate.window, gate.sure, gate.limit = standing.window, standing.sure, standing.limit
    turn(low, high)
    begun = stored and 0 or 1
    return true
  end
  local apart = (low + high - gate.low - gate.high) / 2
  local same = low <= gate.high and high >= gate.low
  if not standing.seen then
    return same
  end
  if same then
    gate.low, gate.high = math.max(gate.low, low), math.min(gate.high, high)
  elseif math.abs(apart) <= math.min(SKEW, gate.window / 2) then
    gate.low, gate.high = math.min(gate.low, low), math.max(gate.high, high)
  elseif apart > 0 or now < low then
    turn(low, high)
  else
    return false
  end
  if standing.sure or not gate.sure then
    gate.window, gate.sure = standing.window, standing.sure
  end
  if gate.limit ~= standing.limit then
    gate.limit, gate.remaining = standing.limit, nil
  end
  return true
end

-- The processes

local function forget_the_dead()
  for name, worker in pairs(gate.workers) do
    worker.seen = math.min(worker.seen, now)
    if worker.seen + worker.life < now then
      gate.left_counted = gate.left_counted + worker.counted
      gate.left_unreported = gate.left_unreported + worker.unreported
      gate.workers[name] = nil
      if gate.probe == name then
        gate.probe = nil
      end
    end
  end
end

local function sum(field)
  local total = 0
  for _, worker in pairs(gate.workers) do
    total = total + worker[field]
  end
  return total
end

-- How many requests of other processes wait that pass those of this priority.
local function ahead_of(priority)
  local total = 0
  for name, worker in pairs(gate.workers) do
    if name ~= me then
      for _, waiting in ipairs(worker.waiting or {}) do
        if waiting[1] < priority then
          total = total + waiting[2]
        end
      end
    end
  end
  return total
end

local function count_processes()
  local total = 0
  for _ in pairs(gate.workers) do
    total = total + 1
  end
  return total
end

-- How fast clients outside spend this limit: what is gone and cannot be ours.
local function watch_others()
  local others = math.max(0, gate.limit - gate.remaining - gate.left_counted - sum('counted') - sum('held'))
  local passed = now - gate.marked
  if passed >= gate.window / 20 then
    local rate = math.max(0, (others - gate.others) / passed)
    gate.others_rate = (gate.others_rate or 0) * 0.7 + rate * 0.3
    gate.marked, gate.others = now, others
  end
end

-- What this process says

if gate.high then
  roll()
end
if not gate.high and not said.standing then
  -- Nobody knows the window yet: one request goes to find out, and after some that nothing was learnt from, each process
  -- is on its own.
  gate.scouts = gate.scouts or 0
  local back = gate.scout == me and said.held == 0
  local goes = said.waiting and (back or math.abs(now - (gate.scouted or 0)) >= SCOUT)
  if goes then
    gate.scouts, gate.scouted, gate.scout = gate.scouts + 1, now, me
    redis.call('SET', KEYS[1], cjson.encode(gate), 'PX', 60000)
  end
  return { gate.scouts <= SCOUTS and 1 or 0, 0, 1, 0, 0, SOON * 1000000, clock_now, goes and 0 or nil }
end
local worker = gate.workers[me] or { counted = 0, unreported = 0 }
worker.held, worker.seen, worker.life, worker.waiting = said.held, now, said.life, nil
local standing = said.standing
local current = standing and agree(standing)
gate.workers[me] = worker
if current then
  worker.counted, worker.unreported = standing.counted, standing.unreported
  if standing.remaining then
    gate.remaining = math.min(gate.remaining or standing.remaining, standing.remaining)
  end
end
forget_the_dead()
if current and gate.remaining then
  watch_others()
end
if gate.probe == me and said.probe then
  gate.probe = nil
  if said.probe == 'answered' then
    gate.stopped = nil
  end
end
if said.stopped and said.stopped > 0 then
  gate.stopped = math.max(gate.stopped or 0, now + said.stopped)
end

-- What may go

local held = sum('held')
local reserve = math.min(said.reserve, gate.limit - 1)
local free = (gate.remaining or gate.limit) - gate.left_unreported - sum('unreported') - reserve - held
local taken = (gate.others_rate or 0) * (said.latency + HORIZON / 2)
if gate.remaining and taken > 0.02 then
  free = free - taken - math.sqrt(taken)
end
local plenty = free > gate.limit / 5 and 1 or 0
local opening = gate.high + GUARD - now
local grants, wait, probing = {}, 0, 0
local tail = math.max(math.min(gate.window * TAIL, LONGEST_TAIL), 4 * said.latency)
local last = gate.low - math.min(tail, gate.window * 0.4)
local burst = math.min(LONGEST_BURST, math.max(1, gate.limit / 20))
local processes = count_processes()

local function interval()
  if said.pacing == 'burst' then
    return 0
  end
  return math.max(0, last - now) / free
end

local function grant()
  if gate.slot and free >= 1 then
    -- No later than all processes together can have been told to go: this server's clock may have been set back.
    gate.slot = math.min(gate.slot, now + HORIZON + 2 * processes * interval())
  end
  for index, waiting in ipairs(said.waiting or {}) do
    local ahead = ahead_of(waiting[1])
    while waiting[2] > 0 do
      if free - ahead < 1 then
        -- A request on its way may give its place back, or teach that others took less than was feared.
        return held + #grants > 0 and math.min(opening, math.max(SOON, gate.window / 200)) or opening
      end
      local step = interval()
      local slot = math.max((gate.slot or 0) + step, now - burst * step)
      local due = slot + ahead * step
      if gate.slot_priority and waiting[1] < gate.slot_priority then
        due = now -- passes those that were told to go a little later
      end
      -- Where requests go slowly each process is told its turn, or all would ask again for the same one.
      local horizon = HORIZON
      if #grants == 0 then
        horizon = math.max(HORIZON, math.min(1.5 * processes * step, (last - now) / 10))
      end
      if due > now + horizon and #grants == 0 then
        return due - now - horizon / 2
      end
      if due > now + horizon or #grants >= math.ceil(HORIZON / math.max(step, 0.0001) / processes) then
        return math.max(SOON / 2, grants[#grants] / 1000000)
      end
      grants[#grants + 1] = math.max(0, math.floor((due - now) * 1000000))
      gate.slot = slot
      gate.slot_priority = slot > now and waiting[1] or nil
      free = free - 1
      waiting[2] = waiting[2] - 1
    end
  end
  return 0
end

if gate.stopped and now < gate.stopped then
  wait = gate.stopped - now
elseif gate.stopped and gate.probe then
  wait = math.max(SOON, gate.window / 200)
elseif gate.stopped and said.waiting and free >= 1 then
  grants[1] = 0
  gate.probe, probing = me, 1
  wait = SOON
elseif gate.stopped then
  wait = opening
else
  wait = grant()
end
worker.held = worker.held + #grants
for _, waiting in ipairs(said.waiting or {}) do
  if waiting[2] > 0 then
    worker.waiting = worker.waiting or {}
    table.insert(worker.waiting, waiting)
    worker.life = said.life + wait -- nothing is heard of it until then
  end
end
if said.leaving then
  worker.life = 0
  forget_the_dead()
end
redis.call('SET', KEYS[1], cjson.encode(gate), 'PX', math.ceil((2 * gate.window + 60) * 1000))
return { 1, begun, processes, plenty, probing, math.max(0, math.ceil(wait * 1000000)), clock_now, unpack(grants) }
