-- One JSON line with the figures wrk's own report lacks. With arguments (a file of paths, the first line to use, a
-- CSRF token) every request is a POST to the next path of that file, so that no two do the same deed.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  bad, made, paths = 0, 0, nil
  if args[1] then
    paths = {}
    for line in io.lines(args[1]) do
      paths[#paths + 1] = line
    end
    made = tonumber(args[2])
    first = made
    wrk.headers["X-CSRFToken"] = args[3]
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
    -- a global only then: where `request` exists, wrk calls it for every request
    request = function()
      made = made + 1
      return wrk.format("POST", paths[made] or "/no-paths-left", nil, "")
    end
  end
end

function response(status)
  if status >= 400 then
    bad = bad + 1
  end
end

function done(summary, latency)
  local bad, made = 0, 0
  for _, thread in ipairs(threads) do
    bad, made = bad + thread:get("bad"), made + thread:get("made")
  end
  local errors = summary.errors
  io.write(string.format(
    'JSON{"rate":%.3f,"p50":%.3f,"p95":%.3f,"bytes":%d,"count":%d,"bad":%d,"made":%d}\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    summary.bytes / math.max(summary.requests, 1), summary.requests,
    bad + errors.connect + errors.read + errors.write + errors.timeout, made))
end
