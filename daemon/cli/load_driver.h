#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::cli {
/// One request of a flow. `make` writes the whole HTTP/1.1 request for a client; `took` sees the answer's body.
struct FlowClient {
  int number = 0;
  std::mt19937_64 random;
  std::string kept;  ///< what a step keeps for the later ones: the cart's id
  std::int64_t flows = 0;
};
struct FlowStep {
  std::string name;
  std::function<void(FlowClient&, std::string& out)> make;
  std::function<void(FlowClient&, std::string_view body)> took;  ///< may be empty
};

struct StepFigures {
  std::int64_t count = 0, p50_us = 0, p99_us = 0;
};
struct LoadFigures {
  std::int64_t flows = 0, errors = 0, microseconds = 0;
  std::int64_t p50_us = 0, p99_us = 0, max_us = 0;
  std::map<std::string, StepFigures> steps;
  std::string first_error;
  std::int64_t driver_cpu_us = 0;
  std::int64_t per_second() const { return microseconds > 0 ? flows * 1'000'000 / microseconds : 0; }
};

struct LoadPlan {
  std::uint16_t port = 0;
  int clients = 1;
  int milliseconds = 5'000;
  std::int64_t max_flows = 0;  ///< 0: by time alone
};
/// A closed loop over keep-alive connections to 127.0.0.1: each client repeats the flow and waits for each answer. One
/// thread, epoll, plain sockets, so that the driver takes as little as possible of the processors it shares with the
/// daemon. Any status but 2xx ends the flow as an error. Throws std::runtime_error when the port does not answer.
LoadFigures drive(const LoadPlan& plan, const std::vector<FlowStep>& flow);

/// Head and body of a request, as `make` writes them.
void append_request(std::string& out, std::string_view method, std::string_view path, std::string_view token,
                    std::string_view body);
}  // namespace holdfast::cli
