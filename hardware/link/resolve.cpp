#include "link/resolve.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

namespace holdfast::link {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {
/// What the look-up and the one who waits for it share; the look-up may outlive the wait.
struct Lookup {
  explicit Lookup(const asio::any_io_executor& executor) : resolver{executor}, done{executor} {}
  tcp::resolver resolver;
  asio::steady_timer done;  // cancelled when the answer is there
  Resolved answer{{}, asio::error::timed_out};
};
}  // namespace

asio::awaitable<Resolved> resolve(std::string host, std::uint16_t port, std::chrono::milliseconds limit) {
  boost::system::error_code no_figures;
  const asio::ip::address figures = asio::ip::make_address(host, no_figures);
  if (!no_figures) co_return Resolved{{{figures, port}}, {}};
  const auto lookup = std::make_shared<Lookup>(co_await asio::this_coro::executor);
  lookup->done.expires_after(limit);
  lookup->resolver.async_resolve(host, std::to_string(port),
                                 [lookup](boost::system::error_code code, const tcp::resolver::results_type& found) {
                                   lookup->answer.code = code;
                                   for (const auto& entry : found) lookup->answer.endpoints.push_back(entry.endpoint());
                                   lookup->done.cancel();
                                 });
  boost::system::error_code ignored;
  co_await lookup->done.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  co_return lookup->answer;
}
}  // namespace holdfast::link
