#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "http/message.h"
#include "routes/dispatch.h"
#include "store/store.h"

namespace holdfast::training {
/// The practice store behind `/training/v1/…`: the same routes over a database of its own in `DIR/training`, made when
/// somebody first practises and wiped by `POST /training/v1/reset` and at every start. Nothing of it reaches the live
/// store, its events, its metrics or its receipt numbers. A terminal's live token works here as well; people sign on
/// again. Until it is used this is a name and a folder. I/O thread only, but for the making of the database.
class Training {
 public:
  struct Parts {
    boost::asio::io_context& io;
    store::Store& live;
    routes::Dispatch& dispatch;  ///< the live store's: says no where there is no practice store
    std::filesystem::path folder;
    store::Options options;  ///< the live store's; what differs is set here
    std::string pepper;      ///< PINs are the same
    routes::HostNames hosts;
    std::function<std::uint64_t()> random;
  };
  explicit Training(Parts parts);
  ~Training();
  Training(const Training&) = delete;
  Training& operator=(const Training&) = delete;
  static bool takes(std::string_view path);
  void handle(http::Request&& request, http::Responder&& responder);
  void stop();  ///< before the live store's

 private:
  struct Practice;
  struct Waiting {
    http::Request request;
    http::Responder responder;
  };
  void make();
  void on_made(const std::string& problem);
  void pass(Waiting waiting);
  bool terminal_differs(const http::Request& request) const;
  void take_terminals(Waiting waiting);
  void refuse(Waiting waiting, const Error& error);
  void reset();

  Parts parts_;
  std::unique_ptr<Practice> practice_;
  std::thread making_;
  std::vector<Waiting> waiting_;
};
}  // namespace holdfast::training
