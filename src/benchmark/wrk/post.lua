-- Sends the requests of a file, each once: eight digits that tell its length, then the request as it
-- goes over the wire. One thread only (-t1), since each thread would read the file from its start.
--
--   wrk -t1 -c32 -d10s -s post.lua URL -- FILE
--
-- The last line printed is for the program that started it.
local file
local last
exhausted = false

function init(args)
  file = assert(io.open(args[1], "rb"))
end

function request()
  local length = file:read(8)
  if length then
    last = file:read(tonumber(length))
  else
    exhausted = true
  end
  return last
end

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function done(summary, latency, requests)
  local errors = summary.errors
  print(string.format(
    "result requests=%d duration_us=%d refused=%d failed=%d p50_us=%d p99_us=%d exhausted=%s",
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99), tostring(threads[1]:get("exhausted"))))
end
