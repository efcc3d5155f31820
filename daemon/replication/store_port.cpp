#include "replication/store_port.h"

#include <boost/asio/post.hpp>
#include <future>
#include <thread>

namespace holdfast::replication {
namespace {
using namespace std::chrono_literals;
constexpr auto look_up = 50ms;  ///< between two looks at whether the daemon stops
bool worth_another_try(ErrorCode code) {
  return code == ErrorCode::busy || code == ErrorCode::storage_full || code == ErrorCode::storage_read_only ||
         code == ErrorCode::storage_failed;
}
}  // namespace

Result<store::Answer> StorePort::write(store::Write write) {
  for (;;) {
    if (stopping_) throw Stopping{};
    const auto promise = std::make_shared<std::promise<Result<store::Answer>>>();
    std::future<Result<store::Answer>> outcome = promise->get_future();
    boost::asio::post(io_, [this, promise, write] {
      store::Call call;
      call.correlation_id = "replication";
      store_.submit(std::move(call), write,
                    [promise](Result<store::Answer> answer) { promise->set_value(std::move(answer)); });
    });
    while (outcome.wait_for(look_up) != std::future_status::ready)
      if (stopping_) throw Stopping{};
    Result<store::Answer> answer = outcome.get();
    if (answer || !worth_another_try(answer.error().code)) return answer;
    std::this_thread::sleep_for(look_up);
  }
}
}  // namespace holdfast::replication
